#include "judge/rules_naive_sitting.h"

struct window {
	bool has_from, has_by, after; /* after: from itself is out */
	bool enough;                  /* found: so many may be there */
	bool stands;                  /* the clock of by stands for good */
	int64_t stopped;
	struct moment from, by;
};

static const struct moment beginning = {.first = INSTANT_MIN, .last = INSTANT_MIN};
static const struct moment end = {.first = INSTANT_MAX, .last = INSTANT_MAX};

static enum naive_standing standing_of(struct naive_sitting *s, const struct pattern *p, struct naive_place who,
                                       struct window *w);

bool naive_there(const struct naive_sitting *s, const struct event *e)
{
	return e->time.first <= s->in->as_of;
}

enum truth naive_matches(struct naive_sitting *s, const struct event_filter *filters, size_t nfilters,
                         const struct expr *where, size_t slot, const struct event *e)
{
	enum truth truth = TRUTH_FALSE;
	const struct event *was = s->env.events[slot];

	s->env.events[slot] = e;
	for (size_t i = 0; i < nfilters; i++)
		if (filters[i].type == e->type)
			truth = truth_or(truth, filters[i].where ? expr_truth(filters[i].where, &s->env, NULL) : TRUTH_TRUE);
	if (truth != TRUTH_FALSE && where)
		truth = truth_and(truth, expr_truth(where, &s->env, NULL));
	s->env.events[slot] = was;
	return truth;
}

bool naive_supplied(const struct naive_sitting *s, const struct event_filter *filters, size_t nfilters)
{
	for (size_t i = 0; i < nfilters; i++)
		if (s->in->supplies[filters[i].type->index].supplied)
			return true;
	return false;
}

bool naive_rejected(const struct naive_sitting *s, const struct event_filter *filters, size_t nfilters)
{
	for (size_t i = 0; i < nfilters; i++)
		if (s->in->rejected && s->in->rejected[filters[i].type->index])
			return true;
	return false;
}

bool naive_known(const struct naive_sitting *s, const struct event_filter *filters, size_t nfilters, int64_t last)
{
	if (naive_rejected(s, filters, nfilters))
		return false;
	for (size_t i = 0; i < nfilters; i++) {
		const struct supply *supply = &s->in->supplies[filters[i].type->index];
		if (!s->covered && (!supply->supplied || supply->known_until < last))
			return false;
	}
	return !s->covered || last <= s->in->as_of;
}

static enum truth inside(const struct window *w, const struct event *e)
{
	struct moment by = w->has_by ? w->by : end;
	enum truth lower = TRUTH_TRUE;

	/* Nothing lies in (t, by] where by is not after t. */
	if (w->after && w->has_by && by.last <= w->from.first)
		return TRUTH_FALSE;
	if (!w->has_from)
		lower = TRUTH_UNKNOWN;
	else if (w->after)
		lower = truth_of(moment_lt(w->from, e->time));
	if (!w->has_by)
		lower = truth_and(lower, TRUTH_UNKNOWN);
	return truth_and(lower, truth_of(moment_within(e->time, w->has_from && !w->after ? w->from : beginning, by)));
}

/* x lies in (w, t], or in [t, w). */
static enum truth between(struct moment w, struct moment t, struct moment x)
{
	enum truth forward = truth_of(moment_le(w, t));
	enum truth after = truth_and(truth_of(moment_lt(w, x)), truth_of(moment_le(x, t)));
	enum truth before = truth_and(truth_of(moment_le(t, x)), truth_of(moment_lt(x, w)));
	return truth_or(truth_and(forward, after), truth_and(truth_not(forward), before));
}

static enum truth broken(struct naive_sitting *s, const struct pattern *p, struct naive_place who, const struct event *witness)
{
	enum truth truth = TRUTH_FALSE;
	for (size_t i = 0; i < s->nevents; i++) {
		const struct event *x = s->events[i];
		if (x == who.event || x == s->env.events[s->rule->trigger.slot] || x == witness || !naive_there(s, x))
			continue;
		enum truth matches = naive_matches(s, p->filters, p->nfilters, p->where, p->slot, x);
		truth = truth_or(truth, truth_and(matches, between(witness->time, who.time, x->time)));
	}
	return truth;
}

/* An end of a window; false: not known. */
static bool bound_at(struct moment *out, struct naive_sitting *s, const struct expr *e, struct moment fallback)
{
	*out = fallback;
	return !e || expr_moment(out, e, &s->env, NULL);
}

