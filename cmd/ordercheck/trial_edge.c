#include "trial_edge.h"

#include "base/text.h"

/* Each variant judges the history again; a test is meant to be read by people. */
enum { SETTLING = 3, EDGES_MAX = 200, EVENTS_MAX = 2000 };
#define YEARS_AHEAD (20 * 366 * CIVIL_DAY_MS)

/* ---- sightings ---- */

static void collect(void *context, const struct trigger_seen *t)
{
	struct sightings *all = context;

	*VEC_PUSH(all->arena, &all->list) = *t;
}

void sightings_of(struct sightings *out, const struct plan *plan, const struct test *test, bool fitting, struct arena *a)
{
	const struct judge_watch watch = {collect, out, fitting};
	struct findings found;

	*out = (struct sightings){.arena = a};
	trial_judge(&found, plan, test, &watch, a);
}

const struct trigger_seen *sighting_same(const struct sightings *all, const struct trigger_seen *t)
{
	for (size_t i = 0; i < all->list.n; i++) {
		const struct trigger_seen *x = &all->list.at[i];
		if (x->rule == t->rule && x->condition == t->condition && x->order == t->order && x->scheme == t->scheme &&
		    x->time.first == t->time.first && x->time.last == t->time.last && str_eq(x->key, t->key))
			return x;
	}
	return NULL;
}

/* ---- histories ---- */

static struct event event_at(const struct event *e, int64_t at, struct arena *a)
{
	struct value *fields = arena_copy(a, e->fields, e->type->nfields * sizeof *fields);
	struct event out = *e;

	out.time = moment_instant(at);
	fields[FIELD_TIME].as.time = out.time;
	out.fields = fields;
	out.key = event_content_key(e->type, fields, a);
	return out;
}

void history_sightings(struct sightings *out, struct edging *g, const struct without *without, const struct event *moved,
                       int64_t at)
{
	struct event *events = arena_array(g->arena, g->base.nevents + 1, sizeof *events);
	bool *gone = arena_array(g->arena, g->base.nevents, sizeof *gone);
	struct test test = g->base;

	for (size_t i = 0; i < without->n; i++)
		gone[without->events[i] - g->base.events] = true;
	test.nevents = 0;
	for (size_t i = 0; i < g->base.nevents; i++)
		if (!gone[i])
			events[test.nevents++] = g->base.events[i];
	if (moved)
		events[test.nevents++] = event_at(moved, at, g->arena);
	test.events = events;
	sightings_of(out, g->plan, &test, false, g->arena);
}

/* ---- what an expression hangs on ---- */

struct own_time {
	size_t slot;
	bool read;
};

static void note_field(void *context, size_t slot, struct str field)
{
	struct own_time *o = context;

	o->read |= slot == o->slot && str_eq_cstr(field, "time");
}

bool reads_own_time(const struct expr *e, size_t slot)
{
	struct own_time o = {slot, false};

	if (e)
		expr_visit_fields(e, note_field, &o);
	return o.read;
}

bool type_makes_states(const struct plan *plan, const struct rule *rule, const struct event_type *type)
{
	for (size_t i = 0; i < plan->nstates && i < 64; i++)
		if ((rule->states >> i & 1) && (plan->states[i].opens.type == type || plan->states[i].closes.type == type))
			return true;
	return false;
}

/* ---- words ---- */

struct str edge_what(struct edging *g, const struct event *e, int64_t at, const char *after)
{
	const struct zone *z = &g->plan->zone;
	struct buf b = {0};

	buf_printf(&b, "%.*s at ", STR_ARG(e->type->name));
	moment_say(&b, moment_day(z, civil_day(z, at)), z);
	buf_char(&b, ' ');
	clock_print(&b, civil_clock(z, at));
	buf_add(&b, str_of(after));
	struct str out = str_dup(g->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

void add_rule_name(struct buf *out, const struct rule *rule, const struct passage *entry)
{
	struct place p = passage_place(entry, 0);

	if (rule->name.n > 0)
		text_escape(out, rule->name);
	else
		buf_add(out, STR("an inline rule"));
	if (!p.source)
		return;
	buf_add(out, STR(" ("));
	text_escape(out, p.source->file);
	buf_printf(out, ":%u)", p.line);
}

void edge_leave_out(struct edging *g, const struct rule *rule, const char *why)
{
	struct buf b = {0};

	add_rule_name(&b, rule, &rule->place);
	buf_printf(&b, ": %s", why);
	*VEC_PUSH(g->arena, &g->out->left_out) = str_dup(g->arena, buf_str(&b));
	buf_free(&b);
}

/* ---- the base ---- */

/* An instant after it, unless it never ends or is too far off. */
static void raise_past(int64_t *as_of, int64_t last, int64_t furthest)
{
	int64_t after = instant_add(last, 1);

	if (after > *as_of && after <= furthest)
		*as_of = after;
}

static void raise_for(int64_t *as_of, const struct trigger_seen *t, int64_t furthest)
{
	raise_past(as_of, t->time.last, furthest);
	for (size_t i = 0; i < t->nparts; i++)
		if (!t->parts[i].pattern->test && t->parts[i].has_by)
			raise_past(as_of, t->parts[i].by.last, furthest);
}

/* A later as-of time may show deadlines that were not known: a few rounds settle it. */
static void settle(struct edging *g, struct sightings *base, const struct sightings *first)
{
	int64_t furthest = instant_add(g->base.as_of, YEARS_AHEAD);

	*base = *first;
	for (int round = 0; round < SETTLING; round++) {
		int64_t as_of = g->base.as_of;
		for (size_t i = 0; i < first->list.n; i++) {
			const struct trigger_seen *t = sighting_same(base, &first->list.at[i]);
			if (t)
				raise_for(&as_of, t, furthest);
		}
		if (as_of == g->base.as_of && round > 0)
			return;
		g->base.as_of = as_of;
		sightings_of(base, g->plan, &g->base, true, g->arena);
	}
}

void edges_try(struct edges *out, const struct plan *plan, const struct test *test, struct arena *a)
{
	struct edging g = {.out = out, .plan = plan, .base = *test, .arena = a};
	struct sightings first, base;

	*out = (struct edges){0};
	if (test->nevents > EVENTS_MAX) {
		*VEC_PUSH(a, &out->left_out) = STR("the test has more events than variants are made of");
		return;
	}
	g.base.has_supplied = false;
	g.base.ncovers = 0;
	sightings_of(&first, plan, test, false, a);
	settle(&g, &base, &first);
	for (size_t i = 0; i < first.list.n; i++) {
		const struct trigger_seen *t = sighting_same(&base, &first.list.at[i]);
		if (out->tried.n >= EDGES_MAX) {
			edge_leave_out(&g, first.list.at[i].rule, "the test has as many variants as are tried");
			return;
		}
		if (!t)
			continue;
		edge_parts(&g, t);
		edge_trigger(&g, t);
	}
}
