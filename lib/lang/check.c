#include "lang/check.h"

const struct type check_text_type = {.kind = TYPE_TEXT};
const struct type check_bool_type = {.kind = TYPE_BOOL};
const struct type check_time_type = {.kind = TYPE_TIME};

static bool tell_range(struct checker *c, const struct expr *e)
{
	diag_error(c->diag, expr_place(e), "a range a..b stands only after \"in\"");
	return false;
}

static bool check_joined(struct checker *c, struct expr *e)
{
	bool ok = true;

	for (size_t i = 0; i < e->nparts; i++)
		ok = check_condition(c, e->parts[i]) && ok;
	e->type = check_bool_type;
	return ok;
}

static bool check_missing(struct checker *c, struct expr *e)
{
	e->type = check_bool_type;
	return check_node(c, e->parts[0], NULL, BOUND_NONE);
}

static bool check_kind(struct checker *c, struct expr *e, const struct type *want, enum bound bound)
{
	switch (e->kind) {
	case NODE_NAME:
		return check_name(c, e, bound);
	case NODE_PARAM:
		return check_param(c, e);
	case NODE_WORD:
	case NODE_TEXT:
		return check_text(c, e, want);
	case NODE_LIST:
		return check_list(c, e, want);
	case NODE_RANGE:
		return tell_range(c, e);
	case NODE_AND:
	case NODE_OR:
	case NODE_NOT:
		return check_joined(c, e);
	case NODE_COMPARE:
		return check_compare(c, e);
	case NODE_IN:
		return check_in(c, e);
	case NODE_MATCHES:
	case NODE_CONTAINS:
		return check_match(c, e);
	case NODE_MISSING:
		return check_missing(c, e);
	case NODE_ARITH:
		return check_arith(c, e);
	case NODE_NEGATE:
		return check_negate(c, e);
	case NODE_EXCEPT:
		return check_except(c, e);
	case NODE_CALL:
		return check_call(c, e, want, bound);
	case NODE_LITERAL: case NODE_FIELD: case NODE_VALUE: case NODE_KEY: case NODE_NOW: case NODE_TRIGGER:
	case NODE_EVER:
		break;
	}
	return true;
}

bool check_node(struct checker *c, struct expr *e, const struct type *want, enum bound bound)
{
	if (!e->checked)
		e->checked = check_kind(c, e, want, bound);
	return e->checked;
}

bool check_condition(struct checker *c, struct expr *e)
{
	if (!check_node(c, e, &check_bool_type, BOUND_NONE))
		return false;
	if (e->type.kind == TYPE_BOOL)
		return true;
	diag_error(c->diag, expr_place(e), "%.*s is %.*s, and a condition is wanted here", STR_ARG(expr_text_short(e)),
	           STR_ARG(type_phrase(&e->type, c->arena)));
	return false;
}

static bool country_set(const struct expr *e)
{
	return e->type.kind == TYPE_COUNTRIES || e->type.kind == TYPE_COUNTRY;
}

static bool tell_except(struct checker *c, const struct expr *part)
{
	diag_error(c->diag, expr_place(part), "%.*s is %.*s, and \"except\" stands between sets of countries",
	           STR_ARG(expr_text_short(part)), STR_ARG(type_phrase(&part->type, c->arena)));
	diag_help(c->diag, "as in all-abroad except [FR]");
	return false;
}

bool check_except(struct checker *c, struct expr *e)
{
	static const struct type want = {.kind = TYPE_COUNTRIES};
	struct expr *a = e->parts[0], *b = e->parts[1];
	bool left = check_node(c, a, &want, BOUND_NONE);

	if (!check_node(c, b, &want, BOUND_NONE) || !left)
		return false;
	if (a->type.kind != TYPE_COUNTRIES)
		return tell_except(c, a);
	if (!country_set(b))
		return tell_except(c, b);
	e->type = want;
	return true;
}

static void add_uses(struct expr_uses *to, const struct expr_uses *from)
{
	to->events |= from->events;
	to->values |= from->values;
	to->states |= from->states;
	to->roots |= from->roots;
	to->trigger |= from->trigger;
	to->now |= from->now;
}

static void add_own_uses(struct expr_uses *u, const struct expr *e)
{
	if (e->kind == NODE_FIELD)
		u->events |= UINT64_C(1) << e->as.field.slot;
	if (e->kind == NODE_VALUE)
		u->values |= UINT64_C(1) << e->as.slot;
	if (e->kind == NODE_KEY) {
		u->roots |= (uint8_t)(1u << e->as.key.root);
		u->trigger |= e->type.kind == TYPE_LIST && !e->as.key.at_now;
		u->now |= e->type.kind == TYPE_LIST && e->as.key.at_now;
	}
	u->trigger |= e->kind == NODE_TRIGGER;
	u->now |= e->kind == NODE_NOW;
	for (size_t i = 0; e->kind == NODE_CALL && i < e->as.call.nstates; i++) {
		if (e->as.call.states[i] < 64)
			u->states |= UINT64_C(1) << e->as.call.states[i];
	}
}

/* What each part reaches, from the leaves up. */
static void finish(struct expr *e)
{
	add_own_uses(&e->uses, e);
	for (size_t i = 0; i < e->nparts; i++) {
		finish(e->parts[i]);
		add_uses(&e->uses, &e->parts[i]->uses);
	}
	if (!e->rests)
		return;
	for (size_t i = e->nparts - 2; i-- > 0;) {
		struct expr *rest = &e->rests[i];
		rest->type = check_bool_type;
		rest->uses = e->parts[i + 1]->uses;
		add_uses(&rest->uses, i + 3 < e->nparts ? &e->rests[i + 1].uses : &e->parts[i + 2]->uses);
	}
}

static bool check_wanted(struct checker *c, const struct expr *e, const struct type *want)
{
	if (!want || type_fits(want, &e->type))
		return true;
	diag_error(c->diag, expr_place(e), "%.*s is %.*s, and %.*s is wanted here", STR_ARG(expr_text_short(e)),
	           STR_ARG(type_phrase(&e->type, c->arena)), STR_ARG(type_phrase(want, c->arena)));
	if (want->kind == TYPE_DAY && e->type.kind == TYPE_TIME)
		diag_help(c->diag, "write day(%.*s)", STR_ARG(expr_text_short(e)));
	return false;
}

const struct expr *expr_compile(const struct passage *text, const struct scope *scope, const struct type *want,
                                enum bound bound, struct diag *d)
{
	struct checker c = {.scope = scope, .top = scope, .diag = d};
	struct type read;
	struct expr *e;

	while (c.top->outer)
		c.top = c.top->outer;
	c.arena = c.top->arena;
	e = parse_expression(text, c.top->values.zone, c.arena, d);
	if (!e)
		return NULL;
	if (want) {
		read = type_read(*want, c.arena);
		want = &read;
	}
	if (!check_node(&c, e, want, bound) || !check_wanted(&c, e, want))
		return NULL;
	finish(e);
	return e;
}

const struct expr *expr_compile_bool(const struct passage *text, const struct scope *scope, struct diag *d)
{
	return expr_compile(text, scope, &check_bool_type, BOUND_NONE, d);
}
