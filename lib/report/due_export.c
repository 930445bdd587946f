/* What falls due, as JSON and as CSV. */
#include "report/due_parts.h"
#include "report/formats.h"
#include "report/node.h"

/* ---- JSON ---- */

static json_t *left_of(const struct due *d, const struct due_row *r)
{
	struct buf b = {0};

	due_left(&b, d, r);
	json_t *v = node_text_or_null(buf_str(&b));
	buf_free(&b);
	return v;
}

static json_t *row_node(const struct due *d, const struct due_row *r, const struct report_style *style)
{
	json_t *o = node_made(json_object()), *conditions = node_made(json_array());
	struct arena a;

	arena_init(&a);
	node_put(o, "id", node_text(r->id));
	node_put(o, "kind", node_text(str_of(due_kind_names[r->kind])));
	node_put(o, "time", r->has_time ? node_moment(r->time, &d->plan->zone) : json_null());
	node_put(o, "left", left_of(d, r));
	node_put(o, "subject", r->subject < d->plan->nsubjects ? node_text(d->plan->subjects[r->subject].id) : json_null());
	if (style->names == NAMES_ALWAYS)
		node_put(o, "name", node_text_or_null(due_name(d, r, &a)));
	node_put(o, "order", r->order ? node_text(r->order->id) : json_null());
	node_put(o, "scheme", r->scheme ? node_text(r->scheme->name) : json_null());
	for (size_t i = 0; i < r->nconditions; i++)
		node_add(conditions, node_text(r->conditions[i]->id));
	node_put(o, "conditions", conditions);
	node_put(o, "rule", r->finding && r->finding->rule ? node_text_or_null(r->finding->rule->name) : json_null());
	node_put(o, "title", node_text_or_null(r->title));
	node_put(o, "asked", node_text(r->asked));
	node_put(o, "how", node_text_or_null(r->how));
	node_put(o, "clock", node_text_or_null(r->clock));
	node_put(o, "say", r->finding ? node_text(r->finding->say) : json_null());
	arena_free(&a);
	return o;
}

bool due_print_json(FILE *out, const struct due *d, const struct report_style *style)
{
	const struct zone *z = &d->plan->zone;
	struct buf b = {0};
	bool written = true;

	buf_add(&b, STR("{\"schema\":\"ordercheck/due/1\",\n \"as_of\":"));
	node_print(&b, node_moment(moment_instant(d->as_of), z));
	buf_add(&b, STR(",\n \"within\":"));
	node_print(&b, node_text(d->within));
	buf_add(&b, STR(",\n \"until\":"));
	node_print(&b, node_moment(moment_instant(d->until), z));
	buf_printf(&b, ",\n \"later\":%zu,\n \"due\":[", d->later);
	for (size_t i = 0; i < d->rows.n && written; i++) {
		buf_add(&b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&b, row_node(d, &d->rows.at[i], style));
		written = buf_write(out, &b);
	}
	buf_add(&b, STR("],\n \"whereabouts\":["));
	for (size_t i = 0; i < d->run->nwhereabouts && written; i++) {
		buf_add(&b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&b, node_whereabouts(d->run, &d->run->whereabouts[i]));
		written = buf_write(out, &b);
	}
	buf_add(&b, STR("]}\n"));
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}

/* ---- CSV ---- */

static void add_time(struct buf *b, const struct due *d, const struct due_row *r)
{
	struct buf cell = {0};

	if (r->has_time)
		moment_print(&cell, r->time, &d->plan->zone);
	cell_add(b, buf_str(&cell), false);
	buf_clear(&cell);
	due_left(&cell, d, r);
	cell_add(b, buf_str(&cell), false);
	buf_free(&cell);
}

static void add_row(struct buf *b, const struct due *d, const struct due_row *r, bool names)
{
	struct arena a;
	struct buf conditions = {0};

	arena_init(&a);
	add_time(b, d, r);
	cell_add(b, str_of(due_kind_names[r->kind]), false);
	cell_add(b, r->subject < d->plan->nsubjects ? d->plan->subjects[r->subject].id : STR(""), false);
	if (names)
		cell_add(b, due_name(d, r, &a), false);
	cell_add(b, r->order ? r->order->id : STR(""), false);
	cell_add(b, r->scheme ? r->scheme->name : STR(""), false);
	due_conditions(&conditions, r);
	cell_add(b, buf_str(&conditions), false);
	cell_add(b, r->title, false);
	cell_add(b, r->asked, false);
	cell_add(b, r->how, false);
	cell_add(b, r->clock, false);
	cell_add(b, r->id, true);
	buf_free(&conditions);
	arena_free(&a);
}

bool due_print_csv(FILE *out, const struct due *d, const struct report_style *style)
{
	bool names = style->names == NAMES_ALWAYS, written = true;
	struct buf b = {0};

	buf_printf(&b, "due,left,kind,subject,%sorder,scheme,conditions,title,asked,how,clock,id\r\n", names ? "name," : "");
	for (size_t i = 0; i < d->rows.n && written; i++) {
		add_row(&b, d, &d->rows.at[i], names);
		written = buf_write(out, &b);
	}
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}
