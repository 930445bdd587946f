#include "base/base_fixture.h"
#include "base/tz.h"

static void changes(void **state)
{
	struct tz_change *c;
	size_t n;

	(void)state;
	assert_true(tz_load(&c, &n, &arena, STR("Asia/Kathmandu")));
	/* Local mean time 5:41:16, then 5:30 from 1920, then 5:45 from 1986. */
	assert_int_equal(n, 3);
	assert_true(c[0].at == INT64_MIN);
	assert_int_equal(c[0].offset, 20476000);
	assert_int_equal(c[1].offset, 19800000);
	assert_int_equal(c[2].offset, 20700000);
	assert_int_equal(c[2].at, INT64_C(504901800000)); /* 1985-12-31T18:30Z */
}

static void to_2300(void **state)
{
	struct tz_change *c;
	size_t n;

	(void)state;
	assert_true(tz_load(&c, &n, &arena, STR("Europe/London")));
	/* Sunday 29 October 2299. */
	assert_int_equal(c[n - 1].at / 86400000, 120466);
	assert_int_equal(c[n - 1].offset, 0);
	for (size_t i = 1; i < n; i++)
		assert_true(c[i].offset != c[i - 1].offset);
}

static void no_zone(void **state)
{
	static const char long_name[] = "Europe/Londonnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";
	struct tz_change *c;
	size_t n;

	(void)state;
	assert_false(tz_load(&c, &n, &arena, str_of(long_name)));
	assert_false(tz_load(&c, &n, &arena, (struct str){NULL, 0}));
	assert_false(tz_load(&c, &n, &arena, (struct str){"UTC\0", 4}));
	assert_false(tz_load(&c, &n, &arena, STR("../etc/passwd")));
	assert_true(tz_version()[0] == '2');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes),
		cmocka_unit_test(to_2300),
		cmocka_unit_test(no_zone),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
