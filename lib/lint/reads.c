#include "lint/reads.h"

struct slot {
	const struct event_filter *filters;
	size_t n;
};

/* One rule while it is walked through: what its slots are bound to. */
struct walk {
	struct reads *reads;
	struct slot slots[ENV_SLOTS];
};

static void mark(void *context, size_t slot, struct str field)
{
	struct walk *w = context;

	if (slot >= ENV_SLOTS)
		return;
	for (size_t i = 0; i < w->slots[slot].n; i++) {
		const struct event_type *t = w->slots[slot].filters[i].type;
		int at = event_field_find(t, field);
		if (at >= 0)
			w->reads->read[t->index][at] = true;
	}
}

static void see(struct walk *w, const struct expr *e)
{
	if (e)
		expr_visit_fields(e, mark, w);
}

static void see_all(struct walk *w, const struct expr *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		see(w, list[i]);
}

/* ---- first the slots, then the expressions: an inner name reaches the outer ones ---- */

static void bind(struct walk *w, size_t slot, const struct event_filter *filters, size_t n)
{
	if (slot < ENV_SLOTS && n > 0)
		w->slots[slot] = (struct slot){filters, n};
	for (size_t i = 0; i < n; i++)
		w->reads->typed[filters[i].type->index] = true;
}

static void bind_pattern(struct walk *w, const struct pattern *p)
{
	if (p->test)
		return;
	bind(w, p->slot, p->filters, p->nfilters);
	if (p->unbroken_by)
		bind_pattern(w, p->unbroken_by);
	for (size_t i = 0; i < p->nhaving; i++)
		bind_pattern(w, p->having[i]);
}

static void see_filters(struct walk *w, const struct event_filter *filters, size_t n)
{
	for (size_t i = 0; i < n; i++)
		see(w, filters[i].where);
}

static void see_pattern(struct walk *w, const struct pattern *p)
{
	const struct expr *const parts[] = {p->test, p->where, p->from, p->by, p->count};

	see_all(w, parts, sizeof parts / sizeof *parts);
	see_filters(w, p->filters, p->nfilters);
	if (p->unbroken_by)
		see_pattern(w, p->unbroken_by);
	for (size_t i = 0; i < p->nhaving; i++)
		see_pattern(w, p->having[i]);
}

static void for_patterns(struct walk *w, const struct rule *r, void (*visit)(struct walk *w, const struct pattern *p))
{
	const struct pattern *const *const lists[] = {r->provided, r->unless, r->expect, r->review_if};
	const size_t counts[] = {r->nprovided, r->nunless, r->nexpect, r->nreview_if};

	for (size_t i = 0; i < r->ngiven; i++)
		if (r->given[i].pattern)
			visit(w, r->given[i].pattern);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (size_t k = 0; k < counts[i]; k++)
			visit(w, lists[i][k]);
}

static void see_trigger(struct walk *w, const struct trigger *t)
{
	const struct expr *const parts[] = {t->at, t->every, t->from, t->where, t->sum, t->within, t->reaches, t->lasts, t->gap};

	see_all(w, parts, sizeof parts / sizeof *parts);
	see_all(w, t->per, t->nper);
	see_filters(w, t->filters, t->nfilters);
}

static void walk_rule(struct reads *reads, const struct bound_rule *b)
{
	const struct rule *r = b->rule;
	struct walk w = {.reads = reads};

	bind(&w, r->trigger.slot, r->trigger.filters, r->trigger.nfilters);
	for_patterns(&w, r, bind_pattern);
	for (size_t i = 0; i < r->ngiven; i++)
		if (r->given[i].pattern)
			bind(&w, r->given[i].slot, r->given[i].pattern->filters, r->given[i].pattern->nfilters);
		else
			see(&w, r->given[i].value);
	see_trigger(&w, &r->trigger);
	see(&w, r->where);
	see_all(&w, r->once_per, r->nonce_per);
	for_patterns(&w, r, see_pattern);
	if (b->say)
		template_visit_fields(b->say, mark, &w);
}

