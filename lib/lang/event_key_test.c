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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_content_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
