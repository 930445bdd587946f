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

size_t pause_spans(const struct state_span **out, struct sitting *s, const struct pattern *p, size_t i, bool surely)
{
	if (i < p->npause) {
		const struct state_spans *st = &s->of->states[p->pause[i]];
		*out = surely ? st->surely : st->perhaps;
		return surely ? st->nsurely : st->nperhaps;
	}
	size_t n = s->order && s->obligation ? s->order->nsuspended : 0;
	struct state_span *spans = arena_array(s->of->arena, n, sizeof *spans);
	for (size_t k = 0; k < n; k++)
		spans[k] = (struct state_span){s->order->suspended[k].from, s->order->suspended[k].until};
	*out = spans;
	return n;
}

static void pauses_collect(struct pauses *out, const struct pattern *p, bool surely)
{
	const struct state_span *spans;

	for (size_t i = 0; i <= p->npause; i++) {
		size_t n = pause_spans(&spans, out->s, p, i, surely);
		for (size_t k = 0; k < n; k++)
			*VEC_PUSH(out->s->of->arena, &out->spans) = spans[k];
	}
	if (out->spans.n > 1)
		qsort(out->spans.at, out->spans.n, sizeof *out->spans.at, by_from);
}

/* Milliseconds as the clock shows them, so that a day is a day over a clock change. */
static int64_t local(const struct zone *z, int64_t instant)
{
	return instant_add(instant, zone_offset(z, instant));
}

/* A clock that runs outside the spans; times as `civil` says, `since` as an instant. */
struct clock {
	const struct zone *zone;
	bool civil;
	int64_t at, left; /* the reading, and what has still to pass */
	int64_t since;    /* where it stands without a break up to `at` */
	bool standing;
};

/* One span, in order of their beginnings; true where the deadline comes before it. */
static bool clock_pass(struct clock *c, const struct state_span *span)
{
	int64_t from = c->civil ? local(c->zone, span->from) : span->from;
	int64_t until = c->civil && span->until != INSTANT_MAX ? local(c->zone, span->until) : span->until;

	if (until <= c->at)
		return false;
	if (from > c->at && from - c->at >= c->left)
		return true;
	if (from > c->at || !c->standing)
		c->since = from > c->at ? span->from : c->since;
	if (from > c->at)
		c->left -= from - c->at;
	c->standing = true;
	c->at = until;
	return false;
}

/* The reading when `length` has passed from `start` outside the spans; INSTANT_MAX: it stands since then. */
static int64_t run_clock(const struct pauses *p, bool civil, int64_t start, int64_t length, int64_t *stopped_since)
{
	const struct zone *z = &p->s->of->plan->zone;
	struct clock c = {z, civil, civil ? local(z, start) : start, length, start, false};

	for (size_t i = 0; i < p->spans.n; i++) {
		if (clock_pass(&c, &p->spans.at[i]))
			break;
		if (c.at == INSTANT_MAX) {
			*stopped_since = c.since;
			return INSTANT_MAX;
		}
	}
	return instant_add(c.at, c.left);
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

int64_t pause_clock_start(struct sitting *s, const struct pattern *p)
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
	int64_t first = by.whole ? by.last : by.first;
	bool suspended = s->obligation && s->order && s->order->nsuspended > 0;

	if (p->npause == 0 && !suspended)
		return by;
	start = pause_clock_start(s, p);
	if (by.last <= start || by.last == INSTANT_MAX)
		return by;
	early = first <= start ? first : deadline(s, p, true, start, first, stopped_since);
	late = deadline(s, p, false, start, by.last, &unsure);
	if (early == first && late == by.last)
		return by;
	struct moment out = moment_instant(early < late ? early : late);
	out.last = early < late ? late : early;
	return out;
}
