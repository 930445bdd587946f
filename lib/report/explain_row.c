/* One row of a feed, explained. */
#include <inttypes.h>

#include "report/explain_sheet.h"

static const char *const fates[] = {"kept", "nobody", "rejected", "later", "superseded", "filtered", "unwanted"};

static struct str subject_id(const struct run *run, size_t i)
{
	return i < run->plan->nsubjects ? run->plan->subjects[i].id : (struct str){"", 0};
}

static void whose(struct buf *b, const struct row_story *r, const struct run *run)
{
	bool named = r->way_value.n > 0;

	if (r->kept && r->way.n == 0) {
		if (r->subject != SIZE_MAX)
			buf_printf(b, "%.*s: the store keeps the row with theirs", STR_ARG(subject_id(run, r->subject)));
		else
			buf_add(b, STR("nobody who was known when the file was taken in: the store does not keep such rows"));
		return;
	}
	if (r->subject == SIZE_MAX && named)
		buf_printf(b, "nobody known: no subject has the %.*s \"%.*s\" (column %.*s)", STR_ARG(r->way), STR_ARG(r->way_value),
		           STR_ARG(r->way_column));
	else if (r->subject == SIZE_MAX)
		buf_add(b, r->fate == ROW_REJECTED ? STR("not told: the row could not be read") : STR("nobody: the row does not say"));
	else if (r->other != SIZE_MAX)
		buf_printf(b, "%.*s and %.*s alike, by %.*s \"%.*s\"", STR_ARG(subject_id(run, r->subject)),
		           STR_ARG(subject_id(run, r->other)), STR_ARG(r->way), STR_ARG(r->way_value));
	else
		buf_printf(b, "%.*s, by %.*s: column %.*s says \"%.*s\"", STR_ARG(subject_id(run, r->subject)), STR_ARG(r->way),
		           STR_ARG(r->way_column), STR_ARG(r->way_value));
}

static void fate_words(struct buf *b, const struct row_story *r, const struct run *run)
{
	switch (r->fate) {
	case ROW_KEPT:
		buf_printf(b, "it counts as a %.*s event of ", STR_ARG(r->event->type->name));
		moment_say(b, r->event->time, &run->plan->zone);
		if (r->event->nsources > 1)
			buf_printf(b, ", said by %zu rows", r->event->nsources);
		break;
	case ROW_NOBODY:
		buf_add(b, STR("it is about nobody known, and is only counted"));
		break;
	case ROW_REJECTED:
		buf_printf(b, "it was rejected: %.*s%s%.*s", STR_ARG(r->column), r->column.n > 0 ? ": " : "", STR_ARG(r->why));
		break;
	case ROW_LATER:
		buf_add(b, STR("it was left out: it became known only after the time of --known-at"));
		break;
	case ROW_SUPERSEDED:
		buf_add(b, STR("it does not count: "));
		if (r->instead)
			buf_printf(b, "%.*s:%" PRIu64 " has the same key and counts in its place", STR_ARG(r->instead->input->file),
			           r->instead->line);
		else
			buf_add(b, STR("another row says the same"));
		break;
	case ROW_FILTERED:
		buf_printf(b, "it does not count: the feed takes only rows for which %.*s", STR_ARG(r->filter));
		break;
	case ROW_UNWANTED:
		buf_add(b, STR("it was read, but no order or scheme that is judged binds its subject"));
		break;
	}
}

/* ---- text ---- */

/* "strong, 21.5" and below it what adds up to that. */
static void add_match(struct sheet *s, const struct row_story *r)
{
	const struct event_match *m = r->match;
	struct buf b = {0};

	if (!m)
		return;
	buf_printf(&b, "%s, %.1f%s", m->level, m->tenths / 10.0, r->by_name ? "" : ", beside what it was found by");
	entry(s, "name", buf_str(&b));
	for (size_t i = 0; i < m->nparts; i++) {
		buf_clear(&b);
		buf_printf(&b, "%+5.1f  %.*s", m->parts[i].tenths / 10.0, STR_ARG(m->parts[i].words));
		entry(s, "", buf_str(&b));
	}
	buf_free(&b);
}

