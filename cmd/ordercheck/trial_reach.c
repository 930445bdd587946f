#include "trial_reach.h"

struct rule_reach {
	const struct rule *rule;
	bool fired, carried, passed, stopped; /* passed, stopped: `where` was true, was false */
	uint64_t types;       /* bit i: trigger.filters[i] fired it */
	unsigned char *parts; /* a bit for each enum part_state; in the order of the answers */
	size_t nparts;
};

/* ---- rules ---- */

static struct str address(const struct rule *const *rule)
{
	return (struct str){(const char *)rule, sizeof *rule};
}

static void add_rule(struct reach *out, const struct rule *r)
{
	struct rule_reach *x;

	if (r->unmonitored.n > 0 || map_has(&out->by_rule, address(&r)))
		return;
	x = ARENA_NEW(out->arena, struct rule_reach);
	x->rule = r;
	x->nparts = r->nprovided + r->nunless + r->nexpect + r->nreview_if;
	x->parts = arena_array(out->arena, x->nparts, sizeof *x->parts);
	map_put(&out->by_rule, address(&x->rule), x);
	*VEC_PUSH(out->arena, &out->rules) = x;
}

static void add_inline(struct reach *out, const struct condition *conditions, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < conditions[i].nrules; k++)
			if (conditions[i].rules[k].rule->name.n == 0)
				add_rule(out, conditions[i].rules[k].rule);
}

void reach_open(struct reach *out, const struct plan *plan, bool shipped, struct arena *a)
{
	*out = (struct reach){.arena = a};
	map_init(&out->by_rule, a);
	for (size_t i = 0; i < plan->nrules; i++)
		if (plan->rules[i]->shipped == shipped)
			add_rule(out, plan->rules[i]);
	for (size_t i = 0; i < plan->norders && !shipped; i++)
		add_inline(out, plan->orders[i].conditions, plan->orders[i].nconditions);
	for (size_t i = 0; i < plan->nschemes; i++)
		if (plan->schemes[i].shipped == shipped)
			add_inline(out, plan->schemes[i].conditions, plan->schemes[i].nconditions);
	for (size_t i = 0; i < plan->ntests; i++) {
		const struct test *t = &plan->tests[i];
		if (t->shipped == shipped && t->order)
			add_inline(out, t->order->conditions, t->order->nconditions);
		else if (t->shipped == shipped)
			add_inline(out, t->scheme->conditions, t->scheme->nconditions);
	}
}

/* ---- noting ---- */

static size_t answer_of(const struct rule *r, const struct part_seen *p)
{
	const size_t before[] = {0, r->nprovided, r->nprovided + r->nunless, r->nprovided + r->nunless + r->nexpect};

	return before[p->place] + p->index;
}

void reach_note(void *reach, const struct trigger_seen *t)
{
	struct reach *all = reach;
	struct rule_reach *x = map_find(&all->by_rule, address(&t->rule));

	if (!x)
		return;
	x->fired = true;
	x->carried |= t->carried;
	x->passed |= t->guard == TRUTH_TRUE;
	x->stopped |= t->guard == TRUTH_FALSE;
	for (size_t i = 0; t->event && i < t->rule->trigger.nfilters && i < 64; i++)
		if (t->rule->trigger.filters[i].type == t->event->type)
			x->types |= UINT64_C(1) << i;
	for (size_t i = 0; i < t->nparts; i++)
		if (!t->parts[i].lapsed)
			x->parts[answer_of(x->rule, &t->parts[i])] |= (unsigned char)(1u << t->parts[i].state);
}

/* ---- telling ---- */

static const char *const kind_words[] = {"event", "at", "every", "count", "sum", "silence", "while"};
enum { NKINDS = sizeof kind_words / sizeof *kind_words };

struct gap_list {
	const struct reach *reach;
	const struct rule_reach *rule;
	bool told; /* of a rule that no test fires: once is enough */
	VEC(struct told_gap) gaps;
	size_t nways, nreached;
};

/* One way through an entry of the rule. */
static void way(struct gap_list *g, bool reached, struct place p, struct str entry, const char *never)
{
	g->nways++;
	g->nreached += reached;
	if (reached || g->told)
		return;
	g->told = !g->rule->fired;
	*VEC_PUSH(g->reach->arena, &g->gaps) = (struct told_gap){
		.rule = g->rule->rule->name, .entry = entry, .never = str_of(never), .file = p.source ? p.source->file : STR(""), .line = p.line};
}

