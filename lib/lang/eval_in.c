#include "lang/eval.h"

#include "base/text.h"

struct search {
	struct operand left;
	struct env *env;
	const struct reason *why;
};

static enum truth in_list(struct search *s, const struct operand *list)
{
	enum truth any = TRUTH_FALSE;

	for (size_t i = 0; i < list->value.as.list.n; i++) {
		struct operand element = {list->value.as.list.at[i], list->type->element, list->at};
		const struct reason *why = NULL;
		enum truth t = TRUTH_UNKNOWN;
		if (element.value.kind == VALUE_UNKNOWN)
			why = element.value.as.why;
		else
			t = operand_equal(&s->left, &element, s->env, &why);
		if (t == TRUTH_TRUE)
			return t;
		any = truth_or(any, t);
		s->why = reasons_join(s->why, why, s->env->arena);
	}
	return any;
}

static bool clock_inside(const struct weekly *w, int32_t clock)
{
	if (w->from < w->until)
		return clock >= w->from && clock < w->until;
	return clock >= w->from || clock < w->until;
}

/* A time of day alone: known where every day of the week gives the same. */
static enum truth clock_in_hours(struct search *s, const struct value *hours)
{
	uint8_t days = 0;

	for (size_t i = 0; i < hours->as.hours.n; i++) {
		if (clock_inside(&hours->as.hours.at[i], s->left.value.as.clock))
			days |= hours->as.hours.at[i].days;
	}
	if (days == 0x7f || days == 0)
		return days ? TRUTH_TRUE : TRUTH_FALSE;
	s->why = eval_unknown_text(s->env, STR("the hours differ from day to day")).as.why;
	return TRUTH_UNKNOWN;
}

static enum truth in_hours(struct search *s, const struct value *hours)
{
	struct moment m = s->left.value.as.time;
	int covers;

	if (s->left.value.kind == VALUE_CLOCK)
		return clock_in_hours(s, hours);
	if (m.first < -EVAL_FAR || m.last > EVAL_FAR) {
		s->why = eval_unknown(s->env, REASON_RANGE, s->left.at).as.why;
		return TRUTH_UNKNOWN;
	}
	covers = weekly_covers(hours->as.hours.at, hours->as.hours.n, s->env->zone, m.first, m.last);
	if (covers == 0)
		s->why = eval_unknown(s->env, REASON_WHOLE_DAY, s->left.at).as.why;
	return covers > 0 ? TRUTH_TRUE : covers < 0 ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static enum truth search(struct search *s, const struct operand *right)
{
	if (right->value.kind == VALUE_LIST)
		return in_list(s, right);
	if (right->value.kind == VALUE_HOURS)
		return in_hours(s, &right->value);
	if (right->value.kind == VALUE_COUNTRIES)
		return countries_has(right->value.as.countries, s->left.value.as.country) ? TRUTH_TRUE : TRUTH_FALSE;
	return operand_equal(&s->left, right, s->env, &s->why);
}

static bool holds_nothing(const struct value *v)
{
	return (v->kind == VALUE_LIST && v->as.list.n == 0) || (v->kind == VALUE_HOURS && v->as.hours.n == 0) ||
	       (v->kind == VALUE_COUNTRIES && countries_count(v->as.countries) == 0);
}

struct value eval_in(const struct expr *e, struct env *env)
{
	struct value v[2] = {expr_eval(e->parts[0], env), expr_eval(e->parts[1], env)};
	struct operand right = {v[1], &e->parts[1]->type, e->parts[1]};
	struct search s = {.left = {v[0], &e->parts[0]->type, e->parts[0]}, .env = env};
	enum truth t;

