/* Days, clocks and lengths against ICU: twenty bytes are an instant, a zone, and what is added. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>

#include "civil/civil.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

struct sample {
	int64_t instant;
	int32_t months, days;
	size_t zone;
};

static const char *const names[] = {"Europe/London", "Europe/Dublin", "Australia/Lord_Howe", "America/St_Johns",
                                    "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca"};
enum { NZONES = sizeof names / sizeof *names };
static struct zone zones[NZONES];
static UCalendar *theirs[NZONES], *utc;

static UCalendar *open_theirs(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[64];
	int32_t n = 0;

	for (; name[n]; n++)
		wide[n] = (UChar)name[n];
	UCalendar *c = ucal_open(wide, n, "en_GB", UCAL_GREGORIAN, &status);
	ucal_setGregorianChange(c, -1e15, &status);
	ucal_setAttribute(c, UCAL_REPEATED_WALL_TIME, UCAL_WALLTIME_FIRST);
	ucal_setAttribute(c, UCAL_SKIPPED_WALL_TIME, UCAL_WALLTIME_LAST);
	assert(U_SUCCESS(status));
	return c;
}

static void open_all(void)
{
	static struct arena arena;

	arena_init(&arena);
	utc = open_theirs("Etc/UTC");
	for (size_t i = 0; i < NZONES; i++) {
		theirs[i] = open_theirs(names[i]);
		if (!zone_open(&zones[i], &arena, str_of(names[i])))
			abort();
	}
}

static int get(UCalendar *c, UCalendarDateFields field)
{
	UErrorCode status = U_ZERO_ERROR;
	int value = ucal_get(c, field, &status);

	assert(U_SUCCESS(status));
	return value;
}

static void set_millis(UCalendar *c, int64_t at)
{
	UErrorCode status = U_ZERO_ERROR;

	ucal_setMillis(c, (double)at, &status);
	assert(U_SUCCESS(status));
}

static int64_t millis(UCalendar *c)
{
	UErrorCode status = U_ZERO_ERROR;
	double at = ucal_getMillis(c, &status);

	assert(U_SUCCESS(status));
	return (int64_t)at;
}

static void read_fields(const struct sample *s)
{
	const struct zone *z = &zones[s->zone];
	UCalendar *c = theirs[s->zone];
	int year, month, mday;

	set_millis(c, s->instant);
	int32_t day = civil_day(z, s->instant);
	civil_to_ymd(&year, &month, &mday, day);
	assert(year == get(c, UCAL_YEAR) && month == get(c, UCAL_MONTH) + 1 && mday == get(c, UCAL_DATE));
	assert(civil_weekday(day) == (get(c, UCAL_DAY_OF_WEEK) + 5) % 7);
	assert(civil_clock(z, s->instant) == get(c, UCAL_MILLISECONDS_IN_DAY));
	assert(zone_offset(z, s->instant) == get(c, UCAL_ZONE_OFFSET) + get(c, UCAL_DST_OFFSET));
}

/* Months and days on a calendar without clock changes, then the clock in the zone. */
static int64_t moved(const struct sample *s)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *c = theirs[s->zone];

	set_millis(c, s->instant);
	int clock = get(c, UCAL_MILLISECONDS_IN_DAY);
	ucal_clear(utc);
	ucal_setDate(utc, get(c, UCAL_YEAR), get(c, UCAL_MONTH), get(c, UCAL_DATE), &status);
	ucal_add(utc, UCAL_MONTH, s->months, &status);
	ucal_add(utc, UCAL_DATE, s->days, &status);
	ucal_clear(c);
	ucal_setDateTime(c, get(utc, UCAL_YEAR), get(utc, UCAL_MONTH), get(utc, UCAL_DATE), clock / 3600000, clock / 60000 % 60,
	                 clock / 1000 % 60, &status);
	ucal_set(c, UCAL_MILLISECOND, clock % 1000);
	assert(U_SUCCESS(status));
	return millis(c);
}

static void add(const struct sample *s)
{
	const struct duration d = {.months = abs(s->months), .days = abs(s->days)};
	struct sample signs = *s;
	int sign = s->months < 0 ? -1 : 1;

	signs.months = sign * d.months;
	signs.days = sign * d.days;
	struct moment m = moment_add(&zones[s->zone], moment_instant(s->instant), d, sign);
	/* Nothing added leaves a time in the second of two equal hours where it is. */
	bool nothing = d.months == 0 && d.days == 0;
	assert(moment_exact(m) && m.first == (nothing ? s->instant : moved(&signs)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const int64_t from = INT64_C(-4733510400000), span = INT64_C(14200000000000); /* 1820 to 2270: clock changes are read from 1800 to 2300 */
	struct sample s = {0};
	int16_t parts[2];
	uint64_t raw;

	if (!utc)
		open_all();
	if (n < sizeof raw + sizeof parts + 1)
		return 0;
	memcpy(&raw, bytes, sizeof raw);
	memcpy(parts, bytes + sizeof raw, sizeof parts);
	s.instant = from + (int64_t)(raw % (uint64_t)span);
	s.months = parts[0] % 240;
	s.days = parts[1] % 3000;
	s.zone = bytes[sizeof raw + sizeof parts] % NZONES;
	read_fields(&s);
	add(&s);
	return 0;
}