/* The day of the `from` of its period, else the trigger. */
static int64_t clock_start(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	const struct expr *from = p->by ? expr_period_from(p->by) : NULL;
	struct moment m;
	if (!from || !expr_moment(&m, from, &s->env, NULL))
		return who.time.first;
	return civil_day_start(s->env.zone, civil_day(s->env.zone, m.first));
}

/* Any pattern may pause; only of obligations a suspension of the order stops the clock. */
static struct window window_before(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct window w = {0};
	w.has_from = bound_at(&w.from, s, p->from, beginning);
	w.has_by = bound_at(&w.by, s, p->by, who.time);
	if (w.has_by && p->by && p->npause > 0) {
		struct naive_deadline d = naive_pause(s, clock_start(s, p, who), w.by, p->pause, p->npause, false);
		w.by = d.by;
		w.stands = d.stands;
		w.stopped = d.stopped;
	}
	return w;
}

static enum truth has(struct naive_sitting *s, const struct pattern *p, const struct event *witness)
{
	struct naive_place who = {witness, witness->time};
	bool covered = s->covered;
	struct window w;
	enum naive_standing standing;

	if (p->test)
		return expr_truth(p->test, &s->env, NULL);
	w = window_before(s, p, who);
	s->covered = false;
	standing = standing_of(s, p, who, &w);
	s->covered = covered;
	switch (standing) {
	case NAIVE_TRUE: return TRUTH_TRUE;
	case NAIVE_FALSE: return TRUTH_FALSE;
	case NAIVE_UNKNOWN:
	case NAIVE_OPEN:
	case NAIVE_NOTHING: break;
	}
	return TRUTH_UNKNOWN;
}

static enum truth witnesses(struct naive_sitting *s, const struct pattern *p, struct naive_place who,
                            const struct window *w, const struct event *e)
{
	const struct event *was = s->env.events[p->slot];
	enum truth truth;

	if (e == who.event || !naive_there(s, e))
		return TRUTH_FALSE;
	truth = truth_and(inside(w, e), naive_matches(s, p->filters, p->nfilters, p->where, p->slot, e));
	if (truth == TRUTH_FALSE)
		return truth;
	s->env.events[p->slot] = e;
	if (p->unbroken_by)
		truth = truth_and(truth, truth_not(broken(s, p->unbroken_by, who, e)));
	for (size_t i = 0; i < p->nhaving; i++)
		truth = truth_and(truth, has(s, p->having[i], e));
	s->env.events[p->slot] = was;
	return truth;
}

static enum naive_standing standing_of(struct naive_sitting *s, const struct pattern *p, struct naive_place who,
                                       struct window *w)
{
	int64_t wanted = NUMBER_ONE, sure = 0, possible = 0;
	bool counted = true;

	if (p->count) {
		struct value v = expr_eval(p->count, &s->env);
		counted = v.kind == VALUE_NUMBER;
		wanted = counted ? v.as.number : INT64_MAX;
	}
	for (size_t i = 0; i < s->nevents; i++) {
		enum truth truth = witnesses(s, p, who, w, s->events[i]);
		sure += truth == TRUTH_TRUE ? NUMBER_ONE : 0;
		possible += truth != TRUTH_FALSE ? NUMBER_ONE : 0;
	}
	w->enough = possible >= wanted || !counted;
	if (sure >= wanted)
		return NAIVE_TRUE;
	if (!w->enough && w->has_by && naive_known(s, p->filters, p->nfilters, w->by.last))
		return NAIVE_FALSE;
	/* Of a span that is no day only its beginning surely passes. */
	return w->has_by && (w->by.whole ? w->by.last : w->by.first) > s->in->as_of ? NAIVE_OPEN : NAIVE_UNKNOWN;
}

static enum naive_standing standing_of_truth(enum truth truth)
{
	switch (truth) {
	case TRUTH_FALSE: return NAIVE_FALSE;
	case TRUTH_UNKNOWN: return NAIVE_UNKNOWN;
	case TRUTH_TRUE: return NAIVE_TRUE;
	}
	return NAIVE_UNKNOWN;
}

static struct naive_answer answer(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct naive_answer out = {0};
	if (p->test) {
		out.standing = out.before = standing_of_truth(expr_truth(p->test, &s->env, NULL));
		return out;
	}
	struct window w = window_before(s, p, who);
	out.standing = out.before = standing_of(s, p, who, &w);
	out.enough = w.enough;
	out.has_by = w.has_by;
	out.by = w.stands ? moment_instant(w.stopped) : w.by;
	return out;
}

