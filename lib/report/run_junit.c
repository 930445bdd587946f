/* A run as JUnit XML, for other people's machines: a suite for each order and each scheme, a case for each condition;
 * ids, levels, rules and places, and no words about a person. */
#include <stdlib.h>

#include "report/formats.h"
#include "report/junit.h"
#include "report/run_places.h"

enum { PLACES_MAX = 20 };

/* What is known of one condition: its findings as a list, and whether it is blind or watched by nobody. */
struct junit_condition {
	const struct order *order;   /* NULL: a scheme's */
	const struct scheme *scheme; /* NULL: an order's */
	const struct condition *condition;
	size_t first, last; /* of the findings told; SIZE_MAX: none */
	size_t nfailing, ndecided; /* decided: that would fail if nobody had decided on them */
	bool blind, unmonitored;
};

struct junit_run {
	const struct run *run;
	struct junit_condition *at; /* by suite, then as in the documents */
	size_t n;
	const struct junit_condition **sorted; /* by address of owner and condition */
	size_t *next; /* by finding told */
	struct arena arena;
};

static bool grave(const struct finding *f)
{
	return f->level == LEVEL_BREACH || f->level == LEVEL_REVIEW;
}

static bool fails(const struct finding *f)
{
	return grave(f) && !f->decision;
}

/* ---- conditions ---- */

static void add_condition(struct junit_run *j, const struct order *o, const struct scheme *s, const struct condition *c)
{
	j->at[j->n++] = (struct junit_condition){.order = o, .scheme = s, .condition = c, .first = SIZE_MAX, .last = SIZE_MAX};
}

static size_t most_conditions(const struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->norders; i++)
		n += run->orders[i]->nconditions;
	for (size_t i = 0; i < run->nschemes; i++)
		n += run->schemes[i]->nconditions;
	return n;
}

/* Those in force at some time up to the as-of time, as the run tells them. */
static void add_conditions(struct junit_run *j)
{
	const struct run *run = j->run;

	j->at = arena_array(&j->arena, most_conditions(run), sizeof *j->at);
	for (size_t i = 0; i < run->norders; i++)
		for (size_t k = 0; k < run->orders[i]->nconditions; k++) {
			const struct condition *c = &run->orders[i]->conditions[k];
			if (c->nin_force > 0 && c->in_force[0].from <= run->as_of)
				add_condition(j, run->orders[i], NULL, c);
		}
	for (size_t i = 0; i < run->nschemes; i++)
		for (size_t k = 0; k < run->schemes[i]->nconditions; k++)
			add_condition(j, NULL, run->schemes[i], &run->schemes[i]->conditions[k]);
}

static int compare_owners(const struct junit_condition *a, const struct junit_condition *b)
{
	struct str x = a->scheme ? a->scheme->name : a->order->id, y = b->scheme ? b->scheme->name : b->order->id;

	if (!a->scheme != !b->scheme)
		return a->scheme ? 1 : -1;
	int by_owner = str_cmp(x, y);
	return by_owner != 0 ? by_owner : str_cmp(a->condition->id, b->condition->id);
}

static int compare(const void *a, const void *b)
{
	return compare_owners(*(const struct junit_condition *const *)a, *(const struct junit_condition *const *)b);
}

static void sort_conditions(struct junit_run *j)
{
	j->sorted = arena_array(&j->arena, j->n, sizeof *j->sorted);
	for (size_t i = 0; i < j->n; i++)
		j->sorted[i] = &j->at[i];
	if (j->n > 1)
		qsort(j->sorted, j->n, sizeof *j->sorted, compare);
}

/* A scheme's condition is one case for all whom it binds. NULL: not among the conditions. */
static struct junit_condition *find(const struct junit_run *j, const struct order *o, const struct scheme *s, const struct condition *c)
{
	const struct junit_condition key = {.order = s ? NULL : o, .scheme = s, .condition = c}, *at = &key;
	const struct junit_condition *const *found = bsearch(&at, j->sorted, j->n, sizeof *j->sorted, compare);

	return found ? &j->at[*found - j->at] : NULL;
}

static void add_told(struct junit_run *j)
{
	const struct run *run = j->run;

	j->next = arena_array(&j->arena, run->ntold, sizeof *j->next);
	for (size_t i = 0; i < run->ntold; i++) {
		const struct finding *f = run->told[i];
		struct junit_condition *c = find(j, f->order, f->scheme, f->condition);
		j->next[i] = SIZE_MAX;
		if (!c)
			continue;
		if (c->first == SIZE_MAX)
			c->first = i;
		else
			j->next[c->last] = i;
		c->last = i;
		c->nfailing += fails(f);
		c->ndecided += grave(f) && f->decision;
	}
}

