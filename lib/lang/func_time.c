#include "lang/eval.h"
#include "lang/func.h"

/* Most days that period, clear-days-before and workdays count. */
#define DAYS_MAX 100000

static bool far(struct moment m)
{
	return m.first < -EVAL_FAR || m.last > EVAL_FAR;
}

static bool end_of_time(struct moment m)
{
	return m.first == m.last && (m.first == INSTANT_MIN || m.first == INSTANT_MAX);
}

/* The one day in which all of m lies; false: `out` is the answer, unknown. */
static bool one_day(int32_t *day, struct value *out, struct moment m, const struct expr *at, struct env *env)
{
	if (far(m)) {
		*out = end_of_time(m) ? value_time(m) : eval_unknown(env, REASON_RANGE, at);
		return false;
	}
	*day = m.whole ? m.day : civil_day(env->zone, m.first);
	if (m.whole || *day == civil_day(env->zone, m.last))
		return true;
	*out = eval_unknown(env, REASON_WHOLE_DAY, at);
	return false;
}

struct value func_day(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v;
	int32_t day;

	if (!one_day(&day, &v, args[0].as.time, e->parts[0], env))
		return v;
	return value_time(moment_day(env->zone, day));
}

struct value func_clock(const struct expr *e, struct env *env, const struct value *args)
{
	struct moment m = args[0].as.time;

	if (far(m))
		return eval_unknown(env, REASON_RANGE, e->parts[0]);
	if (!moment_exact(m))
		return eval_unknown(env, REASON_WHOLE_DAY, e->parts[0]);
	return (struct value){.kind = VALUE_CLOCK, .as.clock = civil_clock(env->zone, m.first)};
}

struct value func_weekday(const struct expr *e, struct env *env, const struct value *args)
{
	static const struct str names[] = {{"mon", 3}, {"tue", 3}, {"wed", 3}, {"thu", 3}, {"fri", 3}, {"sat", 3}, {"sun", 3}};
	struct moment m = args[0].as.time;
	struct value v;
	int32_t day;

	if (end_of_time(m))
		return eval_unknown(env, REASON_RANGE, e->parts[0]);
	return one_day(&day, &v, m, e->parts[0], env) ? value_text(names[civil_weekday(day)]) : v;
}

struct value func_at(const struct expr *e, struct env *env, const struct value *args)
{
	struct moment m = args[0].as.time;
	int32_t clock = args[1].as.clock;
	struct value v;
	int32_t day;

	if (!one_day(&day, &v, m, e->parts[0], env))
		return v;
	if (clock >= CIVIL_DAY_MS)
		return value_time(moment_instant(civil_day_start(env->zone, day + 1)));
	return value_time(moment_instant(civil_instant(env->zone, day, clock, NULL)));
}

struct value func_start_of_day(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v;
	int32_t day;

	if (!one_day(&day, &v, args[0].as.time, e->parts[0], env))
		return v;
	return value_time(moment_instant(civil_day_start(env->zone, day)));
}

struct value func_end_of_day(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v;
	int32_t day;

	if (!one_day(&day, &v, args[0].as.time, e->parts[0], env))
		return v;
	return value_time(moment_instant(civil_day_end(env->zone, day)));
}

static bool whole_number(int64_t *out, int64_t millionths, int64_t least)
{
	*out = millionths / NUMBER_ONE;
	return millionths % NUMBER_ONE == 0 && *out >= least && *out <= DAYS_MAX;
}

/* The count and the day of f(n, t); false: v is the answer. */
static bool count_and_day(int64_t *n, int32_t *day, struct value *v, int64_t least, const struct expr *e,
                          struct env *env, const struct value *args)
{
	if (!whole_number(n, args[0].as.number, least)) {
		*v = eval_unknown(env, REASON_RANGE, e->parts[0]);
		return false;
	}
	return one_day(day, v, args[1].as.time, e->parts[1], env);
}

struct value func_period(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v;
	int32_t day;
	int64_t n;

	if (!count_and_day(&n, &day, &v, 1, e, env, args))
		return v;
	return value_time(moment_instant(civil_period(env->zone, n, day)));
}

struct value func_clear_days_before(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v;
	int32_t day;
	int64_t n;

	if (!count_and_day(&n, &day, &v, 0, e, env, args))
		return v;
	return value_time(moment_instant(civil_clear_days_before(env->zone, n, day)));
}

struct value func_workdays(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v;
	int32_t day;
	int64_t n;

	if (!count_and_day(&n, &day, &v, 1, e, env, args))
		return v;
	return value_time(moment_instant(civil_workdays(env->zone, n, day, env->holidays, env->nholidays)));
}

/* Whole years at both ends of `on`; one answer where they agree. */
struct value func_age(const struct expr *e, struct env *env, const struct value *args)
{
	struct moment born = args[0].as.time, on = args[1].as.time;
	int least, most;

	if (far(born) || far(on))
		return eval_unknown(env, REASON_RANGE, far(born) ? e->parts[0] : e->parts[1]);
	least = civil_age(civil_day(env->zone, born.last), civil_day(env->zone, on.first));
	most = civil_age(civil_day(env->zone, born.first), civil_day(env->zone, on.last));
	if (least != most)
		return eval_unknown(env, REASON_WHOLE_DAY, moment_exact(on) ? e->parts[0] : e->parts[1]);
	return value_number((int64_t)least * NUMBER_ONE);
}
