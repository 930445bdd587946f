/* Conditions in words. */
#include "lang/phrase_parts.h"
#include "lang/say.h"

/* Both sides are literals or known parameters. */
static int equal_constants(const struct expr *e, const struct phrase_words *w)
{
	const struct value *a = phrase_known(e->parts[0], w), *b = phrase_known(e->parts[1], w);

	if (!a || !b || a->kind != b->kind || a->kind == VALUE_TIME || a->kind == VALUE_UNKNOWN)
		return 0;
	return value_same(a, b) == (e->op == OP_EQ) ? 1 : -1;
}

/* A number that no event can change: a literal, a known parameter, the length of a known list. */
static bool constant(int64_t *n, const struct expr *e, const struct phrase_words *w)
{
	bool length = phrase_is_call(e, "length");
	const struct value *v = phrase_known(length ? e->parts[0] : e, w);

	if (!v || v->kind != (length ? VALUE_LIST : VALUE_NUMBER))
		return false;
	*n = length ? (int64_t)v->as.list.n * NUMBER_ONE : v->as.number;
	return true;
}

static int ordered_constants(const struct expr *e, const struct phrase_words *w)
{
	int64_t a, b;

	if (!constant(&a, e->parts[0], w) || !constant(&b, e->parts[1], w))
		return 0;
	switch (e->op) {
	case OP_LT: return a < b ? 1 : -1;
	case OP_LE: return a <= b ? 1 : -1;
	case OP_GT: return a > b ? 1 : -1;
	case OP_GE: return a >= b ? 1 : -1;
	case OP_EQ: return a == b ? 1 : -1;
	case OP_NE: return a != b ? 1 : -1;
	case OP_ADD: case OP_SUB: case OP_MUL: case OP_DIV: break;
	}
	return 0;
}

/* Nothing is in a list that is known to be empty. */
static bool in_nothing(const struct expr *e, const struct phrase_words *w)
{
	const struct value *v = e->kind == NODE_IN || phrase_is_call(e, "same") ? phrase_known(e->parts[1], w) : NULL;

	return v && v->kind == VALUE_LIST && v->as.list.n == 0;
}

/* 1 always, -1 never, 0 it depends. */
static int settled(const struct expr *e, const struct phrase_words *w)
{
	const struct value *v = phrase_known(e, w);
	int all = e->kind == NODE_AND ? 1 : -1;

	if (v)
		return v->kind != VALUE_BOOL ? 0 : v->as.truth ? 1 : -1;
	if (e->kind == NODE_COMPARE && ordered_constants(e, w) != 0)
		return ordered_constants(e, w);
	if (e->kind == NODE_COMPARE && (e->op == OP_EQ || e->op == OP_NE))
		return equal_constants(e, w);
	if (in_nothing(e, w))
		return e->kind == NODE_IN && e->negated ? 1 : -1;
	if (e->kind == NODE_NOT)
		return -settled(e->parts[0], w);
	if (e->kind != NODE_AND && e->kind != NODE_OR)
		return 0;
	for (size_t i = 0, open = 0; i < e->nparts; i++) {
		int one = settled(e->parts[i], w);
		if (one == -all)
			return one;
		open += one == 0;
		if (i + 1 == e->nparts && open > 0)
			return 0;
	}
	return all;
}

static void clause(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not);

static void joined(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	bool and = (e->kind == NODE_AND) != not;
	size_t n = 0, left = 0;

	for (size_t i = 0; i < e->nparts; i++)
		left += settled(e->parts[i], w) == 0;
	if (!and && left > 1)
		buf_add(out, STR("either "));
	for (size_t i = 0; i < e->nparts; i++) {
		if (settled(e->parts[i], w) != 0)
			continue;
		if (n++ > 0)
			buf_add(out, and ? STR(", and ") : STR(", or "));
		clause(out, e->parts[i], w, not);
	}
}

