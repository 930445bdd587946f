/* civil: instants, whole days, zones, durations and the statute's periods.
 *
 * An instant is a number of milliseconds since 1970-01-01T00:00Z; a day is a
 * number of days since 1970-01-01 in the proleptic Gregorian calendar. All
 * arithmetic saturates at INSTANT_MIN and INSTANT_MAX, the beginning and the
 * end of time, and what is added to one of these leaves it as it is. So do days
 * at INT32_MIN and INT32_MAX, which reach to the ends of time.
 */
#ifndef CIVIL_CIVIL_H
#define CIVIL_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/tz.h"

#define INSTANT_MIN INT64_MIN
#define INSTANT_MAX INT64_MAX
#define CIVIL_DAY_MS INT64_C(86400000)

struct zone {
	struct str name;
	const struct tz_change *changes;
	size_t nchanges;
	const uint32_t *starts; /* the change in force at the beginning of each stretch of 2^34 ms ... */
	size_t nstarts;
	int64_t starts_from; /* ... from here on */
};

/* False: no zone of that name. */
bool zone_open(struct zone *out, struct arena *a, struct str name);
int32_t zone_offset(const struct zone *z, int64_t instant); /* ms east of UTC */
size_t zone_change_at(const struct zone *z, int64_t instant); /* the change in force: an index of changes */

/* A time: an instant (first == last), a whole day, or a whole day moved by an
 * exact length (a span that is no whole day). */
struct moment {
	int64_t first, last; /* both ends in */
	bool whole;          /* a whole civil day: [midnight, next midnight - 1 ms] */
	int32_t day;         /* of a whole day */
};

struct moment moment_instant(int64_t at);
struct moment moment_day(const struct zone *z, int32_t day);
bool moment_exact(struct moment m); /* one instant */

/* The civil day and the clock (ms since midnight as the clock shows it). */
int32_t civil_day(const struct zone *z, int64_t instant);
int32_t civil_clock(const struct zone *z, int64_t instant);
enum civil_fit { CIVIL_ONCE, CIVIL_TWICE, CIVIL_NEVER };
/* The instant at a local day and clock. Twice: the first; never: moved on by
 * the gap. fit may be NULL. */
int64_t civil_instant(const struct zone *z, int32_t day, int32_t clock_ms, enum civil_fit *fit);
/* The first instant of a day: where its midnight does not occur, the clock change that skips it. */
int64_t civil_day_start(const struct zone *z, int32_t day);
int64_t civil_day_end(const struct zone *z, int32_t day); /* last millisecond */

/* Days of the calendar. month 1..12, day 1..31; false: no such date. Years 1 to 9999. */
bool civil_from_ymd(int32_t *day, int year, int month, int mday);
void civil_to_ymd(int *year, int *month, int *mday, int32_t day);
int civil_weekday(int32_t day); /* 0 = Monday … 6 = Sunday */
int32_t day_add(int32_t day, int64_t days); /* saturating */
int32_t day_add_months(int32_t day, int64_t months); /* saturating; a month end clamps */

/* A length: months and days are civil, ms is exact. */
struct duration {
	int32_t months, days;
	int64_t ms;
};

/* Civil parts first (a month end clamps, the clock stays), then the exact part.
 * sign is 1 or -1. A whole day moved by a civil length is a whole day; one
 * moved by an exact length has both ends moved and is no whole day. */
struct moment moment_add(const struct zone *z, struct moment m, struct duration d, int sign);
int64_t instant_add(int64_t instant, int64_t ms); /* saturating */

/* "7d", "12h", "2w", "3mo", "1y", "30min", "90s", "500ms"? no: s min h d w mo y;
 * several may follow each other ("1d12h"); or ISO 8601 "P1Y2M3DT4H5M6.5S", "P2W".
 * No sign. False: not a duration, or too large (over 10,000 years). */
bool duration_parse(struct duration *out, struct str s);
/* How a length that duration_parse does not take is written: "7d" for "7 days" and for "7". False: no idea. */
bool duration_hint(struct buf *out, struct str s);
bool duration_is_exact(struct duration d);
bool duration_is_civil(struct duration d); /* no exact part */

