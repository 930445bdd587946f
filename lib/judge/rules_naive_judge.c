#include "judge/rules_naive_sitting.h"

struct drawn { /* one trigger's verdict with its identity */
	struct naive_finding finding;
	struct str key;
	bool merged;
};

struct draws {
	struct drawn *at;
	size_t n, cap;
};

/* ---- what is in force ---- */

static bool touches(const struct interval *spans, size_t n, struct moment m)
{
	for (size_t i = 0; i < n; i++)
		if (spans[i].from <= m.last && (m.first < spans[i].until || spans[i].until == INSTANT_MAX))
			return true;
	return false;
}

static bool holds(const struct interval *spans, size_t n, struct moment m)
{
	for (size_t i = 0; i < n; i++)
		if (spans[i].from <= m.first && (m.last < spans[i].until || spans[i].until == INSTANT_MAX))
			return true;
	return false;
}

/* The interval that begins on that whole day; NULL: none. */
static const struct interval *begins_on(const struct naive_sitting *s, struct moment m)
{
	for (size_t i = 0; i < s->bond->nwhole; i++) {
		const struct interval *span = &s->bond->whole[i];
		if (m.whole && span->from_bare && span->from != INSTANT_MIN && m.day == civil_day(s->env.zone, span->from))
			return span;
	}
	return NULL;
}

/* No more than review: not wholly in force, on a starting day, before the order was served. */
static bool capped(const struct naive_sitting *s, const struct naive_trigger *t)
{
	const struct order *o = s->bond->order;
	const struct interval *begins = begins_on(s, t->time);
	struct moment time = t->time;

	if (begins && t->at_start)
		time = (struct moment){.first = begins->from, .last = time.last};
	if (s->bond->capped || (begins && !t->at_start) || !holds(s->bond->spans, s->bond->nspans, time))
		return true;
	if (!o || !o->has_served || (t->at_start && o->served.whole && t->time.first == o->served.first))
		return false;
	return moment_lt(t->time, o->served) >= 0;
}

/* Each suspension cuts every stretch in two. */
static void cut(struct naive_bond *b, struct arena *a)
{
	VEC(struct interval) left = {NULL, 0, 0};
	for (size_t i = 0; i < b->nwhole; i++)
		*VEC_PUSH(a, &left) = b->whole[i];
	for (size_t i = 0; i < b->nsuspended; i++) {
		VEC(struct interval) kept = {NULL, 0, 0};
		const struct suspension *u = &b->suspended[i];
		for (size_t j = 0; j < left.n; j++) {
			struct interval before = left.at[j], after = left.at[j];
			before.until = before.until < u->from ? before.until : u->from;
			after.from = after.from > u->until ? after.from : u->until;
			if (before.from < before.until)
				*VEC_PUSH(a, &kept) = before;
			if (after.from < after.until)
				*VEC_PUSH(a, &kept) = after;
		}
		left.at = kept.at;
		left.n = kept.n;
		left.cap = kept.cap;
	}
	b->spans = left.at;
	b->nspans = left.n;
}

/* ---- identity ---- */

static void add_part(struct buf *b, const struct value *v)
{
	struct buf one = {0};
	value_key(&one, v);
	buf_printf(b, "%d:%zu:", (int)v->kind, one.n);
	buf_add(b, buf_str(&one));
	buf_free(&one);
}

/* False: a value is missing. */
static bool key_of_values(struct buf *b, struct naive_sitting *s)
{
	bool whole = s->rule->nonce_per > 0;
	buf_char(b, 'o');
	for (size_t i = 0; i < s->rule->nonce_per; i++) {
		struct value v = expr_eval(s->rule->once_per[i], &s->env);
		whole = whole && v.kind != VALUE_UNKNOWN;
		add_part(b, &v);
	}
	return whole;
}

static void key_of_trigger(struct buf *b, const struct naive_sitting *s, const struct naive_trigger *t)
{
	const struct event *e = t->began ? t->began : t->event;
	bool counted = s->rule->trigger.kind == TRIGGER_COUNT || s->rule->trigger.kind == TRIGGER_SUM;

	if (e)
		buf_printf(b, "e%.*s", STR_ARG(e->key));
	else
		buf_printf(b, "t%lld", (long long)t->time.first);
	for (size_t i = 0; i < t->nper && counted; i++)
		add_part(b, &t->per[i]);
}

static struct str key_of(struct naive_sitting *s, const struct naive_trigger *t)
{
	struct buf b = {0};
	if (t->timeless || !key_of_values(&b, s)) {
		buf_clear(&b);
		key_of_trigger(&b, s, t);
	}
	struct str key = str_dup(s->arena, buf_str(&b));
	buf_free(&b);
	return key;
}

static bool same_identity(const struct drawn *a, const struct drawn *b)
{
	const struct naive_finding *f = &a->finding, *g = &b->finding;
	return f->order == g->order && f->scheme == g->scheme && f->condition == g->condition &&
	       str_eq(f->rule->name, g->rule->name) && str_eq(a->key, b->key);
}

