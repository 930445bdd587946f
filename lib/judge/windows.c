/* The windowed triggers: their events, grouped by `per`, one interval in force
 * after the other; each interval starts afresh. */
#include "judge/trigger.h"

#define GUESTS_MAX 5000000 /* events that may be of a group, over all groups */

/* The groups that there are, by the `per` values of their events; the texts are of the event that is looked up. */
struct grouping {
	struct window_set *set;
	struct map index;
	struct map by_text; /* with one `per`, of text: those whose value is known */
	struct buf key, one;
};

/* A mark, the length, a colon and the bytes: no two lists of values run together alike. */
static void add_value(struct buf *b, char mark, struct str value)
{
	buf_char(b, mark);
	buf_number(b, value.n, 1);
	buf_char(b, ':');
	buf_add(b, value);
}

/* The `per` values of the event that is bound into g->key; each into values, where they are asked for. False: one is
 * missing. */
static bool per_key(struct grouping *g, struct sitting *s, struct str *values)
{
	const struct trigger *t = &s->rule->trigger;
	bool all = true;

	buf_clear(&g->key);
	for (size_t i = 0; i < t->nper; i++) {
		struct value v = expr_eval(t->per[i], &s->env);
		bool known = v.kind != VALUE_UNKNOWN;
		buf_clear(&g->one);
		value_key(&g->one, &v);
		add_value(&g->key, known ? '=' : '?', buf_str(&g->one));
		if (values && known)
			values[i] = str_dup(s->of->arena, buf_str(&g->one));
		all &= known;
	}
	return all;
}

/* The text by which the event that is bound is grouped, where it is one and known. */
static const struct str *group_text(struct value *room, struct sitting *s)
{
	const struct trigger *t = &s->rule->trigger;

	if (t->nper != 1)
		return NULL;
	const struct value *v = expr_peek(t->per[0], &s->env, room);
	return v->kind == VALUE_TEXT ? &v->as.text : NULL;
}

/* What per_key makes of the one value that is text. */
static bool text_key(struct grouping *g, struct str *value, struct str text, struct sitting *s)
{
	buf_clear(&g->key);
	add_value(&g->key, '=', text);
	*value = str_dup(s->of->arena, text);
	return true;
}

static struct window_group *window_group(struct grouping *g, struct sitting *s)
{
	struct window_set *set = g->set;
	struct value room;
	void *found;

	if (s->rule->trigger.nper == 0 && set->groups.n > 0)
		return &set->groups.at[0];
	const struct str *text = group_text(&room, s);
	if (text) {
		found = map_find(&g->by_text, *text);
	} else {
		per_key(g, s, NULL);
		found = map_find(&g->index, buf_str(&g->key));
	}
	if (found)
		return &set->groups.at[(size_t)(uintptr_t)found - 1];
	struct str *values = arena_array(s->of->arena, s->rule->trigger.nper, sizeof *values);
	bool all = text ? text_key(g, values, *text, s) : per_key(g, s, values);
	struct window_group *made = VEC_PUSH(s->of->arena, &set->groups);
	*made = (struct window_group){.per = str_dup(s->of->arena, buf_str(&g->key)), .values = values, .missing = !all};
	map_put(text ? &g->by_text : &g->index, text ? values[0] : made->per, (void *)(uintptr_t)set->groups.n);
	return made;
}

static void measure_sum(struct counted *c, struct sitting *s)
{
	if (!s->rule->trigger.sum)
		return;
	struct value v = expr_eval(s->rule->trigger.sum, &s->env);
	c->amount_unknown = v.kind != VALUE_NUMBER;
	c->amount = c->amount_unknown ? 0 : v.as.number;
	if (c->amount_unknown && c->truth == TRUTH_TRUE) {
		c->truth = TRUTH_UNKNOWN;
		c->why = v.kind == VALUE_UNKNOWN ? v.as.why : NULL;
	}
}

static const struct reason *missing_value(struct sitting *s)
{
	return reason_text(s->of->arena, STR("a value to group by is missing"), NULL);
}

/* ---- guests ---- */

static bool may_be_one(const struct window_group *a, const struct window_group *b, size_t nper)
{
	for (size_t i = 0; i < nper; i++)
		if (a->values[i].at && b->values[i].at && !str_eq(a->values[i], b->values[i]))
			return false;
	return true;
}

/* The events of `from` into `to`, as guests, in the order of the timeline. */
static void invite(struct window_group *to, const struct window_group *from, struct sitting *s)
{
	size_t n = to->events.n + from->events.n, i = 0, j = 0;
	struct counted *all = arena_array(s->of->arena, n, sizeof *all);
	const struct reason *why = missing_value(s);

	for (size_t k = 0; k < n; k++) {
		bool host = j >= from->events.n ||
		            (i < to->events.n && event_cmp(to->events.at[i].event, from->events.at[j].event) <= 0);
		all[k] = host ? to->events.at[i++] : from->events.at[j++];
		if (host)
			continue;
		all[k].guest = true;
		all[k].truth = TRUTH_UNKNOWN;
		all[k].why = why;
	}
	to->events.at = all;
	to->events.n = to->events.cap = n;
	to->unsure = true;
}

