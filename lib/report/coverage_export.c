/* The coverage as JSON and as CSV. */
#include <inttypes.h>

#include "report/coverage_parts.h"
#include "report/formats.h"
#include "report/node.h"

/* ---- JSON ---- */

static json_t *time_node(const struct coverage *c, int64_t at)
{
	return at == INSTANT_MIN || at == INSTANT_MAX ? json_null() : node_moment(moment_instant(at), &c->plan->zone);
}

static json_t *files_node(const struct coverage_feed *f)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < f->ninputs; i++)
		node_add(array, node_text(f->inputs[i]->file));
	return array;
}

static void put_span(json_t *o, const struct coverage *c, const struct coverage_span *s)
{
	node_put(o, "events", node_count(s->n));
	node_put(o, "first", s->n > 0 ? node_moment(s->first, &c->plan->zone) : json_null());
	node_put(o, "last", s->n > 0 ? node_moment(s->last, &c->plan->zone) : json_null());
}

static json_t *feed_node(const struct coverage *c, const struct coverage_feed *f)
{
	const struct supply *s = &c->read->supplies[f->type->index];
	json_t *o = node_made(json_object());

	node_put(o, "feed", node_text(f->name));
	node_put(o, "event", node_text(f->type->name));
	node_put(o, "files", files_node(f));
	node_put(o, "rows", node_count(f->rows));
	node_put(o, "matched", node_count(f->matched));
	node_put(o, "rejected", node_count(f->rejected));
	put_span(o, c, &f->span);
	node_put(o, "known_until", time_node(c, s->known_until));
	node_put(o, "failed", node_text_or_null(s->failed));
	return o;
}

static json_t *roles_node(unsigned roles)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < NROLES; i++)
		if (roles >> i & 1)
			node_add(array, node_text(str_of(coverage_roles[i])));
	return array;
}

static json_t *type_node(const struct coverage *c, const struct coverage_type *t)
{
	const struct supply *s = &c->read->supplies[t->type->index];
	json_t *o = node_made(json_object()), *feeds = node_made(json_array());

	node_put(o, "event", node_text(t->type->name));
	node_put(o, "roles", roles_node(t->roles));
	node_put(o, "supplied", node_made(json_boolean(s->supplied)));
	node_put(o, "known_until", time_node(c, s->known_until));
	for (size_t i = 0; i < t->nfeeds; i++) {
		json_t *feed = node_made(json_object());
		node_put(feed, "feed", node_text(c->feeds[t->feeds[i]].name));
		put_span(feed, c, &t->spans[i]);
		node_add(feeds, feed);
	}
	node_put(o, "feeds", feeds);
	return o;
}

static json_t *every_node(struct duration d)
{
	struct buf b = {0};

	if (d.months != 0 || d.days != 0 || d.ms != 0)
		duration_print(&b, d);
	json_t *v = node_text_or_null(buf_str(&b));
	buf_free(&b);
	return v;
}

static json_t *row_node(const struct coverage *c, const struct coverage_row *r)
{
	json_t *o = node_made(json_object()), *types = node_made(json_array());
	bool one = r->nsubjects == 1 && r->subject < c->plan->nsubjects;

	node_put(o, "order", r->order ? node_text(r->order->id) : json_null());
	node_put(o, "scheme", r->scheme ? node_text(r->scheme->name) : json_null());
	node_put(o, "condition", node_text(r->condition->id));
	node_put(o, "title", node_text(r->condition->title));
	node_put(o, "subject", one ? node_text(c->plan->subjects[r->subject].id) : json_null());
	node_put(o, "subjects", node_count(r->nsubjects));
	node_put(o, "ended", r->over ? node_moment(r->ended, &c->plan->zone) : json_null());
	node_put(o, "shown", node_text(str_of(extent_names[r->extent])));
	for (size_t i = 0; i < r->ntypes; i++)
		node_add(types, type_node(c, &r->types[i]));
	node_put(o, "types", types);
	node_put(o, "gaps", node_texts(r->gaps, r->ngaps));
	node_put(o, "unmonitored", node_text_or_null(r->unmonitored));
	node_put(o, "review_every", r->unmonitored.n > 0 ? every_node(r->review_every) : json_null());
	return o;
}

static json_t *counts_node(const struct coverage *c)
{
	json_t *o = node_made(json_object());

	node_put(o, "conditions", node_count(c->rows.n));
	for (size_t i = NEXTENTS; i-- > 0;)
		node_put(o, extent_names[i], node_count(c->counts[i]));
	return o;
}

