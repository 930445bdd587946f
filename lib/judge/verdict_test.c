/* When rules fire and what they find, at the very bounds: levels and times, reckoned by hand. Everything is known to 1 June 2026;
 * the order runs from 1 January to the end of 2026. */
#include "judge/judge_fixture.h"

struct judged {
	const char *order, *condition, *events; /* more keys of the order, the condition's, and what happened */
	const char *found;
};

#define AT(day, clock) "{move: {time: 2026-03-" day "T" clock "Z}}"
#define MOVED "{move: {time: 2026-03-03T09:00Z, n: 3}}"
#define BY(by) "when: move, expect: [{event: notice, by: " by "}]"
#define NEW_YEAR(by) "when: {at: 2026-01-01T12:00Z}, expect: [{event: notice, from: ever, by: " by "}]"

static const struct judged LAPSES[] = {
	{"", BY("2026-12-31T23:59:59.999Z"), MOVED, "upcoming the end of Thu 31 Dec 2026"},
	{"", BY("2027-01-01T00:00Z"), MOVED, "clear Tue 3 Mar 2026 09:00"},
	{"", BY("2026-12-31"), MOVED, "upcoming Thu 31 Dec 2026"},
	{"", BY("2027-01-01"), MOVED, "clear Tue 3 Mar 2026 09:00"},
	{"", NEW_YEAR("2026-01-01T00:00Z"), "", "breach Thu 1 Jan 2026 00:00"},
	{"", NEW_YEAR("2025-12-31T23:59:59.999Z"), "", "clear Thu 1 Jan 2026 12:00"},
	{"", NEW_YEAR("2026-01-01"), "", "breach Thu 1 Jan 2026"},
	{"", NEW_YEAR("2025-12-31"), "", "clear Thu 1 Jan 2026 12:00"},
	{"suspended: [{from: 2026-03-04, until: 2026-03-06}], ", BY("move.time + 2d"), MOVED, "breach Sat 7 Mar 2026 09:00"},
	{"suspended: [{from: 2026-03-06, until: 2026-03-08}], ", BY("move.time + 2d"), MOVED, "breach Thu 5 Mar 2026 09:00"},
	{"suspended: [{from: 2026-03-10, until: 2026-03-12}, {from: 2026-03-04, until: 2026-03-06}], ", BY("\"period(3, move.time)\""), MOVED,
	 "breach the end of Sat 7 Mar 2026"},
	/* Perhaps in custody for a day: the deadline may be the very end of the time in force, or a day before. */
	{"", "until: 2026-03-20, when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-17T00:00Z}}, {cell: {time: 2026-03-17T12:00Z}}, {cell: {time: 2026-03-18T12:00Z, way: out}}",
	 "review Thu 19 Mar 2026 00:00"},
	{"", "until: 2026-03-20, when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-17T00:00Z}}, {cell: {time: 2026-03-17T12:00Z}}, {cell: {time: 2026-03-18T11:59:59.999Z, way: out}}",
	 "breach Thu 19 Mar 2026 00:00"},
	/* The clock stands from custody on, though the order is suspended as that ends, and still is. */
	{"suspended: {from: 2026-03-06}, ", "when: move, expect: [{event: notice, by: move.time + 3d, pause: [in-custody]}]",
	 MOVED ", {cell: {time: 2026-03-04T09:00Z, way: in}}, {cell: {time: 2026-03-06T00:00Z, way: out}}", "upcoming Wed 4 Mar 2026 09:00"},
};

