/* Civil time of the United Kingdom, without a zone database.
 *
 * A stamp is a local time to the minute, or a whole day. Summer time begins at
 * 01:00 UTC on the last Sunday of March and ends at 01:00 UTC on that of October
 * (Summer Time Order 2002); a local time that comes twice means the first.
 */
#ifndef FEEDGEN_CLOCK_H
#define FEEDGEN_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_DAY 1440 /* minutes */

struct stamp {
	int64_t minute; /* local, since 1970-01-01T00:00 */
	bool day;       /* a whole day */
};

/* How a column writes its times. */
enum clock_shape { SHAPE_ISO, SHAPE_UTC, SHAPE_UK, SHAPE_OFFSET };

/* "2028-03-01", "2028-03-01T09:30", or "now". Ends the program at anything else. */
struct stamp stamp_parse(const char *text);

/* That many days after 1970-01-01. */
struct stamp stamp_day(int64_t days);

struct stamp stamp_plus(struct stamp s, int64_t minutes);

/* The same date so many years later; 28 February after a 29th where there is none. */
struct stamp stamp_years(struct stamp s, int years);

int64_t stamp_days(struct stamp s);

/* Minutes that local time is ahead of UTC: 0 or 60. */
int stamp_offset(struct stamp s);

void stamp_print(char out[40], struct stamp s, enum clock_shape shape);

#endif
