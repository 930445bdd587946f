/* Triggers: the times at which a rule is asked. */
#include "judge/trigger.h"

#define EVERY_MAX 1000000

/* ---- in force ---- */

/* How much of [first, last] lies in an interval, suspensions left out. */
static int within_interval(const struct sitting *s, const struct interval *in, int64_t first, int64_t last)
{
	int64_t from = first > in->from ? first : in->from;
	int64_t end = in->until != INSTANT_MAX && last >= in->until ? in->until - 1 : last;
	bool all = from == first && end == last, any = false;

	if (!s->order || s->order->nsuspended == 0)
		return from > end ? -1 : all ? 1 : 0;
	for (size_t i = 0; from <= end && i < s->order->nsuspended; i++) {
		const struct suspension *x = &s->order->suspended[i];
		if (x->until <= from || x->from > end)
			continue;
		any |= x->from > from;
		all = false;
		from = x->until;
	}
	any |= from <= end;
	return any ? (all ? 1 : 0) : -1;
}

/* Most conditions have one interval, without a break, and most times lie in it. */
static inline bool wholly_in_force(const struct sitting *s, const struct moment *time)
{
	const struct interval *first = s->in_force;

	return s->nin_force == 1 && (!s->order || s->order->nsuspended == 0) && time->first >= first->from &&
	       (first->until == INSTANT_MAX || time->last < first->until) && time->first <= time->last;
}

int sitting_in_force(struct sitting *s, struct moment time)
{
	if (wholly_in_force(s, &time)) {
		s->interval = s->in_force[0];
		return 1;
	}
	for (size_t i = 0; i < s->nin_force; i++) {
		int standing = within_interval(s, &s->in_force[i], time.first, time.last);
		if (standing < 0)
			continue;
		s->interval = s->in_force[i];
		return standing;
	}
	return -1;
}

/* A day on which the condition began, without a clock time: at most a review. One that began at a
 * clock time, midnight, has the whole day. */
static bool on_starting_day(const struct sitting *s, struct moment t)
{
	return t.whole && s->interval.from_bare && t.first <= s->interval.from && s->interval.from <= t.last;
}

int trigger_standing(struct sitting *s, const struct trigger_point *p)
{
	int standing = sitting_in_force(s, p->time);

	if (standing < 0 || !on_starting_day(s, p->time))
		return standing;
	return p->at_start ? within_interval(s, &s->interval, s->interval.from, p->time.last) : 0;
}

struct str trigger_key(struct sitting *s, const struct trigger_point *p)
{
	if (p->key.n > 0)
		return p->key;
	return p->event ? event_key(p->event, s->of->arena) : trigger_time_key(s, p->time);
}

/* ---- events ---- */

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
	events_sort(all, n);
	*out = (struct track){all, n};
}

enum truth trigger_qualifies(struct sitting *s, const struct event *e, const struct reason **why)
{
	const struct trigger *t = &s->rule->trigger;
	const struct reason *r = NULL;
	enum truth any = TRUTH_FALSE;

	s->env.events[t->slot] = e;
	s->env.trigger = e->time;
	if (t->nfilters == 1 && !t->filters[0].where && !t->where && t->filters[0].type == e->type)
		return TRUTH_TRUE;
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
	const struct reason *why = NULL;
	enum truth t = trigger_qualifies(s, e, &why);

	if (t == TRUTH_FALSE)
		return;
	struct trigger_point p = {.time = e->time, .event = e, .unknown = t == TRUTH_UNKNOWN, .why = why};
	visit(s, &p, context);
}

/* Events before the start, each once, at the start. */
static void visit_carried(struct sitting *s, const struct track *events, trigger_visit *visit, void *context)
{
	int64_t start = s->in_force[0].from;

	for (size_t i = 0; i < events->n && events->events[i]->time.first < start; i++) {
		const struct event *e = events->events[i];
		struct trigger_point p = {.time = moment_instant(start), .event = e, .at_start = true};
		if (e->time.last >= start)
			continue;
		enum truth t = trigger_qualifies(s, e, &p.why);
		p.unknown = t == TRUTH_UNKNOWN;
		if (t != TRUTH_FALSE)
			visit(s, &p, context);
	}
}

