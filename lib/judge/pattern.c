#include "judge/pattern.h"

#include "judge/lookup.h"

#define NEED_MAX 1000000

const struct reason *reason_text(struct arena *a, struct str text, const struct reason *next)
{
	struct reason *r = ARENA_NEW(a, struct reason);

	*r = (struct reason){next, REASON_TEXT, NULL, text};
	return r;
}

/* What one look at a pattern's events found. */
struct search {
	struct sitting *s;
	const struct pattern *p;
	bool from_known, by_known, just_after;
	struct moment from, by;
	const struct reason *bound_why;
	size_t need, ntrue, nunknown;
	const struct reason *why;
	VEC(const struct event *) witnesses;
};

static enum truth in_window(const struct search *q, const struct event *e)
{
	struct moment after = q->s->anchor.time;
	int lower = 0, upper = 0;

	if (q->just_after && q->by_known && q->by.last <= after.first)
		return TRUTH_FALSE;
	if (!q->just_after && q->from_known && q->by_known)
		return truth_of(moment_within(e->time, q->from, q->by));
	if (q->just_after)
		lower = moment_lt(after, e->time);
	else if (q->from_known)
		lower = moment_within(e->time, q->from, moment_instant(INSTANT_MAX));
	if (q->by_known)
		upper = moment_within(e->time, moment_instant(INSTANT_MIN), q->by);
	return truth_and(truth_of(lower), truth_of(upper));
}

static enum truth broken_between(struct sitting *s, const struct pattern *p, const struct event *w,
                                 const struct reason **why);

/* having and unbroken-by, with the witness in its slot. */
static enum truth nested_truth(struct sitting *s, const struct pattern *p, const struct event *e, const struct reason **why)
{
	enum truth all = TRUTH_TRUE;

	for (size_t i = 0; i < p->nhaving && all != TRUTH_FALSE; i++) {
		struct pattern_answer a;
		struct anchor outer = s->anchor;
		bool recording = s->recording;
		s->anchor = (struct anchor){e->time, e};
		s->recording = false;
		pattern_ask(&a, s, p->having[i], PLACE_HAVING);
		s->anchor = outer;
		s->recording = recording;
		if (a.state == PATTERN_FALSE)
			all = TRUTH_FALSE;
		else if (a.state != PATTERN_TRUE) {
			all = TRUTH_UNKNOWN;
			*why = a.why ? a.why : *why;
		}
	}
	if (all != TRUTH_FALSE && p->unbroken_by) {
		const struct reason *because = NULL;
		enum truth broken = broken_between(s, p->unbroken_by, e, &because);
		all = truth_and(all, truth_not(broken));
		if (broken == TRUTH_UNKNOWN)
			*why = because;
	}
	return all;
}

enum truth pattern_witness(struct sitting *s, const struct pattern *p, const struct event_filter *f,
                           const struct event *e, const struct reason **why)
{
	const struct event *outer = s->env.events[p->slot];
	const struct reason *r1 = NULL, *r2 = NULL, *r3 = NULL;
	enum truth t = TRUTH_TRUE;

	s->ncompared++;
	if (sitting_weary(s))
		return t; /* which ends every search */
	s->env.events[p->slot] = e;
	if (f->where)
		t = expr_truth(f->where, &s->env, &r1);
	if (t != TRUTH_FALSE && p->where)
		t = truth_and(t, expr_truth(p->where, &s->env, &r2));
	if (t != TRUTH_FALSE && (p->nhaving > 0 || p->unbroken_by))
		t = truth_and(t, nested_truth(s, p, e, &r3));
	s->env.events[p->slot] = outer;
	if (t == TRUTH_UNKNOWN)
		*why = r1 ? r1 : r2 ? r2 : r3;
	return t;
}

/* Is e in (w, t], or in [t, w) for a witness after the trigger? A whole day may leave open which. */
enum truth pattern_between(struct moment t, struct moment w, struct moment e)
{
	enum truth before = truth_and(truth_of(moment_lt(w, e)), truth_of(moment_le(e, t)));
	enum truth after = truth_and(truth_of(moment_le(t, e)), truth_of(moment_lt(e, w)));

	return truth_or(truth_and(truth_of(moment_le(w, t)), before), truth_and(truth_of(moment_lt(t, w)), after));
}

static enum truth track_breaks(struct sitting *s, const struct pattern *p, const struct event_filter *f,
                               const struct track *track, const struct event *w, const struct reason **why)
{
	struct moment t = s->anchor.time;
	int64_t low = t.first < w->time.first ? t.first : w->time.first;
	int64_t high = t.last > w->time.last ? t.last : w->time.last;
	enum truth any = TRUTH_FALSE;

	for (size_t k = track_from(track, instant_add(low, -2 * CIVIL_DAY_MS)); k < track->n && any != TRUTH_TRUE; k++) {
		const struct event *e = track->events[k];
		if (e->time.first > high || !now_reached(s->of->in, e->time.first))
			break;
		if (e == w || e == s->anchor.event || e == s->env.events[s->rule->trigger.slot])
			continue;
		enum truth in = pattern_between(t, w->time, e->time);
		if (in != TRUTH_FALSE)
			any = truth_or(any, truth_and(in, pattern_witness(s, p, f, e, why)));
	}
	return any;
}

