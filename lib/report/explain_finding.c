/* One finding, explained. */
#include <inttypes.h>

#include "report/decided.h"
#include "report/explain_sheet.h"

enum { ROWS_SHOWN = 40 };

static const char *const truths[] = {"no", "not known", "yes"};

/* ---- text ---- */

static void print_head(struct sheet *s, const struct explanation *e, const struct run *run, const struct explain_style *style)
{
	const struct finding *f = &e->finding;

	text_head(s, f);
	sheet_indent(s, 8);
	text_subject(s, run, f->subject, style->style.names);
	sheet_words(s, f->say);
	sheet_end(s);
	sheet_end(s);
}

static void add_date(struct sheet *s, const struct explanation *e, const struct run *run)
{
	struct buf b = {0};

	if (!e->finding.has_time)
		return;
	moment_say(&b, e->finding.time, &run->plan->zone);
	buf_add(&b, STR(", judged as at "));
	moment_say(&b, moment_instant(run->as_of), &run->plan->zone);
	entry(s, "dated", buf_str(&b));
	buf_free(&b);
}

static void add_rule(struct sheet *s, const struct explain_rule *r)
{
	struct buf b = {0};

	if (r->rule->name.n > 0)
		buf_printf(&b, "%.*s ", STR_ARG(r->rule->name));
	else
		buf_add(&b, STR("the rule written in the condition "));
	buf_add(&b, r->summary);
	entry(s, "rule", buf_str(&b));
	entries(s, "values", r->values);
	buf_free(&b);
}

/* What it saw is enough where it came out false. */
static void miss_words(struct buf *b, const struct explain_part *p)
{
	if (p->truth == TRUTH_UNKNOWN)
		buf_printf(b, "it is not known whether %.*s", STR_ARG(p->asks));
	if (p->truth == TRUTH_UNKNOWN && p->saw.n > 0)
		buf_add(b, STR(", for "));
	buf_add(b, p->saw);
	if (p->off.n > 0)
		buf_printf(b, " (by %.*s)", STR_ARG(p->off));
}

static void part_words(struct buf *b, const struct explain_part *p)
{
	buf_printf(b, "%s: ", truths[p->truth]);
	buf_add(b, p->asks);
	if (p->saw.n > 0)
		buf_printf(b, " — %.*s", STR_ARG(p->saw));
	if (p->off.n > 0)
		buf_printf(b, " (by %.*s)", STR_ARG(p->off));
}

static void add_where(struct sheet *s, const struct explanation *e)
{
	struct buf b = {0};

	for (size_t i = 0; i < e->nwhere; i++) {
		buf_clear(&b);
		part_words(&b, &e->where[i]);
		if (i == 0)
			entry(s, "where", buf_str(&b));
		else
			entry(s, "", buf_str(&b));
	}
	buf_free(&b);
}

static void add_misses(struct sheet *s, const struct explain_answer *a, const struct zone *z)
{
	struct buf b = {0};

	for (size_t i = 0; i < a->nmisses; i++) {
		const struct explain_miss *m = &a->misses[i];
		buf_clear(&b);
		event_print(&b, m->event, z);
		buf_add(&b, STR(" does not count"));
		if (m->why.n > 0)
			buf_printf(&b, ": %.*s", STR_ARG(m->why));
		for (size_t k = 0; k < m->nparts; k++) {
			buf_add(&b, k == 0 && m->why.n == 0 ? STR(": ") : STR("; "));
			miss_words(&b, &m->parts[k]);
		}
		bullet(s, i == 0 ? "nearest" : "next", buf_str(&b));
	}
	buf_free(&b);
}

static void add_window(struct sheet *s, const struct explain_answer *a)
{
	struct buf b = {0};

	if (str_eq_cstr(a->from, "the beginning of time"))
		buf_add(&b, STR("at any time "));
	else if (a->from.n > 0)
		buf_printf(&b, "from %.*s ", STR_ARG(a->from));
	if (a->by.n > 0)
		buf_printf(&b, "to %.*s", STR_ARG(a->by));
	bullet(s, "window", buf_str(&b));
	buf_free(&b);
}

