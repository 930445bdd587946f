#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "civil/civil.h"

struct date {
	int year, month, mday;
	int32_t day;
	int weekday;
};

static const struct date DATES[] = {
	{1970, 1, 1, 0, 3},        {1969, 12, 31, -1, 2},    {2000, 2, 29, 11016, 1}, {2000, 3, 1, 11017, 2},
	{1900, 2, 28, -25509, 2},  {1900, 3, 1, -25508, 3},  {2026, 1, 1, 20454, 3},  {2026, 3, 29, 20541, 6},
	{2026, 10, 25, 20751, 6},  {1, 1, 1, -719162, 0},    {9999, 12, 31, 2932896, 4}, {2024, 2, 29, 19782, 3},
};

static void dates_and_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
		const struct date *d = &DATES[i];
		int32_t day = 12345;
		int year, month, mday;

		assert_true(civil_from_ymd(&day, d->year, d->month, d->mday));
		assert_int_equal(day, d->day);
		civil_to_ymd(&year, &month, &mday, d->day);
		assert_int_equal(year, d->year);
		assert_int_equal(month, d->month);
		assert_int_equal(mday, d->mday);
		assert_int_equal(civil_weekday(d->day), d->weekday);
	}
}

static void no_such_date(void **state)
{
	static const int none[][3] = {
		{2026, 2, 29}, {1900, 2, 29}, {2026, 4, 31}, {2026, 0, 1}, {2026, 13, 1},
		{2026, 1, 0},  {2026, 1, 32}, {0, 1, 1},     {10000, 1, 1}, {2026, -5, 3},
		{2026, 3, 32}, {2026, 5, 32}, {2026, 6, 31}, {2026, 7, 32}, {2026, 8, 32}, {2026, 9, 31},
		{2026, 10, 32}, {2026, 11, 31}, {2026, 12, 32}, {2024, 2, 30}, {2000, 2, 30}, {2100, 2, 29},
	};
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(civil_from_ymd(&day, none[i][0], none[i][1], none[i][2]));
}

/* Each month has its last day, and the one after it is the first of the next. */
static void months_end(void **state)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int32_t day, next = 20454; /* 1 January 2026 */

	(void)state;
	for (int month = 1; month <= 12; month++) {
		assert_true(civil_from_ymd(&day, 2026, month, 1));
		assert_int_equal(day, next);
		assert_true(civil_from_ymd(&day, 2026, month, lengths[month - 1]));
		next += lengths[month - 1];
		assert_int_equal(day, next - 1);
		assert_false(civil_from_ymd(&day, 2026, month, lengths[month - 1] + 1));
	}
}

/* Every day of 800 years follows the one before. */
static void days_in_a_row(void **state)
{
	int y0 = 1599, m0 = 12, d0 = 31;

	(void)state;
	for (int32_t day = -135140; day < 157054; day++) {
		int y, m, d;

		civil_to_ymd(&y, &m, &d, day);
		if (d == d0 + 1)
			assert_true(y == y0 && m == m0);
		else
			assert_true(d == 1 && d0 >= 28 && ((y == y0 && m == m0 + 1) || (y == y0 + 1 && m == 1 && m0 == 12 && d0 == 31)));
		y0 = y;
		m0 = m;
		d0 = d;
	}
	assert_int_equal(y0, 2399);
}

static void months_clamp(void **state)
{
	static const struct {
		int from[3], months, to[3];
	} cases[] = {
		{{2026, 1, 31}, 1, {2026, 2, 28}},   {{2024, 1, 31}, 1, {2024, 2, 29}},   {{2026, 3, 31}, -1, {2026, 2, 28}},
		{{2024, 2, 29}, 12, {2025, 2, 28}},  {{2024, 2, 29}, 48, {2028, 2, 29}},  {{2026, 1, 15}, -1, {2025, 12, 15}},
		{{2026, 12, 31}, 2, {2027, 2, 28}},  {{2026, 5, 31}, -12, {2025, 5, 31}}, {{2026, 8, 31}, 1, {2026, 9, 30}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t from, to;

		assert_true(civil_from_ymd(&from, cases[i].from[0], cases[i].from[1], cases[i].from[2]));
		assert_true(civil_from_ymd(&to, cases[i].to[0], cases[i].to[1], cases[i].to[2]));
		assert_int_equal(day_add_months(from, cases[i].months), to);
	}
}

static void days_saturate(void **state)
{
	(void)state;
	assert_int_equal(day_add(10, INT64_MAX), INT32_MAX);
	assert_int_equal(day_add(-10, INT64_MIN), INT32_MIN);
	assert_int_equal(day_add(INT32_MAX, -5), INT32_MAX);
	assert_int_equal(day_add(INT32_MIN, 5), INT32_MIN);
	assert_int_equal(day_add(20, -30), -10);
	assert_int_equal(day_add_months(0, INT64_MAX), INT32_MAX);
	assert_int_equal(day_add_months(0, INT64_MIN), INT32_MIN);
	assert_int_equal(day_add_months(0, 199999999), INT32_MAX);
	assert_int_equal(day_add_months(INT32_MAX, -1), INT32_MAX);
}

static void ages(void **state)
{
	static const struct {
		int born[3], on[3], age;
	} cases[] = {
		{{2000, 5, 10}, {2018, 5, 9}, 17},  {{2000, 5, 10}, {2018, 5, 10}, 18}, {{2008, 2, 29}, {2026, 2, 28}, 17},
		{{2008, 2, 29}, {2026, 3, 1}, 18},  {{2008, 2, 29}, {2024, 2, 29}, 16}, {{2026, 5, 10}, {2026, 5, 9}, -1},
		{{2026, 5, 10}, {2026, 5, 10}, 0},  {{1950, 12, 31}, {2026, 1, 1}, 75},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t born, on;

		assert_true(civil_from_ymd(&born, cases[i].born[0], cases[i].born[1], cases[i].born[2]));
		assert_true(civil_from_ymd(&on, cases[i].on[0], cases[i].on[1], cases[i].on[2]));
		assert_int_equal(civil_age(born, on), cases[i].age);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_and_days), cmocka_unit_test(no_such_date),  cmocka_unit_test(days_in_a_row),
		cmocka_unit_test(months_end), cmocka_unit_test(months_clamp),   cmocka_unit_test(days_saturate), cmocka_unit_test(ages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
