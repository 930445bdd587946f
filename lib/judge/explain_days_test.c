/* How deadlines are reckoned, day by day or by the clock; dates and lengths are reckoned by hand. */
#include <stdio.h>

#include "judge/explain.h"
#include "judge/judge_fixture.h"

static void explain_only(struct explanation *out, struct scene *s)
{
	assert_int_equal(s->found.n, 1);
	assert_true(explain_finding(out, &s->in, s->found.at[0].id, &s->arena));
}

#define DUTY(by) "when: move, expect: [{event: notice, by: \"" by "\", pause: [in-custody]}]"

/* The one line of the reckoning of a deadline. */
static void test_reckoning(void **state)
{
	static const struct {
		const char *condition, *events, *want;
	} table[] = {
		{DUTY("period(3, move.time)"), "{move: {time: 2026-03-03T09:00Z}}",
		 "day 1 Tue 3 March, day 2 Wed 4 March, day 3 Thu 5 March, ends 23:59"},
		{DUTY("period(3, move.time)"),
		 "{move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-04T10:00Z, way: in}}, {cell: {time: 2026-03-11T15:00Z, way: out}}",
		 "day 1 Tue 3 March, day 2 Thu 12 March, day 3 Fri 13 March, ends 23:59; 4 to 11 March do not count: in custody"},
		{DUTY("period(1, move.time)"), "{move: {time: 2026-03-03T09:00Z}}", "day 1 Tue 3 March, ends 23:59"},
		{DUTY("period(8, move.time)"), "{move: {time: 2026-03-03T09:00Z}}",
		 "day 1 Tue 3 March, day 2 Wed 4 March, day 3 Thu 5 March, day 4 Fri 6 March, day 5 Sat 7 March, day 6 Sun 8 March, "
		 "day 7 Mon 9 March, day 8 Tue 10 March, ends 23:59"},
		{DUTY("period(9, move.time)"), "{move: {time: 2026-03-03T09:00Z}}",
		 "day 1 Tue 3 March, day 2 Wed 4 March, day 3 Thu 5 March, …, day 9 Wed 11 March, ends 23:59"},
		/* Free again at midnight: the day after counts. */
		{DUTY("period(2, move.time)"),
		 "{move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-04T10:00Z, way: in}}, {cell: {time: 2026-03-05T00:00Z, way: out}}",
		 "day 1 Tue 3 March, day 2 Thu 5 March, ends 23:59; 4 March does not count: in custody"},
		{DUTY("period(2, move.time)"),
		 "{move: {time: 2026-03-30T09:00Z}}, {cell: {time: 2026-03-31T10:00Z, way: in}}, {cell: {time: 2026-04-02T15:00Z, way: out}}",
		 "day 1 Mon 30 March, day 2 Fri 3 April, ends 23:59; 31 March to 2 April do not count: in custody"},
		/* In custody before and after: no day of the three is touched. */
		{DUTY("period(3, move.time)"),
		 "{cell: {time: 2026-03-01T10:00Z, way: in}}, {cell: {time: 2026-03-03T00:00Z, way: out}}, {move: {time: 2026-03-03T09:00Z}}, "
		 "{cell: {time: 2026-03-06T00:00Z, way: in}}, {cell: {time: 2026-03-11T15:00Z, way: out}}",
		 "day 1 Tue 3 March, day 2 Wed 4 March, day 3 Thu 5 March, ends 23:59"},
		{"when: move, expect: [{event: notice, from: ever, by: \"clear-days-before(7, move.time)\"}]", "{move: {time: 2026-03-20T09:00Z}}",
		 "the day itself is Fri 20 March; 7 whole days before it, 13 March to 19 March, must be left; so the last day is Thu 12 March, "
		 "ends 23:59"},
		{"when: move, expect: [{event: notice, from: ever, by: \"clear-days-before(1, move.time)\"}]", "{move: {time: 2026-03-20T09:00Z}}",
		 "the day itself is Fri 20 March; 1 whole day before it, 19 March, must be left; so the last day is Wed 18 March, ends 23:59"},
		{"when: move, expect: [{event: notice, from: ever, by: \"clear-days-before(2, move.time)\"}]", "{move: {time: 2026-03-20T09:00Z}}",
		 "the day itself is Fri 20 March; 2 whole days before it, 18 March to 19 March, must be left; so the last day is Tue 17 March, "
		 "ends 23:59"},
		/* As many days as are told one by one: ten years. */
		{"when: move, expect: [{event: notice, by: \"clear-days-before(3660, move.time + 3700d)\"}]", "{move: {time: 2026-03-03T09:00Z}}",
		 "the day itself is Sat 19 April; 3660 whole days before it, 12 April to 18 April, must be left; so the last day is Sat 11 April, "
		 "ends 23:59"},
		/* What stops the clock at the last instant of the time allowed changes nothing. */
		{DUTY("clear-days-before(2, move.time + 27d)"), "{move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-27T23:59:59.999Z, way: in}}",
		 "the day itself is Mon 30 March; 2 whole days before it, 28 March to 29 March, must be left; so the last day is Fri 27 March, "
		 "ends 23:59"},
		{DUTY("workdays(1, move.time)"), "{move: {time: 2026-03-03T09:00Z}}", "working day 1 Wed 4 March, ends 23:59"},
		{DUTY("workdays(2, move.time)"), "{move: {time: 2026-03-05T09:00Z}}",
		 "working day 1 Fri 6 March, working day 2 Mon 9 March, ends 23:59; 7 and 8 March do not count: weekend"},
		{DUTY("period(10, move.time)"), "{move: {time: 2026-03-03T09:00Z}}",
		 "day 1 Tue 3 March, day 2 Wed 4 March, day 3 Thu 5 March, …, day 10 Thu 12 March, ends 23:59"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		open_scene(&s, table[i].condition, table[i].events);
		explain_only(&e, &s);
		assert_int_equal(e.nanswers, 1);
		assert_int_equal(e.answers[0].reckoning.n, 1);
		assert_line(e.answers[0].reckoning.at[0], table[i].want);
		close_scene(&s);
	}
}

/* From 09:00 two days run to 5 March 09:00; custody of six hours moves that to 15:00. */
static void test_clock(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 48h, pause: [in-custody]}]",
	           "{move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-04T10:00Z, way: in}}, "
	           "{cell: {time: 2026-03-04T16:00Z, way: out}}");
	explain_only(&e, &s);
	assert_int_equal(e.answers[0].reckoning.n, 3);
	assert_line(e.answers[0].reckoning.at[0],
	            "the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at Thu 5 Mar 2026 09:00");
	assert_line(e.answers[0].reckoning.at[1],
	            "the clock stands from Wed 4 Mar 2026 10:00 to Wed 4 Mar 2026 16:00 (6 h): in custody");
	assert_line(e.answers[0].reckoning.at[2], "so it ends at Thu 5 Mar 2026 15:00");
	assert_line(e.answers[0].by, "Thu 5 Mar 2026 15:00");
	close_scene(&s);
}

