#include "civil/civil.h"

enum { STRETCH_BITS = 34 }; /* about 199 days: seldom more than two changes */

/* For each stretch the change in force when it begins, so that a look-up need
 * search a change or two only. */
static void index_changes(struct zone *z, struct arena *a)
{
	uint64_t length;
	uint32_t *starts;
	size_t i = 1;

	if (z->nchanges < 2)
		return;
	z->starts_from = z->changes[1].at;
	length = (uint64_t)z->changes[z->nchanges - 1].at - (uint64_t)z->starts_from;
	z->nstarts = (size_t)(length >> STRETCH_BITS) + 1;
	starts = arena_array(a, z->nstarts, sizeof *starts);
	for (size_t k = 0; k < z->nstarts; k++) {
		int64_t begin = z->starts_from + (int64_t)(k << STRETCH_BITS);

		while (i + 1 < z->nchanges && z->changes[i + 1].at <= begin)
			i++;
		starts[k] = (uint32_t)i;
	}
	z->starts = starts;
}

bool zone_open(struct zone *out, struct arena *a, struct str name)
{
	struct tz_change *changes;

	*out = (struct zone){0};
	if (!tz_load(&changes, &out->nchanges, a, name))
		return false;
	out->name = str_dup(a, name);
	out->changes = changes;
	index_changes(out, a);
	return true;
}

size_t zone_change_at(const struct zone *z, int64_t instant)
{
	uint64_t k;
	size_t i;

	if (z->nstarts == 0 || instant < z->starts_from)
		return 0;
	k = ((uint64_t)instant - (uint64_t)z->starts_from) >> STRETCH_BITS;
	i = z->starts[k < z->nstarts ? (size_t)k : z->nstarts - 1];
	while (i + 1 < z->nchanges && z->changes[i + 1].at <= instant)
		i++;
	return i;
}

int32_t zone_offset(const struct zone *z, int64_t instant)
{
	return z->changes[zone_change_at(z, instant)].offset;
}

int64_t instant_add(int64_t instant, int64_t ms)
{
	int64_t sum;

	if (instant == INSTANT_MIN || instant == INSTANT_MAX)
		return instant;
	if (__builtin_add_overflow(instant, ms, &sum))
		return ms < 0 ? INSTANT_MIN : INSTANT_MAX;
	return sum;
}

int32_t civil_day(const struct zone *z, int64_t instant)
{
	int64_t local = instant_add(instant, zone_offset(z, instant));
	int64_t day = local / CIVIL_DAY_MS - (local % CIVIL_DAY_MS < 0);

	return day < INT32_MIN ? INT32_MIN : day > INT32_MAX ? INT32_MAX : (int32_t)day;
}

int32_t civil_clock(const struct zone *z, int64_t instant)
{
	int64_t rest = instant_add(instant, zone_offset(z, instant)) % CIVIL_DAY_MS;

	return (int32_t)(rest < 0 ? rest + CIVIL_DAY_MS : rest);
}

/* The change during which the clock shows `local` (ms since 1970 as the clock
 * counts them) for the first time; of a time in a gap, the change behind it. */
static size_t locate(enum civil_fit *fit, const struct zone *z, int64_t local)
{
	/* No offset is as great as a day, so this one comes before all that count. */
	size_t i = zone_change_at(z, local - CIVIL_DAY_MS);

	for (;; i++) {
		const struct tz_change *c = &z->changes[i];
		int64_t u = local - c[0].offset;

		if (i + 1 == z->nchanges || u < c[1].at) {
			bool again = i + 1 < z->nchanges && local - c[1].offset >= c[1].at;

			*fit = u < c[0].at ? CIVIL_NEVER : again ? CIVIL_TWICE : CIVIL_ONCE;
			return i;
		}
	}
}

int64_t civil_instant(const struct zone *z, int32_t day, int32_t clock_ms, enum civil_fit *fit)
{
	int64_t local = day * CIVIL_DAY_MS + clock_ms;
	enum civil_fit found;
	size_t i = locate(&found, z, local);

	if (fit != NULL)
		*fit = found;
	return local - z->changes[found == CIVIL_NEVER ? i - 1 : i].offset;
}

int64_t civil_day_start(const struct zone *z, int32_t day)
{
	int64_t local = day * CIVIL_DAY_MS;
	enum civil_fit found;
	size_t i;

	if (day == INT32_MIN)
		return INSTANT_MIN;
	i = locate(&found, z, local);
	return found == CIVIL_NEVER ? z->changes[i].at : local - z->changes[i].offset;
}

int64_t civil_day_end(const struct zone *z, int32_t day)
{
	return day == INT32_MAX ? INSTANT_MAX : civil_day_start(z, day + 1) - 1;
}
