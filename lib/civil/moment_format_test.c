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
		{"1/5/2026 9:30 p.m.", "%d/%m/%Y %I:%M %p", UTC(MAY, 20, 30), CIVIL_ONCE},
		{"2026-05-01 08:00 Z", "%F %H:%M %Z", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"999999999999999", "%s", INT64_C(999999999999999000), CIVIL_ONCE},
		{"2026-05-01 09", "%F %H", UTC(MAY, 8, 0), CIVIL_ONCE},
		{"2026-05-01 09 ", "%F %H ", UTC(MAY, 8, 0), CIVIL_ONCE},
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
		{"01/05/2026 ", "%d/%m/%Y ", MAY}, {"31/05/2026", "%e/%m/%Y", MAY + 30}, {"1 5 2026", "%e %m %Y", MAY},
		{"2026 May 121", "%Y %b %j", MAY}, {"2024-366", "%Y-%j", 20088}, {"2026-1", "%Y-%j", 20454},
		{"0001-01-01", "%F", -719162},     {"9999-12-31", "%Y-%m-%d", 2932896},
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
		{"01/01/26", 1, 26},      {"01/01/00", 1, 100},
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
		{"2026", "%Y"}, {"2026-05", "%Y-%m"}, {"2026-05-01", "%F%Q"}, {"2026-05-01", "%FT"}, {"01/05/6", "%d/%m/%y"}, {"01/05/026", "%d/%m/%y"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moment m;

		if (moment_parse_format(&m, str_of(cases[i][0]), str_of(cases[i][1]), &london, NULL))
			fail_msg("\"%s\" was taken for a time", cases[i][0]);
	}
}

/* What each directive takes, to its ends, and what lies beside. Some stand before what would be left of a text that they refuse. */
static void forms(void **state)
{
	static const struct {
		const char *format;
		const char *takes[8], *refuses[14];
	} cases[] = {
		{"%Y", {"0001", "9999"}, {"0000", "00001", "10000", "999", "20260", ""}},
		{"%y", {"00", "99"}, {"0", "100", "000", ""}},
		{"%y/%d", {"26/01"}, {"/01"}},
		{"%m", {"1", "01", "12"}, {"0", "00", "13", "012", "001", ""}},
		{"%d", {"1", "01", "31"}, {"0", "00", "32", "031", "001", ""}},
		{"%e", {"1", "01", " 1", "31"}, {"0", " 0", "32", "031", "001", "  1", ""}},
		{"%j", {"1", "01", "001", "366"}, {"0", "000", "367", "0366", "0001", ""}},
		{"%H", {"0", "00", "23"}, {"24", "023", "000", ""}},
		{"%I", {"1", "01", "12"}, {"0", "00", "13", "012", "001", ""}},
		{"%M", {"0", "00", "59"}, {"60", "059", "000", ""}},
		{"%S", {"0", "00", "59"}, {"60", "059", "000", ""}},
		{"%T", {"0:0:0", "23:59:59", "09:05:07"},
		 {"24:00:00", "00:60:00", "00:00:60", "009:00:00", "00:005:00", "00:00:007", "00:00", "00:00:", "00-00:00", "00:00-00"}},
		{"%F", {"0001-1-1", "9999-12-31", "2026-02-31"},
		 {"0000-01-01", "999-01-01", "00001-01-01", "2026-00-01", "2026-13-01", "2026-012-01", "2026-01-00", "2026-01-32",
		  "2026-01-012", "2026/01-01", "2026-01/01", "2026-01-"}},
		{"%f", {"0", "123456789"}, {"1234567890", ""}},
		{"%s", {"0", "-1", "999999999999999"}, {"", "-", "+1", "1000000000000000"}},
		{"%z", {"Z", "z", "+00", "-23", "+2359", "-23:59", "+00:59"}, {"", "+", "-", "+0", "+01:", "+01:5", "+015", "+24", "+0060", "+01:60"}},
		{"%zx", {"+01x", "Zx"}, {"x"}},
		{"%z5", {"+01005"}, {"+015", "+01:5"}},
		{"%z90", {"+010090"}, {"+0190"}},
		{"%Z", {"BST", "gmt", "utc", "z"}, {"", "cet"}},
		{"%Zcet", {"bstcet"}, {"cet"}},
		{"%p", {"AM", "p.m."}, {"", "m"}},
		{"%pm", {"amm"}, {"m"}},
		{"%b", {"Sept", "May", "dec."}, {"", "x"}},
		{"%bx", {"Mayx"}, {"x"}},
		{"%a", {"Sunday", "sun"}, {"", "x"}},
		{"%ax", {"Sunx"}, {"x"}},
		{"%%", {"%"}, {"", "%%", "x"}},
		{" ", {"", " ", " \t "}, {"x", " x"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t k = 0; k < 8 && cases[i].takes[k]; k++)
			if (!moment_fits_format(str_of(cases[i].takes[k]), str_of(cases[i].format)))
				fail_msg("%s does not take \"%s\"", cases[i].format, cases[i].takes[k]);
		for (size_t k = 0; k < 14 && cases[i].refuses[k]; k++)
			if (moment_fits_format(str_of(cases[i].refuses[k]), str_of(cases[i].format)))
				fail_msg("%s takes \"%s\"", cases[i].format, cases[i].refuses[k]);
	}
}

/* What stands behind a text, or behind a pattern, changes nothing. */
static void whole_texts(void **state)
{
	static const char *const cases[][2] = {
		{"01/05/2026 09:00", "%d/%m/%Y %H:%M"}, {"2026-05-01 09", "%F %H"}, {"2026-05-01 09 ", "%F %H "}, {"1777622400", "%s"},
		{"2026-05-01 09:00:00.1", "%F %T.%f"}, {"2026-05-01 09:00 +01", "%F %H:%M %z"}, {"1 Sep 2026", "%e %b %Y"}, {"01/05/26", "%d/%m/%y"},
	};
	struct buf room = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct str text = str_of(cases[i][0]), format = str_of(cases[i][1]);
		struct moment alone, m;

		assert_true(moment_parse_format(&alone, text, format, &london, NULL));
		for (const char *c = BEHIND "%d"; *c; c++) {
			assert_true(moment_parse_format(&m, followed(&room, text, *c), format, &london, NULL));
			assert_int_equal(m.first, alone.first);
			assert_true(moment_parse_format(&m, text, followed(&room, format, *c), &london, NULL));
			assert_int_equal(m.first, alone.first);
			assert_true(moment_format_valid(followed(&room, format, *c), NULL));
		}
	}
	buf_free(&room);
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
	assert_false(moment_format_valid(STR("%Q"), &bad));
	assert_int_equal(bad, 0);
	assert_false(moment_format_valid((struct str){"%d%d", 3}, &bad));
	assert_int_equal(bad, 2);
	assert_false(moment_format_valid((struct str){"%\0", 2}, &bad));
	assert_true(moment_format_valid((struct str){"%d%Q", 2}, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants),
		cmocka_unit_test(days),
		cmocka_unit_test(pivots),
		cmocka_unit_test(refused),
		cmocka_unit_test(forms),
		cmocka_unit_test(whole_texts),
		cmocka_unit_test(patterns),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
