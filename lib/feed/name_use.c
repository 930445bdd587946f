/* Names that rows of a known reference or identifier bear and that are none of their subject's: each an event of the
 * type `name-use`, beside the row's own event. */
#include "feed/name_use.h"

static const struct str type_name = {"name-use", 8};

const struct event_type *name_use_type(const struct plan *p)
{
	return plan_find_type(p, type_name);
}

static void set(struct value *fields, const struct event_type *t, struct str name, struct str text)
{
	int i = event_field_find(t, name);

	if (i >= 0 && text.n > 0)
		fields[i] = value_text(text);
}

/* False: the row's name was known, or there was none. */
static bool name_use_of(struct event *out, const struct event *e, const struct event_type *t, struct arena *a)
{
	struct value *fields;

	if (e->by_name || !e->match || e->match->name.n == 0)
		return false;
	fields = arena_array(a, t->nfields, sizeof *fields);
	for (size_t i = 0; i < t->nfields; i++)
		fields[i] = value_missing();
	fields[FIELD_TIME] = value_time(e->time);
	fields[FIELD_RECORDED] = e->fields[FIELD_RECORDED];
	set(fields, t, STR("name"), e->match->name);
	set(fields, t, STR("like"), e->match->like);
	set(fields, t, STR("by"), e->by_identifier ? STR("identifier") : STR("reference"));
	set(fields, t, STR("in"), e->type->name);
	*out = (struct event){.type = t, .fields = fields, .time = e->time, .by_identifier = e->by_identifier,
	                      .sources = e->sources, .nsources = e->nsources};
	out->key = event_content_key(t, fields, a);
	return true;
}

size_t name_uses(struct event *out, const struct event *events, size_t n, const struct event_type *t, struct arena *a)
{
	size_t found = 0;

	for (size_t i = 0; t && i < n; i++)
		found += name_use_of(&out[found], &events[i], t, a);
	return found;
}

bool name_use_shown(const struct feed *f)
{
	bool person = false, other = false;

	for (size_t i = 0; i < f->nways; i++) {
		person |= f->ways[i].kind == WAY_PERSON;
		other |= f->ways[i].kind != WAY_PERSON;
	}
	return person && other;
}
