#include "lang/eval.h"
#include "lang/func.h"

struct value func_first(const struct expr *e, struct env *env, const struct value *args)
{
	struct value v = value_missing(), missing = v;

	(void)args;
	for (size_t i = 0; i < e->nparts; i++) {
		v = expr_eval(e->parts[i], env);
		if (v.kind != VALUE_UNKNOWN || !v.missing)
			return v;
		missing.as.why = reasons_join(missing.as.why, v.as.why, env->arena);
	}
	return missing;
}

struct value func_if(const struct expr *e, struct env *env, const struct value *args)
{
	struct value c = expr_eval(e->parts[0], env), v[2];

	(void)args;
	if (c.kind == VALUE_BOOL)
		return expr_eval(e->parts[c.as.truth ? 1 : 2], env);
	v[0] = expr_eval(e->parts[1], env);
	v[1] = expr_eval(e->parts[2], env);
	if (v[0].kind != VALUE_UNKNOWN && v[1].kind != VALUE_UNKNOWN && value_same(&v[0], &v[1]))
		return v[0];
	if (v[0].kind == VALUE_UNKNOWN && v[1].kind == VALUE_UNKNOWN && v[0].missing && v[1].missing)
		return eval_unknown_of(env, v, 2);
	return value_unknown(c.as.why);
}
