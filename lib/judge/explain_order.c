/* Orders and schemes in plain English. */
#include "judge/explain_kit.h"

static void condition_words(struct explain_condition *out, const struct plan *plan, const struct condition *c,
                            struct explain_lines in_force, struct arena *a)
{
	struct explain_rule *rules = arena_array(a, c->nrules, sizeof *rules);

	for (size_t i = 0; i < c->nrules; i++)
		explain_rule(&rules[i], plan, c->rules[i].rule, c->rules[i].params, a);
	*out = (struct explain_condition){.condition = c, .in_force = in_force, .unmonitored = c->unmonitored, .rules = rules,
	                                  .nrules = c->nrules};
}

static void add_fact(struct line_list *l, struct buf *b, const char *before, struct moment m, const struct zone *z)
{
	buf_add(b, str_of(before));
	if (m.whole)
		day_words(b, m.day, false, true);
	else
		moment_say(b, m, z);
	line_add(l, b);
}

static void add_suspensions(struct line_list *l, struct buf *b, const struct order *o, const struct zone *z)
{
	for (size_t i = 0; i < o->nsuspended; i++) {
		const struct suspension *s = &o->suspended[i];
		buf_add(b, STR("suspended "));
		interval_words(b, &(struct interval){.from = s->from, .until = s->until}, z);
		if (s->why.n > 0)
			buf_printf(b, ": %.*s", STR_ARG(s->why));
		line_add(l, b);
	}
}

static struct explain_lines order_facts(const struct plan *plan, const struct order *o, struct arena *a)
{
	struct line_list l = {.arena = a};
	struct buf b = {0};
	const struct zone *z = &plan->zone;

	if (o->type.n > 0)
		buf_printf(&b, "%.*s, %.*s", STR_ARG(o->type), STR_ARG(o->jurisdiction));
	line_add(&l, &b);
	if (o->terms && o->terms->court.n > 0)
		buf_printf(&b, "made by %.*s", STR_ARG(o->terms->court));
	line_add(&l, &b);
	if (o->terms && o->terms->has_made)
		add_fact(&l, &b, "made on ", o->terms->made, z);
	buf_add(&b, STR("in force "));
	interval_words(&b, &(struct interval){.from = o->from, .until = o->until}, z);
	line_add(&l, &b);
	if (o->has_served)
		add_fact(&l, &b, "served on ", o->served, z);
	if (o->terms && o->terms->has_discharged)
		add_fact(&l, &b, "discharged, first day out ", o->terms->discharged, z);
	add_suspensions(&l, &b, o, z);
	buf_free(&b);
	return lines_of(&l);
}

void explain_order(struct explain_order *out, const struct plan *plan, const struct order *order, struct arena *a)
{
	struct explain_condition *list = arena_array(a, order->nconditions, sizeof *list);

	for (size_t i = 0; i < order->nconditions; i++) {
		const struct condition *c = &order->conditions[i];
		condition_words(&list[i], plan, c, intervals_words(c->in_force, c->nin_force, &plan->zone, a), a);
	}
	*out = (struct explain_order){.order = order, .facts = order_facts(plan, order, a), .conditions = list,
	                              .nconditions = order->nconditions};
}

static struct explain_lines scheme_facts(const struct plan *plan, const struct scheme *s, struct arena *a)
{
	struct phrase_words w = {.zone = &plan->zone, .atlas = plan->atlas};
	struct line_list l = {.arena = a};
	struct buf b = {0};

	if (s->jurisdiction.n > 0)
		buf_printf(&b, "binds only in %.*s", STR_ARG(s->jurisdiction));
	line_add(&l, &b);
	if (s->applies_to) {
		buf_add(&b, s->by_order ? STR("binds each order for which ") : STR("binds each subject for whom "));
		expr_phrase(&b, s->applies_to, &w);
	}
	line_add(&l, &b);
	if (s->from) {
		buf_add(&b, STR("from "));
		expr_phrase(&b, s->from, &w);
	}
	line_add(&l, &b);
	if (s->until) {
		buf_add(&b, STR("until "));
		expr_phrase(&b, s->until, &w);
		buf_add(&b, STR(", the first day out"));
	}
	line_add(&l, &b);
	if (!s->bound)
		buf_add(&b, STR("not bound here: --scheme or the settings would bind it"));
	line_add(&l, &b);
	buf_free(&b);
	return lines_of(&l);
}

void explain_scheme(struct explain_order *out, const struct plan *plan, const struct scheme *scheme, struct arena *a)
{
	struct explain_condition *list = arena_array(a, scheme->nconditions, sizeof *list);

	for (size_t i = 0; i < scheme->nconditions; i++)
		condition_words(&list[i], plan, &scheme->conditions[i], (struct explain_lines){0}, a);
	*out = (struct explain_order){.scheme = scheme, .facts = scheme_facts(plan, scheme, a), .conditions = list,
	                              .nconditions = scheme->nconditions};
}
