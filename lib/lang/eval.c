#include "lang/eval.h"

#include "lang/func.h"

/* Reasons told of one value; more help nobody. */
#define REASONS_MAX 12

static bool same_part(const struct expr *a, const struct expr *b)
{
	return a == b || (a && b && str_eq(expr_text(a), expr_text(b)));
}

static bool has_reason(const struct reason *list, const struct reason *r)
{
	for (; list; list = list->next) {
		if (list->kind == r->kind && same_part(list->at, r->at) && str_eq(list->text, r->text))
			return true;
	}
	return false;
}

static size_t reasons_copy(const struct reason ***tail, const struct reason **head, const struct reason *from,
                           size_t n, struct arena *arena)
{
	for (; from && n < REASONS_MAX; from = from->next) {
		if (has_reason(*head, from))
			continue;
		struct reason *r = ARENA_NEW(arena, struct reason);
		*r = *from;
		r->next = NULL;
		**tail = r;
		*tail = &r->next;
		n++;
	}
	return n;
}

const struct reason *reasons_join(const struct reason *a, const struct reason *b, struct arena *arena)
{
	const struct reason *head = NULL, **tail = &head;
	size_t n;

	if (!a || !b || a == b)
		return a ? a : b;
	n = reasons_copy(&tail, &head, a, 0, arena);
	reasons_copy(&tail, &head, b, n, arena);
	return head;
}

struct value eval_unknown(struct env *env, enum reason_kind kind, const struct expr *at)
{
	struct reason *r = ARENA_NEW(env->arena, struct reason);

	r->kind = kind;
	r->at = at;
	return value_unknown(r);
}

struct value eval_unknown_text(struct env *env, struct str text)
{
	struct reason *r = ARENA_NEW(env->arena, struct reason);

	r->kind = REASON_TEXT;
	r->text = text;
	return value_unknown(r);
}

struct value eval_unknown_of(struct env *env, const struct value *values, size_t n)
{
	struct value out = value_unknown(NULL);

	for (size_t i = 0; i < n; i++) {
		if (values[i].kind != VALUE_UNKNOWN)
			continue;
		out.missing = out.missing || values[i].missing;
		out.as.why = reasons_join(out.as.why, values[i].as.why, env->arena);
	}
	return out;
}

/* Absorbing: false for `and`, true for `or`. */
static struct value eval_joined(const struct expr *e, struct env *env, bool absorbing)
{
	const struct reason *why = NULL;
	bool unknown = false;

	for (size_t i = 0; i < e->nparts; i++) {
		struct value v = expr_eval(e->parts[i], env);
		if (v.kind == VALUE_UNKNOWN) {
			unknown = true;
			why = reasons_join(why, v.as.why, env->arena);
		} else if (v.as.truth == absorbing) {
			return v;
		}
	}
	return unknown ? value_unknown(why) : value_bool(!absorbing);
}

struct value eval_logic(const struct expr *e, struct env *env)
{
	struct value v;

	if (e->kind == NODE_AND)
		return eval_joined(e, env, false);
	if (e->kind == NODE_OR)
		return eval_joined(e, env, true);
	v = expr_eval(e->parts[0], env);
	if (e->kind == NODE_MISSING)
		return value_bool((v.kind == VALUE_UNKNOWN && v.missing) != e->negated);
	if (v.kind != VALUE_BOOL)
		return value_unknown(v.as.why);
	return value_bool(!v.as.truth);
}

static struct value eval_list(const struct expr *e, struct env *env)
{
	struct value *at = arena_array(env->arena, e->nparts, sizeof *at);

	for (size_t i = 0; i < e->nparts; i++)
		at[i] = expr_eval(e->parts[i], env);
	return (struct value){.kind = VALUE_LIST, .as.list = {at, e->nparts}};
}

static struct value eval_except(const struct expr *e, struct env *env)
{
	struct value v[2] = {expr_eval(e->parts[0], env), expr_eval(e->parts[1], env)};
	struct countries *set;
	uint16_t code = 0;

	if (v[0].kind == VALUE_UNKNOWN || v[1].kind == VALUE_UNKNOWN)
		return eval_unknown_of(env, v, 2);
	set = ARENA_NEW(env->arena, struct countries);
	*set = *v[0].as.countries;
	if (v[1].kind == VALUE_COUNTRY) {
		countries_remove(set, v[1].as.country);
	} else {
		while (countries_next(&code, v[1].as.countries))
			countries_remove(set, code);
	}
	return (struct value){.kind = VALUE_COUNTRIES, .as.countries = set};
}

static struct value eval_ever(const struct expr *e)
{
	return value_time(moment_instant(e->as.upper ? INSTANT_MAX : INSTANT_MIN));
}

struct value expr_eval(const struct expr *e, struct env *env)
{
	switch (e->kind) {
	case NODE_LITERAL:
		return e->as.literal;
	case NODE_FIELD: case NODE_VALUE: case NODE_PARAM: case NODE_KEY: case NODE_NOW: case NODE_TRIGGER:
		return eval_name(e, env);
	case NODE_EVER:
		return eval_ever(e);
	case NODE_AND: case NODE_OR: case NODE_NOT: case NODE_MISSING:
		return eval_logic(e, env);
	case NODE_COMPARE:
		return eval_compare(e, env);
	case NODE_IN:
		return e->parts[1]->kind == NODE_RANGE ? eval_in_range(e, env) : eval_in(e, env);
	case NODE_MATCHES: case NODE_CONTAINS:
		return eval_match(e, env);
	case NODE_ARITH:
		return eval_arith(e, env);
	case NODE_NEGATE:
		return eval_negate(e, env);
	case NODE_EXCEPT:
		return eval_except(e, env);
	case NODE_LIST:
		return eval_list(e, env);
	case NODE_CALL:
		return eval_call(e, env);
	case NODE_NAME: case NODE_WORD: case NODE_TEXT: case NODE_RANGE:
		break;
	}
	return value_unknown(NULL);
}
