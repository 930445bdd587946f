#include "civil/civil_fixture.h"

static void check(struct moment m, int64_t first, int64_t last, bool whole, int32_t day)
{
	assert_int_equal(m.first, first);
	assert_int_equal(m.last, last);
	assert_int_equal(m.whole, whole);
	assert_int_equal(m.day, day);
}

static void instants_move(void **state)
{
	static const struct {
		int64_t from;
		struct duration d;
		int sign;
		int64_t to;
	} cases[] = {
		{UTC(SPRING - 1, 12, 0), {0, 1, 0}, 1, UTC(SPRING, 11, 0)},        /* the same clock time */
		{UTC(SPRING - 1, 12, 0), {0, 0, 24 * HOUR}, 1, UTC(SPRING, 12, 0)},
		{UTC(SPRING, 11, 0), {0, 1, 0}, -1, UTC(SPRING - 1, 12, 0)},
		{UTC(SPRING - 1, 1, 30), {0, 1, 0}, 1, UTC(SPRING, 1, 30)},        /* 01:30 moves on to 02:30 */
		{UTC(AUTUMN - 1, 0, 30), {0, 1, 0}, 1, UTC(AUTUMN, 0, 30)},        /* 01:30 twice: the first */
		{UTC(AUTUMN, 1, 30), {0, 0, HOUR}, -1, UTC(AUTUMN, 0, 30)},
		{UTC(AUTUMN, 1, 30), {0, 0, 0}, 1, UTC(AUTUMN, 1, 30)},            /* the second stays the second */
		{UTC(SPRING + 2, 8, 0), {1, 0, 0}, -1, UTC(SPRING - 29, 9, 0)},    /* 31 March to 28 February, 09:00 */
		{UTC(MAY, 8, 0), {1, 1, HOUR}, 1, UTC(MAY + 32, 9, 0)},
		{UTC(MAY, 8, 0), {12, 0, 0}, -1, UTC(MAY - 365, 8, 0)},
		{INSTANT_MAX, {0, 7, 0}, -1, INSTANT_MAX},
		{INSTANT_MIN, {1, 0, HOUR}, 1, INSTANT_MIN},
		{INSTANT_MAX - 5, {0, 0, 6}, 1, INSTANT_MAX},
		{UTC(INT64_C(2147483640), 0, 0), {0, 3000000, 0}, 1, INSTANT_MAX},
		{UTC(INT64_C(-2147483640), 0, 0), {120000, 0, 0}, -1, INSTANT_MIN},
		{0, {0, 0, INT64_MIN}, -1, INSTANT_MAX},
		{-5, {0, 0, INT64_MIN}, -1, INSTANT_MAX - 4},
		{INSTANT_MAX, {12, 0, 0}, -1, INSTANT_MAX},
		{INSTANT_MIN, {0, 3, 0}, 1, INSTANT_MIN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moment m = moment_add(&london, moment_instant(cases[i].from), cases[i].d, cases[i].sign);

		check(m, cases[i].to, cases[i].to, false, 0);
	}
}

static void days_move(void **state)
{
	struct moment may = moment_day(&london, MAY);

	(void)state;
	check(may, UTC(MAY - 1, 23, 0), UTC(MAY, 23, 0) - 1, true, MAY);
	check(moment_add(&london, may, (struct duration){0, 7, 0}, 1), UTC(MAY + 6, 23, 0), UTC(MAY + 7, 23, 0) - 1, true, MAY + 7);
	check(moment_add(&london, may, (struct duration){0, 0, HOUR}, 1), UTC(MAY, 0, 0), UTC(MAY + 1, 0, 0) - 1, false, 0);
	check(moment_add(&london, may, (struct duration){0, 1, HOUR}, -1), UTC(MAY - 2, 22, 0), UTC(MAY - 1, 22, 0) - 1, false, 0);
	/* A day already moved by hours, and again: both its ends. */
	check(moment_add(&london, moment_add(&london, may, (struct duration){0, 0, HOUR}, 1), (struct duration){0, 0, 2 * HOUR}, 1),
	      UTC(MAY, 2, 0), UTC(MAY + 1, 2, 0) - 1, false, 0);
	/* ... and by a day: each end keeps its clock time. */
	check(moment_add(&london, moment_add(&london, moment_day(&london, SPRING - 2), (struct duration){0, 0, HOUR}, 1),
	                 (struct duration){0, 1, 0}, 1),
	      UTC(SPRING - 1, 1, 0), UTC(SPRING, 0, 59) + 59999, false, 0);
}

static void orders(void **state)
{
	const struct moment day = moment_day(&london, MAY), next = moment_day(&london, MAY + 1);
	const struct moment noon = moment_instant(UTC(MAY, 11, 0)), later = moment_instant(UTC(MAY, 12, 0));
	const struct moment midnight = moment_instant(UTC(MAY - 1, 23, 0)), late = moment_instant(UTC(MAY, 23, 0) - 1);
	const struct moment moved = moment_add(&london, day, (struct duration){0, 0, HOUR}, 1);
	const struct {
		struct moment a, b;
		int le, lt, eq;
	} cases[] = {
		{noon, later, 1, 1, -1},   {later, noon, -1, -1, -1}, {noon, noon, 1, -1, 1},   {day, next, 1, 1, -1},
		{next, day, -1, -1, -1},   {day, day, 1, -1, 1},      {noon, day, 0, 0, 0},     {day, noon, 0, 0, 0},
		{midnight, day, 1, 0, 0},  {day, midnight, 0, -1, 0}, {late, day, 0, -1, 0},    {day, late, 1, 0, 0},
		{noon, next, 1, 1, -1},    {next, noon, -1, -1, -1},  {day, moved, 0, 0, 0},    {moved, moved, 0, 0, 0},
		{midnight, moved, 1, 1, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(moment_le(cases[i].a, cases[i].b), cases[i].le);
		assert_int_equal(moment_lt(cases[i].a, cases[i].b), cases[i].lt);
		assert_int_equal(moment_eq(cases[i].a, cases[i].b), cases[i].eq);
		assert_int_equal(moment_eq(cases[i].b, cases[i].a), cases[i].eq);
	}
}

static void bounds(void **state)
{
	const struct moment day = moment_day(&london, MAY), next = moment_day(&london, MAY + 1);
	const struct moment noon = moment_instant(UTC(MAY, 11, 0)), later = moment_instant(UTC(MAY, 12, 0));
	const struct moment last = moment_instant(UTC(MAY, 23, 0) - 1), after = moment_instant(UTC(MAY, 23, 0));
	const struct moment begin = moment_instant(INSTANT_MIN), end = moment_instant(INSTANT_MAX);
	const struct moment moved = moment_add(&london, day, (struct duration){0, 0, HOUR}, 1);
	const struct {
		struct moment m, from, by;
		int in;
	} cases[] = {
		{noon, noon, later, 1},  {later, noon, later, 1}, {noon, later, end, -1},  {later, begin, noon, -1},
		{noon, day, day, 1},     {last, day, day, 1},     {after, day, day, -1},   {day, day, day, 1},
		{day, day, next, 1},     {next, day, day, -1},    {day, noon, end, 0},     {day, begin, noon, 0},
		{day, later, noon, -1},  {noon, moved, end, 0},   {noon, begin, moved, 0}, {after, moved, end, 0},
		{next, moved, end, 0},   {day, begin, end, 1},    {noon, next, end, -1},   {moved, day, day, 0},
		{moved, day, next, 1},   {noon, next, day, -1},    {noon, noon, noon, 1},    {later, noon, noon, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(moment_within(cases[i].m, cases[i].from, cases[i].by), cases[i].in);
}

static void exactness(void **state)
{
	(void)state;
	assert_true(moment_exact(moment_instant(5)));
	assert_false(moment_exact(moment_day(&london, MAY)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants_move),
		cmocka_unit_test(days_move),
		cmocka_unit_test(orders),
		cmocka_unit_test(bounds),
		cmocka_unit_test(exactness),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