/* Exactly YYYY-MM-DD. */
bool day_parse(int32_t *day, struct str s);
/* HH:MM, HH:MM:SS or HH:MM:SS.mmm; 24:00 only where end_of_day is true. */
bool clock_parse(int32_t *ms, struct str s, bool end_of_day);
/* ISO 8601: a date; or a date, T or one blank, a clock, and Z, +HH:MM, +HHMM, +HH or
 * nothing (local in z). Also basic format 20260301T090000Z and bare 20260301. fit as above. */
bool moment_parse(struct moment *out, struct str s, const struct zone *z, enum civil_fit *fit);
/* By a strptime-like pattern: %Y %y %m %d %e %H %I %M %S %p %b %B %f (fraction) %z %Z (BST, GMT, UTC, Z) %j %a
 * %A %T %F %s; a blank matches any run of blanks; %y: 00-68 is 20xx, 69-99 is 19xx; names of
 * months in English, short or long. The whole text must be used. Without a clock in
 * the pattern the result is a whole day. */
bool moment_parse_format(struct moment *out, struct str s, struct str format, const struct zone *z, enum civil_fit *fit);
/* The same, with %y in the hundred years that begin with pivot; 0: 1969. */
bool moment_parse_pivot(struct moment *out, struct str s, struct str format, int pivot, const struct zone *z,
                        enum civil_fit *fit);
/* The text has the pattern's form, whether or not the calendar has such a day. */
bool moment_fits_format(struct str s, struct str format);
/* False where the pattern has a directive that is not one of the above; bad: its offset. */
bool moment_format_valid(struct str format, size_t *bad);

/* ISO 8601 with offset, ms only where not zero; a whole day as a bare date.
 * A span that is neither: first/last with a slash between. */
void moment_print(struct buf *out, struct moment m, const struct zone *z);
/* As people write it: "Fri 1 May 2026 09:00" (seconds where not zero), "Fri 1 May 2026";
 * the ends of time as "the beginning of time" and "the end of time". */
void moment_say(struct buf *out, struct moment m, const struct zone *z);
void day_print(struct buf *out, int32_t day);   /* 2026-05-01 */
void clock_print(struct buf *out, int32_t ms);  /* 19:00 or 19:00:05 */
void duration_print(struct buf *out, struct duration d); /* 7d, 1d12h; 0s; parts of unlike signs each with its own: 1d-12h */

/* Three-valued order of times: -1 false, 0 unknown, 1 true.
 * a <= b: true where the last instant of a is at or before the first of b, false
 * where the first of a is after the last of b, else unknown; two whole days
 * compare as dates. */
int moment_le(struct moment a, struct moment b);
int moment_lt(struct moment a, struct moment b);
int moment_eq(struct moment a, struct moment b); /* unknown where they overlap and are not both instants or both days */
/* m in [from, by]: a bound that is a whole day takes the whole day in; a bound that
 * is another span leaves its own inside unknown. */
int moment_within(struct moment m, struct moment from, struct moment by);

/* The statute's ways of counting; each gives the last millisecond of a day. */
/* "the period of n days beginning with" from: day one is the day of from itself. n >= 1. */
int64_t civil_period(const struct zone *z, int64_t n, int32_t from);
/* The day n + 1 days before day: n whole days lie between. */
int64_t civil_clear_days_before(const struct zone *z, int64_t n, int32_t day);
/* The nth day after `from` that is no Saturday, Sunday or holiday (sorted days). */
int64_t civil_workdays(const struct zone *z, int64_t n, int32_t from, const int32_t *holidays, size_t nholidays);
/* Whole years; born on 29 February: on 1 March of other years. Negative before birth. */
int civil_age(int32_t born, int32_t on);

/* Weekly hours: minutes of the week's days. "mon-fri 19:00..07:00": a span past
 * midnight belongs to the day on which it begins. Days: mon..sun, a range, a list with
 * commas, "daily"; no days: every day. 24:00 ends a day. Ends of a span: from is in, until is out. */
struct weekly {
	uint8_t days;         /* bit 0 = Monday */
	int32_t from, until;  /* clock ms; until <= from: past midnight */
};
bool weekly_parse(struct weekly *out, struct str s);
/* Is the local clock at that instant inside one of the spans? */
bool weekly_inside(const struct weekly *spans, size_t nspans, const struct zone *z, int64_t instant);
/* Over [first, last]: 1 always inside, -1 never, 0 partly. */
int weekly_covers(const struct weekly *spans, size_t nspans, const struct zone *z, int64_t first, int64_t last);
void weekly_print(struct buf *out, const struct weekly *w);

#endif
