#include "book/build.h"

const struct type time_wanted = {.kind = TYPE_TIME};
const struct type number_wanted = {.kind = TYPE_NUMBER};
const struct type duration_wanted = {.kind = TYPE_DURATION};

struct scope *scope_open(struct book *b, bool has_trigger)
{
	struct scope *s = ARENA_NEW(b->arena, struct scope);
	s->states = b->state_names;
	s->nstates = b->nstate_names;
	s->classes = b->class_names;
	s->nclasses = b->nclass_names;
	s->values = book_values(b);
	s->has_trigger = has_trigger;
	s->has_order = true;
	s->arena = b->arena;
	return s;
}

static const struct scope *with_name(struct book *b, const struct scope *outer, const struct scope_name *name)
{
	struct scope *s = ARENA_NEW(b->arena, struct scope);
	s->outer = outer;
	s->names = arena_copy(b->arena, name, sizeof *name);
	s->nnames = 1;
	s->arena = b->arena;
	return s;
}

const struct scope *scope_here(struct book *b, const struct scope *scope)
{
	const struct scope *first = NULL, **at = &first;

	for (; scope; scope = scope->outer) {
		struct scope *s = arena_copy(b->arena, scope, sizeof *scope);
		s->arena = b->arena;
		*at = s;
		at = &s->outer;
	}
	return first;
}

const struct scope *scope_event(struct book *b, const struct scope *outer, struct str name,
                                const struct event_type *const *types, size_t ntypes, size_t slot)
{
	struct scope_name n = {.name = name, .types = types, .ntypes = ntypes, .slot = slot};
	return name.n > 0 ? with_name(b, outer, &n) : outer;
}

const struct scope *scope_value(struct book *b, const struct scope *outer, struct str name, struct type type, size_t slot)
{
	struct scope_name n = {.name = name, .type = type, .slot = slot};
	return with_name(b, outer, &n);
}

bool scope_has(const struct scope *scope, struct str name)
{
	for (; scope; scope = scope->outer)
		for (size_t i = 0; i < scope->nnames; i++)
			if (str_eq(scope->names[i].name, name))
				return true;
	return false;
}

bool scope_has_value(const struct scope *scope, struct str name)
{
	for (; scope; scope = scope->outer)
		for (size_t i = 0; i < scope->nnames; i++)
			if (str_eq(scope->names[i].name, name))
				return scope->names[i].ntypes == 0;
	return false;
}

static size_t take_slot(struct rule_build *r, size_t *n, const struct yaml_node *at)
{
	if (*n < ENV_SLOTS)
		return (*n)++;
	if (!r->told_full)
		diag_error(r->diag, yaml_place(at), "a rule names at most %d events and %d values", ENV_SLOTS, ENV_SLOTS);
	r->told_full = true;
	return ENV_SLOTS - 1;
}

size_t take_event_slot(struct rule_build *r, const struct yaml_node *at)
{
	return take_slot(r, &r->nevents, at);
}

size_t take_value_slot(struct rule_build *r, const struct yaml_node *at)
{
	return take_slot(r, &r->nvalues, at);
}

/* More brackets opened than closed outside quotes, or the other way. */
static bool unbalanced(struct str s)
{
	long depth = 0;
	bool quoted = false;
	for (size_t i = 0; i < s.n && depth >= 0; i++) {
		char c = s.at[i];
		if (c == '"')
			quoted = !quoted;
		else if (!quoted)
			depth += c == '(' ? 1 : c == ')' ? -1 : 0;
	}
	return depth != 0 || quoted;
}

bool cut_by_flow(const struct yaml_node *n, bool in_flow, struct diag *d)
{
	bool text = n->kind == YAML_SCALAR;
	if (text && (!in_flow || n->passage.style != PASSAGE_PLAIN || !unbalanced(n->passage.text)))
		return false;
	if (text)
		diag_error(d, yaml_place(n), "this expression ends too early, at a comma or bracket of YAML");
	else
		diag_error(d, yaml_place(n), "expected an expression, but a %s stands here", n->kind == YAML_LIST ? "list" : "mapping");
	diag_help(d, "inside [ ] and { } an expression with a comma, bracket or brace stands in quotes");
	return true;
}

static const struct expr *keep_expr(struct rule_build *r, const struct expr *e)
{
	if (!e)
		return NULL;
	*VEC_PUSH(r->book->arena, &r->exprs) = e;
	r->rule->states |= expr_states(e);
	return e;
}

const struct expr *build_expr(struct rule_build *r, const struct yaml_node *n, const struct scope *scope,
                              const struct type *want, enum bound bound)
{
	if (!n)
		return NULL;
	if (cut_by_flow(n, false, r->diag))
		return NULL;
	return keep_expr(r, expr_compile(&n->passage, scope, want, bound, r->diag));
}

const struct expr *build_test(struct rule_build *r, const struct yaml_node *n, const struct scope *scope)
{
	if (!n || cut_by_flow(n, false, r->diag))
		return NULL;
	return keep_expr(r, expr_compile_bool(&n->passage, scope, r->diag));
}

size_t build_exprs(const struct expr *const **out, struct rule_build *r, const struct yaml_node *list,
                   const struct scope *scope)
{
	size_t n = yaml_count(list), kept = 0;
	const struct expr **exprs = arena_array(r->book->arena, n, sizeof *exprs);
	bool flow = list && list->kind == YAML_LIST && list->flow;

	for (size_t i = 0; i < n; i++) {
		const struct yaml_node *at = yaml_at(list, i);
		if (cut_by_flow(at, flow, r->diag))
			break;
		exprs[kept] = build_expr(r, at, scope, NULL, BOUND_NONE);
		kept += exprs[kept] != NULL;
	}
	*out = exprs;
	return kept;
}

size_t build_states(const size_t **out, struct rule_build *r, const struct yaml_node *list)
{
	size_t n = yaml_count(list), kept = 0;
	size_t *states = arena_array(r->book->arena, n, sizeof *states);

	for (size_t i = 0; i < n; i++) {
		size_t state = find_state(r->book, yaml_at(list, i), r->diag);
		if (state == SIZE_MAX)
			continue;
		states[kept++] = state;
		if (state < 64)
			r->rule->states |= UINT64_C(1) << state;
	}
	*out = states;
	return kept;
}
