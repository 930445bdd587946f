/* The windowed triggers: their events, grouped by `per`, one interval in force
 * after the other; each interval starts afresh. */
#include "judge/trigger.h"

#define GUESTS_MAX 5000000 /* events that may be of a group, over all groups */

/* What is collected, and the groups that there are, by the `per` values of their events. */
struct grouping {
	struct window_set *set;
	struct map by_key, by_text; /* number + 1 of a group; by text where that is the one `per` and known */
	struct buf key, one;
	struct counted *events;
	uint32_t *groups; /* of each event, by number */
	size_t n;
};

/* A mark, the length, a colon and the bytes: no two lists of values run together alike. */
static void add_value(struct buf *b, char mark, struct str value)
{
	buf_char(b, mark);
	buf_number(b, value.n, 1);
	buf_char(b, ':');
	buf_add(b, value);
}

struct str window_per(const struct window_group *g, struct sitting *s)
{
	struct buf b = {0};

	for (size_t i = 0; i < s->rule->trigger.nper; i++)
		add_value(&b, g->values[i].at ? '=' : '?', g->values[i]);
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
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

static struct window_group *group_new(struct window_set *set, struct sitting *s, struct str *values, bool missing)
{
	struct window_group *g = VEC_PUSH(s->of->arena, &set->groups);

	*g = (struct window_group){.values = values, .missing = missing};
	return g;
}

static struct window_group *group_of_text(struct grouping *g, struct sitting *s, struct str text)
{
	void *next = (void *)(uintptr_t)(g->set->groups.n + 1), *number = map_add(&g->by_text, text, next);
	struct str *value;

	if (number != next)
		return &g->set->groups.at[(size_t)(uintptr_t)number - 1];
	value = ARENA_NEW(s->of->arena, struct str);
	*value = text;
	return group_new(g->set, s, value, false);
}

/* The group of the event that is bound, made where it is the first of it. */
static struct window_group *window_group(struct grouping *g, struct sitting *s)
{
	struct window_set *set = g->set;
	struct value room;

	if (s->rule->trigger.nper == 0)
		return set->groups.n > 0 ? &set->groups.at[0] : group_new(set, s, NULL, false);
	const struct str *text = group_text(&room, s);
	if (text)
		return group_of_text(g, s, *text);
	per_key(g, s, NULL);
	void *found = map_find(&g->by_key, buf_str(&g->key));
	if (found)
		return &set->groups.at[(size_t)(uintptr_t)found - 1];
	struct str *values = arena_array(s->of->arena, s->rule->trigger.nper, sizeof *values);
	bool all = per_key(g, s, values);
	map_put(&g->by_key, str_dup(s->of->arena, buf_str(&g->key)), (void *)(uintptr_t)(set->groups.n + 1));
	return group_new(set, s, values, !all);
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

/* Each group its events, in the order in which they were collected. */
static void share_out(struct grouping *g, struct arena *a)
{
	struct window_group *groups = g->set->groups.at;
	size_t n = g->set->groups.n, used = 0;

	if (n == 1) {
		groups[0].events.at = g->events;
		groups[0].events.n = groups[0].events.cap = g->n;
		return;
	}
	struct counted *room = arena_array(a, g->n, sizeof *room);
	for (size_t i = 0; i < g->n; i++)
		groups[g->groups[i]].events.cap++;
	for (size_t i = 0; i < n; i++) {
		groups[i].events.at = room + used;
		used += groups[i].events.cap;
	}
	for (size_t i = 0; i < g->n; i++) {
		struct window_group *to = &groups[g->groups[i]];
		to->events.at[to->events.n++] = g->events[i];
	}
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

/* Of the last event that is taken, and of the next one, is asked whether it is still to come. */
static void ask_ends(const struct sitting *s, const struct track *events, size_t i, size_t end, int64_t until)
{
	if (end < events->n && events->events[end]->time.first < until)
		now_reached(s->of->in, events->events[end]->time.first);
	if (i < end)
		now_reached(s->of->in, events->events[end - 1]->time.first);
}

/* Events [i, end) of such a trigger, and the last of them bound. */
static void collect_all(struct window_set *out, struct sitting *s, const struct track *events, size_t i, size_t end)
{
	struct window_group *g;

	if (i >= end)
		return;
	s->env.events[s->rule->trigger.slot] = events->events[end - 1];
	s->env.trigger = events->events[end - 1]->time;
	g = group_new(out, s, NULL, false);
	g->events.at = arena_array(s->of->arena, end - i, sizeof *g->events.at);
	g->events.n = g->events.cap = end - i;
	for (struct counted *c = g->events.at; i < end; i++, c++) {
		c->event = events->events[i];
		c->at = c->event->time.first;
		c->truth = c->own = TRUTH_TRUE;
	}
}

/* One event that qualifies, or perhaps, or (of `while`) does not, which is bound. */
static void collect_one(struct grouping *g, struct sitting *s, const struct event *e, enum truth t, const struct reason *why)
{
	struct window_group *to = window_group(g, s);
	struct counted *c = &g->events[g->n];

	*c = (struct counted){.event = e, .at = e->time.first, .truth = t, .own = t, .why = why};
	if (to->missing && t == TRUTH_TRUE) {
		c->truth = TRUTH_UNKNOWN;
		c->why = missing_value(s);
	}
	measure_sum(c, s);
	to->unsure |= c->truth == TRUTH_UNKNOWN;
	g->groups[g->n++] = (uint32_t)(to - g->set->groups.at);
}

static bool collect_groups(struct window_set *out, struct sitting *s, const struct track *events, size_t i, size_t end, bool with_false)
{
	struct grouping g = {.set = out};

	map_init(&g.by_key, s->of->arena);
	map_init(&g.by_text, s->of->arena);
	g.events = arena_array(s->of->arena, end - i, sizeof *g.events);
	g.groups = arena_array(s->of->arena, end - i, sizeof *g.groups);
	for (; i < end; i++) {
		const struct reason *why = NULL;
		enum truth t = trigger_qualifies(s, events->events[i], &why);
		if (t != TRUTH_FALSE || with_false)
			collect_one(&g, s, events->events[i], t, why);
	}
	buf_free(&g.key);
	buf_free(&g.one);
	share_out(&g, s->of->arena);
	return invite_guests(out, s);
}

bool window_collect(struct window_set *out, struct sitting *s, int64_t from, int64_t until, bool with_false)
{
	struct track events;

	trigger_events(&events, s);
	size_t i = track_from(&events, from), end = window_end(&events, s, until);
	ask_ends(s, &events, i, end, until);
	if (takes_all(&s->rule->trigger))
		collect_all(out, s, &events, i, end);
	else if (i < end)
		return collect_groups(out, s, &events, i, end, with_false);
	return true;
}

bool window_reach_read(struct window_reach *out, struct sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	struct value room;
	const struct value *v = expr_peek(t->reaches, &s->env, &room);

	*out = (struct window_reach){.reaches = v->as.number, .has_within = t->within != NULL};
	if (v->kind != VALUE_NUMBER)
		return false;
	if (!t->within)
		return true;
	v = expr_peek(t->within, &s->env, &room);
	out->within = v->as.duration;
	return v->kind == VALUE_DURATION;
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
		group_new(&set, s, NULL, false);
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
