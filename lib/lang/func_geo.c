#include <math.h>

#include "lang/eval.h"
#include "lang/func.h"
#include "lang/geo.h"

#define FAR_METRES 20100000 /* half of the way round is 20,037 km */

/* Metres as a number, to the millimetre. */
static struct value metres(const struct expr *e, struct env *env, double m)
{
	if (!(m >= 0 && m < 1e9))
		return eval_unknown(env, REASON_RANGE, e);
	return value_number((int64_t)(m * 1000 + 0.5) * (NUMBER_ONE / 1000));
}

struct value func_distance(const struct expr *e, struct env *env, const struct value *args)
{
	if (args[0].kind == VALUE_PLACE)
		return metres(e, env, geo_distance_place(args[1].as.point, args[0].as.place));
	if (args[1].kind == VALUE_PLACE)
		return metres(e, env, geo_distance_place(args[0].as.point, args[1].as.place));
	return metres(e, env, geo_distance(args[0].as.point, args[1].as.point));
}

struct value func_inside(const struct expr *e, struct env *env, const struct value *args)
{
	enum truth t;

	if (e->nparts == 2)
		return value_bool(geo_inside(args[0].as.point, args[1].as.place));
	if (args[2].as.number < 0)
		return eval_unknown(env, REASON_RANGE, e->parts[2]);
	t = geo_inside_circle(args[0].as.point, args[1].as.place, (double)args[2].as.number / (double)NUMBER_ONE);
	if (t == TRUTH_UNKNOWN)
		return eval_unknown(env, REASON_NEAR_EDGE, e->parts[0]);
	return value_bool(t == TRUTH_TRUE);
}

struct value func_in_use(const struct expr *e, struct env *env, const struct value *args)
{
	enum truth t = geo_in_use(args[0].as.place->use, args[1].as.time, env->zone);

	if (t == TRUTH_UNKNOWN)
		return eval_unknown(env, REASON_WHOLE_DAY, e->parts[1]);
	return value_bool(t == TRUTH_TRUE);
}

static bool nearest(double *m, struct point p, struct str class, const struct geo_when *when, const struct env *env)
{
	if (env->place_index)
		return geo_index_nearest(m, p, class, when, env->place_index);
	return geo_nearest(m, p, class, when, env->places, env->nplaces);
}

/* Where no place counts: further than any two points of the earth are apart. */
static struct value metres_or_far(const struct expr *e, struct env *env, double m)
{
	return isinf(m) ? value_number(FAR_METRES * NUMBER_ONE) : metres(e, env, m);
}

struct value func_nearest(const struct expr *e, struct env *env, const struct value *args)
{
	struct str class = args[0].as.text;
	struct geo_when when = {.zone = env->zone};
	const struct geo_when *asked = e->nparts == 3 ? &when : NULL;
	double m, perhaps;

	if (asked)
		when.t = args[2].as.time;
	if (!nearest(&m, args[1].as.point, class, asked, env))
		return eval_unknown_text(env, str_printf(env->arena, "there is no place of class %.*s", STR_ARG(class)));
	if (!asked || moment_exact(when.t))
		return metres_or_far(e, env, m);
	when.perhaps = true;
	nearest(&perhaps, args[1].as.point, class, asked, env);
	if (perhaps < m)
		return eval_unknown(env, REASON_WHOLE_DAY, e->parts[2]);
	return metres_or_far(e, env, m);
}
