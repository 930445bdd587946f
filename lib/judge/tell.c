/* The words of a finding: why, what was unknown, and the evidence. */
#include <string.h>

#include "judge/verdict.h"

#define UNKNOWN_MAX 16
#define WINDOW_TOLD 12

struct words {
	VEC(struct str) lines;
};

static void add_line(struct words *w, struct sitting *s, const struct buf *b)
{
	if (b->n == 0)
		return;
	for (size_t i = 0; i < w->lines.n; i++)
		if (str_eq(w->lines.at[i], buf_str(b)))
			return;
	*VEC_PUSH(s->of->arena, &w->lines) = str_dup(s->of->arena, buf_str(b));
}

static void add_reasons(struct words *w, struct sitting *s, const struct reason *r)
{
	struct buf b = {0};

	for (; r && w->lines.n < UNKNOWN_MAX; r = r->next) {
		buf_clear(&b);
		reason_say(&b, r);
		add_line(w, s, &b);
	}
	buf_free(&b);
}

/* What the amounts of a sum add up to: the window's, then the trigger's. */
static void add_total(struct buf *b, struct sitting *s, const struct trigger_point *p)
{
	const struct trigger *t = &s->rule->trigger;
	const struct event **slot = &s->env.events[t->slot], *outer = *slot;
	int64_t total = 0;

	for (size_t i = 0; i <= p->nwindow; i++) {
		*slot = i < p->nwindow ? p->window[i] : p->event;
		struct value v = expr_eval(t->sum, &s->env);
		if (v.kind != VALUE_NUMBER || !number_add(&total, total, v.as.number))
			continue;
	}
	*slot = outer;
	buf_add(b, STR(", adding up to "));
	number_print(b, total);
}

/* "Mon 2 Mar 2026 to Sun 8 Mar 2026, Thu 2 Apr 2026": civil days, in order. */
static void add_days(struct buf *b, const int32_t *days, size_t n, const struct zone *z)
{
	for (size_t i = 0, first = 0; i < n; i++) {
		if (i + 1 < n && days[i + 1] == days[i] + 1)
			continue;
		buf_add(b, first > 0 ? STR(", ") : STR(": "));
		moment_say(b, moment_day(z, days[first]), z);
		if (i > first) {
			buf_add(b, STR(" to "));
			moment_say(b, moment_day(z, days[i]), z);
		}
		first = i + 1;
	}
}

/* "3 within 28 days: 5 May, 13 May, 27 May": what a count or a sum took in. */
static void add_counted(struct buf *b, struct sitting *s, const struct trigger_point *p)
{
	const struct trigger *t = &s->rule->trigger;
	const struct zone *z = &s->of->plan->zone;

	if (t->unit_day)
		buf_printf(b, "%zu day%s counted", p->ndays, p->ndays == 1 ? "" : "s");
	else
		buf_printf(b, "%zu counted", p->nwindow + 1);
	if (t->within) {
		struct value v = expr_eval(t->within, &s->env);
		buf_add(b, STR(" within "));
		value_say(b, &v, z, s->of->plan->atlas);
	}
	if (t->kind == TRIGGER_SUM)
		add_total(b, s, p);
	if (t->unit_day) {
		add_days(b, p->days, p->ndays, z);
		return;
	}
	for (size_t i = 0; i < p->nwindow && i < WINDOW_TOLD; i++) {
		buf_add(b, i == 0 ? STR(": ") : STR(", "));
		moment_say(b, p->window[i]->time, z);
	}
	buf_add(b, p->nwindow > WINDOW_TOLD ? STR(", …, ") : p->nwindow > 0 ? STR(", ") : STR(": "));
	moment_say(b, p->event->time, z);
}

/* What a windowed trigger saw. */
static void tell_window(struct words *w, struct sitting *s, const struct trigger_point *p)
{
	const struct zone *z = &s->of->plan->zone;
	enum trigger_kind kind = s->rule->trigger.kind;
	struct buf b = {0};

	if ((kind == TRIGGER_COUNT || kind == TRIGGER_SUM) && p->event) {
		add_counted(&b, s, p);
	} else if (kind == TRIGGER_WHILE && p->nwindow > 0) {
		buf_printf(&b, "%zu in a row, from ", p->nwindow + 1);
		moment_say(&b, p->window[0]->time, z);
		buf_add(&b, STR(" to "));
		moment_say(&b, p->event->time, z);
	} else if (kind == TRIGGER_SILENCE && p->event) {
		buf_printf(&b, "nothing further since the %.*s of ", STR_ARG(p->event->type->name));
		moment_say(&b, p->event->time, z);
	} else if (kind == TRIGGER_SILENCE) {
		buf_add(&b, STR("nothing since the condition began"));
	}
	add_line(w, s, &b);
	buf_free(&b);
}

