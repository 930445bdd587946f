#include "judge/watch.h"

#include "judge/verdict.h"

static enum part_state state_of(enum pattern_state s)
{
	switch (s) {
	case PATTERN_FALSE:
		return PART_FAILED;
	case PATTERN_UNKNOWN:
		return PART_UNKNOWN;
	case PATTERN_OPEN:
		return PART_OPEN;
	case PATTERN_TRUE:
		return PART_MET;
	}
	return PART_UNKNOWN;
}

/* ---- events that fit but for the window ---- */

struct fitting {
	VEC(const struct event *) sure, perhaps;
};

static void fit_track(struct fitting *out, struct sitting *s, const struct pattern *p, const struct event_filter *f)
{
	const struct track *track = &s->of->tracks[f->type->index];

	for (size_t i = 0; i < track->n; i++) {
		const struct event *e = track->events[i];
		const struct reason *why = NULL;
		if (e == s->anchor.event)
			continue;
		enum truth t = pattern_witness(s, p, f, e, &why);
		if (t == TRUTH_TRUE)
			*VEC_PUSH(s->of->arena, &out->sure) = e;
		else if (t == TRUTH_UNKNOWN)
			*VEC_PUSH(s->of->arena, &out->perhaps) = e;
	}
}

static void fit(struct part_seen *part, struct sitting *s, const struct pattern *p)
{
	struct fitting f = {0};
	const struct event **all;

	for (size_t i = 0; i < p->nfilters; i++)
		fit_track(&f, s, p, &p->filters[i]);
	all = arena_array(s->of->arena, f.sure.n + f.perhaps.n, sizeof *all);
	for (size_t i = 0; i < f.sure.n; i++)
		all[i] = f.sure.at[i];
	for (size_t i = 0; i < f.perhaps.n; i++)
		all[f.sure.n + i] = f.perhaps.at[i];
	part->fitting = all;
	part->nfitting = f.sure.n + f.perhaps.n;
	part->nsure = f.sure.n;
}

/* ---- parts ---- */

static void place_of(struct part_seen *part, const struct rule *r, size_t answer)
{
	const size_t counts[] = {r->nprovided, r->nunless, r->nexpect, r->nreview_if};
	size_t place = 0;

	while (place + 1 < sizeof counts / sizeof *counts && answer >= counts[place])
		answer -= counts[place++];
	part->place = (enum explain_place)place;
	part->index = answer;
}

static void part_fill(struct part_seen *part, struct sitting *s, const struct pattern_answer *a, size_t answer)
{
	*part = (struct part_seen){
		.pattern = a->pattern, .state = state_of(a->state), .lapsed = a->lapsed,
		.stopped = a->stopped_since != INSTANT_MIN, .just_after = a->just_after, .has_from = a->has_from,
		.has_by = a->has_by, .from = a->from, .by = a->by, .witnesses = a->witnesses, .nwitnesses = a->nwitnesses,
		.need = a->need};
	place_of(part, s->rule, answer);
	if (!a->pattern->test && s->of->in->watch->fitting)
		fit(part, s, a->pattern);
}

static void edge_of(struct trigger_seen *t, struct sitting *s, const struct expr *length, int64_t from, int sign)
{
	struct value v = expr_eval(length, &s->env);

	t->has_edge = v.kind == VALUE_DURATION;
	if (t->has_edge)
		t->edge = moment_add(&s->of->plan->zone, moment_instant(from), v.as.duration, sign).first;
}

static void window_edge(struct trigger_seen *t, struct sitting *s)
{
	const struct trigger *trigger = &s->rule->trigger;
	bool counts = trigger->kind == TRIGGER_COUNT || trigger->kind == TRIGGER_SUM;

	if (counts && trigger->within && !trigger->unit_day)
		edge_of(t, s, trigger->within, t->time.first, -1);
	else if (trigger->kind == TRIGGER_WHILE && t->nwindow > 0)
		edge_of(t, s, trigger->lasts, t->window[0]->time.first, 1);
}

void watch_tell(struct sitting *s, const struct trigger_point *p, const struct verdict *v)
{
	const struct judge_watch *watch = s->of->in->watch;
	struct part_seen *parts = arena_array(s->of->arena, v->nanswers, sizeof *parts);
	struct trigger_seen t = {
		.order = s->order, .scheme = s->scheme, .condition = s->condition, .rule = s->rule,
		.key = trigger_key(s, p), .time = p->time, .event = p->event, .unknown = p->unknown, .carried = p->at_start && p->event,
		.window = p->window, .nwindow = p->nwindow, .in_force = s->interval, .guard = v->guard, .blind = v->blind, .level = v->level,
		.parts = parts, .nparts = v->nanswers};

	for (size_t i = 0; i < v->nanswers; i++)
		part_fill(&parts[i], s, &v->answers[i], i);
	window_edge(&t, s);
	watch->seen(watch->context, &t);
}
