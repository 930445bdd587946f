#include <assert.h>
#include <stdlib.h>

#include "lint/allow.h"
#include "lint/reads.h"

const struct lint_rule *lint_rule_find(struct str id)
{
	for (const struct lint_rule *r = lint_rules; r->id; r++)
		if (str_eq_nocase(id, str_of(r->id)))
			return r;
	return NULL;
}

const struct lint_rule *rule_get(const char *id)
{
	const struct lint_rule *r = lint_rule_find(str_of(id));
	assert(r);
	return r;
}

/* ---- order ---- */

static int place_cmp(struct place a, struct place b)
{
	int order;

	if (!a.source || !b.source)
		return (a.source != NULL) - (b.source != NULL);
	order = str_cmp(a.source->file, b.source->file);
	if (order != 0)
		return order;
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return (a.column > b.column) - (a.column < b.column);
}

static int finding_cmp_lint(const void *left, const void *right)
{
	const struct lint_finding *a = left, *b = right;
	int order = place_cmp(a->place, b->place);

	if (order == 0 && a->rule != b->rule)
		order = a->rule < b->rule ? -1 : 1; /* the table is in order of id */
	return order != 0 ? order : str_cmp(a->message, b->message);
}

static void count(struct lint_result *r)
{
	r->nallowed = 0;
	for (size_t i = 0; i < NLINT_LEVELS; i++)
		r->counts[i] = 0;
	for (size_t i = 0; i < r->nfindings; i++)
		if (r->findings[i].allowed)
			r->nallowed++;
		else
			r->counts[r->findings[i].level]++;
}

static void settle(struct lint_result *r, struct lint_finding *all, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(all, n, sizeof *all, finding_cmp_lint);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || finding_cmp_lint(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	r->findings = all;
	r->nfindings = kept;
	count(r);
}

/* ---- running ---- */

static bool asked(const struct linting *l, const struct lint_rule *r)
{
	return !(r->not_in_draft && l->options->draft);
}

static void split_words(struct linting *l, const struct order *o)
{
	struct words *w = arena_array(&l->scratch, o->nconditions, sizeof *w);

	for (size_t i = 0; i < o->nconditions; i++)
		words_split(&w[i], o->conditions[i].text, &l->scratch);
	l->words = w;
}

static void check_order(struct linting *l, const struct order *o)
{
	struct arena_mark mark = arena_mark(&l->scratch);
	size_t first = l->findings.n;

	l->order = o;
	l->law = law_of(o->type);
	split_words(l, o);
	terms_open(l, o);
	for (const struct lint_rule *r = lint_rules; r->id; r++) {
		if (!asked(l, r))
			continue;
		l->rule = r;
		l->condition = NULL;
		if (r->check_order)
			r->check_order(l, o);
		for (size_t i = 0; r->check_condition && i < o->nconditions; i++) {
			l->condition = &o->conditions[i];
			r->check_condition(l, o, l->condition);
		}
	}
	l->condition = NULL;
	allow_order(l, o, first);
	arena_release(&l->scratch, mark);
	l->order = NULL;
}

/* A code for each line, behind a head; `#` begins a comment. */
static void read_s172(struct linting *l)
{
	struct str line, code, rest = l->options->s172;
	bool more = rest.n > 0;

	while (more) {
		uint16_t country;
		struct str name;
		more = str_split(&line, &rest, rest, '\n');
		str_split(&code, &name, line, ',');
		if (str_trim(code).n == 2 && country_code(&country, str_trim(code)))
			countries_add(&l->s172, country);
	}
}

void lint_run(struct lint_result *out, const struct plan *plan, const struct lint_options *options, struct arena *a)
{
	struct linting l = {.plan = plan, .options = options, .arena = a};
	struct reads reads;

	arena_init(&l.scratch);
	read_s172(&l);
	reads_open(&reads, &l);
	l.reads = &reads;
	for (size_t i = 0; i < plan->norders; i++)
		check_order(&l, &plan->orders[i]);
	for (const struct lint_rule *r = lint_rules; r->id; r++) {
		l.rule = r;
		if (r->check_plan && asked(&l, r))
			r->check_plan(&l);
	}
	arena_free(&l.scratch);
	*out = (struct lint_result){0};
	settle(out, l.findings.at, l.findings.n);
}

/* ---- the diagnostics of the load ---- */

static void add_untold(struct lint_finding *f, size_t untold, struct arena *a)
{
	*f = (struct lint_finding){.rule = rule_get("D01"), .level = LINT_ERROR,
	                           .message = str_printf(a, "%zu more errors and warnings in documents are not told", untold),
	                           .todo = STR("mend those that are, and run it again")};
}

void lint_add_diag(struct lint_result *r, const struct diag *d, struct arena *a)
{
	struct lint_finding *all = arena_array(a, r->nfindings + d->entries.n + 1, sizeof *all);
	size_t n = r->nfindings;

	for (size_t i = 0; i < n; i++)
		all[i] = r->findings[i];
	for (size_t i = 0; i < d->entries.n; i++) {
		const struct diag_entry *e = &d->entries.at[i];
		bool error = e->severity == DIAG_ERROR;
		if (e->place.source)
			all[n++] = (struct lint_finding){.rule = rule_get(error ? "D01" : "D02"), .place = e->place, .message = e->message, .todo = e->help,
			                                 .level = error ? LINT_ERROR : e->severity == DIAG_NOTE ? LINT_INFORMATION : LINT_WARNING};
	}
	if (d->untold > 0)
		add_untold(&all[n++], d->untold, a);
	settle(r, all, n);
}
