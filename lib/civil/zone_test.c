#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "civil/civil.h"

#define HOUR INT64_C(3600000)
#define UTC(day, hour, minute) ((day) * CIVIL_DAY_MS + (hour) * HOUR + (minute) * INT64_C(60000))
#define CLOCK(hour, minute) ((hour) * 3600000 + (minute) * 60000)

/* Days used below, counted by hand. */
enum {
	SPRING = 20541,    /* Sun 29 March 2026 */
	AUTUMN = 20751,    /* Sun 25 October 2026 */
	PAULO = 17839,     /* 4 November 2018: no midnight */
	PAULO_BACK = 17580, /* 18 February 2018: an hour of the 17th twice */
	BEIRUT = 19078,    /* 27 March 2022: no midnight */
	APIA = 15338,      /* 30 December 2011: no such day */
	ST_JOHNS = 14920,  /* 7 November 2010: back from 00:01 to 23:01 */
	PAULO_LAST = 17944, /* 17 February 2019: the last change, back at 02:00Z */
	DUBAI = -18263,    /* 1 January 1920: the only change, from +03:41:12 to +04:00 */
	ROTHERA = 2526,    /* 1 December 1976: the only change, from no time to -03:00 */
	CAPE = -28451      /* 8 February 1892: the first change, from +01:52 back to +01:30 */
};

static struct arena arena;

static struct zone zone(const char *name)
{
	struct zone z;

	assert_true(zone_open(&z, &arena, str_of(name)));
	assert_true(str_eq_cstr(z.name, name));
	return z;
}

static void names(void **state)
{
	static const char *const none[] = {"", "Europe/Lundun", "Etc/Unknown", "GMT+3", "europe/london", "Europe/London ", "\xff"};
	struct zone z;

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(zone_open(&z, &arena, str_of(none[i])));
	z = zone("UTC");
	assert_int_equal(zone_offset(&z, 0), 0);
	assert_int_equal(z.nchanges, 1);
}

