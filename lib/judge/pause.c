/* Deadlines that stop: time in custody, in hospital or abroad is disregarded
 * (Sexual Offences Act 2003 s.83(6), s.84(5)); so is the time of a suspension
 * of the order. */
#include "judge/pattern.h"

struct span_list {
	const struct state_span *at;
	size_t n;
};

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

/* Leaves out spans that end a day or more before `start`: they stop no clock. */
static void skip_past(struct span_list *list, int64_t start)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (list->at[mid].until != INSTANT_MAX && instant_add(list->at[mid].until, CIVIL_DAY_MS) < start)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0)
		return; /* of no spans the place may be none */
	list->at += low;
	list->n -= low;
}

/* The spans of all lists, each list sorted and without overlap; given out in order of their beginnings. */
struct pauses {
	struct sitting *s;
	struct span_list *lists;
	size_t nlists;
};

/* The number of spans that may stop a clock from `start` on. */
static size_t pauses_open(struct pauses *out, struct sitting *s, const struct pattern *p, bool surely, int64_t start)
{
	size_t n = 0;

	*out = (struct pauses){s, arena_array(s->of->arena, p->npause + 1, sizeof *out->lists), p->npause + 1};
	for (size_t i = 0; i < out->nlists; i++) {
		struct span_list *list = &out->lists[i];
		list->n = pause_spans(&list->at, s, p, i, surely);
		if (i < p->npause)
			skip_past(list, start);
		n += list->n;
	}
	return n;
}

static const struct state_span *pauses_next(struct pauses *p)
{
	struct span_list *first = NULL;

	for (size_t i = 0; i < p->nlists; i++)
		if (p->lists[i].n > 0 && (!first || p->lists[i].at->from < first->at->from))
			first = &p->lists[i];
	if (!first)
		return NULL;
	first->n--;
	return first->at++;
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
};

/* One span, in order of their beginnings; true where the deadline comes before it. */
static bool clock_pass(struct clock *c, const struct state_span *span)
{
	int64_t from = c->civil ? local(c->zone, span->from) : span->from;
	int64_t until = c->civil ? local(c->zone, span->until) : span->until;

	if (until <= c->at)
		return false;
	if (from > c->at && from - c->at >= c->left)
		return true;
	if (from > c->at) {
		c->since = span->from;
		c->left -= from - c->at;
	}
	c->at = until;
	return false;
}

/* The reading when `length` has passed from `start` outside the spans; INSTANT_MAX: it stands since then. */
static int64_t run_clock(struct pauses *p, bool civil, int64_t start, int64_t length, int64_t *stopped_since)
{
	const struct zone *z = &p->s->of->plan->zone;
	struct clock c = {z, civil, civil ? local(z, start) : start, length, start};

	for (const struct state_span *span = pauses_next(p); span && !clock_pass(&c, span); span = pauses_next(p)) {
		if (c.at == INSTANT_MAX) {
			*stopped_since = c.since;
			return INSTANT_MAX;
		}
	}
	return instant_add(c.at, c.left);
}

static int64_t stopped_deadline(struct pauses *pauses, int64_t start, int64_t by, int64_t *stopped_since)
{
	const struct zone *z = &pauses->s->of->plan->zone;
	bool ends_day = by == civil_day_end(z, civil_day(z, by));
	int64_t length = ends_day ? local(z, by) - local(z, start) : by - start;
	int64_t at = run_clock(pauses, ends_day, start, length, stopped_since);

	if (at == INSTANT_MAX || !ends_day)
		return at;
	int64_t days = at / CIVIL_DAY_MS - (at % CIVIL_DAY_MS < 0);
	return civil_day_end(z, (int32_t)days);
}

static int64_t deadline(struct sitting *s, const struct pattern *p, bool surely, int64_t start, int64_t by,
                        int64_t *stopped_since)
{
	struct arena_mark mark = arena_mark(s->of->arena);
	struct pauses pauses;

	if (pauses_open(&pauses, s, p, surely, start) > 0)
		by = stopped_deadline(&pauses, start, by, stopped_since);
	arena_release(s->of->arena, mark);
	return by;
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
