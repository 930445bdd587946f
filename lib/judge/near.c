/* The nearest miss: of the events a pattern could have meant, the one that
 * satisfies most of it, then the one nearest in time to the trigger. */
#include "judge/pattern.h"

#define NEAR_LOOKS 200

struct miss {
	const struct event *event;
	const struct event_filter *filter;
	size_t parts; /* of `where` that hold */
	int64_t distance;
};

int64_t near_apart(struct moment a, struct moment b)
{
	return a.first > b.first ? a.first / 2 - b.first / 2 : b.first / 2 - a.first / 2;
}

size_t near_held(struct sitting *s, const struct pattern *p, const struct event *e)
{
	const struct expr *parts[CONJUNCTS_MAX];
	size_t held = 0, n = p->where ? expr_conjuncts(parts, CONJUNCTS_MAX, p->where) : 0;

	s->env.events[p->slot] = e;
	for (size_t i = 0; i < n; i++)
		held += expr_truth(parts[i], &s->env, NULL) == TRUTH_TRUE;
	s->env.events[p->slot] = NULL;
	return held;
}

static void near_in_track(struct miss *best, struct sitting *s, const struct pattern *p, const struct event_filter *f)
{
	const struct track *track = &s->of->tracks[f->type->index];
	size_t middle = track_from(track, s->anchor.time.first);
	size_t from = middle > NEAR_LOOKS ? middle - NEAR_LOOKS : 0;

	for (size_t k = from; k < track->n && k < middle + NEAR_LOOKS; k++) {
		const struct event *e = track->events[k];
		if (!now_reached(s->of->in, e->time.first))
			break;
		if (e == s->anchor.event)
			continue;
		struct miss m = {e, f, near_held(s, p, e), near_apart(e->time, s->anchor.time)};
		if (!best->event || m.parts > best->parts || (m.parts == best->parts && m.distance < best->distance))
			*best = m;
	}
}

/* The first part that does not hold, in words with the values it saw. */
static struct str failed_part(struct sitting *s, const struct pattern *p, const struct miss *m, struct moment from, struct moment by,
                              bool unsure)
{
	const struct expr *parts[CONJUNCTS_MAX];
	size_t n = p->where ? expr_conjuncts(parts, CONJUNCTS_MAX, p->where) : 0;
	struct buf b = {0};

	s->env.events[p->slot] = m->event;
	for (size_t i = 0; i < n && b.n == 0; i++)
		if (expr_truth(parts[i], &s->env, NULL) != TRUTH_TRUE)
			expr_say(&b, parts[i], &s->env);
	s->env.events[p->slot] = NULL;
	if (b.n == 0 && m->event->time.first > by.last)
		buf_add(&b, STR("it came after the time allowed"));
	else if (b.n == 0 && m->event->time.last < from.first)
		buf_add(&b, STR("it came before the time that counts"));
	else if (b.n == 0 && p->unbroken_by)
		buf_add(&b, unsure ? STR("it may have been undone") : STR("it was undone before"));
	else if (b.n == 0 && p->nhaving > 0)
		buf_add(&b, unsure ? STR("what it needs beside it may not be there") : STR("what it needs beside it is not there"));
	else if (b.n == 0 && p->count && !unsure)
		buf_add(&b, STR("there were too few"));
	else if (b.n == 0 && unsure)
		buf_add(&b, STR("it is not known whether it came in time"));
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

void pattern_near(struct pattern_answer *out, struct sitting *s, const struct pattern *p, struct moment from, struct moment by)
{
	struct miss best = {0};

	for (size_t i = 0; i < p->nfilters; i++)
		near_in_track(&best, s, p, &p->filters[i]);
	if (!best.event)
		return;
	out->near = best.event;
	out->near_failed = failed_part(s, p, &best, from, by, out->nunknown > 0);
}
