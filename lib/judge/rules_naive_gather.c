#include <stdlib.h>

#include "judge/rules_naive_sitting.h"

struct duration naive_length(struct naive_sitting *s, const struct expr *e, const struct event *bound)
{
	size_t slot = s->rule->trigger.slot;
	struct value v;

	s->env.events[slot] = bound;
	v = expr_eval(e, &s->env);
	s->env.events[slot] = NULL;
	return v.kind == VALUE_DURATION ? v.as.duration : (struct duration){0};
}

int64_t naive_shift(const struct naive_sitting *s, int64_t at, struct duration d, int sign)
{
	return moment_add(s->env.zone, moment_instant(at), d, sign).first;
}

/* A value that is not known is a kind of its own. */
static bool same_per(const struct value *a, const struct value *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool known_a = a[i].kind != VALUE_UNKNOWN, known_b = b[i].kind != VALUE_UNKNOWN;
		if (known_a != known_b || (known_a && !value_same(&a[i], &b[i])))
			return false;
	}
	return true;
}

static void measure(struct naive_member *m, struct naive_sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	struct value *per = arena_array(s->arena, t->nper + 1, sizeof *per);

	s->env.events[t->slot] = m->event;
	for (size_t i = 0; i < t->nper; i++) {
		per[i] = expr_eval(t->per[i], &s->env);
		if (per[i].kind == VALUE_UNKNOWN)
			m->truth = truth_and(m->truth, TRUTH_UNKNOWN);
	}
	if (t->sum) {
		struct value v = expr_eval(t->sum, &s->env);
		m->endless = v.kind != VALUE_NUMBER;
		m->amount = m->endless ? 0 : v.as.number;
		if (m->endless)
			m->truth = truth_and(m->truth, TRUTH_UNKNOWN);
	}
	s->env.events[t->slot] = NULL;
	m->per = per;
}

static bool of_types(const struct trigger *t, const struct event *e)
{
	for (size_t i = 0; i < t->nfilters; i++)
		if (t->filters[i].type == e->type)
			return true;
	return false;
}

/* Could the two be of one group? What is missing could be anything. */
static bool may_be_one(const struct value *a, const struct value *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i].kind != VALUE_UNKNOWN && b[i].kind != VALUE_UNKNOWN && !value_same(&a[i], &b[i]))
			return false;
	return true;
}

static bool misses_one(const struct value *per, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (per[i].kind == VALUE_UNKNOWN)
			return true;
	return false;
}

/* Each event without a value of `per`, once more for each other group that it may be of. */
static void add_guests(struct naive_members *all, struct naive_sitting *s)
{
	size_t n = all->n, nper = s->rule->trigger.nper;

	for (size_t group = 0; group < all->ngroups; group++) {
		size_t host = 0;
		while (all->at[host].group != group || all->at[host].guest)
			host++;
		for (size_t i = 0; i < n; i++) {
			struct naive_member m = all->at[i];
			if (m.group == group || !misses_one(m.per, nper) || !may_be_one(m.per, all->at[host].per, nper))
				continue;
			m.guest = true;
			m.group = group;
			m.per = all->at[host].per;
			m.truth = TRUTH_UNKNOWN;
			*VEC_PUSH(s->arena, all) = m;
		}
	}
}

static int by_timeline(const void *a, const void *b)
{
	const struct naive_member *x = a, *y = b;
	return event_cmp(x->event, y->event);
}

void naive_gather(struct naive_members *out, struct naive_sitting *s, const struct interval *span, bool all)
{
	const struct trigger *t = &s->rule->trigger;

	for (size_t i = 0; i < s->nevents; i++) {
		const struct event *e = s->events[i];
		struct naive_member m = {.event = e, .at = e->time.first};
		if (!naive_there(s, e) || !of_types(t, e) || m.at >= span->until)
			continue;
		if (m.at < span->from && !t->unit_day)
			continue;
		m.truth = naive_matches(s, t->filters, t->nfilters, t->where, t->slot, e);
		if (m.truth == TRUTH_FALSE && !all)
			continue;
		m.own = m.truth;
		measure(&m, s);
		size_t same = 0;
		while (same < out->n && !same_per(out->at[same].per, m.per, t->nper))
			same++;
		m.group = same < out->n ? out->at[same].group : out->ngroups++;
		*VEC_PUSH(s->arena, out) = m;
	}
	add_guests(out, s);
	if (out->n > 1)
		qsort(out->at, out->n, sizeof *out->at, by_timeline);
}
