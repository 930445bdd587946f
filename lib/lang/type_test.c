#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/value.h"

static void every_type_reads_as_it_prints(void **state)
{
	static const char *const lists[] = {"list of text", "list of place", "list of airport"};
	struct arena a;
	struct buf b = {0};
	struct type t;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < ntype_names; i++) {
		buf_clear(&b);
		assert_true(type_parse(&t, type_names[i], &a));
		assert_int_equal(t.kind, i);
		type_print(&b, &t);
		assert_true(str_eq(buf_str(&b), type_names[i]));
	}
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		buf_clear(&b);
		assert_true(type_parse(&t, str_of(lists[i]), &a));
		assert_int_equal(t.kind, TYPE_LIST);
		type_print(&b, &t);
		assert_true(str_eq_cstr(buf_str(&b), lists[i]));
	}
	buf_free(&b);
	arena_free(&a);
}

static void names_belong_to_kinds(void **state)
{
	static const struct {
		const char *name;
		enum type_kind kind;
	} cases[] = {
		{"text", TYPE_TEXT}, {"bool", TYPE_BOOL}, {"day", TYPE_DAY}, {"hours", TYPE_HOURS},
		{"airport", TYPE_AIRPORT}, {"countries", TYPE_COUNTRIES}, {"point", TYPE_POINT},
	};
	struct arena a;
	struct type t;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(type_parse(&t, str_of(cases[i].name), &a));
		assert_int_equal(t.kind, cases[i].kind);
	}
	assert_true(type_parse(&t, STR(" list  of   word "), &a));
	assert_int_equal(t.element->kind, TYPE_WORD);
	arena_free(&a);
}

static void refuses_other_names(void **state)
{
	static const char *const cases[] = {
		"", "Text", "texts", "list", "list of", "list of list of text", "listof text", "list text", "of text",
	};
	struct arena a;
	struct type t;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_false(type_parse(&t, str_of(cases[i]), &a));
	arena_free(&a);
}

static void same_types(void **state)
{
	static const struct str words[] = {{"in", 2}, {"out", 3}};
	struct type word = {.kind = TYPE_WORD}, closed = {.kind = TYPE_WORD, .words = words, .nwords = 2};
	struct type country = {.kind = TYPE_COUNTRY}, airport = {.kind = TYPE_AIRPORT}, text = {.kind = TYPE_TEXT};
	struct type list = {.kind = TYPE_LIST, .element = &word}, closed_list = {.kind = TYPE_LIST, .element = &closed};
	struct type text_list = {.kind = TYPE_LIST, .element = &text};
	(void)state;
	assert_true(type_same(&word, &closed));
	assert_true(type_same(&country, &airport));
	assert_false(type_same(&word, &text));
	assert_true(type_same(&list, &closed_list));
	assert_false(type_same(&list, &text_list));
	assert_false(type_same(&list, &word));
}

static void truth_tables(void **state)
{
	/* Kleene, in the order false, unknown, true. */
	static const enum truth both[3][3] = {
		{TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
		{TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
		{TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE},
	};
	static const enum truth either[3][3] = {
		{TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE},
		{TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_TRUE},
		{TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
	};
	static const enum truth order[3] = {TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		for (size_t j = 0; j < 3; j++) {
			assert_int_equal(truth_and(order[i], order[j]), both[i][j]);
			assert_int_equal(truth_or(order[i], order[j]), either[i][j]);
		}
		assert_int_equal(truth_not(order[i]), order[2 - i]);
		assert_int_equal(truth_of((int)i - 1), order[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_reads_as_it_prints),
		cmocka_unit_test(names_belong_to_kinds),
		cmocka_unit_test(refuses_other_names),
		cmocka_unit_test(same_types),
		cmocka_unit_test(truth_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
