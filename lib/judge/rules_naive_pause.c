#include "judge/rules_naive_sitting.h"

struct stops {
	struct state_span *at;
	size_t n, cap;
};

struct clock {
	const struct zone *zone;
	bool local; /* lengths as the clock shows them */
};

static struct stops stops_of(const struct naive_sitting *s, const size_t *states, size_t nstates, bool surely, bool suspensions)
{
	struct stops out = {NULL, 0, 0};
	for (size_t i = 0; i < nstates; i++) {
		const struct state_spans *all = &s->env.states[states[i]];
		size_t n = surely ? all->nsurely : all->nperhaps;
		for (size_t j = 0; j < n; j++)
			*VEC_PUSH(s->arena, &out) = surely ? all->surely[j] : all->perhaps[j];
	}
	for (size_t i = 0; suspensions && i < s->bond->nsuspended; i++)
		*VEC_PUSH(s->arena, &out) = (struct state_span){s->bond->suspended[i].from, s->bond->suspended[i].until};
	return out;
}

static int64_t reading(struct clock c, int64_t at)
{
	return c.local ? at + zone_offset(c.zone, at) : at;
}

/* Out of all stops that cover `at`, the end of one; `at` itself: it runs. */
static int64_t leave_stop(const struct stops *stops, int64_t at)
{
	for (size_t i = 0; i < stops->n; i++)
		if (stops->at[i].from <= at && at < stops->at[i].until)
			return stops->at[i].until;
	return at;
}

static int64_t next_stop(const struct stops *stops, int64_t at)
{
	int64_t next = INSTANT_MAX;
	for (size_t i = 0; i < stops->n; i++)
		if (stops->at[i].from > at && stops->at[i].from < stops->at[i].until && stops->at[i].from < next)
			next = stops->at[i].from;
	return next;
}

static int64_t arrive(struct clock c, int64_t at, int64_t left)
{
	int64_t face, day;
	if (!c.local)
		return at + left;
	face = reading(c, at) + left;
	day = face / CIVIL_DAY_MS - (face % CIVIL_DAY_MS < 0);
	return civil_day_end(c.zone, (int32_t)day);
}

/* When the clock has run from start for as long as it is from start to `by`. */
static struct naive_deadline run(struct clock c, const struct stops *stops, int64_t start, int64_t by)
{
	int64_t at = start, left, stopped = start;
	if (by == INSTANT_MAX || start == INSTANT_MIN || by <= start)
		return (struct naive_deadline){.by = moment_instant(by)};
	left = reading(c, by) - reading(c, start);
	for (;;) {
		stopped = at;
		for (int64_t out = leave_stop(stops, at); out != at; out = leave_stop(stops, at)) {
			if (out == INSTANT_MAX)
				return (struct naive_deadline){.by = moment_instant(INSTANT_MAX), .stands = true, .stopped = stopped};
			at = out;
		}
		int64_t next = next_stop(stops, at);
		if (next == INSTANT_MAX || left <= reading(c, next) - reading(c, at))
			return (struct naive_deadline){.by = moment_instant(arrive(c, at, left))};
		left -= reading(c, next) - reading(c, at);
		at = next;
	}
}

static bool ends_day(const struct zone *z, int64_t at)
{
	return at != INSTANT_MAX && at != INSTANT_MIN && at == civil_day_end(z, civil_day(z, at));
}

struct naive_deadline naive_pause(const struct naive_sitting *s, int64_t start, struct moment by, const size_t *states,
                                  size_t nstates, bool suspensions)
{
	struct stops surely = stops_of(s, states, nstates, true, suspensions);
	struct stops perhaps = stops_of(s, states, nstates, false, suspensions);
	int64_t first = by.whole ? by.last : by.first;
	struct clock by_first = {s->env.zone, ends_day(s->env.zone, first)}, by_last = {s->env.zone, ends_day(s->env.zone, by.last)};
	struct naive_deadline early = run(by_first, &surely, start, first), late = run(by_last, &perhaps, start, by.last);

	if (early.stands || (early.by.first == first && late.by.first == by.last && !late.stands))
		return early.stands ? early : (struct naive_deadline){.by = by};
	if (early.by.first == late.by.first && !late.stands)
		return early;
	return (struct naive_deadline){.by = {.first = early.by.first, .last = late.by.first}};
}