static void tell_where(struct words *w, struct sitting *s)
{
	const struct expr *parts[CONJUNCTS_MAX];
	size_t n = s->rule->where ? expr_conjuncts(parts, CONJUNCTS_MAX, s->rule->where) : 0;
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		if (expr_truth(parts[i], &s->env, NULL) != TRUTH_TRUE || expr_says_nothing(parts[i], &s->env))
			continue;
		buf_clear(&b);
		expr_say(&b, parts[i], &s->env);
		add_line(w, s, &b);
	}
	buf_free(&b);
}

/* How an event is called: its id, else its time. */
static void name_event(struct buf *b, const struct sitting *s, const struct event *e)
{
	int id = event_field_find(e->type, STR("id"));

	if (id >= 0 && e->fields[id].kind == VALUE_TEXT) {
		buf_add(b, e->fields[id].as.text);
		buf_add(b, STR(" of "));
	}
	buf_add(b, STR("the one of "));
	b->n -= id >= 0 && e->fields[id].kind == VALUE_TEXT ? sizeof "the one of " - 1 : 0;
	moment_say(b, e->time, &s->of->plan->zone);
}

static void tell_near(struct buf *b, const struct sitting *s, const struct pattern_answer *a)
{
	if (!a->near)
		return;
	buf_add(b, STR(": the nearest, "));
	name_event(b, s, a->near);
	if (a->near_failed.n > 0) {
		buf_add(b, STR(", does not count, for "));
		buf_add(b, a->near_failed);
	}
}

static struct str label(const struct pattern *p)
{
	return p->nfilters > 0 ? p->filters[0].type->name : p->name;
}

static const char *article(const struct pattern *p)
{
	return strchr("aeiou", label(p).n > 0 ? label(p).at[0] : 'x') ? "an" : "a";
}

static void tell_deadline(struct buf *b, const struct sitting *s, const struct pattern_answer *a)
{
	if (a->stopped_since != INSTANT_MIN) {
		buf_add(b, STR(", its clock stopped since "));
		moment_say(b, moment_instant(a->stopped_since), &s->of->plan->zone);
	} else if (a->has_by && a->by.first != INSTANT_MAX) {
		buf_add(b, STR(" by "));
		moment_say(b, a->by.whole ? a->by : moment_instant(a->by.first), &s->of->plan->zone);
		if (!a->by.whole && a->by.last == INSTANT_MAX) {
			buf_add(b, STR(", unless its clock still stands"));
		} else if (!a->by.whole && a->by.last != a->by.first) {
			buf_add(b, STR(", or as late as "));
			moment_say(b, moment_instant(a->by.last), &s->of->plan->zone);
		}
	}
}

static void say_test(struct buf *b, const struct expr *test, struct sitting *s)
{
	if (!expr_says_nothing(test, &s->env))
		expr_say(b, test, &s->env);
}

static void tell_expect(struct words *w, struct sitting *s, const struct pattern_answer *a)
{
	struct buf b = {0};

	if (a->lapsed)
		buf_printf(&b, "the obligation lapsed: its deadline lies outside the time in force, so no %.*s was due",
		           STR_ARG(label(a->pattern)));
	else if (a->pattern->test)
		say_test(&b, a->pattern->test, s);
	else if (a->state == PATTERN_TRUE)
		buf_printf(&b, "%s %.*s is there", article(a->pattern), STR_ARG(label(a->pattern)));
	else
		buf_printf(&b, "%s %.*s %s", a->state == PATTERN_OPEN ? article(a->pattern) : "no", STR_ARG(label(a->pattern)),
		           a->state == PATTERN_OPEN ? "is still to come" : "came");
	if (!a->lapsed && !a->pattern->test)
		tell_deadline(&b, s, a);
	if (a->state == PATTERN_FALSE || a->state == PATTERN_UNKNOWN)
		tell_near(&b, s, a);
	add_line(w, s, &b);
	buf_free(&b);
}

