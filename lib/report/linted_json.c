/* Lint for machines: one object, ordercheck/lint/1. */
#include "report/formats.h"
#include "report/linted.h"
#include "report/node.h"

static json_t *place_node(struct place p)
{
	json_t *o;

	if (!p.source)
		return json_null();
	o = node_made(json_object());
	node_put(o, "file", node_text(p.source->file));
	node_put(o, "line", p.line > 0 ? node_count(p.line) : json_null());
	node_put(o, "column", p.line > 0 ? node_count(p.column) : json_null());
	return o;
}

static json_t *finding(const struct lint_finding *f)
{
	json_t *o = node_made(json_object());

	node_put(o, "rule", node_text(str_of(f->rule->id)));
	node_put(o, "level", node_text(str_of(lint_level_words[f->level])));
	node_put(o, "order", f->order ? node_text(f->order->id) : json_null());
	node_put(o, "condition", f->condition ? node_text(f->condition->id) : json_null());
	node_put(o, "place", place_node(f->place));
	node_put(o, "message", node_text(f->message));
	node_put(o, "help", node_text_or_null(f->todo));
	node_put(o, "authority", node_text_or_null(str_of(f->rule->authority)));
	node_put(o, "source", f->rule->source ? node_text(str_of(f->rule->source)) : json_null());
	node_put(o, "allowed", f->allowed ? node_text(f->reason) : json_null());
	return o;
}

static json_t *counts(const struct linted *l)
{
	json_t *o = node_made(json_object());

	for (size_t i = NLINT_LEVELS; i-- > 0;)
		node_put(o, lint_level_words[i], node_count(l->result->counts[i]));
	node_put(o, "allowed", node_count(l->result->nallowed));
	node_put(o, "orders", node_count(l->norders));
	node_put(o, "conditions", node_count(l->nconditions));
	node_put(o, "left_out", node_count(l->nleft_out));
	return o;
}

bool linted_json(FILE *out, const struct linted *l, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	(void)style;
	buf_printf(&b, "{\"schema\":\"ordercheck/lint/1\",\n \"version\":\"%s\",\n \"draft\":%s,\n \"checked\":%s,\n \"counts\":", l->version,
	           l->draft ? "true" : "false", l->unchecked ? "false" : "true");
	node_print(&b, counts(l));
	buf_add(&b, STR(",\n \"findings\":["));
	for (size_t i = 0; i < l->result->nfindings && written; i++) {
		buf_add(&b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&b, finding(&l->result->findings[i]));
		written = buf_write(out, &b);
	}
	buf_add(&b, STR("]}\n"));
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}