static void cell_words(struct buf *b, const struct row_cell *c, const struct run *run)
{
	buf_printf(b, "%.*s: ", STR_ARG(c->field));
	if (c->why.n > 0) {
		buf_printf(b, "rejected, %.*s", STR_ARG(c->why));
	} else if (c->value.kind == VALUE_UNKNOWN) {
		buf_add(b, c->required ? STR("missing, and the event needs it") : STR("missing"));
	} else {
		value_say(b, &c->value, &run->plan->zone, run->plan->atlas);
	}
	if (c->column.n > 0)
		buf_printf(b, " (column %.*s", STR_ARG(c->column));
	else
		buf_add(b, STR(" (a constant of the feed"));
	buf_printf(b, ": \"%.*s\"", STR_ARG(c->raw));
	if (!str_eq(c->raw, c->read))
		buf_printf(b, ", which stands for \"%.*s\"", STR_ARG(c->read));
	if (c->how.n > 0)
		buf_printf(b, ", read %.*s", STR_ARG(c->how));
	buf_char(b, ')');
}

static void finding_words(struct buf *b, const struct row_finding *f, const struct run *run)
{
	const struct finding *x = f->finding;

	buf_printf(b, "%s %s ", x->id, level_names[x->level]);
	if (x->order)
		buf_printf(b, "%.*s ", STR_ARG(x->order->id));
	if (x->scheme)
		buf_printf(b, "%.*s ", STR_ARG(x->scheme->name));
	buf_printf(b, "condition %.*s, %.*s", STR_ARG(x->condition->id), STR_ARG(x->title));
	if (x->has_time) {
		buf_add(b, STR(", "));
		moment_say(b, x->time, &run->plan->zone);
	}
	buf_printf(b, ", as %s", role_names[f->role]);
	for (size_t i = 0; i < x->nevidence && f->role == ROLE_NEAR; i++)
		if (x->evidence[i].role == ROLE_NEAR && x->evidence[i].failed.n > 0) {
			buf_printf(b, ": %.*s", STR_ARG(x->evidence[i].failed));
			break;
		}
}

static void add_outcome(struct sheet *s, const struct row_outcome *came, const struct run *run)
{
	struct buf b = {0};

	for (size_t i = 0; i < came->nfound; i++) {
		buf_clear(&b);
		finding_words(&b, &came->found[i], run);
		entry(s, i == 0 ? "part of" : "", buf_str(&b));
	}
	if (came->nfound == 0)
		entry(s, "part of", STR("no finding"));
	for (size_t i = 0; i < came->npassed; i++) {
		const struct explain_passed *p = &came->passed[i];
		struct str bound_by = p->order ? p->order->id : p->scheme->name;
		buf_clear(&b);
		buf_printf(&b, "%.*s condition %.*s, %.*s: %.*s", STR_ARG(bound_by),
		           STR_ARG(p->condition->id), STR_ARG(p->condition->title), STR_ARG(p->why));
		entry(s, i == 0 ? "passed by" : "", buf_str(&b));
	}
	buf_free(&b);
}

static bool row_text(FILE *out, const struct row_story *r, const struct row_outcome *came, const struct run *run,
                     const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);
	struct buf b = {0};

	sheet_printf(&s, "%.*s:%" PRIu64 " · feed %.*s", STR_ARG(r->input->file), r->line, STR_ARG(r->input->name));
	sheet_end(&s);
	entry(&s, "file", r->form);
	entry(&s, "row", r->row.n > 0 || !r->kept ? r->row : STR("not kept"));
	whose(&b, r, run);
	entry(&s, "whose", buf_str(&b));
	add_match(&s, r);
	buf_clear(&b);
	fate_words(&b, r, run);
	entry(&s, "fate", buf_str(&b));
	for (size_t i = 0; i < r->ncells; i++) {
		buf_clear(&b);
		cell_words(&b, &r->cells[i], run);
		entry(&s, i == 0 ? "read as" : "", buf_str(&b));
	}
	if (r->instead)
		entry(&s, "instead", r->instead->row);
	add_outcome(&s, came, run);
	buf_free(&b);
	return sheet_write(out, &s);
}

