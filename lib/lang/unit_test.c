#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lang/unit.h"
#include "lang/value.h"

static void test_conversions(void **state)
{
	/* By hand, from 0.9144 m the yard, 1760 yards the mile, 1852 m the nautical mile. */
	static const struct {
		const char *number, *from, *to, *want;
	} cases[] = {
		{"60", "mph", "km/h", "96.56064"}, {"100", "km/h", "mph", "62.137119"}, {"1", "kn", "km/h", "1.852"},
		{"10", "m/s", "km/h", "36"},       {"1", "mile", "m", "1609.344"},      {"100", "feet", "m", "30.48"},
		{"1", "nmi", "mi", "1.150779"},    {"90", "min", "h", "1.5"},           {"-3", "ft", "m", "-0.9144"},
		{"2", "KM", "Metres", "2000"},     {"12", "in", "ft", "1"},             {"1", "d", "min", "1440"},
		{"5", "m", "m", "5"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct unit *from = unit_find(str_of(cases[i].from)), *to = unit_find(str_of(cases[i].to));
		struct buf b = {0};
		int64_t n;

		assert_non_null(from);
		assert_non_null(to);
		assert_int_equal(from->kind, to->kind);
		assert_true(number_parse(&n, str_of(cases[i].number)));
		assert_true(unit_convert(&n, n, from, to));
		number_print(&b, n);
		if (!str_eq_cstr(buf_str(&b), cases[i].want))
			fail_msg("%s %s is %s %s, not %.*s", cases[i].number, cases[i].from, cases[i].want, cases[i].to, STR_ARG(buf_str(&b)));
		buf_free(&b);
	}
}

static void test_edges(void **state)
{
	int64_t n;

	(void)state;
	assert_null(unit_find(STR("furlong")));
	assert_null(unit_find(STR("")));
	assert_false(unit_convert(&n, INT64_MAX, unit_find(STR("km")), unit_find(STR("m"))));
	assert_true(unit_convert(&n, INT64_MAX, unit_find(STR("m")), unit_find(STR("m"))));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {cmocka_unit_test(test_conversions), cmocka_unit_test(test_edges)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
