#include "lang/say.h"

#include "lang/func.h"

/* A set or a list of more bytes than this is named, not spelt out. */
#define SAY_MAX 120

void say_value(struct buf *out, const struct expr *e, const struct value *v, const struct env *env)
{
	struct buf b = {0};

	value_say(&b, v, env->zone, env->atlas);
	if (v->kind == VALUE_TEXT && v->as.text.n == 0)
		buf_add(&b, STR("\"\""));
	if (b.n > SAY_MAX && (v->kind == VALUE_LIST || v->kind == VALUE_COUNTRIES || v->kind == VALUE_HOURS)) {
		buf_clear(&b);
		buf_add(&b, expr_text(e));
	}
	buf_add(out, buf_str(&b));
	buf_free(&b);
}

/* Of first(a, b) the one that was there, of if(c, a, b) the one that was taken. */
static const struct expr *chosen(const struct expr *e, struct env *env)
{
	struct value v;

	if (str_eq_cstr(e->as.call.function->name, "if")) {
		v = expr_eval(e->parts[0], env);
		return v.kind == VALUE_BOOL ? e->parts[v.as.truth ? 1 : 2] : NULL;
	}
	for (size_t i = 0; i < e->nparts; i++) {
		v = expr_eval(e->parts[i], env);
		if (v.kind != VALUE_UNKNOWN || !v.missing)
			return e->parts[i];
	}
	return NULL;
}

static bool plain(const struct expr *e, const struct value *v)
{
	if (e->kind == NODE_PARAM || e->kind == NODE_LITERAL || e->kind == NODE_LIST || e->kind == NODE_EXCEPT)
		return v->kind != VALUE_UNKNOWN;
	return e->kind == NODE_EVER;
}

void say_operand(struct buf *out, const struct expr *e, struct env *env)
{
	struct value v = expr_eval(e, env);
	bool missing = v.kind == VALUE_UNKNOWN && v.missing;
	const struct expr *part = e->kind == NODE_CALL && e->as.call.function->lazy ? chosen(e, env) : NULL;

	if (part) {
		say_operand(out, part, env);
		return;
	}
	if (!plain(e, &v)) {
		buf_add(out, expr_text(e));
		buf_add(out, missing ? STR(" (missing)") : STR(" "));
		if (missing)
			return;
	}
	say_value(out, e, &v, env);
}

static struct str op_words(enum node_op op, const struct type *t)
{
	bool time = t->kind == TYPE_TIME || t->kind == TYPE_DAY || t->kind == TYPE_CLOCK;

	switch (op) {
	case OP_EQ: return STR(" is ");
	case OP_NE: return STR(" is not ");
	case OP_LT: return time ? STR(" is before ") : STR(" is less than ");
	case OP_LE: return time ? STR(" is not after ") : STR(" is at most ");
	case OP_GT: return time ? STR(" is after ") : STR(" is more than ");
	case OP_GE: return time ? STR(" is not before ") : STR(" is at least ");
	case OP_ADD: case OP_SUB: case OP_MUL: case OP_DIV: break;
	}
	return STR(" ");
}

static enum node_op opposite(enum node_op op)
{
	static const enum node_op ops[] = {[OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE,
	                                   [OP_LE] = OP_GT, [OP_GT] = OP_LE, [OP_GE] = OP_LT};

	return ops[op];
}

static bool constant(const struct expr *e)
{
	return e->kind == NODE_LITERAL || e->kind == NODE_PARAM;
}

/* Without its value, which is about to be said: "travel.status" of first(travel.status, "booked"). */
static void say_named(struct buf *out, const struct expr *e, struct env *env)
{
	const struct expr *part = e->kind == NODE_CALL && e->as.call.function->lazy ? chosen(e, env) : NULL;

	buf_add(out, expr_text(part && !constant(part) ? part : e));
}

void say_compare(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	const struct expr *a = e->parts[0], *b = e->parts[1];

	if (a->type.kind == TYPE_BOOL && b->kind == NODE_LITERAL) {
		bool value = b->as.literal.as.truth == ((truth == TRUTH_TRUE) == (e->op == OP_EQ));
		buf_add(out, expr_text(a));
		buf_add(out, value ? STR(" is true") : STR(" is false"));
		return;
	}
	if ((truth == TRUTH_TRUE) == (e->op == OP_EQ) && (e->op == OP_EQ || e->op == OP_NE) && constant(b)) {
		say_named(out, a, env);
		buf_add(out, STR(" is "));
		say_operand(out, b, env);
		return;
	}
	say_operand(out, a, env);
	buf_add(out, op_words(truth == TRUTH_TRUE ? e->op : opposite(e->op), &a->type));
	say_operand(out, b, env);
}

static bool at_end(const struct expr *e, struct env *env, int64_t end)
{
	struct moment m;

	return (e->type.kind == TYPE_TIME || e->type.kind == TYPE_DAY) && expr_moment(&m, e, env, NULL) &&
	       m.first == end && m.last == end;
}

static void say_range(struct buf *out, const struct expr *range, struct env *env, bool in)
{
	const struct expr *from = range->parts[0], *to = range->parts[1];

	if (at_end(from, env, INSTANT_MIN)) {
		buf_add(out, in ? STR(" is not after ") : STR(" is after "));
		say_operand(out, to, env);
		return;
	}
	if (at_end(to, env, INSTANT_MAX)) {
		buf_add(out, in ? STR(" is not before ") : STR(" is before "));
		say_operand(out, from, env);
		return;
	}
	buf_add(out, in ? STR(" lies between ") : STR(" does not lie between "));
	say_operand(out, from, env);
	buf_add(out, STR(" and "));
	say_operand(out, to, env);
}

void say_in(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	bool in = (truth == TRUTH_TRUE) != e->negated;

	say_operand(out, e->parts[0], env);
	if (e->parts[1]->kind == NODE_RANGE) {
		say_range(out, e->parts[1], env, in);
		return;
	}
	buf_add(out, in ? STR(" is in ") : STR(" is not in "));
	say_operand(out, e->parts[1], env);
}

static void say_states(struct buf *out, const struct expr *e, struct env *env, bool in)
{
	const struct value *names = &e->parts[0]->as.literal;

	buf_add(out, in ? STR("the subject is ") : STR("the subject is not "));
	for (size_t i = 0; i < names->as.list.n; i++) {
		if (i > 0)
			buf_add(out, i + 1 == names->as.list.n ? STR(" or ") : STR(", "));
		buf_add(out, names->as.list.at[i].as.text);
	}
	buf_add(out, STR(" at "));
	say_operand(out, e->parts[1], env);
}

void say_call(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	struct str name = e->as.call.function->name;
	bool yes = truth == TRUTH_TRUE;

	if (str_eq_cstr(name, "in-state")) {
		say_states(out, e, env, yes);
		return;
	}
	if (!str_eq_cstr(name, "same") && !str_eq_cstr(name, "inside")) {
		buf_add(out, expr_text(e));
		buf_add(out, yes ? STR(" is true") : STR(" is false"));
		return;
	}
	say_operand(out, e->parts[0], env);
	buf_add(out, yes ? STR(" is ") : STR(" is not "));
	buf_add(out, str_eq_cstr(name, "same") ? STR("the same as ") : STR("inside "));
	say_operand(out, e->parts[1], env);
}
