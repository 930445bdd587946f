#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/event.h"

static const struct event_field travel_fields[] = {
	{.name = {"time", 4}, .type = {.kind = TYPE_TIME}, .required = true},
	{.name = {"recorded", 8}, .type = {.kind = TYPE_TIME}},
	{.name = {"to", 2}, .type = {.kind = TYPE_COUNTRY}},
};
static const struct event_type travel = {.name = {"travel", 6}, .fields = travel_fields, .nfields = 3, .until = -1};
static const struct event_type address = {.name = {"address", 7}, .fields = travel_fields, .nfields = 2, .until = -1};

static void finds_fields(void **state)
{
	(void)state;
	assert_int_equal(event_field_find(&travel, STR("time")), FIELD_TIME);
	assert_int_equal(event_field_find(&travel, STR("recorded")), FIELD_RECORDED);
	assert_int_equal(event_field_find(&travel, STR("to")), 2);
	assert_int_equal(event_field_find(&address, STR("to")), -1);
	assert_int_equal(event_field_find(&travel, STR("TO")), -1);
	assert_int_equal(event_field_find(&travel, STR("")), -1);
}

static struct moment at(int64_t ms)
{
	return (struct moment){.first = ms, .last = ms};
}

static struct moment whole(int32_t day)
{
	int64_t first = day * CIVIL_DAY_MS;
	return (struct moment){.first = first, .last = first + CIVIL_DAY_MS - 1, .whole = true, .day = day};
}

/* Each event stands before every later one. */
static void orders_a_timeline(void **state)
{
	struct value no_record[2] = {value_missing(), value_missing()};
	struct value early[2] = {value_missing(), value_time(at(100))}, late[2] = {value_missing(), value_time(at(200))};
	struct value by_day[2] = {value_missing(), value_time(whole(0))};
	const struct event events[] = {
		{.type = &travel, .fields = no_record, .time = at(INT64_MIN), .key = STR("z")},
		{.type = &travel, .fields = no_record, .time = at(-1), .key = STR("z")},
		{.type = &travel, .fields = late, .time = whole(0), .key = STR("z")},
		{.type = &travel, .fields = no_record, .time = at(0), .key = STR("z")},
		{.type = &travel, .fields = by_day, .time = at(0), .key = STR("z")},
		{.type = &travel, .fields = early, .time = at(0), .key = STR("z")},
		{.type = &address, .fields = late, .time = at(0), .key = STR("b")},
		{.type = &travel, .fields = late, .time = at(0), .key = STR("a")},
		{.type = &travel, .fields = late, .time = at(0), .key = STR("ab")},
		{.type = &travel, .fields = no_record, .time = at(INT64_MAX), .key = STR("a")},
	};
	(void)state;
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		assert_int_equal(event_cmp(&events[i], &events[i]), 0);
		for (size_t j = i + 1; j < sizeof events / sizeof events[0]; j++) {
			assert_true(event_cmp(&events[i], &events[j]) < 0);
			assert_true(event_cmp(&events[j], &events[i]) > 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_fields),
		cmocka_unit_test(orders_a_timeline),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
