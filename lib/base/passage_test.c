#include <string.h>

#include "base/base_fixture.h"
#include "base/diag.h"

static struct source source_of(const char *text)
{
	return (struct source){.file = STR("a.yaml"), .text = str_of(text)};
}

static void places(void **state)
{
	struct source s = source_of("\xEF\xBB\xBF" "ab\nc\xc3\xa9" "d\n\nx");
	static const struct {
		size_t offset;
		uint32_t line, column;
	} cases[] = {
		{0, 1, 1}, {3, 1, 1}, {4, 1, 2}, {5, 1, 3}, {6, 2, 1}, {7, 2, 2}, {9, 2, 3}, {11, 3, 1}, {12, 4, 1}, {13, 4, 2}, {99, 4, 2},
	};

	(void)state;
	for (int indexed = 0; indexed < 2; indexed++) {
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			struct place p = source_place(&s, cases[i].offset);

			assert_int_equal(p.line, cases[i].line);
			assert_int_equal(p.column, cases[i].column);
			assert_ptr_equal(p.source, &s);
		}
		source_index(&s, &arena);
	}
	assert_null(source_place(NULL, 3).source);
}

/* Where byte `at` of the value stands in the source. */
static void traces(void **state)
{
	static const struct {
		const char *text;
		size_t offset;
		enum passage_style style;
		size_t at, expected;
	} cases[] = {
		{"k: one two", 3, PASSAGE_PLAIN, 4, 7},
		{"k: one  two", 3, PASSAGE_PLAIN, 5, 8},
		{"k: one\n   two three", 3, PASSAGE_PLAIN, 4, 10},   /* one_two: the t of two */
		{"k: one\n   two three", 3, PASSAGE_PLAIN, 3, 6},    /* the blank is the break */
		{"k: one\r\n   two", 3, PASSAGE_PLAIN, 4, 11},
		{"k: one \n\n\n  two", 3, PASSAGE_PLAIN, 5, 12},     /* one\n\ntwo */
		{"k: 'it''s x'", 3, PASSAGE_SINGLE, 3, 8},           /* it's x: the s */
		{"k: 'it''s x'", 3, PASSAGE_SINGLE, 0, 4},
		{"k: \"a\\tb\"", 3, PASSAGE_DOUBLE, 2, 7},            /* a TAB b */
		{"k: \"\\u00e9b\"", 3, PASSAGE_DOUBLE, 2, 10},        /* e acute has two bytes */
		{"k: \"\\x41\\x42c\"", 3, PASSAGE_DOUBLE, 2, 12},
		{"k: \"a\\\n   b\"", 3, PASSAGE_DOUBLE, 1, 10},       /* a line joined without a blank */
		{"k: \"\\", 3, PASSAGE_DOUBLE, 5, 5},
		{"k: |\n  ab\n  cd\n", 3, PASSAGE_BLOCK, 0, 7},
		{"k: |\n  ab\n  cd\n", 3, PASSAGE_BLOCK, 3, 12},
		{"k: |\n  ab\n    cd\n", 3, PASSAGE_BLOCK, 5, 14},
		{"k: >-\n  ab\n  cd\n", 3, PASSAGE_BLOCK, 3, 13},
		{"k: >\n\n  ab\n", 3, PASSAGE_BLOCK, 1, 8},
		{"k: |", 3, PASSAGE_BLOCK, 3, 4},
		{"k: one", 3, PASSAGE_PLAIN, 1000, 6},
		{"k: one", 100, PASSAGE_PLAIN, 1, 6},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct source s = source_of(cases[i].text);
		struct passage p = {.source = &s, .offset = cases[i].offset, .style = cases[i].style};

		if (passage_offset(&p, cases[i].at) != cases[i].expected)
			fail_msg("case %zu: %zu, not %zu", i, passage_offset(&p, cases[i].at), cases[i].expected);
	}
}

static void parts(void **state)
{
	struct source s = source_of("when: 'a ''b'' and c'");
	struct passage p = {.text = STR("a 'b' and c"), .source = &s, .offset = 6, .style = PASSAGE_SINGLE};
	struct passage part = passage_part(&p, 2, 9), deeper = passage_part(&part, 4, 100);

	(void)state;
	assert_true(str_eq_cstr(deeper.text, "and c"));
	assert_int_equal(passage_place(&deeper, 4).column, 20);
	assert_int_equal(passage_place(&part, 0).column, 10);
	p.style = PASSAGE_NONE;
	assert_int_equal(passage_place(&p, 5).column, 7);
	p.source = NULL;
	assert_null(passage_place(&p, 5).source);
	assert_int_equal(passage_part(&p, 50, 1).text.n, 0);
}

/* A long run of blanks does not cost its square. */
static void blanks(void **state)
{
	enum { N = 4000000 };
	char *text = mem_alloc(N);
	struct source s = {.file = STR("a.yaml"), .text = {text, N}};
	struct passage p = {.source = &s, .offset = 0, .style = PASSAGE_PLAIN};

	(void)state;
	memset(text, ' ', N);
	text[0] = text[N - 1] = 'x';
	assert_int_equal(passage_offset(&p, N - 1), N - 1);
	mem_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(traces),
		cmocka_unit_test(parts),
		cmocka_unit_test(blanks),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
