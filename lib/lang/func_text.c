#include "lang/eval.h"
#include "lang/func.h"

#include "base/text.h"

#define SIMILAR_MAX 256

struct runes {
	uint32_t at[SIMILAR_MAX];
	size_t n;
};

static size_t rune_bytes(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void runes_of(struct runes *out, struct str s)
{
	out->n = 0;
	for (size_t i = 0; i < s.n && out->n < SIMILAR_MAX;) {
		uint32_t rune = 0;
		for (size_t k = rune_bytes((unsigned char)s.at[i]); k > 0 && i < s.n; k--)
			rune = rune << 8 | (unsigned char)s.at[i++];
		out->at[out->n++] = rune;
	}
}

/* Characters of a that occur in b no further off than half the longer one, each used once. */
static size_t matches(bool *in_a, bool *in_b, const struct runes *a, const struct runes *b)
{
	size_t longer = a->n > b->n ? a->n : b->n, reach = longer / 2 > 0 ? longer / 2 - 1 : 0, n = 0;

	for (size_t i = 0; i < a->n; i++) {
		size_t from = i > reach ? i - reach : 0, to = i + reach + 1 < b->n ? i + reach + 1 : b->n;
		for (size_t k = from; k < to; k++) {
			if (in_b[k] || a->at[i] != b->at[k])
				continue;
			in_a[i] = in_b[k] = true;
			n++;
			break;
		}
	}
	return n;
}

static size_t transpositions(const bool *in_a, const bool *in_b, const struct runes *a, const struct runes *b)
{
	size_t k = 0, n = 0;

	for (size_t i = 0; i < a->n; i++) {
		if (!in_a[i])
			continue;
		while (!in_b[k])
			k++;
		n += a->at[i] != b->at[k];
		k++;
	}
	return n / 2;
}

static double jaro(const struct runes *a, const struct runes *b)
{
	bool in_a[SIMILAR_MAX] = {false}, in_b[SIMILAR_MAX] = {false};
	double m = (double)matches(in_a, in_b, a, b), t;

	if (a->n == 0 && b->n == 0)
		return 1;
	if (m < 1)
		return 0;
	t = (double)transpositions(in_a, in_b, a, b);
	return (m / (double)a->n + m / (double)b->n + (m - t) / m) / 3;
}

double similar_texts(struct str a, struct str b)
{
	struct runes x, y;
	size_t prefix = 0;
	double j;

	runes_of(&x, a);
	runes_of(&y, b);
	j = jaro(&x, &y);
	while (prefix < 4 && prefix < x.n && prefix < y.n && x.at[prefix] == y.at[prefix])
		prefix++;
	return j > 0.7 ? j + 0.1 * (double)prefix * (1 - j) : j;
}

struct value func_similar(const struct expr *e, struct env *env, const struct value *args)
{
	struct str a = text_latin(env->arena, args[0].as.text);
	const struct value *list = args[1].kind == VALUE_LIST ? args[1].as.list.at : &args[1];
	size_t n = args[1].kind == VALUE_LIST ? args[1].as.list.n : 1;
	double most = 0;

	(void)e;
	for (size_t i = 0; i < n; i++) {
		double s = 0;
		if (list[i].kind == VALUE_UNKNOWN)
			return value_unknown(list[i].as.why);
		s = similar_texts(a, text_latin(env->arena, list[i].as.text));
		most = s > most ? s : most;
	}
	return value_number((int64_t)(most * (double)NUMBER_ONE + 0.5));
}

/* Equal when folded, or as identifiers or the like where one of the two is of such a type. */
static bool same(const struct operand *a, const struct operand *b, struct env *env)
{
	const struct reason *why = NULL;

	if (str_eq(text_fold(env->arena, a->value.as.text), text_fold(env->arena, b->value.as.text)))
		return true;
	return (a->type->kind != TYPE_TEXT || b->type->kind != TYPE_TEXT) && operand_equal(a, b, env, &why) == TRUTH_TRUE;
}

struct value func_same(const struct expr *e, struct env *env, const struct value *args)
{
	struct operand a = {args[0], &e->parts[0]->type, e->parts[0]};
	struct operand b = {args[1], &e->parts[1]->type, e->parts[1]};
	const struct reason *why = NULL;
	bool unknown = false;

	if (args[1].kind != VALUE_LIST)
		return value_bool(same(&a, &b, env));
	b.type = b.type->element;
	for (size_t i = 0; i < args[1].as.list.n; i++) {
		b.value = args[1].as.list.at[i];
		if (b.value.kind == VALUE_UNKNOWN) {
			unknown = true;
			why = reasons_join(why, b.value.as.why, env->arena);
		} else if (same(&a, &b, env)) {
			return value_bool(true);
		}
	}
	return unknown ? value_unknown(why) : value_bool(false);
}

struct value func_lower(const struct expr *e, struct env *env, const struct value *args)
{
	(void)e;
	return value_text(text_lower(env->arena, args[0].as.text));
}

struct value func_identifier(const struct expr *e, struct env *env, const struct value *args)
{
	struct str out = args[0].as.text;

	(void)e;
	return value_text(identifier_parse(&out, args[0].as.text, env->arena) ? out : args[0].as.text);
}

struct value func_length(const struct expr *e, struct env *env, const struct value *args)
{
	size_t n = args[0].kind == VALUE_LIST ? args[0].as.list.n : text_length(args[0].as.text);

	(void)e;
	(void)env;
	return value_number((int64_t)n * NUMBER_ONE);
}
