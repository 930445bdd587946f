/* The event that came nearest to what is asked: which it is, and why it does not count. An event at the very end of a
 * window lies in it, so that is never the reason. */
#include <stdio.h>

#include "judge/explain.h"
#include "judge/judge_fixture.h"

/* ---- which ---- */

/* Notices k0, k1, … an hour apart from midnight of 1 February on, and a move. */
static void open_notices(struct scene *s, unsigned n, const char *moved, const char *kind)
{
	struct buf events = {0}, condition = {0};

	for (unsigned i = 0; i < n; i++)
		buf_printf(&events, "{notice: {time: 2026-02-%02uT%02u:00Z, kind: k%u}}, ", i / 24 + 1, i % 24, i);
	buf_printf(&events, "{move: {time: %s}}%c", moved, '\0');
	buf_printf(&condition, "when: move, unless: [{event: notice, where: notice.kind == \"%s\" and move.n == 1, by: ever}]%c", kind, '\0');
	open_scene(s, condition.at, events.at);
	limit_scene(s, "", "", "");
	buf_free(&events);
	buf_free(&condition);
}

/* Of what came before and of what came after, the two hundred events nearest in time are looked at. A kind that fits is
 * nearer than any other. */
static void test_looks(void **state)
{
	static const struct {
		const char *moved, *kind;
		size_t near; /* the number of the notice */
	} table[] = {
		{"2026-02-20T09:00Z", "k50", 50}, {"2026-02-20T09:00Z", "k49", 249}, {"2026-02-20T09:00Z", "k248", 248},
		{"2026-01-20T09:00Z", "k199", 199}, {"2026-01-20T09:00Z", "k200", 0}, {"2026-01-20T09:00Z", "k1", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		char kind[8];
		open_notices(&s, 250, table[i].moved, table[i].kind);
		snprintf(kind, sizeof kind, "k%zu", table[i].near);
		assert_int_equal(s.found.n, 1);
		const struct finding *f = &s.found.at[0];
		assert_int_equal(f->evidence[1].role, ROLE_NEAR);
		assert_line(f->evidence[1].event->fields[event_field_find(f->evidence[1].event->type, STR("kind"))].as.text, kind);
		assert_true(explain_finding(&e, &s.in, f->id, &s.arena));
		assert_ptr_equal(e.answers[0].misses[0].event, f->evidence[1].event);
		close_scene(&s);
	}
}

/* Of two that fit alike the nearer in time, whether it came before or after; of two equally far the first. */
static void test_nearest(void **state)
{
	static const struct {
		const char *first, *second;
		size_t near;
	} table[] = {
		{"2026-03-02T09:00Z", "2026-03-04T09:00Z", 0}, {"2026-03-02T08:59:58Z", "2026-03-04T09:00Z", 1},
		{"2026-03-02T09:00:02Z", "2026-03-04T09:00Z", 0}, {"2026-03-02T09:00Z", "2026-03-04T08:59:58Z", 1},
		{"2026-03-01T09:00Z", "2026-03-02T09:00Z", 1}, {"2026-03-04T09:00Z", "2026-03-05T09:00Z", 0},
		{"2026-03-03T09:00Z", "2026-03-03T09:00:02Z", 0}, {"2026-03-03T08:59:58Z", "2026-03-03T09:00Z", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		char events[300];
		snprintf(events, sizeof events, "{notice: {time: %s, kind: b}}, {notice: {time: %s, kind: c}}, {move: {time: 2026-03-03T09:00Z}}",
		         table[i].first, table[i].second);
		open_scene(&s, "when: move, unless: [{event: notice, where: notice.kind == \"a\", by: ever}]", events);
		const struct finding *f = &s.found.at[0];
		const struct event *near = f->evidence[1].event;
		assert_line(near->fields[event_field_find(near->type, STR("kind"))].as.text, table[i].near == 0 ? "b" : "c");
		assert_true(explain_finding(&e, &s.in, f->id, &s.arena));
		assert_ptr_equal(e.answers[0].misses[0].event, near);
		close_scene(&s);
	}
}

/* ---- why ---- */

#define MOVED "{move: {time: 2026-03-03T09:00Z}}"
#define BESIDE(pattern) "when: move, expect: [{event: notice, " pattern ", having: [{event: cell}]}]"
#define LACKS "what it needs beside it is not there"

static void test_why(void **state)
{
	static const struct {
		const char *condition, *events, *failed, *why; /* in the finding, and in its explanation */
	} table[] = {
		/* At the very end of the time allowed, and a thousandth of a second after. */
		{BESIDE("by: move.time + 1d"), MOVED ", {notice: {time: 2026-03-04T09:00Z}}", LACKS, LACKS},
		{BESIDE("by: move.time + 1d"), MOVED ", {notice: {time: 2026-03-04T09:00:02Z}}", "it came after the time allowed", "it came 2 s late"},
		/* At its very beginning, and before. */
		{BESIDE("from: move.time + 1h, by: move.time + 1d"), MOVED ", {notice: {time: 2026-03-03T10:00Z}}", LACKS, LACKS},
		{BESIDE("from: move.time + 1h, by: move.time + 1d"), MOVED ", {notice: {time: 2026-03-03T09:59:58Z}}",
		 "it came before the time that counts", "it came 2 s before the time that counts"},
		/* A part that fails is the reason, at whatever time. */
		{"when: move, expect: [{event: notice, where: notice.kind == \"a\", by: move.time + 1d}]",
		 MOVED ", {notice: {time: 2026-03-04T09:00Z, kind: b}}", "notice.kind b is not a", ""},
		{"when: move, expect: [{event: notice, where: notice.kind == \"a\", from: move.time, by: move.time + 1d}]",
		 MOVED ", {notice: {time: 2026-03-03T09:00Z, kind: b}}", "notice.kind b is not a", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		open_scene(&s, table[i].condition, table[i].events);
		assert_int_equal(s.found.n, 1);
		const struct finding *f = &s.found.at[0];
		assert_int_equal(f->level, LEVEL_BREACH);
		assert_int_equal(f->evidence[1].role, ROLE_NEAR);
		assert_line(f->evidence[1].failed, table[i].failed);
		assert_true(explain_finding(&e, &s.in, f->id, &s.arena));
		assert_int_equal(e.answers[0].nmisses, 1);
		assert_line(e.answers[0].misses[0].why, table[i].why);
		close_scene(&s);
	}
}

/* Of a beginning or an end that is not known nothing is said. */
static void test_unknown_window(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, given: {last: cell}, unless: [{event: notice, from: last.time, count: 2}]",
	           "{notice: {time: 2026-03-01T09:00Z}}, " MOVED);
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_BREACH);
	assert_line(s.found.at[0].evidence[1].failed, "it is not known whether it came in time");
	close_scene(&s);
	open_scene(&s, "when: move, given: {last: cell}, unless: [{event: notice, by: last.time, count: 2}]",
	           "{notice: {time: 2026-03-01T09:00Z}}, " MOVED);
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_REVIEW);
	assert_line(s.found.at[0].evidence[1].failed, "it is not known whether it came in time");
	close_scene(&s);
}

