#include <stdlib.h>

#include "judge/verdict.h"

#include "judge/lookup.h"

/* ---- binding ---- */

struct latest {
	const struct event *event;
	enum truth truth;
};

static void latest_in_track(struct latest *best, struct sitting *s, const struct pattern *p, const struct event_filter *f,
                            const struct track *track, struct moment from, struct moment by)
{
	size_t k = track_from(track, instant_add(by.last, 1));

	while (k-- > 0) {
		const struct event *e = track->events[k];
		const struct reason *why = NULL;
		if (e == s->anchor.event || !now_reached(s->of->in, e->time.first))
			continue;
		enum truth t = truth_and(truth_of(moment_within(e->time, from, by)),
		                         truth_of(moment_within(e->time, moment_instant(INSTANT_MIN), s->env.trigger)));
		if (t != TRUTH_FALSE)
			t = truth_and(t, pattern_witness(s, p, f, e, &why));
		if (t == TRUTH_FALSE)
			continue;
		if (!best->event || event_cmp(e, best->event) > 0)
			*best = (struct latest){e, t};
		return;
	}
}

static void bind_latest(struct sitting *s, const struct pattern *p)
{
	struct latest best = {0};
	struct moment from = moment_instant(INSTANT_MIN), by = s->env.trigger;

	s->env.events[p->slot] = NULL;
	if (p->from && !expr_moment(&from, p->from, &s->env, NULL))
		return;
	if (p->by && !expr_moment(&by, p->by, &s->env, NULL))
		return;
	for (size_t i = 0; i < p->nfilters; i++) {
		struct candidates c;
		lookup_candidates(&c, s, p, i);
		for (size_t k = 0; k < c.nruns; k++)
			latest_in_track(&best, s, p, &p->filters[i], &c.runs[k], from, by);
	}
	s->env.events[p->slot] = best.truth == TRUTH_TRUE ? best.event : NULL;
}

void verdict_bind(struct sitting *s, const struct trigger_point *p)
{
	s->env.trigger = p->time;
	s->anchor = (struct anchor){p->time, p->event};
	s->env.events[s->rule->trigger.slot] = p->event;
	for (size_t i = 0; i < s->rule->ngiven; i++) {
		const struct given *g = &s->rule->given[i];
		if (g->pattern)
			bind_latest(s, g->pattern);
		else
			s->env.values[g->slot] = expr_eval(g->value, &s->env);
	}
}

/* ---- asking ---- */

static void add_caveat(struct verdict *v, struct sitting *s, struct str words)
{
	for (size_t i = 0; i < v->caveats.n; i++)
		if (str_eq(v->caveats.at[i], words))
			return;
	*VEC_PUSH(s->of->arena, &v->caveats) = words;
}

static void ask_all(struct verdict *v, struct sitting *s, const struct pattern *const *patterns, size_t n,
                    enum pattern_place place)
{
	for (size_t i = 0; i < n; i++)
		pattern_ask(&v->answers[v->nanswers++], s, patterns[i], place);
}

/* An exception that nothing supplies, or that reaches too far for what is known,
 * counts as not met; a matter for a person that nothing supplies likewise. */
static void settle_unsupplied(struct verdict *v, struct sitting *s)
{
	const struct rule *r = s->rule;
	size_t unless = r->nprovided, expect = unless + r->nunless, review = expect + r->nexpect;

	for (size_t i = 0; i < v->nanswers; i++) {
		struct pattern_answer *a = &v->answers[i];
		if (a->pattern->test || a->state == PATTERN_TRUE || a->possible)
			continue;
		bool exception = i >= unless && i < expect;
		if (exception && a->unsupplied && a->rejected)
			a->state = PATTERN_UNKNOWN;
		if ((i >= review || (exception && !a->rejected)) && a->unsupplied)
			a->state = PATTERN_FALSE;
		else if (exception && a->beyond)
			a->state = PATTERN_FALSE;
		else
			continue;
		if (a->caveat.n > 0)
			add_caveat(v, s, a->caveat);
	}
}

/* ---- reading ---- */

