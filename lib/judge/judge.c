#include "judge/judge.h"

#include <stdlib.h>

#include "judge/sitting.h"

static bool begun(const struct subject_case *c, const struct interval *in_force, size_t n)
{
	return n > 0 && in_force[0].from <= c->in->as_of;
}

static void add_blind(struct subject_case *c, const struct sitting *s, struct str words)
{
	struct finding *f = VEC_PUSH(c->arena, &c->findings);
	struct str *why = ARENA_NEW(c->arena, struct str);

	*why = words;
	*f = (struct finding){.level = LEVEL_BLIND, .subject = c->in->subject, .order = s->order, .scheme = s->scheme,
	                      .condition = s->condition, .rule = s->rule, .title = s->condition->title,
	                      .say = STR("nothing supplied can show this"), .why = why, .nwhy = 1};
	f->severity = s->condition->has_severity ? s->condition->severity : s->rule->severity;
	finding_id(f, s, STR("blind"));
}

struct binding {
	const struct order *order;
	const struct scheme *scheme;
	const struct interval *in_force; /* NULL: the condition's own */
	size_t nin_force;
	struct str at_most_review;
};

/* All rules of one condition; one blind entry at most. */
static void judge_condition(struct subject_case *c, const struct binding *b, const struct condition *condition)
{
	struct sitting s;
	struct str blind = {0}, words = {0};
	struct sitting blind_of;

	for (size_t i = 0; i < condition->nrules; i++) {
		sitting_open(&s, c, b->order, b->scheme, condition, &condition->rules[i]);
		if (b->in_force) {
			s.in_force = b->in_force;
			s.nin_force = b->nin_force;
		}
		s.at_most_review = b->at_most_review;
		if (i == 0 && begun(c, s.in_force, s.nin_force))
			c->nconditions++;
		if (s.rule->unmonitored.n > 0)
			continue;
		words = (struct str){0};
		sitting_judge(&s, &words);
		if (words.n > 0 && blind.n == 0 && begun(c, s.in_force, s.nin_force)) {
			blind = words;
			blind_of = s;
		}
	}
	if (condition->nrules == 0 && begun(c, b->in_force ? b->in_force : condition->in_force,
	                                    b->in_force ? b->nin_force : condition->nin_force))
		c->nconditions++;
	if (blind.n > 0)
		add_blind(c, &blind_of, blind);
}

static void judge_order(struct subject_case *c, const struct order *order)
{
	struct binding b = {.order = order};

	for (size_t i = 0; i < order->nconditions; i++)
		judge_condition(c, &b, &order->conditions[i]);
}

/* ---- schemes ---- */

static void scheme_env(struct env *env, const struct subject_case *c, const struct order *order)
{
	const struct plan *plan = c->plan;

	*env = (struct env){.arena = c->arena, .zone = &plan->zone, .atlas = plan->atlas, .places = plan->places,
	                    .nplaces = plan->nplaces, .holidays = plan->holidays, .nholidays = plan->nholidays,
	                    .now = c->in->as_of, .trigger = moment_instant(c->in->as_of), .states = c->states};
	env->records[ROOT_ORDER] = order ? &order->record : NULL;
	env->records[ROOT_SUBJECT] = c->in->person ? &c->in->person->record : NULL;
}

/* The interval for which a scheme binds: from, until; absent, those of the order, else always. */
static void scheme_interval(struct interval *out, struct binding *b, const struct scheme *scheme, struct env *env)
{
	struct moment m;

	*out = (struct interval){INSTANT_MIN, INSTANT_MAX, false, false};
	if (b->order) {
		out->from = b->order->from;
		out->until = b->order->until;
	}
	if (scheme->from && expr_moment(&m, scheme->from, env, NULL)) {
		out->from = m.first;
		out->from_bare = m.whole;
	} else if (scheme->from && b->at_most_review.n == 0) {
		b->at_most_review = STR("it is not known from when the scheme binds");
	}
	if (scheme->until && expr_moment(&m, scheme->until, env, NULL))
		out->until = m.first;
	else if (scheme->until)
		out->until = INSTANT_MAX;
}

static void judge_scheme(struct subject_case *c, const struct scheme *scheme, const struct order *order)
{
	struct binding b = {.order = order, .scheme = scheme, .nin_force = 1};
	struct interval *in_force = ARENA_NEW(c->arena, struct interval);
	struct env *env = ARENA_NEW(c->arena, struct env);
	enum truth applies = TRUTH_TRUE;

	scheme_env(env, c, order);
	if (scheme->applies_to)
		applies = expr_truth(scheme->applies_to, env, NULL);
	if (applies == TRUTH_FALSE)
		return;
	if (applies == TRUTH_UNKNOWN)
		b.at_most_review = STR("it is not known whether the scheme binds this subject");
	scheme_interval(in_force, &b, scheme, env);
	if (in_force->until <= in_force->from)
		return;
	b.in_force = in_force;
	for (size_t i = 0; i < scheme->nconditions; i++)
		judge_condition(c, &b, &scheme->conditions[i]);
}

static void judge_schemes(struct subject_case *c, const struct scheme *scheme)
{
	struct str where = scheme->jurisdiction;

	if (scheme->by_order) {
		for (size_t i = 0; i < c->in->norders; i++)
			if (where.n == 0 || str_eq(where, c->in->orders[i]->jurisdiction))
				judge_scheme(c, scheme, c->in->orders[i]);
		return;
	}
	if (where.n == 0 || (c->in->person && str_eq(where, c->in->person->jurisdiction)))
		judge_scheme(c, scheme, NULL);
}

/* ---- order of telling ---- */

static void sort_findings(struct findings *out, struct subject_case *c)
{
	const struct finding **refs = arena_array(c->arena, c->findings.n, sizeof *refs);
	struct finding *sorted = arena_array(c->arena, c->findings.n, sizeof *sorted);
	size_t n = c->findings.n;

	/* A merge sort over references: the comparison needs the plan. */
	const struct finding **from = refs, **to = arena_array(c->arena, n, sizeof *to);
	for (size_t i = 0; i < n; i++)
		refs[i] = &c->findings.at[i];
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t low = 0; low < n; low += 2 * width) {
			size_t mid = low + width < n ? low + width : n, high = low + 2 * width < n ? low + 2 * width : n;
			for (size_t i = low, j = mid, k = low; k < high; k++)
				to[k] = i < mid && (j >= high || finding_cmp(from[i], from[j], c->plan) <= 0) ? from[i++] : from[j++];
		}
		const struct finding **swap = from;
		from = to;
		to = swap;
	}
	for (size_t i = 0; i < n; i++)
		sorted[i] = *from[i];
	*out = (struct findings){sorted, n, c->nconditions};
}

void judge_subject(struct findings *out, const struct judge_input *in, struct arena *a)
{
	struct subject_case c;

	subject_case_open(&c, in, a);
	for (size_t i = 0; i < in->norders; i++)
		judge_order(&c, in->orders[i]);
	for (size_t i = 0; i < in->nschemes; i++)
		judge_schemes(&c, in->schemes[i]);
	sort_findings(out, &c);
}
