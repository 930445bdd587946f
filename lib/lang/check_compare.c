#include "lang/check.h"

#include "base/text.h"

bool check_ordered(const struct type *a, const struct type *b)
{
	if (type_timelike(a) && type_timelike(b))
		return true;
	return a->kind == b->kind &&
	       (a->kind == TYPE_NUMBER || a->kind == TYPE_CLOCK || a->kind == TYPE_DURATION);
}

bool check_comparable(const struct type *a, const struct type *b)
{
	if ((type_textlike(a) && type_textlike(b)) || check_ordered(a, b))
		return true;
	if (a->kind != b->kind)
		return false;
	if (a->kind == TYPE_LIST)
		return a->element && b->element && check_comparable(a->element, b->element);
	return a->kind == TYPE_BOOL || a->kind == TYPE_COUNTRY || a->kind == TYPE_COUNTRIES || a->kind == TYPE_PLACE;
}

static const struct type *asked(const struct type *t)
{
	return t->kind == TYPE_DAY ? &check_time_type : t;
}

bool check_pair(struct checker *c, struct expr *a, enum bound abound, struct expr *b, enum bound bbound)
{
	if (check_adaptable(c, a) && !check_adaptable(c, b))
		return check_node(c, b, NULL, bbound) && check_node(c, a, asked(&b->type), abound);
	if (!check_node(c, a, NULL, abound)) {
		if (!check_adaptable(c, b))
			check_node(c, b, NULL, bbound);
		return false;
	}
	return check_node(c, b, asked(&a->type), bbound);
}

static bool one_of(const struct expr *a, const struct expr *b, enum type_kind x, enum type_kind y)
{
	return (a->type.kind == x && b->type.kind == y) || (a->type.kind == y && b->type.kind == x);
}

static void help_pair(struct checker *c, const struct expr *a, const struct expr *b)
{
	const struct expr *other = a->kind == NODE_LITERAL ? a : b;
	bool text = type_textlike(&a->type) || type_textlike(&b->type);

	if (a->type.kind == TYPE_LIST || b->type.kind == TYPE_LIST || one_of(a, b, TYPE_COUNTRY, TYPE_COUNTRIES))
		diag_help(c->diag, "to look for one of many, write x in y");
	else if (one_of(a, b, TYPE_CLOCK, TYPE_TIME))
		diag_help(c->diag, "the time of day of a time t is clock(t)");
	else if (text && other->kind == NODE_LITERAL && !type_textlike(&other->type))
		diag_help(c->diag, "text stands in quotes: \"%.*s\"", STR_ARG(expr_text_short(other)));
}

void check_tell_pair(struct checker *c, const struct expr *e, const struct expr *a, const struct expr *b)
{
	diag_error(c->diag, expr_place(e), "%.*s is %.*s and %.*s is %.*s: they do not compare",
	           STR_ARG(expr_text_short(a)), STR_ARG(type_phrase(&a->type, c->arena)), STR_ARG(expr_text_short(b)),
	           STR_ARG(type_phrase(&b->type, c->arena)));
	help_pair(c, a, b);
}

static bool lower_than(enum node_op op)
{
	return op == OP_LT || op == OP_LE;
}

bool check_compare(struct checker *c, struct expr *e)
{
	struct expr *a = e->parts[0], *b = e->parts[1];
	bool order = e->op != OP_EQ && e->op != OP_NE;
	enum bound left = lower_than(e->op) ? BOUND_LOWER : BOUND_UPPER;
	enum bound right = lower_than(e->op) ? BOUND_UPPER : BOUND_LOWER;

	e->type = check_bool_type;
	if (!check_pair(c, a, order ? left : BOUND_NONE, b, order ? right : BOUND_NONE))
		return false;
	if (!check_comparable(&a->type, &b->type)) {
		check_tell_pair(c, e, a, b);
		return false;
	}
	if (order && !check_ordered(&a->type, &b->type)) {
		diag_error(c->diag, expr_place(e), "%.*s is %.*s, which has no order", STR_ARG(expr_text_short(a)),
		           STR_ARG(type_phrase(&a->type, c->arena)));
		diag_help(c->diag, "< <= > >= compare numbers, times and lengths of time");
		return false;
	}
	return check_exact(a, b, e->op, NULL, c->diag);
}

static bool want_text(struct checker *c, struct expr *e, const char *which)
{
	if (!check_node(c, e, &check_text_type, BOUND_NONE))
		return false;
	if (type_textlike(&e->type))
		return true;
	diag_error(c->diag, expr_place(e), "%.*s is %.*s, and \"%s\" takes text", STR_ARG(expr_text_short(e)),
	           STR_ARG(type_phrase(&e->type, c->arena)), which);
	if (e->type.kind == TYPE_LIST)
		diag_help(c->diag, "to look for an entry of a list, write x in y");
	return false;
}

bool check_match(struct checker *c, struct expr *e)
{
	const char *which = e->kind == NODE_MATCHES ? "matches" : "contains";
	bool left = want_text(c, e->parts[0], which);

	e->type = check_bool_type;
	if (!want_text(c, e->parts[1], which) || !left)
		return false;
	if (e->parts[1]->kind == NODE_LITERAL)
		e->text = text_fold(c->arena, e->parts[1]->as.literal.as.text);
	return true;
}
