#include "judge/rules_naive_sitting.h"

struct run {
	const struct naive_member *first, *last;
	bool fired;
};

static bool goes_on(const struct naive_sitting *s, const struct run *r, const struct naive_member *m, const struct duration *gap)
{
	return r->first && (!gap || m->at <= naive_shift(s, r->last->at, *gap, 1));
}

/* Where a run fires at the last of these members: the first of the run; else NULL. */
static const struct naive_member *fires(struct naive_sitting *s, const struct naive_members *all, size_t last, bool sure)
{
	const struct trigger *t = &s->rule->trigger;
	struct run r = {NULL, NULL, false};
	bool now = false;

	for (size_t i = 0; i <= last; i++) {
		const struct naive_member *m = &all->at[i];
		now = false;
		if (m->group != all->at[last].group)
			continue;
		/* A guest of another group changes nothing; it breaks where it would as one of this. */
		if (m->guest && (sure ? m->own == TRUTH_TRUE : m->own == TRUTH_FALSE))
			continue;
		if (m->truth == TRUTH_FALSE || (sure && m->truth != TRUTH_TRUE)) {
			r = (struct run){NULL, NULL, false};
			continue;
		}
		struct duration gap = t->gap ? naive_length(s, t->gap, m->event) : (struct duration){0};
		if (!goes_on(s, &r, m, t->gap ? &gap : NULL))
			r = (struct run){m, m, false};
		r.last = m;
		now = !r.fired && m->at >= naive_shift(s, r.first->at, naive_length(s, t->lasts, m->event), 1);
		r.fired = r.fired || now;
	}
	return now ? r.first : NULL;
}

void naive_fire_runs(struct naive_triggers *out, struct naive_sitting *s)
{
	for (size_t i = 0; i < s->bond->nspans; i++) {
		struct naive_members all = {NULL, 0, 0, 0};
		naive_gather(&all, s, &s->bond->spans[i], true);
		for (size_t j = 0; j < all.n; j++) {
			const struct naive_member *m = &all.at[j];
			const struct naive_member *sure = fires(s, &all, j, true), *any = fires(s, &all, j, false);
			if (!sure && !any)
				continue;
			*VEC_PUSH(s->arena, out) = (struct naive_trigger){.truth = sure ? TRUTH_TRUE : TRUTH_UNKNOWN, .event = m->event,
			                                                  .began = (sure ? sure : any)->event,
			                                                  .time = m->event->time, .per = m->per,
			                                                  .nper = s->rule->trigger.nper};
		}
	}
}
