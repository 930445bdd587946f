/* What an upcoming finding waits for, in words that read before the fact. */
#include <string.h>

#include "judge/explain_kit.h"

#define ANY_NUMBER SIZE_MAX

struct awaiting {
	struct sitting *s;
	VEC(struct awaited) list;
};

static void add_spaced(struct buf *b, struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		buf_char(b, name.at[i] == '-' ? ' ' : name.at[i]);
}

/* ---- how ---- */

static void add_clause(struct buf *b, const struct expr *e, const struct phrase_words *w)
{
	size_t before = b->n;

	if (!e)
		return;
	if (before > 0)
		buf_add(b, STR(", and "));
	expr_phrase(b, e, w);
	if (str_eq_cstr(str_from(buf_str(b), before > 0 ? before + 6 : 0), "always"))
		b->n = before;
}

/* The part of `from` that has yet to come. */
static void add_from(struct buf *b, struct sitting *s, const struct pattern *p)
{
	struct moment from;

	if (!p->from || !expr_moment(&from, p->from, &s->env, NULL) || now_reached(s->of->in, from.first))
		return;
	buf_add(b, b->n > 0 ? STR(", not before ") : STR("not before "));
	moment_say(b, from, &s->of->plan->zone);
}

static struct str how(struct sitting *s, const struct pattern *p, bool bare)
{
	struct str labels[ENV_SLOTS] = {0};
	struct phrase_words w = {.zone = &s->of->plan->zone, .atlas = s->of->plan->atlas, .params = s->bound->params,
	                         .nparams = s->rule->nparams, .labels = labels, .nlabels = ENV_SLOTS, .env = &s->env,
	                         .open = UINT64_C(1) << p->slot, .bare = bare};
	struct buf b = {0};

	labels[s->rule->trigger.slot] = filters_noun(s->rule->trigger.filters, s->rule->trigger.nfilters, s->of->arena);
	for (size_t i = 0; i < s->rule->ngiven; i++)
		if (s->rule->given[i].pattern)
			labels[s->rule->given[i].slot] = s->rule->given[i].name;
	labels[p->slot] = (struct str){"", 0};
	if (p->nfilters == 1)
		add_clause(&b, p->filters[0].where, &w);
	add_clause(&b, p->where, &w);
	add_from(&b, s, p);
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* ---- asked ---- */

static size_t needed(const struct pattern *p, struct sitting *s)
{
	struct value v;

	if (!p->count)
		return 1;
	v = expr_eval(p->count, &s->env);
	if (v.kind != VALUE_NUMBER || v.as.number < 0 || v.as.number > 1000000 * NUMBER_ONE)
		return ANY_NUMBER;
	return (size_t)((v.as.number + NUMBER_ONE - 1) / NUMBER_ONE);
}

static struct str asked(struct sitting *s, const struct pattern *p)
{
	size_t n = needed(p, s);
	struct buf b = {0};

	if (n != 1 && n != ANY_NUMBER)
		buf_printf(&b, "%zu times ", n);
	for (size_t i = 0; i < p->nfilters; i++) {
		struct str name = p->filters[i].type->name;
		if (i > 0)
			buf_add(&b, i + 1 == p->nfilters ? STR(" or ") : STR(", "));
		buf_add(&b, memchr("aeiou", name.at[0], 5) ? STR("an ") : STR("a "));
		add_spaced(&b, p->filters[i].type->name);
	}
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* ---- the clock ---- */

/* States that hold now, and when the last of them is known to end. */
static void stopped_in_states(struct awaited *a, struct buf *b, struct sitting *s)
{
	for (size_t i = 0; i < a->pattern->npause; i++) {
		const struct state_spans *spans = &s->of->states[a->pattern->pause[i]];
		for (size_t k = 0; k < spans->nsurely; k++) {
			const struct state_span *one = &spans->surely[k];
			if (!now_reached(s->of->in, one->from) || now_reached(s->of->in, one->until))
				continue;
			buf_add(b, b->n > 0 ? STR(", ") : STR(""));
			add_spaced(b, s->of->plan->states[a->pattern->pause[i]].name);
			if (a->stopped_since == INSTANT_MIN || one->from < a->stopped_since)
				a->stopped_since = one->from;
			if (one->until > a->stopped_until)
				a->stopped_until = one->until;
		}
	}
}

static void stopped_by_suspension(struct awaited *a, struct buf *b, struct sitting *s)
{
	for (size_t i = 0; s->order && i < s->order->nsuspended; i++) {
		const struct suspension *one = &s->order->suspended[i];
		if (!now_reached(s->of->in, one->from) || now_reached(s->of->in, one->until))
			continue;
		buf_add(b, b->n > 0 ? STR(", the order is suspended") : STR("the order is suspended"));
		if (a->stopped_since == INSTANT_MIN || one->from < a->stopped_since)
			a->stopped_since = one->from;
		if (one->until > a->stopped_until)
			a->stopped_until = one->until;
	}
}

/* A clock that stands but will start again on a day that is known, or one that stands for good. */
static void stopped(struct awaited *a, struct sitting *s, int64_t since)
{
	struct buf b = {0};

	a->stopped_since = INSTANT_MIN;
	a->stopped_until = INSTANT_MIN;
	if (a->open && now_reached(s->of->in, s->anchor.time.first)) {
		stopped_in_states(a, &b, s);
		stopped_by_suspension(a, &b, s);
	}
	if (since != INSTANT_MIN) {
		a->stopped_since = since;
		a->stopped_until = INSTANT_MAX;
	}
	a->stopped_by = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
}

/* ---- all of them ---- */

static void await(struct awaiting *w, const struct pattern_answer *answer, size_t index, bool exception)
{
	const struct pattern *p = answer->pattern;
	struct awaited a = {.pattern = p, .index = index, .exception = exception, .open = answer->state == PATTERN_OPEN,
	                    .has_by = answer->has_by && answer->by.last != INSTANT_MAX, .by = answer->by};

	if (p->test || answer->state == PATTERN_TRUE)
		return;
	a.how = how(w->s, p, false);
	if (str_eq_cstr(a.how, "never"))
		return;
	a.how_bare = how(w->s, p, true);
	a.asked = asked(w->s, p);
	stopped(&a, w->s, answer->stopped_since);
	if (a.has_by && !a.by.whole && a.by.first != a.by.last)
		a.by = moment_instant(a.by.first);
	*VEC_PUSH(w->s->of->arena, &w->list) = a;
}

void verdict_await(struct finding *f, const struct verdict *v, struct sitting *s)
{
	struct awaiting w = {.s = s};
	const struct rule *r = s->rule;
	size_t unless = r->nprovided, expect = unless + r->nunless, review = expect + r->nexpect;

	for (size_t i = expect; i < review && i < v->nanswers; i++)
		await(&w, &v->answers[i], i - expect, false);
	for (size_t i = unless; i < expect && i < v->nanswers; i++)
		await(&w, &v->answers[i], i - unless, true);
	f->awaited = w.list.at;
	f->nawaited = w.list.n;
}