/* An event without a value of `per` may belong to any group that its other values allow. False: too many. */
static bool invite_guests(struct window_set *set, struct sitting *s)
{
	size_t n = set->groups.n, nper = s->rule->trigger.nper, invited = 0, nmissing = 0;

	for (size_t i = 0; i < n; i++)
		nmissing += set->groups.at[i].missing;
	if (nmissing == 0)
		return true;
	struct window_group *hosts = arena_copy(s->of->arena, set->groups.at, n * sizeof *hosts);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n && hosts[i].missing; k++) {
			if (k == i || !may_be_one(&hosts[i], &hosts[k], nper))
				continue;
			invited += hosts[i].events.n + hosts[k].events.n;
			if (invited > GUESTS_MAX)
				return false;
			invite(&set->groups.at[k], &hosts[i], s);
		}
	}
	return true;
}

/* left: how many there are still to come, this one included. Without `per` all of them are of the group. */
static void add_event(struct window_group *g, const struct counted *c, struct sitting *s, size_t left)
{
	if (g->events.cap == 0 && s->rule->trigger.nper == 0) {
		g->events.at = arena_array(s->of->arena, left, sizeof *g->events.at);
		g->events.cap = left;
	}
	if (g->events.n < g->events.cap)
		g->events.at[g->events.n++] = *c;
	else
		*VEC_PUSH(s->of->arena, &g->events) = *c;
}

/* Where the events that are there by now, before `until`, end. */
static size_t window_end(const struct track *events, const struct sitting *s, int64_t until)
{
	int64_t after_now = instant_add(s->of->in->as_of, 1);

	return track_from(events, until < after_now ? until : after_now);
}

/* Is every event of one type, without conditions or groups, as a silence mostly asks? */
static bool takes_all(const struct trigger *t)
{
	return t->nfilters == 1 && !t->filters[0].where && !t->where && t->nper == 0 && !t->sum;
}

/* Events [i, end) of such a trigger, and the last of them bound; of the next one is asked whether it is still to come. */
static void collect_all(struct window_set *out, struct sitting *s, const struct track *events, size_t i, size_t end,
                        int64_t until)
{
	struct window_group *g;

	if (end < events->n && events->events[end]->time.first < until)
		now_reached(s->of->in, events->events[end]->time.first);
	if (i >= end)
		return;
	now_reached(s->of->in, events->events[end - 1]->time.first);
	s->env.events[s->rule->trigger.slot] = events->events[end - 1];
	s->env.trigger = events->events[end - 1]->time;
	g = VEC_PUSH(s->of->arena, &out->groups);
	*g = (struct window_group){.per = STR("")};
	g->events.at = arena_array(s->of->arena, end - i, sizeof *g->events.at);
	g->events.n = g->events.cap = end - i;
	for (struct counted *c = g->events.at; i < end; i++, c++) {
		c->event = events->events[i];
		c->at = c->event->time.first;
		c->truth = c->own = TRUTH_TRUE;
	}
}

bool window_collect(struct window_set *out, struct sitting *s, int64_t from, int64_t until, bool with_false)
{
	struct grouping grouping = {.set = out};
	struct track events;

	trigger_events(&events, s);
	size_t end = window_end(&events, s, until);
	if (takes_all(&s->rule->trigger)) {
		collect_all(out, s, &events, track_from(&events, from), end, until);
		return true;
	}
	map_init(&grouping.index, s->of->arena);
	map_init(&grouping.by_text, s->of->arena);
	for (size_t i = track_from(&events, from); i < events.n; i++) {
		struct counted c = {.event = events.events[i], .at = events.events[i]->time.first};
		if (c.at >= until || !now_reached(s->of->in, c.at))
			break;
		c.truth = trigger_qualifies(s, c.event, &c.why);
		if (c.truth == TRUTH_FALSE && !with_false)
			continue;
		struct window_group *g = window_group(&grouping, s);
		c.own = c.truth;
		if (g->missing && c.truth == TRUTH_TRUE) {
			c.truth = TRUTH_UNKNOWN;
			c.why = missing_value(s);
		}
		measure_sum(&c, s);
		g->unsure |= c.truth == TRUTH_UNKNOWN;
		add_event(g, &c, s, i < end ? end - i : 1);
	}
	buf_free(&grouping.key);
	buf_free(&grouping.one);
	return invite_guests(out, s);
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

static void interval_visit(struct sitting *s, const struct interval *in, trigger_visit *visit, void *context)
{
	const struct trigger *t = &s->rule->trigger;
	struct window_set set = {0};

	if (!now_reached(s->of->in, in->from))
		return;
	/* Days count that an event touches, also one that began before. */
	int64_t from = t->unit_day ? INSTANT_MIN : in->from;

	if (!window_collect(&set, s, from, in->until, t->kind == TRIGGER_WHILE)) {
		trigger_visit_missing(s, missing_value(s), visit, context);
		return;
	}
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