static void compare(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	const struct value *v = phrase_known(e->parts[1], w);

	if (e->parts[0]->type.kind == TYPE_BOOL && v && v->kind == VALUE_BOOL) {
		clause(out, e->parts[0], w, (v->as.truth == (e->op == OP_EQ)) == not);
		return;
	}
	phrase_noun(out, e->parts[0], w);
	buf_add(out, op_words(not ? op_opposite(e->op) : e->op, &e->parts[0]->type));
	phrase_noun(out, e->parts[1], w);
}

static void between(struct buf *out, const struct expr *range, const struct phrase_words *w, bool not)
{
	const struct expr *from = range->parts[0], *to = range->parts[1];

	if (from->kind == NODE_EVER) {
		buf_add(out, not ? STR(" is after ") : STR(" is not after "));
		phrase_noun(out, to, w);
	} else if (to->kind == NODE_EVER) {
		buf_add(out, not ? STR(" is before ") : STR(" is not before "));
		phrase_noun(out, from, w);
	} else {
		buf_add(out, not ? STR(" does not lie between ") : STR(" lies between "));
		phrase_noun(out, from, w);
		buf_add(out, STR(" and "));
		phrase_noun(out, to, w);
	}
}

static void one_of(struct buf *out, const struct expr *set, const struct phrase_words *w, bool not)
{
	const struct value *v = phrase_known(set, w);

	if (set->type.kind == TYPE_HOURS) {
		buf_add(out, not ? STR(" lies outside ") : STR(" lies in "));
		buf_add(out, v ? STR("the hours ") : STR(""));
		phrase_noun(out, set, w);
	} else if (v && (v->kind == VALUE_LIST || v->kind == VALUE_COUNTRIES)) {
		buf_add(out, not ? STR(" is not ") : STR(" is "));
		phrase_value(out, v, &set->type, w, "or");
	} else if (set->kind == NODE_LIST) {
		buf_add(out, not ? STR(" is not ") : STR(" is "));
		for (size_t i = 0; i < set->nparts; i++) {
			if (i > 0)
				buf_add(out, i + 1 == set->nparts ? STR(" or ") : STR(", "));
			phrase_noun(out, set->parts[i], w);
		}
	} else {
		buf_add(out, not ? STR(" is not among ") : STR(" is among "));
		phrase_noun(out, set, w);
	}
}

static void membership(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	phrase_noun(out, e->parts[0], w);
	if (e->parts[1]->kind == NODE_RANGE)
		between(out, e->parts[1], w, not != e->negated);
	else
		one_of(out, e->parts[1], w, not != e->negated);
}

static void states(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	const struct value *v = phrase_known(e->parts[0], w);

	buf_add(out, not ? STR("the subject is not ") : STR("the subject is "));
	for (size_t i = 0; v && v->kind == VALUE_LIST && i < v->as.list.n; i++) {
		struct str name = v->as.list.at[i].as.text;
		buf_add(out, i == 0 ? STR("") : STR(" or "));
		for (size_t k = 0; k < name.n; k++)
			buf_char(out, name.at[k] == '-' ? ' ' : name.at[k]);
	}
	buf_add(out, STR(" at "));
	phrase_noun(out, e->parts[1], w);
}

/* first(a, true): what holds of a, or of nothing. */
static void by_default(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	const struct value *v = phrase_known(e->parts[e->nparts - 1], w);

	clause(out, e->parts[0], w, not);
	for (size_t i = 1; i + (v ? 1 : 0) < e->nparts; i++) {
		buf_add(out, STR(", or without a record of it "));
		clause(out, e->parts[i], w, not);
	}
	if (v && v->kind == VALUE_BOOL && v->as.truth != not)
		buf_add(out, STR(" or is not recorded"));
}

