#include "clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct date {
	int64_t year;
	int month, day;
};

/* Days of the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_of(struct date d)
{
	int64_t y = d.year - (d.month <= 2), era = y / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static struct date date_of(int64_t days)
{
	int64_t z = days + 719468, era = z / 146097, of_era = z - era * 146097;
	int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
	int month = (int)(m < 10 ? m + 3 : m - 9);

	return (struct date){y + era * 400 + (month <= 2), month, (int)(of_year - (153 * m + 2) / 5 + 1)};
}

struct stamp stamp_parse(const char *text)
{
	int year, month, day, hour = 0, minute = 0, n = 0;

	if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3 || n != 10)
		goto wrong;
	int64_t at = days_of((struct date){year, month, day}) * CLOCK_DAY;
	if (text[n] == '\0')
		return (struct stamp){at, true};
	if (sscanf(text + n, "T%2d:%2d%n", &hour, &minute, &n) == 2 && n == 6 && text[10 + n] == '\0')
		return (struct stamp){at + hour * 60 + minute, false};
wrong:
	fprintf(stderr, "feedgen: no time: %s\n", text);
	exit(2);
}

struct stamp stamp_day(int64_t days)
{
	return (struct stamp){days * CLOCK_DAY, true};
}

struct stamp stamp_plus(struct stamp s, int64_t minutes)
{
	return (struct stamp){s.minute + minutes, s.day};
}

int64_t stamp_days(struct stamp s)
{
	return s.minute / CLOCK_DAY;
}

struct stamp stamp_years(struct stamp s, int years)
{
	struct date d = date_of(stamp_days(s));
	int64_t of_day = s.minute % CLOCK_DAY;
	bool leap = (d.year + years) % 4 == 0 && ((d.year + years) % 100 != 0 || (d.year + years) % 400 == 0);

	d.year += years;
	if (d.month == 2 && d.day == 29 && !leap)
		d.day = 28;
	return (struct stamp){days_of(d) * CLOCK_DAY + of_day, s.day};
}

static int64_t last_sunday(int64_t year, int month)
{
	int64_t last = days_of((struct date){year, month, 31});

	return last - (last + 4) % 7; /* 1970-01-01 was a Thursday */
}

int stamp_offset(struct stamp s)
{
	int64_t year = date_of(stamp_days(s)).year;
	int64_t begins = last_sunday(year, 3) * CLOCK_DAY + 60, ends = last_sunday(year, 10) * CLOCK_DAY + 120;

	return s.minute >= begins && s.minute < ends ? 60 : 0;
}

void stamp_print(char out[40], struct stamp s, enum clock_shape shape)
{
	int offset = s.day ? 0 : stamp_offset(s);
	int64_t at = shape == SHAPE_UTC ? s.minute - offset : s.minute;
	struct date d = date_of(at / CLOCK_DAY);
	int hour = (int)(at % CLOCK_DAY / 60), minute = (int)(at % 60);
	int n = snprintf(out, 40, shape == SHAPE_UK ? "%02" PRId64 "/%02d/%04" PRId64 : "%04" PRId64 "-%02d-%02" PRId64,
		shape == SHAPE_UK ? (int64_t)d.day : d.year, d.month, shape == SHAPE_UK ? d.year : (int64_t)d.day);

	if (s.day)
		return;
	n += snprintf(out + n, (size_t)(40 - n), "%c%02d:%02d", shape == SHAPE_UK ? ' ' : 'T', hour, minute);
	if (shape == SHAPE_UTC)
		snprintf(out + n, (size_t)(40 - n), ":00Z");
	else if (shape == SHAPE_OFFSET)
		snprintf(out + n, (size_t)(40 - n), ":00+%02d:00", offset / 60);
}
