/* Lint as JUnit XML: a suite for each order, and one for all that is of no order; a case for each rule. */
#include "report/formats.h"
#include "report/junit.h"
#include "report/linted.h"

static bool belongs(const struct lint_finding *f, const struct order *o, const struct lint_rule *r)
{
	return f->order == o && f->rule == r;
}

/* Findings by order in one pass: for each, where its list begins and what follows. */
struct shelf {
	size_t *first; /* by order of the plan, then those of none; SIZE_MAX: none */
	size_t *next;  /* by finding */
};

static size_t shelf_of(const struct linted *l, const struct order *o)
{
	return o ? (size_t)(o - l->plan->orders) : l->plan->norders;
}

static void open_shelf(struct shelf *s, const struct linted *l)
{
	size_t n = l->plan->norders + 1;

	s->first = mem_alloc(n * sizeof *s->first);
	s->next = mem_alloc((l->result->nfindings + 1) * sizeof *s->next);
	for (size_t i = 0; i < n; i++)
		s->first[i] = SIZE_MAX;
	for (size_t i = l->result->nfindings; i-- > 0;) {
		size_t at = shelf_of(l, l->result->findings[i].order);
		s->next[i] = s->first[at];
		s->first[at] = i;
	}
}

static void add_finding(struct buf *out, const struct lint_finding *f)
{
	if (f->place.source && f->place.line > 0)
		buf_printf(out, "%.*s:%u:%u: ", STR_ARG(f->place.source->file), f->place.line, f->place.column);
	buf_printf(out, "%s %s: %.*s\n", f->allowed ? "allowed" : lint_level_words[f->level], f->rule->id, STR_ARG(f->message));
	if (f->allowed)
		buf_printf(out, "reason: %.*s\n", STR_ARG(f->reason));
	else if (f->todo.n > 0)
		buf_printf(out, "help: %.*s\n", STR_ARG(f->todo));
}

static bool has_case(const struct lint_rule *r, const struct order *o)
{
	bool of_orders = r->check_order || r->check_condition;
	return o ? of_orders || r->id[0] == 'A' : !of_orders || r->check_plan;
}

static bool not_asked(const struct linted *l, const struct lint_rule *r)
{
	return (l->draft && r->not_in_draft) || (l->unchecked && r->id[0] != 'D');
}

/* False: no such case. */
static bool fill_case(struct junit_case *c, struct buf *text, const struct linted *l, const struct shelf *s, const struct order *o,
                      const struct lint_rule *r)
{
	if (!has_case(r, o))
		return false;
	buf_clear(text);
	c->outcome = not_asked(l, r) ? JUNIT_SKIPPED : JUNIT_PASSED;
	c->message = STR("not asked");
	for (size_t i = s->first[shelf_of(l, o)]; i != SIZE_MAX; i = s->next[i]) {
		const struct lint_finding *f = &l->result->findings[i];
		if (!belongs(f, o, r) || !linted_fails(l, f))
			continue;
		if (c->outcome != JUNIT_FAILED)
			c->message = f->message;
		c->outcome = JUNIT_FAILED;
		add_finding(text, f);
	}
	c->text = buf_str(text);
	c->type = str_of(r->name);
	return true;
}

static void print_suite(struct xml *x, const struct linted *l, const struct shelf *s, const struct order *o, size_t id)
{
	struct junit_suite suite = {.name = o ? o->id : STR("documents"), .id = id, .at = l->as_of};
	struct junit_case c = {.suite = suite.name};
	struct buf text = {0}, name = {0}, rest = {0};

	for (const struct lint_rule *r = lint_rules; r->id; r++) {
		if (!fill_case(&c, &text, l, s, o, r))
			continue;
		suite.tests++;
		suite.failures += c.outcome == JUNIT_FAILED;
		suite.skipped += c.outcome == JUNIT_SKIPPED;
	}
	junit_suite_begin(x, &suite);
	for (const struct lint_rule *r = lint_rules; r->id; r++) {
		if (!fill_case(&c, &text, l, s, o, r))
			continue;
		buf_clear(&name);
		buf_printf(&name, "%s %s", r->id, r->title);
		c.name = buf_str(&name);
		junit_case_add(x, &c);
	}
	for (size_t i = s->first[shelf_of(l, o)]; i != SIZE_MAX; i = s->next[i])
		if (!linted_fails(l, &l->result->findings[i]))
			add_finding(&rest, &l->result->findings[i]);
	junit_suite_end(x, buf_str(&rest));
	buf_free(&text);
	buf_free(&name);
	buf_free(&rest);
}

bool linted_junit(FILE *out, const struct linted *l, const struct report_style *style)
{
	struct shelf s;
	struct xml x;
	bool written = true;

	(void)style;
	open_shelf(&s, l);
	xml_open(&x);
	xml_begin(&x, "testsuites");
	for (size_t i = 0; !l->unchecked && i < l->plan->norders && written; i++) {
		print_suite(&x, l, &s, &l->plan->orders[i], i);
		written = buf_write(out, &x.out);
	}
	print_suite(&x, l, &s, NULL, l->plan->norders);
	xml_end(&x);
	written = written && buf_write(out, &x.out);
	xml_free(&x);
	mem_free(s.first);
	mem_free(s.next);
	return written;
}
