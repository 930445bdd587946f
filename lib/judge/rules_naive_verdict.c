#include "judge/rules_naive_sitting.h"

#define MOST 16 /* patterns of one kind in a rule under test */

struct answers {
	struct naive_answer at[MOST];
	size_t n;
};

struct hearing {
	struct naive_sitting *s;
	const struct naive_trigger *trigger;
	struct naive_place who;
	enum truth guard;
	struct answers provided, excepted, expected;
	bool capped, for_review;
};

static void hear(struct answers *out, struct naive_sitting *s, const struct pattern *const *p, size_t n, struct naive_place who,
                 struct naive_answer (*ask)(struct naive_sitting *, const struct pattern *, struct naive_place))
{
	for (size_t i = 0; i < n && i < MOST; i++)
		out->at[out->n++] = ask(s, p[i], who);
}

static enum truth read_as(enum naive_standing standing, bool open, bool nothing)
{
	switch (standing) {
	case NAIVE_FALSE: return TRUTH_FALSE;
	case NAIVE_TRUE: return TRUTH_TRUE;
	case NAIVE_UNKNOWN: return TRUTH_UNKNOWN;
	case NAIVE_OPEN: return open ? TRUTH_TRUE : TRUTH_FALSE;
	case NAIVE_NOTHING: return nothing ? TRUTH_TRUE : TRUTH_FALSE;
	}
	return TRUTH_UNKNOWN;
}

/* suits: every open pattern as suits the subject. nothing: a bit for each pattern that nothing supplies. */
static enum truth violated(const struct hearing *h, bool suits, unsigned nothing)
{
	enum truth truth = h->guard, any = TRUTH_FALSE, all = TRUTH_TRUE;
	unsigned bit = 0;

	for (size_t i = 0; i < h->provided.n; i++, bit++)
		truth = truth_and(truth, read_as(h->provided.at[i].standing, !suits, nothing >> bit & 1));
	for (size_t i = 0; i < h->excepted.n; i++)
		any = truth_or(any, read_as(h->excepted.at[i].standing, suits, false));
	for (size_t i = 0; i < h->expected.n; i++, bit++)
		all = truth_and(all, read_as(h->expected.at[i].standing, suits, nothing >> bit & 1));
	truth = truth_and(truth, truth_not(any));
	return h->expected.n > 0 ? truth_and(truth, truth_not(all)) : truth;
}

/* A span that is no day is dated at its beginning. */
static struct moment one_time(struct moment m)
{
	return m.whole ? m : moment_instant(m.first);
}

static void take_earliest(struct moment *out, bool *found, const struct answers *a, bool open, bool failed)
{
	for (size_t i = 0; i < a->n; i++) {
		enum naive_standing standing = a->at[i].before;
		struct moment by = one_time(a->at[i].by);
		bool asked = (open && standing == NAIVE_OPEN) ||
		             (failed && (standing == NAIVE_FALSE || standing == NAIVE_UNKNOWN));
		if (!asked || !a->at[i].has_by || (*found && by.last >= out->last))
			continue;
		*out = by;
		*found = true;
	}
}

static struct moment date_of(const struct hearing *h, bool open)
{
	struct moment out = h->trigger->time;
	bool found = false;

	if (open) {
		take_earliest(&out, &found, &h->provided, true, false);
		take_earliest(&out, &found, &h->excepted, true, false);
	}
	take_earliest(&out, &found, &h->expected, open, !open);
	return out;
}

static struct naive_verdict decide(const struct hearing *h, unsigned nothing)
{
	enum truth best = violated(h, true, nothing), worst = violated(h, false, nothing);
	struct naive_verdict v = {.said = true, .time = h->trigger->time};
	bool later = h->trigger->time.first > h->s->in->as_of;
	bool differ = best != worst && best != TRUTH_UNKNOWN && worst != TRUTH_UNKNOWN;

	if (best == TRUTH_FALSE && worst == TRUTH_FALSE) {
		v.said = h->guard != TRUTH_FALSE;
		v.level = LEVEL_CLEAR;
		v.time = date_of(h, false);
		return v;
	}
	v.level = best == TRUTH_TRUE && worst == TRUTH_TRUE && !h->for_review && !h->capped ? LEVEL_BREACH : LEVEL_REVIEW;
	if (differ || later)
		v.level = LEVEL_UPCOMING;
	v.time = date_of(h, differ);
	return v;
}

static unsigned count_nothing(const struct hearing *h)
{
	return (unsigned)(h->provided.n + h->expected.n);
}

static bool stands_as_nothing(const struct hearing *h, unsigned bit)
{
	const struct naive_answer *a = bit < h->provided.n ? &h->provided.at[bit] : &h->expected.at[bit - h->provided.n];
	return a->standing == NAIVE_NOTHING;
}

/* Blind where the level hangs on what nothing supplies. */
static struct naive_verdict decide_all(const struct hearing *h)
{
	unsigned n = count_nothing(h), mask = 0;

	for (unsigned bit = 0; bit < n; bit++)
		mask |= stands_as_nothing(h, bit) ? 1U << bit : 0;
	struct naive_verdict first = decide(h, mask);
	for (unsigned set = mask; set > 0; set = (set - 1) & mask) {
		struct naive_verdict other = decide(h, (set - 1) & mask);
		if (other.said != first.said || other.level != first.level)
			return (struct naive_verdict){.blind = true};
	}
	return first;
}

struct naive_verdict naive_verdict(struct naive_sitting *s, const struct naive_trigger *t, bool capped)
{
	const struct rule *rule = s->rule;
	struct hearing h = {.s = s, .trigger = t, .who = {t->event, t->time}, .guard = t->truth, .capped = capped};

	if (t->timeless)
		return (struct naive_verdict){.said = true, .level = LEVEL_REVIEW, .time = t->time};
	s->env.trigger = t->time;
	s->env.events[rule->trigger.slot] = t->event;
	naive_bind(s, h.who);
	if (rule->where)
		h.guard = truth_and(h.guard, expr_truth(rule->where, &s->env, NULL));
	hear(&h.provided, s, rule->provided, rule->nprovided, h.who, naive_provided);
	hear(&h.excepted, s, rule->unless, rule->nunless, h.who, naive_excepted);
	hear(&h.expected, s, rule->expect, rule->nexpect, h.who, naive_expected);
	for (size_t i = 0; i < rule->nreview_if; i++)
		h.for_review = naive_for_review(s, rule->review_if[i], h.who) || h.for_review;
	h.for_review = h.for_review || (t->event && t->event->by_name);
	return decide_all(&h);
}