static const struct judged WITNESSES[] = {
	{"", BY("move.time + 1d"), MOVED ", {notice: {time: 2026-03-04T09:00Z}}", "clear Tue 3 Mar 2026 09:00"},
	{"", BY("move.time + 1d"), MOVED ", {notice: {time: 2026-03-04T09:00:00.001Z}}", "breach Wed 4 Mar 2026 09:00"},
	{"", BY("move.time + 1d"), MOVED ", {notice: {time: 2026-03-03T09:00Z}}", "clear Tue 3 Mar 2026 09:00"},
	{"", BY("move.time + 1d"), MOVED ", {notice: {time: 2026-03-03T08:59:59.999Z}}", "breach Wed 4 Mar 2026 09:00"},
	{"", "when: move, expect: [{event: notice, count: move.n, by: move.time + 1d}]",
	 MOVED ", {notice: {time: 2026-03-03T10:00Z}}, {notice: {time: 2026-03-03T11:00Z}}, {notice: {time: 2026-03-03T12:00Z}}",
	 "clear Tue 3 Mar 2026 09:00"},
	{"", "when: move, expect: [{event: notice, count: move.n, by: move.time + 1d}]",
	 MOVED ", {notice: {time: 2026-03-03T10:00Z}}, {notice: {time: 2026-03-03T11:00Z}}", "breach Wed 4 Mar 2026 09:00"},
	{"", "when: move, expect: [{event: notice, count: 0, by: move.time + 1d}]", MOVED, "clear Tue 3 Mar 2026 09:00"},
	{"", "when: move, expect: [{event: notice, count: move.n, by: move.time + 1d}]", AT("03", "09:00"), "review Wed 4 Mar 2026 09:00"},
	{"", "when: move, given: {last: {event: notice}}, where: 'last.kind == \"b\"'",
	 "{notice: {time: 2026-03-01T09:00Z, kind: a}}, {notice: {time: 2026-03-03T09:00Z, kind: b}}, {notice: {time: 2026-03-03T09:01Z, kind: c}}, " MOVED,
	 "breach Tue 3 Mar 2026 09:00"},
	{"", "when: move, unless: [{event: notice, unbroken-by: {event: cell}}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-01T09:00Z}}, " MOVED, "clear Tue 3 Mar 2026 09:00"},
	{"", "when: move, unless: [{event: notice, unbroken-by: {event: cell}}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-03T09:00Z}}, " MOVED, "breach Tue 3 Mar 2026 09:00"},
	/* What may have undone it does not hide what surely did. */
	{"", "when: move, unless: [{event: notice, unbroken-by: {event: cell, where: cell.way == \"in\"}}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-01T10:00Z}}, {cell: {time: 2026-03-02T09:00Z, way: in}}, " MOVED,
	 "breach Tue 3 Mar 2026 09:00"},
	{"", "when: move, unless: [{event: notice, unbroken-by: {event: cell, where: cell.way == \"in\"}}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-01T10:00Z}}, " MOVED, "review Tue 3 Mar 2026 09:00"},
};

#define NOTICE(day, kind) "{notice: {time: 2026-02-" day ", kind: " kind "}}, "
#define NOTICES NOTICE("01", "a") NOTICE("02", "b") NOTICE("03", "c") NOTICE("04", "c") NOTICE("05", "d") NOTICE("06", "e")
#define OF_KIND "when: move, unless: [{event: notice, where: notice.kind == move.to}]"

/* Of many events those of one value are found by it; one whose value is missing may be of any. */
static const struct judged EQUALS[] = {
	{"", OF_KIND, NOTICES "{move: {time: 2026-03-03T09:00Z, to: c}}", "clear Tue 3 Mar 2026 09:00"},
	{"", OF_KIND, NOTICES "{move: {time: 2026-03-03T09:00Z, to: e}}", "clear Tue 3 Mar 2026 09:00"},
	{"", OF_KIND, NOTICES "{move: {time: 2026-03-03T09:00Z, to: z}}", "breach Tue 3 Mar 2026 09:00"},
	{"", OF_KIND, NOTICES "{notice: {time: 2026-02-07}}, {move: {time: 2026-03-03T09:00Z, to: z}}", "review Tue 3 Mar 2026 09:00"},
	{"", OF_KIND, NOTICES "{notice: {time: 2026-02-07}}, {move: {time: 2026-03-03T09:00Z, to: a}}", "clear Tue 3 Mar 2026 09:00"},
	{"", OF_KIND, NOTICES "{move: {time: 2026-03-03T09:00Z}}", "review Tue 3 Mar 2026 09:00"},
	{"", "when: move, unless: [{event: notice, count: 2, where: notice.kind == move.to}]", NOTICES "{move: {time: 2026-03-03T09:00Z, to: c}}",
	 "clear Tue 3 Mar 2026 09:00"},
	{"", "when: move, unless: [{event: notice, count: 2, where: notice.kind == move.to}]", NOTICES "{move: {time: 2026-03-03T09:00Z, to: a}}",
	 "breach Tue 3 Mar 2026 09:00"},
	{"", "when: move, given: {last: {event: notice, where: last.kind == move.to}}, where: 'day(last.time) == 2026-02-04'",
	 NOTICES "{move: {time: 2026-03-03T09:00Z, to: c}}", "breach Tue 3 Mar 2026 09:00"},
};