struct reading {
	bool suits;    /* what is open turns out as suits the subject */
	bool against;  /* what nothing supplies turns out against the subject: provisions there, obligations not */
};

static enum truth answer_truth(const struct pattern_answer *a, bool open_as)
{
	switch (a->state) {
	case PATTERN_TRUE:
		return TRUTH_TRUE;
	case PATTERN_FALSE:
		return TRUTH_FALSE;
	case PATTERN_UNKNOWN:
		return TRUTH_UNKNOWN;
	case PATTERN_OPEN:
		return open_as ? TRUTH_TRUE : TRUTH_FALSE;
	}
	return TRUTH_UNKNOWN;
}

/* violated = G and P1 and … and not (U1 or …) and not (E1 and …) */
/* An obligation or provision that nothing supplies: read both ways. */
static enum truth needed_truth(const struct pattern_answer *a, bool open_as, bool unsupplied_as)
{
	if (a->unsupplied && a->state != PATTERN_TRUE)
		return unsupplied_as ? TRUTH_TRUE : TRUTH_FALSE;
	return answer_truth(a, open_as);
}

static enum truth violated(const struct verdict *v, const struct rule *rule, const struct reading *r)
{
	const struct pattern_answer *a = v->answers;
	enum truth out = v->guard, met = TRUTH_TRUE;

	for (size_t i = 0; i < rule->nprovided; i++)
		out = truth_and(out, needed_truth(a++, !r->suits, r->against));
	for (size_t i = 0; i < rule->nunless; i++)
		out = truth_and(out, truth_not(answer_truth(a++, r->suits)));
	for (size_t i = 0; i < rule->nexpect; i++)
		met = truth_and(met, needed_truth(a++, r->suits, !r->against));
	if (rule->nexpect > 0)
		out = truth_and(out, truth_not(met));
	return out;
}

/* Is there one that is open, or that nothing supplies? Else both readings are the same. */
static bool any_open(const struct verdict *v)
{
	for (size_t i = 0; i < v->nanswers; i++)
		if (v->answers[i].state == PATTERN_OPEN)
			return true;
	return false;
}

static bool any_unsupplied(const struct verdict *v)
{
	for (size_t i = 0; i < v->nanswers; i++)
		if (v->answers[i].unsupplied)
			return true;
	return false;
}

static enum level level_of(const struct verdict *v, const struct rule *rule, bool against)
{
	enum truth suits = violated(v, rule, &(struct reading){true, against});
	enum truth not = any_open(v) ? violated(v, rule, &(struct reading){false, against}) : suits;

	if (suits == TRUTH_TRUE && not == TRUTH_TRUE)
		return LEVEL_BREACH;
	if (suits == TRUTH_FALSE && not == TRUTH_FALSE)
		return LEVEL_CLEAR;
	if (suits != TRUTH_UNKNOWN && not != TRUTH_UNKNOWN)
		return LEVEL_UPCOMING;
	return LEVEL_REVIEW;
}

/* ---- matters for a person ---- */

/* What fires at the start itself, on the day on which the order began and was served, is not before it. */
static bool before_served(struct verdict *v, struct sitting *s, const struct trigger_point *p)
{
	const struct moment *served = s->order && s->order->has_served ? &s->order->served : NULL;

	if (!served || moment_lt(p->time, *served) == -1)
		return false;
	if (p->at_start && served->whole && p->time.first == served->first)
		return false;
	add_caveat(v, s, STR("before the order was served, so far as is known"));
	return true;
}

/* "(strong, 21.5): family name: a typing slip; given name: equal; against it: postcode: another" */
static struct str match_words(const struct event_match *m, struct arena *a)
{
	struct buf b = {0};
	struct str out;
	bool against = false;

