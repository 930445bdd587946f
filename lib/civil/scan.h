/* scan: small steps of the parsers of times, for the inside of civil alone.
 *
 * Each takes what it knows from the front of *rest, or returns false.
 */
#ifndef CIVIL_SCAN_H
#define CIVIL_SCAN_H

#include "base/str.h"

static inline bool scan_char(struct str *rest, char c)
{
	if (rest->n == 0 || *rest->at != c)
		return false;
	rest->at++;
	rest->n--;
	return true;
}

/* Exactly two digits. */
static inline bool scan_two(int32_t *out, struct str *rest)
{
	unsigned tens, ones;

	if (rest->n < 2)
		return false;
	tens = (unsigned)rest->at[0] - '0';
	ones = (unsigned)rest->at[1] - '0';
	if (tens > 9 || ones > 9)
		return false;
	*out = (int32_t)(tens * 10 + ones);
	rest->at += 2;
	rest->n -= 2;
	return true;
}

/* Between least and most digits, at most 17; takes as many as there are. */
bool scan_number(int64_t *out, struct str *rest, size_t least, size_t most);
/* One to nine digits of a second's fraction; below a millisecond they are dropped. */
bool scan_fraction(int32_t *ms, struct str *rest);
/* HH:MM, then :SS, then a fraction behind a point or comma; without colons where
 * `colons` is false. 24:00 is a time. */
bool scan_clock(int32_t *ms, struct str *rest, bool colons);
/* Z, +HH:MM, +HHMM or +HH, as ms. */
bool scan_offset(int32_t *ms, struct str *rest);
/* One of n names, of which two can begin alike: the longest; without regard to ASCII case. */
bool scan_name(int *which, struct str *rest, const struct str *names, int n);

#endif
