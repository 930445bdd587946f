/* The times a subject spends in each state, out of the events that open and
 * close it. Two boundaries are kept: where the subject surely is in the state,
 * and where it may be (an event whose `where` is unknown). */
#include "judge/sitting.h"

#include <stdlib.h>

struct edge {
	int64_t at;
	const struct event *event;
	enum truth opens, closes;
};

struct walk {
	struct subject_case *of;
	const struct state *state;
	struct env env;
	VEC(struct edge) edges;
};

static enum truth filter_truth(struct walk *w, const struct event_filter *f, size_t slot, const struct event *e)
{
	if (!f->type || f->type != e->type)
		return TRUTH_FALSE;
	if (!f->where)
		return TRUTH_TRUE;
	w->env.events[slot] = e;
	enum truth t = expr_truth(f->where, &w->env, NULL);
	w->env.events[slot] = NULL;
	return t;
}

static void edges_of_type(struct walk *w, const struct event_type *type)
{
	const struct track *t = &w->of->tracks[type->index];
	const struct supply *supply = &w->of->in->supplies[type->index];

	for (size_t i = 0; i < t->n; i++) {
		const struct event *e = t->events[i];
		if (!now_reached(w->of->in, e->time.first))
			break;
		bool known = supply->supplied && known_reaches(w->of->in, type, e->time.first);
		enum truth opens = known ? filter_truth(w, &w->state->opens, w->state->opens_slot, e) : TRUTH_FALSE;
		enum truth closes = filter_truth(w, &w->state->closes, w->state->closes_slot, e);
		if (opens != TRUTH_FALSE || closes != TRUTH_FALSE)
			*VEC_PUSH(w->of->arena, &w->edges) = (struct edge){e->time.first, e, opens, closes};
	}
}

static int by_time(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* When an opened state closes by itself: `until` of the opening event. */
static int64_t own_end(struct walk *w, const struct event *e)
{
	struct moment m;

	if (!w->state->until)
		return INSTANT_MAX;
	w->env.events[w->state->opens_slot] = e;
	bool known = expr_moment(&m, w->state->until, &w->env, NULL);
	w->env.events[w->state->opens_slot] = NULL;
	if (!known)
		return INSTANT_MAX;
	return m.whole ? instant_add(m.last, 1) : m.last;
}

struct span_list {
	VEC(struct state_span) spans;
};

static void span_open(struct walk *w, struct span_list *l, int64_t at, int64_t end)
{
	*VEC_PUSH(w->of->arena, &l->spans) = (struct state_span){at, end};
}

/* One boundary: an edge counts towards opening from `least_open`, towards closing from `least_close`. */
static void walk_edges(struct walk *w, struct span_list *out, enum truth least_open, enum truth least_close)
{
	struct state_span *now = NULL;

	for (size_t i = 0; i < w->edges.n;) {
		int64_t at = w->edges.at[i].at, end = INSTANT_MIN;
		int balance = now && now->until > at ? 1 : 0;
		for (; i < w->edges.n && w->edges.at[i].at == at; i++) {
			const struct edge *e = &w->edges.at[i];
			if (e->opens >= least_open) {
				int64_t own = own_end(w, e->event);
				balance++;
				end = own > end ? own : end;
			}
			if (e->closes >= least_close)
				balance--;
		}
		bool open = now && now->until > at;
		if (balance > 0 && !open && end <= at)
			continue;
		if (balance > 0 && !open) {
			span_open(w, out, at, end);
			now = &out->spans.at[out->spans.n - 1];
		} else if (balance > 0 && end > now->until) {
			now->until = end;
		} else if (balance <= 0 && open) {
			now->until = at;
		}
	}
}

static void state_build(struct subject_case *c, size_t i)
{
	struct walk w = {.of = c, .state = &c->plan->states[i]};
	struct span_list surely = {0}, perhaps = {0};

	w.env = (struct env){.arena = c->arena, .zone = &c->plan->zone, .atlas = c->plan->atlas, .places = c->plan->places,
	                     .nplaces = c->plan->nplaces, .place_index = c->plan->place_index, .holidays = c->plan->holidays, .nholidays = c->plan->nholidays,
	                     .now = c->in->as_of, .now_span = c->in->horizon ? &c->in->horizon->as_of : NULL,
	                    .trigger = moment_instant(c->in->as_of), .trigger_is_now = true, .states = c->states};
	if (c->in->person)
		w.env.records[ROOT_SUBJECT] = &c->in->person->record;
	edges_of_type(&w, w.state->opens.type);
	if (w.state->closes.type && w.state->closes.type != w.state->opens.type)
		edges_of_type(&w, w.state->closes.type);
	if (w.edges.n > 1)
		qsort(w.edges.at, w.edges.n, sizeof *w.edges.at, by_time);
	walk_edges(&w, &surely, TRUTH_TRUE, TRUTH_UNKNOWN);
	walk_edges(&w, &perhaps, TRUTH_UNKNOWN, TRUTH_TRUE);
	c->states[i] = (struct state_spans){surely.spans.at, perhaps.spans.at, surely.spans.n, perhaps.spans.n};
}

void states_build(struct subject_case *c)
{
	c->states = arena_array(c->arena, c->plan->nstates, sizeof *c->states);
	for (size_t i = 0; i < c->plan->nstates; i++)
		state_build(c, i);
}
