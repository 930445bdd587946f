#include "civil/civil.h"

/* Eras of 400 years of 146,097 days, the year beginning in March, after
 * Howard Hinnant's "chrono-compatible low-level date algorithms". */
enum { ERA_DAYS = 146097, EPOCH_SHIFT = 719468 };

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int32_t clamp_day(int64_t day)
{
	return day < INT32_MIN ? INT32_MIN : day > INT32_MAX ? INT32_MAX : (int32_t)day;
}

static int64_t day_of(int64_t year, int month, int mday)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_div(y, 400), of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + mday - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_SHIFT;
}

static bool leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && leap(year));
}

bool civil_from_ymd(int32_t *day, int year, int month, int mday)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || mday < 1 || mday > month_days(year, month))
		return false;
	*day = (int32_t)day_of(year, month, mday);
	return true;
}

void civil_to_ymd(int *year, int *month, int *mday, int32_t day)
{
	int64_t shifted = (int64_t)day + EPOCH_SHIFT;
	int64_t era = floor_div(shifted, ERA_DAYS), of_era = shifted - era * ERA_DAYS;
	int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (int)((5 * of_year + 2) / 153);

	*mday = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int)(y + era * 400 + (*month <= 2));
}

int civil_weekday(int32_t day)
{
	int64_t since = (int64_t)day + 3; /* 1970-01-01 was a Thursday */

	return (int)(since - floor_div(since, 7) * 7);
}

int32_t day_add(int32_t day, int64_t days)
{
	int64_t sum;

	if (day == INT32_MIN || day == INT32_MAX)
		return day;
	if (__builtin_add_overflow((int64_t)day, days, &sum))
		return days < 0 ? INT32_MIN : INT32_MAX;
	return clamp_day(sum);
}

int32_t day_add_months(int32_t day, int64_t months)
{
	const int64_t most = INT64_C(200000000); /* more than all days there are */
	int64_t count, to_year;
	int year, month, mday, last;

	if (day == INT32_MIN || day == INT32_MAX)
		return day;
	if (months < -most || months > most)
		return months < 0 ? INT32_MIN : INT32_MAX;
	civil_to_ymd(&year, &month, &mday, day);
	count = (int64_t)year * 12 + month - 1 + months;
	to_year = floor_div(count, 12);
	month = (int)(count - to_year * 12) + 1;
	last = month_days(to_year, month);
	return clamp_day(day_of(to_year, month, mday < last ? mday : last));
}

int civil_age(int32_t born, int32_t on)
{
	int y0, m0, d0, y1, m1, d1;

	civil_to_ymd(&y0, &m0, &d0, born);
	civil_to_ymd(&y1, &m1, &d1, on);
	return y1 - y0 - (m1 < m0 || (m1 == m0 && d1 < d0));
}
