/* Of many events those of one value are found by it. What is found is what would be if all were looked at. */
#include "judge/judge_fixture.h"

#define ALERT "event: alert\nfields: {time: {type: time, required: true}, n: {type: number}, m: {type: number}, ok: {type: bool}, on: {type: time}}\n---\n"

static void assert_levels(const char *condition, const char *events, const char *want)
{
	struct scene s;
	struct buf out = {0};

	open_whole_scene(&s, ALERT, "", condition, events);
	for (size_t i = 0; i < s.found.n; i++)
		buf_printf(&out, "%s%s", i > 0 ? " " : "", level_names[s.found.at[i].level]);
	if (!str_eq_cstr(buf_str(&out), want))
		fail_msg("%s: %.*s; want %s", condition, STR_ARG(buf_str(&out)), want);
	buf_free(&out);
	close_scene(&s);
}

#define UNLESS(where) "when: move, given: {v: move.n}, unless: [{event: alert, where: " where "}]"

/* What is compared may hang on the trigger, or on what the rule gives a name: then it is reckoned anew for each. */
static void test_value_of_both(void **state)
{
	static const char *const table[][2] = {
		{UNLESS("alert.n + move.n == 5"), "clear clear breach"}, {UNLESS("5 == alert.n + move.n"), "clear clear breach"},
		{UNLESS("alert.n + v == 5"), "clear clear breach"},      {UNLESS("5 == alert.n + v"), "clear clear breach"},
		{UNLESS("alert.n == v + 2"), "clear clear breach"},      {UNLESS("move.n + 2 == alert.n"), "clear clear breach"},
		{UNLESS("v == 1"), "clear breach breach"},               {UNLESS("1 == move.n"), "clear breach breach"},
		{UNLESS("alert.n == alert.m + v - 1"), "clear breach breach"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_levels(table[i][0],
		              "{alert: {time: 2026-02-01, n: 4, m: 5}}, {alert: {time: 2026-02-02, n: 3, m: 3}}, {alert: {time: 2026-02-03, n: 20, m: 5}}, "
		              "{alert: {time: 2026-02-04, n: 21, m: 5}}, {alert: {time: 2026-02-05, n: 22, m: 5}}, {alert: {time: 2026-02-06, n: 23, m: 5}}, "
		              "{move: {time: 2026-03-03, n: 1}}, {move: {time: 2026-03-04, n: 2}}, {move: {time: 2026-03-05, n: 9}}",
		              table[i][1]);
}

/* Values of types that are not found by their keys: truths, and times, which may be whole days. */
static void test_values_without_keys(void **state)
{
	static const char alerts[] =
		"{alert: {time: 2026-02-01, ok: true, on: 2026-03-03}}, {alert: {time: 2026-02-02, ok: true, on: 2026-03-03T10:00Z}}, "
		"{alert: {time: 2026-02-03, ok: true, on: 2026-03-05}}, {alert: {time: 2026-02-04, ok: true, on: 2026-03-06}}, "
		"{alert: {time: 2026-02-05, ok: true, on: 2026-03-07}}, ";
	static const char *const table[][3] = {
		{UNLESS("alert.ok == (move.n == 1)"), "{move: {time: 2026-03-03, n: 1}}, {move: {time: 2026-03-04, n: 2}}", "clear breach"},
		{UNLESS("alert.on == move.time"), "{move: {time: 2026-03-05}}, {move: {time: 2026-03-08}}", "clear breach"},
		{UNLESS("alert.on == move.time"), "{move: {time: 2026-03-03T10:00Z}}, {move: {time: 2026-03-04T10:00Z}}", "clear breach"},
		{UNLESS("alert.on == move.time"), "{move: {time: 2026-03-07T10:00Z}}", "review"}, /* at some time of that day */
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct buf events = {0};
		buf_printf(&events, "%s%s%c", alerts, table[i][1], '\0');
		assert_levels(table[i][0], events.at, table[i][2]);
		buf_free(&events);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_value_of_both), cmocka_unit_test(test_values_without_keys)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
