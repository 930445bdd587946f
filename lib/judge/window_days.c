/* count with `unit: day`: the civil days that events touch, each once. */
#include "judge/trigger.h"

#include <stdlib.h>

#define EVENT_DAYS_MAX 40000 /* of one event: about a hundred years */

struct day {
	int32_t day;
	const struct event *event; /* the first that touches it */
	enum truth truth;
	const struct reason *why;
};

struct day_list {
	VEC(struct day) days;
};

static int by_day(const void *a, const void *b)
{
	const struct day *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->truth != y->truth)
		return x->truth > y->truth ? -1 : 1;
	return event_cmp(x->event, y->event);
}

static int64_t up_to_now(const struct sitting *s, int64_t at)
{
	if (now_reached(s->of->in, at))
		return at;
	now_used(s->of->in);
	return s->of->in->as_of;
}

/* The last instant of an event: its `until` field, a whole day taken in, or the as-of time. */
static int64_t last_instant(const struct sitting *s, const struct event *e)
{
	const struct value *v = e->type->until < 0 ? NULL : &e->fields[e->type->until];

	if (!v)
		return e->time.last;
	int64_t last = v->kind == VALUE_TIME ? v->as.time.last : s->of->in->as_of;
	if (v->kind != VALUE_TIME)
		now_used(s->of->in);
	return last < e->time.last ? e->time.last : up_to_now(s, last);
}

static void touch(struct day_list *out, struct sitting *s, const struct counted *c, const struct interval *in)
{
	const struct zone *z = &s->of->plan->zone;
	int64_t last = last_instant(s, c->event);
	int64_t from = c->event->time.first > in->from ? c->event->time.first : in->from;
	int32_t day = civil_day(z, from);

	if (last < from)
		return;
	last = up_to_now(s, last);
	for (int32_t n = 0; n < EVENT_DAYS_MAX && civil_day_start(z, day) <= last; n++, day++) {
		if (civil_day_start(z, day) >= in->until)
			return;
		*VEC_PUSH(s->of->arena, &out->days) = (struct day){day, c->event, c->truth, c->why};
	}
}

static size_t unique_days(struct day_list *l)
{
	size_t n = 0;

	if (l->days.n > 1)
		qsort(l->days.at, l->days.n, sizeof *l->days.at, by_day);
	for (size_t i = 0; i < l->days.n; i++)
		if (n == 0 || l->days.at[n - 1].day != l->days.at[i].day)
			l->days.at[n++] = l->days.at[i];
	return n;
}

struct day_tally {
	size_t tail, n;
	bool reached;
};

struct day_slide {
	struct sitting *s;
	const struct window_group *g;
	struct day_list list;
	size_t ndays;
	struct window_reach reach;
};

static void fire_day(struct day_slide *w, size_t i, bool unknown, const struct day_tally *t, trigger_visit *visit, void *context)
{
	struct sitting *s = w->s;
	const struct day *d = &w->list.days.at[i];
	struct trigger_point p = {.time = moment_day(&s->of->plan->zone, d->day), .event = d->event, .unknown = unknown};
	VEC(const struct event *) window = {0};
	VEC(int32_t) days = {0};

	for (size_t k = t->tail; k <= i; k++) {
		const struct day *x = &w->list.days.at[k];
		if (x->truth == TRUTH_UNKNOWN && !unknown)
			continue;
		*VEC_PUSH(s->of->arena, &days) = x->day;
		if (x->event != d->event && (window.n == 0 || window.at[window.n - 1] != x->event))
			*VEC_PUSH(s->of->arena, &window) = x->event;
		if (unknown && x->truth == TRUTH_UNKNOWN && !p.why)
			p.why = x->why;
	}
	p.window = window.at;
	p.nwindow = window.n;
	p.days = days.at;
	p.ndays = days.n;
	struct str key = event_key(d->event, s->of->arena);
	struct str per = window_per(w->g, s);
	p.key = str_printf(s->of->arena, "%zu:%.*s%.*s", key.n, STR_ARG(key), STR_ARG(per));
	visit(s, &p, context);
}

/* Slides one of the two counts to day i; true where it now crosses (or, with `fires: each`, holds). */
static bool slide_day(struct day_slide *w, struct day_tally *t, size_t i, bool perhaps)
{
	const struct zone *z = &w->s->of->plan->zone;
	const struct day *d = &w->list.days.at[i];

	if (w->reach.has_within) {
		int64_t edge = moment_add(z, moment_day(z, d->day), w->reach.within, -1).first;
		for (; civil_day_start(z, w->list.days.at[t->tail].day) <= edge && t->tail < i; t->tail++)
			t->n -= w->list.days.at[t->tail].truth == TRUTH_TRUE || perhaps;
	}
	if (d->truth == TRUTH_UNKNOWN && !perhaps)
		return false;
	bool before = t->reached;
	t->n++;
	t->reached = (int64_t)t->n * NUMBER_ONE >= w->reach.reaches;
	return t->reached && (!before || w->s->rule->trigger.fires_each);
}

void count_days_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context)
{
	struct day_slide w = {.s = s, .g = g};
	struct day_tally sure = {0}, perhaps = {0};

	if (!window_reach_read(&w.reach, s)) {
		trigger_visit_missing(s, NULL, visit, context);
		return;
	}
	for (size_t i = 0; i < g->events.n; i++)
		touch(&w.list, s, &g->events.at[i], in);
	w.ndays = unique_days(&w.list);
	for (size_t i = 0; i < w.ndays; i++) {
		bool crossed = slide_day(&w, &sure, i, false);
		bool maybe = slide_day(&w, &perhaps, i, true);
		if (crossed)
			fire_day(&w, i, false, &sure, visit, context);
		else if (maybe)
			fire_day(&w, i, true, &perhaps, visit, context);
	}
}
