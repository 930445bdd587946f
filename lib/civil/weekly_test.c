#include "civil/civil_fixture.h"

enum {
	SUN = SPRING,
	FRI = MAY,
	MON = 20458 /* 5 January 2026, winter time */
};

#define CLOCK(hour, minute) ((hour) * 3600000 + (minute) * 60000)

static struct weekly span(const char *text)
{
	struct weekly w;

	if (!weekly_parse(&w, str_of(text)))
		fail_msg("\"%s\" was refused", text);
	return w;
}

static void parses(void **state)
{
	static const struct {
		const char *text;
		unsigned days;
		int32_t from, until;
		const char *printed;
	} cases[] = {
		{"mon-fri 19:00..07:00", 0x1F, CLOCK(19, 0), CLOCK(7, 0), "mon-fri 19:00..07:00"},
		{"daily 00:00..24:00", 0x7F, 0, CLOCK(24, 0), "daily 00:00..24:00"},
		{"9:00..17:30", 0x7F, CLOCK(9, 0), CLOCK(17, 30), "daily 09:00..17:30"},
		{"sat,sun 10:00..12:00", 0x60, CLOCK(10, 0), CLOCK(12, 0), "sat,sun 10:00..12:00"},
		{"Mon, wed-Fri 10:00 .. 12:00", 0x1D, CLOCK(10, 0), CLOCK(12, 0), "mon,wed-fri 10:00..12:00"},
		{"sat-mon 10:00..12:00", 0x61, CLOCK(10, 0), CLOCK(12, 0), "mon,sat,sun 10:00..12:00"},
		{" sun\t10:00..12:00 ", 0x40, CLOCK(10, 0), CLOCK(12, 0), "sun 10:00..12:00"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct weekly w = span(cases[i].text);

		assert_int_equal(w.days, cases[i].days);
		assert_int_equal(w.from, cases[i].from);
		assert_int_equal(w.until, cases[i].until);
		buf_clear(&b);
		weekly_print(&b, &w);
		buf_char(&b, '\0');
		assert_string_equal(b.at, cases[i].printed);
	}
	buf_free(&b);
}

static void refuses(void **state)
{
	static const char *const cases[] = {
		"", "mon", "mon-fri", "mon-fri 19:00", "mon-fri19:00..07:00", "monday 19:00..07:00", "mon- 1:00..2:00", "mon, 1:00..2:00",
		",mon 1:00..2:00", "24:00..07:00", "19:00..24:01", "19:00-07:00", "19:00...07:00", "19:00..", "..07:00", "daily,mon 1:00..2:00",
		"mon 1:00..2:00 x", "mo 1:00..2:00", "mon mon 1:00..2:00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct weekly w;

		if (weekly_parse(&w, str_of(cases[i])))
			fail_msg("\"%s\" was taken for hours", cases[i]);
	}
}

static void inside(void **state)
{
	const struct weekly nights = span("mon-fri 19:00..07:00"), day = span("sat,sun 10:00..12:00"), all = span("mon 0:00..0:00");
	static const struct {
		int day, hour, minute; /* of the week of Monday 5 January */
		bool night, weekend, monday;
	} cases[] = {
		{0, 6, 59, false, false, true}, {0, 18, 59, false, false, true}, {0, 19, 0, true, false, true},  {1, 6, 59, true, false, false},
		{1, 7, 0, false, false, false}, {4, 23, 0, true, false, false},  {5, 6, 59, true, false, false}, {5, 7, 0, false, false, false},
		{5, 19, 0, false, false, false}, {5, 10, 0, false, true, false}, {5, 11, 59, false, true, false}, {6, 12, 0, false, false, false},
		{0, 0, 0, false, false, true},  {0, 23, 59, true, false, true},  {1, 0, 0, true, false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t at = UTC(MON + cases[i].day, cases[i].hour, cases[i].minute);
		const struct weekly both[] = {nights, day};

		assert_int_equal(weekly_inside(&nights, 1, &london, at), cases[i].night);
		assert_int_equal(weekly_inside(&day, 1, &london, at), cases[i].weekend);
		assert_int_equal(weekly_inside(&all, 1, &london, at), cases[i].monday);
		assert_int_equal(weekly_inside(both, 2, &london, at), cases[i].night || cases[i].weekend);
	}
	assert_false(weekly_inside(NULL, 0, &london, 0));
}

static void clock_changes(void **state)
{
	const struct weekly w = span("daily 01:00..02:00");

	(void)state;
	/* The hour does not occur in spring, and occurs twice in autumn. */
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(SUN, 0, 0), UTC(SUN, 23, 0) - 1), -1);
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(AUTUMN, 0, 0), UTC(AUTUMN, 2, 0) - 1), 1);
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(AUTUMN, 0, 0), UTC(AUTUMN, 2, 0)), 0);
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(AUTUMN, 0, 0) - 1, UTC(AUTUMN, 2, 0) - 1), 0);
}

static void covers(void **state)
{
	const struct weekly nights[] = {span("mon-fri 19:00..07:00"), span("sat,sun 00:00..24:00")};
	const struct weekly always[] = {span("daily 00:00..12:00"), span("daily 12:00..24:00")};
	const struct weekly gap[] = {span("daily 00:00..12:00"), span("mon-sat 12:00..24:00"), span("sun 12:00..23:59")};

	(void)state;
	assert_int_equal(weekly_covers(nights, 2, &london, UTC(MON, 19, 0), UTC(MON + 1, 7, 0) - 1), 1);
	assert_int_equal(weekly_covers(nights, 2, &london, UTC(MON, 19, 0), UTC(MON + 1, 7, 0)), 0);
	assert_int_equal(weekly_covers(nights, 2, &london, UTC(MON, 7, 0), UTC(MON, 19, 0) - 1), -1);
	assert_int_equal(weekly_covers(nights, 2, &london, UTC(MON + 4, 19, 0), UTC(MON + 7, 0, 0) - 1), 1);
	assert_int_equal(weekly_covers(nights, 2, &london, UTC(FRI, 18, 0), UTC(FRI + 1, 6, 0) - 1), 1);
	assert_int_equal(weekly_covers(always, 2, &london, INSTANT_MIN, INSTANT_MAX), 1);
	assert_int_equal(weekly_covers(always, 2, &london, 0, INT64_C(1) << 55), 1);
	assert_int_equal(weekly_covers(gap, 3, &london, 0, INT64_C(1) << 55), 0);
	assert_int_equal(weekly_covers(gap, 3, &london, UTC(MON, 0, 0), UTC(MON + 6, 23, 59) - 1), 1);
	assert_int_equal(weekly_covers(gap, 3, &london, UTC(MON, 0, 0), UTC(MON + 6, 23, 59)), 0);
	assert_int_equal(weekly_covers(NULL, 0, &london, 0, 5), -1);
	assert_int_equal(weekly_covers(nights, 2, &london, UTC(MON, 19, 0), UTC(MON, 19, 0)), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses),
		cmocka_unit_test(refuses),
		cmocka_unit_test(inside),
		cmocka_unit_test(clock_changes),
		cmocka_unit_test(covers),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
