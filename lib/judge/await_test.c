/* What an upcoming finding waits for; everything is known to Monday 1 June 2026. */
#include <stdio.h>

#include "judge/judge_fixture.h"

#define MOVED "{move: {time: 2026-05-20T09:00Z, to: park, n: 3}}"
#define WAITS(pattern) "when: move, expect: [{" pattern ", by: move.time + 30d}]"

static const struct awaited *only(struct scene *s)
{
	assert_int_equal(s->found.n, 1);
	assert_int_equal(s->found.at[0].level, LEVEL_UPCOMING);
	assert_int_equal(s->found.at[0].nawaited, 1);
	return &s->found.at[0].awaited[0];
}

/* What is asked for, and how it must be. */
static void test_asked(void **state)
{
	static const struct {
		const char *condition, *asked, *how;
	} table[] = {
		{WAITS("event: notice"), "a notice", ""},
		{WAITS("event: notice, count: 1"), "a notice", ""},
		{WAITS("event: notice, count: 2"), "2 times a notice", ""},
		{WAITS("event: notice, count: move.n"), "3 times a notice", ""},
		{WAITS("event: notice, count: move.n / 2"), "2 times a notice", ""}, /* one and a half: nothing less than two will do */
		{WAITS("event: notice, count: 0.5"), "a notice", ""},
		{WAITS("event: notice, count: 1000000"), "1000000 times a notice", ""},
		{WAITS("event: notice, count: 1000001"), "a notice", ""}, /* no number that anyone would wait for */
		{WAITS("event: [notice, cell], as: x"), "a notice or a cell", ""},
		{WAITS("event: [notice, cell, move], as: x"), "a notice, a cell or a move", ""},
		{WAITS("event: notice, where: notice.kind == \"moved\""), "a notice", "its kind is moved"},
		{WAITS("event: notice, where: move.n == 3"), "a notice", ""}, /* so already */
		{WAITS("event: [{event: notice, where: notice.kind == \"a\"}], as: x, where: x.kind == \"a\""), "a notice",
		 "its kind is a, and its kind is a"},
		{WAITS("event: [{event: notice, where: notice.kind == \"a\"}], as: x, where: move.n == 3"), "a notice", "its kind is a"},
		{WAITS("event: [{event: notice, where: move.n == 3}], as: x, where: x.kind == \"a\""), "a notice", "its kind is a"},
		{WAITS("event: notice, from: 2026-06-02"), "a notice", "not before Tue 2 Jun 2026"},
		{WAITS("event: notice, from: 2026-05-31"), "a notice", ""},
		{WAITS("event: notice, where: notice.kind == \"moved\", from: 2026-06-02"), "a notice",
		 "its kind is moved, not before Tue 2 Jun 2026"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		open_scene(&s, table[i].condition, MOVED);
		const struct awaited *a = only(&s);
		assert_line(a->asked, table[i].asked);
		assert_line(a->how, table[i].how);
		close_scene(&s);
	}
}

/* Days since 1970. */
enum { JUNE_8 = 20612, JUNE_19 = 20623 };

/* By when: thirty days on at 10:00 in London, or the end of the last day of a period; an open pattern without `by` has no such time. */
static void test_by(void **state)
{
	static const struct {
		const char *condition;
		int64_t by;
	} table[] = {
		{"when: move, expect: [{event: notice, by: move.time + 30d}]", JUNE_19 * CIVIL_DAY_MS + INT64_C(9) * 3600000},
		{"when: move, expect: [{event: notice, by: \"period(20, move.time)\"}]", JUNE_8 * CIVIL_DAY_MS + INT64_C(23) * 3600000 - 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		open_scene(&s, table[i].condition, MOVED);
		const struct awaited *a = only(&s);
		assert_true(a->open);
		assert_true(a->has_by);
		assert_false(a->exception);
		assert_int_equal(a->by.last, table[i].by);
		assert_int_equal(a->by.first, a->by.last);
		assert_true(a->stopped_since == INSTANT_MIN);
		close_scene(&s);
	}
	struct scene day;
	open_scene(&day, "when: move, expect: [{event: notice, by: 2026-06-19}]", MOVED);
	assert_true(only(&day)->by.whole); /* and stays a day */
	assert_int_equal(only(&day)->by.last - only(&day)->by.first, CIVIL_DAY_MS - 1);
	close_scene(&day);
}

/* Two obligations: the one that is met is not waited for, nor is what can never come; an exception is told as one. */
static void test_which(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: cell, by: move.time + 30d}, {event: notice, by: move.time + 30d}]",
	           MOVED ", {cell: {time: 2026-05-21T09:00Z}}");
	assert_int_equal(only(&s)->index, 1);
	close_scene(&s);
	open_scene(&s, "when: move, unless: [{event: notice, where: move.n == 4, by: move.time + 30d}, {event: cell, by: move.time + 30d}]",
	           MOVED);
	assert_true(only(&s)->exception);
	assert_int_equal(only(&s)->index, 1);
	assert_line(only(&s)->asked, "a cell");
	close_scene(&s);
	open_scene(&s, "when: move, unless: [{event: cell, from: move.time, by: move.time + 30d}], expect: [{event: notice, by: move.time + 30d}], "
	           "review-if: [{event: move, as: again, from: move.time, by: move.time + 30d}]", MOVED);
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].nawaited, 2); /* what a person would look at is not waited for */
	assert_false(s.found.at[0].awaited[0].exception);
	assert_line(s.found.at[0].awaited[0].asked, "a notice");
	assert_true(s.found.at[0].awaited[1].exception);
	assert_line(s.found.at[0].awaited[1].asked, "a cell");
	close_scene(&s);
}