static void tell_unless(struct words *w, struct sitting *s, const struct pattern_answer *a)
{
	struct buf b = {0};

	if (a->pattern->test) {
		if (a->state == PATTERN_TRUE || a->state == PATTERN_FALSE)
			say_test(&b, a->pattern->test, s);
	} else if (a->state == PATTERN_TRUE) {
		buf_printf(&b, "%s %.*s covers it", article(a->pattern), STR_ARG(label(a->pattern)));
	} else if (a->state == PATTERN_OPEN) {
		buf_printf(&b, "%s %.*s may still come", article(a->pattern), STR_ARG(label(a->pattern)));
	} else {
		buf_printf(&b, "no %.*s covers it", STR_ARG(label(a->pattern)));
		tell_near(&b, s, a);
	}
	if (b.n > 0)
		add_line(w, s, &b);
	buf_free(&b);
}

static void tell_review(struct words *w, struct sitting *s, const struct pattern_answer *a)
{
	struct buf b = {0};

	if (a->state == PATTERN_FALSE)
		return;
	buf_add(&b, STR("for a person to look at: "));
	size_t empty = b.n;
	if (a->pattern->test)
		say_test(&b, a->pattern->test, s);
	else
		buf_printf(&b, "there %s %s %.*s", a->state == PATTERN_TRUE ? "is" : "may be", article(a->pattern),
		           STR_ARG(label(a->pattern)));
	if (b.n > empty)
		add_line(w, s, &b);
	buf_free(&b);
}

static void tell_answers(struct words *why, struct words *unknown, const struct verdict *v, struct sitting *s)
{
	const struct rule *r = s->rule;
	size_t unless = r->nprovided, expect = unless + r->nunless, review = expect + r->nexpect;

	for (size_t i = 0; i < v->nanswers; i++) {
		const struct pattern_answer *a = &v->answers[i];
		if (i >= review)
			tell_review(why, s, a);
		else if (i >= expect)
			tell_expect(why, s, a);
		else if (i >= unless)
			tell_unless(why, s, a);
		else
			tell_expect(why, s, a);
		if (a->state == PATTERN_UNKNOWN)
			add_reasons(unknown, s, a->why);
	}
}

static void add_evidence(struct finding *f, const struct verdict *v, struct sitting *s, const struct trigger_point *p)
{
	VEC(struct evidence) list = {0};

	for (size_t i = 0; i < p->nwindow; i++)
		*VEC_PUSH(s->of->arena, &list) = (struct evidence){.role = ROLE_WINDOW, .event = p->window[i]};
	for (size_t i = 0; i < v->nanswers; i++) {
		const struct pattern_answer *a = &v->answers[i];
		for (size_t k = 0; k < a->nwitnesses; k++)
			*VEC_PUSH(s->of->arena, &list) = (struct evidence){.role = ROLE_WITNESS, .event = a->witnesses[k]};
		if (a->near && a->state != PATTERN_TRUE)
			*VEC_PUSH(s->of->arena, &list) =
				(struct evidence){.role = ROLE_NEAR, .event = a->near, .failed = a->near_failed};
	}
	f->evidence = list.at;
	f->nevidence = list.n;
}

static struct str said(struct sitting *s)
{
	struct buf b = {0};

	if (!s->bound->say)
		return sitting_title(s);
	template_say(&b, s->bound->say, &s->env);
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* Of a clear finding the rule's own `say` would tell what was not found. */
static struct str said_clear(const struct finding *f, struct sitting *s)
{
	struct buf b = {0};

	buf_printf(&b, "%.*s: nothing against the subject", STR_ARG(f->title));
	if (f->has_time) {
		buf_add(&b, STR(", "));
		moment_say(&b, f->time, &s->of->plan->zone);
	}
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

void verdict_tell(struct finding *f, const struct verdict *v, struct sitting *s, const struct trigger_point *p)
{
	struct words why = {0}, unknown = {0};

	f->say = f->level == LEVEL_CLEAR ? said_clear(f, s) : said(s);
	if (v->guard == TRUTH_UNKNOWN)
		add_reasons(&unknown, s, v->guard_why);
	if (p->time_missing && unknown.lines.n == 0)
		*VEC_PUSH(s->of->arena, &unknown.lines) = STR("the time at which the rule applies is missing");
	if (!p->time_missing) {
		tell_window(&why, s, p);
		tell_where(&why, s);
		tell_answers(&why, &unknown, v, s);
	}
	f->why = why.lines.at;
	f->nwhy = why.lines.n;
	f->unknown = unknown.lines.at;
	f->nunknown = unknown.lines.n;
	f->caveats = v->caveats.at;
	f->ncaveats = v->caveats.n;
	add_evidence(f, v, s, p);
}