static void add_trigger(struct naive_finding *f, const struct event *e, struct arena *a)
{
	const struct event **all = arena_array(a, f->ntriggers + 1, sizeof *all);
	for (size_t i = 0; i < f->ntriggers; i++) {
		all[i] = f->triggers[i];
		if (all[i] == e)
			return;
	}
	all[f->ntriggers++] = e;
	f->triggers = all;
}

/* The highest level, the earliest date of those that are not clear, all triggers. */
static void merge(struct naive_finding *into, const struct naive_finding *f, struct arena *a)
{
	bool counts = f->level != LEVEL_CLEAR || into->level == LEVEL_CLEAR;
	bool alone = into->level == LEVEL_CLEAR && f->level != LEVEL_CLEAR;
	bool earlier = f->time.first < into->time.first ||
	               (f->time.first == into->time.first && f->time.whole && !into->time.whole);

	if (alone || (counts && earlier))
		into->time = f->time;
	if (f->level > into->level)
		into->level = f->level;
	for (size_t i = 0; i < f->ntriggers; i++)
		add_trigger(into, f->triggers[i], a);
}

/* ---- judging ---- */

/* Is the rule law where this condition stands? */
static bool commenced(const struct naive_sitting *s, int64_t *from)
{
	*from = INSTANT_MIN;
	if (!s->rule->has_commences)
		return true;
	for (size_t i = 0; i < s->rule->ncommences; i++) {
		const struct commencement *c = &s->rule->commences[i];
		if (!str_eq(c->jurisdiction, s->bond->jurisdiction))
			continue;
		*from = c->from;
		return !c->never;
	}
	return false;
}

static void judge_trigger(struct draws *out, bool *blind, struct naive_sitting *s, const struct naive_trigger *t)
{
	struct drawn *d;
	struct naive_verdict v = naive_verdict(s, t, capped(s, t));
	*blind = *blind || v.blind;
	if (v.blind || !v.said)
		return;
	d = VEC_PUSH(s->arena, out);
	d->key = key_of(s, t);
	d->finding = (struct naive_finding){.level = v.level, .order = s->bond->order, .scheme = s->bond->scheme,
	                                    .condition = s->bond->condition, .rule = s->rule, .time = v.time};
	if (t->event)
		add_trigger(&d->finding, t->event, s->arena);
}

static void clear_slots(struct naive_sitting *s)
{
	for (size_t i = 0; i < ENV_SLOTS; i++) {
		s->env.events[i] = NULL;
		s->env.values[i] = value_missing();
	}
}

static void judge_rule(struct draws *out, bool *blind, struct naive_sitting *s, const struct bound_rule *b)
{
	struct naive_triggers triggers = {NULL, 0, 0};
	const struct trigger *t = &b->rule->trigger;
	int64_t from;

	s->rule = b->rule;
	s->env.params = b->params;
	clear_slots(s);
	if (b->rule->unmonitored.n > 0 || !commenced(s, &from))
		return;
	if (t->nfilters > 0 && !naive_supplied(s, t->filters, t->nfilters))
		*blind = true; /* what a failed feed does hold is judged all the same */
	naive_fire(&triggers, s);
	for (size_t i = 0; i < triggers.n; i++) {
		clear_slots(s);
		if (triggers.at[i].time.first >= from && touches(s->bond->spans, s->bond->nspans, triggers.at[i].time))
			judge_trigger(out, blind, s, &triggers.at[i]);
	}
}

static void judge_bond(struct naive_findings *out, struct naive_sitting *s, struct naive_bond *b)
{
	struct draws drawn = {NULL, 0, 0};
	bool blind = false, counts = false;

	for (size_t i = 0; i < b->nwhole; i++)
		counts = counts || b->whole[i].from <= s->in->as_of;
	out->nconditions += counts;
	cut(b, s->arena);
	s->bond = b;
	s->env.records[ROOT_CONDITION] = &b->condition->record;
	s->env.records[ROOT_ORDER] = b->order ? &b->order->record : NULL;
	if (b->condition->unmonitored.n > 0 || b->nwhole == 0)
		return;
	for (size_t i = 0; i < b->condition->nrules; i++)
		judge_rule(&drawn, &blind, s, &b->condition->rules[i]);
	for (size_t i = 0; i < drawn.n; i++) {
		for (size_t j = i + 1; j < drawn.n && !drawn.at[i].merged; j++) {
			if (drawn.at[j].merged || !same_identity(&drawn.at[i], &drawn.at[j]))
				continue;
			merge(&drawn.at[i].finding, &drawn.at[j].finding, s->arena);
			drawn.at[j].merged = true;
		}
		if (!drawn.at[i].merged)
			*VEC_PUSH(s->arena, out) = drawn.at[i].finding;
	}
	if (blind && counts)
		*VEC_PUSH(s->arena, out) = (struct naive_finding){.level = LEVEL_BLIND, .order = b->order, .scheme = b->scheme,
		                                                  .condition = b->condition};
}

