#include "lang/say.h"

#include "lang/func.h"

void reason_say(struct buf *out, const struct reason *r)
{
	struct str at = r->at ? expr_text(r->at) : (struct str){0};

	switch (r->kind) {
	case REASON_MISSING:
		buf_printf(out, "%.*s is missing", STR_ARG(at));
		break;
	case REASON_WHOLE_DAY:
		buf_printf(out, "the exact time of %.*s is not known", STR_ARG(at));
		break;
	case REASON_UNBOUND:
		buf_printf(out, "no event gives %.*s, or which one does is not known", STR_ARG(at));
		break;
	case REASON_RANGE:
		buf_printf(out, "%.*s is out of range", STR_ARG(at));
		break;
	case REASON_STATE:
		buf_printf(out, "%.*s is not known for certain", STR_ARG(at));
		break;
	case REASON_NEAR_EDGE:
		buf_printf(out, "%.*s is too near the edge for its accuracy", STR_ARG(at));
		break;
	case REASON_TEXT:
		buf_add(out, r->text);
		break;
	}
}

static void say_reasons(struct buf *out, const struct expr *e, struct env *env)
{
	const struct reason *why = NULL;

	expr_truth(e, env, &why);
	for (bool first = true; why; why = why->next, first = false) {
		if (!first)
			buf_add(out, STR(" and "));
		reason_say(out, why);
	}
}

static bool fixed(const struct expr *e)
{
	const struct expr_uses *u = &e->uses;

	return !u->events && !u->values && !u->states && !u->roots && !u->trigger && !u->now;
}

bool expr_says_nothing(const struct expr *e, struct env *env)
{
	bool joined = e->kind == NODE_AND || e->kind == NODE_OR;
	enum truth all = e->kind == NODE_AND ? TRUTH_TRUE : TRUTH_FALSE, truth;

	if (fixed(e))
		return true;
	if (e->kind == NODE_NOT)
		return expr_says_nothing(e->parts[0], env);
	if (!joined)
		return false;
	truth = expr_truth(e, env, NULL);
	for (size_t i = 0; i < e->nparts && truth != TRUTH_UNKNOWN && truth != all; i++)
		if (expr_says_nothing(e->parts[i], env) && expr_truth(e->parts[i], env, NULL) == truth)
			return true;
	return false;
}

/* Of parts joined by `and` or `or`, those that decided; all where all had to. */
static void say_joined(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	enum truth all = e->kind == NODE_AND ? TRUTH_TRUE : TRUTH_FALSE;
	bool first = true, whole = fixed(e);

	for (size_t i = 0; i < e->nparts; i++) {
		if (truth != all && expr_truth(e->parts[i], env, NULL) != truth)
			continue;
		if (!whole && expr_says_nothing(e->parts[i], env))
			continue;
		if (!first)
			buf_add(out, STR(" and "));
		first = false;
		expr_say(out, e->parts[i], env);
	}
}

static void say_missing(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	bool missing = (truth == TRUTH_TRUE) != e->negated;

	if (missing) {
		buf_add(out, expr_text(e->parts[0]));
		buf_add(out, STR(" is missing"));
		return;
	}
	say_operand(out, e->parts[0], env);
	buf_add(out, STR(" is present"));
}

static void say_match(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	say_operand(out, e->parts[0], env);
	if (e->kind == NODE_MATCHES)
		buf_add(out, truth == TRUTH_TRUE ? STR(" matches ") : STR(" does not match "));
	else
		buf_add(out, truth == TRUTH_TRUE ? STR(" contains ") : STR(" does not contain "));
	say_operand(out, e->parts[1], env);
}

static void say_flag(struct buf *out, const struct expr *e, enum truth truth)
{
	struct str value = truth == TRUTH_TRUE ? STR("true") : STR("false");

	if (e->kind != NODE_LITERAL) {
		buf_add(out, expr_text(e));
		buf_add(out, STR(" is "));
	}
	buf_add(out, value);
}

static void say_known(struct buf *out, const struct expr *e, struct env *env, enum truth truth)
{
	switch (e->kind) {
	case NODE_COMPARE:
		say_compare(out, e, env, truth);
		break;
	case NODE_IN:
		say_in(out, e, env, truth);
		break;
	case NODE_MATCHES: case NODE_CONTAINS:
		say_match(out, e, env, truth);
		break;
	case NODE_MISSING:
		say_missing(out, e, env, truth);
		break;
	case NODE_CALL:
		say_call(out, e, env, truth);
		break;
	case NODE_LITERAL: case NODE_FIELD: case NODE_VALUE: case NODE_PARAM: case NODE_KEY: case NODE_NAME:
	case NODE_WORD: case NODE_TEXT: case NODE_LIST: case NODE_RANGE: case NODE_NOW: case NODE_TRIGGER:
	case NODE_EVER: case NODE_AND: case NODE_OR: case NODE_NOT: case NODE_ARITH: case NODE_NEGATE:
	case NODE_EXCEPT:
		say_flag(out, e, truth);
		break;
	}
}

void expr_say(struct buf *out, const struct expr *e, struct env *env)
{
	enum truth truth;

	if (e->type.kind != TYPE_BOOL) {
		say_operand(out, e, env);
		return;
	}
	if (e->kind == NODE_NOT) {
		expr_say(out, e->parts[0], env);
		return;
	}
	truth = expr_truth(e, env, NULL);
	if (e->kind == NODE_AND || e->kind == NODE_OR)
		say_joined(out, e, env, truth);
	else if (truth == TRUTH_UNKNOWN)
		say_reasons(out, e, env);
	else
		say_known(out, e, env, truth);
}