/* Does anything that matches p lie between the witness and the trigger? Those two never break. */
static enum truth broken_between(struct sitting *s, const struct pattern *p, const struct event *w,
                                 const struct reason **why)
{
	enum truth any = TRUTH_FALSE;

	for (size_t i = 0; i < p->nfilters && any != TRUTH_TRUE; i++) {
		struct candidates c;
		lookup_candidates(&c, s, p, i);
		for (size_t k = 0; k < c.nruns && any != TRUTH_TRUE; k++)
			any = truth_or(any, track_breaks(s, p, &p->filters[i], &c.runs[k], w, why));
	}
	return any;
}

/* Whether the event lies in the window is not known: it, the trigger or the deadline has no exact time. */
static const struct reason *time_reason(const struct search *q, const struct event *e)
{
	struct sitting *s = q->s;
	struct buf b = {0};

	if (!s->wording)
		return NULL;
	if (e->time.first != e->time.last) {
		buf_printf(&b, "the clock time of the %.*s of ", STR_ARG(e->type->name));
		moment_say(&b, e->time, &s->of->plan->zone);
		buf_add(&b, STR(" is not known"));
	} else if (s->anchor.time.first != s->anchor.time.last) {
		buf_add(&b, STR("the clock time of what fired the rule, on "));
		moment_say(&b, s->anchor.time, &s->of->plan->zone);
		buf_add(&b, STR(", is not known"));
	} else {
		buf_printf(&b, "whether the %.*s of ", STR_ARG(e->type->name));
		moment_say(&b, e->time, &s->of->plan->zone);
		buf_add(&b, STR(" came in time is not known"));
	}
	const struct reason *out = reason_text(s->of->arena, str_dup(s->of->arena, buf_str(&b)), NULL);
	buf_free(&b);
	return out;
}

static void search_track(struct search *q, const struct event_filter *f, const struct track *track)
{
	struct sitting *s = q->s;
	int64_t from = q->from_known && !q->just_after ? q->from.first : INSTANT_MIN;

	if (q->just_after)
		from = s->anchor.time.first;
	for (size_t k = track_from(track, instant_add(from, -2 * CIVIL_DAY_MS)); k < track->n && q->ntrue < q->need; k++) {
		const struct event *e = track->events[k];
		const struct reason *why = NULL;
		if ((q->by_known && e->time.first > q->by.last) || !now_reached(s->of->in, e->time.first))
			break;
		if (e == s->anchor.event)
			continue;
		enum truth t = in_window(q, e);
		if (t != TRUTH_FALSE)
			t = truth_and(t, pattern_witness(s, q->p, f, e, &why));
		if (t == TRUTH_TRUE) {
			q->ntrue++;
			if (s->recording)
				*VEC_PUSH(s->of->arena, &q->witnesses) = e;
		} else if (t == TRUTH_UNKNOWN) {
			q->nunknown++;
			if (!q->why)
				q->why = why ? why : q->bound_why ? q->bound_why : time_reason(q, e);
		}
	}
}

static size_t needed(struct search *q)
{
	struct value v;

	if (!q->p->count)
		return 1;
	v = expr_eval(q->p->count, &q->s->env);
	if (v.kind != VALUE_NUMBER)
		return SIZE_MAX; /* never met, never ruled out: bound_why tells */
	int64_t n = (v.as.number + NUMBER_ONE - 1) / NUMBER_ONE;
	return n < 0 ? 0 : n > NEED_MAX ? NEED_MAX : (size_t)n;
}

static void search_bounds(struct search *q, struct pattern_answer *out, enum pattern_place place)
{
	struct sitting *s = q->s;
	const struct pattern *p = q->p;

	q->from_known = q->by_known = true;
	q->from = place == PLACE_EXPECT ? s->anchor.time : moment_instant(INSTANT_MIN);
	q->by = s->anchor.time;
	q->just_after = place == PLACE_EXPECT && !p->from && p->trigger_type;
	if (p->from)
		q->from_known = expr_moment(&q->from, p->from, &s->env, &q->bound_why);
	if (p->by)
		q->by_known = expr_moment(&q->by, p->by, &s->env, &q->bound_why);
	out->has_from = q->from_known;
	out->from = q->from;
	out->just_after = q->just_after;
	out->by_written = q->by;
	out->stopped_since = INSTANT_MIN;
	s->obligation = place == PLACE_EXPECT;
	if (q->by_known && p->by)
		q->by = pause_deadline(s, p, q->by, &out->stopped_since);
	out->has_by = q->by_known;
	out->by = q->by;
}

/* Why it is not known, where no missing value tells it; written: the deadline, had no clock stood. */
static const struct reason *open_reason(const struct search *q, bool unsure, struct moment written)
{
	struct arena *a = q->s->of->arena;

	if (unsure && (written.whole || written.first == written.last))
		return reason_text(a, STR("it is not known how long the clock stood, and so whether the time allowed is over"), NULL);
	if (unsure)
		return reason_text(a, STR("a whole day leaves open whether the time allowed is over"), NULL);
	return reason_text(a, STR("it is not known how many are needed"), NULL);
}

