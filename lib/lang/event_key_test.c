#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lang/event.h"

static void test_content_key(void **state)
{
	static const struct event_field fields[] = {
		{.name = {"time", 4}, .type = {.kind = TYPE_TIME}},
		{.name = {"recorded", 8}, .type = {.kind = TYPE_TIME}},
		{.name = {"n", 1}, .type = {.kind = TYPE_NUMBER}},
		{.name = {"s", 1}, .type = {.kind = TYPE_TEXT}},
	};
	const struct event_type e = {.name = STR("e"), .fields = fields, .nfields = 4, .until = -1};
	struct value values[] = {value_missing(), value_number(7 * NUMBER_ONE), value_missing(), value_text(STR("ab"))};
	struct arena a;
	(void)state;
	arena_init(&a);
	assert_true(str_eq_cstr(event_content_key(&e, values, &a), "1:e1:s2:ab"));
	struct str before = event_content_key(&e, values, &a);
	values[FIELD_RECORDED] = value_missing();
	assert_true(str_eq(event_content_key(&e, values, &a), before));
	values[2] = value_number(NUMBER_ONE);
	assert_false(str_eq(event_content_key(&e, values, &a), before));
	arena_free(&a);
}

/* Contents are the same exactly where their key texts are. */
static void test_content_same(void **state)
{
	static const struct event_field fields[] = {
		{.name = {"time", 4}, .type = {.kind = TYPE_TIME}}, {.name = {"recorded", 8}, .type = {.kind = TYPE_TIME}},
		{.name = {"v", 1}, .type = {.kind = TYPE_TEXT}}};
	const struct event_type e = {.name = STR("e"), .fields = fields, .nfields = 3, .until = -1};
	static const uint64_t seed[2] = {1, 2};
	const struct moment day = {.first = 0, .last = CIVIL_DAY_MS - 1, .whole = true, .day = 0};
	const struct moment elsewhere = {.first = 3600000, .last = CIVIL_DAY_MS + 3599999, .whole = true, .day = 0};
	const struct value list[] = {value_text(STR("a")), value_text(STR("b"))};
	const struct value values[] = {
		value_missing(), value_text(STR("a")), value_text(STR("b")), value_number(1), value_number(2),
		value_time(day), value_time(elsewhere), value_time(moment_instant(0)), value_time(moment_instant(1)),
		{.kind = VALUE_POINT, .as.point = {0.0, 1.5}}, {.kind = VALUE_POINT, .as.point = {-0.0, 1.5}},
		{.kind = VALUE_POINT, .as.point = {0.0, 1.25}}, value_bool(true), value_bool(false),
		{.kind = VALUE_LIST, .as.list = {list, 1}}, {.kind = VALUE_LIST, .as.list = {list, 2}},
	};
	size_t n = sizeof values / sizeof *values, nsame = 0;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			struct value x[] = {value_time(day), value_missing(), values[i]};
			struct value y[] = {value_time(elsewhere), value_time(day), values[k]};
			bool same = str_eq(event_content_key(&e, x, &a), event_content_key(&e, y, &a));

			assert_int_equal(event_content_same(&e, x, y), same);
			if (same)
				assert_true(event_content_hash(&e, x, seed) == event_content_hash(&e, y, seed));
			nsame += same;
		}
	}
	assert_int_equal(nsame, n + 4); /* the two days, and the two noughts */
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_content_key),
		cmocka_unit_test(test_content_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
