/* Truth without reasons: what a condition comes to, where nobody asks why. The common shapes are read where
 * their values lie; whatever else there is goes to the evaluator of eval.c, which this one always agrees with. */
#include "lang/eval.h"

#include "lang/func.h"
#include "lang/geo.h"

static const struct value *field_of(const struct expr *e, struct env *env, struct value *room)
{
	const struct node_field *f = &e->as.field;
	const struct event *event = env->events[f->slot];

	for (size_t i = 0; event && i < f->ntypes; i++)
		if (f->types[i] == event->type)
			return &event->fields[f->indexes[i]];
	*room = expr_eval(e, env);
	return room;
}

static bool is_near(struct moment m)
{
	return m.first >= -EVAL_FAR && m.last <= EVAL_FAR;
}

/* A time moved by a length without months and days. False: not of that shape. */
static bool moved(struct value *out, const struct expr *e, struct env *env)
{
	struct value room[2];
	const struct value *a = expr_peek(e->parts[0], env, &room[0]), *b = expr_peek(e->parts[1], env, &room[1]);
	struct moment m = a->as.time;
	struct duration d = b->as.duration;

	if (a->kind != VALUE_TIME || b->kind != VALUE_DURATION || m.whole || d.months != 0 || d.days != 0 || d.ms == INT64_MIN || !is_near(m))
		return false;
	d.ms = e->op == OP_SUB ? -d.ms : d.ms;
	*out = value_time((struct moment){.first = instant_add(m.first, d.ms), .last = instant_add(m.last, d.ms)});
	return true;
}

const struct value *expr_peek(const struct expr *e, struct env *env, struct value *room)
{
	if (e->kind == NODE_FIELD)
		return field_of(e, env, room);
	if (e->kind == NODE_LITERAL)
		return &e->as.literal;
	if (e->kind == NODE_PARAM)
		return &env->params[e->as.slot];
	if (e->kind == NODE_VALUE)
		return &env->values[e->as.slot];
	if (e->kind == NODE_ARITH && e->parts[0]->type.kind == TYPE_TIME && moved(room, e, env))
		return room;
	*room = expr_eval(e, env);
	return room;
}

static enum truth truth_if(bool b)
{
	return b ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth of_value(struct value v)
{
	return v.kind != VALUE_BOOL ? TRUTH_UNKNOWN : truth_if(v.as.truth);
}

/* Texts of which neither has to be read as the other's type. */
static bool alike(const struct type *a, const struct type *b)
{
	return a->kind == b->kind && a->form == b->form;
}

static enum truth equal(const struct expr *e, const struct value *a, const struct value *b, struct env *env)
{
	const struct type *x = &e->parts[0]->type, *y = &e->parts[1]->type;
	const struct reason *why = NULL;

	if (a->kind == VALUE_TEXT && alike(x, y))
		return truth_if(str_eq(a->as.text, b->as.text));
	if (a->kind == VALUE_NUMBER)
		return truth_if(a->as.number == b->as.number);
	if (a->kind == VALUE_TIME)
		return truth_of(moment_eq(a->as.time, b->as.time));
	return operand_equal(&(struct operand){*a, x, e->parts[0]}, &(struct operand){*b, y, e->parts[1]}, env, &why);
}

static enum truth time_order(enum node_op op, const struct moment *a, const struct moment *b)
{
	if (op == OP_GT || op == OP_GE)
		return truth_of(op == OP_GT ? moment_lt(*b, *a) : moment_le(*b, *a));
	return truth_of(op == OP_LT ? moment_lt(*a, *b) : moment_le(*a, *b));
}

static enum truth ordered(const struct expr *e, const struct value *a, const struct value *b, struct env *env)
{
	const struct reason *why = NULL;

	if (a->kind == VALUE_TIME)
		return time_order(e->op, &a->as.time, &b->as.time);
	return operand_order(&(struct operand){*a, &e->parts[0]->type, e->parts[0]},
	                     &(struct operand){*b, &e->parts[1]->type, e->parts[1]}, e->op, env, &why);
}

static enum truth compare(const struct expr *e, struct env *env)
{
	struct value room[2];
	const struct value *a = expr_peek(e->parts[0], env, &room[0]), *b = expr_peek(e->parts[1], env, &room[1]);

	if (a->kind == VALUE_UNKNOWN || b->kind == VALUE_UNKNOWN)
		return TRUTH_UNKNOWN;
	if (e->op == OP_EQ)
		return equal(e, a, b, env);
	return e->op == OP_NE ? truth_not(equal(e, a, b, env)) : ordered(e, a, b, env);
}

/* Is the text one of the list? Elements that are not known leave it open. */
static enum truth text_in(const struct value *text, const struct value *list)
{
	enum truth any = TRUTH_FALSE;

	for (size_t i = 0; i < list->as.list.n; i++) {
		const struct value *one = &list->as.list.at[i];
		if (one->kind == VALUE_UNKNOWN)
			any = TRUTH_UNKNOWN;
		else if (str_eq(text->as.text, one->as.text))
			return TRUTH_TRUE;
	}
	return any;
}

static enum truth is_in(const struct expr *e, struct env *env)
{
	struct value room[2];
	const struct value *a = expr_peek(e->parts[0], env, &room[0]), *b = expr_peek(e->parts[1], env, &room[1]);
	const struct type *element = e->parts[1]->type.element;
	enum truth t;

