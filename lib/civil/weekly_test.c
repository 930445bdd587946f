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
		{"mon-sun 07:00..19:00", 0x7F, CLOCK(7, 0), CLOCK(19, 0), "daily 07:00..19:00"},
		{"fri-sun 01:00..02:00", 0x70, CLOCK(1, 0), CLOCK(2, 0), "fri-sun 01:00..02:00"},
		{"07:00..19:00", 0x7F, CLOCK(7, 0), CLOCK(19, 0), "daily 07:00..19:00"},
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

/* What stands behind a text changes nothing. */
static void whole_texts(void **state)
{
	struct buf room = {0};

	(void)state;
	for (const char *c = BEHIND; *c; c++) {
		struct weekly w;

		assert_true(weekly_parse(&w, followed(&room, STR("mon 19:00..7:00"), *c)));
		assert_int_equal(w.until, CLOCK(7, 0));
		assert_false(weekly_parse(&w, followed(&room, STR("mon 19:00"), *c)));
		assert_false(weekly_parse(&w, followed(&room, STR(""), *c)));
	}
	buf_free(&room);
}

/* A week has seven days; what else is in their byte is no day. */
static void seven_days(void **state)
{
	static const struct {
		uint8_t days;
		const char *printed;
	} cases[] = {{0x81, "mon 01:00..02:00"}, {0xE0, "sat,sun 01:00..02:00"}, {0xFF, "daily 01:00..02:00"}, {0x57, "mon-wed,fri,sun 01:00..02:00"}};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		weekly_print(&b, &(struct weekly){cases[i].days, CLOCK(1, 0), CLOCK(2, 0)});
		assert_true(str_eq_cstr(buf_str(&b), cases[i].printed));
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

/* Asked one by one of the first, the last and each half hour between: hours that begin and end on the half hour, and clocks
 * that change on the hour, let nothing change elsewhere. */
static int asked_one_by_one(const struct weekly *spans, size_t n, int64_t first, int64_t last)
{
	const int64_t half = HOUR / 2;
	bool in = weekly_inside(spans, n, &london, first);

	for (int64_t at = (first / half + 1) * half; at < last; at += half)
		if (weekly_inside(spans, n, &london, at) != in)
			return 0;
	return weekly_inside(spans, n, &london, last) != in ? 0 : in ? 1 : -1;
}

static void covers_as_asked(void **state)
{
	static const char *const hours[][2] = {
		{"mon-fri 19:00..07:00", "sat 12:00..13:00"}, {"daily 01:00..02:00", "tue 00:00..12:00"}, {"daily 02:00..03:00", "sun 00:00..01:00"},
		{"mon 00:00..00:00", "sat 00:00..24:00"},     {"sat-sun 01:30..02:30", "sun 23:00..02:00"}, {"daily 12:00..24:00", "sun-fri 00:00..12:00"},
	};
	static const int64_t lengths[] = {0, 30, 60, 90, 150, 360, 720, 1440, 1800, 4320, 11520};
	static const int32_t from[] = {SPRING - 2, AUTUMN - 2, MAY + 2};

	(void)state;
	for (size_t k = 0; k < sizeof hours / sizeof *hours; k++) {
		const struct weekly spans[] = {span(hours[k][0]), span(hours[k][1])};
		for (size_t w = 0; w < sizeof from / sizeof *from; w++)
			for (int64_t first = UTC(from[w], 0, 0); first < UTC(from[w] + 4, 0, 0); first += HOUR / 2)
				for (size_t i = 0; i < 2 * sizeof lengths / sizeof *lengths - 1; i++) {
					int64_t last = first + lengths[(i + 1) / 2] * 60000 - (int64_t)(i % 2); /* to the half hour, or just not */
					assert_int_equal(weekly_covers(spans, 2, &london, first, last), asked_one_by_one(spans, 2, first, last));
				}
	}
}

/* Hours that end in the last millisecond before the clock goes forward: nothing comes between. */
static void millisecond_before_a_change(void **state)
{
	const struct weekly w = span("daily 00:59:59.999..01:00");

	(void)state;
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(SPRING, 0, 30), UTC(SPRING, 2, 0)), 0);
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(SPRING, 1, 0) - 1, UTC(SPRING, 1, 0) - 1), 1);
	assert_int_equal(weekly_covers(&w, 1, &london, UTC(SPRING, 1, 0), UTC(SPRING, 1, 0)), -1);
}

/* Two changes of a zone, and one behind them that is not of it. */
static void changes_of_a_zone(void **state)
{
	static const struct tz_change changes[] = {{INT64_MIN, 0}, {UTC(MAY, 12, 0), 3600000}, {UTC(MAY + 1, 0, 0), 7200000}};
	static const uint32_t starts[] = {1};
	const struct zone one = {.changes = changes, .nchanges = 1};
	const struct zone two = {.changes = changes, .nchanges = 2, .starts = starts, .nstarts = 1, .starts_from = UTC(MAY, 12, 0)};
	const struct weekly noon = span("daily 12:00..13:00"), one_o_clock = span("daily 01:00..03:00"), ten = span("fri 10:00..11:00");

	(void)state;
	assert_int_equal(weekly_covers(&noon, 1, &one, UTC(MAY, 12, 0), UTC(MAY, 13, 0) - 1), 1);
	assert_int_equal(weekly_covers(&noon, 1, &one, UTC(MAY, 11, 0), UTC(MAY, 12, 30)), 0);
	assert_int_equal(weekly_covers(&one_o_clock, 1, &one, UTC(MAY + 1, 1, 0), UTC(MAY + 1, 3, 0) - 1), 1);
	assert_int_equal(weekly_covers(&one_o_clock, 1, &one, UTC(MAY, 23, 0), UTC(MAY + 1, 1, 0) - 1), -1);
	/* 11:00 to 11:59, then 13:00 to 14:59: noon never comes. */
	assert_int_equal(weekly_covers(&noon, 1, &two, UTC(MAY, 11, 0), UTC(MAY, 14, 0) - 1), -1);
	assert_int_equal(weekly_covers(&ten, 1, &two, UTC(MAY, 9, 0), UTC(MAY, 14, 0)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses),
		cmocka_unit_test(refuses),
		cmocka_unit_test(inside),
		cmocka_unit_test(clock_changes),
		cmocka_unit_test(covers),
		cmocka_unit_test(whole_texts),
		cmocka_unit_test(seven_days),
		cmocka_unit_test(covers_as_asked),
		cmocka_unit_test(millisecond_before_a_change),
		cmocka_unit_test(changes_of_a_zone),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
