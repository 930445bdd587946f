#include "lang/eval.h"
#include "lang/func.h"

struct stays {
	const struct state_span *at;
	size_t n;
};

static struct stays stays_in(const struct expr *e, const struct env *env, size_t i, bool surely)
{
	const struct state_spans *s = &env->states[e->as.call.states[i]];

	return surely ? (struct stays){s->surely, s->nsurely} : (struct stays){s->perhaps, s->nperhaps};
}

/* The first stay that ends after t; NULL: none. */
static const struct state_span *stay_after(struct stays s, int64_t t)
{
	size_t low = 0, high = s.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s.at[mid].until <= t && s.at[mid].until != INSTANT_MAX)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s.n ? &s.at[low] : NULL;
}

/* When t and all that follows it without a gap, in whichever of the states, ends; t itself: in none. */
static int64_t leaves(const struct expr *e, const struct env *env, bool surely, int64_t t)
{
	size_t quiet = 0;

	for (size_t i = 0; quiet < e->as.call.nstates; i = (i + 1) % e->as.call.nstates) {
		const struct state_span *s = stay_after(stays_in(e, env, i, surely), t);
		if (s && s->from <= t && t != INSTANT_MAX) {
			t = s->until;
			quiet = 0;
		} else {
			quiet++;
		}
	}
	return t;
}

/* Does any stay touch [first, last]? */
static bool touches(const struct expr *e, const struct env *env, bool surely, struct moment m)
{
	for (size_t i = 0; i < e->as.call.nstates; i++) {
		const struct state_span *s = stay_after(stays_in(e, env, i, surely), m.first);
		if (s && s->from <= m.last)
			return true;
	}
	return false;
}

static struct value undecided(const struct expr *e, struct env *env, struct moment m)
{
	return eval_unknown(env, moment_exact(m) ? REASON_STATE : REASON_WHOLE_DAY,
	                    moment_exact(m) ? e : e->parts[1]);
}

struct value func_in_state(const struct expr *e, struct env *env, const struct value *args)
{
	struct moment m = args[1].as.time;

	if (!env->states)
		return eval_unknown(env, REASON_STATE, e);
	if (leaves(e, env, true, m.first) > m.last)
		return value_bool(true);
	if (!touches(e, env, false, m) && !touches(e, env, true, m))
		return value_bool(false);
	return undecided(e, env, m);
}

struct value func_leaves(const struct expr *e, struct env *env, const struct value *args)
{
	struct moment m = args[1].as.time;
	int64_t surely, perhaps;

	if (!env->states)
		return eval_unknown(env, REASON_STATE, e);
	if (!touches(e, env, false, m) && !touches(e, env, true, m))
		return value_time(m);
	surely = leaves(e, env, true, m.first);
	perhaps = leaves(e, env, false, m.first);
	if (surely != perhaps || leaves(e, env, true, m.last) != surely || leaves(e, env, false, m.last) != surely)
		return undecided(e, env, m);
	return value_time(moment_instant(surely));
}
