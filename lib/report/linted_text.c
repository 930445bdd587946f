/* Lint for a person: each finding with its place, its line, what to do and the authority. */
#include "base/text.h"
#include "report/formats.h"
#include "report/linted.h"

static const char *const inks[NLINT_LEVELS] = {"36", "33", "1;31"};

static void add_level(struct buf *out, const struct lint_finding *f, bool colour)
{
	const char *word = f->allowed ? "allowed" : lint_level_words[f->level];

	if (colour)
		buf_printf(out, "\033[%sm%s\033[0m", f->allowed ? "2" : inks[f->level], word);
	else
		buf_add(out, str_of(word));
}

static void add_place(struct buf *out, struct place p)
{
	if (!p.source)
		return;
	text_escape(out, p.source->file);
	if (p.line > 0)
		buf_printf(out, ":%u:%u", p.line, p.column);
	buf_add(out, STR(": "));
}

static void add_line(struct buf *out, const char *label, struct str text)
{
	if (text.n == 0)
		return;
	buf_printf(out, "  %s ", label);
	text_escape(out, text);
	buf_char(out, '\n');
}

static void add_finding(struct buf *out, const struct lint_finding *f, bool colour)
{
	struct buf authority = {0};

	add_place(out, f->place);
	add_level(out, f, colour);
	buf_printf(out, " %s: ", f->rule->id);
	if (f->order) {
		text_escape(out, f->order->id);
		buf_add(out, STR(": "));
	}
	text_escape(out, f->message);
	buf_char(out, '\n');
	diag_excerpt(out, f->place);
	if (f->allowed) {
		add_line(out, "reason:", f->reason);
		return;
	}
	add_line(out, "help:", f->todo);
	if (f->rule->authority[0])
		linted_authority(&authority, f->rule);
	add_line(out, "law: ", buf_str(&authority));
	buf_free(&authority);
}

static void add_count(struct buf *out, size_t n, const char *one, const char *many)
{
	buf_printf(out, "%zu %s", n, n == 1 ? one : many);
}

static void add_summary(struct buf *out, const struct linted *l)
{
	const struct lint_result *r = l->result;

	if (r->nfindings > 0)
		buf_char(out, '\n');
	add_count(out, r->counts[LINT_ERROR], "error", "errors");
	buf_add(out, STR(", "));
	add_count(out, r->counts[LINT_WARNING], "warning", "warnings");
	buf_printf(out, ", %zu for information", r->counts[LINT_INFORMATION]);
	if (r->nallowed > 0)
		buf_printf(out, ", %zu allowed", r->nallowed);
	buf_add(out, STR(" · "));
	add_count(out, l->norders, "order", "orders");
	buf_add(out, STR(", "));
	add_count(out, l->nconditions, "condition", "conditions");
	buf_char(out, '\n');
	if (l->unchecked)
		buf_add(out, STR("documents that orders rest on are in error: the orders were not held against the law\n"));
	else if (l->nleft_out > 0)
		buf_printf(out, "%zu %s in error, and not held against the law\n", l->nleft_out, l->nleft_out == 1 ? "order is" : "orders are");
	if (l->draft)
		buf_add(out, STR("draft: service, notification and the judge were not asked for\n"));
}

bool linted_text(FILE *out, const struct linted *l, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	for (size_t i = 0; i < l->result->nfindings && written; i++) {
		const struct lint_finding *f = &l->result->findings[i];
		if (f->allowed && !l->verbose)
			continue;
		add_finding(&b, f, style->colour);
		written = buf_write(out, &b);
	}
	if (!style->quiet)
		add_summary(&b, l);
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}