static void judge_order(struct naive_findings *out, struct naive_sitting *s, const struct order *o)
{
	for (size_t i = 0; i < o->nconditions; i++) {
		struct naive_bond b = {.order = o, .condition = &o->conditions[i], .whole = o->conditions[i].in_force,
		                       .nwhole = o->conditions[i].nin_force, .suspended = o->suspended,
		                       .nsuspended = o->nsuspended, .jurisdiction = o->jurisdiction};
		judge_bond(out, s, &b);
	}
}

/* A scheme's own interval; false: it does not bind. */
static bool scheme_span(struct interval *out, bool *capped_too, struct naive_sitting *s, const struct scheme *scheme,
                        const struct order *o)
{
	struct moment m;
	enum truth applies = scheme->applies_to ? expr_truth(scheme->applies_to, &s->env, NULL) : TRUTH_TRUE;

	*out = (struct interval){.from = INSTANT_MIN, .until = INSTANT_MAX};
	*capped_too = applies == TRUTH_UNKNOWN ||
	              (scheme->from && !expr_moment(&m, scheme->from, &s->env, NULL));
	if (scheme->from && expr_moment(&m, scheme->from, &s->env, NULL)) {
		out->from = m.first;
		out->from_bare = m.whole;
	} else if (o) {
		out->from = o->from;
		out->from_bare = o->terms && (o->terms->has_from ? o->terms->from.whole : o->terms->made.whole);
	}
	if (scheme->until && expr_moment(&m, scheme->until, &s->env, NULL))
		out->until = m.first;
	else if (!scheme->until && o)
		out->until = o->until;
	return applies != TRUTH_FALSE && out->from < out->until;
}

static const struct interval *cut_by_own(size_t *n, const struct condition *c, struct interval span, struct arena *a)
{
	VEC(struct interval) out = {NULL, 0, 0};
	for (size_t i = 0; i < c->nin_force; i++) {
		struct interval own = c->in_force[i];
		if (own.from < span.from) {
			own.from = span.from;
			own.from_bare = span.from_bare;
		}
		own.until = own.until < span.until ? own.until : span.until;
		if (own.from < own.until)
			*VEC_PUSH(a, &out) = own;
	}
	if (c->nin_force == 0)
		*VEC_PUSH(a, &out) = span;
	*n = out.n;
	return out.at;
}

static void judge_scheme(struct naive_findings *out, struct naive_sitting *s, const struct scheme *scheme,
                         const struct order *o)
{
	const struct subject *person = s->in->person;
	struct str jurisdiction = o ? o->jurisdiction : person ? person->jurisdiction : scheme->jurisdiction;
	struct interval span;
	bool capped_too;

	clear_slots(s);
	s->env.records[ROOT_ORDER] = o ? &o->record : NULL;
	if (scheme->jurisdiction.n > 0 && !str_eq(scheme->jurisdiction, jurisdiction))
		return;
	if (!scheme_span(&span, &capped_too, s, scheme, o))
		return;
	for (size_t i = 0; i < scheme->nconditions; i++) {
		struct naive_bond b = {.order = o, .scheme = scheme, .condition = &scheme->conditions[i],
		                       .jurisdiction = jurisdiction, .capped = capped_too};
		b.whole = cut_by_own(&b.nwhole, b.condition, span, s->arena);
		if (o) {
			b.suspended = o->suspended;
			b.nsuspended = o->nsuspended;
		}
		judge_bond(out, s, &b);
	}
}

/* ---- the whole ---- */

static void line_up(struct naive_sitting *s, const struct judge_input *in)
{
	s->events = arena_array(s->arena, in->nevents + 1, sizeof *s->events);
	for (size_t i = 0; i < in->nevents; i++) {
		size_t at = s->nevents++;
		for (; at > 0 && event_cmp(s->events[at - 1], &in->events[i]) > 0; at--)
			s->events[at] = s->events[at - 1];
		s->events[at] = &in->events[i];
	}
}

void naive_judge(struct naive_findings *out, const struct judge_input *in, struct arena *a)
{
	struct naive_sitting *s = ARENA_NEW(a, struct naive_sitting);
	const struct plan *p = in->plan;

	s->in = in;
	s->arena = a;
	s->env = (struct env){.arena = a, .zone = &p->zone, .atlas = p->atlas, .places = p->places,
	                      .nplaces = p->nplaces, .place_index = p->place_index, .holidays = p->holidays,
	                      .nholidays = p->nholidays, .now = in->as_of};
	s->env.records[ROOT_SUBJECT] = in->person ? &in->person->record : NULL;
	line_up(s, in);
	clear_slots(s);
	s->env.states = naive_states(s);
	for (size_t i = 0; i < in->norders; i++)
		judge_order(out, s, in->orders[i]);
	for (size_t i = 0; i < in->nschemes; i++) {
		if (!in->schemes[i]->by_order)
			judge_scheme(out, s, in->schemes[i], NULL);
		for (size_t j = 0; j < in->norders && in->schemes[i]->by_order; j++)
			judge_scheme(out, s, in->schemes[i], in->orders[j]);
	}
}