#define RUN "{move: {time: 2026-03-03T09:00Z, to: a, n: 2}}, {move: {time: 2026-03-03T11:00Z, to: a, n: 2}}, "

static const struct judged WINDOWS[] = {
	{"", "when: {count: move, within: 1d, reaches: 2}", AT("03", "09:00") ", " AT("04", "09:00"), ""},
	{"", "when: {count: move, within: 1d, reaches: 2}", AT("03", "09:00:00.001") ", " AT("04", "09:00"), "breach Wed 4 Mar 2026 09:00"},
	{"", "when: {count: move, within: 1d, reaches: 2}",
	 AT("03", "09:00") ", " AT("03", "10:00") ", " AT("03", "11:00") ", " AT("05", "10:00") ", " AT("05", "11:00"),
	 "breach Tue 3 Mar 2026 10:00; breach Thu 5 Mar 2026 11:00"},
	{"", "when: {count: move, within: 1d, reaches: 2, fires: each}", AT("03", "09:00") ", " AT("03", "10:00") ", " AT("03", "11:00"),
	 "breach Tue 3 Mar 2026 10:00; breach Tue 3 Mar 2026 11:00"},
	{"", "when: {count: move, per: [move.to], within: 1d, reaches: 2}",
	 "{move: {time: 2026-03-03T09:00Z, to: a}}, {move: {time: 2026-03-03T10:00Z, to: b}}, {move: {time: 2026-03-03T11:00Z, to: a}}",
	 "breach Tue 3 Mar 2026 11:00"},
	{"", "when: {count: move, per: [move.to], within: 1d, reaches: 2}",
	 "{move: {time: 2026-03-03T09:00Z, to: a}}, {move: {time: 2026-03-03T10:00Z}}", "review Tue 3 Mar 2026 10:00"},
	/* What is missing may be equal, but the other value is not. */
	{"", "when: {count: move, per: [move.to, move.n], within: 1d, reaches: 2}",
	 "{move: {time: 2026-03-03T09:00Z, to: a, n: 1}}, {move: {time: 2026-03-03T10:00Z, n: 2}}", ""},
	{"", "when: {count: move, per: [move.to, move.n], within: 1d, reaches: 2}",
	 "{move: {time: 2026-03-03T09:00Z, to: a, n: 1}}, {move: {time: 2026-03-03T10:00Z, n: 1}}", "review Tue 3 Mar 2026 10:00"},
	/* One event that fits two entries of one type is one event. */
	{"", "when: {count: [{event: move, where: x.n > 1}, {event: move, where: x.n > 2}], as: x, within: 1d, reaches: 2}", MOVED, ""},
	{"", "when: {count: [{event: move, where: x.n > 1}, {event: move, where: x.n > 2}], as: x, within: 1d, reaches: 2}",
	 MOVED ", {move: {time: 2026-03-03T10:00Z, n: 2}}", "breach Tue 3 Mar 2026 10:00"},
	/* How many are too many is not known. */
	{"", "when: {count: move, within: 1d, reaches: move.n}", AT("03", "09:00"), "review Thu 1 Jan 2026 00:00"},
	{"", "when: {sum: move.n, of: move, within: 1d, reaches: 5}", MOVED ", {move: {time: 2026-03-03T10:00Z, n: 1.9}}", ""},
	{"", "when: {sum: move.n, of: move, within: 1d, reaches: 5}", MOVED ", {move: {time: 2026-03-03T10:00Z, n: 2}}", "breach Tue 3 Mar 2026 10:00"},
	{"", "when: {sum: move.n, of: move, within: 1d, reaches: 5}", MOVED ", {move: {time: 2026-03-03T10:00Z}}", "review Tue 3 Mar 2026 10:00"},
	{"suspended: [{from: 2026-03-04, until: 2026-03-05}], ", "when: {count: move, within: 7d, reaches: 2}", AT("03", "09:00") ", " AT("06", "09:00"), ""},
	{"", "when: {while: move, lasts: 2h, gap: 1h}", AT("03", "09:00") ", " AT("03", "10:00") ", " AT("03", "11:00") ", " AT("03", "12:00"),
	 "breach Tue 3 Mar 2026 11:00"},
	{"", "when: {while: move, lasts: 2h, gap: 1h}", AT("03", "09:00") ", " AT("03", "10:00") ", " AT("03", "11:00:00.001"), ""},
	{"", "when: {while: move, lasts: 2h}", AT("03", "09:00") ", " AT("05", "10:00"), "breach Thu 5 Mar 2026 10:00"},
	{"", "when: {while: move, where: move.n > 1, lasts: 2h}",
	 MOVED ", {move: {time: 2026-03-03T10:00Z}}, {move: {time: 2026-03-03T11:00Z, n: 2}}", "review Tue 3 Mar 2026 11:00"},
	/* What may be of another group breaks a run only where it would as one of this. */
	{"", "when: {while: move, where: move.n > 1, per: [move.to], lasts: 2h}",
	 RUN "{move: {time: 2026-03-03T10:00Z, n: 2}}", "breach Tue 3 Mar 2026 11:00"},
	{"", "when: {while: move, where: move.n > 1, per: [move.to], lasts: 2h}",
	 RUN "{move: {time: 2026-03-03T10:00Z}}", "review Tue 3 Mar 2026 11:00"},
	{"", "when: {while: move, where: move.n > 1, per: [move.to], lasts: 2h}",
	 RUN "{move: {time: 2026-03-03T10:00Z, n: 1}}", "review Tue 3 Mar 2026 11:00"},
	{"", "when: {while: move, where: move.n > 1, per: [move.to], lasts: 2h}",
	 RUN "{move: {time: 2026-03-03T10:00Z, to: b, n: 1}}", "breach Tue 3 Mar 2026 11:00"},
	{"", "when: {while: move, where: move.n > 1, per: [move.to], lasts: 2h}",
	 RUN "{move: {time: 2026-03-03T10:00Z, to: a, n: 1}}", ""},
	/* At the first instant out nothing fires. */
	{"", "until: 2026-03-02, when: {silence: move, for: 60d}", "", ""},
	{"", "until: 2026-03-03, when: {silence: move, for: 60d}", "", "breach Mon 2 Mar 2026 00:00"},
	{"", "when: {silence: move, for: 100d}", "{move: {time: 2026-04-12T09:00Z}}", "breach Sat 11 Apr 2026 00:00"},
	{"", "when: {silence: move, for: 100d}", AT("03", "09:00"), ""},
	{"", "when: {silence: move, for: 61d}", AT("03", "00:00"), "breach Sun 3 May 2026 00:00"},
	{"", "when: {silence: move, for: 61d}", "{move: {time: 2026-03-03T00:00:00.001Z}}", "breach Tue 3 Mar 2026 00:00; breach Sun 3 May 2026 00:00"},
	{"", "when: {silence: move, per: [move.to], for: 30d, pause: [in-custody]}",
	 "{move: {time: 2026-03-03T09:00Z, to: a}}, {cell: {time: 2026-03-10T09:00Z, way: in}}, {cell: {time: 2026-03-12T09:00Z, way: out}}",
	 "breach Sat 4 Apr 2026 09:00"},
};

