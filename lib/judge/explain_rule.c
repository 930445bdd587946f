/* A rule in plain English, made from the compiled rule. */
#include "judge/explain_kit.h"

enum { SUMMARY_WORDS = 40 };

/* ---- names of what is bound ---- */

/* Names in whose sight a pattern stands. */
struct sight {
	struct str name;
	const struct sight *outer;
};

static bool seen(const struct sight *in, struct str name)
{
	for (; in; in = in->outer)
		if (str_eq(in->name, name))
			return true;
	return false;
}

/* "device"; in sight of a device "other device"; of both its own name. What is given is the "earlier device". */
static struct str apart_from(const struct sight *in, struct str noun, struct str own, bool given, struct arena *a)
{
	if (!seen(in, noun))
		return noun;
	noun = str_printf(a, given ? "earlier %.*s" : "other %.*s", STR_ARG(noun));
	return seen(in, noun) ? own : noun;
}

static const struct sight *label(struct str *labels, const struct sight *in, const struct pattern *p, bool given,
                                 struct arena *a)
{
	struct sight *inner = ARENA_NEW(a, struct sight);

	*inner = (struct sight){apart_from(in, filters_noun(p->filters, p->nfilters, a), p->name, given, a), in};
	if (p->slot < ENV_SLOTS)
		labels[p->slot] = inner->name;
	return inner;
}

static void label_pattern(struct str *labels, const struct sight *in, const struct pattern *p, struct arena *a)
{
	if (p->test)
		return;
	in = label(labels, in, p, false, a);
	if (p->unbroken_by)
		label_pattern(labels, in, p->unbroken_by, a);
	for (size_t i = 0; i < p->nhaving; i++)
		label_pattern(labels, in, p->having[i], a);
}

static void label_all(struct str *labels, const struct sight *in, const struct pattern *const *list, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++)
		label_pattern(labels, in, list[i], a);
}

static struct str *rule_labels(const struct rule *r, struct arena *a)
{
	struct str *labels = arena_array(a, ENV_SLOTS, sizeof *labels);
	const struct trigger *t = &r->trigger;
	struct sight own = {filters_noun(t->filters, t->nfilters, a), NULL};
	const struct sight *in = t->nfilters > 0 ? &own : NULL;

	if (in && t->slot < ENV_SLOTS)
		labels[t->slot] = own.name;
	for (size_t i = 0; i < r->ngiven; i++)
		if (r->given[i].pattern)
			in = label(labels, in, r->given[i].pattern, true, a);
	label_all(labels, in, r->provided, r->nprovided, a);
	label_all(labels, in, r->unless, r->nunless, a);
	label_all(labels, in, r->expect, r->nexpect, a);
	label_all(labels, in, r->review_if, r->nreview_if, a);
	return labels;
}

static struct str trigger_time(const struct trigger *t, struct arena *a)
{
	switch (t->kind) {
	case TRIGGER_EVENT: case TRIGGER_COUNT: case TRIGGER_SUM: case TRIGGER_WHILE:
		return str_printf(a, "the time of the %.*s", STR_ARG(filters_noun(t->filters, t->nfilters, a)));
	case TRIGGER_AT: case TRIGGER_EVERY:
		return STR("that date");
	case TRIGGER_SILENCE:
		return STR("the end of that time");
	}
	return STR("");
}

void rule_phrases_open(struct rule_phrases *out, const struct plan *plan, const struct rule *rule,
                       const struct value *params, struct arena *a)
{
	struct str *labels = rule_labels(rule, a), *own = arena_copy(a, labels, ENV_SLOTS * sizeof *labels);
	struct str *names = arena_array(a, rule->nparams, sizeof *names);
	struct value *values = arena_array(a, rule->nparams, sizeof *values);

	for (size_t i = 0; i < rule->nparams; i++) {
		names[i] = rule->params[i].title.n > 0 ? rule->params[i].title : rule->params[i].name;
		values[i] = params ? params[i] : rule->params[i].fallback;
	}
	if (rule->trigger.nfilters > 0 && rule->trigger.slot < ENV_SLOTS)
		own[rule->trigger.slot] = STR("");
	*out = (struct rule_phrases){.plan = plan, .rule = rule, .arena = a};
	out->apart = (struct phrase_words){.zone = &plan->zone, .atlas = plan->atlas, .params = values, .param_names = names,
	                                   .nparams = rule->nparams, .labels = labels, .nlabels = ENV_SLOTS,
	                                   .trigger = trigger_time(&rule->trigger, a)};
	out->own = out->apart;
	out->own.labels = own;
}

/* ---- summary ---- */

static bool timed(const struct rule *r)
{
	return r->trigger.kind == TRIGGER_AT || r->trigger.kind == TRIGGER_EVERY;
}

static void add_joined(struct buf *out, struct explain_lines lines, const char *first)
{
	for (size_t i = 0; i < lines.n; i++) {
		buf_add(out, i == 0 ? str_of(first) : STR(", and "));
		buf_add(out, lines.at[i]);
	}
}

