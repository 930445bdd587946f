/* The findings as CSV (RFC 4180), one a row, safe to open in a spreadsheet. */
#include "report/formats.h"
#include "report/rows.h"

struct cells {
	struct buf row, cell;
	const struct run *run;
	const struct finding *finding;
	bool names;
};

static const char *const head[] = {"id", "level", "severity", "time", "subject", "name", "order", "order_type", "scheme",
                                   "condition", "rule", "kind", "title", "say", "why", "unknown", "caveats", "rows", "near",
                                   "text", "authority", "codes", "identity", "as_of", "decision", "decided_by", "decided_at",
                                   "decided_until", "decision_reason"};

/* What stands in the buffer is a cell of its own. */
static void end_cell(struct cells *c)
{
	cell_add(&c->row, buf_str(&c->cell), false);
	buf_clear(&c->cell);
}

static void add(struct cells *c, struct str s)
{
	cell_add(&c->row, s, false);
}

static void add_list(struct cells *c, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_add(&c->cell, i > 0 ? STR("; ") : STR(""));
		buf_add(&c->cell, list[i]);
	}
	end_cell(c);
}

static void add_person(struct cells *c)
{
	size_t subject = c->finding->subject;
	bool known = subject < c->run->plan->nsubjects;
	const struct subject *who = known ? &c->run->plan->subjects[subject] : NULL;

	add(c, who ? who->id : STR(""));
	if (who && c->names && who->has_name) {
		for (size_t i = 0; i < who->names[0].ngiven; i++)
			buf_printf(&c->cell, "%.*s ", STR_ARG(who->names[0].given[i]));
		buf_add(&c->cell, who->names[0].family);
	}
	end_cell(c);
}

static void add_binding(struct cells *c)
{
	const struct finding *f = c->finding;
	bool own_kind = f->condition->kind.n > 0 || !f->rule;

	add(c, f->order ? f->order->id : STR(""));
	add(c, f->order ? f->order->type : STR(""));
	add(c, f->scheme ? f->scheme->name : STR(""));
	add(c, f->condition->id);
	add(c, f->rule ? f->rule->name : STR(""));
	add(c, own_kind ? f->condition->kind : f->rule->kind);
}

static void add_words(struct cells *c)
{
	const struct finding *f = c->finding;

	add(c, f->title);
	add(c, f->say);
	add_list(c, f->why, f->nwhy);
	add_list(c, f->unknown, f->nunknown);
	add_list(c, f->caveats, f->ncaveats);
	rows_print(&c->cell, f, false);
	end_cell(c);
	rows_print(&c->cell, f, true);
	end_cell(c);
	add(c, f->condition->text);
	add_list(c, f->rule ? f->rule->authority : NULL, f->rule ? f->rule->nauthority : 0);
	add_list(c, f->codes, f->ncodes);
	add(c, f->by_name ? STR("name") : f->by_identifier ? STR("identifier") : STR("reference"));
}

/* The last cells of a row. */
static void add_decision(struct cells *c)
{
	static const struct decision none = {.until = INSTANT_MAX};
	const struct decision *d = c->finding->decision ? c->finding->decision : &none;
	const struct zone *z = &c->run->plan->zone;

	add(c, d->outcome);
	add(c, d->who);
	if (d != &none)
		moment_print(&c->cell, moment_instant(d->at), z);
	end_cell(c);
	if (d->until != INSTANT_MAX)
		moment_print(&c->cell, moment_instant(d->until), z);
	end_cell(c);
	cell_add(&c->row, d->reason, true);
}

static void add_row(struct cells *c)
{
	const struct zone *z = &c->run->plan->zone;

	add(c, str_of(c->finding->id));
	add(c, str_of(level_names[c->finding->level]));
	add(c, str_of(severity_words[c->finding->severity]));
	if (c->finding->has_time)
		moment_print(&c->cell, c->finding->time, z);
	end_cell(c);
	add_person(c);
	add_binding(c);
	add_words(c);
	moment_print(&c->cell, moment_instant(c->run->as_of), z);
	end_cell(c);
	add_decision(c);
}

bool csv_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct cells c = {.run = run, .names = style->names == NAMES_ALWAYS};
	size_t n = sizeof head / sizeof *head;

	for (size_t i = 0; i < n; i++)
		cell_add(&c.row, str_of(head[i]), i + 1 == n);
	bool written = buf_write(out, &c.row);
	for (size_t i = 0; i < run->ntold && written; i++) {
		c.finding = run->told[i];
		add_row(&c);
		written = buf_write(out, &c.row);
	}
	buf_free(&c.row);
	buf_free(&c.cell);
	return written;
}