	buf_printf(&b, " (%s, %s%d.%d)", m->level, m->tenths < 0 ? "-" : "", abs(m->tenths) / 10, abs(m->tenths) % 10);
	for (size_t i = 0, n = 0; i < m->nparts; i++)
		if (m->parts[i].tenths > 0)
			buf_printf(&b, "%s%.*s", n++ == 0 ? ": " : "; ", STR_ARG(m->parts[i].words));
	for (size_t i = 0; i < m->nparts; i++) {
		if (m->parts[i].tenths >= 0)
			continue;
		buf_printf(&b, "; %s%.*s", against ? "" : "against it: ", STR_ARG(m->parts[i].words));
		against = true;
	}
	out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

static void event_caveats(struct verdict *v, struct sitting *s, const struct event *e)
{
	if (e->by_name && e->match)
		add_caveat(v, s, str_printf(s->of->arena, "matched to the person by name alone%.*s",
		                            STR_ARG(match_words(e->match, s->of->arena))));
	else if (e->by_name)
		add_caveat(v, s, STR("matched to the person by name alone"));
	else if (e->match && e->match->another)
		add_caveat(v, s, STR("the row names another person than its reference or identifier does"));
	if (e->clock_guessed)
		add_caveat(v, s, STR("a clock time of the row occurs twice or never, as the clocks change: the first, or the one moved on, is meant"));
}

static bool review_asked(struct verdict *v, struct sitting *s, const struct trigger_point *p, int standing)
{
	const struct rule *r = s->rule;
	bool asked = false;

	for (size_t i = r->nprovided + r->nunless + r->nexpect; i < v->nanswers; i++)
		asked |= v->answers[i].state != PATTERN_FALSE;
	asked |= before_served(v, s, p);
	if (standing == 0) {
		add_caveat(v, s, STR("on a day on which the condition began or ended, and the clock time is not known"));
		asked = true;
	}
	if (s->at_most_review.n > 0) {
		add_caveat(v, s, s->at_most_review);
		asked = true;
	}
	if (p->event)
		event_caveats(v, s, p->event);
	asked |= p->event && p->event->by_name;
	return asked;
}

/* ---- dates ---- */

/* Where it is not known how long a clock stood, the earliest deadline it can be. */
static struct moment one_time(struct moment m)
{
	return m.whole || m.first == m.last ? m : moment_instant(m.first);
}

/* The earliest `by` of answers [from, to) in a state that counts. */
static bool earliest_by(struct moment *out, const struct verdict *v, size_t from, size_t to, unsigned states)
{
	bool found = false;

	for (size_t i = from; i < to; i++) {
		const struct pattern_answer *a = &v->answers[i];
		if (a->pattern->test || !a->has_by || !(states & 1u << a->state))
			continue;
		struct moment by = a->stopped_since != INSTANT_MIN ? moment_instant(a->stopped_since) : one_time(a->by);
		if (!found || by.last < out->last)
			*out = by;
		found = true;
	}
	return found;
}

static void date(struct verdict *v, const struct rule *r, const struct trigger_point *p, bool open)
{
	size_t expect = r->nprovided + r->nunless, review = expect + r->nexpect;

	v->time = p->time;
	if (open) {
		struct moment by;
		v->is_obligation = earliest_by(&by, v, expect, review, 1u << PATTERN_OPEN);
		earliest_by(&v->time, v, 0, review, 1u << PATTERN_OPEN);
	} else {
		earliest_by(&v->time, v, expect, review, 1u << PATTERN_FALSE | 1u << PATTERN_UNKNOWN);
	}
}

/* ---- the verdict ---- */

/* The latest event that is known may not be the latest. */
static void given_caveats(struct verdict *v, struct sitting *s, const struct trigger_point *p)
{
	for (size_t i = 0; i < s->rule->ngiven; i++) {
		const struct pattern *g = s->rule->given[i].pattern;
		if (!g)
			continue;
		struct stretch st = filters_stretch(s, g->filters, g->nfilters);
		if (!stretch_so_far(s, g, p->time.last) || st.rejected)
			add_caveat(v, s, stretch_words(s, g, &st));
	}
}

static void state_caveats(struct verdict *v, struct sitting *s)
{
	const struct plan *plan = s->of->plan;

	for (size_t i = 0; i < plan->nstates && i < 64; i++) {
		const struct event_type *t = plan->states[i].opens.type;
		if (!(s->rule->states >> i & 1) || !t)
			continue;
		const struct supply *supply = &s->of->in->supplies[t->index];
		if (!supply->supplied)
			add_caveat(v, s, str_printf(s->of->arena, "no %.*s feed was supplied, so times %.*s are not known",
			                            STR_ARG(t->name), STR_ARG(plan->states[i].name)));
		else if (!known_so_far(s->of->in, t, v->time.last))
			add_caveat(v, s, str_printf(s->of->arena, "times %.*s are known only as far as the %.*s feed reaches",
			                            STR_ARG(plan->states[i].name), STR_ARG(t->name)));
	}
}

/* An exception that nothing supplies makes nothing blind. */
static struct str blind_words(const struct verdict *v, const struct rule *r)
{
	for (size_t i = 0; i < v->nanswers; i++)
		if ((i < r->nprovided || i >= r->nprovided + r->nunless) && v->answers[i].unsupplied && v->answers[i].state != PATTERN_TRUE && v->answers[i].caveat.n > 0)
			return v->answers[i].caveat;
	return STR("nothing supplied can show this");
}

/* A breach that is a matter for a person; what is later than now can still be prevented. */
static enum level told_level(enum level l, bool asked, bool later)
{
	if (l == LEVEL_BREACH && asked)
		l = LEVEL_REVIEW;
	return later && l >= LEVEL_REVIEW ? LEVEL_UPCOMING : l;
}

static void settle_level(struct verdict *v, struct sitting *s, const struct trigger_point *p, int standing)
{
	bool later = !now_reached(s->of->in, p->time.first);
	size_t ncaveats = v->caveats.n;
	bool asked = review_asked(v, s, p, standing);
	enum level best = level_of(v, s->rule, false), worst = any_unsupplied(v) ? level_of(v, s->rule, true) : best;

	if (told_level(best, asked, later) != told_level(worst, asked, later)) {
		v->blind = true;
		v->blind_of = blind_words(v, s->rule);
		return;
	}
	v->level = told_level(worst, asked, later);
	if (v->level < LEVEL_UPCOMING)
		v->caveats.n = ncaveats;
	date(v, s->rule, p, best == LEVEL_UPCOMING);
	state_caveats(v, s);
	if (v->level >= LEVEL_UPCOMING)
		given_caveats(v, s, p);
}

struct verdict *verdict_room(const struct sitting *s)
{
	const struct rule *r = s->rule;
	size_t n = r->nprovided + r->nunless + r->nexpect + r->nreview_if;
	struct verdict *v = ARENA_NEW(s->of->arena, struct verdict);

