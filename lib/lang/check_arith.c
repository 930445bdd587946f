#include "lang/check.h"

static const char *op_text(enum node_op op)
{
	switch (op) {
	case OP_ADD: return "+";
	case OP_SUB: return "-";
	case OP_MUL: return "*";
	case OP_DIV: return "/";
	case OP_EQ: case OP_NE: case OP_LT: case OP_LE: case OP_GT: case OP_GE: break;
	}
	return "";
}

static bool is(const struct expr *e, enum type_kind kind)
{
	return e->type.kind == kind;
}

/* A day moved by a length that is written out and civil stays a day. */
static enum type_kind moved(const struct expr *time, const struct expr *length)
{
	if (is(time, TYPE_DAY) && length->kind == NODE_LITERAL && duration_is_civil(length->as.literal.as.duration))
		return TYPE_DAY;
	return TYPE_TIME;
}

static bool sum_type(struct expr *e, const struct expr *a, const struct expr *b)
{
	bool lengths = is(a, TYPE_DURATION) && is(b, TYPE_DURATION);

	if ((is(a, TYPE_NUMBER) && is(b, TYPE_NUMBER)) || lengths) {
		e->type.kind = a->type.kind;
		e->exact = lengths && (a->exact || b->exact);
		return true;
	}
	if (type_timelike(&a->type) && is(b, TYPE_DURATION))
		e->type.kind = moved(a, b);
	else if (e->op == OP_ADD && is(a, TYPE_DURATION) && type_timelike(&b->type))
		e->type.kind = moved(b, a);
	else if (e->op == OP_SUB && type_timelike(&a->type) && type_timelike(&b->type)) {
		e->type.kind = TYPE_DURATION;
		e->exact = true;
	} else {
		return false;
	}
	return true;
}

static bool product_type(struct expr *e, const struct expr *a, const struct expr *b)
{
	bool length = is(a, TYPE_DURATION) || is(b, TYPE_DURATION);

	if (is(a, TYPE_NUMBER) && is(b, TYPE_NUMBER)) {
		e->type.kind = TYPE_NUMBER;
		return true;
	}
	if (e->op == OP_DIV || !length || (!is(a, TYPE_NUMBER) && !is(b, TYPE_NUMBER)))
		return false;
	e->type.kind = TYPE_DURATION;
	e->exact = a->exact || b->exact;
	return true;
}

static const struct type *asked_beside(const struct expr *e, const struct expr *known)
{
	static const struct type number = {.kind = TYPE_NUMBER}, length = {.kind = TYPE_DURATION};

	if (is(known, TYPE_NUMBER))
		return &number;
	if (is(known, TYPE_DURATION) && known == e->parts[1])
		return &check_time_type;
	return &length;
}

static bool check_operands(struct checker *c, struct expr *e)
{
	struct expr *a = e->parts[0], *b = e->parts[1];

	if (check_adaptable(c, a) && !check_adaptable(c, b))
		return check_node(c, b, NULL, BOUND_NONE) && check_node(c, a, asked_beside(e, b), BOUND_NONE);
	return check_node(c, a, NULL, BOUND_NONE) && check_node(c, b, asked_beside(e, a), BOUND_NONE);
}

bool check_arith(struct checker *c, struct expr *e)
{
	const struct expr *a = e->parts[0], *b = e->parts[1];
	bool ok;

	if (!check_operands(c, e))
		return false;
	ok = e->op == OP_ADD || e->op == OP_SUB ? sum_type(e, a, b) : product_type(e, a, b);
	if (!ok)
		diag_error(c->diag, expr_place(e), "%.*s is %.*s and %.*s is %.*s: \"%s\" does not take them",
		           STR_ARG(expr_text_short(a)), STR_ARG(type_phrase(&a->type, c->arena)),
		           STR_ARG(expr_text_short(b)), STR_ARG(type_phrase(&b->type, c->arena)), op_text(e->op));
	return ok;
}

