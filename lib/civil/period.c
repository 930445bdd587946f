#include "civil/civil.h"

/* Any count beyond this goes past the ends of time. */
#define MOST_DAYS (INT64_C(1) << 33)

static int64_t bounded(int64_t n)
{
	return n > MOST_DAYS ? MOST_DAYS : n < -MOST_DAYS ? -MOST_DAYS : n;
}

int64_t civil_period(const struct zone *z, int64_t n, int32_t from)
{
	return civil_day_end(z, day_add(from, bounded(n) - 1));
}

int64_t civil_clear_days_before(const struct zone *z, int64_t n, int32_t day)
{
	int32_t before = day_add(day, -bounded(n) - 1);

	return before == INT32_MIN ? INSTANT_MIN : civil_day_end(z, before);
}

static bool weekend(int32_t day)
{
	return civil_weekday(day) >= 5;
}

/* Holidays that are no weekend days, in (after, upto]; *i goes on from the first later than `after`. */
static int64_t take_holidays(size_t *i, const int32_t *holidays, size_t nholidays, int32_t after, int32_t upto)
{
	int64_t n = 0;

	for (; *i < nholidays && holidays[*i] <= upto; ++*i) {
		bool repeated = *i > 0 && holidays[*i] == holidays[*i - 1];

		n += holidays[*i] > after && !repeated && !weekend(holidays[*i]);
	}
	return n;
}

/* Whole weeks first, five days each; then the holidays that were passed and
 * the rest, day by day. */
int64_t civil_workdays(const struct zone *z, int64_t n, int32_t from, const int32_t *holidays, size_t nholidays)
{
	int64_t left = bounded(n), nweeks = left > 0 ? left / 5 : 0;
	int32_t day = day_add(from, nweeks * 7);
	size_t i = 0;

	left += take_holidays(&i, holidays, nholidays, from, day) - nweeks * 5;
	while (left > 0 && day != INT32_MAX) {
		int32_t next = day_add(day, 1);

		left -= !weekend(next) && take_holidays(&i, holidays, nholidays, day, next) == 0;
		day = next;
	}
	/* Whole weeks can end on a day that does not count. */
	while (day > from && day != INT32_MAX && weekend(day))
		day = day_add(day, -1);
	return civil_day_end(z, day);
}