	v->answers = arena_array(s->of->arena, n, sizeof *v->answers);
	return v;
}

void verdict_reach(struct verdict *v, struct sitting *s, const struct trigger_point *p, int standing)
{
	const struct rule *r = s->rule;
	const struct reason *why = NULL;
	enum truth guard = TRUTH_TRUE;

	verdict_bind(s, p);
	if (r->where && !p->time_missing)
		guard = expr_truth(r->where, &s->env, &why);
	if (guard == TRUTH_FALSE) { /* of most triggers of many rules */
		v->none = true;
		v->blind = false;
		v->guard = guard;
		v->level = LEVEL_CLEAR;
		v->nanswers = 0;
		return;
	}
	if (p->unknown || p->time_missing) {
		guard = TRUTH_UNKNOWN;
		why = p->why;
	}
	*v = (struct verdict){.answers = v->answers, .guard = guard, .guard_why = why, .time = p->time,
	                      .level = p->time_missing ? LEVEL_REVIEW : LEVEL_CLEAR};
	if (p->time_missing)
		return;
	ask_all(v, s, r->provided, r->nprovided, PLACE_PROVIDED);
	ask_all(v, s, r->unless, r->nunless, PLACE_UNLESS);
	ask_all(v, s, r->expect, r->nexpect, PLACE_EXPECT);
	ask_all(v, s, r->review_if, r->nreview_if, PLACE_REVIEW_IF);
	settle_unsupplied(v, s);
	settle_level(v, s, p, standing);
}
