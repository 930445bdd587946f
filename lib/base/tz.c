#include "base/tz.h"

#include <unicode/ucal.h>

#include "base/vec.h"

enum { NAME_UNITS = 64 };

static const UDate BEGIN = -5364662400000.0; /* 1800-01-01T00:00Z */
static const UDate END = 10413792000000.0;   /* 2300-01-01T00:00Z */

struct changes {
	struct tz_change *at;
	size_t n, cap;
};

/* The name in UTF-16, where ICU has a zone of exactly that name. */
static bool zone_known(UChar *out, int32_t *n, struct str name)
{
	UChar canonical[NAME_UNITS];
	UBool system = false;
	UErrorCode status = U_ZERO_ERROR;

	if (name.n == 0 || name.n >= NAME_UNITS || str_eq_cstr(name, "Etc/Unknown"))
		return false;
	for (size_t i = 0; i < name.n; i++) {
		if (name.at[i] <= ' ' || name.at[i] > '~')
			return false;
		out[i] = (UChar)name.at[i];
	}
	*n = (int32_t)name.n;
	ucal_getCanonicalTimeZoneID(out, *n, canonical, NAME_UNITS, &system, &status);
	return U_SUCCESS(status) && system;
}

static int32_t offset_now(const UCalendar *calendar, UErrorCode *status)
{
	return ucal_get(calendar, UCAL_ZONE_OFFSET, status) + ucal_get(calendar, UCAL_DST_OFFSET, status);
}

static bool read_changes(struct changes *v, struct arena *a, UCalendar *calendar)
{
	UErrorCode status = U_ZERO_ERROR;
	UDate at = BEGIN;
	int32_t offset;

	ucal_setMillis(calendar, BEGIN, &status);
	offset = offset_now(calendar, &status);
	*VEC_PUSH(a, v) = (struct tz_change){.at = INT64_MIN, .offset = offset};
	while (U_SUCCESS(status) &&
	       ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &at, &status) && at < END) {
		ucal_setMillis(calendar, at, &status);
		offset = offset_now(calendar, &status);
		if (offset != v->at[v->n - 1].offset)
			*VEC_PUSH(a, v) = (struct tz_change){.at = (int64_t)at, .offset = offset};
	}
	return U_SUCCESS(status);
}

bool tz_load(struct tz_change **out, size_t *nchanges, struct arena *a, struct str name)
{
	struct changes v = {0};
	UChar id[NAME_UNITS];
	int32_t n;
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar;
	bool good;

	if (!zone_known(id, &n, name))
		return false;
	calendar = ucal_open(id, n, "en", UCAL_GREGORIAN, &status);
	if (U_FAILURE(status))
		return false;
	good = read_changes(&v, a, calendar);
	ucal_close(calendar);
	*out = v.at;
	*nchanges = v.n;
	return good;
}

const char *tz_version(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *version = ucal_getTZDataVersion(&status);

	return U_SUCCESS(status) ? version : "unknown";
}
