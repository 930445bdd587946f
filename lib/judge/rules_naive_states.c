#include "judge/rules_naive_sitting.h"

/* Events of one time: what they open less what they close. */
struct knot {
	struct moment at;
	int surely, perhaps;
	bool opened, may_open; /* some event of them opens it */
	int64_t until_surely, until_perhaps; /* it ends by itself, at the latest of these */
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
static void note_opening(struct naive_sitting *s, struct knot *k, const struct state *state, const struct event *e, bool sure)
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
	k->may_open = true;
	k->opened = k->opened || sure;
	if (sure && surely > k->until_surely)
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
		struct knot *k = knot_at(out, moment_instant(e->time.first), s->arena);
		k->surely += (opens == TRUTH_TRUE) - (closes != TRUTH_FALSE);
		k->perhaps += (opens != TRUTH_FALSE) - (closes == TRUTH_TRUE);
		if (opens != TRUTH_FALSE)
			note_opening(s, k, state, e, opens == TRUTH_TRUE);
	}
}

static bool was_in(const struct knots *k, const struct knot *before, int64_t at, bool surely);

/* As many closings as openings leave open what was. */
static bool opens(const struct knots *k, const struct knot *o, bool surely)
{
	int net = surely ? o->surely : o->perhaps;
	return net > 0 || (net == 0 && (surely ? o->opened : o->may_open) && was_in(k, o, o->at.first, surely));
}

/* Surely: nothing can have closed it since. Perhaps: nothing has surely closed it. */
static bool closes(const struct knot *c, const struct knot *open, int64_t at, bool surely)
{
	if (surely)
		return c->surely < 0 && c->at.first <= at && c->at.last >= open->at.first;
	return c->perhaps < 0 && c->at.last <= at && c->at.first > open->at.last;
}

/* Is the subject in the state at that time, by what came before a knot (NULL: by all)? */
static bool was_in(const struct knots *k, const struct knot *before, int64_t at, bool surely)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct knot *o = &k->at[i];
		bool closed = (before && o->at.last >= before->at.first) || (surely ? o->at.last : o->at.first) > at ||
		              (surely ? o->until_surely : o->until_perhaps) <= at || !opens(k, o, surely);
		for (size_t j = 0; j < k->n && !closed; j++)
			closed = &k->at[j] != before && j != i && closes(&k->at[j], o, at, surely);
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
		bool now = was_in(k, NULL, at, surely);
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