	if (v[0].kind == VALUE_UNKNOWN && holds_nothing(&v[1]))
		return value_bool(e->negated);
	if (v[0].kind == VALUE_UNKNOWN || v[1].kind == VALUE_UNKNOWN)
		return value_unknown(eval_unknown_of(env, v, 2).as.why);
	t = search(&s, &right);
	if (t != TRUTH_UNKNOWN)
		s.why = NULL;
	return value_truth(e->negated ? truth_not(t) : t, s.why);
}

/* One bound of a range of times; the other is open. */
static enum truth beside_bound(const struct operand *x, const struct operand *bound, bool lower, struct env *env,
                               const struct reason **why)
{
	struct moment from = lower ? bound->value.as.time : moment_instant(INSTANT_MIN);
	struct moment by = lower ? moment_instant(INSTANT_MAX) : bound->value.as.time;
	enum truth t = truth_of(moment_within(x->value.as.time, from, by));

	if (t == TRUTH_UNKNOWN)
		*why = operand_open(x, bound, env);
	return t;
}

static enum truth beside(const struct operand *x, const struct operand *bound, bool lower, struct env *env,
                         const struct reason **why)
{
	*why = NULL;
	if (bound->value.kind == VALUE_UNKNOWN) {
		*why = bound->value.as.why;
		return TRUTH_UNKNOWN;
	}
	if (x->value.kind == VALUE_TIME)
		return beside_bound(x, bound, lower, env, why);
	return operand_order(x, bound, lower ? OP_GE : OP_LE, env, why);
}

/* A range of times of day that ends before it begins goes past midnight. */
static bool past_midnight(const struct operand *from, const struct operand *to)
{
	return from->value.kind == VALUE_CLOCK && to->value.kind == VALUE_CLOCK &&
	       from->value.as.clock > to->value.as.clock;
}

struct value eval_in_range(const struct expr *e, struct env *env)
{
	const struct expr *low = e->parts[1]->parts[0], *high = e->parts[1]->parts[1];
	struct operand x = {expr_eval(e->parts[0], env), &e->parts[0]->type, e->parts[0]};
	struct operand from = {expr_eval(low, env), &low->type, low}, to = {expr_eval(high, env), &high->type, high};
	const struct reason *why[2] = {NULL, NULL}, *all = NULL;
	enum truth t[2], both;

	if (x.value.kind == VALUE_UNKNOWN)
		return value_unknown(x.value.as.why);
	t[0] = beside(&x, &from, true, env, &why[0]);
	t[1] = beside(&x, &to, false, env, &why[1]);
	both = past_midnight(&from, &to) ? truth_or(t[0], t[1]) : truth_and(t[0], t[1]);
	if (both == TRUTH_UNKNOWN)
		all = reasons_join(why[0], why[1], env->arena);
	return value_truth(e->negated ? truth_not(both) : both, all);
}

/* Does a letter or a digit stand there? Letters beyond ASCII are letters. */
static bool part_of_word(struct str s, size_t i)
{
	unsigned char c = i < s.n ? (unsigned char)s.at[i] : ' ';

	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* alone: not as a part of a longer word or number. */
static bool has_part(struct str s, struct str part, bool alone)
{
	if (part.n == 0)
		return true;
	for (size_t i = 0; i + part.n <= s.n; i++) {
		if (s.at[i] != part.at[0] || !str_eq(str_cut(s, i, part.n), part))
			continue;
		if (!alone || !((i > 0 && part_of_word(s, i - 1)) || part_of_word(s, i + part.n)))
			return true;
	}
	return false;
}

struct value eval_match(const struct expr *e, struct env *env)
{
	struct value v[2] = {expr_eval(e->parts[0], env), expr_eval(e->parts[1], env)};
	struct str text, pattern;

	if (v[0].kind == VALUE_UNKNOWN || v[1].kind == VALUE_UNKNOWN)
		return value_unknown(eval_unknown_of(env, v, 2).as.why);
	text = text_fold(env->arena, v[0].as.text);
	pattern = e->text.n > 0 ? e->text : text_fold(env->arena, v[1].as.text);
	if (e->kind == NODE_MATCHES)
		return value_bool(text_glob(text, pattern));
	return value_bool(has_part(text, pattern, e->parts[1]->type.kind == TYPE_POSTCODE));
}
