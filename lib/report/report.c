#include "report/report.h"

#include "report/formats.h"

const struct report_format report_formats[] = {
	{"text", "for people: each finding with its reasons and its rows, then a summary", false, text_print, false, false},
	{"json", "the whole run as one object (ordercheck/run/1)", false, json_print, true, false},
	{"jsonl", "the findings, one JSON object a line (ordercheck/finding/1)", false, jsonl_print, false, false},
	{"sarif", "for code scanning: SARIF 2.1.0 with ids, levels, rules and places, without words about anybody", true, run_sarif_print, false, false},
	{"junit", "for build servers: a suite for each order, a case for each condition, without words about anybody", true, run_junit_print, false, false},
	{"csv", "the findings, one a row, safe to open in a spreadsheet", false, csv_print, false, false},
	{"ics", "a calendar: what is upcoming as events with alarms, the other findings as journal entries", false, ics_print, false, false},
	{"markdown", "tables for the summary of a build", true, markdown_print, false, false},
	{"html", "one page for a browser, whole in itself: summary, findings to filter, timelines", false, html_print, true, true},
	{.name = NULL},
};

const struct report_format *report_find(struct str name)
{
	for (const struct report_format *f = report_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}

void person_print(struct buf *out, const struct subject *who, enum names_mode names)
{
	buf_add(out, who->id);
	if (names == NAMES_NEVER || !who->has_name)
		return;
	for (size_t i = 0; i < who->names[0].ngiven; i++)
		buf_printf(out, " %.*s", STR_ARG(who->names[0].given[i]));
	buf_printf(out, " %.*s", STR_ARG(who->names[0].family));
}

/* ---- what is not monitored ---- */

struct unmonitored_list {
	VEC(struct unmonitored) found;
};

static void add_condition(struct unmonitored_list *l, const struct unmonitored *of, struct arena *a)
{
	const struct condition *c = of->condition;
	struct unmonitored one = *of;

	one.why = c->unmonitored;
	one.review_every = c->review_every;
	for (size_t i = 0; i < c->nrules && one.why.n == 0; i++) {
		one.why = c->rules[i].rule->unmonitored;
		one.review_every = c->rules[i].rule->review_every;
	}
	if (one.why.n > 0)
		*VEC_PUSH(a, &l->found) = one;
}

void run_find_unmonitored(struct run *run, struct arena *a)
{
	struct unmonitored_list l = {0};

	for (size_t i = 0; i < run->norders; i++) {
		const struct order *o = run->orders[i];
		for (size_t k = 0; k < o->nconditions; k++) {
			const struct condition *c = &o->conditions[k];
			if (c->nin_force > 0 && c->in_force[0].from <= run->as_of)
				add_condition(&l, &(struct unmonitored){.order = o, .condition = c}, a);
		}
	}
	for (size_t i = 0; i < run->nschemes; i++)
		for (size_t k = 0; k < run->schemes[i]->nconditions; k++)
			add_condition(&l, &(struct unmonitored){.scheme = run->schemes[i],
			                                        .condition = &run->schemes[i]->conditions[k]}, a);
	run->unmonitored = l.found.at;
	run->nunmonitored = l.found.n;
}

uint64_t feeds_count_rejects(const struct feed_result *feeds)
{
	uint64_t n = 0;

	for (size_t i = 0; i < feeds->ninputs; i++)
		n += feeds->inputs[i]->rejected;
	return n > feeds->nrejects ? n : feeds->nrejects;
}
