#include "lang/eval.h"

#include "lang/func.h"

static bool add_ms(int64_t *out, int64_t a, int64_t b)
{
	return !__builtin_add_overflow(a, b, out);
}

static bool sub_ms(int64_t *out, int64_t a, int64_t b)
{
	return !__builtin_sub_overflow(a, b, out);
}

static bool length_add(struct duration *out, struct duration a, struct duration b)
{
	return !__builtin_add_overflow(a.months, b.months, &out->months) &&
	       !__builtin_add_overflow(a.days, b.days, &out->days) && add_ms(&out->ms, a.ms, b.ms);
}

static bool length_negate(struct duration *out, struct duration a)
{
	return !__builtin_sub_overflow(0, a.months, &out->months) && !__builtin_sub_overflow(0, a.days, &out->days) &&
	       sub_ms(&out->ms, 0, a.ms);
}

static bool part_times(int32_t *out, int32_t part, int64_t number)
{
	int64_t product;

	if (part == 0) {
		*out = 0;
		return true;
	}
	if (__builtin_mul_overflow((int64_t)part, number, &product) || product % NUMBER_ONE != 0)
		return false;
	product /= NUMBER_ONE;
	*out = (int32_t)product;
	return product >= INT32_MIN && product <= INT32_MAX;
}

/* Whole months and days alone; milliseconds are rounded. */
static bool length_times(struct duration *out, struct duration a, int64_t number)
{
	return part_times(&out->months, a.months, number) && part_times(&out->days, a.days, number) &&
	       number_mul(&out->ms, a.ms, number);
}

static struct value length_value(struct duration d)
{
	return (struct value){.kind = VALUE_DURATION, .as.duration = d};
}

struct value eval_moved(const struct expr *e, struct env *env, struct moment m, struct duration by, int sign)
{
	if (m.first == m.last && (m.first == INSTANT_MIN || m.first == INSTANT_MAX))
		return value_time(m);
	if (by.ms == INT64_MIN || by.months == INT32_MIN || by.days == INT32_MIN || m.first < -EVAL_FAR ||
	    m.last > EVAL_FAR)
		return eval_unknown(env, REASON_RANGE, e);
	return value_time(moment_add(env->zone, m, by, sign));
}

/* Two days differ by whole days of 24 hours; else both have to be instants. */
static struct value difference(const struct expr *e, struct env *env, struct moment a, struct moment b)
{
	struct duration d = {0};
	bool ok;

	if (a.whole && b.whole && e->parts[0]->type.kind == TYPE_DAY && e->parts[1]->type.kind == TYPE_DAY) {
		d.ms = ((int64_t)a.day - b.day) * CIVIL_DAY_MS;
		return length_value(d);
	}
	if (!moment_exact(a) || !moment_exact(b))
		return eval_unknown(env, REASON_WHOLE_DAY, moment_exact(a) ? e->parts[1] : e->parts[0]);
	ok = sub_ms(&d.ms, a.first, b.first);
	return ok ? length_value(d) : eval_unknown(env, REASON_RANGE, e);
}

static struct value eval_numbers(const struct expr *e, struct env *env, int64_t a, int64_t b)
{
	int64_t n = 0;
	bool ok = false;

	switch (e->op) {
	case OP_ADD: ok = number_add(&n, a, b); break;
	case OP_SUB: ok = number_sub(&n, a, b); break;
	case OP_MUL: ok = number_mul(&n, a, b); break;
	case OP_DIV: ok = number_div(&n, a, b); break;
	case OP_EQ: case OP_NE: case OP_LT: case OP_LE: case OP_GT: case OP_GE: break;
	}
	return ok ? value_number(n) : eval_unknown(env, REASON_RANGE, e);
}

static struct value eval_lengths(const struct expr *e, struct env *env, struct duration a, struct duration b)
{
	struct duration d = {0};
	bool ok = (e->op == OP_ADD || length_negate(&b, b)) && length_add(&d, a, b);

	return ok ? length_value(d) : eval_unknown(env, REASON_RANGE, e);
}

static struct value eval_times(const struct expr *e, struct env *env, struct duration a, int64_t number)
{
	struct duration d = {0};

	return length_times(&d, a, number) ? length_value(d) : eval_unknown(env, REASON_RANGE, e);
}

struct value eval_arith(const struct expr *e, struct env *env)
{
	struct value v[2] = {expr_eval(e->parts[0], env), expr_eval(e->parts[1], env)};
	const struct value *a = &v[0], *b = &v[1];

	if (a->kind == VALUE_UNKNOWN || b->kind == VALUE_UNKNOWN)
		return eval_unknown_of(env, v, 2);
	if (a->kind == VALUE_NUMBER && b->kind == VALUE_NUMBER)
		return eval_numbers(e, env, a->as.number, b->as.number);
	if (a->kind == VALUE_TIME && b->kind == VALUE_TIME)
		return difference(e, env, a->as.time, b->as.time);
	if (a->kind == VALUE_TIME)
		return eval_moved(e, env, a->as.time, b->as.duration, e->op == OP_SUB ? -1 : 1);
	if (b->kind == VALUE_TIME)
		return eval_moved(e, env, b->as.time, a->as.duration, 1);
	if (a->kind == VALUE_DURATION && b->kind == VALUE_DURATION)
		return eval_lengths(e, env, a->as.duration, b->as.duration);
	if (a->kind == VALUE_DURATION)
		return eval_times(e, env, a->as.duration, b->as.number);
	return eval_times(e, env, b->as.duration, a->as.number);
}

struct value eval_negate(const struct expr *e, struct env *env)
{
	struct value v = expr_eval(e->parts[0], env);

	if (v.kind == VALUE_NUMBER)
		v.as.number = -v.as.number;
	else if (v.kind == VALUE_DURATION && !length_negate(&v.as.duration, v.as.duration))
		return eval_unknown(env, REASON_RANGE, e);
	return v;
}

struct value eval_call(const struct expr *e, struct env *env)
{
	const struct function *f = e->as.call.function;
	struct value args[3];
	bool unknown = false;

	if (f->lazy)
		return f->eval(e, env, NULL);
	for (size_t i = 0; i < e->nparts; i++) {
		args[i] = expr_eval(e->parts[i], env);
		unknown = unknown || args[i].kind == VALUE_UNKNOWN;
	}
	return unknown ? eval_unknown_of(env, args, e->nparts) : f->eval(e, env, args);
}