static void tell_trigger(struct gap_list *g)
{
	const struct rule_reach *x = g->rule;
	const struct rule *r = x->rule;
	struct arena *a = g->reach->arena;
	struct place at = passage_place(&r->place, 0);

	way(g, x->fired, at, str_printf(a, "when: %s", kind_words[r->trigger.kind]), "fired");
	for (size_t i = 0; r->trigger.nfilters > 1 && i < r->trigger.nfilters && i < 64; i++)
		way(g, x->types >> i & 1, at,
		    str_printf(a, "when: %s %.*s", kind_words[r->trigger.kind], STR_ARG(r->trigger.filters[i].type->name)), "fired");
	if (r->trigger.carried)
		way(g, x->carried, at, STR("when: carried"), "fired");
}

/* Does it say the same whatever happens? */
static bool is_constant(const struct expr *e)
{
	struct str text = expr_text(e);

	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '$')
			return false;
	return expr_events(e) == 0 && expr_values(e) == 0 && expr_states(e) == 0 && !expr_uses_trigger(e) && !expr_uses_now(e) &&
	       !expr_uses_root(e, ROOT_ORDER) && !expr_uses_root(e, ROOT_CONDITION) && !expr_uses_root(e, ROOT_SUBJECT);
}

static void tell_where(struct gap_list *g)
{
	const struct rule *r = g->rule->rule;

	if (!r->where || is_constant(r->where))
		return;
	way(g, g->rule->passed, expr_place(r->where), STR("where"), "true");
	way(g, g->rule->stopped, expr_place(r->where), STR("where"), "false");
}

static struct str entry_name(struct gap_list *g, enum explain_place place, const struct pattern *p)
{
	struct str what = p->test ? expr_text(p->test) : p->name;

	return str_printf(g->reach->arena, "%s%s %.*s", explain_place_names[place], p->test ? ":" : "", STR_ARG(what));
}

static bool never_ends(const struct pattern *p)
{
	return p->by && str_eq_cstr(str_trim(expr_text(p->by)), "ever");
}

static void tell_entries(struct gap_list *g, enum explain_place place, const struct pattern *const *list, size_t n,
                         const unsigned char *seen)
{
	bool owed = place == EXPLAIN_EXPECT;

	for (size_t i = 0; i < n; i++) {
		const struct pattern *p = list[i];
		struct str name = entry_name(g, place, p);
		struct place at = p->test ? expr_place(p->test) : passage_place(&p->text, 0);
		if (p->test && is_constant(p->test))
			continue;
		way(g, seen[i] >> PART_MET & 1, at, name, "met");
		if (!(owed && never_ends(p)))
			way(g, seen[i] >> PART_FAILED & 1, at, name, owed ? "missed" : "unmet");
		if (owed && !p->test)
			way(g, seen[i] >> PART_OPEN & 1, at, name, "open");
	}
}

static void tell_rule(struct gap_list *g)
{
	const struct rule *r = g->rule->rule;
	const unsigned char *seen = g->rule->parts;

	g->told = false;
	tell_trigger(g);
	tell_where(g);
	tell_entries(g, EXPLAIN_PROVIDED, r->provided, r->nprovided, seen);
	tell_entries(g, EXPLAIN_UNLESS, r->unless, r->nunless, seen + r->nprovided);
	tell_entries(g, EXPLAIN_EXPECT, r->expect, r->nexpect, seen + r->nprovided + r->nunless);
	tell_entries(g, EXPLAIN_REVIEW_IF, r->review_if, r->nreview_if, seen + r->nprovided + r->nunless + r->nexpect);
}

static void tell_kinds(struct told_trials *out, const struct reach *reach)
{
	bool there[NKINDS] = {false}, fired[NKINDS] = {false};
	struct str *kinds = arena_array(reach->arena, NKINDS, sizeof *kinds);

	for (size_t i = 0; i < reach->rules.n; i++) {
		there[reach->rules.at[i]->rule->trigger.kind] = true;
		fired[reach->rules.at[i]->rule->trigger.kind] |= reach->rules.at[i]->fired;
	}
	out->nkinds = 0;
	for (size_t i = 0; i < NKINDS; i++)
		if (there[i] && !fired[i])
			kinds[out->nkinds++] = str_of(kind_words[i]);
	out->kinds = kinds;
}

void reach_tell(struct told_trials *out, const struct reach *reach)
{
	struct gap_list g = {.reach = reach};

	out->has_gaps = true;
	out->nrules = reach->rules.n;
	out->nreached = 0;
	for (size_t i = 0; i < reach->rules.n; i++) {
		g.rule = reach->rules.at[i];
		out->nreached += g.rule->fired;
		tell_rule(&g);
	}
	out->gaps = g.gaps.at;
	out->ngaps = g.gaps.n;
	out->nways = g.nways;
	out->nways_reached = g.nreached;
	tell_kinds(out, reach);
}
