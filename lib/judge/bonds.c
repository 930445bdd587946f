/* What binds a subject: the conditions of orders and of schemes, and when. */
#include "judge/sitting.h"

struct bond_list {
	struct subject_case *of;
	VEC(struct bond) bonds;
};

static void add_order(struct bond_list *l, const struct order *order)
{
	for (size_t i = 0; i < order->nconditions; i++) {
		const struct condition *c = &order->conditions[i];
		*VEC_PUSH(l->of->arena, &l->bonds) =
			(struct bond){.order = order, .condition = c, .in_force = c->in_force, .nin_force = c->nin_force};
	}
}

/* ---- schemes ---- */

static void scheme_env(struct env *env, const struct subject_case *c, const struct order *order)
{
	const struct plan *plan = c->plan;

	*env = (struct env){.arena = c->arena, .zone = &plan->zone, .atlas = plan->atlas, .places = plan->places,
	                    .nplaces = plan->nplaces, .place_index = plan->place_index, .holidays = plan->holidays, .nholidays = plan->nholidays,
	                    .now = c->in->as_of, .now_span = c->in->horizon ? &c->in->horizon->as_of : NULL,
	                    .trigger = moment_instant(c->in->as_of), .trigger_is_now = true, .states = c->states};
	env->records[ROOT_ORDER] = order ? &order->record : NULL;
	env->records[ROOT_SUBJECT] = c->in->person ? &c->in->person->record : NULL;
}

/* The interval for which a scheme binds: from, until; absent, those of the order, else always. */
static void scheme_interval(struct interval *out, struct bond *b, struct env *env)
{
	struct moment m;

	*out = (struct interval){INSTANT_MIN, INSTANT_MAX, false, false};
	if (b->order) {
		const struct order_terms *t = b->order->terms;
		out->from = b->order->from;
		out->from_bare = t && (t->has_from ? t->from.whole : t->made.whole);
		out->until = b->order->until;
	}
	if (b->scheme->from && expr_moment(&m, b->scheme->from, env, NULL)) {
		out->from = m.first;
		out->from_bare = m.whole;
	} else if (b->scheme->from && b->at_most_review.n == 0) {
		b->at_most_review = STR("it is not known from when the scheme binds");
	}
	if (b->scheme->until && expr_moment(&m, b->scheme->until, env, NULL))
		out->until = m.first;
	else if (b->scheme->until)
		out->until = INSTANT_MAX;
}

/* A scheme's condition with dates of its own: those, cut by the scheme's interval. */
static void cut_to_scheme(struct bond *b, const struct interval *whole, struct arena *a)
{
	const struct condition *c = b->condition;
	struct interval *cut = arena_array(a, c->nin_force, sizeof *cut);

	b->in_force = c->nin_force > 0 ? cut : whole;
	b->nin_force = c->nin_force > 0 ? 0 : 1;
	for (size_t i = 0; i < c->nin_force; i++) {
		struct interval x = c->in_force[i];
		if (whole->from > x.from) {
			x.from = whole->from;
			x.from_bare = whole->from_bare;
		}
		if (whole->until < x.until) {
			x.until = whole->until;
			x.until_clock = whole->until_clock;
		}
		if (x.from < x.until)
			cut[b->nin_force++] = x;
	}
}

static void add_scheme(struct bond_list *l, const struct scheme *scheme, const struct order *order)
{
	struct subject_case *c = l->of;
	struct bond b = {.order = order, .scheme = scheme};
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
	scheme_interval(in_force, &b, env);
	if (in_force->until <= in_force->from)
		return;
	for (size_t i = 0; i < scheme->nconditions; i++) {
		b.condition = &scheme->conditions[i];
		cut_to_scheme(&b, in_force, c->arena);
		*VEC_PUSH(c->arena, &l->bonds) = b;
	}
}

static void add_schemes(struct bond_list *l, const struct scheme *scheme)
{
	const struct judge_input *in = l->of->in;
	struct str where = scheme->jurisdiction;

	if (scheme->by_order) {
		for (size_t i = 0; i < in->norders; i++)
			if (where.n == 0 || str_eq(where, in->orders[i]->jurisdiction))
				add_scheme(l, scheme, in->orders[i]);
		return;
	}
	if (where.n == 0 || (in->person && str_eq(where, in->person->jurisdiction)))
		add_scheme(l, scheme, NULL);
}

void bonds_find(struct bonds *out, struct subject_case *c)
{
	struct bond_list l = {.of = c};

	for (size_t i = 0; i < c->in->norders; i++)
		add_order(&l, c->in->orders[i]);
	for (size_t i = 0; i < c->in->nschemes; i++)
		add_schemes(&l, c->in->schemes[i]);
	*out = (struct bonds){l.bonds.at, l.bonds.n};
}

void judge_bonds(struct bonds *out, const struct judge_input *in, struct arena *a)
{
	struct subject_case c;

	subject_case_open(&c, in, a);
	bonds_find(out, &c);
}

/* ---- commencement ---- */

static struct str jurisdiction_of(const struct bond *b, const struct subject *person)
{
	if (b->order)
		return b->order->jurisdiction;
	if (b->scheme && b->scheme->jurisdiction.n > 0)
		return b->scheme->jurisdiction;
	return person ? person->jurisdiction : STR("england-wales");
}

int64_t bond_commences(const struct bond *b, const struct rule *rule, const struct subject *person)
{
	int64_t at = rule->has_commences ? INSTANT_MAX : INSTANT_MIN;

	for (size_t i = 0; rule->has_commences && i < rule->ncommences; i++)
		if (str_eq(rule->commences[i].jurisdiction, jurisdiction_of(b, person)))
			at = rule->commences[i].never ? INSTANT_MAX : rule->commences[i].from;
	return at;
}
