/* geo_use: when a place is in use: its first and last day, its terms, its weekly hours.
 */
#ifndef LANG_GEO_USE_H
#define LANG_GEO_USE_H

#include "lang/value.h"

struct days { /* both ends in */
	int32_t first, last;
};

struct geo_use {
	int32_t from, until;        /* until: the first day out; INT32_MIN, INT32_MAX: open */
	const struct days *terms;   /* none: all the year */
	size_t nterms;
	const struct weekly *hours; /* none: all day */
	size_t nhours;
};

/* "2026-09-02..2026-10-23", or one day. False: no such days, or the last before the first. */
bool days_parse(struct days *out, struct str s);
/* Is it in use throughout t? Unknown: for a part of it. u NULL: always. */
enum truth geo_in_use(const struct geo_use *u, struct moment t, const struct zone *z);
bool geo_use_same(const struct geo_use *a, const struct geo_use *b); /* either may be NULL */

#endif