/* Days before a day do not end where the clock says once it has stood: then it is told by the clock. */
static void test_clear_days_and_a_clock(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, DUTY("clear-days-before(2, move.time + 27d)"),
	           "{move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-05T10:00Z, way: in}}, {cell: {time: 2026-03-07T10:00Z, way: out}}");
	explain_only(&e, &s);
	assert_int_equal(e.answers[0].reckoning.n, 3);
	assert_line(e.answers[0].reckoning.at[0],
	            "the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at the end of Fri 27 Mar 2026");
	assert_line(e.answers[0].reckoning.at[1],
	            "the clock stands from Thu 5 Mar 2026 10:00 to Sat 7 Mar 2026 10:00 (2 days): in custody");
	assert_line(e.answers[0].reckoning.at[2], "so it ends at the end of Sun 29 Mar 2026");
	close_scene(&s);
}

/* No clock runs to a deadline that was over before it started, or as it did. */
static void test_no_clock(void **state)
{
	static const char *const table[][2] = {{"move.time - 2d", "Sun 1 Mar 2026 09:00"}, {"move.time", "Tue 3 Mar 2026 09:00"}};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		char condition[200];
		snprintf(condition, sizeof condition, "when: move, expect: [{event: notice, from: ever, by: %s, pause: [in-custody]}]", table[i][0]);
		open_scene(&s, condition,
		           "{cell: {time: 2026-02-01T10:00Z, way: in}}, {move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-07T10:00Z, way: out}}");
		explain_only(&e, &s);
		assert_line(e.answers[0].by, table[i][1]);
		assert_int_equal(e.answers[0].reckoning.n, 0);
		close_scene(&s);
	}
}

