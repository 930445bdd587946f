#include "civil/civil_fixture.h"

static struct buf out;

static void check(const char *expected)
{
	buf_char(&out, '\0');
	assert_string_equal(out.at, expected);
	buf_clear(&out);
}

static void instants(void **state)
{
	static const struct {
		int64_t at;
		const char *iso, *said;
	} cases[] = {
		{UTC(MAY, 8, 0), "2026-05-01T09:00:00+01:00", "Fri 1 May 2026 09:00"},
		{UTC(MAY, 8, 0) + 5000, "2026-05-01T09:00:05+01:00", "Fri 1 May 2026 09:00:05"},
		{UTC(MAY, 8, 0) + 7, "2026-05-01T09:00:00.007+01:00", "Fri 1 May 2026 09:00"},
		{UTC(AUTUMN, 0, 30), "2026-10-25T01:30:00+01:00", "Sun 25 Oct 2026 01:30"},
		{UTC(AUTUMN, 1, 30), "2026-10-25T01:30:00+00:00", "Sun 25 Oct 2026 01:30"},
		{UTC(-47482, 0, 0), "1840-01-01T00:00:00Z", "Tue 31 Dec 1839 23:58:45"},
		{UTC(MAY, 23, 0) - 1, "2026-05-01T23:59:59.999+01:00", "the end of Fri 1 May 2026"},
		{UTC(MAY, 23, 0) - 2, "2026-05-01T23:59:59.998+01:00", "Fri 1 May 2026 23:59:59"},
		{INSTANT_MIN, "..", "the beginning of time"},
		{INSTANT_MAX, "..", "the end of time"},
		{UTC(INT64_C(2932897), 0, 0), "+10000-01-01T00:00:00+00:00", "Sat 1 Jan 10000 00:00"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		moment_print(&out, moment_instant(cases[i].at), &london);
		check(cases[i].iso);
		moment_say(&out, moment_instant(cases[i].at), &london);
		check(cases[i].said);
	}
}

static void days_and_spans(void **state)
{
	struct moment day = moment_day(&london, MAY), moved = moment_add(&london, day, (struct duration){0, 0, HOUR}, 1);

	(void)state;
	moment_print(&out, day, &london);
	check("2026-05-01");
	moment_say(&out, day, &london);
	check("Fri 1 May 2026");
	moment_print(&out, moved, &london);
	check("2026-05-01T01:00:00+01:00/2026-05-02T00:59:59.999+01:00");
	moment_say(&out, moved, &london);
	check("Fri 1 May 2026 01:00 to Sat 2 May 2026 00:59:59");
	moment_say(&out, moment_day(&london, INT32_MAX), &london);
	check("the end of time");
	moment_say(&out, moment_day(&london, INT32_MIN), &london);
	check("the beginning of time");
	moment_say(&out, moment_day(&london, -719163), &london);
	check("Sun 31 Dec 0");
	moment_say(&out, moment_day(&london, -719529), &london);
	check("Fri 31 Dec -1");
	day_print(&out, 2932896);
	check("9999-12-31");
	day_print(&out, -719163);
	check("0000-12-31");
	day_print(&out, -719529);
	check("-0001-12-31");
}

/* Hours and minutes of an offset, east and west; a zone of no place, to have one of 59 minutes. */
static void offsets(void **state)
{
	static const struct {
		int32_t offset;
		const char *iso;
	} cases[] = {
		{59 * 60000, "1970-01-01T00:59:00+00:59"},   {-59 * 60000, "1969-12-31T23:01:00-00:59"},
		{119 * 60000, "1970-01-01T01:59:00+01:59"},  {-600 * 60000, "1969-12-31T14:00:00-10:00"},
		{345 * 60000, "1970-01-01T05:45:00+05:45"},  {-630 * 60000, "1969-12-31T13:30:00-10:30"},
		{0, "1970-01-01T00:00:00+00:00"},            {60001, "1970-01-01T00:00:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct tz_change change = {INT64_MIN, cases[i].offset};
		const struct zone z = {.changes = &change, .nchanges = 1};

		moment_print(&out, moment_instant(0), &z);
		check(cases[i].iso);
	}
}

static void clocks(void **state)
{
	(void)state;
	clock_print(&out, 68400000);
	check("19:00");
	clock_print(&out, 68405000);
	check("19:00:05");
	clock_print(&out, 68400050);
	check("19:00:00.050");
	clock_print(&out, 86400000);
	check("24:00");
}

/* Whatever is printed is read back as the same instant. */
static void round_trip(void **state)
{
	(void)state;
	for (int64_t at = UTC(SPRING - 1, 20, 0); at < UTC(AUTUMN + 2, 0, 0); at += 1234567) {
		struct moment m;

		moment_print(&out, moment_instant(at), &london);
		assert_true(moment_parse(&m, buf_str(&out), &london, NULL));
		assert_int_equal(m.first, at);
		buf_clear(&out);
	}
}

static int close_all(void **state)
{
	buf_free(&out);
	return close_zone(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants),
		cmocka_unit_test(days_and_spans),
		cmocka_unit_test(offsets),
		cmocka_unit_test(clocks),
		cmocka_unit_test(round_trip),
	};

	return cmocka_run_group_tests(tests, open_zone, close_all);
}