static const struct judged TIMES[] = {
	{"", "when: {every: 1mo, from: 2026-01-31}", "",
	 "breach Sat 31 Jan 2026; breach Sat 28 Feb 2026; breach Tue 31 Mar 2026; breach Thu 30 Apr 2026; breach Sun 31 May 2026"},
	{"", "when: {every: 60d, from: 2025-12-31}", "", "breach Sun 1 Mar 2026; breach Thu 30 Apr 2026"},
	{"", "when: {every: 100d, from: 2026-01-01T00:00Z}", "", "breach Thu 1 Jan 2026 00:00; breach Sat 11 Apr 2026 00:00"},
	{"suspended: [{from: 2026-04-01, until: 2026-05-01}], ", "when: {every: 60d, from: 2025-12-31}", "", "breach Sun 1 Mar 2026"},
	{"", "when: {event: move, carried: true}", "{move: {time: 2025-12-31}}, {move: {time: 2025-11-30T09:00Z}}",
	 "breach Thu 1 Jan 2026 00:00; breach Thu 1 Jan 2026 00:00"},
	{"", "when: {event: move, carried: true}", "{move: {time: 2026-01-01}}", "review Thu 1 Jan 2026"},
	/* It is enough that it fits one entry of the list, whatever is not known of another. */
	{"", "when: {event: [{event: move, where: x.n > 1}, {event: move, where: x.to == \"a\"}], as: x}", "{move: {time: 2026-03-03T09:00Z, to: a}}",
	 "breach Tue 3 Mar 2026 09:00"},
	{"", "when: {event: [{event: move, where: x.to == \"a\"}, {event: move, where: x.n > 1}], as: x}", "{move: {time: 2026-03-03T09:00Z, to: b}}",
	 "review Tue 3 Mar 2026 09:00"},
	{"", "when: move", "{move: {time: 2025-12-31T23:59:59.999Z}}, {move: {time: 2026-01-01T00:00Z}}", "breach Thu 1 Jan 2026 00:00"},
	{"", "when: move", "{move: {time: 2026-12-31T23:59:59Z}}, {move: {time: 2027-01-01T00:00Z}}", "upcoming Thu 31 Dec 2026 23:59:59"},
	{"suspended: [{from: 2026-03-03, until: 2026-03-05}], ", "when: move",
	 AT("02", "23:59:59") ", " AT("03", "00:00") ", " AT("04", "23:59:59") ", " AT("05", "00:00"),
	 "breach Mon 2 Mar 2026 23:59:59; breach Thu 5 Mar 2026 00:00"},
	{"suspended: [{from: 2026-03-03T12:00, until: 2026-03-05}], ", "when: move", "{move: {time: 2026-03-03}}, {move: {time: 2026-03-05}}",
	 "review Tue 3 Mar 2026; breach Thu 5 Mar 2026"},
};

