#include "judge/rules_naive_sitting.h"

struct silence {
	const struct naive_member *began; /* NULL: the start */
	int64_t at;
	enum truth truth;
	size_t group;
};

/* A further event inside (t, t + D], of which only the span may be known; t + D then is its beginning. */
static enum truth further(const struct naive_members *all, const struct silence *q, struct moment due)
{
	enum truth truth = TRUTH_FALSE;
	for (size_t i = 0; i < all->n; i++) {
		const struct naive_member *m = &all->at[i];
		if (m->group != q->group || m->at <= q->at || m->at > due.last)
			continue;
		truth = truth_or(truth, m->at <= due.first ? m->truth : truth_and(m->truth, TRUTH_UNKNOWN));
	}
	return truth;
}

static void fire_silence(struct naive_triggers *out, struct naive_sitting *s, const struct interval *span,
                         const struct naive_members *all, const struct silence *q)
{
	const struct trigger *t = &s->rule->trigger;
	const struct event *event = q->began ? q->began->event : NULL;
	struct moment due = moment_instant(naive_shift(s, q->at, naive_length(s, t->lasts, event), 1));
	struct naive_deadline deadline = naive_pause(s, q->at, due, t->pause, t->npause, false);
	enum truth truth = q->truth;

	due = deadline.by;
	if (deadline.stands || due.first > s->in->as_of || (due.first >= span->until && span->until != INSTANT_MAX))
		return;
	truth = truth_and(truth, truth_not(further(all, q, due)));
	if (due.last != due.first || !naive_known(s, t->filters, t->nfilters, due.last))
		truth = truth_and(truth, TRUTH_UNKNOWN);
	if (truth == TRUTH_FALSE)
		return;
	due = moment_instant(due.first);
	*VEC_PUSH(s->arena, out) = (struct naive_trigger){.truth = truth, .event = event, .time = due,
	                                                  .per = q->began ? q->began->per : NULL,
	                                                  .nper = q->began ? t->nper : 0};
}

/* Of the members of one time the first; a sure one before others. */
static bool stands_for_time(const struct naive_members *all, size_t i)
{
	for (size_t j = 0; j < all->n; j++) {
		const struct naive_member *o = &all->at[j], *m = &all->at[i];
		if (j == i || o->guest || o->group != m->group || o->at != m->at)
			continue;
		if (o->truth > m->truth || (o->truth == m->truth && j < i))
			return false;
	}
	return true;
}

void naive_fire_silences(struct naive_triggers *out, struct naive_sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	for (size_t i = 0; i < s->bond->nspans && naive_supplied(s, t->filters, t->nfilters); i++) {
		const struct interval *span = &s->bond->spans[i];
		struct naive_members all = {NULL, 0, 0, 0};
		struct silence start = {NULL, span->from, TRUTH_TRUE, 0};

		naive_gather(&all, s, span, false);
		if (t->nper == 0 && span->from != INSTANT_MIN)
			fire_silence(out, s, span, &all, &start);
		for (size_t j = 0; j < all.n; j++) {
			struct silence q = {&all.at[j], all.at[j].at, all.at[j].truth, all.at[j].group};
			if (!all.at[j].guest && stands_for_time(&all, j))
				fire_silence(out, s, span, &all, &q);
		}
	}
}