bool coverage_print_json(FILE *out, const struct coverage *c, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	(void)style;
	buf_add(&b, STR("{\"schema\":\"ordercheck/coverage/1\",\n \"as_of\":"));
	node_print(&b, time_node(c, c->as_of));
	buf_add(&b, STR(",\n \"counts\":"));
	node_print(&b, counts_node(c));
	buf_add(&b, STR(",\n \"feeds\":["));
	for (size_t i = 0; i < c->nfeeds; i++) {
		buf_add(&b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&b, feed_node(c, &c->feeds[i]));
	}
	buf_add(&b, STR("],\n \"conditions\":["));
	for (size_t i = 0; i < c->rows.n && written; i++) {
		buf_add(&b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&b, row_node(c, &c->rows.at[i]));
		written = buf_write(out, &b);
	}
	buf_add(&b, STR("]}\n"));
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}

/* ---- CSV: a row for each type of a condition and each feed of the type ---- */

static void add_time(struct buf *b, const struct coverage *c, bool known, struct moment at)
{
	struct buf cell = {0};

	if (known && at.first != INSTANT_MIN && at.first != INSTANT_MAX)
		moment_print(&cell, at, &c->plan->zone);
	cell_add(b, buf_str(&cell), false);
	buf_free(&cell);
}

static void add_binding(struct buf *b, const struct coverage *c, const struct coverage_row *r)
{
	bool one = r->nsubjects == 1 && r->subject < c->plan->nsubjects;

	cell_add(b, r->order ? r->order->id : STR(""), false);
	cell_add(b, r->scheme ? r->scheme->name : STR(""), false);
	cell_add(b, r->condition->id, false);
	cell_add(b, r->condition->title, false);
	cell_add(b, one ? c->plan->subjects[r->subject].id : STR(""), false);
	buf_printf(b, "%zu,", r->nsubjects);
	cell_add(b, str_of(extent_names[r->extent]), false);
}

static void add_type(struct buf *b, const struct coverage *c, const struct coverage_type *t)
{
	struct buf roles = {0};

	for (size_t i = 0; t && i < NROLES; i++)
		if (t->roles >> i & 1)
			buf_printf(&roles, "%s%s", roles.n > 0 ? " " : "", coverage_roles[i]);
	cell_add(b, t ? t->type->name : STR(""), false);
	cell_add(b, buf_str(&roles), false);
	buf_free(&roles);
	add_time(b, c, t != NULL, moment_instant(t ? c->read->supplies[t->type->index].known_until : INSTANT_MIN));
}

static void add_source(struct buf *b, const struct coverage *c, const struct coverage_type *t, size_t i)
{
	bool there = t && i < t->nfeeds;
	const struct coverage_feed *f = there ? &c->feeds[t->feeds[i]] : NULL;
	struct coverage_span span = there ? t->spans[i] : (struct coverage_span){0};
	struct buf files = {0};

	for (size_t k = 0; f && k < f->ninputs; k++)
		buf_printf(&files, "%s%.*s", k > 0 ? "; " : "", STR_ARG(f->inputs[k]->file));
	cell_add(b, f ? f->name : STR(""), false);
	cell_add(b, buf_str(&files), false);
	buf_free(&files);
	buf_printf(b, "%" PRIu64 ",", span.n);
	add_time(b, c, span.n > 0, span.first);
	add_time(b, c, span.n > 0, span.last);
}

static void add_end(struct buf *b, const struct coverage_row *r)
{
	struct buf cell = {0};

	for (size_t i = 0; i < r->ngaps; i++)
		buf_printf(&cell, "%s%.*s", i > 0 ? "; " : "", STR_ARG(r->gaps[i]));
	cell_add(b, buf_str(&cell), false);
	buf_clear(&cell);
	cell_add(b, r->unmonitored, false);
	if (r->unmonitored.n > 0 && (r->review_every.months != 0 || r->review_every.days != 0 || r->review_every.ms != 0))
		duration_print(&cell, r->review_every);
	cell_add(b, buf_str(&cell), true);
	buf_free(&cell);
}

static void add_line(struct buf *b, const struct coverage *c, const struct coverage_row *r, const struct coverage_type *t,
                     size_t feed)
{
	add_binding(b, c, r);
	add_type(b, c, t);
	add_source(b, c, t, feed);
	add_end(b, r);
}

bool coverage_print_csv(FILE *out, const struct coverage *c, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	(void)style;
	buf_add(&b, STR("order,scheme,condition,title,subject,subjects,shown,event,roles,known_until,feed,files,events,"
	                "first,last,gaps,unmonitored,review_every\r\n"));
	for (size_t i = 0; i < c->rows.n && written; i++) {
		const struct coverage_row *r = &c->rows.at[i];
		for (size_t k = 0; k < r->ntypes; k++)
			for (size_t f = 0; f < r->types[k].nfeeds || f == 0; f++)
				add_line(&b, c, r, &r->types[k], f);
		if (r->ntypes == 0)
			add_line(&b, c, r, NULL, 0);
		written = buf_write(out, &b);
	}
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}