/* No days, or more than ten years of them, are not told one by one. */
static void test_untold_days(void **state)
{
	static const char *const table[] = {"clear-days-before(0, move.time + 3d)", "clear-days-before(3661, move.time + 3700d)"};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		char condition[200];
		snprintf(condition, sizeof condition, "when: move, expect: [{event: notice, by: \"%s\"}]", table[i]);
		open_scene(&s, condition, "{move: {time: 2026-03-03T09:00Z}}");
		explain_only(&e, &s);
		assert_int_equal(e.finding.level, LEVEL_BREACH);
		assert_int_equal(e.answers[0].reckoning.n, 0);
		close_scene(&s);
	}
}

/* How long the clock stood is not known, or it stands still. */
static void test_standing(void **state)
{
	static const struct {
		const char *order, *pause, *cells;
		const char *lines[4];
	} table[] = {
		{"", "in-custody", "{cell: {time: 2026-03-04T10:00Z}}, {cell: {time: 2026-03-04T16:00Z, way: out}}",
		 {"the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at Thu 5 Mar 2026 09:00",
		  "the clock stands from Wed 4 Mar 2026 10:00 to Wed 4 Mar 2026 16:00 (6 h): perhaps in custody",
		  "so it ends at Thu 5 Mar 2026 15:00, or as early as Thu 5 Mar 2026 09:00, as it is not certain how long the clock stood"}},
		{"", "in-custody", "{cell: {time: 2026-03-04T10:00Z}}",
		 {"the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at Thu 5 Mar 2026 09:00",
		  "the clock stands from Wed 4 Mar 2026 10:00, and has not gone on since: perhaps in custody"}},
		{"", "in-custody", "{cell: {time: 2026-03-04T10:00Z, way: in}}",
		 {"the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at Thu 5 Mar 2026 09:00",
		  "the clock stands from Wed 4 Mar 2026 10:00, and has not gone on since: in custody"}},
		{"", "in-custody", "{cell: {time: 2026-03-02T10:00Z, way: in}}, {cell: {time: 2026-03-03T11:00Z, way: out}}",
		 {"the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at Thu 5 Mar 2026 09:00",
		  "the clock stands from Tue 3 Mar 2026 09:00 to Tue 3 Mar 2026 11:00 (2 h): in custody", "so it ends at Thu 5 Mar 2026 11:00"}},
		/* Free again at the very instant from which the clock runs. */
		{"", "in-custody", "{cell: {time: 2026-03-02T10:00Z, way: in}}, {cell: {time: 2026-03-03T09:00Z, way: out}}", {NULL}},
		{"suspended: [{from: 2026-03-04, until: 2026-03-06}], ", "", "",
		 {"the clock starts Tue 3 Mar 2026 09:00; without a stop the time would end at Thu 5 Mar 2026 09:00",
		  "the clock stands from Wed 4 Mar 2026 00:00 to Fri 6 Mar 2026 00:00 (2 days): the order was suspended",
		  "so it ends at Sat 7 Mar 2026 09:00"}},
		{"suspended: [{from: 2026-04-04, until: 2026-04-06}], ", "in-custody", "{cell: {time: 2026-03-05T09:00:01Z, way: in}}", {NULL}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		char condition[200], events[300];
		snprintf(condition, sizeof condition, "when: move, expect: [{event: notice, by: move.time + 48h, pause: [%s]}]", table[i].pause);
		snprintf(events, sizeof events, "{move: {time: 2026-03-03T09:00Z}}, %s", table[i].cells);
		open_whole_scene(&s, "", table[i].order, condition, events);
		explain_only(&e, &s);
		size_t n = 0;
		while (table[i].lines[n])
			n++;
		assert_int_equal(e.answers[0].reckoning.n, n);
		for (size_t k = 0; k < n; k++)
			assert_line(e.answers[0].reckoning.at[k], table[i].lines[k]);
		close_scene(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reckoning),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_clear_days_and_a_clock),
		cmocka_unit_test(test_no_clock),
		cmocka_unit_test(test_untold_days),
		cmocka_unit_test(test_standing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
