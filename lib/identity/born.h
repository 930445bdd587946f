/* born: a date of birth as far as it is known, and how two of them compare. */
#ifndef IDENTITY_BORN_H
#define IDENTITY_BORN_H

#include "identity/weights.h"

#include "civil/civil.h"

/* Digits as they stood, also of a day that no calendar has. year 0: nothing is known; month or mday 0: that is not. */
struct born {
	int16_t year;
	int8_t month, mday;
};

struct born born_of_day(int32_t day);
/* 1978-11-12, 12/11/1978 (day first, as here), 1978, 1978-11, 11/1978, 12 Nov 1978; "1978-11-00", "1853-87-04" and the like
 * too. Nothing known where it is none of these. */
struct born born_read(struct str text);
bool born_whole(struct born b); /* a day that the calendar has */
int32_t born_day(struct born b); /* of such a day: its number */
/* One of BORN_…; not BORN_MISSING only where both say something. */
enum weight born_compare(struct born a, struct born b);

#endif