/* The clock stands in custody from 25 May on; of an end nobody knows. */
static void test_stopped(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 30d, pause: [in-custody]}]",
	           MOVED ", {cell: {time: 2026-05-25T09:00Z, way: in}}");
	assert_line(only(&s)->stopped_by, "in custody");
	assert_int_equal(only(&s)->stopped_since, (JUNE_8 - 14) * CIVIL_DAY_MS + INT64_C(9) * 3600000);
	assert_true(only(&s)->stopped_until == INSTANT_MAX);
	close_scene(&s);
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 30d, pause: [in-custody]}]",
	           MOVED ", {cell: {time: 2026-05-25T09:00Z, way: in}}, {cell: {time: 2026-05-26T09:00Z, way: out}}");
	assert_line(only(&s)->stopped_by, "");
	assert_true(only(&s)->stopped_since == INSTANT_MIN);
	close_scene(&s);
}

#define WARD \
	"event: ward\nfields: {time: {type: time, required: true}, release: {type: day}, note: {type: text}}\n---\n" \
	"event: upset\nfields: {time: {type: time, required: true}}\n---\n" \
	"state: in-hospital\nopens: {event: ward}\nuntil: ward.release\n---\n"
#define IN_WARD "{ward: {time: 2026-05-25T09:00Z, release: 2026-06-10}}"
#define MAY_24 ((JUNE_8 - 15) * CIVIL_DAY_MS + INT64_C(9) * 3600000)
#define MAY_25 ((JUNE_8 - 14) * CIVIL_DAY_MS + INT64_C(9) * 3600000)
#define NIGHT(day) ((day) * CIVIL_DAY_MS + INT64_C(23) * 3600000) /* the day's end in London */

/* What the clock stands for, since the first of it and until the last: a stay with a day of release, a suspension of the order. */
static void test_stands(void **state)
{
	static const struct {
		const char *order, *events, *by;
		int64_t since, until;
	} table[] = {
		{"", IN_WARD, "in hospital", MAY_25, NIGHT(JUNE_8 + 2)},
		{"", IN_WARD ", {cell: {time: 2026-05-24T09:00Z, way: in}}", "in custody, in hospital", MAY_24, INSTANT_MAX},
		{"suspended: [{from: 2026-01-10, until: 2026-01-20}, {from: 2026-05-26, until: 2026-06-12}, {from: 2026-06-20, until: 2026-06-22}], ", "",
		 "the order is suspended", NIGHT(JUNE_8 - 14), NIGHT(JUNE_8 + 3)},
		{"suspended: [{from: 2026-05-26, until: 2026-06-09}], ", IN_WARD, "in hospital, the order is suspended", MAY_25, NIGHT(JUNE_8 + 2)},
		{"suspended: [{from: 2026-05-22, until: 2026-06-12}], ", IN_WARD, "in hospital, the order is suspended", NIGHT(JUNE_8 - 18),
		 NIGHT(JUNE_8 + 3)},
		{"suspended: [{from: 2026-05-22, until: 2026-05-25}], ", "", "", INSTANT_MIN, INSTANT_MIN},
		{"", "{ward: {time: 2026-06-02T09:00Z, release: 2026-06-10}}", "", INSTANT_MIN, INSTANT_MIN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		char events[300];
		snprintf(events, sizeof events, MOVED "%s%s", table[i].events[0] ? ", " : "", table[i].events);
		open_whole_scene(&s, WARD, table[i].order,
		                 "when: move, expect: [{event: notice, by: move.time + 30d, pause: [in-custody, in-hospital]}]", events);
		assert_line(only(&s)->stopped_by, table[i].by);
		assert_true(only(&s)->stopped_since == table[i].since);
		assert_true(only(&s)->stopped_until == table[i].until);
		close_scene(&s);
	}
}

/* Words for what no number, no deadline or no plain value is known of. */
static void test_words(void **state)
{
	struct scene s;

	(void)state;
	open_whole_scene(&s, WARD, "", "when: move, expect: [{event: upset, count: move.n, by: move.time + 30d}]", "{move: {time: 2026-05-20T09:00Z}}");
	assert_line(only(&s)->asked, "an upset");
	close_scene(&s);
	open_whole_scene(&s, WARD, "", "when: ward, expect: [{event: ward, as: w, count: 1.000001, where: w.note == ward.note, by: ward.time + 30d}]",
	                 "{ward: {time: 2026-05-20T09:00Z, note: park}}");
	assert_line(only(&s)->asked, "2 times a ward");
	assert_line(only(&s)->how, "its note is \"park\"");
	assert_line(only(&s)->how_bare, "its note is the ward's note");
	close_scene(&s);
	open_scene(&s, "when: move, unless: [{event: notice, from: move.time, by: ever}]", MOVED);
	assert_true(only(&s)->exception);
	assert_false(only(&s)->has_by);
	close_scene(&s);
	/* Whether it was in custody for a day is not known: the earlier of two deadlines, and a moment. */
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 30d, pause: [in-custody]}]",
	           MOVED ", {cell: {time: 2026-05-22T09:00Z}}, {cell: {time: 2026-05-23T09:00Z, way: out}}");
	assert_true(only(&s)->has_by);
	assert_int_equal(only(&s)->by.first, JUNE_19 * CIVIL_DAY_MS + INT64_C(9) * 3600000);
	assert_int_equal(only(&s)->by.last, only(&s)->by.first);
	close_scene(&s);
	open_scene(&s, "when: move, given: {last: cell}, expect: [{event: notice, where: notice.kind == last.way, by: move.time + 30d}]", MOVED);
	assert_line(only(&s)->how, "its kind is the last's way");
	close_scene(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_asked), cmocka_unit_test(test_by), cmocka_unit_test(test_which),
	                                   cmocka_unit_test(test_stopped),
	                                   cmocka_unit_test(test_stands), cmocka_unit_test(test_words)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
