/* silence: nothing further in (t, t + D]. while: an episode that lasts D. */
#include "judge/trigger.h"

/* ---- silence ---- */

struct quiet {
	struct sitting *s;
	const struct window_group *g;
	struct duration length;
	struct stretch stretch;
	bool plain; /* t + D is so many milliseconds later, and nobody notes what now is compared with */
};

/* t + D, with the time in the states of `pause` left out. */
static struct moment quiet_end(const struct quiet *q, struct moment t)
{
	const struct trigger *trigger = &q->s->rule->trigger;
	struct moment end = moment_add(&q->s->of->plan->zone, moment_instant(t.first), q->length, 1);
	int64_t stopped = INSTANT_MIN;

	if (trigger->npause == 0)
		return end;
	const struct pattern pause = {.pause = trigger->pause, .npause = trigger->npause};
	q->s->anchor = (struct anchor){moment_instant(t.first), NULL};
	q->s->obligation = false;
	return pause_deadline(q->s, &pause, end, &stopped);
}

/* Is there a further qualifying event in (t, end]? first: index of the first event after t. */
static enum truth further(const struct quiet *q, size_t first, int64_t end, const struct reason **why)
{
	enum truth any = TRUTH_FALSE;

	for (size_t i = first; i < q->g->events.n && q->g->events.at[i].at <= end && any != TRUTH_TRUE; i++) {
		any = truth_or(any, q->g->events.at[i].truth);
		if (q->g->events.at[i].truth == TRUTH_UNKNOWN)
			*why = q->g->events.at[i].why;
	}
	return any;
}

static void silence_from(struct quiet *q, const struct counted *c, int64_t at, size_t next, const struct interval *in,
                         trigger_visit *visit, void *context)
{
	struct sitting *s = q->s;
	struct moment end = quiet_end(q, moment_instant(at));
	const struct reason *why = NULL;
	enum truth more;

	if (!now_reached(s->of->in, end.first) || (in->until != INSTANT_MAX && end.first >= in->until))
		return;
	more = further(q, next, end.first, &why);
	if (more == TRUTH_TRUE)
		return;
	struct trigger_point p = {.event = c ? c->event : NULL, .why = why};
	p.unknown = more == TRUTH_UNKNOWN || (c && c->truth == TRUTH_UNKNOWN) || end.first != end.last;
	if (c && c->truth == TRUTH_UNKNOWN)
		p.why = c->why;
	p.time = moment_instant(end.first);
	const struct pattern all = {.filters = s->rule->trigger.filters, .nfilters = s->rule->trigger.nfilters};
	if (!stretch_reaches(s, &all, end.first) || q->stretch.rejected) {
		p.unknown = true;
		p.why = reason_text(s->of->arena, stretch_words(s, &all, &q->stretch), NULL);
	}
	p.key = c ? event_key(c->event, s->of->arena)
	          : str_printf(s->of->arena, "start %.*s", STR_ARG(trigger_time_key(s, moment_instant(at))));
	visit(s, &p, context);
}

/* The event of [from, to), all of one time, that a silence begins with: a sure one before others, never a guest. */
static const struct counted *base_of(const struct window_group *g, size_t from, size_t to)
{
	const struct counted *base = NULL;

	for (size_t i = from; i < to; i++)
		if (!g->events.at[i].guest && (!base || (base->truth != TRUTH_TRUE && g->events.at[i].truth == TRUTH_TRUE)))
			base = &g->events.at[i];
	return base;
}

/* The first event from i on that stands after `at`. */
static size_t after_time(const struct window_group *g, size_t i, int64_t at)
{
	while (i < g->events.n && g->events.at[i].at <= at)
		i++;
	return i;
}

static bool is_plain(const struct sitting *s, struct duration length)
{
	return s->rule->trigger.npause == 0 && length.months == 0 && length.days == 0 && length.ms != INT64_MIN && !s->of->in->horizon;
}

/* Does the next event surely come in time? Of most events it does. */
static bool soon_broken(const struct quiet *q, int64_t at, size_t next)
{
	return q->plain && next < q->g->events.n && q->g->events.at[next].truth == TRUTH_TRUE &&
	       q->g->events.at[next].at <= instant_add(at, q->length.ms);
}

