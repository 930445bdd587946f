#include "base/digest.h"
#include "report/decided.h"
#include "report/formats.h"
#include "report/node.h"

static json_t *row_place(const struct event_source *s)
{
	json_t *o = node_made(json_object());
	char hex[65];

	node_put(o, "feed", node_text(s->input->name));
	node_put(o, "file", node_text(s->input->file));
	node_put(o, "line", node_count(s->line));
	if (!s->sha256) {
		struct digest d = digest_of(s->row);
		digest_hex(hex, 64, &d);
	}
	node_put(o, "sha256", node_text(str_of(s->sha256 ? s->sha256 : hex)));
	return o;
}

static void put_source(json_t *o, const struct event *e)
{
	static const char *const members[] = {"feed", "file", "line", "sha256"};

	for (size_t i = 0; e->nsources == 0 && i < sizeof members / sizeof *members; i++)
		node_put(o, members[i], json_null());
	if (e->nsources == 0)
		return;
	json_t *place = row_place(&e->sources[0]);
	if (json_object_update(o, place) != 0)
		mem_exhausted();
	json_decref(place);
}

static json_t *event_fields(const struct event *e, const struct zone *z)
{
	json_t *o = node_made(json_object());
	struct buf b = {0};
	struct arena room;

	arena_init(&room);
	const struct value *fields = feed_event_fields(e, &room);
	for (size_t i = 0; i < e->type->nfields; i++) {
		if (i == FIELD_TIME || fields[i].kind == VALUE_UNKNOWN)
			continue;
		buf_clear(&b);
		value_print(&b, &fields[i], z);
		if (json_object_setn_new(o, e->type->fields[i].name.at, e->type->fields[i].name.n, node_text(buf_str(&b))) != 0)
			mem_exhausted();
	}
	buf_free(&b);
	arena_free(&room);
	return o;
}

static json_t *evidence(const struct evidence *e, const struct zone *z)
{
	json_t *o = node_made(json_object());

	node_put(o, "role", node_text(str_of(role_names[e->role])));
	node_put(o, "event", node_text(e->event->type->name));
	put_source(o, e->event);
	node_put(o, "time", node_moment(e->event->time, z));
	node_put(o, "fields", event_fields(e->event, z));
	if (e->role == ROLE_NEAR)
		node_put(o, "failed", node_text(e->failed));
	if (e->event->nsources > 1) {
		json_t *also = node_made(json_array());
		for (size_t i = 1; i < e->event->nsources; i++)
			node_add(also, row_place(&e->event->sources[i]));
		node_put(o, "also", also);
	}
	return o;
}

static json_t *all_evidence(const struct finding *f, const struct zone *z)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < f->nevidence; i++)
		node_add(array, evidence(&f->evidence[i], z));
	return array;
}

/* A reference and an identifier agree wholly: 1. A name has its score; beside the others it is told under `name`. */
static json_t *identity(const struct finding *f)
{
	json_t *o = node_made(json_object()), *name;

	node_put(o, "by", node_text(f->by_name ? STR("name") : f->by_identifier ? STR("identifier") : STR("reference")));
	if (f->by_name && f->match) {
		node_match(o, f->match);
		return o;
	}
	node_put(o, "score", node_count(1));
	if (!f->match)
		return o;
	name = node_made(json_object());
	node_match(name, f->match);
	node_put(o, "name", name);
	return o;
}

static void put_binding(json_t *o, const struct run *run, const struct finding *f)
{
	bool known = f->subject < run->plan->nsubjects;

	node_put(o, "subject", known ? node_text(run->plan->subjects[f->subject].id) : json_null());
	node_put(o, "order", f->order ? node_text(f->order->id) : json_null());
	if (f->scheme)
		node_put(o, "scheme", node_text(f->scheme->name));
	node_put(o, "order_type", f->order ? node_text_or_null(f->order->type) : json_null());
	node_put(o, "condition", node_text(f->condition->id));
	node_put(o, "rule", f->rule ? node_text_or_null(f->rule->name) : json_null());
	node_put(o, "kind", f->condition->kind.n > 0 || !f->rule ? node_text_or_null(f->condition->kind) : node_text_or_null(f->rule->kind));
}

json_t *node_finding(const struct run *run, const struct finding *f)
{
	json_t *o = node_made(json_object());
	const struct zone *z = &run->plan->zone;

	node_put(o, "schema", node_text(STR("ordercheck/finding/1")));
	node_put(o, "id", node_text(str_of(f->id)));
	node_put(o, "level", node_text(str_of(level_names[f->level])));
	node_put(o, "severity", node_text(str_of(severity_words[f->severity])));
	put_binding(o, run, f);
	node_put(o, "title", node_text(f->title));
	node_put(o, "time", f->has_time ? node_moment(f->time, z) : json_null());
	if (f->is_obligation)
		node_put(o, "obligation", json_true());
	node_put(o, "as_of", node_moment(moment_instant(run->as_of), z));
	node_put(o, "text", node_text(f->condition->text));
	node_put(o, "say", node_text(f->say));
	node_put(o, "why", node_texts(f->why, f->nwhy));
	node_put(o, "unknown", node_texts(f->unknown, f->nunknown));
	node_put(o, "caveats", node_texts(f->caveats, f->ncaveats));
	node_put(o, "authority", f->rule ? node_texts(f->rule->authority, f->rule->nauthority) : node_made(json_array()));
	node_put(o, "codes", node_texts(f->codes, f->ncodes));
	node_put(o, "identity", identity(f));
	node_put(o, "evidence", all_evidence(f, z));
	if (f->decision)
		node_put(o, "decision", node_decision(f->decision, z));
	return o;
}

void report_finding_json(struct buf *out, const struct run *run, const struct finding *f)
{
	node_print(out, node_finding(run, f));
}

bool jsonl_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	(void)style;
	for (size_t i = 0; i < run->ntold && written; i++) {
		report_finding_json(&b, run, run->told[i]);
		buf_char(&b, '\n');
		written = buf_write(out, &b);
	}
	buf_free(&b);
	return written;
}
