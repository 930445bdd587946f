#include "lang/eval.h"

#include "lang/check.h"
#include "lang/geo.h"
#include "lang/identifier.h"

const struct reason *operand_open(const struct operand *a, const struct operand *b, struct env *env)
{
	const struct operand *open = moment_exact(a->value.as.time) ? b : a;

	return eval_unknown(env, REASON_WHOLE_DAY, open->at).as.why;
}

/* Text read as a word, an identifier or a postcode; false: it cannot be one. */
static bool text_as(struct str *out, struct str text, const struct type *t, struct arena *a)
{
	switch (t->kind) {
	case TYPE_WORD:
		return word_parse(out, text, a);
	case TYPE_IDENTIFIER:
		return identifier_normal(out, t->form, text, a);
	case TYPE_POSTCODE:
		return postcode_parse(out, text, a);
	case TYPE_TEXT: case TYPE_NUMBER: case TYPE_BOOL: case TYPE_TIME: case TYPE_DAY: case TYPE_CLOCK:
	case TYPE_DURATION: case TYPE_HOURS: case TYPE_COUNTRY: case TYPE_AIRPORT: case TYPE_COUNTRIES:
	case TYPE_PLACE: case TYPE_POINT: case TYPE_OSGB36: case TYPE_LIST:
		break;
	}
	*out = text;
	return true;
}

/* The stricter of two types of text: an identifier with a form, like a passport's, before any identifier. */
static const struct type *stricter(const struct type *a, const struct type *b)
{
	if (a->kind != b->kind)
		return a->kind > b->kind ? a : b;
	return b->form ? b : a;
}

/* The looser of two types of text is read as the stricter. */
static bool same_text(const struct operand *a, const struct operand *b, struct env *env)
{
	const struct type *t = stricter(a->type, b->type);
	struct str left = a->value.as.text, right = b->value.as.text;

	if ((a->type->kind != t->kind || a->type->form != t->form) && !text_as(&left, left, t, env->arena))
		return false;
	if ((b->type->kind != t->kind || b->type->form != t->form) && !text_as(&right, right, t, env->arena))
		return false;
	return str_eq(left, right);
}

/* What a length of so many months, days and ms lasts at least and at most. */
static void length_span(double *least, double *most, double months, double days, double ms)
{
	const double day = (double)CIVIL_DAY_MS, hour = 3600000.0;
	double lo = months * (months > 0 ? 28 : 31) + days, hi = months * (months > 0 ? 31 : 28) + days;
	double clock_change = months == 0 && days == 0 ? 0 : hour;

	*least = lo * day - clock_change + ms;
	*most = hi * day + clock_change + ms;
}

/* -1 before, 0 equal, 1 after; false: two lengths that the calendar can order either way. */
static bool length_order(int *out, struct duration a, struct duration b)
{
	double least, most;
	double months = (double)a.months - b.months, days = (double)a.days - b.days;

	if (duration_is_exact(a) && duration_is_exact(b)) {
		*out = (a.ms > b.ms) - (a.ms < b.ms);
		return true;
	}
	length_span(&least, &most, months, days, (double)a.ms - (double)b.ms);
	*out = least > 0 ? 1 : most < 0 ? -1 : 0;
	return least > 0 || most < 0 || (months == 0 && days == 0 && a.ms == b.ms);
}

static const struct reason *length_reason(const struct operand *a, const struct operand *b, struct env *env)
{
	struct buf out = {0};
	struct value v;

	duration_print(&out, a->value.as.duration);
	buf_add(&out, STR(" may be longer or shorter than "));
	duration_print(&out, b->value.as.duration);
	v = eval_unknown_text(env, str_dup(env->arena, buf_str(&out)));
	buf_free(&out);
	return v.as.why;
}

static enum truth list_equal(const struct operand *a, const struct operand *b, struct env *env,
                             const struct reason **why)
{
	enum truth all = TRUTH_TRUE;

	if (a->value.as.list.n != b->value.as.list.n)
		return TRUTH_FALSE;
	for (size_t i = 0; i < a->value.as.list.n; i++) {
		struct operand x = {a->value.as.list.at[i], a->type->element, a->at};
		struct operand y = {b->value.as.list.at[i], b->type->element, b->at};
		struct value pair[2] = {x.value, y.value};
		const struct reason *part = NULL;
		enum truth t = TRUTH_UNKNOWN;
		if (x.value.kind == VALUE_UNKNOWN || y.value.kind == VALUE_UNKNOWN)
			part = eval_unknown_of(env, pair, 2).as.why;
		else
			t = operand_equal(&x, &y, env, &part);
		*why = reasons_join(*why, part, env->arena);
		all = truth_and(all, t);
	}
	return all;
}