static void add_asked(struct buf *out, const struct explain_rule *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->nasks; i++) {
		if (e->asks[i].place != EXPLAIN_EXPECT)
			continue;
		buf_add(out, n++ == 0 ? STR("asks for ") : STR(", and for "));
		buf_add(out, e->asks[i].what);
		if (e->asks[i].window.n > 0)
			buf_printf(out, " %.*s", STR_ARG(e->asks[i].window));
	}
	buf_add(out, timed(e->rule) ? STR(": ") : STR(", for each case of "));
}

static size_t word_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.at[i] != ' ' && (i == 0 || s.at[i - 1] == ' ');
	return n;
}

/* What kind of event it forbids or asks for, and no more. */
static struct str lead_words(const struct rule_phrases *r)
{
	const struct rule *rule = r->rule;
	struct buf b = {0};

	for (size_t i = 0; i < rule->nexpect; i++) {
		buf_add(&b, i == 0 ? STR("asks for ") : STR(", and for "));
		if (rule->expect[i]->test)
			buf_add(&b, STR("what is set out below"));
		else
			events_noun(&b, rule->expect[i]->filters, rule->expect[i]->nfilters, false);
	}
	if (rule->nexpect > 0)
		buf_add(&b, timed(rule) ? STR(": ") : STR(", for each case of "));
	else
		buf_add(&b, str_eq_cstr(rule->kind, "requirement") ? STR("is broken by ") : STR("forbids "));
	trigger_lead(&b, r);
	buf_add(&b, STR(", as set out below"));
	struct str out = buf_take(&b, r->arena);
	buf_free(&b);
	return out;
}

/* A list of types of which some have conditions of their own. */
static bool asks_apart(const struct trigger *t)
{
	for (size_t i = 0; t->nfilters > 1 && i < t->nfilters; i++)
		if (t->filters[i].where)
			return true;
	return false;
}

static struct str summary_words(const struct explain_rule *e, const struct rule_phrases *r)
{
	const struct rule *rule = r->rule;
	struct buf b = {0};

	if (rule->unmonitored.n > 0) {
		buf_printf(&b, "no feed can show it: %.*s", STR_ARG(rule->unmonitored));
	} else {
		if (rule->nexpect > 0)
			add_asked(&b, e);
		else
			buf_add(&b, str_eq_cstr(rule->kind, "requirement") ? STR("is broken by ") : STR("forbids "));
		if (rule->trigger.kind == TRIGGER_AT)
			buf_add(&b, STR("once, at "));
		trigger_words(&b, r);
		add_joined(&b, e->where, timed(rule) ? ", if " : rule->trigger.where ? ", if " : " in which ");
		if (rule->nunless > 0)
			buf_add(&b, STR(", unless it is excused"));
	}
	struct str out = buf_take(&b, r->arena);
	buf_free(&b);
	bool brief = word_count(out) <= SUMMARY_WORDS && !asks_apart(&rule->trigger);
	return rule->unmonitored.n > 0 || brief ? out : lead_words(r);
}

/* ---- lists ---- */

static struct explain_lines value_lines(const struct rule_phrases *r)
{
	struct line_list l = {.arena = r->arena};
	struct buf b = {0};

	for (size_t i = 0; i < r->rule->nparams; i++) {
		const struct rule_param *p = &r->rule->params[i];
		const struct value *v = &r->own.params[i];
		if (p->title.n > 0)
			buf_printf(&b, "%.*s (%.*s): ", STR_ARG(p->title), STR_ARG(p->name));
		else
			buf_printf(&b, "%.*s: ", STR_ARG(p->name));
		if (v->kind == VALUE_UNKNOWN)
			buf_add(&b, STR("has no default; the condition gives it"));
		else if (v->kind == VALUE_DURATION)
			duration_phrase(&b, v->as.duration);
		else if (v->kind == VALUE_LIST && v->as.list.n == 0)
			buf_add(&b, STR("none"));
		else
			value_say(&b, v, r->own.zone, r->own.atlas);
		if (p->help.n > 0)
			buf_printf(&b, " (%.*s)", STR_ARG(p->help));
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

static void add_types(struct line_list *l, const struct event_filter *filters, size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_add(&b, filters[i].type->name);
		line_add(l, &b);
	}
	buf_free(&b);
}

static void add_pattern_types(struct line_list *l, const struct pattern *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		add_types(l, list[i]->filters, list[i]->nfilters);
		if (list[i]->unbroken_by)
			add_types(l, list[i]->unbroken_by->filters, list[i]->unbroken_by->nfilters);
		add_pattern_types(l, list[i]->having, list[i]->nhaving);
	}
}

static bool listed(const struct explain_lines *list, struct str s)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i], s))
			return true;
	return false;
}