static void add_unknown(struct junit_run *j)
{
	const struct run *run = j->run;
	struct junit_condition *c;

	for (size_t i = 0; i < run->nblind; i++)
		if ((c = find(j, run->blind[i]->order, run->blind[i]->scheme, run->blind[i]->condition)) != NULL)
			c->blind = true;
	for (size_t i = 0; i < run->nunmonitored; i++)
		if ((c = find(j, run->unmonitored[i].order, run->unmonitored[i].scheme, run->unmonitored[i].condition)) != NULL)
			c->unmonitored = true;
}

/* ---- writing ---- */

static struct str rule_name(const struct finding *f)
{
	return f->rule && f->rule->name.n > 0 ? f->rule->name : STR("inline");
}

/* "breach 9f86d081884c7d65 (travel/foreign-travel): bookings.csv:12" */
static void add_finding(struct buf *out, const struct run *run, const struct finding *f)
{
	struct run_place rows[PLACES_MAX];
	uint64_t all;
	size_t n = run_places(rows, PLACES_MAX, &all, f);

	buf_printf(out, "%s %s (%.*s)", level_names[f->level], f->id, STR_ARG(rule_name(f)));
	if (f->subject < run->plan->nsubjects)
		buf_printf(out, " %.*s", STR_ARG(run->plan->subjects[f->subject].id));
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%.*s:%llu", i > 0 ? "; " : ": ", STR_ARG(rows[i].file), (unsigned long long)rows[i].line);
	if (all > n)
		buf_printf(out, "; %llu more rows", (unsigned long long)(all - n));
	if (f->decision)
		buf_printf(out, "; decided: %.*s", STR_ARG(f->decision->outcome));
	buf_char(out, '\n');
}

static bool skipped(const struct junit_condition *c)
{
	return c->nfailing == 0 && (c->ndecided > 0 || c->blind || c->unmonitored);
}

static void print_case(struct xml *x, const struct junit_run *j, const struct junit_condition *c, struct str suite, struct buf *rest)
{
	struct junit_case k = {.name = c->condition->id, .suite = suite, .type = STR("review")};
	struct buf text = {0};
	char message[64] = "";

	for (size_t i = c->first; i != SIZE_MAX; i = j->next[i]) {
		const struct finding *f = j->run->told[i];
		add_finding(fails(f) ? &text : rest, j->run, f);
		if (f->level == LEVEL_BREACH)
			k.type = STR("breach");
	}
	if (c->nfailing > 0) {
		k.outcome = JUNIT_FAILED;
		snprintf(message, sizeof message, c->nfailing == 1 ? "%zu finding" : "%zu findings", c->nfailing);
		k.message = str_of(message);
	} else if (skipped(c)) {
		k.outcome = JUNIT_SKIPPED;
		k.message = c->ndecided > 0 ? STR("decided: a person has decided on what was found") : c->blind ? STR("blind: nothing supplied can show it") : STR("unmonitored: no feed shows it");
	}
	k.text = buf_str(&text);
	junit_case_add(x, &k);
	buf_free(&text);
}

static void print_suite(struct xml *x, const struct junit_run *j, const struct junit_condition *c, size_t n, size_t id)
{
	struct junit_suite s = {.name = c->scheme ? c->scheme->name : c->order->id, .id = id, .at = j->run->as_of, .tests = n};
	struct buf rest = {0};

	for (size_t i = 0; i < n; i++) {
		s.failures += c[i].nfailing > 0;
		s.skipped += skipped(&c[i]);
	}
	junit_suite_begin(x, &s);
	for (size_t i = 0; i < n; i++)
		print_case(x, j, &c[i], s.name, &rest);
	junit_suite_end(x, buf_str(&rest));
	buf_free(&rest);
}

bool run_junit_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct junit_run j = {.run = run};
	bool written = true;
	size_t suites = 0;
	struct xml x;

	(void)style;
	arena_init(&j.arena);
	add_conditions(&j);
	sort_conditions(&j);
	add_told(&j);
	add_unknown(&j);
	xml_open(&x);
	xml_begin(&x, "testsuites");
	for (size_t i = 0, next; i < j.n && written; i = next) {
		for (next = i + 1; next < j.n && j.at[next].order == j.at[i].order && j.at[next].scheme == j.at[i].scheme;)
			next++;
		print_suite(&x, &j, &j.at[i], next - i, suites++);
		written = buf_write(out, &x.out);
	}
	xml_end(&x);
	written = written && buf_write(out, &x.out);
	xml_free(&x);
	arena_free(&j.arena);
	return written;
}
