/* One finding: its verdict heard again, and every part of it put into words. */
#include <assert.h>
#include <string.h>

#include "judge/explain_kit.h"

struct explaining {
	struct explanation *out;
	const char *id;
	bool found;
};

/* ---- what made the rule ask ---- */

static void add_event(struct buf *b, const struct event *e, const struct zone *z)
{
	buf_printf(b, "the %.*s event of ", STR_ARG(e->type->name));
	moment_say(b, e->time, z);
}

static void add_ordinal(struct buf *b, size_t n)
{
	static const char *const words[] = {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};

	if (n >= 2 && n - 2 < sizeof words / sizeof *words)
		buf_printf(b, "the %s of %zu", words[n - 2], n);
	else
		buf_printf(b, "the last of %zu", n);
}

/* ", the third of 3 that count within 28 days": the event itself and those before it. */
static void add_place(struct buf *b, struct sitting *s, const struct trigger_point *p)
{
	const struct trigger *t = &s->rule->trigger;

	buf_add(b, STR(", "));
	if (t->kind == TRIGGER_WHILE) {
		buf_printf(b, "with the %zu others of its run", p->nwindow);
		return;
	}
	add_ordinal(b, p->nwindow + 1);
	buf_add(b, STR(" that count"));
	if (t->within) {
		struct value v = expr_eval(t->within, &s->env);
		buf_add(b, STR(" within "));
		if (v.kind == VALUE_DURATION)
			duration_phrase(b, v.as.duration);
		else
			value_say(b, &v, &s->of->plan->zone, s->of->plan->atlas);
	}
}

static struct str asked_words(struct sitting *s, const struct trigger_point *p)
{
	const struct zone *z = &s->of->plan->zone;
	struct buf b = {0};

	if (p->time_missing) {
		buf_add(&b, STR("the time at which the rule asks is not known; dated at the start of the condition"));
	} else if (s->rule->trigger.kind == TRIGGER_SILENCE) {
		buf_add(&b, STR("nothing came from "));
		if (p->event)
			add_event(&b, p->event, z);
		else
			buf_add(&b, STR("the start of the condition"));
		buf_add(&b, STR(" to "));
		moment_say(&b, p->time, z);
	} else if (p->event) {
		add_event(&b, p->event, z);
		if (p->at_start)
			buf_add(&b, STR(", from before the condition began; asked at its start"));
		if (p->nwindow > 0)
			add_place(&b, s, p);
	} else {
		buf_add(&b, STR("its date, "));
		moment_say(&b, p->time, z);
	}
	struct str out = buf_take(&b, s->of->arena);
	buf_free(&b);
	return out;
}

/* The parts of the trigger's own filters, then those of `where`. */
static void tell_where(struct explanation *out, struct sitting *s, const struct trigger_point *p, const struct rule_phrases *r)
{
	const struct trigger *t = &s->rule->trigger;
	struct explain_part *lists[3] = {NULL, NULL, NULL}, *all;
	size_t n[3] = {0, 0, 0}, at = 0;

	if (p->time_missing)
		return;
	for (size_t i = 0; i < t->nfilters && p->event && !lists[0]; i++)
		if (t->filters[i].type == p->event->type && t->filters[i].where)
			lists[0] = part_list(&n[0], s, t->filters[i].where, &r->own, false);
	if (p->event)
		lists[1] = part_list(&n[1], s, t->where, &r->own, false);
	lists[2] = part_list(&n[2], s, s->rule->where, &r->own, false);
	all = arena_array(s->of->arena, n[0] + n[1] + n[2], sizeof *all);
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < n[i]; k++) {
			assert(lists[i]);
			all[at++] = lists[i][k];
		}
	out->where = all;
	out->nwhere = at;
}

/* ---- answers ---- */

static const char *outcome_word(enum explain_place place, const struct pattern_answer *a)
{
	static const char *const words[4][4] = {
		[EXPLAIN_PROVIDED] = {"it is not so", "it is not known", "it may still come", "it is so"},
		[EXPLAIN_UNLESS] = {"it does not apply", "it is not known whether it applies", "it may still come", "it applies"},
		[EXPLAIN_EXPECT] = {"not met", "not known", "still open", "met"},
		[EXPLAIN_REVIEW_IF] = {"it does not apply", "it is not known whether it applies", "it may still come", "it applies"},
	};

	if (place == EXPLAIN_UNLESS && a->state == PATTERN_FALSE && !a->pattern->test && !a->lapsed)
		return "no such exception was found";
	return a->lapsed ? "lapsed: its deadline lies outside the time in force, so nothing was due" : words[place][a->state];
}

static struct str outcome_words(struct sitting *s, const struct pattern_answer *a, enum explain_place place)
{
	struct buf b = {0};
	bool many = !a->pattern->test && a->pattern->count && a->need != SIZE_MAX;

	buf_add(&b, str_of(outcome_word(place, a)));
	if (many)
		buf_printf(&b, " (%zu found, %zu needed)", a->ntrue, a->need);
	if (!a->pattern->test && a->nunknown > 0)
		buf_printf(&b, " (of %zu it is not known whether they count)", a->nunknown);
	if (a->stopped_since != INSTANT_MIN) {
		buf_add(&b, STR("; its clock has stood since "));
		moment_say(&b, moment_instant(a->stopped_since), &s->of->plan->zone);
	}
	struct str out = buf_take(&b, s->of->arena);
	buf_free(&b);
	return out;
}

static struct str window_end(struct sitting *s, struct moment m, bool from, bool just_after)
{
	struct buf b = {0};

