#include "judge/rules_naive_sitting.h"

static void add(struct naive_triggers *out, struct naive_sitting *s, struct naive_trigger t)
{
	*VEC_PUSH(s->arena, out) = t;
}

static void fire_events(struct naive_triggers *out, struct naive_sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	int64_t start = s->bond->nwhole > 0 ? s->bond->whole[0].from : INSTANT_MIN;

	for (size_t i = 0; i < s->nevents; i++) {
		const struct event *e = s->events[i];
		enum truth truth = naive_matches(s, t->filters, t->nfilters, NULL, t->slot, e);
		if (truth == TRUTH_FALSE)
			continue;
		add(out, s, (struct naive_trigger){.truth = truth, .event = e, .time = e->time});
		if (t->carried && e->time.last < start)
			add(out, s, (struct naive_trigger){.truth = truth, .event = e, .time = moment_instant(start), .at_start = true});
	}
}

/* One for a time that is not known, dated at the start. */
static void fire_timeless(struct naive_triggers *out, struct naive_sitting *s)
{
	struct moment start = moment_instant(s->bond->whole[0].from);
	add(out, s, (struct naive_trigger){.truth = TRUTH_UNKNOWN, .time = start, .at_start = true, .timeless = true});
}

static void fire_at(struct naive_triggers *out, struct naive_sitting *s)
{
	struct moment m;
	if (expr_moment(&m, s->rule->trigger.at, &s->env, NULL))
		add(out, s, (struct naive_trigger){.truth = TRUTH_TRUE, .time = m, .at_start = true});
	else
		fire_timeless(out, s);
}

static void fire_every(struct naive_triggers *out, struct naive_sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	struct value every = expr_eval(t->every, &s->env);
	struct moment from;

	if (every.kind != VALUE_DURATION || !expr_moment(&from, t->from, &s->env, NULL)) {
		fire_timeless(out, s);
		return;
	}
	for (int32_t n = 0; n < 100000; n++) {
		struct duration d = every.as.duration;
		struct duration step = {.months = n * d.months, .days = n * d.days, .ms = n * d.ms};
		struct moment m = moment_add(s->env.zone, from, step, 1);
		if (m.first > s->in->as_of)
			return;
		add(out, s, (struct naive_trigger){.truth = TRUTH_TRUE, .time = m, .at_start = true});
	}
}

void naive_fire(struct naive_triggers *out, struct naive_sitting *s)
{
	switch (s->rule->trigger.kind) {
	case TRIGGER_EVENT: fire_events(out, s); break;
	case TRIGGER_AT: fire_at(out, s); break;
	case TRIGGER_EVERY: fire_every(out, s); break;
	case TRIGGER_COUNT:
	case TRIGGER_SUM: naive_fire_windows(out, s); break;
	case TRIGGER_SILENCE: naive_fire_silences(out, s); break;
	case TRIGGER_WHILE: naive_fire_runs(out, s); break;
	}
}