/* What undid it came after it and no later than the trigger; at the very instant of both and of the check, too. */
static void test_undone(void **state)
{
	static const struct {
		const char *events, *why;
	} table[] = {
		{"{cell: {time: 2026-02-26T09:00Z}}, {notice: {time: 2026-02-27T09:00Z}}, {cell: {time: 2026-03-01T09:00Z}}, " MOVED,
		 "it was undone by the cell event of Sun 1 Mar 2026 09:00"},
		{"{notice: {time: 2026-02-27T09:00Z}}, {cell: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-02T09:00Z}}, " MOVED,
		 "it was undone by the cell event of Sun 1 Mar 2026 09:00"},
		{"{notice: {time: 2026-02-27T09:00Z}}, {cell: {time: 2026-05-31T23:00Z}}, {move: {time: 2026-05-31T23:00Z}}",
		 "it was undone by the cell event of Mon 1 Jun 2026 00:00"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explanation e;
		open_scene(&s, "when: move, unless: [{event: notice, unbroken-by: {event: cell}}]", table[i].events);
		assert_int_equal(s.found.n, 1);
		assert_int_equal(s.found.at[0].level, LEVEL_BREACH);
		assert_true(explain_finding(&e, &s.in, s.found.at[0].id, &s.arena));
		assert_int_equal(e.answers[0].nmisses, 1);
		assert_line(e.answers[0].misses[0].why, table[i].why);
		close_scene(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_looks), cmocka_unit_test(test_nearest), cmocka_unit_test(test_why),
	                                   cmocka_unit_test(test_unknown_window),
	                                   cmocka_unit_test(test_undone)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