struct naive_answer naive_provided(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct naive_answer out = answer(s, p, who);
	if (!p->test && out.standing != NAIVE_TRUE && !naive_supplied(s, p->filters, p->nfilters))
		out.standing = NAIVE_NOTHING;
	return out;
}

/* What only the reach of the types leaves open counts as not met. */
struct naive_answer naive_excepted(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct naive_answer out = answer(s, p, who);
	if (p->test)
		return out;
	if (out.standing != NAIVE_TRUE && !out.enough && !naive_supplied(s, p->filters, p->nfilters))
		out.standing = naive_rejected(s, p->filters, p->nfilters) ? NAIVE_UNKNOWN : NAIVE_FALSE;
	if (out.standing == NAIVE_UNKNOWN) {
		s->covered = true;
		if (answer(s, p, who).standing == NAIVE_FALSE)
			out.standing = NAIVE_FALSE;
		s->covered = false;
	}
	out.before = out.standing;
	return out;
}

bool naive_for_review(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct naive_answer out = answer(s, p, who);
	if (!p->test && !out.enough && !naive_supplied(s, p->filters, p->nfilters))
		return false;
	return out.standing != NAIVE_FALSE;
}

/* Does `by` lie outside the interval in which the trigger lies? Of a span that is no day that may be open. */
static enum truth lapses(const struct naive_sitting *s, struct naive_place who, struct moment by)
{
	int64_t least = by.whole ? by.last : by.first;
	for (size_t i = 0; i < s->bond->nwhole; i++) {
		const struct interval *span = &s->bond->whole[i];
		if (span->from > who.time.last || (who.time.first >= span->until && span->until != INSTANT_MAX))
			continue;
		if (by.last < span->from || (span->until != INSTANT_MAX && least >= span->until))
			return TRUTH_TRUE;
		return least < span->from || (span->until != INSTANT_MAX && by.last >= span->until) ? TRUTH_UNKNOWN : TRUTH_FALSE;
	}
	return TRUTH_FALSE;
}

struct naive_answer naive_expected(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct naive_answer out = {0};
	struct naive_deadline deadline = {0};
	enum truth lapsed = TRUTH_FALSE;
	struct window w = {.after = p->trigger_type && !p->from};

	w.has_from = bound_at(&w.from, s, p->from, who.time);
	w.has_by = bound_at(&w.by, s, p->by, end);
	if (w.has_by) {
		deadline = naive_pause(s, clock_start(s, p, who), w.by, p->pause, p->npause, true);
		w.by = deadline.by;
	}
	out.has_by = w.has_by;
	out.by = deadline.stands ? moment_instant(deadline.stopped) : w.by;
	if (w.has_by && !deadline.stands)
		lapsed = lapses(s, who, w.by);
	out.standing = lapsed == TRUTH_TRUE ? NAIVE_TRUE : standing_of(s, p, who, &w);
	if (lapsed == TRUTH_UNKNOWN && out.standing == NAIVE_FALSE)
		out.standing = NAIVE_UNKNOWN;
	out.before = out.standing;
	if (out.standing != NAIVE_TRUE && !naive_supplied(s, p->filters, p->nfilters))
		out.standing = NAIVE_NOTHING;
	return out;
}

/* The latest event of a pattern, unless a later one may be it. */
static const struct event *latest(struct naive_sitting *s, const struct pattern *p, struct naive_place who)
{
	struct window w = window_before(s, p, who);
	for (size_t i = s->nevents; i-- > 0;) {
		enum truth truth = witnesses(s, p, who, &w, s->events[i]);
		truth = truth_and(truth, truth_of(moment_within(s->events[i]->time, beginning, who.time)));
		if (truth != TRUTH_FALSE)
			return truth == TRUTH_TRUE ? s->events[i] : NULL;
	}
	return NULL;
}

void naive_bind(struct naive_sitting *s, struct naive_place who)
{
	for (size_t i = 0; i < s->rule->ngiven; i++) {
		const struct given *g = &s->rule->given[i];
		if (g->pattern)
			s->env.events[g->slot] = latest(s, g->pattern, who);
		else
			s->env.values[g->slot] = expr_eval(g->value, &s->env);
	}
}
