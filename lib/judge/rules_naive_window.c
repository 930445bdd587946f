#include "judge/rules_naive_sitting.h"

static int64_t number_of_expr(struct naive_sitting *s, const struct expr *e, const struct event *bound)
{
	size_t slot = s->rule->trigger.slot;
	struct value v;
	s->env.events[slot] = bound;
	v = expr_eval(e, &s->env);
	s->env.events[slot] = NULL;
	return v.kind == VALUE_NUMBER ? v.as.number : INT64_MAX;
}

/* The first member of the group at that time that is (sure: surely) one. */
static const struct naive_member *first_at(const struct naive_members *all, size_t group, int64_t at, bool sure)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct naive_member *m = &all->at[i];
		if (m->group == group && m->at == at && (m->truth == TRUTH_TRUE || !sure))
			return m;
	}
	return NULL;
}

/* Is this the first of the members that stand at its time? Days count once. */
static bool is_first(const struct naive_members *all, size_t i, bool sure)
{
	return first_at(all, all->at[i].group, all->at[i].at, sure) == &all->at[i];
}

/* Is what lies in (t - W, t] enough? */
static bool reached(struct naive_sitting *s, const struct naive_members *all, const struct naive_member *m, bool sure)
{
	const struct trigger *t = &s->rule->trigger;
	int64_t since = naive_shift(s, m->at, naive_length(s, t->within, m->event), -1);
	int64_t total = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct naive_member *o = &all->at[i];
		if (o->group != m->group || o->at <= since || o->at > m->at || (sure && o->truth != TRUTH_TRUE))
			continue;
		if (t->unit_day && !is_first(all, i, sure))
			continue;
		if (o->endless)
			return true;
		total += t->kind == TRIGGER_SUM ? o->amount : NUMBER_ONE;
	}
	return total >= number_of_expr(s, t->reaches, m->event);
}

static const struct naive_member *member_before(const struct naive_members *all, const struct naive_member *m, bool sure)
{
	const struct naive_member *before = NULL;
	for (size_t i = 0; i < all->n; i++) {
		const struct naive_member *o = &all->at[i];
		if (o->group == m->group && o->at < m->at && (!sure || o->truth == TRUTH_TRUE) && (!before || o->at > before->at))
			before = first_at(all, m->group, o->at, sure);
	}
	return before;
}

static bool crosses(struct naive_sitting *s, const struct naive_members *all, const struct naive_member *m, bool sure)
{
	const struct naive_member *before;
	if (!m || !reached(s, all, m, sure))
		return false;
	before = member_before(all, m, sure);
	return s->rule->trigger.fires_each || !before || !reached(s, all, before, sure);
}

static void fire(struct naive_triggers *out, struct naive_sitting *s, const struct naive_member *m, bool certain)
{
	struct moment time = m->event->time;
	if (s->rule->trigger.unit_day)
		time = moment_day(s->env.zone, civil_day(s->env.zone, m->at));
	*VEC_PUSH(s->arena, out) = (struct naive_trigger){.truth = certain ? TRUTH_TRUE : TRUTH_UNKNOWN, .event = m->event,
	                                                  .time = time, .per = m->per, .nper = s->rule->trigger.nper};
}

static void fire_each(struct naive_triggers *out, struct naive_sitting *s, const struct naive_members *all,
                      const struct naive_member *m)
{
	bool certain = m->truth == TRUTH_TRUE && reached(s, all, m, true);
	if (certain || reached(s, all, m, false))
		fire(out, s, m, certain);
}

static void fire_at_time(struct naive_triggers *out, struct naive_sitting *s, const struct naive_members *all,
                         size_t group, int64_t at)
{
	const struct naive_member *sure = first_at(all, group, at, true), *any = first_at(all, group, at, false);
	bool certain = crosses(s, all, sure, true);

	if (!certain && !crosses(s, all, any, false))
		return;
	fire(out, s, sure && (certain || s->rule->trigger.unit_day) ? sure : any, certain);
}

/* The last instant of an event inside the span. */
static int64_t last_instant(const struct naive_sitting *s, const struct event *e, const struct interval *span)
{
	int64_t last = e->time.last;
	if (e->type->until >= 0) {
		struct value v = e->fields[e->type->until];
		int64_t until = v.kind == VALUE_TIME ? v.as.time.last : s->in->as_of;
		last = until > last ? until : last;
	}
	last = last > s->in->as_of ? s->in->as_of : last;
	if (span->until != INSTANT_MAX && last >= span->until)
		last = span->until - 1;
	return last;
}

static void spread_days(struct naive_members *out, struct naive_sitting *s, const struct interval *span,
                        const struct naive_members *events)
{
	out->ngroups = events->ngroups;
	for (size_t i = 0; i < events->n; i++) {
		struct naive_member m = events->at[i];
		int64_t first = m.at > span->from ? m.at : span->from;
		int64_t last = last_instant(s, m.event, span);
		int32_t until = civil_day(s->env.zone, last);
		for (int32_t day = civil_day(s->env.zone, first); first <= last && day <= until; day++) {
			m.at = civil_day_start(s->env.zone, day);
			*VEC_PUSH(s->arena, out) = m;
		}
	}
}

static void fire_span(struct naive_triggers *out, struct naive_sitting *s, const struct interval *span)
{
	struct naive_members events = {NULL, 0, 0, 0}, days = {NULL, 0, 0, 0};
	const struct naive_members *all = &events;

	naive_gather(&events, s, span, false);
	if (s->rule->trigger.unit_day) {
		spread_days(&days, s, span, &events);
		all = &days;
	}
	for (size_t i = 0; i < all->n; i++)
		if (s->rule->trigger.fires_each && !s->rule->trigger.unit_day)
			fire_each(out, s, all, &all->at[i]);
		else if (is_first(all, i, false))
			fire_at_time(out, s, all, all->at[i].group, all->at[i].at);
}

void naive_fire_windows(struct naive_triggers *out, struct naive_sitting *s)
{
	for (size_t i = 0; i < s->bond->nspans; i++)
		fire_span(out, s, &s->bond->spans[i]);
}
