#include "judge/horizon.h"

void horizon_init(struct judge_horizon *h, struct now_span *known, size_t ntypes)
{
	h->as_of = (struct now_span){INSTANT_MIN, INSTANT_MAX};
	h->known = known;
	for (size_t i = 0; i < ntypes; i++)
		known[i] = h->as_of;
}

/* The value may move as long as it stays on the side of `at` on which it is. */
static bool reached(struct now_span *s, int64_t value, int64_t at)
{
	if (s)
		now_span_note(s, value, at);
	return at <= value;
}

static void used(struct now_span *s, int64_t value)
{
	if (s)
		*s = (struct now_span){value, value};
}

bool now_reached(const struct judge_input *in, int64_t at)
{
	return reached(in->horizon ? &in->horizon->as_of : NULL, in->as_of, at);
}

void now_used(const struct judge_input *in)
{
	used(in->horizon ? &in->horizon->as_of : NULL, in->as_of);
}

bool known_reaches(const struct judge_input *in, const struct event_type *t, int64_t at)
{
	return reached(in->horizon ? &in->horizon->known[t->index] : NULL, in->supplies[t->index].known_until, at);
}

void known_used(const struct judge_input *in, const struct event_type *t)
{
	used(in->horizon ? &in->horizon->known[t->index] : NULL, in->supplies[t->index].known_until);
}

bool known_so_far(const struct judge_input *in, const struct event_type *t, int64_t at)
{
	if (known_reaches(in, t, at))
		return true;
	if (now_reached(in, at))
		return false;
	now_used(in); /* it may be known up to the as-of time, which moves */
	known_used(in, t);
	return in->as_of <= in->supplies[t->index].known_until;
}
