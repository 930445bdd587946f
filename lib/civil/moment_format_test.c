#include "civil/civil_fixture.h"

static void instants(void **state)
{
	static const struct {
		const char *text, *format;
		int64_t at;
		enum civil_fit fit;
	} cases[] = {
		{"01/05/2026 09:00", "%d/%m/%Y %H:%M", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"1/5/26 9:05:07", "%d/%m/%y %H:%M:%S", UTC(MAY, 8, 5) + 7000, CIVIL_ONCE},
		{"5/1/2026 12:30 AM", "%m/%d/%Y %I:%M %p", UTC(MAY - 1, 23, 30), CIVIL_ONCE},
		{"5/1/2026 12:30pm", "%m/%d/%Y %I:%M %p", UTC(MAY, 11, 30), CIVIL_ONCE},
		{"5/1/2026 11:30 pm", "%m/%d/%Y %I:%M %p", UTC(MAY, 22, 30), CIVIL_ONCE},
		{"Fri,  1 May 2026 09:00:00 +0100", "%a, %e %b %Y %H:%M:%S %z", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"Friday 1 MAY 2026 9:00", "%A %d %B %Y %H:%M", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"2026-05-01 09:00:00.123456", "%F %T.%f", UTC(MAY, 8, 0) + 123, CIVIL_ONCE},
		{"2026121 0900", "%Y%j %H%M", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"1777622400", "%s", INT64_C(1777622400000), CIVIL_ONCE},
		{"-1.5", "%s.%f", -500, CIVIL_ONCE},
		{"Fri May 01 09:00:00 BST 2026", "%a %b %d %T %Z %Y", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"2026-05-01 08:00 gmt", "%F %H:%M %Z", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"1/5/2026 9:30 a.m.", "%d/%m/%Y %I:%M %p", UTC(MAY, 8, 30), CIVIL_ONCE},
		{"25.10.2026 1:30", "%d.%m.%Y %H:%M", UTC(AUTUMN, 0, 30), CIVIL_TWICE},
		{"29.03.2026 1:30", "%d.%m.%Y %H:%M", UTC(SPRING, 1, 30), CIVIL_NEVER},
		{"29.03.2026 1:30 -02:00", "%d.%m.%Y %H:%M %z", UTC(SPRING, 3, 30), CIVIL_ONCE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moment m;
		enum civil_fit fit;

		if (!moment_parse_format(&m, str_of(cases[i].text), str_of(cases[i].format), &london, &fit))
			fail_msg("\"%s\" was refused", cases[i].text);
		assert_true(moment_exact(m));
		assert_int_equal(m.first, cases[i].at);
		assert_int_equal(fit, cases[i].fit);
	}
}

static void days(void **state)
{
	static const struct {
		const char *text, *format;
		int32_t day;
	} cases[] = {
		{"01/05/2026", "%d/%m/%Y", MAY},       {"May 1, 2026", "%b %d, %Y", MAY},   {"20260501", "%Y%m%d", MAY},
		{"01/01/68", "%d/%m/%y", 35794},       {"01/01/69", "%d/%m/%y", -365},      {"100% 2026-05-01", "100%% %F", MAY},
		{"1September2026", "%d%B%Y", 20697},   {"1 Sep 2026", "%d %B %Y", 20697},   {"2026-121", "%Y-%j", MAY},
		{"1 Sept 2026", "%d %b %Y", 20697},    {"1 sept. 2026", "%d %b. %Y", 20697},
		{"01-05-2026 +0100", "%d-%m-%Y %z", MAY}, {"01 \t 05 2026", "%d %m %Y", MAY},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moment m;

		if (!moment_parse_format(&m, str_of(cases[i].text), str_of(cases[i].format), &london, NULL))
			fail_msg("\"%s\" was refused", cases[i].text);
		assert_true(m.whole);
		assert_int_equal(m.day, cases[i].day);
	}
}

static void pivots(void **state)
{
	static const struct {
		const char *text;
		int pivot, year;
	} cases[] = {
		{"01/01/68", 0, 2068},    {"01/01/69", 0, 1969},    {"01/01/30", 1930, 1930}, {"01/01/29", 1930, 2029}, {"01/01/99", 1930, 1999},
		{"01/01/00", 1930, 2000}, {"01/01/00", 2000, 2000}, {"01/01/99", 2000, 2099}, {"01/01/26", 1927, 2026}, {"01/01/27", 1927, 1927},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moment m;
		int year, month, mday;

		assert_true(moment_parse_pivot(&m, str_of(cases[i].text), STR("%d/%m/%y"), cases[i].pivot, &london, NULL));
		civil_to_ymd(&year, &month, &mday, m.day);
		assert_int_equal(year, cases[i].year);
	}
}

static void refused(void **state)
{
	static const char *const cases[][2] = {
		{"31/02/2026", "%d/%m/%Y"},     {"01/05/2026x", "%d/%m/%Y"}, {"01/05/2026", "%d/%m/%Y %H:%M"}, {"1/13/2026", "%d/%m/%Y"},
		{"09:00", "%H:%M"},             {"1/5", "%d/%m"},            {"Thu 1 May 2026", "%a %d %b %Y"}, {"2026-366", "%Y-%j"},
		{"01/05/026", "%d/%m/%Y"},      {"", "%d/%m/%Y"},            {"", ""},                         {"1 Mai 2026", "%d %b %Y"},
		{"01/05/2026 24:00", "%d/%m/%Y %H:%M"}, {"01/05/2026 13:00 PM", "%d/%m/%Y %I:%M %p"},          {"2026-05-01", "%F%"},
		{"2026-05-01", "%Q"}, {"2026-05-01 09:00 EST", "%F %H:%M %Z"},           {"9999999999999999", "%s"},  {"--1", "%s"},                    {"01/05/2026 9:60", "%d/%m/%Y %H:%M"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moment m;

		if (moment_parse_format(&m, str_of(cases[i][0]), str_of(cases[i][1]), &london, NULL))
			fail_msg("\"%s\" was taken for a time", cases[i][0]);
	}
}

static void patterns(void **state)
{
	size_t bad = 99;

	(void)state;
	assert_true(moment_format_valid(STR("%Y %y %m %d %e %H %I %M %S %p %b %B %f %z %j %a %A %T %F %s %%"), NULL));
	assert_false(moment_format_valid(STR("%d/%D"), &bad));
	assert_int_equal(bad, 3);
	assert_false(moment_format_valid(STR("%%%d %"), &bad));
	assert_int_equal(bad, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants),
		cmocka_unit_test(days),
		cmocka_unit_test(pivots),
		cmocka_unit_test(refused),
		cmocka_unit_test(patterns),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
