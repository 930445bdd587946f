#include <stdlib.h>

#include "book/book_fixture.h"

/* The intervals of one condition, or of "" the whole order, as "from..until", bare dates and clock ends marked. */
struct spell_case {
	const char *name, *order, *condition, *spells;
};

#define HEAD "order: O1\ntype: sro\nsubject: S1\n"
#define ONE "conditions: [{id: \"1\", when: e}]\n"

static const struct spell_case cases[] = {
	{"made and until", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE, "1", "2026-03-02*..2031-03-02"},
	{"from", HEAD "made: 2026-03-02\nfrom: 2026-03-05T12:00\nuntil: 2031-03-02T10:00\n" ONE, "1",
	 "2026-03-05T12:00..2031-03-02T10:00 clock"},
	{"no end", HEAD "made: 2026-03-02\n" ONE, "1", "2026-03-02*..end"},
	{"further order", HEAD "made: 2026-03-02\nuntil: further-order\n" ONE, "1", "2026-03-02*..end"},
	{"discharged", HEAD "made: 2026-03-02\nuntil: 2031-03-02\ndischarged: 2029-01-10\n" ONE, "1", "2026-03-02*..2029-01-10"},
	{"discharged after its end", HEAD "made: 2026-03-02\nuntil: 2031-03-02\ndischarged: 2032-01-10\n" ONE, "1",
	 "2026-03-02*..2031-03-02"},
	{"discharged before it began", HEAD "made: 2026-03-02\nfrom: 2026-04-01\ndischarged: 2026-03-20\n" ONE, "1", ""},
	{"replaced", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE
	 "---\norder: O2\ntype: sro\nsubject: S1\nmade: 2027-01-01\nfrom: 2027-02-01\nreplaces: O1\nconditions: []\n", "1",
	 "2026-03-02*..2027-02-01"},
	{"replaced by a former id", HEAD "made: 2026-03-02\nuntil: 2031-03-02\nformerly: [OLD]\n" ONE
	 "---\norder: O2\ntype: sro\nsubject: S1\nmade: 2027-01-01\nreplaces: OLD\nconditions: []\n", "1",
	 "2026-03-02*..2027-01-01"},
	{"it replaces one that is not here", HEAD "made: 2026-03-02\nuntil: 2031-03-02\nreplaces: O0\n" ONE, "1",
	 "2026-03-02*..2031-03-02"},
	{"the condition's own dates", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n"
	 "conditions: [{id: \"1\", when: e, from: 2026-05-01, until: 2026-06-01T08:00}]\n", "1",
	 "2026-05-01*..2026-06-01T08:00 clock"},
	{"own dates beyond the order's", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n"
	 "conditions: [{id: \"1\", when: e, from: 2026-01-01, until: 2032-01-01}]\n", "1", "2026-03-02*..2031-03-02"},
	{"ended by a variation", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE
	 "variations: [{on: 2027-05-01, end: [\"1\"]}]\n", "1", "2026-03-02*..2027-05-01"},
	{"added by a variation", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE
	 "variations: [{on: 2027-05-01, add: [{id: 3a, when: e}]}]\n", "3a", "2027-05-01*..2031-03-02"},
	{"added and ended", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE
	 "variations: [{on: 2028-05-01, end: 3a}, {on: 2027-05-01, add: {id: 3a, when: e}}]\n", "3a", "2027-05-01*..2028-05-01"},
	{"extended", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE "variations: [{on: 2027-05-01, until: 2033-03-02}]\n", "1",
	 "2026-03-02*..2033-03-02"},
	{"extended on its last day", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE
	 "variations: [{on: 2031-03-02, until: 2033-03-02}]\n", "1", "2026-03-02*..2033-03-02"},
	{"extended, with an until of its own", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n"
	 "conditions: [{id: \"1\", when: e, until: 2030-01-01}]\nvariations: [{on: 2027-05-01, until: 2033-03-02}]\n", "1",
	 "2026-03-02*..2030-01-01"},
	{"varied after its end", HEAD "made: 2026-03-02\nuntil: 2031-03-02\n" ONE
	 "variations: [{on: 2031-05-01, until: 2033-03-02}]\n", "1", "2026-03-02*..2031-03-02 2031-05-01*..2033-03-02"},
	{"varied after its end, and discharged", HEAD "made: 2026-03-02\nuntil: 2031-03-02\ndischarged: 2032-01-01\n" ONE
	 "variations: [{on: 2031-05-01, until: 2033-03-02}]\n", "1", "2026-03-02*..2031-03-02 2031-05-01*..2032-01-01"},
	{"suspensions are not cut out", HEAD "made: 2026-03-02\nuntil: 2031-03-02\nsuspended: {from: 2027-01-01}\n" ONE, "1",
	 "2026-03-02*..2031-03-02"},
	{"over a change of the clocks", HEAD "made: 2026-06-01\nuntil: 2026-12-01\n" ONE, "1", "2026-06-01*..2026-12-01"},
};

static void print_edge(struct buf *out, struct fixture *x, int64_t instant, bool bare)
{
	int32_t clock = civil_clock(&x->zone, instant);
	if (instant == INSTANT_MAX) {
		buf_add(out, STR("end"));
		return;
	}
	day_print(out, civil_day(&x->zone, instant));
	if (!bare || clock != 0) {
		buf_char(out, 'T');
		clock_print(out, clock);
	}
}

static const struct condition *condition(const struct order *o, const char *id)
{
	for (size_t i = 0; i < o->nconditions; i++)
		if (str_eq_cstr(o->conditions[i].id, id))
			return &o->conditions[i];
	fail_msg("there is no condition %s", id);
	abort();
}

static void test_in_force(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture x;
		struct buf b = {0};
		fixture_open(&x);
		fixture_begin(&x);
		book_add_text(x.book, STR("docs.yaml"), str_printf(&x.arena, DOCS "%s", cases[i].order));
		fixture_end(&x);
		assert_told(&x, cases[i].name, "");
		const struct condition *c = condition(plan_find_order(&x.plan, STR("O1")), cases[i].condition);
		for (size_t k = 0; k < c->nin_force; k++) {
			const struct interval *v = &c->in_force[k];
			buf_add(&b, k > 0 ? STR(" ") : STR(""));
			print_edge(&b, &x, v->from, v->from_bare);
			buf_add(&b, v->from_bare ? STR("*..") : STR(".."));
			print_edge(&b, &x, v->until, !v->until_clock);
			buf_add(&b, v->until_clock ? STR(" clock") : STR(""));
		}
		if (!str_eq_cstr(buf_str(&b), cases[i].spells))
			fail_msg("%s: %.*s, not %s", cases[i].name, STR_ARG(buf_str(&b)), cases[i].spells);
		buf_free(&b);
		fixture_close(&x);
	}
}

static void test_suspensions(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, DOCS HEAD "made: 2026-03-02\n" ONE
	             "suspended:\n  - {from: 2028-01-01}\n  - {from: 2027-01-01, until: 2027-02-01, why: a}\n"
	             "  - {from: 2027-01-15, until: 2027-03-01, why: b}\n");
	const struct order *o = &x.plan.orders[0];
	assert_int_equal(o->nsuspended, 2);
	assert_int_equal(o->suspended[0].from, at(&x, "2027-01-01"));
	assert_int_equal(o->suspended[0].until, at(&x, "2027-03-01"));
	assert_true(str_eq_cstr(o->suspended[0].why, "a; b"));
	assert_int_equal(o->suspended[1].from, at(&x, "2028-01-01"));
	assert_true(o->suspended[1].until == INSTANT_MAX);
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_force),
		cmocka_unit_test(test_suspensions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
