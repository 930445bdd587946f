#include "lang/check.h"

#include "lang/func.h"

static bool join(struct checker *c, struct expr *e, const struct expr *part, bool first)
{
	struct type joined;

	if (first) {
		e->type = part->type;
		return true;
	}
	if (!type_join(&joined, &e->type, &part->type, c->arena)) {
		diag_error(c->diag, expr_place(part), "%.*s is %.*s, and what stands before it is %.*s",
		           STR_ARG(expr_text_short(part)), STR_ARG(type_phrase(&part->type, c->arena)),
		           STR_ARG(type_phrase(&e->type, c->arena)));
		diag_help(c->diag, "all that %.*s chooses from is of one type", STR_ARG(e->text));
		return false;
	}
	e->type = joined;
	return true;
}

/* Those that are of a type of their own (`own`), or those that take another's. */
static bool check_some(struct checker *c, struct expr *e, size_t first, bool own, const struct type *want,
                       enum bound bound, size_t *njoined)
{
	for (size_t i = first; i < e->nparts; i++) {
		struct expr *part = e->parts[i];
		if (part->checked || check_adaptable(c, part) == own)
			continue;
		if (!check_node(c, part, want, bound) || !join(c, e, part, *njoined == 0))
			return false;
		e->exact = e->exact || part->exact;
		++*njoined;
	}
	return true;
}

bool check_choice(struct checker *c, struct expr *e, size_t first, const struct type *want, enum bound bound)
{
	size_t njoined = 0;
	struct type type;

	if (!check_some(c, e, first, true, want, bound, &njoined))
		return false;
	type = e->type;
	if (type.kind == TYPE_DAY)
		type.kind = TYPE_TIME;
	return check_some(c, e, first, false, njoined > 0 ? &type : want, bound, &njoined);
}

static bool find_state(struct checker *c, size_t *out, const struct expr *e)
{
	for (size_t i = 0; i < c->top->nstates; i++) {
		if (str_eq(c->top->states[i], e->text)) {
			*out = i;
			return true;
		}
	}
	diag_error(c->diag, expr_place(e), "there is no state \"%.*s\"", STR_ARG(str_cut(e->text, 0, 60)));
	diag_suggest(c->diag, e->text, c->top->states, c->top->nstates);
	return false;
}

static bool named(const struct expr *e)
{
	return e->kind == NODE_NAME || e->kind == NODE_WORD || e->kind == NODE_TEXT;
}

static bool tell_states(struct checker *c, const struct expr *call, const struct expr *e)
{
	diag_error(c->diag, expr_place(e), "%.*s takes the name of a state here, or a list of them", STR_ARG(call->text));
	diag_help(c->diag, "as in %.*s([in-custody, abroad], t)", STR_ARG(call->text));
	return false;
}

bool check_states(struct checker *c, struct expr *e, struct expr *states)
{
	static const struct type word = {.kind = TYPE_WORD};
	size_t n = states->kind == NODE_LIST ? states->nparts : 1;
	size_t *at = arena_array(c->arena, n, sizeof *at);
	struct value *names = arena_array(c->arena, n, sizeof *names);
	bool ok = true;

	if (states->checked)
		return true;
	if (n == 0)
		return tell_states(c, e, states);
	for (size_t i = 0; i < n; i++) {
		struct expr *part = states->kind == NODE_LIST ? states->parts[i] : states;
		if (!named(part))
			return tell_states(c, e, part);
		ok = find_state(c, &at[i], part) && ok;
		names[i] = value_text(part->text);
	}
	e->as.call.states = at;
	e->as.call.nstates = n;
	states->kind = NODE_LITERAL;
	states->nparts = 0;
	states->checked = true;
	states->type = (struct type){.kind = TYPE_LIST, .element = &word};
	states->as.literal = (struct value){.kind = VALUE_LIST, .as.list = {names, n}};
	return ok;
}
