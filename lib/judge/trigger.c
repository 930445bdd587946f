/* Triggers: the times at which a rule is asked. */
#include "judge/trigger.h"

#include <stdlib.h>

#define EVERY_MAX 1000000

/* ---- in force ---- */

static int against_interval(const struct interval *i, struct moment t)
{
	if (t.first >= i->from && (i->until == INSTANT_MAX || t.last < i->until))
		return 1;
	bool out = t.last < i->from || (i->until != INSTANT_MAX && t.first >= i->until);
	return out ? -1 : 0;
}

static int against_suspensions(const struct sitting *s, struct moment t)
{
	int standing = 1;

	for (size_t i = 0; s->order && i < s->order->nsuspended; i++) {
		const struct suspension *x = &s->order->suspended[i];
		if (t.first >= x->from && t.last < x->until)
			return -1;
		if (t.last >= x->from && t.first < x->until)
			standing = 0;
	}
	return standing;
}

int sitting_in_force(struct sitting *s, struct moment time)
{
	for (size_t i = 0; i < s->nin_force; i++) {
		int standing = against_interval(&s->in_force[i], time);
		if (standing < 0)
			continue;
		s->interval = s->in_force[i];
		int suspended = against_suspensions(s, time);
		return suspended < standing ? suspended : standing;
	}
	return -1;
}

bool sitting_suspended(const struct sitting *s, int64_t at)
{
	return against_suspensions(s, moment_instant(at)) < 0;
}

/* A day on which the condition began, without a clock time: at most a review. */
static bool on_starting_day(const struct sitting *s, struct moment t)
{
	return t.whole && t.first <= s->interval.from && s->interval.from <= t.last;
}

int trigger_standing(struct sitting *s, const struct trigger_point *p)
{
	int standing = sitting_in_force(s, p->time);

	if (standing < 0 || !on_starting_day(s, p->time))
		return standing;
	return p->at_start ? 1 : 0;
}

/* ---- events ---- */

static int by_timeline(const void *a, const void *b)
{
	const struct event *const *x = a, *const *y = b;
	return event_cmp(*x, *y);
}

static bool type_before(const struct trigger *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (t->filters[k].type == t->filters[i].type)
			return true;
	return false;
}

void trigger_events(struct track *out, struct sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	const struct event **all;
	size_t n = 0;

	*out = s->of->tracks[t->filters[0].type->index];
	if (t->nfilters == 1)
		return;
	for (size_t i = 0; i < t->nfilters; i++)
		n += type_before(t, i) ? 0 : s->of->tracks[t->filters[i].type->index].n;
	all = arena_array(s->of->arena, n, sizeof *all);
	n = 0;
	for (size_t i = 0; i < t->nfilters; i++) {
		const struct track *k = &s->of->tracks[t->filters[i].type->index];
		for (size_t j = 0; j < k->n && !type_before(t, i); j++)
			all[n++] = k->events[j];
	}
	if (n > 1)
		qsort(all, n, sizeof *all, by_timeline);
	*out = (struct track){all, n};
}

enum truth trigger_qualifies(struct sitting *s, const struct event *e, const struct reason **why)
{
	const struct trigger *t = &s->rule->trigger;
	const struct reason *r = NULL;
	enum truth any = TRUTH_FALSE;

	s->env.events[t->slot] = e;
	s->env.trigger = e->time;
	for (size_t i = 0; i < t->nfilters && any != TRUTH_TRUE; i++)
		if (t->filters[i].type == e->type)
			any = truth_or(any, t->filters[i].where ? expr_truth(t->filters[i].where, &s->env, &r) : TRUTH_TRUE);
	if (any == TRUTH_UNKNOWN)
		*why = r;
	if (any != TRUTH_FALSE && t->where) {
		enum truth own = expr_truth(t->where, &s->env, &r);
		if (own == TRUTH_UNKNOWN)
			*why = r;
		any = truth_and(any, own);
	}
	return any;
}

static void visit_event(struct sitting *s, const struct event *e, trigger_visit *visit, void *context)
{
	struct trigger_point p = {.time = e->time, .event = e, .key = e->key};
	enum truth t = trigger_qualifies(s, e, &p.why);

	p.unknown = t == TRUTH_UNKNOWN;
	if (t != TRUTH_FALSE)
		visit(s, &p, context);
}

