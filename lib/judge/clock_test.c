/* Times that are not exact, and times that meet: a day of twenty-five hours, a state that ends as another begins. All is
 * reckoned by hand; everything is known to 1 June 2026. */
#include "judge/judge_fixture.h"
#include "judge/timeline.h"

static void assert_found(const struct scene *s, const char *want)
{
	struct buf out = {0};

	for (size_t i = 0; i < s->found.n; i++) {
		buf_printf(&out, "%s%s ", i > 0 ? "; " : "", level_names[s->found.at[i].level]);
		moment_say(&out, s->found.at[i].time, &s->zone);
	}
	assert_line(buf_str(&out), want);
	buf_free(&out);
}

/* ---- a day of twenty-five hours ---- */

/* 26 October 2025 began at 23:00 UTC of the day before and ended at midnight UTC: what happened at some time of it may have
 * happened in its last half hour. */
static void test_long_day(void **state)
{
	static const char *const table[][3] = {
		{"when: move, expect: [{event: notice, by: move.time + 1d}]", "{notice: {time: 2025-10-26}}, {move: {time: 2025-10-26T23:30Z}}",
		 "review Mon 27 Oct 2025 23:30"},
		{"when: move, unless: [{event: notice, unbroken-by: {event: cell}}]",
		 "{cell: {time: 2025-10-26}}, {notice: {time: 2025-10-26T23:30Z}}, {move: {time: 2025-10-27T09:00Z}}", "review Mon 27 Oct 2025 09:00"},
		{"from: 2025-10-26T23:30Z, when: move", "{move: {time: 2025-10-26}}", "review Sun 26 Oct 2025"},
		{"from: 2025-10-26T23:30Z, when: move, where: move.n > 1", "{move: {time: 2025-10-26, n: 2}}", "review Sun 26 Oct 2025"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct buf text = {0};
		buf_printf(&text, "test: t\norder: {type: other, made: 2025-01-01, until: 2027-01-01, conditions: [{id: \"1\", %s}]}\n"
		           "as-of: 2026-06-01\nevents: [%s]\nexpect: []\n%c", table[i][0], table[i][1], '\0');
		open_text_scene(&s, text.at);
		assert_found(&s, table[i][2]);
		close_scene(&s);
		buf_free(&text);
	}
}

/* ---- why it is not known ---- */

static void test_reasons(void **state)
{
	static const struct {
		const char *condition, *events, *unknown, *rejected; /* a type, as limit_scene has it */
	} table[] = {
		/* A row that was rejected is the reason where what is known alone would not do. */
		{"when: move, unless: [{event: notice, where: notice.kind == \"a\"}]",
		 "{notice: {time: 2026-03-01}}, {move: {time: 2026-03-03T09:00Z}}", "notice.kind is missing", "notice"},
		{"when: move, unless: [{event: notice, count: 2, where: notice.kind == \"a\"}]",
		 "{notice: {time: 2026-03-01}}, {move: {time: 2026-03-03T09:00Z}}", "a rejected notice row names this subject", "notice"},
		{"when: move, expect: [{event: notice, count: move.n, by: move.time + 2d}]", "{move: {time: 2026-03-03T09:00Z}}",
		 "a rejected notice row names this subject", "notice"},
		/* Of what a witness needs beside it, as of the witness. */
		{"when: move, unless: [{event: notice, having: [{event: cell}]}]",
		 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-01}}, {move: {time: 2026-03-03T09:00Z}}",
		 "the clock time of the cell of Sun 1 Mar 2026 is not known", ""},
		/* Twelve hours after some time of 31 May: over at the check, or not. No clock stood. */
		{"when: move, expect: [{event: notice, by: move.time + 12h}]", "{move: {time: 2026-05-31}}",
		 "a whole day leaves open whether the time allowed is over", ""},
		{"when: move, unless: [{event: notice, by: move.time + 12h}]", "{move: {time: 2026-05-31}}",
		 "a whole day leaves open whether the time allowed is over", ""},
		/* In custody for a day, perhaps: to 31 May 09:00 or a day later. */
		{"when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
		 "{move: {time: 2026-05-29T09:00Z}}, {cell: {time: 2026-05-29T12:00Z}}, {cell: {time: 2026-05-30T12:00Z, way: out}}",
		 "it is not known how long the clock stood, and so whether the time allowed is over", ""},
		{"when: move, expect: [{event: notice, count: move.n, by: move.time + 2d}]", "{move: {time: 2026-03-03T09:00Z}}",
		 "it is not known how many are needed", ""},
		{"when: {while: move, where: move.n > 1, lasts: 2h}",
		 "{move: {time: 2026-03-03T09:00Z, n: 2}}, {move: {time: 2026-03-03T10:00Z}}, {move: {time: 2026-03-03T11:00Z, n: 2}}",
		 "move.n is missing", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		open_scene(&s, table[i].condition, table[i].events);
		limit_scene(&s, "", "", table[i].rejected);
		assert_int_equal(s.found.n, 1);
		assert_int_equal(s.found.at[0].level, LEVEL_REVIEW);
		assert_int_equal(s.found.at[0].nunknown, 1);
		assert_line(s.found.at[0].unknown[0], table[i].unknown);
		close_scene(&s);
	}
}

