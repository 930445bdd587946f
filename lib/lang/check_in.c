#include "lang/check.h"

#include "lang/atlas.h"

static bool tell_no_list(struct checker *c, const struct expr *e)
{
	const struct expr *right = e->parts[1];

	diag_error(c->diag, expr_place(right), "%.*s is %.*s, and \"in\" takes a list, a range, hours or countries",
	           STR_ARG(expr_text_short(right)), STR_ARG(type_phrase(&right->type, c->arena)));
	if (right->type.kind == TYPE_PLACE)
		diag_help(c->diag, "write inside(p, %.*s)", STR_ARG(expr_text_short(right)));
	else
		diag_help(c->diag, "to compare with one value, write ==");
	return false;
}

static bool clocklike(const struct type *t)
{
	return type_timelike(t) || t->kind == TYPE_CLOCK;
}

/* Left's type against the type of what is looked into. */
static bool may_be_in(const struct type *left, const struct type *right)
{
	if (right->kind == TYPE_HOURS)
		return clocklike(left);
	if (right->kind == TYPE_COUNTRIES || right->kind == TYPE_COUNTRY)
		return left->kind == TYPE_COUNTRY;
	return right->kind == TYPE_LIST && right->element &&
	       (check_comparable(left, right->element) ||
	        (left->kind == TYPE_COUNTRY && right->element->kind == TYPE_COUNTRIES));
}

static const struct type *asked_of_left(const struct type *right)
{
	static const struct type country = {.kind = TYPE_COUNTRY};

	if (right->kind == TYPE_HOURS)
		return &check_time_type;
	if (right->kind == TYPE_COUNTRIES)
		return &country;
	if (right->kind == TYPE_LIST && right->element)
		return right->element->kind == TYPE_DAY ? &check_time_type : right->element;
	return NULL;
}

/* Text beside a time that reads as weekly hours. */
static bool hours_text(const struct expr *e)
{
	struct weekly w;
	const struct expr *first = e->kind == NODE_LIST && e->nparts > 0 ? e->parts[0] : e;

	return (first->kind == NODE_TEXT || first->kind == NODE_WORD) && weekly_parse(&w, first->text);
}

/* The type that an adaptable right side is to take beside a value of `left`. */
static struct type asked_of_right(const struct expr *left, const struct expr *right)
{
	struct type t = {.kind = TYPE_LIST, .element = &left->type};

	if (left->type.kind == TYPE_COUNTRY)
		return (struct type){.kind = TYPE_COUNTRIES};
	if (clocklike(&left->type) && hours_text(right))
		return (struct type){.kind = TYPE_HOURS};
	if (left->type.kind == TYPE_DAY)
		t.element = &check_time_type;
	return t;
}

static bool check_right(struct checker *c, struct expr *left, struct expr *right)
{
	struct type want = asked_of_right(left, right);

	if (right->kind == NODE_LIST && want.kind == TYPE_COUNTRIES && !check_adaptable(c, right)) {
		want = (struct type){.kind = TYPE_LIST, .element = &left->type};
		return check_node(c, right, &want, BOUND_NONE);
	}
	return check_node(c, right, &want, BOUND_NONE);
}

static bool check_sides(struct checker *c, struct expr *left, struct expr *right)
{
	if (right->kind == NODE_LIST || check_adaptable(c, right)) {
		if (check_adaptable(c, left) && right->kind == NODE_LIST && !check_adaptable(c, right))
			return check_node(c, right, NULL, BOUND_NONE) &&
			       check_node(c, left, asked_of_left(&right->type), BOUND_NONE);
		return check_node(c, left, NULL, BOUND_NONE) && check_right(c, left, right);
	}
	return check_node(c, right, NULL, BOUND_NONE) &&
	       check_node(c, left, asked_of_left(&right->type), BOUND_NONE);
}

bool check_in(struct checker *c, struct expr *e)
{
	struct expr *left = e->parts[0], *right = e->parts[1];

	e->type = check_bool_type;
	if (right->kind == NODE_RANGE)
		return check_in_range(c, e);
	if (!check_sides(c, left, right))
		return false;
	if (right->type.kind != TYPE_LIST && right->type.kind != TYPE_HOURS && right->type.kind != TYPE_COUNTRIES &&
	    right->type.kind != TYPE_COUNTRY)
		return tell_no_list(c, e);
	if (!may_be_in(&left->type, &right->type)) {
		check_tell_pair(c, e, left, right);
		return false;
	}
	return right->type.kind != TYPE_LIST || check_exact(left, right, OP_EQ, NULL, c->diag);
}

static bool check_end(struct checker *c, struct expr *left, struct expr *end, enum bound bound)
{
	const struct type *want = left->type.kind == TYPE_DAY ? &check_time_type : &left->type;

	if (!check_node(c, end, want, bound))
		return false;
	if (check_ordered(&left->type, &end->type))
		return check_exact(left, end, bound == BOUND_LOWER ? OP_GE : OP_LE, NULL, c->diag);
	check_tell_pair(c, end, left, end);
	return false;
}

bool check_in_range(struct checker *c, struct expr *e)
{
	struct expr *left = e->parts[0], *from = e->parts[1]->parts[0], *to = e->parts[1]->parts[1];
	bool ok;

	e->type = check_bool_type;
	if (check_adaptable(c, left) && !check_adaptable(c, from)) {
		if (!check_node(c, from, NULL, BOUND_LOWER) ||
		    !check_node(c, left, from->type.kind == TYPE_DAY ? &check_time_type : &from->type, BOUND_NONE))
			return false;
	} else if (!check_node(c, left, NULL, BOUND_NONE)) {
		return false;
	}
	ok = check_end(c, left, from, BOUND_LOWER);
	ok = check_end(c, left, to, BOUND_UPPER) && ok;
	e->parts[1]->type = left->type;
	e->parts[1]->checked = ok;
	return ok;
}
