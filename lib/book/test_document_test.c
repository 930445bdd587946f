#include "book/book_fixture.h"

/* Documents of the kind test. DOCS has 9 lines: the test begins on line 10. */
#define HEAD "test: t\norder: {type: sro, made: 2026-01-01, conditions: [{id: \"1\", when: e}]}\nas-of: 2026-06-01\n"

static const struct error_case cases[] = {
	{"neither order nor scheme", DOCS "test: t\nas-of: 2026-06-01\nexpect: []\n", "10:1 a test needs order or scheme"},
	{"no such names", DOCS "test: t\norder: O1\nsubject: S2\nas-of: 2026-06-01\nexpect: []\n",
	 "11:8 there is no order \"O1\"\n12:10 there is no subject \"S2\""},
	{"events", DOCS HEAD "events:\n  - f: {time: 2026-01-01}\n  - e: {n: 1}\n  - e: {time: 2026-01-01, n: x, m: 1}\n  - {}\nexpect: []\n",
	 "14:5 there is no event type \"f\"\n"
	 "15:8 e needs the field time\n"
	 "16:30 n: \"x\" is no decimal number, or too large a one\n"
	 "16:33 e has no field \"m\"\n"
	 "17:5 an event is written as TYPE: {field: value}"},
	{"supplied, covers and expect", DOCS HEAD "supplied: [f]\ncovers: {e: soon}\nexpect: [{level: clear}, {lvel: breach}]\n",
	 "13:12 there is no event type \"f\"\n"
	 "14:13 expected a date or time such as 2026-03-02 or 2026-03-02T12:00\n"
	 "15:18 expected one of breach, review, upcoming, but \"clear\" stands here\n"
	 "15:27 an expected finding has no key \"lvel\" | did you mean \"level\"?"},
	{"a subject within the order", DOCS "test: t\norder: {type: sro, made: 2026-01-01, subject: S1, conditions: []}\nas-of: 2026-06-01\nexpect: []\n",
	 "11:47 the subject of a test stands beside its order, not in it"},
};

static void test_errors(void **state)
{
	(void)state;
	run_errors(cases, sizeof cases / sizeof *cases);
}

static void test_tests(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, DOCS "scheme: s\nconditions: [{id: N1, when: e}]\n---\n"
	             "test: z\norder: {type: sro, made: 2026-01-01, until: 2027-01-01, conditions: [{id: \"1\", when: e}]}\n"
	             "subject: {born: 1975-04-01, notifies: true}\nas-of: 2026-06-01\n"
	             "events:\n  - e: {time: 2026-03-01T09:00Z, recorded: 2026-03-02, n: 2.5, to: Thailand, s: }\n  - e: {time: 2026-03-05}\n"
	             "supplied: [e]\ncovers: {e: 2026-05-01}\n"
	             "expect:\n  - {level: breach, condition: \"1\", time: 2026-03-01T09:00Z}\n  - {rule: a/b, say: x}\n"
	             "---\ntest: a\nscheme: s\nsubject: S1\nas-of: 2026-06-01T12:00\nexpect: []\n");
	assert_int_equal(x.plan.ntests, 2);
	const struct test *t = &x.plan.tests[0];
	assert_true(str_eq_cstr(t->name, "z"));
	assert_true(str_eq_cstr(t->order->id, "test"));
	assert_null(t->scheme);
	assert_true(t->subject->has_born);
	assert_int_equal(t->as_of, at(&x, "2026-05-31T23:00Z"));
	assert_int_equal(t->nevents, 2);
	assert_int_equal(t->events[0].time.first, at(&x, "2026-03-01T09:00Z"));
	assert_true(t->events[0].fields[FIELD_RECORDED].as.time.whole);
	assert_int_equal(t->events[0].fields[2].as.number, 2500000);
	assert_true(t->events[0].fields[3].missing);
	assert_int_equal(t->events[0].fields[4].as.country, 'T' << 8 | 'H');
	assert_true(t->events[1].time.whole);
	assert_true(t->has_supplied && t->nsupplied == 1 && t->ncovers == 1);
	assert_true(t->covers[0].until.whole);
	assert_int_equal(t->nexpect, 2);
	assert_true(t->expect[0].has_level && t->expect[0].has_time && !t->expect[0].has_rule);
	assert_true(t->expect[1].has_rule && t->expect[1].has_say && !t->expect[1].has_condition);
	assert_false(t->shipped);
	t = &x.plan.tests[1];
	assert_ptr_equal(t->scheme, &x.plan.schemes[0]);
	assert_ptr_equal(t->subject, &x.plan.subjects[0]);
	assert_false(t->has_supplied);
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_tests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
