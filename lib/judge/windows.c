/* The windowed triggers: their events, grouped by `per`, one interval in force
 * after the other; each interval starts afresh. */
#include "judge/trigger.h"

static struct window_group *window_group(struct window_set *set, struct map *index, struct sitting *s, struct str per)
{
	void *found = map_find(index, per);

	if (found)
		return &set->groups.at[(size_t)(uintptr_t)found - 1];
	struct window_group *g = VEC_PUSH(s->of->arena, &set->groups);
	g->per = per;
	map_put(index, per, (void *)(uintptr_t)set->groups.n);
	return g;
}

/* The `per` values of the event that is bound; unknown: one of them is missing. */
static struct str per_key(struct sitting *s, bool *unknown)
{
	struct buf b = {0}, one = {0};

	for (size_t i = 0; i < s->rule->trigger.nper; i++) {
		struct value v = expr_eval(s->rule->trigger.per[i], &s->env);
		*unknown |= v.kind == VALUE_UNKNOWN;
		buf_clear(&one);
		value_key(&one, &v);
		buf_printf(&b, "%c%zu:", v.kind == VALUE_UNKNOWN ? '?' : '=', one.n);
		buf_add(&b, buf_str(&one));
	}
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	buf_free(&one);
	return out;
}

bool window_reach_read(struct window_reach *out, struct sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	struct value reaches = expr_eval(t->reaches, &s->env), within;

	*out = (struct window_reach){.reaches = reaches.as.number, .has_within = t->within != NULL};
	if (reaches.kind != VALUE_NUMBER)
		return false;
	if (!t->within)
		return true;
	within = expr_eval(t->within, &s->env);
	out->within = within.as.duration;
	return within.kind == VALUE_DURATION;
}

void window_collect(struct window_set *out, struct sitting *s, int64_t from, int64_t until, bool with_false)
{
	struct track events;
	struct map index;

	map_init(&index, s->of->arena);
	trigger_events(&events, s);
	for (size_t i = track_from(&events, from); i < events.n; i++) {
		struct counted c = {.event = events.events[i], .at = events.events[i]->time.first};
		bool per_unknown = false;
		if (c.at >= until || c.at > s->of->in->as_of)
			break;
		c.truth = trigger_qualifies(s, c.event, &c.why);
		if (c.truth == TRUTH_FALSE && !with_false)
			continue;
		struct str per = per_key(s, &per_unknown);
		if (per_unknown && c.truth == TRUTH_TRUE) {
			c.truth = TRUTH_UNKNOWN;
			c.why = reason_text(s->of->arena, STR("a value to group by is missing"), NULL);
		}
		if (s->rule->trigger.sum) {
			struct value v = expr_eval(s->rule->trigger.sum, &s->env);
			c.amount_unknown = v.kind != VALUE_NUMBER;
			c.amount = c.amount_unknown ? 0 : v.as.number;
			if (c.amount_unknown && c.truth == TRUTH_TRUE) {
				c.truth = TRUTH_UNKNOWN;
				c.why = v.kind == VALUE_UNKNOWN ? v.as.why : NULL;
			}
		}
		*VEC_PUSH(s->of->arena, &window_group(out, &index, s, per)->events) = c;
	}
}

static void interval_visit(struct sitting *s, const struct interval *in, trigger_visit *visit, void *context)
{
	const struct trigger *t = &s->rule->trigger;
	struct window_set set = {0};

	if (in->from > s->of->in->as_of)
		return;
	/* Days count that an event touches, also one that began before. */
	int64_t from = t->unit_day ? INSTANT_MIN : in->from;

	window_collect(&set, s, from, in->until, t->kind == TRIGGER_WHILE);
	if (t->kind == TRIGGER_SILENCE && t->nper == 0 && set.groups.n == 0)
		VEC_PUSH(s->of->arena, &set.groups)->per = STR("");
	for (size_t i = 0; i < set.groups.n; i++) {
		if (t->kind == TRIGGER_SILENCE)
			silence_visit(s, &set.groups.at[i], in, visit, context);
		else if (t->kind == TRIGGER_WHILE)
			while_visit(s, &set.groups.at[i], in, visit, context);
		else if (t->unit_day)
			count_days_visit(s, &set.groups.at[i], in, visit, context);
		else
			count_visit(s, &set.groups.at[i], in, visit, context);
	}
}

/* The parts of an interval outside the suspensions, which are sorted. */
void windows_visit(struct sitting *s, trigger_visit *visit, void *context)
{
	for (size_t i = 0; i < s->nin_force; i++) {
		struct interval part = s->in_force[i];
		for (size_t k = 0; s->order && k < s->order->nsuspended; k++) {
			const struct suspension *x = &s->order->suspended[k];
			if (x->until <= part.from || x->from >= part.until)
				continue;
			struct interval before = part;
			before.until = x->from;
			if (before.until > before.from)
				interval_visit(s, &before, visit, context);
			part.from = x->until;
		}
		if (part.until > part.from)
			interval_visit(s, &part, visit, context);
	}
}
