#include "lang/ast.h"
#include "lang/check.h"
#include "lang/func.h"

struct place expr_place(const struct expr *e)
{
	return passage_place(&e->unit->passage, e->from);
}

struct str expr_text(const struct expr *e)
{
	return str_cut(e->unit->passage.text, e->from, e->n);
}

struct str expr_text_short(const struct expr *e)
{
	struct str s = expr_text(e);

	return s.n <= 60 ? s : STR("this");
}

const struct type *expr_type(const struct expr *e)
{
	return &e->type;
}

uint64_t expr_events(const struct expr *e)
{
	return e->uses.events;
}

uint64_t expr_values(const struct expr *e)
{
	return e->uses.values;
}

uint64_t expr_states(const struct expr *e)
{
	return e->uses.states;
}

bool expr_uses_root(const struct expr *e, enum root root)
{
	return (e->uses.roots >> root & 1) != 0;
}

bool expr_uses_trigger(const struct expr *e)
{
	return e->uses.trigger;
}

bool expr_uses_now(const struct expr *e)
{
	return e->uses.now;
}

void expr_visit_fields(const struct expr *e, void (*visit)(void *context, size_t slot, struct str field), void *context)
{
	if (e->kind == NODE_FIELD)
		visit(context, e->as.field.slot, e->as.field.name);
	for (size_t i = 0; i < e->nparts; i++)
		expr_visit_fields(e->parts[i], visit, context);
}

const struct expr *expr_period_from(const struct expr *e)
{
	if (e->kind == NODE_CALL && str_eq_cstr(e->as.call.function->name, "period"))
		return e->parts[1];
	for (size_t i = 0; i < e->nparts; i++) {
		const struct expr *from = expr_period_from(e->parts[i]);
		if (from)
			return from;
	}
	return NULL;
}

size_t expr_conjuncts(const struct expr **out, size_t max, const struct expr *e)
{
	size_t n = 0;

	if (max == 0)
		return 0;
	if (e->kind != NODE_AND) {
		out[0] = e;
		return 1;
	}
	while (n < max && n < e->nparts) {
		out[n] = e->parts[n];
		n++;
	}
	if (n < e->nparts)
		out[n - 1] = n > 1 ? &e->rests[n - 2] : e;
	return n;
}

bool expr_equality(const struct expr **left, const struct expr **right, const struct expr *e)
{
	if (e->kind != NODE_COMPARE || e->op != OP_EQ)
		return false;
	*left = e->parts[0];
	*right = e->parts[1];
	return true;
}

static bool check_here(const struct expr *e, const struct value *params, struct diag *d)
{
	const struct expr *a, *range;

	if (e->kind == NODE_COMPARE)
		return check_exact(e->parts[0], e->parts[1], e->op, params, d);
	if (e->kind != NODE_IN)
		return true;
	a = e->parts[0];
	range = e->parts[1];
	if (range->kind != NODE_RANGE)
		return check_exact(a, range, OP_EQ, params, d);
	return check_exact(a, range->parts[0], OP_GE, params, d) && check_exact(a, range->parts[1], OP_LE, params, d);
}

bool expr_check_params(const struct expr *e, const struct value *params, struct diag *d)
{
	bool ok = check_here(e, params, d);

	for (size_t i = 0; i < e->nparts; i++)
		ok = expr_check_params(e->parts[i], params, d) && ok;
	return ok;
}
