#include "judge/rules_naive_sitting.h"

/* Events of one time: what they open less what they close. */
struct knot {
	struct moment at;
	int surely, perhaps;
	bool has_until;        /* every opening of it ends by itself, at the latest of these */
	int64_t until_surely, until_perhaps;
};

struct knots {
	struct knot *at;
	size_t n, cap;
};

static bool same_time(struct moment a, struct moment b)
{
	return a.first == b.first && a.last == b.last;
}

static struct knot *knot_at(struct knots *k, struct moment at, struct arena *a)
{
	for (size_t i = 0; i < k->n; i++)
		if (same_time(k->at[i].at, at))
			return &k->at[i];
	struct knot *new = VEC_PUSH(a, k);
	new->at = at;
	new->until_surely = new->until_perhaps = INSTANT_MIN;
	return new;
}

static bool may_open(const struct naive_sitting *s, const struct event *e)
{
	const struct supply *supply = &s->in->supplies[e->type->index];
	return supply->supplied && e->time.first <= supply->known_until;
}

/* When an opening ends by itself: the end of a day, or an instant. */
static void note_until(struct naive_sitting *s, struct knot *k, const struct state *state, const struct event *e)
{
	int64_t surely = INSTANT_MAX, perhaps = INSTANT_MAX;
	if (state->until) {
		struct moment m;
		const struct reason *why = NULL;
		struct value v;
		s->env.events[state->opens_slot] = e;
		v = expr_eval(state->until, &s->env);
		if (expr_moment(&m, state->until, &s->env, &why)) {
			surely = m.whole ? instant_add(m.last, 1) : m.first;
			perhaps = m.whole ? instant_add(m.last, 1) : m.last;
		} else if (!v.missing) {
			surely = INSTANT_MIN;
		}
		s->env.events[state->opens_slot] = NULL;
	}
	if (surely > k->until_surely)
		k->until_surely = surely;
	if (perhaps > k->until_perhaps)
		k->until_perhaps = perhaps;
}

static void tie(struct knots *out, struct naive_sitting *s, const struct state *state)
{
	for (size_t i = 0; i < s->nevents; i++) {
		const struct event *e = s->events[i];
		enum truth opens = TRUTH_FALSE, closes = TRUTH_FALSE;
		if (!naive_there(s, e))
			continue;
		if (e->type == state->opens.type && may_open(s, e))
			opens = naive_matches(s, &state->opens, 1, NULL, state->opens_slot, e);
		if (state->closes.type && e->type == state->closes.type)
			closes = naive_matches(s, &state->closes, 1, NULL, state->closes_slot, e);
		if (opens == TRUTH_FALSE && closes == TRUTH_FALSE)
			continue;
		struct knot *k = knot_at(out, e->time, s->arena);
		k->surely += (opens == TRUTH_TRUE) - (closes != TRUTH_FALSE);
		k->perhaps += (opens != TRUTH_FALSE) - (closes == TRUTH_TRUE);
		if (opens != TRUTH_FALSE)
			note_until(s, k, state, e);
	}
}

/* Opened for certain, and nothing can have closed it since. */
static bool surely_in(const struct knots *k, int64_t at)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct knot *open = &k->at[i];
		bool closed = open->surely <= 0 || open->at.last > at || open->until_surely <= at;
		for (size_t j = 0; j < k->n && !closed; j++)
			closed = j != i && k->at[j].surely < 0 && k->at[j].at.first <= at && k->at[j].at.last >= open->at.first;
		if (!closed)
			return true;
	}
	return false;
}

/* May have been opened, and nothing has surely closed it since. */
static bool perhaps_in(const struct knots *k, int64_t at)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct knot *open = &k->at[i];
		bool closed = open->perhaps <= 0 || open->at.first > at || open->until_perhaps <= at;
		for (size_t j = 0; j < k->n && !closed; j++)
			closed = j != i && k->at[j].perhaps < 0 && k->at[j].at.last <= at && k->at[j].at.first > open->at.last;
		if (!closed)
			return true;
	}
	return false;
}

/* The least instant after `at` at which anything may change. */
static int64_t next_change(const struct knots *k, int64_t at)
{
	int64_t next = INSTANT_MAX;
	for (size_t i = 0; i < k->n; i++) {
		const struct knot *o = &k->at[i];
		int64_t edges[] = {o->at.first, o->at.last, instant_add(o->at.last, 1), o->until_surely, o->until_perhaps};
		for (size_t j = 0; j < sizeof edges / sizeof *edges; j++)
			if (edges[j] > at && edges[j] < next)
				next = edges[j];
	}
	return next;
}

static const struct state_span *spans_of(size_t *n, const struct knots *k, bool surely, struct arena *a)
{
	VEC(struct state_span) spans = {NULL, 0, 0};
	bool in = false;

	for (int64_t at = next_change(k, INSTANT_MIN); at != INSTANT_MAX; at = next_change(k, at)) {
		bool now = surely ? surely_in(k, at) : perhaps_in(k, at);
		if (now && !in)
			*VEC_PUSH(a, &spans) = (struct state_span){at, INSTANT_MAX};
		else if (!now && in)
			spans.at[spans.n - 1].until = at;
		in = now;
	}
	*n = spans.n;
	return spans.at;
}

const struct state_spans *naive_states(struct naive_sitting *s)
{
	size_t n = s->in->plan->nstates;
	struct state_spans *out = arena_array(s->arena, n + 1, sizeof *out);

	for (size_t i = 0; i < n; i++) {
		struct knots k = {NULL, 0, 0};
		tie(&k, s, &s->in->plan->states[i]);
		out[i].surely = spans_of(&out[i].nsurely, &k, true, s->arena);
		out[i].perhaps = spans_of(&out[i].nperhaps, &k, false, s->arena);
	}
	return out;
}