/* A matter for a person that says nothing is not told as one; what nothing supplies is told by all its types. */
static void test_words(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, review-if: ['true']", "{move: {time: 2026-03-03T09:00Z}}");
	assert_found(&s, "review Tue 3 Mar 2026 09:00");
	assert_int_equal(s.found.at[0].nwhy, 0);
	close_scene(&s);
	open_scene(&s, "when: move, expect: [{event: [notice, cell], as: x, by: move.time + 1d}]", "{move: {time: 2026-03-03T09:00Z}}");
	limit_scene(&s, "notice,cell", "", "");
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_BLIND);
	assert_line(s.found.at[0].why[0], "no notice or cell feed was supplied");
	close_scene(&s);
	open_scene(&s, "when: move, expect: [{event: [notice, cell], as: x, by: 2026-05-01}]", "{move: {time: 2026-03-03T09:00Z}}");
	limit_scene(&s, "", "notice,cell", ""); /* of two that reach equally far the first is told */
	assert_found(&s, "review Fri 1 May 2026");
	assert_line(s.found.at[0].unknown[0], "notice events are complete only to the end of Tue 31 Mar 2026, by f");
	close_scene(&s);
}

/* ---- as many as are needed ---- */

/* The first that meet it are the evidence, and no more; an event that lasts days is there once. */
static void test_evidence(void **state)
{
	static const char stays[] = "event: stay\nfields: {time: {type: time, required: true}, until: {type: time}}\nuntil: until\n---\n";
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, count: 2, by: move.time + 9d}]",
	           "{move: {time: 2026-03-03T09:00Z}}, {notice: {time: 2026-03-04}}, {notice: {time: 2026-03-05}}, {notice: {time: 2026-03-06}}");
	assert_found(&s, "clear Tue 3 Mar 2026 09:00");
	assert_int_equal(s.found.at[0].nevidence, 3);
	assert_ptr_equal(s.found.at[0].evidence[2].event, &s.in.events[2]);
	close_scene(&s);
	open_whole_scene(&s, stays, "", "when: {count: stay, unit: day, within: 30d, reaches: 4}",
	                 "{stay: {time: 2026-03-03, until: 2026-03-05}}, {stay: {time: 2026-03-09, until: 2026-03-09}}");
	assert_found(&s, "breach Mon 9 Mar 2026");
	assert_int_equal(s.found.at[0].nevidence, 2);
	assert_int_equal(s.found.at[0].evidence[1].role, ROLE_WINDOW);
	close_scene(&s);
}

/* ---- states that meet ---- */

#define WARD \
	"event: ward\nfields: {time: {type: time, required: true}, way: {type: word}, until: {type: time}}\n---\n" \
	"state: in-hospital\nopens: {event: ward, where: ward.way == \"in\"}\ncloses: {event: ward, where: ward.way == \"out\"}\nuntil: ward.until\n---\n"
#define IN(time, until) "{ward: {time: 2026-03-" time ", way: in, until: 2026-03-" until "}}, "
#define OUT(time) "{ward: {time: 2026-03-" time ", way: out}}, "

static void test_states(void **state)
{
	static const struct {
		const char *events, *stretches;
	} table[] = {
		/* Moved on within the hour, to a later end. */
		{IN("10T09:00Z", "12T09:00Z") OUT("11T09:00Z") IN("11T09:00Z", "15T09:00Z"), "Tue 10 Mar 2026 09:00 to Sun 15 Mar 2026 09:00\n"},
		/* In and out at once, as a stay ends by itself: nobody is in. */
		{IN("10T09:00Z", "11T09:00Z") IN("11T09:00Z", "15T09:00Z") OUT("11T09:00Z"), "Tue 10 Mar 2026 09:00 to Wed 11 Mar 2026 09:00\n"},
		/* A stay of no length is none. */
		{IN("10T09:00Z", "10T09:00Z"), ""},
		{IN("10T09:00Z", "12T09:00Z") IN("11T09:00Z", "11T10:00Z"), "Tue 10 Mar 2026 09:00 to Thu 12 Mar 2026 09:00\n"},
		{IN("10T09:00Z", "12T09:00Z") OUT("11T09:00Z"), "Tue 10 Mar 2026 09:00 to Wed 11 Mar 2026 09:00\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct timeline t;
		struct buf out = {0};
		open_whole_scene(&s, WARD, "", "when: move", table[i].events);
		timeline_read(&t, &s.in, &s.arena);
		for (size_t k = 0; k < t.nstretches; k++) {
			moment_say(&out, moment_instant(t.stretches[k].from), &s.zone);
			buf_add(&out, STR(" to "));
			moment_say(&out, moment_instant(t.stretches[k].until), &s.zone);
			buf_char(&out, '\n');
		}
		assert_line(buf_str(&out), table[i].stretches);
		buf_free(&out);
		close_scene(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_long_day), cmocka_unit_test(test_reasons), cmocka_unit_test(test_words),
	                                   cmocka_unit_test(test_evidence), cmocka_unit_test(test_states)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