static void type_lines(struct explain_rule *out, const struct rule_phrases *r)
{
	const struct rule *rule = r->rule;
	struct line_list needs = {.arena = r->arena}, all = {.arena = r->arena}, helps = {.arena = r->arena};

	add_types(&needs, rule->trigger.filters, rule->trigger.nfilters);
	add_pattern_types(&needs, rule->provided, rule->nprovided);
	add_pattern_types(&needs, rule->expect, rule->nexpect);
	out->needs = lines_of(&needs);
	add_pattern_types(&all, rule->unless, rule->nunless);
	add_pattern_types(&all, rule->review_if, rule->nreview_if);
	for (size_t i = 0; i < rule->ngiven; i++)
		if (rule->given[i].pattern)
			add_pattern_types(&all, &rule->given[i].pattern, 1);
	for (size_t i = 0; i < r->plan->nstates && i < 64; i++)
		if (rule->states >> i & 1) {
			add_types(&all, &r->plan->states[i].opens, r->plan->states[i].opens.type ? 1 : 0);
			add_types(&all, &r->plan->states[i].closes, r->plan->states[i].closes.type ? 1 : 0);
		}
	for (size_t i = 0; i < all.lines.n; i++)
		if (!listed(&out->needs, all.lines.at[i]))
			*VEC_PUSH(r->arena, &helps.lines) = all.lines.at[i];
	out->helps = lines_of(&helps);
}

static struct explain_lines commence_lines(const struct rule_phrases *r)
{
	struct line_list l = {.arena = r->arena};
	struct buf b = {0};

	for (size_t i = 0; i < r->rule->ncommences; i++) {
		const struct commencement *c = &r->rule->commences[i];
		buf_printf(&b, "%.*s: ", STR_ARG(c->jurisdiction));
		if (c->never)
			buf_add(&b, STR("not in force there"));
		else
			interval_words(&b, &(struct interval){.from = c->from, .until = INSTANT_MAX}, r->own.zone);
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

static struct explain_lines given_lines(const struct rule_phrases *r)
{
	struct line_list l = {.arena = r->arena};
	struct buf b = {0};

	for (size_t i = 0; i < r->rule->ngiven; i++) {
		const struct given *g = &r->rule->given[i];
		struct explain_lines where = {0};
		buf_printf(&b, "%.*s: ", STR_ARG(g->name));
		if (g->value)
			expr_phrase(&b, g->value, &r->apart);
		else {
			buf_add(&b, STR("the latest of "));
			events_words(&b, g->pattern->filters, g->pattern->nfilters, true, &r->apart);
			buf_printf(&b, " up to %.*s", STR_ARG(r->apart.trigger));
			where = phrase_parts(g->pattern->where, &r->apart, r->arena);
		}
		add_joined(&b, where, " in which ");
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

static struct str once_words(const struct rule_phrases *r)
{
	struct phrase_words w = r->own;
	struct buf b = {0};

	w.no_owner = true;
	for (size_t i = 0; i < r->rule->nonce_per; i++) {
		buf_add(&b, i == 0 ? STR("all with equal values of ") : STR(" and "));
		expr_phrase(&b, r->rule->once_per[i], &w);
	}
	if (b.n > 0)
		buf_add(&b, STR(" make one finding"));
	struct str out = buf_take(&b, r->arena);
	buf_free(&b);
	return out;
}

/* With these parameters it never holds: an exception that the order does not have. */
static bool cannot_be(const struct explain_ask *a)
{
	for (size_t i = 0; i < a->where.n; i++)
		if (str_eq_cstr(a->where.at[i], "never"))
			return true;
	return str_eq_cstr(a->what, "never");
}

static void add_asks(struct explain_rule *out, struct explain_ask *asks, const struct rule_phrases *r,
                     const struct pattern *const *list, size_t n, enum explain_place place)
{
	for (size_t i = 0; i < n; i++) {
		ask_words(&asks[out->nasks], r, list[i], place);
		if (place == EXPLAIN_PROVIDED || place == EXPLAIN_EXPECT || !cannot_be(&asks[out->nasks]))
			out->nasks++;
	}
}

void explain_rule(struct explain_rule *out, const struct plan *plan, const struct rule *rule, const struct value *params,
                  struct arena *a)
{
	size_t n = rule->nprovided + rule->nunless + rule->nexpect + rule->nreview_if;
	struct explain_ask *asks = arena_array(a, n, sizeof *asks);
	struct rule_phrases r;

	rule_phrases_open(&r, plan, rule, params, a);
	*out = (struct explain_rule){.rule = rule, .asks = asks};
	out->values = value_lines(&r);
	out->commences = commence_lines(&r);
	if (rule->unmonitored.n == 0) {
		out->when = when_words(&r);
		out->where = guard_words(&r);
		out->given = given_lines(&r);
		out->once = once_words(&r);
		add_asks(out, asks, &r, rule->provided, rule->nprovided, EXPLAIN_PROVIDED);
		add_asks(out, asks, &r, rule->unless, rule->nunless, EXPLAIN_UNLESS);
		add_asks(out, asks, &r, rule->expect, rule->nexpect, EXPLAIN_EXPECT);
		add_asks(out, asks, &r, rule->review_if, rule->nreview_if, EXPLAIN_REVIEW_IF);
		type_lines(out, &r);
	}
	out->summary = summary_words(out, &r);
}