static void add_witnesses(struct sheet *s, const struct explain_answer *a, const struct zone *z)
{
	struct buf b = {0};

	for (size_t i = 0; i < a->nwitnesses && i < ROWS_SHOWN; i++) {
		buf_clear(&b);
		event_print(&b, a->witnesses[i], z);
		bullet(s, i == 0 ? "found" : "", buf_str(&b));
	}
	buf_free(&b);
}

static void add_answer(struct sheet *s, const struct explain_answer *a, const struct zone *z)
{
	sheet_end(s);
	ask_entries(s, a->ask);
	entry(s, "  outcome", a->outcome);
	bullet(s, "", a->saw);
	bullets(s, "not known", a->unknown);
	add_window(s, a);
	bullets(s, "reckoning", a->reckoning);
	add_witnesses(s, a, z);
	add_misses(s, a, z);
	bullet(s, "feeds", a->known);
}

static void add_codes(struct sheet *s, const struct finding *f, const struct plan *plan)
{
	struct buf b = {0};

	for (size_t i = 0; i < f->ncodes; i++) {
		struct str title = offence_title(plan, f->codes[i]);
		buf_printf(&b, "%s%.*s", i > 0 ? "; " : "", STR_ARG(f->codes[i]));
		if (title.n > 0)
			buf_printf(&b, " (%.*s)", STR_ARG(title));
	}
	entry(s, "codes", buf_str(&b));
	buf_free(&b);
}

static void add_authority(struct sheet *s, const struct finding *f, const struct plan *plan)
{
	if (f->rule)
		entries(s, "authority", (struct explain_lines){f->rule->authority, f->rule->nauthority});
	add_codes(s, f, plan);
}

/* Rows as they are told, each once. */
struct row_lines {
	struct sheet *sheet;
	struct buf b;
	struct arena arena;
	struct map seen;
	size_t n, more;
};

static void add_event_rows(struct row_lines *r, const struct event *e, enum evidence_role role)
{
	for (size_t i = 0; i < e->nsources; i++) {
		const struct event_source *src = &e->sources[i];
		struct str key = str_printf(&r->arena, "%p:%" PRIu64, (const void *)src->input, src->line);
		if (!map_put(&r->seen, key, NULL))
			continue;
		if (r->n >= ROWS_SHOWN) {
			r->more++;
			continue;
		}
		buf_clear(&r->b);
		buf_printf(&r->b, "%s %.*s:%" PRIu64 ": %.*s", role_names[role], STR_ARG(src->input->file), src->line, STR_ARG(src->row));
		entry(r->sheet, r->n++ == 0 ? "rows" : "", buf_str(&r->b));
	}
}

static void add_rows(struct sheet *s, const struct explanation *e)
{
	struct row_lines r = {.sheet = s};
	const struct finding *f = &e->finding;

	arena_init(&r.arena);
	map_init(&r.seen, &r.arena);
	for (size_t i = 0; i < f->nevidence; i++)
		add_event_rows(&r, f->evidence[i].event, f->evidence[i].role);
	for (size_t i = 0; i < e->nanswers; i++)
		for (size_t k = 0; k < e->answers[i].nmisses; k++)
			add_event_rows(&r, e->answers[i].misses[k].event, ROLE_NEAR);
	buf_clear(&r.b);
	if (r.more > 0)
		buf_printf(&r.b, "and %zu more", r.more);
	entry(s, "", buf_str(&r.b));
	buf_free(&r.b);
	arena_free(&r.arena);
}

static void add_decision(struct sheet *s, const struct finding *f, const struct run *run)
{
	struct buf b = {0};

	decision_say(&b, f->decision, &run->plan->zone);
	entry(s, "decided", buf_str(&b));
	buf_free(&b);
}

