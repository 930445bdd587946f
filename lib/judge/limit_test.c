/* What there is too much of to compare is a matter for a person, told once. */
#include "judge/judge_fixture.h"

#define MOVES \
	"{move: {time: 2026-03-01T09:00Z, n: 1}}, {move: {time: 2026-03-02T09:00Z, n: 2}}, {move: {time: 2026-03-03T09:00Z, n: 3}}, " \
	"{notice: {time: 2026-03-04T09:00Z, kind: a}}, {notice: {time: 2026-03-05T09:00Z, kind: b}}"

static void judge_again(struct scene *s, uint64_t most)
{
	s->in.most_compared = most;
	judge_subject(&s->found, &s->in, &s->arena);
}

/* Each of three moves is held against two notices, in vain: six in all. */
static void test_expect(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, where: notice.kind == \"c\", by: move.time + 30d}]", MOVES);
	assert_int_equal(s.found.n, 3);
	judge_again(&s, 6);
	assert_int_equal(s.found.n, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(s.found.at[i].level, LEVEL_BREACH);
		assert_true(str_starts(s.found.at[i].why[0], STR("no notice came by "))); /* looked at again to tell it, whatever that takes */
	}
	judge_again(&s, 3);
	assert_int_equal(s.found.n, 2);
	const struct finding *tired = &s.found.at[0], *judged = &s.found.at[1]; /* by time: a deadline is later */
	assert_int_equal(tired->level, LEVEL_REVIEW);
	assert_int_equal(tired->time.first, s.in.events[1].time.first);
	assert_int_equal(tired->nunknown, 1);
	assert_line(tired->unknown[0], "from here on there is more to weigh than is judged");
	assert_int_equal(judged->level, LEVEL_BREACH);
	close_scene(&s);
}

/* An exception that was not looked for to the end does not hold. */
static void test_unless(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, unless: [{event: notice, where: notice.kind == \"b\", from: ever, by: ever}]", MOVES);
	assert_int_equal(s.found.n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(s.found.at[i].level, LEVEL_CLEAR);
	judge_again(&s, 1);
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_REVIEW);
	assert_int_equal(s.found.at[0].time.first, s.in.events[0].time.first);
	close_scene(&s);
}

/* What a witness must have beside it counts as well. */
static void test_having(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: notice, unless: [{event: move, having: [{event: move, as: other, where: other.n > move.n}]}]", MOVES);
	judge_again(&s, 2);
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_REVIEW);
	assert_line(s.found.at[0].unknown[0], "from here on there is more to weigh than is judged");
	close_scene(&s);
}

/* Windows that overlap are kept with each finding: of one event, then of two. */
static void test_windows(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: {count: move, within: 30d, reaches: 1, fires: each}", MOVES);
	assert_int_equal(s.found.n, 3);
	judge_again(&s, 3 * JUDGE_HELD);
	assert_int_equal(s.found.n, 3);
	assert_int_equal(s.found.at[2].level, LEVEL_BREACH);
	judge_again(&s, 3 * JUDGE_HELD - 1);
	assert_int_equal(s.found.n, 3);
	assert_int_equal(s.found.at[1].level, LEVEL_BREACH);
	assert_int_equal(s.found.at[2].level, LEVEL_REVIEW);
	assert_int_equal(s.found.at[2].nevidence, 1);
	close_scene(&s);
}

/* Of a million steps the last is that of 999,999 seconds, 11 days 13:46:39; what comes after is told once. */
static void test_steps(void **state)
{
	struct scene s;
	struct buf times = {0};

	(void)state;
	open_scene(&s, "when: {every: 1s, from: 2026-01-01T00:00Z}, where: trigger.time >= 2026-01-12T13:46:38Z", "");
	for (size_t i = 0; i < s.found.n; i++) {
		buf_printf(&times, "%s %s ", i > 0 ? ";" : "", level_names[s.found.at[i].level]);
		moment_say(&times, s.found.at[i].time, &s.zone);
	}
	assert_line(buf_str(&times), " review Thu 1 Jan 2026 00:00; breach Mon 12 Jan 2026 13:46:38; breach Mon 12 Jan 2026 13:46:39");
	assert_line(s.found.at[0].unknown[0], "`every` has more steps than are judged");
	close_scene(&s);
	buf_free(&times);
}

/* Steps that lead nowhere are none. */
static void test_no_step(void **state)
{
	struct scene s;

	(void)state;
	open_whole_scene(&s, "rule: r\nparameters: {step: {type: duration, default: 0d}}\nwhen: {every: $step, from: 2026-01-01T00:00Z}\n---\n", "",
	                 "rule: r", "");
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_REVIEW);
	assert_line(s.found.at[0].unknown[0], "the length of the steps of `every` is not known, or is none");
	close_scene(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expect),
		cmocka_unit_test(test_unless),
		cmocka_unit_test(test_having),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_no_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