static enum truth time_equal(const struct operand *a, const struct operand *b, struct env *env,
                             const struct reason **why)
{
	enum truth t = truth_of(moment_eq(a->value.as.time, b->value.as.time));

	if (t == TRUTH_UNKNOWN)
		*why = operand_open(a, b, env);
	return t;
}

static enum truth length_equal(const struct operand *a, const struct operand *b, struct env *env,
                               const struct reason **why)
{
	int order;

	if (length_order(&order, a->value.as.duration, b->value.as.duration))
		return order == 0 ? TRUTH_TRUE : TRUTH_FALSE;
	*why = length_reason(a, b, env);
	return TRUTH_UNKNOWN;
}

static enum truth truth_if(bool b)
{
	return b ? TRUTH_TRUE : TRUTH_FALSE;
}

enum truth operand_equal(const struct operand *a, const struct operand *b, struct env *env, const struct reason **why)
{
	const struct value *x = &a->value, *y = &b->value;

	switch (x->kind) {
	case VALUE_BOOL:
		return truth_if(x->as.truth == y->as.truth);
	case VALUE_NUMBER:
		return truth_if(x->as.number == y->as.number);
	case VALUE_TEXT:
		return truth_if(same_text(a, b, env));
	case VALUE_TIME:
		return time_equal(a, b, env, why);
	case VALUE_CLOCK:
		return truth_if(x->as.clock == y->as.clock);
	case VALUE_DURATION:
		return length_equal(a, b, env, why);
	case VALUE_COUNTRY:
		return truth_if(y->kind == VALUE_COUNTRIES ? countries_has(y->as.countries, x->as.country)
		                                           : x->as.country == y->as.country);
	case VALUE_COUNTRIES:
		return truth_if(countries_same(x->as.countries, y->as.countries));
	case VALUE_PLACE:
		return truth_if(x->as.place == y->as.place);
	case VALUE_LIST:
		return list_equal(a, b, env, why);
	case VALUE_UNKNOWN: case VALUE_HOURS: case VALUE_POINT:
		break;
	}
	return TRUTH_UNKNOWN;
}

static enum truth by_order(int order, enum node_op op)
{
	if (op == OP_LT || op == OP_GE)
		return truth_if((order < 0) == (op == OP_LT));
	return truth_if((order > 0) == (op == OP_GT));
}

static enum truth time_order(const struct operand *a, const struct operand *b, enum node_op op, struct env *env,
                             const struct reason **why)
{
	struct moment x = a->value.as.time, y = b->value.as.time;
	enum truth t;

	if (op == OP_GT || op == OP_GE)
		t = truth_of(op == OP_GT ? moment_lt(y, x) : moment_le(y, x));
	else
		t = truth_of(op == OP_LT ? moment_lt(x, y) : moment_le(x, y));
	if (t == TRUTH_UNKNOWN)
		*why = operand_open(a, b, env);
	return t;
}

enum truth operand_order(const struct operand *a, const struct operand *b, enum node_op op, struct env *env,
                         const struct reason **why)
{
	const struct value *x = &a->value, *y = &b->value;
	int order;

	if (x->kind == VALUE_TIME)
		return time_order(a, b, op, env, why);
	if (x->kind == VALUE_NUMBER)
		return by_order((x->as.number > y->as.number) - (x->as.number < y->as.number), op);
	if (x->kind == VALUE_CLOCK)
		return by_order((x->as.clock > y->as.clock) - (x->as.clock < y->as.clock), op);
	if (length_order(&order, x->as.duration, y->as.duration))
		return by_order(order, op);
	*why = length_reason(a, b, env);
	return TRUTH_UNKNOWN;
}

struct value eval_compare(const struct expr *e, struct env *env)
{
	struct value v[2] = {expr_eval(e->parts[0], env), expr_eval(e->parts[1], env)};
	struct operand a = {v[0], &e->parts[0]->type, e->parts[0]}, b = {v[1], &e->parts[1]->type, e->parts[1]};
	const struct reason *why = NULL;
	enum truth t;

	if (v[0].kind == VALUE_UNKNOWN || v[1].kind == VALUE_UNKNOWN)
		return value_unknown(eval_unknown_of(env, v, 2).as.why);
	if (e->op == OP_EQ || e->op == OP_NE)
		t = operand_equal(&a, &b, env, &why);
	else
		t = operand_order(&a, &b, e->op, env, &why);
	return value_truth(e->op == OP_NE ? truth_not(t) : t, why);
}
