/* The edges of the windows of triggers: the end of a silence, the beginning of what is
 * counted, the time after which an episode has lasted long enough. */
#include "trial_edge.h"

struct firing {
	struct edging *g;
	const struct trigger_seen *t;
	const struct event *moved;
	struct without without;
};

static bool hangs_on_time(const struct firing *x)
{
	const struct trigger *trigger = &x->t->rule->trigger;
	bool hangs = reads_own_time(trigger->where, trigger->slot) || reads_own_time(trigger->sum, trigger->slot) ||
	             type_makes_states(x->g->plan, x->t->rule, x->moved->type) ||
	             (x->t->order && x->t->order->nsuspended > 0);

	for (size_t i = 0; i < trigger->nfilters; i++)
		hangs |= reads_own_time(trigger->filters[i].where, trigger->slot);
	for (size_t i = 0; i < trigger->nper; i++)
		hangs |= reads_own_time(trigger->per[i], trigger->slot);
	return hangs;
}

static bool fires(const struct firing *x, bool with, int64_t at)
{
	struct sightings all;
	const struct trigger_seen *t;

	history_sightings(&all, x->g, &x->without, with ? x->moved : NULL, at);
	t = sighting_same(&all, x->t);
	return t && !t->unknown;
}

static void judge_variant(const struct firing *x, int64_t at, bool fired)
{
	static const char *const words[] = {"no trigger", "the trigger"};
	struct edge *e = VEC_PUSH(x->g->arena, &x->g->out->tried);
	bool found = fires(x, true, at);
	struct buf b = {0};

	*e = (struct edge){.what = edge_what(x->g, x->moved, at, fired ? ", it fires" : ", it does not fire"),
	                   .turned = found == fired};
	if (found == fired)
		return;
	buf_add(&b, STR("  when of "));
	add_rule_name(&b, x->t->rule, &x->t->rule->place);
	buf_add(&b, STR(", at "));
	moment_say(&b, x->t->time, &x->g->plan->zone);
	buf_printf(&b, ": expected %s, found %s\n", words[fired], words[found]);
	e->differs = str_dup(x->g->arena, buf_str(&b));
	buf_free(&b);
}

/* A copy of what began the silence ends it in time, or comes when it is over. */
static void edge_silence(struct edging *g, const struct trigger_seen *t)
{
	struct firing x = {.g = g, .t = t, .moved = t->event};

	if (!t->event || t->unknown || t->time.last >= g->base.as_of)
		return;
	if (hangs_on_time(&x)) {
		edge_leave_out(g, t->rule, "more than the silence hangs on the time of the event that would be moved");
		return;
	}
	judge_variant(&x, t->time.first, false);
	judge_variant(&x, instant_add(t->time.first, 1), true);
}

static const struct event *oldest(const struct trigger_seen *t)
{
	const struct event *best = NULL;

	for (size_t i = 0; i < t->nwindow; i++)
		if (!best || event_cmp(t->window[i], best) < 0)
			best = t->window[i];
	return best;
}

/* Where the oldest is what takes the number there. Nothing else may fire before: the
 * event before the trigger must not be the one that is moved. */
static void edge_count(struct edging *g, const struct trigger_seen *t)
{
	struct firing x = {.g = g, .t = t, .moved = oldest(t)};

	if (!x.moved || t->unknown || !t->has_edge || x.moved->time.first >= t->time.first)
		return;
	x.without = (struct without){&x.moved, 1};
	if (fires(&x, false, 0))
		return;
	if (hangs_on_time(&x) || t->edge < t->in_force.from || (t->nwindow == 1 && !t->rule->trigger.fires_each)) {
		edge_leave_out(g, t->rule, "more than the window hangs on the time of the event that would be moved");
		return;
	}
	judge_variant(&x, instant_add(t->edge, 1), true);
	judge_variant(&x, t->edge, false);
}

/* Fires at the episode's last event, wherever that comes to stand. */
static void edge_while(struct edging *g, const struct trigger_seen *t)
{
	struct trigger_seen there = *t;
	struct firing x = {.g = g, .t = &there, .moved = t->event, .without = {&t->event, 1}};

	if (t->unknown || !t->has_edge)
		return;
	if (hangs_on_time(&x)) {
		edge_leave_out(g, t->rule, "more than the episode hangs on the time of the event that would be moved");
		return;
	}
	there.time = moment_instant(t->edge);
	judge_variant(&x, t->edge, true);
	there.time = moment_instant(instant_add(t->edge, -1));
	judge_variant(&x, there.time.first, false);
}

void edge_trigger(struct edging *g, const struct trigger_seen *t)
{
	switch (t->rule->trigger.kind) {
	case TRIGGER_SILENCE:
		edge_silence(g, t);
		return;
	case TRIGGER_COUNT:
	case TRIGGER_SUM:
		edge_count(g, t);
		return;
	case TRIGGER_WHILE:
		edge_while(g, t);
		return;
	case TRIGGER_EVENT:
	case TRIGGER_AT:
	case TRIGGER_EVERY:
		return;
	}
}