/* Events before the start, each once, at the start. */
static void visit_carried(struct sitting *s, const struct track *events, trigger_visit *visit, void *context)
{
	int64_t start = s->in_force[0].from;

	for (size_t i = 0; i < events->n && events->events[i]->time.first < start; i++) {
		const struct event *e = events->events[i];
		struct trigger_point p = {.time = moment_instant(start), .event = e, .key = e->key, .at_start = true};
		if (e->time.last >= start)
			continue;
		enum truth t = trigger_qualifies(s, e, &p.why);
		p.unknown = t == TRUTH_UNKNOWN;
		if (t != TRUTH_FALSE)
			visit(s, &p, context);
	}
}

static void visit_events(struct sitting *s, trigger_visit *visit, void *context)
{
	struct track events;

	trigger_events(&events, s);
	if (s->rule->trigger.carried)
		visit_carried(s, &events, visit, context);
	for (size_t i = track_from(&events, instant_add(s->in_force[0].from, -2 * CIVIL_DAY_MS)); i < events.n; i++)
		if (sitting_in_force(s, events.events[i]->time) >= 0)
			visit_event(s, events.events[i], visit, context);
}

/* ---- at, every ---- */

struct str trigger_time_key(struct sitting *s, struct moment m)
{
	struct buf b = {0};

	moment_print(&b, m, &s->of->plan->zone);
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static void visit_time(struct sitting *s, struct moment m, trigger_visit *visit, void *context)
{
	struct trigger_point p = {.time = m, .at_start = true, .key = trigger_time_key(s, m)};

	if (sitting_in_force(s, m) >= 0)
		visit(s, &p, context);
}

void trigger_visit_missing(struct sitting *s, const struct reason *why, trigger_visit *visit, void *context)
{
	struct moment start = moment_instant(s->in_force[0].from);
	struct trigger_point p = {.time = start, .at_start = true, .time_missing = true, .why = why,
	                          .key = STR("no time")};

	if (sitting_in_force(s, start) >= 0)
		visit(s, &p, context);
}

static void visit_at(struct sitting *s, trigger_visit *visit, void *context)
{
	const struct reason *why = NULL;
	struct moment m;

	s->env.trigger = moment_instant(s->in_force[0].from);
	s->env.events[s->rule->trigger.slot] = NULL;
	if (expr_moment(&m, s->rule->trigger.at, &s->env, &why))
		visit_time(s, m, visit, context);
	else
		trigger_visit_missing(s, why, visit, context);
}

static struct duration times(struct duration d, int32_t n)
{
	int64_t months = (int64_t)d.months * n, days = (int64_t)d.days * n;

	if (months > INT32_MAX || days > INT32_MAX || (d.ms > 0 && n > INT64_MAX / d.ms))
		return (struct duration){INT32_MAX, 0, 0};
	return (struct duration){(int32_t)months, (int32_t)days, d.ms * n};
}

static void visit_every(struct sitting *s, trigger_visit *visit, void *context)
{
	const struct reason *why = NULL;
	struct moment from, m;
	struct value d;

	s->env.trigger = moment_instant(s->in_force[0].from);
	if (!expr_moment(&from, s->rule->trigger.from, &s->env, &why)) {
		trigger_visit_missing(s, why, visit, context);
		return;
	}
	d = expr_eval(s->rule->trigger.every, &s->env);
	if (d.kind != VALUE_DURATION || moment_add(&s->of->plan->zone, from, d.as.duration, 1).first <= from.first)
		return;
	for (int32_t n = 0; n < EVERY_MAX; n++) {
		m = moment_add(&s->of->plan->zone, from, times(d.as.duration, n), 1);
		if (m.first > s->of->in->as_of || m.first == INSTANT_MAX)
			return;
		visit_time(s, m, visit, context);
	}
}

void triggers_visit(struct sitting *s, trigger_visit *visit, void *context)
{
	if (s->nin_force == 0)
		return;
	switch (s->rule->trigger.kind) {
	case TRIGGER_EVENT:
		visit_events(s, visit, context);
		return;
	case TRIGGER_AT:
		visit_at(s, visit, context);
		return;
	case TRIGGER_EVERY:
		visit_every(s, visit, context);
		return;
	case TRIGGER_COUNT:
	case TRIGGER_SUM:
	case TRIGGER_SILENCE:
	case TRIGGER_WHILE:
		windows_visit(s, visit, context);
		return;
	}
}