static void offsets(void **state)
{
	static const struct {
		const char *zone;
		int64_t at;
		int32_t offset;
	} cases[] = {
		{"Europe/London", UTC(SPRING, 1, 0) - 1, 0},
		{"Europe/London", UTC(SPRING, 1, 0), 3600000},
		{"Europe/London", UTC(AUTUMN, 1, 0) - 1, 3600000},
		{"Europe/London", UTC(AUTUMN, 1, 0), 0},
		{"Europe/London", 0, 3600000},               /* British Standard Time */
		{"Europe/London", UTC(-47482, 0, 0), -75000}, /* 1840: local mean time */
		{"Europe/London", INSTANT_MIN, -75000},
		{"Europe/London", INSTANT_MAX, 0},
		{"Asia/Kolkata", UTC(SPRING, 0, 0), 19800000},
		{"America/Sao_Paulo", UTC(PAULO, 3, 0) - 1, -10800000},
		{"America/Sao_Paulo", UTC(PAULO, 3, 0), -7200000},
		{"Etc/GMT+5", 0, -18000000},
		{"Asia/Dubai", UTC(DUBAI - 1, 20, 18), 13272000},
		{"Asia/Dubai", UTC(DUBAI - 1, 20, 19), 14400000},
		{"Asia/Dubai", UTC(SPRING, 0, 0), 14400000},
		{"Antarctica/Rothera", UTC(ROTHERA, 0, 0) - 1, 0},
		{"Antarctica/Rothera", UTC(ROTHERA, 0, 0), -10800000},
		{"Antarctica/Rothera", UTC(SPRING, 0, 0), -10800000},
		{"America/Sao_Paulo", UTC(PAULO_LAST, 2, 0) - 1, -7200000},
		{"America/Sao_Paulo", UTC(PAULO_LAST, 2, 0), -10800000},
		{"America/Sao_Paulo", UTC(SPRING, 0, 0), -10800000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct zone z = zone(cases[i].zone);

		assert_int_equal(zone_offset(&z, cases[i].at), cases[i].offset);
	}
}

/* The look-up by stretches gives what a search of all changes gives. */
static void look_up(void **state)
{
	static const char *const zones[] = {"Europe/London", "Africa/Casablanca", "Asia/Tehran", "Pacific/Apia", "Asia/Tokyo"};

	(void)state;
	for (size_t k = 0; k < sizeof zones / sizeof *zones; k++) {
		struct zone z = zone(zones[k]);

		for (size_t i = 1; i < z.nchanges; i++) {
			assert_true(z.changes[i - 1].at < z.changes[i].at);
			assert_int_equal(zone_change_at(&z, z.changes[i].at - 1), i - 1);
			assert_int_equal(zone_change_at(&z, z.changes[i].at), i);
			assert_int_equal(zone_change_at(&z, z.changes[i].at + 1), i);
		}
	}
}

/* What stands beside a zone's tables is none of it. */
static void tables_end(void **state)
{
	static const struct tz_change changes[] = {{INT64_MIN, 0}, {UTC(SPRING, 1, 0), 3600000}, {UTC(SPRING + 1, 0, 0), 7200000}};
	static const uint32_t starts[] = {90000000, 1, 90000000, 90000000, 90000000};
	const struct zone z = {.changes = changes, .nchanges = 2, .starts = starts + 1, .nstarts = 1, .starts_from = UTC(SPRING, 1, 0)};

	(void)state;
	assert_int_equal(zone_offset(&z, UTC(SPRING, 1, 0) - 1), 0);
	for (int day = 0; day < 1000; day += 100)
		assert_int_equal(zone_offset(&z, UTC(SPRING + day, 1, 0)), 3600000);
	assert_int_equal(zone_offset(&z, INSTANT_MAX), 3600000);
}

static void local_times(void **state)
{
	static const struct {
		const char *zone;
		int32_t day, clock;
		enum civil_fit fit;
		int64_t at;
	} cases[] = {
		{"Europe/London", SPRING, CLOCK(0, 59), CIVIL_ONCE, UTC(SPRING, 0, 59)},
		{"Europe/London", SPRING, CLOCK(1, 0), CIVIL_NEVER, UTC(SPRING, 1, 0)},
		{"Europe/London", SPRING, CLOCK(1, 30), CIVIL_NEVER, UTC(SPRING, 1, 30)},
		{"Europe/London", SPRING, CLOCK(2, 0), CIVIL_ONCE, UTC(SPRING, 1, 0)},
		{"Europe/London", AUTUMN, CLOCK(0, 59), CIVIL_ONCE, UTC(AUTUMN - 1, 23, 59)},
		{"Europe/London", AUTUMN, CLOCK(1, 0), CIVIL_TWICE, UTC(AUTUMN, 0, 0)},
		{"Europe/London", AUTUMN, CLOCK(1, 59), CIVIL_TWICE, UTC(AUTUMN, 0, 59)},
		{"Europe/London", AUTUMN, CLOCK(2, 0), CIVIL_ONCE, UTC(AUTUMN, 2, 0)},
		{"Europe/London", AUTUMN, CLOCK(24, 0), CIVIL_ONCE, UTC(AUTUMN + 1, 0, 0)},
		{"America/Sao_Paulo", PAULO, CLOCK(0, 15), CIVIL_NEVER, UTC(PAULO, 3, 15)},
		{"America/Sao_Paulo", PAULO_BACK - 1, CLOCK(23, 30), CIVIL_TWICE, UTC(PAULO_BACK, 1, 30)},
		{"America/Sao_Paulo", PAULO_BACK, CLOCK(0, 0), CIVIL_ONCE, UTC(PAULO_BACK, 3, 0)},
		{"Pacific/Apia", APIA, CLOCK(12, 0), CIVIL_NEVER, UTC(APIA, 22, 0)},
		{"Pacific/Apia", APIA + 1, CLOCK(0, 0), CIVIL_ONCE, UTC(APIA, 10, 0)},
		{"Africa/Johannesburg", CAPE - 1, CLOCK(23, 30), CIVIL_ONCE, UTC(CAPE - 1, 21, 38)},
		{"Africa/Johannesburg", CAPE - 1, CLOCK(23, 50), CIVIL_TWICE, UTC(CAPE - 1, 21, 58)},
		{"Africa/Johannesburg", CAPE, CLOCK(0, 0), CIVIL_ONCE, UTC(CAPE - 1, 22, 30)},
		{"Asia/Dubai", DUBAI, CLOCK(0, 10), CIVIL_NEVER, UTC(DUBAI - 1, 20, 28) + 48000},
		{"Asia/Dubai", DUBAI, CLOCK(0, 19), CIVIL_ONCE, UTC(DUBAI - 1, 20, 19)},
		{"Asia/Dubai", SPRING, CLOCK(9, 0), CIVIL_ONCE, UTC(SPRING, 5, 0)},
		{"America/Sao_Paulo", PAULO_LAST - 1, CLOCK(22, 59), CIVIL_ONCE, UTC(PAULO_LAST, 0, 59)},
		{"America/Sao_Paulo", PAULO_LAST - 1, CLOCK(23, 30), CIVIL_TWICE, UTC(PAULO_LAST, 1, 30)},
		{"America/Sao_Paulo", PAULO_LAST, CLOCK(0, 0), CIVIL_ONCE, UTC(PAULO_LAST, 3, 0)},
		{"America/Sao_Paulo", SPRING, CLOCK(9, 0), CIVIL_ONCE, UTC(SPRING, 12, 0)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct zone z = zone(cases[i].zone);
		enum civil_fit fit;

		assert_int_equal(civil_instant(&z, cases[i].day, cases[i].clock, &fit), cases[i].at);
		assert_int_equal(fit, cases[i].fit);
	}
}

static void clocks_and_days(void **state)
{
	struct zone london = zone("Europe/London"), kolkata = zone("Asia/Kolkata");

	(void)state;
	assert_int_equal(civil_day(&london, UTC(SPRING, 23, 0)), SPRING + 1);
	assert_int_equal(civil_day(&london, UTC(SPRING, 23, 0) - 1), SPRING);
	assert_int_equal(civil_clock(&london, UTC(SPRING, 0, 59)), CLOCK(0, 59));
	assert_int_equal(civil_clock(&london, UTC(SPRING, 1, 0)), CLOCK(2, 0));
	assert_int_equal(civil_clock(&london, UTC(AUTUMN, 0, 30)), CLOCK(1, 30));
	assert_int_equal(civil_clock(&london, UTC(AUTUMN, 1, 30)), CLOCK(1, 30));
	assert_int_equal(civil_day(&kolkata, UTC(-1, 18, 29)), -1);
	assert_int_equal(civil_day(&kolkata, UTC(-1, 18, 30)), 0);
	assert_int_equal(civil_clock(&kolkata, UTC(-2, 18, 0)), CLOCK(23, 30));
	assert_int_equal(civil_day(&london, INSTANT_MIN), INT32_MIN);
	assert_int_equal(civil_day(&london, INSTANT_MAX), INT32_MAX);
}

static void days_begin_and_end(void **state)
{
	static const struct {
		const char *zone;
		int32_t day;
		int64_t first, last;
	} cases[] = {
		{"Europe/London", SPRING, UTC(SPRING, 0, 0), UTC(SPRING, 23, 0) - 1},
		{"Europe/London", AUTUMN, UTC(AUTUMN - 1, 23, 0), UTC(AUTUMN + 1, 0, 0) - 1},
		{"America/Sao_Paulo", PAULO - 1, UTC(PAULO - 1, 3, 0), UTC(PAULO, 3, 0) - 1},
		{"America/Sao_Paulo", PAULO, UTC(PAULO, 3, 0), UTC(PAULO + 1, 2, 0) - 1},
		{"America/Sao_Paulo", PAULO_BACK - 1, UTC(PAULO_BACK - 1, 2, 0), UTC(PAULO_BACK, 3, 0) - 1},
		{"Asia/Beirut", BEIRUT, UTC(BEIRUT - 1, 22, 0), UTC(BEIRUT, 21, 0) - 1},
		{"Pacific/Apia", APIA, UTC(APIA, 10, 0), UTC(APIA, 10, 0)},
		{"Pacific/Apia", APIA - 1, UTC(APIA - 1, 10, 0), UTC(APIA, 10, 0) - 1},
		{"America/St_Johns", ST_JOHNS, UTC(ST_JOHNS, 2, 30), UTC(ST_JOHNS + 1, 3, 30) - 1},
		{"UTC", -1, UTC(-1, 0, 0), -1},
		{"UTC", INT32_MIN, INSTANT_MIN, UTC(INT64_C(-2147483647), 0, 0) - 1},
		{"UTC", INT32_MAX, UTC(INT64_C(2147483647), 0, 0), INSTANT_MAX},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct zone z = zone(cases[i].zone);
		struct moment m = moment_day(&z, cases[i].day);

		assert_true(m.whole);
		assert_int_equal(m.day, cases[i].day);
		assert_int_equal(m.first, cases[i].first);
		assert_int_equal(m.last, cases[i].last);
		assert_int_equal(civil_day_start(&z, cases[i].day), cases[i].first);
	}
}

static void midnight_gap_shows_one_o_clock(void **state)
{
	struct zone beirut = zone("Asia/Beirut");

	(void)state;
	assert_int_equal(civil_clock(&beirut, civil_day_start(&beirut, BEIRUT)), CLOCK(1, 0));
	assert_int_equal(civil_day(&beirut, civil_day_start(&beirut, BEIRUT)), BEIRUT);
	assert_int_equal(civil_day(&beirut, civil_day_start(&beirut, BEIRUT) - 1), BEIRUT - 1);
}

static void instants_saturate(void **state)
{
	(void)state;
	assert_int_equal(instant_add(5, -7), -2);
	assert_int_equal(instant_add(INSTANT_MAX - 1, 2), INSTANT_MAX);
	assert_int_equal(instant_add(INSTANT_MIN + 1, -2), INSTANT_MIN);
	assert_int_equal(instant_add(INSTANT_MAX, -2), INSTANT_MAX);
	assert_int_equal(instant_add(INSTANT_MIN, 2), INSTANT_MIN);
}

static int open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),           cmocka_unit_test(offsets),
		cmocka_unit_test(look_up),         cmocka_unit_test(local_times),
		cmocka_unit_test(tables_end),
		cmocka_unit_test(clocks_and_days), cmocka_unit_test(days_begin_and_end),
		cmocka_unit_test(midnight_gap_shows_one_o_clock), cmocka_unit_test(instants_saturate),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
