#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "lint/words.h"

static struct arena arena;

static struct words split(const char *text)
{
	struct words w;

	words_split(&w, str_of(text), &arena);
	return w;
}

static void test_split(void **state)
{
	struct words w = split("Not to use É-mail, at 4.30 pm; the child’s device (any).\nNor\xC2\xA0this");
	static const char *const expected[] = {"not", "to", "use", "e", "mail", "at", "4", "30", "pm", "the", "child", "device", "any", "nor", "this"};
	static const enum word_end ends[] = {0, 0, 0, 0, WORD_ENDS_CLAUSE, 0, 0, 0, WORD_ENDS_SENTENCE, 0, 0, WORD_ENDS_CLAUSE,
	                                     WORD_ENDS_SENTENCE, 0, WORD_ENDS_SENTENCE};

	(void)state;
	assert_int_equal(w.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < w.n; i++) {
		assert_true(str_eq_cstr(w.at[i].text, expected[i]));
		assert_int_equal(w.at[i].end, ends[i]);
	}
	assert_int_equal(split("").n, 0);
	assert_int_equal(split(" .,;").n, 0);
	assert_int_equal(split("\xC2").n, 1); /* never past the end */
	assert_int_equal(split("a\xE2\x80").n, 1);
}

static void test_match(void **state)
{
	static const struct {
		const char *text, *pattern;
		bool matches;
	} cases[] = {
		{"Not to use the internet.", "use internet", false},
		{"Not to use the internet.", "use ~1 internet", true},
		{"Not to use the internet.", "use|access ~3 inter* $", true},
		{"Not to use the internet at all.", "internet $", false},
		{"Not to use the internet, or a telephone.", "internet $", true},
		{"Not to use it. The internet is vast.", "use ~5 internet", false},
		{"Not to use it. The internet is vast.", "it the", false},
		{"Stop. Not to go.", "^ not", true},
		{"Do not go.", "^ not", false},
		{"within 200 metres", "# metres", true},
		{"within two metres", "# metres", false},
		{"within 200metres", "# $", true},
		{"", "any", false},
		{"any", "any ~3 any", false},
		{"any any", "any ~3 any", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct words w = split(cases[i].text);
		if (words_has(&w, cases[i].pattern) != cases[i].matches)
			fail_msg("\"%s\" in \"%s\"", cases[i].pattern, cases[i].text);
	}
}

static void test_earliest(void **state)
{
	static const char *const patterns[] = {"device", "phone|internet", NULL};
	struct words w = split("Not to use the internet on any device.");
	struct match m;

	(void)state;
	assert_true(words_any(&m, &w, patterns));
	assert_int_equal(m.first, 4);
	assert_int_equal(m.end, 5);
	assert_true(words_match(&m, &w, 5, "device"));
	assert_false(words_match(&m, &w, 5, "internet"));
}

static void test_number(void **state)
{
	(void)state;
	assert_int_equal(word_number(STR("16")), 16);
	assert_int_equal(word_number(STR("sixteen")), 16);
	assert_int_equal(word_number(STR("163")), -1);
	assert_int_equal(word_number(STR("")), -1);
	assert_int_equal(word_number(STR("1st")), -1);
}

/* A long text of one word: each pattern's gaps are few and short. */
static void test_long(void **state)
{
	enum { N = 200000 };
	char *text = arena_alloc(&arena, 2 * N + 1);

	(void)state;
	for (size_t i = 0; i < N; i++)
		memcpy(text + 2 * i, "a ", 2);
	struct words w;
	words_split(&w, (struct str){text, 2 * N}, &arena);
	assert_int_equal(w.n, N);
	assert_false(words_has(&w, "a ~12 a ~12 b"));
}

static int open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split), cmocka_unit_test(test_match), cmocka_unit_test(test_earliest), cmocka_unit_test(test_number),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