/* Of a verdict that nobody tells yet only what nothing supplies is worth words: the condition may be blind. */
static struct str short_words(const struct search *q, const struct stretch *st)
{
	return q->s->wording || !st->supplied ? stretch_words_unheard(q->s, q->p, st) : STR("not known");
}

/* Nothing more than the window decides: the four values from the counts. */
static void search_decide(struct pattern_answer *out, struct search *q)
{
	struct sitting *s = q->s;
	struct stretch st = filters_stretch(s, q->p->filters, q->p->nfilters);
	bool passes = q->by_known && !now_reached(s->of->in, q->by.whole ? q->by.last : q->by.first);
	bool unsure = q->by_known && !passes && !now_reached(s->of->in, q->by.last); /* a span that reaches past now */
	bool possible = q->need == SIZE_MAX || q->ntrue + q->nunknown >= q->need;

	out->unsupplied = !st.supplied;
	out->possible = possible;
	out->rejected = st.rejected;
	out->need = q->need;
	out->ntrue = q->ntrue;
	out->nunknown = q->nunknown;
	if (q->need != SIZE_MAX && q->ntrue >= q->need) {
		out->state = PATTERN_TRUE;
		out->unsupplied = false;
		return;
	}
	bool known = q->by_known && stretch_reaches(s, q->p, q->by.last) && !st.rejected;
	if (!possible && known) {
		out->state = PATTERN_FALSE;
		return;
	}
	out->state = passes ? PATTERN_OPEN : PATTERN_UNKNOWN;
	out->why = q->why ? q->why : q->bound_why;
	out->beyond = !possible && q->by_known && !st.rejected && !passes && !unsure;
	if ((!out->why || !possible) && !unsure) {
		/* While the window is open, nobody is told how far the feeds reach. */
		struct str words = short_words(q, &st);
		if (!passes)
			stretch_heard(s, q->p);
		if (out->beyond || st.rejected || !st.all_supplied)
			out->why = reason_text(s->of->arena, words, NULL);
		out->caveat = words;
	}
	if (!out->why && !passes)
		out->why = open_reason(q, unsure, out->by_written);
}

static void expression_answer(struct pattern_answer *out, struct sitting *s, const struct pattern *p)
{
	enum truth t = expr_truth(p->test, &s->env, &out->why);

	out->state = t == TRUTH_TRUE ? PATTERN_TRUE : t == TRUTH_FALSE ? PATTERN_FALSE : PATTERN_UNKNOWN;
}

/* "An obligation whose `by` lies outside the interval in force lapses." */
static enum truth lapses(const struct sitting *s, const struct pattern_answer *a)
{
	const struct interval *in = &s->interval;
	int64_t early = a->by.whole ? a->by.last : a->by.first;

	if (!a->has_by || a->stopped_since != INSTANT_MIN)
		return TRUTH_FALSE;
	if (a->by.last < in->from || (in->until != INSTANT_MAX && early >= in->until))
		return TRUTH_TRUE;
	return early >= in->from && (in->until == INSTANT_MAX || a->by.last < in->until) ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static void settle_lapse(struct pattern_answer *out, struct sitting *s)
{
	enum truth lapsed = out->state == PATTERN_TRUE ? TRUTH_FALSE : lapses(s, out);

	if (lapsed == TRUTH_TRUE) {
		out->state = PATTERN_TRUE;
		out->lapsed = true;
		out->unsupplied = false;
	} else if (lapsed == TRUTH_UNKNOWN && out->state == PATTERN_FALSE) {
		out->state = PATTERN_UNKNOWN;
		out->why = reason_text(s->of->arena, STR("a whole day leaves open whether the deadline lies in the time in force"), NULL);
	}
}

void pattern_ask(struct pattern_answer *out, struct sitting *s, const struct pattern *p, enum pattern_place place)
{
	struct search q = {.s = s, .p = p};

	*out = (struct pattern_answer){.pattern = p, .stopped_since = INSTANT_MIN};
	if (p->test) {
		expression_answer(out, s, p);
		return;
	}
	search_bounds(&q, out, place);
	q.need = needed(&q);
	for (size_t i = 0; i < p->nfilters && q.ntrue < q.need; i++) {
		struct candidates c;
		lookup_candidates(&c, s, p, i);
		for (size_t k = 0; k < c.nruns; k++)
			search_track(&q, &p->filters[i], &c.runs[k]);
	}
	search_decide(out, &q);
	if (place == PLACE_EXPECT)
		settle_lapse(out, s);
	out->witnesses = q.witnesses.at;
	out->nwitnesses = q.witnesses.n;
	if (s->recording && out->state != PATTERN_TRUE && place != PLACE_HAVING)
		pattern_near(out, s, p, q.from_known ? q.from : moment_instant(INSTANT_MIN),
		             q.by_known ? q.by : moment_instant(INSTANT_MAX));
}