static void check(const char *name, const struct judged *table, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		struct scene s;
		open_whole_scene(&s, "", table[i].order, table[i].condition, table[i].events);
		buf_clear(&out);
		for (size_t k = 0; k < s.found.n; k++) {
			buf_printf(&out, "%s%s ", k > 0 ? "; " : "", level_names[s.found.at[k].level]);
			moment_say(&out, s.found.at[k].time, &s.zone);
		}
		if (!str_eq_cstr(buf_str(&out), table[i].found))
			fail_msg("%s, %zu: %.*s; want %s", name, i, STR_ARG(buf_str(&out)), table[i].found);
		close_scene(&s);
	}
	buf_free(&out);
}

#define CHECK(table) check(#table, table, sizeof table / sizeof *table)

static void test_lapses(void **state)
{
	(void)state;
	CHECK(LAPSES);
}

static void test_witnesses(void **state)
{
	(void)state;
	CHECK(WITNESSES);
}

static void test_windows(void **state)
{
	(void)state;
	CHECK(WINDOWS);
}

static void test_equals(void **state)
{
	(void)state;
	CHECK(EQUALS);
}

static void test_times(void **state)
{
	(void)state;
	CHECK(TIMES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_lapses), cmocka_unit_test(test_witnesses), cmocka_unit_test(test_windows), cmocka_unit_test(test_equals),
	                                   cmocka_unit_test(test_times)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
