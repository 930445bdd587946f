#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/value.h"

static void parses_decimals(void **state)
{
	static const struct {
		const char *text;
		int64_t want;
	} cases[] = {
		{"0", 0},
		{"-0", 0},
		{"12", 12000000},
		{"-12.5", -12500000},
		{"+3", 3000000},
		{".25", 250000},
		{"-.5", -500000},
		{"0.000001", 1},
		{"0.0000005", 0},
		{"0.0000015", 2},
		{"0.0000025", 2},
		{"0.00000250000001", 3},
		{"0.0000026", 3},
		{"0.9999995", 1000000},
		{"-0.0000015", -2},
		{"0000000000000000000000007", 7000000},
		{"9223372036854.775807", INT64_MAX},
		{"-9223372036854.775807", -INT64_MAX},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t n = -77;
		assert_true(number_parse(&n, str_of(cases[i].text)));
		assert_int_equal(n, cases[i].want);
	}
}

static void refuses_what_is_no_decimal(void **state)
{
	static const char *const cases[] = {
		"",  "-",   "+",    ".",       "-.",  "5.",   "1,000", "1e3", "--1",
		"1 ", " 1", "1.2.3", "0x10",   "inf", "nan",  "1.5-",  "½",
		"9223372036854.775808", "9223372036854.7758075", "99999999999999999999", "-9223372036854.775808",
		"18446744073709551616", "340282366920938463463374607431768211456",
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t n;
		assert_false(number_parse(&n, str_of(cases[i])));
	}
}

static void prints_shortest(void **state)
{
	static const struct {
		int64_t n;
		const char *want;
	} cases[] = {
		{0, "0"},
		{1, "0.000001"},
		{-1, "-0.000001"},
		{12500000, "12.5"},
		{-12000000, "-12"},
		{1050000, "1.05"},
		{INT64_MAX, "9223372036854.775807"},
		{INT64_MIN, "-9223372036854.775808"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = {0};
		number_print(&b, cases[i].n);
		buf_char(&b, '\0');
		assert_string_equal(b.at, cases[i].want);
		buf_free(&b);
	}
}

typedef bool operation(int64_t *, int64_t, int64_t);

static void reckons_exactly(void **state)
{
	static const struct {
		operation *op;
		int64_t a, b, want;
	} cases[] = {
		{number_add, 1500000, 2500000, 4000000},
		{number_sub, 1500000, 2500000, -1000000},
		{number_mul, 1500000, 2500000, 3750000},
		{number_mul, 1, 500000, 0},        /* half of a millionth: to even, nought */
		{number_mul, 3, 500000, 2},        /* one and a half: to even, two */
		{number_mul, -3, 500000, -2},
		{number_mul, 1, 500001, 1},
		{number_div, 1000000, 3000000, 333333},
		{number_div, 2000000, 3000000, 666667},
		{number_div, -2000000, 3000000, -666667},
		{number_div, 2000000, -3000000, -666667},
		{number_div, 1, 2000000, 0},
		{number_div, 3, 2000000, 2},
		{number_div, INT64_MAX, NUMBER_ONE, INT64_MAX},
		{number_mul, INT64_MAX, -NUMBER_ONE, -INT64_MAX},
		{number_sub, -INT64_MAX, 0, -INT64_MAX},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t got = -77;
		assert_true(cases[i].op(&got, cases[i].a, cases[i].b));
		assert_int_equal(got, cases[i].want);
	}
}

static void refuses_overflow_and_nought(void **state)
{
	static const struct {
		operation *op;
		int64_t a, b;
	} cases[] = {
		{number_add, INT64_MAX, 1},
		{number_add, -INT64_MAX, -1},
		{number_sub, -INT64_MAX, 1},
		{number_mul, INT64_MAX, 2 * NUMBER_ONE},
		{number_mul, INT64_MIN, INT64_MIN},
		{number_div, NUMBER_ONE, 0},
		{number_div, 0, 0},
		{number_div, INT64_MAX, 1},
	};
	int64_t got;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_false(cases[i].op(&got, cases[i].a, cases[i].b));
	assert_true(number_of(&got, -12));
	assert_int_equal(got, -12000000);
	assert_false(number_of(&got, INT64_C(9223372036855)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_decimals),
		cmocka_unit_test(refuses_what_is_no_decimal),
		cmocka_unit_test(prints_shortest),
		cmocka_unit_test(reckons_exactly),
		cmocka_unit_test(refuses_overflow_and_nought),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