	if (a->kind == VALUE_COUNTRY && b->kind == VALUE_COUNTRIES)
		t = truth_if(countries_has(b->as.countries, a->as.country));
	else if (a->kind == VALUE_TIME && b->kind == VALUE_HOURS && is_near(a->as.time))
		t = truth_of(weekly_covers(b->as.hours.at, b->as.hours.n, env->zone, a->as.time.first, a->as.time.last));
	else if (a->kind == VALUE_TEXT && b->kind == VALUE_LIST && element && alike(&e->parts[0]->type, element))
		t = text_in(a, b);
	else
		return of_value(eval_in(e, env));
	return e->negated ? truth_not(t) : t;
}

/* A point in a place: asked of every position. */
static enum truth inside(const struct expr *e, struct env *env)
{
	struct value room[2];
	const struct value *point = expr_peek(e->parts[0], env, &room[0]), *place = expr_peek(e->parts[1], env, &room[1]);

	if (point->kind == VALUE_UNKNOWN || place->kind == VALUE_UNKNOWN)
		return TRUTH_UNKNOWN;
	return truth_if(geo_inside(point->as.point, place->as.place));
}

static enum truth call(const struct expr *e, struct env *env)
{
	const struct function *f = e->as.call.function;
	struct value args[3], room;

	if (f->eval == func_inside && e->nparts == 2)
		return inside(e, env);
	if (f->lazy)
		return of_value(f->eval(e, env, NULL));
	for (size_t i = 0; i < e->nparts; i++)
		args[i] = *expr_peek(e->parts[i], env, &room);
	for (size_t i = 0; i < e->nparts; i++)
		if (args[i].kind == VALUE_UNKNOWN)
			return TRUTH_UNKNOWN;
	return of_value(f->eval(e, env, args));
}

/* Of `and` the least, of `or` the greatest; what cannot change it is not asked. */
static enum truth joined(const struct expr *e, struct env *env, enum truth absorbing)
{
	enum truth all = truth_not(absorbing);

	for (size_t i = 0; i < e->nparts; i++) {
		enum truth t = eval_quick(e->parts[i], env);
		if (t == absorbing)
			return t;
		all = t == TRUTH_UNKNOWN ? t : all;
	}
	return all;
}

static enum truth missing(const struct expr *e, struct env *env)
{
	struct value room;
	const struct value *v = expr_peek(e->parts[0], env, &room);

	return truth_if((v->kind == VALUE_UNKNOWN && v->missing) != e->negated);
}

static enum truth plain(const struct expr *e, struct env *env)
{
	struct value room;
	const struct value *v = expr_peek(e, env, &room);

	return v->kind != VALUE_BOOL ? TRUTH_UNKNOWN : truth_if(v->as.truth);
}

enum truth eval_quick(const struct expr *e, struct env *env)
{
	switch (e->kind) {
	case NODE_AND:
		return joined(e, env, TRUTH_FALSE);
	case NODE_OR:
		return joined(e, env, TRUTH_TRUE);
	case NODE_NOT:
		return truth_not(eval_quick(e->parts[0], env));
	case NODE_MISSING:
		return missing(e, env);
	case NODE_COMPARE:
		return compare(e, env);
	case NODE_IN:
		return e->parts[1]->kind == NODE_RANGE ? of_value(eval_in_range(e, env)) : is_in(e, env);
	case NODE_CALL:
		return call(e, env);
	case NODE_NAME: case NODE_WORD: case NODE_TEXT: case NODE_LITERAL: case NODE_LIST: case NODE_RANGE: case NODE_FIELD:
	case NODE_VALUE: case NODE_PARAM: case NODE_KEY: case NODE_NOW: case NODE_TRIGGER: case NODE_EVER: case NODE_MATCHES:
	case NODE_CONTAINS: case NODE_ARITH: case NODE_NEGATE: case NODE_EXCEPT:
		break;
	}
	return plain(e, env);
}

enum truth expr_truth(const struct expr *e, struct env *env, const struct reason **why)
{
	enum truth t = eval_quick(e, env);

	if (!why)
		return t;
	*why = NULL;
	if (t == TRUTH_UNKNOWN) {
		struct value v = expr_eval(e, env);
		*why = v.kind == VALUE_UNKNOWN ? v.as.why : NULL;
	}
	return t;
}

bool expr_moment(struct moment *out, const struct expr *e, struct env *env, const struct reason **why)
{
	struct value room;
	const struct value *v = expr_peek(e, env, &room);

	if (why)
		*why = NULL;
	if (v->kind == VALUE_TIME) {
		*out = v->as.time;
		return true;
	}
	if (why && v->kind == VALUE_UNKNOWN) {
		room = expr_eval(e, env);
		*why = room.kind == VALUE_UNKNOWN ? room.as.why : NULL;
	}
	return false;
}