/* ---- JSON ---- */

static json_t *node_cell(const struct row_cell *c, const struct run *run)
{
	json_t *o = node_made(json_object());
	struct buf b = {0};

	value_print(&b, &c->value, &run->plan->zone);
	node_put(o, "field", node_text(c->field));
	node_put(o, "column", node_text_or_null(c->column));
	node_put(o, "raw", node_text(c->raw));
	node_put(o, "read", node_text(c->read));
	node_put(o, "value", c->value.kind == VALUE_UNKNOWN ? json_null() : node_text(buf_str(&b)));
	node_put(o, "how", node_text_or_null(c->how));
	node_put(o, "why", node_text_or_null(c->why));
	buf_free(&b);
	return o;
}

static json_t *node_found(const struct row_finding *f)
{
	const struct finding *x = f->finding;
	json_t *o = node_made(json_object());

	node_put(o, "id", node_text(str_of(x->id)));
	node_put(o, "level", node_text(str_of(level_names[x->level])));
	node_put(o, "order", x->order ? node_text(x->order->id) : json_null());
	node_put(o, "scheme", x->scheme ? node_text(x->scheme->name) : json_null());
	node_put(o, "condition", node_text(x->condition->id));
	node_put(o, "role", node_text(str_of(role_names[f->role])));
	return o;
}

static json_t *node_place(const struct event_source *src)
{
	json_t *o;

	if (!src)
		return json_null();
	o = node_made(json_object());
	node_put(o, "file", node_text(src->input->file));
	node_put(o, "line", node_count(src->line));
	node_put(o, "row", node_text(src->row));
	return o;
}

static json_t *node_passed(const struct explain_passed *p)
{
	json_t *o = node_made(json_object());

	node_put(o, "order", p->order ? node_text(p->order->id) : json_null());
	node_put(o, "scheme", p->scheme ? node_text(p->scheme->name) : json_null());
	node_put(o, "condition", node_text(p->condition->id));
	node_put(o, "rule", node_text_or_null(p->rule->name));
	node_put(o, "why", node_text(p->why));
	return o;
}

static bool row_json(FILE *out, const struct row_story *r, const struct row_outcome *came, const struct run *run)
{
	json_t *o = node_explain("row"), *cells = node_made(json_array()), *list = node_made(json_array());
	json_t *passed = node_made(json_array());

	node_put(o, "feed", node_text(r->input->name));
	node_put(o, "file", node_text(r->input->file));
	node_put(o, "line", node_count(r->line));
	node_put(o, "from", node_text(r->kept ? STR("store") : STR("file")));
	node_put(o, "form", node_text(r->form));
	node_put(o, "row", r->kept ? node_text_or_null(r->row) : node_text(r->row));
	node_put(o, "subject", node_text_or_null(subject_id(run, r->subject)));
	node_put(o, "by", node_text_or_null(r->way));
	if (r->match) {
		json_t *match = node_made(json_object());

		node_match(match, r->match);
		node_put(o, "match", match);
	}
	node_put(o, "fate", node_text(str_of(fates[r->fate])));
	node_put(o, "why", node_text_or_null(r->why));
	node_put(o, "column", node_text_or_null(r->column));
	node_put(o, "instead", node_place(r->instead));
	for (size_t i = 0; i < r->ncells; i++)
		node_add(cells, node_cell(&r->cells[i], run));
	node_put(o, "cells", cells);
	for (size_t i = 0; i < came->nfound; i++)
		node_add(list, node_found(&came->found[i]));
	node_put(o, "findings", list);
	for (size_t i = 0; i < came->npassed; i++)
		node_add(passed, node_passed(&came->passed[i]));
	node_put(o, "passed_by", passed);
	return node_write(out, o);
}

bool report_explain_row(FILE *out, const struct row_story *row, const struct row_outcome *came, const struct run *run,
                        const struct explain_style *s)
{
	return s->json ? row_json(out, row, came, run) : row_text(out, row, came, run, s);
}
