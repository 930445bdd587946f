/* tz: the clock changes of an IANA time zone, read once from ICU. */
#ifndef BASE_TZ_H
#define BASE_TZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* From `at` (ms since 1970-01-01T00:00Z) on, local time is UTC plus offset ms. */
struct tz_change {
	int64_t at;
	int32_t offset;
};

/* Changes from 1800 to 2300, first entry at INT64_MIN; false: no such zone. */
bool tz_load(struct tz_change **out, size_t *nchanges, struct arena *a, struct str name);
/* "2024a" and the like. */
const char *tz_version(void);

#endif
