#include "lang/say.h"

#include "lang/atlas.h"
#include "lang/func.h"

/* A set or a list of more bytes than this is named, not spelt out. */
#define SAY_MAX 120
#define EXCEPT_SAID 6

void say_value(struct buf *out, const struct expr *e, const struct value *v, const struct env *env)
{
	struct buf b = {0};

	value_say(&b, v, env->zone, env->atlas);
	if (v->kind == VALUE_TEXT && v->as.text.n == 0)
		buf_add(&b, STR("\"\""));
	if (v->kind == VALUE_LIST && v->as.list.n == 0)
		buf_add(&b, STR("an empty list"));
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

static bool constant(const struct expr *e)
{
	return e->kind == NODE_LITERAL || e->kind == NODE_PARAM;
}

/* The constant that first(a, b) came to for want of what is recorded; NULL: it is no such thing. */
static const struct expr *fallback(const struct expr *e, struct env *env)
{
	const struct expr *part;

	if (e->kind != NODE_CALL || !str_eq_cstr(e->as.call.function->name, "first"))
		return NULL;
	part = chosen(e, env);
	return part && part != e->parts[0] && constant(part) ? part : NULL;
}

bool say_fallback(struct buf *out, const struct expr *e, struct env *env)
{
	const struct expr *taken = fallback(e, env);
	struct value v;

	if (!taken)
		return false;
	v = expr_eval(taken, env);
	buf_add(out, expr_text(e->parts[0]));
	buf_add(out, STR(" is not recorded (taken as "));
	say_value(out, taken, &v, env);
	buf_char(out, ')');
	return true;
}

const struct expr *say_chosen(const struct expr *e, struct env *env)
{
	return e->kind == NODE_CALL && e->as.call.function->lazy ? chosen(e, env) : NULL;
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
	const struct expr *part = say_chosen(e, env);

	if (fallback(e, env)) {
		buf_add(out, expr_text(e->parts[0]));
		buf_add(out, STR(" (not recorded, taken as "));
		say_value(out, e, &v, env);
		buf_char(out, ')');
		return;
	}
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

struct str op_words(enum node_op op, const struct type *t)
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

enum node_op op_opposite(enum node_op op)
{
	static const enum node_op ops[] = {[OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE,
	                                   [OP_LE] = OP_GT, [OP_GT] = OP_LE, [OP_GE] = OP_LT};

	return ops[op];
}

/* Without its value, which is about to be said: "travel.status" of first(travel.status, "booked"). */
static void say_named(struct buf *out, const struct expr *e, struct env *env)
{
	const struct expr *part = say_chosen(e, env);

	buf_add(out, expr_text(part && !constant(part) ? part : e));
}

void say_compare(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	const struct expr *a = e->parts[0], *b = e->parts[1];

	if (constant(b) && say_fallback(out, a, env))
		return;
	if (a->type.kind == TYPE_BOOL && b->kind == NODE_LITERAL) {
		bool value = b->as.literal.as.truth == ((truth == TRUTH_TRUE) == (e->op == OP_EQ));
		say_named(out, a, env);
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
	buf_add(out, op_words(truth == TRUTH_TRUE ? e->op : op_opposite(e->op), &a->type));
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

/* Of which country sets "outside the United Kingdom", with few exceptions, says more. */
static bool abroad_but(struct countries *without, size_t *nwithout, const struct value *v, const struct env *env)
{
	size_t nabroad, n;

	if (v->kind != VALUE_COUNTRIES || !env->atlas)
		return false;
	n = countries_count(v->as.countries);
	nabroad = countries_count(&env->atlas->abroad);
	*without = countries_without(&env->atlas->abroad, v->as.countries);
	*nwithout = countries_count(without);
	return n > 1 && n + *nwithout == nabroad && *nwithout < n && *nwithout <= EXCEPT_SAID;
}

static void say_abroad(struct buf *out, const struct countries *without, const struct value *left, const struct env *env,
                       bool in)
{
	bool first = true, excepted = !in && left->kind == VALUE_COUNTRY && countries_has(without, left->as.country);

	if (excepted) {
		buf_add(out, STR(" is one of the excepted countries"));
		return;
	}
	buf_add(out, in ? STR(" is outside the United Kingdom") : STR(" is not outside the United Kingdom"));
	for (uint16_t code = 0; in && countries_next(&code, without); first = false) {
		struct value v = value_country(code);
		buf_add(out, first ? STR(" and not ") : STR(" or "));
		value_say(out, &v, env->zone, env->atlas);
	}
}

static size_t members(const struct value *v)
{
	if (v->kind == VALUE_COUNTRIES)
		return countries_count(v->as.countries);
	return v->kind == VALUE_LIST && (v->as.list.n == 0 || v->as.list.at[0].kind != VALUE_COUNTRIES) ? v->as.list.n : 0;
}

/* The members of a list or set, without brackets. */
static void say_members(struct buf *out, const struct expr *set, const struct value *v, const struct env *env)
{
	struct buf b = {0};
	struct str text;

	say_value(&b, set, v, env);
	text = buf_str(&b);
	if (text.n > 2 && text.at[0] == '[' && text.at[text.n - 1] == ']')
		text = str_cut(text, 1, text.n - 2);
	buf_add(out, text);
	buf_free(&b);
}

/* "status is new, one of new, changed", "status old is not new" */
static void say_choice(struct buf *out, const struct expr *e, struct env *env, const struct value *set, bool in)
{
	struct value left = expr_eval(e->parts[0], env);
	bool one = members(set) == 1;

	if (in) {
		say_named(out, e->parts[0], env);
		buf_add(out, STR(" is "));
		say_value(out, e->parts[0], &left, env);
		if (one)
			return;
		buf_add(out, STR(", one of "));
	} else {
		say_operand(out, e->parts[0], env);
		buf_add(out, one ? STR(" is not ") : STR(" is none of "));
	}
	say_members(out, e->parts[1], set, env);
}

void say_in(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	const struct expr *a = e->parts[0], *set = e->parts[1];
	bool in = (truth == TRUTH_TRUE) != e->negated;
	struct countries without = {0};
	struct value v, left;
	size_t nwithout = 0;

	if (set->kind == NODE_RANGE) {
		say_operand(out, a, env);
		say_range(out, set, env, in);
		return;
	}
	v = expr_eval(set, env);
	left = expr_eval(a, env);
	if (plain(set, &v) && say_fallback(out, a, env))
		return;
	if (plain(set, &v) && abroad_but(&without, &nwithout, &v, env)) {
		say_operand(out, a, env);
		say_abroad(out, &without, &left, env, in);
	} else if (plain(set, &v) && members(&v) > 0) {
		say_choice(out, e, env, &v, in);
	} else {
		say_operand(out, a, env);
		buf_add(out, in ? STR(" is in ") : STR(" is not in "));
		if (v.kind == VALUE_LIST && v.as.list.n == 0)
			buf_add(out, STR("an empty list"));
		else
			say_operand(out, set, env);
	}
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

	if (say_fallback(out, e, env))
		return;
	if (say_chosen(e, env)) {
		expr_say(out, say_chosen(e, env), env);
		return;
	}
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
