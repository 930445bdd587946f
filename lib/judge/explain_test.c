/* Explanations of small histories; dates and lengths are reckoned by hand. */
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

/* No clock runs to a deadline that was over before it started. */
static void test_no_clock(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, from: ever, by: move.time - 2d, pause: [in-custody]}]",
	           "{cell: {time: 2026-02-01T10:00Z, way: in}}, {move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-07T10:00Z, way: out}}");
	explain_only(&e, &s);
	assert_line(e.answers[0].by, "Sun 1 Mar 2026 09:00");
	assert_int_equal(e.answers[0].reckoning.n, 0);
	close_scene(&s);
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

static void test_misses(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, where: notice.kind == \"moved\", by: \"period(1, move.time)\"}]",
	           "{move: {time: 2026-03-03T09:00Z}}, {notice: {time: 2026-03-04T04:10Z, kind: moved}}, "
	           "{notice: {time: 2026-03-03T10:00Z, kind: other}}");
	explain_only(&e, &s);
	assert_int_equal(e.finding.level, LEVEL_BREACH);
	assert_line(e.answers[0].outcome, "not met");
	assert_int_equal(e.answers[0].nmisses, 1);
	assert_line(e.answers[0].misses[0].why, "it came 4 h 10 min late");
	assert_int_equal(e.answers[0].misses[0].nparts, 0);
	assert_line(e.answers[0].known, "notice events are complete to Mon 1 Jun 2026 00:00");
	close_scene(&s);
}

static void test_undone(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s,
	           "when: move, unless: [{event: notice, where: notice.kind == \"granted\", "
	           "unbroken-by: {event: notice, as: other, where: other.kind == \"revoked\"}}]",
	           "{notice: {time: 2026-03-01T09:00Z, kind: granted}}, {notice: {time: 2026-03-02T09:00Z, kind: revoked}}, "
	           "{move: {time: 2026-03-03T09:00Z}}");
	explain_only(&e, &s);
	assert_line(e.answers[0].outcome, "no such exception was found");
	assert_line(e.answers[0].misses[0].why, "it was undone by the notice event of Mon 2 Mar 2026 09:00");
	close_scene(&s);
}

/* Of several that came between, the one that undid it, or may have. */
static void test_undone_by_which(void **state)
{
	static const char *const ways[] = {"way: in", ""};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct scene s;
		struct explanation e;
		char events[300];
		snprintf(events, sizeof events,
		         "{notice: {time: 2026-02-27T09:00Z}}, {cell: {time: 2026-02-28T09:00Z, way: out}}, {cell: {time: 2026-03-01T09:00Z%s%s}}, "
		         "{cell: {time: 2026-03-02T09:00Z, way: out}}, {move: {time: 2026-03-03T09:00Z}}", ways[i][0] ? ", " : "", ways[i]);
		open_scene(&s, "when: move, unless: [{event: notice, unbroken-by: {event: cell, where: cell.way == \"in\"}}]", events);
		explain_only(&e, &s);
		assert_line(e.answers[0].misses[0].why, "it was undone by the cell event of Sun 1 Mar 2026 09:00");
		close_scene(&s);
	}
}

/* What does not count in itself needs no undoing. */
static void test_not_granted(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s,
	           "when: move, unless: [{event: notice, where: notice.kind == \"granted\", "
	           "unbroken-by: {event: cell}}]",
	           "{notice: {time: 2026-03-01T09:00Z, kind: asked}}, {cell: {time: 2026-03-02T09:00Z}}, {move: {time: 2026-03-03T09:00Z}}");
	explain_only(&e, &s);
	assert_int_equal(e.answers[0].nmisses, 1);
	assert_line(e.answers[0].misses[0].why, "");
	assert_int_equal(e.answers[0].misses[0].nparts, 1);
	close_scene(&s);
}

static void test_where(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, where: 'move.to == \"park\" and move.n > 3'", "{move: {time: 2026-03-03T09:00Z, to: park}}");
	explain_only(&e, &s);
	assert_int_equal(e.finding.level, LEVEL_REVIEW);
	assert_int_equal(e.nwhere, 2);
	assert_int_equal(e.where[0].truth, TRUTH_TRUE);
	assert_line(e.where[0].asks, "its \"to\" is park");
	assert_int_equal(e.where[1].truth, TRUTH_UNKNOWN);
	assert_line(e.where[1].saw, "move.n is missing");
	assert_line(e.asked, "the move event of Tue 3 Mar 2026 09:00");
	assert_line(e.in_force.at[0], "from 1 January 2026 to the end of 31 December 2026");
	assert_line(e.decide.at[0], "find out what is not known: move.n is missing");
	assert_false(explain_finding(&e, &s.in, "0000000000000000", &s.arena));
	close_scene(&s);
}

/* After a day it is late by what has passed since its end, the midnight. */
static void test_late(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, by: 2026-03-05}]",
	           "{move: {time: 2026-03-03T09:00Z}}, {notice: {time: 2026-03-06T08:59:59.999Z}}");
	explain_only(&e, &s);
	assert_line(e.answers[0].misses[0].why, "it came 8 h 59 min 59 s late");
	close_scene(&s);
}

/* An event that no condition asked about, and why. */
static void test_passed(void **state)
{
	struct scene s;
	const struct explain_passed *passed;

	(void)state;
	open_scene(&s, "when: move, where: 'move.to == \"park\" and move.n > 3'",
	           "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}");
	assert_int_equal(s.found.n, 0);
	assert_int_equal(explain_passed(&passed, &s.in, &s.in.events[0], &s.arena), 1);
	assert_line(passed[0].why, "move.n 3 is at most 3");
	close_scene(&s);
}