void silence_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context)
{
	const struct trigger *t = &s->rule->trigger;
	struct value length = expr_eval(t->lasts, &s->env);
	struct quiet q = {.s = s, .g = g};

	if (length.kind != VALUE_DURATION) {
		trigger_visit_missing(s, length.kind == VALUE_UNKNOWN ? length.as.why : NULL, visit, context);
		return;
	}
	q.length = length.as.duration;
	q.plain = is_plain(s, q.length);
	q.stretch = filters_stretch(s, t->filters, t->nfilters);
	if (!q.stretch.supplied)
		return;
	if (t->nper == 0 && in->from != INSTANT_MIN)
		silence_from(&q, NULL, in->from, after_time(g, 0, in->from), in, visit, context);
	for (size_t i = 0; i < g->events.n;) {
		size_t next = after_time(g, i, g->events.at[i].at);
		const struct counted *base = soon_broken(&q, g->events.at[i].at, next) ? NULL : base_of(g, i, next);
		if (base)
			silence_from(&q, base, g->events.at[i].at, next, in, visit, context);
		i = next;
	}
}

/* ---- while ---- */

struct episode {
	bool running, fired;
	const struct counted *first, *last;
	const struct reason *why;
};

struct episodes {
	struct sitting *s;
	struct duration lasts, gap;
	bool has_gap;
};

static int64_t after(const struct episodes *x, int64_t at, struct duration d)
{
	return moment_add(&x->s->of->plan->zone, moment_instant(at), d, 1).first;
}

/* One event joins, begins or ends an episode; true where the episode now lasts long enough, for the first time. */
static bool episode_step(const struct episodes *x, struct episode *e, const struct counted *c, bool perhaps)
{
	bool is = c->truth == TRUTH_TRUE || (perhaps && c->truth == TRUTH_UNKNOWN);

	/* What may be of another group breaks nothing, unless it would break as one of this. */
	if (c->guest && (perhaps ? c->own == TRUTH_FALSE : c->own == TRUTH_TRUE))
		return false;
	if (!is) {
		e->running = false;
		return false;
	}
	if (!e->running || (x->has_gap && c->at > after(x, e->last->at, x->gap)))
		*e = (struct episode){.running = true, .first = c};
	e->last = c;
	if (c->truth == TRUTH_UNKNOWN)
		e->why = c->why;
	if (e->fired || c->at < after(x, e->first->at, x->lasts))
		return false;
	e->fired = true;
	return true;
}

static void episode_fire(const struct episodes *x, const struct episode *e, const struct counted *c, bool unknown,
                         const struct window_group *g, trigger_visit *visit, void *context)
{
	struct trigger_point p = {.time = c->event->time, .event = c->event, .unknown = unknown, .why = e->why,
	                          .key = event_key(e->first->event, x->s->of->arena)};
	VEC(const struct event *) window = {0};

	for (const struct counted *k = e->first; k < c && k < g->events.at + g->events.n; k++)
		*VEC_PUSH(x->s->of->arena, &window) = k->event;
	p.window = window.at;
	p.nwindow = window.n;
	if (unknown && !p.why)
		p.why = reason_text(x->s->of->arena, STR("whether an event between belongs to it is not known"), NULL);
	visit(x->s, &p, context);
}

void while_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context)
{
	const struct trigger *t = &s->rule->trigger;
	struct value lasts = expr_eval(t->lasts, &s->env), gap = {0};
	struct episodes x = {.s = s, .has_gap = t->gap != NULL};
	struct episode sure = {0}, perhaps = {0};

	(void)in;
	if (t->gap)
		gap = expr_eval(t->gap, &s->env);
	if (lasts.kind != VALUE_DURATION || (t->gap && gap.kind != VALUE_DURATION)) {
		trigger_visit_missing(s, NULL, visit, context);
		return;
	}
	x.lasts = lasts.as.duration;
	x.gap = gap.as.duration;
	for (size_t i = 0; i < g->events.n; i++) {
		const struct counted *c = &g->events.at[i];
		bool crossed = episode_step(&x, &sure, c, false);
		bool maybe = g->unsure && episode_step(&x, &perhaps, c, true); /* else they are the same */
		if (crossed)
			episode_fire(&x, &sure, c, false, g, visit, context);
		else if (maybe)
			episode_fire(&x, &perhaps, c, true, g, visit, context);
	}
}