static bool finding_text(FILE *out, const struct explanation *e, const struct run *run, const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);
	const struct finding *f = &e->finding;

	print_head(&s, e, run, style);
	entry(&s, "words", f->condition->text);
	add_rule(&s, &e->rule);
	entries(&s, "in force", e->in_force);
	add_date(&s, e, run);
	entry(&s, "asked by", e->asked);
	add_where(&s, e);
	for (size_t i = 0; i < e->nanswers; i++)
		add_answer(&s, &e->answers[i], &run->plan->zone);
	sheet_end(&s);
	if (f->level == LEVEL_BLIND)
		entries(&s, "why", (struct explain_lines){f->why, f->nwhy});
	entries(&s, "not known", (struct explain_lines){f->unknown, f->nunknown});
	entries(&s, "caveat", (struct explain_lines){f->caveats, f->ncaveats});
	add_decision(&s, f, run);
	entries(&s, "to decide", e->decide);
	add_authority(&s, f, run->plan);
	add_rows(&s, e);
	return sheet_write(out, &s);
}

/* ---- JSON ---- */

static json_t *node_part(const struct explain_part *p)
{
	static const char *const words[] = {"false", "unknown", "true"};
	json_t *o = node_made(json_object());

	node_put(o, "asks", node_text(p->asks));
	node_put(o, "came_out", node_text(str_of(words[p->truth])));
	node_put(o, "saw", node_text(p->saw));
	node_put(o, "off_by", node_text_or_null(p->off));
	return o;
}

static json_t *node_parts(const struct explain_part *parts, size_t n)
{
	json_t *list = node_made(json_array());

	for (size_t i = 0; i < n; i++)
		node_add(list, node_part(&parts[i]));
	return list;
}

static json_t *node_misses(const struct explain_answer *a, const struct zone *z)
{
	json_t *list = node_made(json_array());

	for (size_t i = 0; i < a->nmisses; i++) {
		json_t *o = node_event(a->misses[i].event, z);
		node_put(o, "why", node_text_or_null(a->misses[i].why));
		node_put(o, "failed", node_parts(a->misses[i].parts, a->misses[i].nparts));
		node_add(list, o);
	}
	return list;
}

static json_t *node_answer(const struct explain_answer *a, const struct zone *z)
{
	json_t *o = node_ask(a->ask), *found = node_made(json_array());

	node_put(o, "state", node_text(str_of(a->state)));
	node_put(o, "outcome", node_text(a->outcome));
	node_put(o, "saw", node_text_or_null(a->saw));
	node_put(o, "from", node_text_or_null(a->from));
	node_put(o, "by", node_text_or_null(a->by));
	node_put(o, "reckoning", node_lines(a->reckoning));
	for (size_t i = 0; i < a->nwitnesses; i++)
		node_add(found, node_event(a->witnesses[i], z));
	node_put(o, "found", found);
	node_put(o, "nearest", node_misses(a, z));
	node_put(o, "known", node_text_or_null(a->known));
	node_put(o, "unknown", node_lines(a->unknown));
	return o;
}

static json_t *node_rows(const struct finding *f, const struct zone *z)
{
	json_t *list = node_made(json_array());

	for (size_t i = 0; i < f->nevidence; i++) {
		json_t *o = node_event(f->evidence[i].event, z);
		node_put(o, "role", node_text(str_of(role_names[f->evidence[i].role])));
		node_add(list, o);
	}
	return list;
}

static bool finding_json(FILE *out, const struct explanation *e, const struct run *run)
{
	json_t *o = node_explain("finding"), *answers = node_made(json_array());
	const struct zone *z = &run->plan->zone;

	node_put(o, "finding", node_finding(run, &e->finding));
	node_put(o, "rule", node_rule(&e->rule));
	node_put(o, "in_force", node_lines(e->in_force));
	node_put(o, "asked_by", node_text_or_null(e->asked));
	node_put(o, "where", node_parts(e->where, e->nwhere));
	for (size_t i = 0; i < e->nanswers; i++)
		node_add(answers, node_answer(&e->answers[i], z));
	node_put(o, "answers", answers);
	node_put(o, "to_decide", node_lines(e->decide));
	node_put(o, "rows", node_rows(&e->finding, z));
	return node_write(out, o);
}

bool report_explain_finding(FILE *out, const struct explanation *e, const struct run *run, const struct explain_style *s)
{
	return s->json ? finding_json(out, e, run) : finding_text(out, e, run, s);
}
