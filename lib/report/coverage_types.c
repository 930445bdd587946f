/* The types of event that the rules of a condition look at. */
#include <stdlib.h>

#include "report/coverage_parts.h"

struct type_list {
	const struct coverage *of;
	unsigned *roles; /* by type index */
};

static void add_filters(struct type_list *l, const struct event_filter *filters, size_t n, unsigned role)
{
	for (size_t i = 0; i < n; i++)
		l->roles[filters[i].type->index] |= role;
}

static void add_state(struct type_list *l, size_t state)
{
	const struct state *s = &l->of->plan->states[state];

	if (s->opens.type)
		l->roles[s->opens.type->index] |= COVERS_STATE;
	if (s->closes.type)
		l->roles[s->closes.type->index] |= COVERS_STATE;
}

static void add_states(struct type_list *l, const size_t *states, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_state(l, states[i]);
}

/* What stands inside a pattern counts as the pattern does. */
static void add_pattern(struct type_list *l, const struct pattern *p, unsigned role)
{
	add_filters(l, p->filters, p->nfilters, role);
	add_states(l, p->pause, p->npause);
	if (p->unbroken_by)
		add_pattern(l, p->unbroken_by, role);
	for (size_t i = 0; i < p->nhaving; i++)
		add_pattern(l, p->having[i], role);
}

static void add_patterns(struct type_list *l, const struct pattern *const *patterns, size_t n, unsigned role)
{
	for (size_t i = 0; i < n; i++)
		add_pattern(l, patterns[i], role);
}

static void add_rule(struct type_list *l, const struct rule *r)
{
	add_filters(l, r->trigger.filters, r->trigger.nfilters, COVERS_TRIGGER);
	add_states(l, r->trigger.pause, r->trigger.npause);
	for (size_t i = 0; i < r->ngiven; i++)
		if (r->given[i].pattern)
			add_pattern(l, r->given[i].pattern, COVERS_GIVEN);
	add_patterns(l, r->provided, r->nprovided, COVERS_PROVIDED);
	add_patterns(l, r->unless, r->nunless, COVERS_UNLESS);
	add_patterns(l, r->expect, r->nexpect, COVERS_EXPECT);
	add_patterns(l, r->review_if, r->nreview_if, COVERS_REVIEW);
	for (size_t i = 0; i < l->of->plan->nstates && i < 64; i++)
		if (r->states >> i & 1)
			add_state(l, i);
}

static void find_feeds(struct coverage_type *t, const struct coverage *c)
{
	size_t *feeds = arena_array(c->arena, c->nfeeds, sizeof *feeds);

	for (size_t i = 0; i < c->nfeeds; i++)
		if (c->feeds[i].type == t->type)
			feeds[t->nfeeds++] = i;
	t->feeds = feeds;
	t->spans = arena_array(c->arena, t->nfeeds, sizeof *t->spans);
}

void coverage_types(struct coverage_row *r, const struct coverage *c)
{
	const struct plan *p = c->plan;
	struct type_list l = {c, mem_alloc((p->ntypes + 1) * sizeof *l.roles)};

	for (size_t i = 0; i < p->ntypes; i++)
		l.roles[i] = 0;
	for (size_t i = 0; i < r->condition->nrules; i++)
		if (r->condition->rules[i].rule->unmonitored.n == 0)
			add_rule(&l, r->condition->rules[i].rule);
	for (size_t i = 0; i < p->ntypes; i++)
		r->ntypes += l.roles[i] != 0;
	r->types = arena_array(c->arena, r->ntypes, sizeof *r->types);
	for (size_t i = 0, n = 0; i < p->ntypes; i++) {
		if (l.roles[i] == 0)
			continue;
		r->types[n] = (struct coverage_type){.type = p->types[i], .roles = l.roles[i]};
		find_feeds(&r->types[n++], c);
	}
	mem_free(l.roles);
}