/* Of an event of 2025 or of 3 March 2026, in each: NULL where nothing is to be said. */
static void test_passed_why(void **state)
{
	static const struct {
		const char *condition, *event, *why;
	} table[] = {
		{"when: move", "{move: {time: 2025-12-03T09:00Z, n: 3}}", "the condition was not in force then"},
		{"when: {event: move, carried: true, where: move.n > 5}", "{move: {time: 2025-12-03T09:00Z, n: 3}}", "move.n 3 is at most 5"},
		{"when: {event: [{event: notice, where: x.kind == \"a\"}, {event: move, where: x.n > 5}], as: x}",
		 "{move: {time: 2026-03-03T09:00Z, n: 3}}", "x.n 3 is at most 5"},
		{"when: {count: move, within: 7d, reaches: 2}", "{move: {time: 2026-03-03T09:00Z, n: 3}}",
		 "it is counted, but it did not complete what the rule asks"},
		{"when: {count: move, within: 7d, reaches: 2}, where: move.n > 5", "{move: {time: 2026-03-03T09:00Z, n: 3}}", "move.n 3 is at most 5"},
		{"when: move, where: 'move.n > 2 and move.n > 3 and move.n > 4'", "{move: {time: 2026-03-03T09:00Z, n: 3}}", "move.n 3 is at most 3"},
		{"when: move", "{move: {time: 2026-03-03T09:00Z, n: 3}}", NULL},
		{"when: notice", "{move: {time: 2026-03-03T09:00Z, n: 3}}", NULL},
		{"when: notice", "{move: {time: 2025-12-03T09:00Z, n: 3}}", NULL},
		{"unmonitored: by hand", "{move: {time: 2026-03-03T09:00Z, n: 3}}", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		const struct explain_passed *passed;
		open_scene(&s, table[i].condition, table[i].event);
		size_t n = explain_passed(&passed, &s.in, &s.in.events[0], &s.arena);
		assert_int_equal(n, table[i].why != NULL);
		if (n > 0)
			assert_line(passed[0].why, table[i].why);
		close_scene(&s);
	}
}

static void test_court(void **state)
{
	struct scene s;
	struct explain_order o;

	(void)state;
	open_whole_scene(&s, "", "court: X, ", "when: move", "");
	explain_order(&o, &s.plan, s.plan.tests[0].order, &s.arena);
	assert_line(o.facts.at[1], "made by X");
	close_scene(&s);
}

static void test_rule_words(void **state)
{
	static const struct {
		const char *condition, *when, *summary, *where;
	} table[] = {
		{"when: {at: order.made}, expect: [{event: notice, by: order.made + 3d}]",
		 "once, at the day the order was made, while the condition is in force",
		 "asks for a notice given after that date and by 3 days after the day the order was made: once, at the day the order was made",
		 NULL},
		{"when: {silence: notice, for: 7d}",
		 "each time it comes to 7 days without a notice given, counted from the last one or from the start of the condition, "
		 "while the condition is in force",
		 "forbids 7 days without a notice given, counted from the last one or from the start of the condition", NULL},
		{"kind: requirement, when: {event: [move, cell], as: x}",
		 "each time there is a move or cell event, while the condition is in force", "is broken by a move or cell event",
		 NULL},
		{"when: {sum: move.n, of: move, within: 1mo, reaches: 10}",
		 "each time it comes to a total of 10 or more of the n in move events within 1 month, while the condition is in force",
		 "forbids a total of 10 or more of the n in move events within 1 month", NULL},
		{"when: {silence: [move, {event: notice, where: 'notice.kind == \"seen\"'}], as: x, for: 7d}",
		 "each time it comes to 7 days without a move or notice event, counted from the last one or from the start of the "
		 "condition, while the condition is in force",
		 "forbids too long without a move or notice event, as set out below",
		 "of notice events only those in which its kind is seen"},
		{"when: {event: [{event: notice, where: x.kind == \"a\"}, move], as: x}",
		 "each time there is a notice or move event, while the condition is in force", "forbids a notice or move event, as set out below",
		 "where it is of type notice, its kind is a"},
		{"when: notice, given: {before: notice}, where: 'before.kind == \"missed\"'",
		 "each time there is a notice given, while the condition is in force",
		 "forbids a notice given in which the earlier notice's kind is missed", "the earlier notice's kind is missed"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explain_order o;
		open_scene(&s, table[i].condition, "");
		explain_order(&o, &s.plan, s.plan.tests[0].order, &s.arena);
		assert_int_equal(o.nconditions, 1);
		assert_line(o.conditions[0].rules[0].when, table[i].when);
		assert_line(o.conditions[0].rules[0].summary, table[i].summary);
		if (table[i].where)
			assert_line(o.conditions[0].rules[0].where.at[0], table[i].where);
		close_scene(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reckoning), cmocka_unit_test(test_clock),  cmocka_unit_test(test_misses),
		cmocka_unit_test(test_clear_days_and_a_clock), cmocka_unit_test(test_no_clock),
		cmocka_unit_test(test_standing),  cmocka_unit_test(test_passed_why),
		cmocka_unit_test(test_undone),    cmocka_unit_test(test_where),  cmocka_unit_test(test_passed),
		cmocka_unit_test(test_rule_words), cmocka_unit_test(test_court), cmocka_unit_test(test_late),
		cmocka_unit_test(test_undone_by_which), cmocka_unit_test(test_untold_days), cmocka_unit_test(test_not_granted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