static void call(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	bool list = e->nparts > 1 && e->parts[1]->type.kind == TYPE_LIST;

	if (phrase_is_call(e, "in-state")) {
		states(out, e, w, not);
	} else if (phrase_is_first(e)) {
		by_default(out, e, w, not);
	} else if (phrase_is_call(e, "same")) {
		phrase_noun(out, e->parts[0], w);
		buf_add(out, not ? STR(" is not ") : STR(" is "));
		buf_add(out, list ? STR("one of ") : STR("the same as "));
		if (list && phrase_known(e->parts[1], w))
			phrase_value(out, phrase_known(e->parts[1], w), &e->parts[1]->type, w, "or");
		else
			phrase_noun(out, e->parts[1], w);
	} else if (phrase_is_call(e, "inside")) {
		phrase_noun(out, e->parts[0], w);
		buf_add(out, not ? STR(" is not inside ") : STR(" is inside "));
		phrase_noun(out, e->parts[1], w);
		if (e->nparts > 2)
			buf_add(out, STR(" with the whole circle of its accuracy"));
	} else if (phrase_is_call(e, "in-use")) {
		phrase_noun(out, e->parts[0], w);
		buf_add(out, not ? STR(" is not in use at ") : STR(" is in use at "));
		phrase_noun(out, e->parts[1], w);
	} else {
		buf_add(out, not ? STR("it is not so that ") : STR("it is so that "));
		buf_add(out, expr_text(e));
	}
}

static void text_test(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	bool glob = e->kind == NODE_MATCHES;

	phrase_noun(out, e->parts[0], w);
	buf_add(out, not ? STR(" does not ") : STR(" "));
	buf_add(out, glob ? not ? STR("look like ") : STR("looks like ") : not ? STR("contain ") : STR("contains "));
	phrase_noun(out, e->parts[1], w);
}

static void flag(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	phrase_noun(out, e, w);
	buf_add(out, e->kind == NODE_FIELD ? STR(" is recorded as ") : STR(" is "));
	buf_add(out, not ? STR("no") : STR("yes"));
}

static void clause(struct buf *out, const struct expr *e, const struct phrase_words *w, bool not)
{
	int known = settled(e, w);

	if (known != 0) {
		buf_add(out, (known > 0) != not ? STR("always") : STR("never"));
		return;
	}
	switch (e->kind) {
	case NODE_AND: case NODE_OR:
		joined(out, e, w, not);
		break;
	case NODE_NOT:
		clause(out, e->parts[0], w, !not);
		break;
	case NODE_COMPARE:
		compare(out, e, w, not);
		break;
	case NODE_IN:
		membership(out, e, w, not);
		break;
	case NODE_MATCHES: case NODE_CONTAINS:
		text_test(out, e, w, not);
		break;
	case NODE_MISSING:
		phrase_noun(out, e->parts[0], w);
		buf_add(out, e->parts[0]->type.kind == TYPE_LIST ? STR(" are ") : STR(" is "));
		buf_add(out, e->negated == not ? STR("not recorded") : STR("recorded"));
		break;
	case NODE_CALL:
		call(out, e, w, not);
		break;
	case NODE_NAME: case NODE_WORD: case NODE_TEXT: case NODE_LITERAL: case NODE_LIST: case NODE_RANGE:
	case NODE_FIELD: case NODE_VALUE: case NODE_PARAM: case NODE_KEY: case NODE_NOW: case NODE_TRIGGER:
	case NODE_EVER: case NODE_ARITH: case NODE_NEGATE: case NODE_EXCEPT:
		flag(out, e, w, not);
		break;
	}
}

void expr_phrase(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	if (e->type.kind == TYPE_BOOL)
		clause(out, e, w, false);
	else
		phrase_noun(out, e, w);
}

void phrase_if(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	int known = settled(e->parts[0], w);

	phrase_noun(out, e->parts[known < 0 ? 2 : 1], w);
	if (known != 0)
		return;
	buf_add(out, STR(" if "));
	expr_phrase(out, e->parts[0], w);
	buf_add(out, STR(", else "));
	phrase_noun(out, e->parts[2], w);
}
