#include "civil/civil_fixture.h"

/* Days of May 2026; the 1st is a Friday. */
#define DAY(mday) (MAY + (mday) - 1)
#define END(day) (UTC((day), 23, 0) - 1)

static void periods(void **state)
{
	(void)state;
	assert_int_equal(civil_period(&london, 3, DAY(1)), END(DAY(3)));
	assert_int_equal(civil_period(&london, 1, DAY(1)), END(DAY(1)));
	assert_int_equal(civil_period(&london, 3, SPRING - 2), END(SPRING));
	assert_int_equal(civil_period(&london, INT64_MAX, DAY(1)), INSTANT_MAX);
}

static void clear_days(void **state)
{
	(void)state;
	assert_int_equal(civil_clear_days_before(&london, 7, DAY(20)), END(DAY(12)));
	assert_int_equal(civil_clear_days_before(&london, 0, DAY(20)), END(DAY(19)));
	assert_int_equal(civil_clear_days_before(&london, INT64_MAX, DAY(20)), INSTANT_MIN);
}

static void workdays(void **state)
{
	/* Mon 4 and Mon 25 May; Saturday the 9th does not count twice; Tue 5 is given twice. */
	static const int32_t holidays[] = {DAY(4), DAY(5), DAY(5), DAY(9), DAY(25)};
	static const struct {
		int64_t n;
		int32_t from;
		size_t nholidays;
		int32_t to;
	} cases[] = {
		{1, DAY(1), 0, DAY(4)},   {5, DAY(1), 0, DAY(8)},   {5, DAY(2), 0, DAY(8)},   {5, DAY(3), 0, DAY(8)},
		{6, DAY(2), 0, DAY(11)},  {10, DAY(6), 0, DAY(20)}, {1, DAY(1), 1, DAY(5)},   {1, DAY(1), 5, DAY(6)},
		{5, DAY(1), 5, DAY(12)},  {5, DAY(2), 5, DAY(12)},  {3, DAY(1), 5, DAY(8)},   {4, DAY(1), 5, DAY(11)},
		{1, DAY(22), 5, DAY(26)}, {5, DAY(18), 5, DAY(26)}, {5, DAY(23), 5, DAY(32)}, {5, DAY(24), 0, DAY(29)},
		{4, DAY(1), 0, DAY(7)},   {9, DAY(1), 0, DAY(14)},  {1, DAY(4), 1, DAY(5)},   {0, DAY(6), 0, DAY(6)},   {0, DAY(2), 0, DAY(2)},
		{-3, DAY(3), 0, DAY(3)},  {1, DAY(2), 0, DAY(4)},   {6, DAY(3), 0, DAY(11)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(civil_workdays(&london, cases[i].n, cases[i].from, holidays, cases[i].nholidays), END(cases[i].to));
	assert_int_equal(civil_workdays(&london, INT64_MAX, DAY(1), holidays, 5), INSTANT_MAX);
}

/* A day given twice is one holiday, wherever in the list it stands; what lies before or behind the list is none of it. */
static void lists_of_holidays(void **state)
{
	static const int32_t twice[] = {DAY(4), DAY(4), DAY(4)};

	(void)state;
	for (size_t before = 0; before < 2; before++)
		for (size_t n = 1; n + before <= 3; n++)
			assert_int_equal(civil_workdays(&london, 1, DAY(1), twice + before, n), END(DAY(5)));
	assert_int_equal(civil_workdays(&london, 1, DAY(1), twice, 0), END(DAY(4)));
	assert_int_equal(civil_workdays(&london, 5, DAY(1), twice, 2), END(DAY(11)));
	assert_int_equal(civil_workdays(&london, 1, DAY(1), (const int32_t[]){DAY(4), DAY(5), DAY(5)}, 2), END(DAY(6)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods),
		cmocka_unit_test(clear_days),
		cmocka_unit_test(workdays),
		cmocka_unit_test(lists_of_holidays),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