static struct value negative(struct value v)
{
	if (v.kind == VALUE_NUMBER) {
		v.as.number = -v.as.number;
	} else {
		v.as.duration.months = -v.as.duration.months;
		v.as.duration.days = -v.as.duration.days;
		v.as.duration.ms = -v.as.duration.ms;
	}
	return v;
}

bool check_negate(struct checker *c, struct expr *e)
{
	struct expr *part = e->parts[0];

	if (!check_node(c, part, NULL, BOUND_NONE))
		return false;
	if (!is(part, TYPE_NUMBER) && !is(part, TYPE_DURATION)) {
		diag_error(c->diag, expr_place(e), "%.*s is %.*s: \"-\" does not take it", STR_ARG(expr_text_short(part)),
		           STR_ARG(type_phrase(&part->type, c->arena)));
		return false;
	}
	e->type = part->type;
	e->exact = part->exact;
	if (part->kind == NODE_LITERAL) {
		e->kind = NODE_LITERAL;
		e->as.literal = negative(part->as.literal);
		e->nparts = 0;
	}
	return true;
}

/* The first part of a length of time that is civil: a literal, or a parameter. */
static const struct expr *civil_part(const struct expr *e, const struct value *params)
{
	const struct value *v = NULL;

	if (e->type.kind == TYPE_LIST && e->kind == NODE_LITERAL) {
		for (size_t i = 0; i < e->as.literal.as.list.n; i++) {
			if (!params && !duration_is_exact(e->as.literal.as.list.at[i].as.duration))
				return e;
		}
	}
	if (e->type.kind != TYPE_DURATION)
		return NULL;
	if (e->kind == NODE_LITERAL && !params)
		v = &e->as.literal;
	else if (e->kind == NODE_PARAM && params)
		v = &params[e->as.slot];
	if (v && v->kind == VALUE_DURATION && !duration_is_exact(v->as.duration))
		return e;
	for (size_t i = 0; i < e->nparts; i++) {
		const struct expr *part = civil_part(e->parts[i], params);
		if (part)
			return part;
	}
	return NULL;
}

static const char *turned(enum node_op op, bool swapped)
{
	switch (op) {
	case OP_LT: return swapped ? ">" : "<";
	case OP_LE: return swapped ? ">=" : "<=";
	case OP_GT: return swapped ? "<" : ">";
	case OP_GE: return swapped ? "<=" : ">=";
	case OP_NE: return "!=";
	case OP_EQ: case OP_ADD: case OP_SUB: case OP_MUL: case OP_DIV: break;
	}
	return "==";
}

/* exact is x - y: x - y >= 7d is y + 7d <= x, x - y <= 7d is x <= y + 7d. */
static void help_exact(struct diag *d, const struct expr *exact, const struct expr *civil, enum node_op op, bool swapped)
{
	const char *sign = turned(op, swapped);
	const char *back = turned(op, !swapped);
	struct str x, y, by = expr_text_short(civil);

	if (exact->kind != NODE_ARITH || exact->op != OP_SUB || !type_timelike(&exact->parts[0]->type)) {
		diag_help(d, "write a + %.*s <= b", STR_ARG(by));
		return;
	}
	x = expr_text_short(exact->parts[0]);
	y = expr_text_short(exact->parts[1]);
	if (sign[0] == '>')
		diag_help(d, "write %.*s + %.*s %s %.*s", STR_ARG(y), STR_ARG(by), back, STR_ARG(x));
	else
		diag_help(d, "write %.*s %s %.*s + %.*s", STR_ARG(x), sign, STR_ARG(y), STR_ARG(by));
}

bool check_exact(const struct expr *a, const struct expr *b, enum node_op op, const struct value *params,
                 struct diag *d)
{
	const struct expr *exact = a->exact ? a : b, *other = a->exact ? b : a;
	const struct expr *civil;

	if (a->exact == b->exact)
		return true;
	civil = civil_part(other, params);
	if (!civil)
		return true;
	diag_error(d, expr_place(civil), "a difference of times is exact, and %.*s counts days of the calendar",
	           STR_ARG(expr_text_short(civil)));
	help_exact(d, exact, other, op, !a->exact);
	return false;
}
