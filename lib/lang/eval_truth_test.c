#include "lang/expr_kit.h"

static enum truth truth(struct kit *k, const char *format, const char *a, const char *b, const char *c)
{
	struct str text = str_printf(&k->arena, "%s %s %s %s %s", a, format, b, c ? format : "", c ? c : "");
	struct passage p = kit_passage(k, str_cstr(&k->arena, text));
	const struct expr *e = expr_compile_bool(&p, &k->scope, &k->diag);

	assert_non_null(e);
	return expr_truth(e, &k->env, NULL);
}

static void test_kleene(void **state)
{
	static const char *const terms[] = {"false", "travel.transit", "true"};
	static const enum truth and[3][3] = {
		{TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
		{TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
		{TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE},
	};
	static const enum truth or[3][3] = {
		{TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE},
		{TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_TRUE},
		{TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
	};
	struct kit k;

	(void)state;
	kit_open(&k);
	kit_bind(&k, "travel.id=x");
	for (int i = 0; i < 27; i++) {
		const char *a = terms[i / 9], *b = terms[i / 3 % 3], *c = terms[i % 3];
		assert_int_equal(truth(&k, "and", a, b, NULL), and[i / 9][i / 3 % 3]);
		assert_int_equal(truth(&k, "or", a, b, NULL), or[i / 9][i / 3 % 3]);
		assert_int_equal(truth(&k, "and", a, b, NULL), truth(&k, "and", b, a, NULL));
		assert_int_equal(truth(&k, "or", a, b, NULL), truth(&k, "or", b, a, NULL));
		struct str ab = str_printf(&k.arena, "(%s and %s)", a, b), bc = str_printf(&k.arena, "(%s and %s)", b, c);
		assert_int_equal(truth(&k, "and", str_cstr(&k.arena, ab), c, NULL), truth(&k, "and", a, str_cstr(&k.arena, bc), NULL));
		assert_int_equal(truth(&k, "and", a, b, c), truth(&k, "and", a, str_cstr(&k.arena, bc), NULL));
		ab = str_printf(&k.arena, "(%s or %s)", a, b);
		bc = str_printf(&k.arena, "(%s or %s)", b, c);
		assert_int_equal(truth(&k, "or", str_cstr(&k.arena, ab), c, NULL), truth(&k, "or", a, str_cstr(&k.arena, bc), NULL));
		assert_int_equal(truth(&k, "or", a, b, c), truth(&k, "or", a, str_cstr(&k.arena, bc), NULL));
	}
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kleene),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