static void walk_filter(struct reads *reads, const struct event_filter *f, size_t slot, const struct expr *more)
{
	struct walk w = {.reads = reads};

	if (!f->type)
		return;
	bind(&w, slot, f, 1);
	see(&w, f->where);
	see(&w, more);
}

static void walk_state(struct reads *reads, const struct state *s)
{
	walk_filter(reads, &s->opens, s->opens_slot, s->until);
	walk_filter(reads, &s->closes, s->closes_slot, NULL);
}

/* ---- the whole plan ---- */

bool in_force_later(const struct linting *l, const struct condition *c)
{
	return c->nin_force > 0 && c->in_force[c->nin_force - 1].until > l->options->as_of;
}

/* Rules are many times those of one another: each is walked once, but for what the condition says itself. */
static void walk_condition(struct reads *r, struct map *seen, uint64_t *states, const struct condition *c)
{
	for (size_t i = 0; i < c->nrules; i++) {
		const struct bound_rule *b = &c->rules[i];
		*states |= b->rule->states;
		if (b->rule->name.n > 0 && map_has(seen, b->rule->name))
			continue;
		if (b->rule->name.n > 0)
			map_put(seen, b->rule->name, r);
		walk_rule(r, b);
	}
}

static void walk_plan(struct reads *r, const struct linting *l)
{
	const struct plan *p = l->plan;
	uint64_t states = 0;
	struct map seen;

	map_init(&seen, l->arena);
	for (size_t i = 0; i < p->norders; i++)
		for (size_t k = 0; k < p->orders[i].nconditions; k++)
			if (in_force_later(l, &p->orders[i].conditions[k]))
				walk_condition(r, &seen, &states, &p->orders[i].conditions[k]);
	for (size_t i = 0; i < p->nschemes; i++)
		for (size_t k = 0; p->schemes[i].bound && k < p->schemes[i].nconditions; k++)
			walk_condition(r, &seen, &states, &p->schemes[i].conditions[k]);
	for (size_t i = 0; i < p->nstates; i++)
		if (i >= 64 || states >> i & 1)
			walk_state(r, &p->states[i]);
}

static void map_feed(struct reads *r, const struct feed *f)
{
	const struct event_filter own = {f->type, f->where};

	if (!f->type)
		return;
	r->any = r->served[f->type->index] = true;
	for (size_t k = 0; k < f->nfields; k++)
		r->mapped[f->type->index][f->fields[k].field] = true;
	bool before = r->typed[f->type->index];
	walk_filter(r, &own, 0, NULL);
	r->typed[f->type->index] = before;
}

/* A ready mapping of the catalogue counts where a file goes to it. */
static void map_feeds(struct reads *r, const struct linting *l)
{
	const struct plan *p = l->plan;

	for (size_t i = 0; i < p->nfeeds; i++)
		if (!p->feeds[i].shipped)
			map_feed(r, &p->feeds[i]);
	for (size_t i = 0; i < l->options->nfiles; i++) {
		const struct event_type *t = plan_find_type(p, l->options->files[i]);
		const struct feed *f = plan_find_feed(p, l->options->files[i]);
		r->any = true;
		if (f)
			map_feed(r, f);
		else if (t)
			r->own[t->index] = true;
	}
}

void reads_open(struct reads *r, const struct linting *l)
{
	size_t n = l->plan->ntypes;

	*r = (struct reads){.read = arena_array(l->arena, n, sizeof *r->read), .mapped = arena_array(l->arena, n, sizeof *r->mapped),
	                    .typed = arena_array(l->arena, n, sizeof(bool)), .served = arena_array(l->arena, n, sizeof(bool)),
	                    .own = arena_array(l->arena, n, sizeof(bool))};
	for (size_t i = 0; i < n; i++) {
		const struct event_type *t = l->plan->types[i];
		r->read[i] = arena_array(l->arena, t->nfields, sizeof(bool));
		r->mapped[i] = arena_array(l->arena, t->nfields, sizeof(bool));
		r->read[i][FIELD_TIME] = r->read[i][FIELD_RECORDED] = true;
		if (t->until >= 0)
			r->read[i][t->until] = true;
	}
	walk_plan(r, l);
	map_feeds(r, l);
}
