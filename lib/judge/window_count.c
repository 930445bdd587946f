/* count and sum: a window that slides over the qualifying events of a group.
 * Two counts are kept, of the true and of the true or unknown. */
#include "judge/trigger.h"

struct tally {
	int64_t sum;  /* events, or millionths; saturating */
	bool reached; /* at the qualifying event before */
	size_t tail;  /* first event still in the window */
};

struct slide {
	struct sitting *s;
	const struct window_group *g;
	struct window_reach reach;
	struct tally sure, perhaps;
};

static int64_t saturating(int64_t a, int64_t b)
{
	int64_t out;

	return __builtin_add_overflow(a, b, &out) ? (b > 0 ? INT64_MAX : INT64_MIN) : out;
}

static int64_t weight(const struct slide *w, const struct counted *c)
{
	if (w->s->rule->trigger.kind == TRIGGER_COUNT)
		return NUMBER_ONE;
	return c->amount_unknown ? INT64_MAX / 4 : c->amount;
}

static bool counts(const struct counted *c, bool perhaps)
{
	return c->truth == TRUTH_TRUE || (perhaps && c->truth == TRUTH_UNKNOWN);
}

/* Leaves out what is at or before the edge, t - W. */
static void expire(struct slide *w, struct tally *t, bool perhaps, int64_t edge)
{
	for (; w->reach.has_within && t->tail < w->g->events.n && w->g->events.at[t->tail].at <= edge; t->tail++)
		if (counts(&w->g->events.at[t->tail], perhaps))
			t->sum = saturating(t->sum, -weight(w, &w->g->events.at[t->tail]));
}

/* The events [from, to) of one time enter together; the first that counts, or NULL. */
static const struct counted *enter(struct slide *w, struct tally *t, bool perhaps, size_t from, size_t to)
{
	const struct counted *first = NULL;

	for (size_t i = from; i < to; i++) {
		const struct counted *c = &w->g->events.at[i];
		if (!counts(c, perhaps))
			continue;
		t->sum = saturating(t->sum, weight(w, c));
		first = first ? first : c;
	}
	return first;
}

static void fire(struct slide *w, const struct counted *c, bool unknown, const struct tally *t, size_t to,
                 trigger_visit *visit, void *context)
{
	struct sitting *s = w->s;
	struct trigger_point p = {.time = c->event->time, .event = c->event, .unknown = unknown};
	VEC(const struct event *) window = {0};

	for (size_t i = t->tail; i < to; i++) {
		const struct counted *x = &w->g->events.at[i];
		if (counts(x, unknown) && x->event != c->event)
			*VEC_PUSH(s->of->arena, &window) = x->event;
		if (unknown && x->truth == TRUTH_UNKNOWN && !p.why)
			p.why = x->why;
	}
	p.window = window.at;
	p.nwindow = window.n;
	struct str key = event_key(c->event, s->of->arena);
	struct str per = window_per(w->g, s);
	p.key = str_printf(s->of->arena, "%zu:%.*s%.*s", key.n, STR_ARG(key), STR_ARG(per));
	visit(s, &p, context);
}

static void each(struct slide *w, size_t from, size_t to, trigger_visit *visit, void *context)
{
	for (size_t i = from; i < to; i++) {
		const struct counted *c = &w->g->events.at[i];
		if (c->truth == TRUTH_TRUE && w->sure.sum >= w->reach.reaches)
			fire(w, c, false, &w->sure, to, visit, context);
		else if (w->g->unsure && w->perhaps.sum >= w->reach.reaches)
			fire(w, c, true, &w->perhaps, to, visit, context);
	}
}

static void crossing(struct slide *w, const struct counted *sure, const struct counted *perhaps, size_t to,
                     trigger_visit *visit, void *context)
{
	bool crossed = sure && w->sure.sum >= w->reach.reaches && !w->sure.reached;
	bool maybe = perhaps && w->perhaps.sum >= w->reach.reaches && !w->perhaps.reached;

	if (crossed)
		fire(w, sure, false, &w->sure, to, visit, context);
	else if (maybe)
		fire(w, perhaps, true, &w->perhaps, to, visit, context);
	if (sure)
		w->sure.reached = w->sure.sum >= w->reach.reaches;
	if (perhaps)
		w->perhaps.reached = w->perhaps.sum >= w->reach.reaches;
}

static int64_t edge_of(const struct slide *w, int64_t at)
{
	if (!w->reach.has_within)
		return INSTANT_MIN;
	return moment_add(&w->s->of->plan->zone, moment_instant(at), w->reach.within, -1).first;
}

/* So few events that not even all of them together reach it. */
static bool too_few(const struct slide *w)
{
	return w->s->rule->trigger.kind == TRIGGER_COUNT && (int64_t)w->g->events.n < w->reach.reaches / NUMBER_ONE;
}

void count_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context)
{
	struct slide w = {.s = s, .g = g};

	(void)in;
	if (!window_reach_read(&w.reach, s)) {
		trigger_visit_missing(s, NULL, visit, context);
		return;
	}
	if (too_few(&w))
		return;
	for (size_t i = 0; i < g->events.n;) {
		const struct counted *perhaps = NULL;
		size_t to = i + 1;
		while (to < g->events.n && g->events.at[to].at == g->events.at[i].at)
			to++;
		int64_t edge = edge_of(&w, g->events.at[i].at);
		expire(&w, &w.sure, false, edge);
		const struct counted *sure = enter(&w, &w.sure, false, i, to);
		if (g->unsure) { /* else both counts are the same */
			expire(&w, &w.perhaps, true, edge);
			perhaps = enter(&w, &w.perhaps, true, i, to);
		}
		if (s->rule->trigger.fires_each)
			each(&w, i, to, visit, context);
		else
			crossing(&w, sure, perhaps, to, visit, context);
		i = to;
	}
}