	if (just_after)
		buf_add(&b, STR("just after "));
	if (m.whole || m.first == m.last)
		moment_say(&b, m, &s->of->plan->zone);
	else
		moment_say(&b, moment_instant(from ? m.first : m.last), &s->of->plan->zone);
	struct str out = buf_take(&b, s->of->arena);
	buf_free(&b);
	return out;
}

static struct str known_words(struct sitting *s, const struct pattern *p)
{
	struct stretch st = filters_stretch(s, p->filters, p->nfilters);
	struct buf b = {0};

	if (!st.supplied) {
		buf_add(&b, STR("no feed of "));
		types_words(&b, p->filters, p->nfilters);
		buf_add(&b, STR(" was supplied"));
	} else if (st.until == INSTANT_MIN) {
		buf_printf(&b, "nothing is known of %.*s events", STR_ARG(st.type->name));
	} else {
		types_words(&b, p->filters, p->nfilters);
		buf_add(&b, STR(" events are complete to "));
		moment_say(&b, moment_instant(st.until), &s->of->plan->zone);
		if (st.rejected)
			buf_add(&b, STR(", but for a rejected row that names this subject"));
	}
	struct str out = buf_take(&b, s->of->arena);
	buf_free(&b);
	return out;
}

static struct explain_lines reason_lines(const struct reason *r, struct arena *a)
{
	struct line_list l = {.arena = a};
	struct buf b = {0};

	for (; r; r = r->next) {
		reason_say(&b, r);
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

static void tell_test(struct explain_answer *out, struct sitting *s, const struct pattern_answer *a)
{
	struct buf b = {0};

	if (!expr_says_nothing(a->pattern->test, &s->env))
		expr_say(&b, a->pattern->test, &s->env);
	out->saw = buf_take(&b, s->of->arena);
	buf_free(&b);
}

static void tell_answer(struct explain_answer *out, struct sitting *s, const struct pattern_answer *a,
                        const struct explain_ask *ask, const struct rule_phrases *r)
{
	static const char *const states[] = {"false", "unknown", "open", "true"};

	*out = (struct explain_answer){.ask = ask, .state = states[a->state], .witnesses = a->witnesses,
	                               .nwitnesses = a->nwitnesses};
	out->outcome = outcome_words(s, a, ask->place);
	if (a->state == PATTERN_UNKNOWN && !a->pattern->test)
		out->unknown = reason_lines(a->why, s->of->arena);
	if (a->pattern->test) {
		tell_test(out, s, a);
		return;
	}
	if (a->has_from)
		out->from = window_end(s, a->from, true, a->just_after);
	if (a->has_by && a->stopped_since == INSTANT_MIN)
		out->by = window_end(s, a->by, false, false);
	reckon(&out->reckoning, s, a);
	if (a->state == PATTERN_TRUE && !a->lapsed)
		return;
	out->known = known_words(s, a->pattern);
	miss_list(out, s, a, r, ask->place);
}

/* ---- hearing it ---- */

static void explain_told(struct sitting *s, const struct finding_told *told, void *context)
{
	struct explaining *e = context;
	struct explanation *out = e->out;
	const struct verdict *v = told->verdict;
	struct arena *a = s->of->arena;
	struct rule_phrases r;

	if (strcmp(told->finding->id, e->id) != 0)
		return;
	e->found = true;
	explain_rule(&out->rule, s->of->plan, s->rule, s->bound->params, a);
	rule_phrases_open(&r, s->of->plan, s->rule, s->bound->params, a);
	out->in_force = intervals_words(s->in_force, s->nin_force, &s->of->plan->zone, a);
	out->asked = asked_words(s, told->point);
	tell_where(out, s, told->point, &r);
	struct explain_answer *answers = arena_array(a, v->nanswers, sizeof *answers);
	for (size_t i = 0; i < v->nanswers && i < out->rule.nasks; i++)
		tell_answer(&answers[out->nanswers++], s, &v->answers[i], &out->rule.asks[i], &r);
	out->answers = answers;
}

/* A blind finding has no verdict: what its rule asks is all there is. */
static void explain_blind(struct explanation *out, struct subject_case *c, const struct finding *f, struct arena *a)
{
	const struct plan *plan = c->plan;
	const struct value *params = NULL;
	struct bonds bonds;

	for (size_t i = 0; i < f->condition->nrules; i++)
		if (f->condition->rules[i].rule == f->rule)
			params = f->condition->rules[i].params;
	explain_rule(&out->rule, plan, f->rule, params, a);
	bonds_find(&bonds, c);
	for (size_t i = 0; i < bonds.n; i++) {
		const struct bond *b = &bonds.at[i];
		if (b->order == f->order && b->scheme == f->scheme && b->condition == f->condition)
			out->in_force = intervals_words(b->in_force, b->nin_force, &plan->zone, a);
	}
}

bool explain_finding(struct explanation *out, const struct judge_input *in, const char *id, struct arena *a)
{
	struct explaining e = {.out = out, .id = id};
	struct findings found;
	struct subject_case c;

	*out = (struct explanation){0};
	subject_case_open(&c, in, a);
	c.hears = explain_told;
	c.context = &e;
	subject_case_judge(&found, &c);
	for (size_t i = 0; i < found.n; i++) {
		if (strcmp(found.at[i].id, id) != 0)
			continue;
		out->finding = found.at[i];
		if (!e.found)
			explain_blind(out, &c, &found.at[i], a);
		explain_decide(&out->decide, &found.at[i], a);
		return true;
	}
	return false;
}
