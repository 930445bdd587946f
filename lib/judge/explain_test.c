/* Explanations of small histories; dates and lengths are reckoned by hand. */
#include <stdio.h>

#include "judge/explain.h"
#include "judge/judge_fixture.h"

static void explain_only(struct explanation *out, struct scene *s)
{
	assert_int_equal(s->found.n, 1);
	assert_true(explain_finding(out, &s->in, s->found.at[0].id, &s->arena));
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

static void assert_facts(const struct explain_order *o, const char *want)
{
	struct buf out = {0};

	for (size_t i = 0; i < o->facts.n; i++)
		buf_printf(&out, "%.*s\n", STR_ARG(o->facts.at[i]));
	assert_line(buf_str(&out), want);
	buf_free(&out);
}

/* What is not said of an order is not told of it. */
static void test_order_facts(void **state)
{
	static const char *const table[][2] = {
		{"", "other, england-wales\nmade on 1 January 2026\nin force from 1 January 2026 to the end of 31 December 2026\n"},
		{"court: X, served: 2026-01-04, suspended: [{from: 2026-02-01, until: 2026-02-04, why: ill}, {from: 2026-02-10, until: 2026-02-11}], "
		 "discharged: 2026-03-01, ",
		 "other, england-wales\nmade by X\nmade on 1 January 2026\nin force from 1 January 2026 to the end of 28 February 2026\n"
		 "served on 4 January 2026\ndischarged, first day out 1 March 2026\nsuspended from 1 February 2026 to the end of 3 February 2026: ill\n"
		 "suspended from 10 February 2026 to the end of 10 February 2026\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explain_order o;
		open_whole_scene(&s, "", table[i][0], "when: move", "");
		explain_order(&o, &s.plan, s.plan.tests[0].order, &s.arena);
		assert_facts(&o, table[i][1]);
		close_scene(&s);
	}
}

static void test_scheme_facts(void **state)
{
	struct scene s;
	struct explain_order o;

	(void)state;
	open_whole_scene(&s,
	                 "scheme: bare\nconditions: [{id: D1, when: move}]\n---\n"
	                 "scheme: duties\njurisdiction: scotland\napplies-to: order.type == \"other\"\nfrom: order.made + 1d\n"
	                 "until: order.made + 1y\nconditions: [{id: D1, when: move}]\n---\n", "", "when: move", "");
	explain_scheme(&o, &s.plan, &s.plan.schemes[0], &s.arena);
	assert_facts(&o, "");
	explain_scheme(&o, &s.plan, &s.plan.schemes[1], &s.arena);
	assert_facts(&o, "binds only in scotland\nbinds each order for which the order's type is other\n"
	                 "from 1 day after the day the order was made\nuntil 1 year after the day the order was made, the first day out\n");
	struct scheme unbound = s.plan.schemes[0];
	unbound.bound = false;
	explain_scheme(&o, &s.plan, &unbound, &s.arena);
	assert_facts(&o, "not bound here: --scheme or the settings would bind it\n");
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
		{"when: {while: [move, {event: notice, where: 'notice.kind == \"seen\"'}], as: x, lasts: 2h}",
		 "each time it comes to an unbroken run of move or notice events that goes on for 2 hours or longer, while the condition is in force",
		 "forbids too long an unbroken run of move or notice events, as set out below", "of notice events only those in which its kind is seen"},
		{"when: {count: [move, {event: notice, where: 'notice.kind == \"seen\"'}], as: x, within: 7d, reaches: 3}",
		 "each time it comes to 3 or more move or notice events within 7 days, while the condition is in force",
		 "forbids too many move or notice events within 7 days, as set out below", "of notice events only those in which its kind is seen"},
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
		cmocka_unit_test(test_misses),
		cmocka_unit_test(test_undone),
		cmocka_unit_test(test_undone_by_which),
		cmocka_unit_test(test_not_granted),
		cmocka_unit_test(test_where),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_passed),
		cmocka_unit_test(test_passed_why),
		cmocka_unit_test(test_order_facts),
		cmocka_unit_test(test_scheme_facts),
		cmocka_unit_test(test_rule_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
