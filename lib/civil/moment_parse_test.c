#include "civil/civil_fixture.h"

static const struct {
	const char *text;
	int64_t at;
	enum civil_fit fit;
} INSTANTS[] = {
	{"2026-05-01T09:00:00+01:00", UTC(MAY, 8, 0), CIVIL_ONCE},
	{"2026-05-01T09:00", UTC(MAY, 8, 0), CIVIL_ONCE},
	{"2026-05-01 09:00", UTC(MAY, 8, 0), CIVIL_ONCE},
	{"2026-05-01t09:00z", UTC(MAY, 9, 0), CIVIL_ONCE},
	{"2026-05-01T09:00Z", UTC(MAY, 9, 0), CIVIL_ONCE},
	{"2026-05-01T09:00:30.25Z", UTC(MAY, 9, 0) + 30250, CIVIL_ONCE},
	{"2026-05-01T09:00:30,2509999Z", UTC(MAY, 9, 0) + 30250, CIVIL_ONCE},
	{"2026-05-01 09:00:00+0530", UTC(MAY, 3, 30), CIVIL_ONCE},
	{"2026-05-01 09:00:00-05", UTC(MAY, 14, 0), CIVIL_ONCE},
	{"2026-05-01T24:00Z", UTC(MAY + 1, 0, 0), CIVIL_ONCE},
	{"2026-05-01T24:00", UTC(MAY, 23, 0), CIVIL_ONCE},
	{"20260501T090000Z", UTC(MAY, 9, 0), CIVIL_ONCE},
	{"20260501T0900", UTC(MAY, 8, 0), CIVIL_ONCE},
	{"2026-03-29T01:30", UTC(SPRING, 1, 30), CIVIL_NEVER},
	{"2026-10-25T01:30", UTC(AUTUMN, 0, 30), CIVIL_TWICE},
	{"2026-10-25T01:30+00:00", UTC(AUTUMN, 1, 30), CIVIL_ONCE},
	{"1969-12-31T23:59:59.999Z", -1, CIVIL_ONCE},
	{"2026-05-01T09:00+23:59", UTC(MAY - 1, 9, 1), CIVIL_ONCE},
	{"2026-05-01T09:00-00:59", UTC(MAY, 9, 59), CIVIL_ONCE},
	{"2026-05-01T09:00:30.123456789Z", UTC(MAY, 9, 0) + 30123, CIVIL_ONCE},
	{"20260501T0900Z", UTC(MAY, 9, 0), CIVIL_ONCE},
	{"20260501T0900+01", UTC(MAY, 8, 0), CIVIL_ONCE},
};

static const char *const BAD[] = {
	"", "2026", "2026-05", "2026-5-1", "2026-02-29", "2026-13-01", "2026-05-00", "0000-01-01", "2026-05-01T", "2026-05-01T09",
	"2026-05-01T09:0", "2026-05-01T9:00", "2026-05-01T25:00", "2026-05-01T24:01", "2026-05-01T24:00:00.001", "2026-05-01T09:60",
	"2026-05-01T09:00:60", "2026-05-01T09:00:00.", "2026-05-01T09:00.5", "2026-05-01  09:00", "2026-05-01T09:00 Z",
	"2026-05-01T09:00+1", "2026-05-01T09:00+24:00", "2026-05-01T09:00+01:60", "2026-05-01T09:00+01:0", "2026-05-01T09:00ZZ",
	"2026-05-01T0900", "20260501T09:00", "2026-0501", "202605-01", "+2026-05-01", "12026-05-01", "2026-05-01X09:00", " 2026-05-01",
	"2026-05-01 ", "2026-05-01T09:00:00+01:00:00", "20260501T0900000", "2026-05-01T-9:00", "\xd9\xa2-05-01",
	"2026-05-01T09:00:", "20260501T09003", "2026-05-01T09:00:30.1234567890Z", "2026-05-01T09:00+", "2026-05-01T09:00+015",
};

static void instants(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof INSTANTS / sizeof *INSTANTS; i++) {
		struct moment m;
		enum civil_fit fit;

		if (!moment_parse(&m, str_of(INSTANTS[i].text), &london, &fit))
			fail_msg("\"%s\" was refused", INSTANTS[i].text);
		assert_true(moment_exact(m));
		assert_int_equal(m.first, INSTANTS[i].at);
		assert_int_equal(fit, INSTANTS[i].fit);
	}
}

/* What stands behind a text changes nothing. */
static void whole_texts(void **state)
{
	struct buf room = {0};
	struct moment m;
	int32_t ms;

	(void)state;
	for (const char *c = BEHIND; *c; c++) {
		for (size_t i = 0; i < sizeof INSTANTS / sizeof *INSTANTS; i++) {
			assert_true(moment_parse(&m, followed(&room, str_of(INSTANTS[i].text), *c), &london, NULL));
			assert_int_equal(m.first, INSTANTS[i].at);
		}
		for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
			if (moment_parse(&m, followed(&room, str_of(BAD[i]), *c), &london, NULL))
				fail_msg("\"%s\" was taken for a time before %c", BAD[i], *c);
		assert_true(clock_parse(&ms, followed(&room, STR("1:30"), *c), false));
		assert_int_equal(ms, 5400000);
		assert_false(clock_parse(&ms, followed(&room, STR("7"), *c), false));
	}
	buf_free(&room);
}

static void days(void **state)
{
	struct moment m;
	int32_t day;

	(void)state;
	assert_true(moment_parse(&m, STR("2026-05-01"), &london, NULL));
	assert_true(m.whole && m.day == MAY);
	assert_true(moment_parse(&m, STR("20260501"), &london, NULL));
	assert_true(m.whole && m.day == MAY);
	assert_true(day_parse(&day, STR("2026-05-01")));
	assert_int_equal(day, MAY);
	assert_false(day_parse(&day, STR("20260501")));
	assert_false(day_parse(&day, STR("2026-05-01T09:00")));
}

static void refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct moment m;

		if (moment_parse(&m, str_of(BAD[i]), &london, NULL))
			fail_msg("\"%s\" was taken for a time", BAD[i]);
	}
	assert_false(moment_parse(&(struct moment){0}, (struct str){"2026-05-01\0", 11}, &london, NULL));
}

static void clocks(void **state)
{
	static const struct {
		const char *text;
		int32_t ms; /* -1: none */
		int32_t end;
	} cases[] = {
		{"00:00", 0, 0},           {"23:59:59.999", 86399999, 86399999}, {"1:30", 5400000, 5400000}, {"24:00", -1, 86400000},
		{"24:01", -1, -1},         {"07:00:05", 25205000, 25205000},     {"7", -1, -1},              {"", -1, -1},
		{"12:5", -1, -1},          {"0012:00", -1, -1},                  {"12:00 ", -1, -1},         {":30", -1, -1},
		{"19:00:00.1234567890", -1, -1},                                 {"24:00:00.001", -1, -1},   {"25:00", -1, -1},
		{"12:00:00.000000000000000000000000000000", -1, -1},            {"1:", -1, -1},             {"99:00", -1, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t ms;

		assert_int_equal(clock_parse(&ms, str_of(cases[i].text), false) ? ms : -1, cases[i].ms);
		assert_int_equal(clock_parse(&ms, str_of(cases[i].text), true) ? ms : -1, cases[i].end);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants),
		cmocka_unit_test(whole_texts),
		cmocka_unit_test(days),
		cmocka_unit_test(refused),
		cmocka_unit_test(clocks),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
