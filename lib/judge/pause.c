/* Deadlines that stop: time in custody, in hospital or abroad is disregarded
 * (Sexual Offences Act 2003 s.83(6), s.84(5)); so is the time of a suspension
 * of the order. */
#include "judge/pattern.h"

#include <stdlib.h>

struct pauses {
	struct sitting *s;
	VEC(struct state_span) spans;
};

static int by_from(const void *a, const void *b)
{
	const struct state_span *x = a, *y = b;
	return x->from < y->from ? -1 : x->from > y->from;
}

static void pauses_collect(struct pauses *out, const struct pattern *p, bool surely)
{
	struct sitting *s = out->s;

	for (size_t i = 0; i < p->npause; i++) {
		const struct state_spans *st = &s->of->states[p->pause[i]];
		const struct state_span *spans = surely ? st->surely : st->perhaps;
		for (size_t k = 0; k < (surely ? st->nsurely : st->nperhaps); k++)
			*VEC_PUSH(s->of->arena, &out->spans) = spans[k];
	}
	for (size_t i = 0; s->order && i < s->order->nsuspended; i++)
		*VEC_PUSH(s->of->arena, &out->spans) =
			(struct state_span){s->order->suspended[i].from, s->order->suspended[i].until};
	if (out->spans.n > 1)
		qsort(out->spans.at, out->spans.n, sizeof *out->spans.at, by_from);
}

/* Milliseconds as the clock shows them, so that a day is a day over a clock change. */
static int64_t local(const struct zone *z, int64_t instant)
{
	return instant_add(instant, zone_offset(z, instant));
}

/* The clock reading when `length` has passed from `start` outside the spans. */
static int64_t run_clock(const struct pauses *p, bool civil, int64_t start, int64_t length, int64_t *stopped_since)
{
	const struct zone *z = &p->s->of->plan->zone;
	int64_t at = civil ? local(z, start) : start;

	for (size_t i = 0; i < p->spans.n; i++) {
		int64_t from = p->spans.at[i].from, until = p->spans.at[i].until;
		if (civil) {
			from = local(z, from);
			until = until == INSTANT_MAX ? until : local(z, until);
		}
		if (until <= at)
			continue;
		if (from > at) {
			if (from - at > length)
				break;
			length -= from - at;
		}
		at = until;
		if (at == INSTANT_MAX) {
			*stopped_since = p->spans.at[i].from > start ? p->spans.at[i].from : start;
			return INSTANT_MAX;
		}
	}
	return instant_add(at, length);
}

static int64_t deadline(struct sitting *s, const struct pattern *p, bool surely, int64_t start, int64_t by,
                        int64_t *stopped_since)
{
	const struct zone *z = &s->of->plan->zone;
	struct pauses pauses = {.s = s};
	int32_t day = civil_day(z, by);
	bool ends_day = by == civil_day_end(z, day);

	pauses_collect(&pauses, p, surely);
	if (pauses.spans.n == 0)
		return by;
	int64_t length = ends_day ? local(z, by) - local(z, start) : by - start;
	int64_t at = run_clock(&pauses, ends_day, start, length, stopped_since);
	if (at == INSTANT_MAX || !ends_day)
		return at;
	int64_t days = at / CIVIL_DAY_MS - (at % CIVIL_DAY_MS < 0);
	return civil_day_end(z, (int32_t)days);
}

static int64_t clock_start(struct sitting *s, const struct pattern *p)
{
	const struct expr *begins = p->by ? expr_period_from(p->by) : NULL;
	struct moment m;

	if (begins && expr_moment(&m, begins, &s->env, NULL))
		return civil_day_start(&s->of->plan->zone, civil_day(&s->of->plan->zone, m.first));
	return s->anchor.time.first;
}

struct moment pause_deadline(struct sitting *s, const struct pattern *p, struct moment by, int64_t *stopped_since)
{
	int64_t start, early, late, unsure = INSTANT_MIN;
	bool suspended = s->order && s->order->nsuspended > 0;

	if (p->npause == 0 && !suspended)
		return by;
	start = clock_start(s, p);
	if (by.last <= start || by.last == INSTANT_MAX)
		return by;
	early = deadline(s, p, true, start, by.last, stopped_since);
	late = deadline(s, p, false, start, by.last, &unsure);
	if (early == by.last && late == by.last)
		return by;
	struct moment out = moment_instant(early < late ? early : late);
	out.last = early < late ? late : early;
	return out;
}