/* Can the rule's `where` be asked before the event is heard? Where it is false, there is nothing to tell; but who
 * watches sees it all the same, and what it asks of now is noted of those that are heard alone. */
static bool asks_first(const struct sitting *s)
{
	return s->rule->where && s->rule->ngiven == 0 && !s->of->in->watch && !s->env.now_span;
}

static bool stands_in_force(struct sitting *s, const struct event *e)
{
	return wholly_in_force(s, &e->time) || sitting_in_force(s, e->time) >= 0;
}

/* Events of which the rule's `where` is asked, many at a time, before they are heard. */
struct crowd {
	const struct event *events[EXPR_MANY];
	size_t n;
};

static void crowd_visit(struct crowd *c, struct sitting *s, trigger_visit *visit, void *context)
{
	enum truth guards[EXPR_MANY];

	expr_truths(guards, s->rule->where, &s->env, s->rule->trigger.slot, c->events, c->n);
	for (size_t i = 0; i < c->n; i++)
		if (guards[i] != TRUTH_FALSE)
			visit_event(s, c->events[i], visit, context);
	c->n = 0;
}

/* Does each event of the trigger's type fire it? */
static bool fires_all(const struct trigger *t)
{
	return t->nfilters == 1 && !t->filters[0].where && !t->where;
}

static void visit_crowds(struct sitting *s, const struct track *events, size_t from, trigger_visit *visit, void *context)
{
	bool all = fires_all(&s->rule->trigger);
	const struct reason *why = NULL;
	struct crowd c;

	c.n = 0;
	for (size_t i = from; i < events->n; i++) {
		const struct event *e = events->events[i];
		if (!stands_in_force(s, e) || (!all && trigger_qualifies(s, e, &why) == TRUTH_FALSE))
			continue;
		c.events[c.n++] = e;
		if (c.n == EXPR_MANY)
			crowd_visit(&c, s, visit, context);
	}
	crowd_visit(&c, s, visit, context);
}

static void visit_events(struct sitting *s, trigger_visit *visit, void *context)
{
	struct track events;

	trigger_events(&events, s);
	if (s->rule->trigger.carried)
		visit_carried(s, &events, visit, context);
	size_t from = track_from(&events, instant_add(s->in_force[0].from, -2 * CIVIL_DAY_MS));
	if (asks_first(s)) {
		visit_crowds(s, &events, from, visit, context);
		return;
	}
	for (size_t i = from; i < events.n; i++)
		if (stands_in_force(s, events.events[i]))
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
	struct trigger_point p = {.time = m, .at_start = true};

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

static struct moment step(const struct sitting *s, struct moment from, struct duration d, int32_t n)
{
	return moment_add(&s->of->plan->zone, from, times(d, n), 1);
}

/* The first step that is not wholly before `at`: steps never go back. */
static int32_t first_step(const struct sitting *s, struct moment from, struct duration d, int64_t at)
{
	int32_t low = 0, high = INT32_MAX;

	while (low < high) {
		int32_t mid = low + (high - low) / 2;
		if (step(s, from, d, mid).last < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void every_unknown(struct sitting *s, const char *words, trigger_visit *visit, void *context)
{
	trigger_visit_missing(s, reason_text(s->of->arena, str_of(words), NULL), visit, context);
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
	if (d.kind != VALUE_DURATION || step(s, from, d.as.duration, 1).first <= from.first) {
		every_unknown(s, "the length of the steps of `every` is not known, or is none", visit, context);
		return;
	}
	int32_t n = first_step(s, from, d.as.duration, s->in_force[0].from);
	for (int32_t steps = 0; steps < EVERY_MAX && n < INT32_MAX; steps++, n++) {
		m = step(s, from, d.as.duration, n);
		if (!now_reached(s->of->in, m.first) || m.first == INSTANT_MAX)
			return;
		visit_time(s, m, visit, context);
	}
	every_unknown(s, "`every` has more steps than are judged", visit, context);
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
