#include "base/base_fixture.h"
#include "base/diag.h"

static struct buf out;

static void assert_rendered(const struct diag_entry *e, const char *expected)
{
	buf_clear(&out);
	diag_render(&out, e);
	buf_char(&out, '\0');
	assert_string_equal(out.at, expected);
}

static void renders(void **state)
{
	struct source s = {.file = STR("or\x1b.yaml"), .text = STR("order: A1\n\tsubjct: \xe7\x8e\x8b\x07 x\r\n")};
	static const struct str keys[] = {STR_INIT("order"), STR_INIT("subject")};
	struct diag d;

	(void)state;
	diag_init(&d, &arena);
	diag_error(&d, (struct place){&s, 2, 2}, "unknown key \"%s\"", "subjct");
	diag_suggest(&d, STR("subjct"), keys, 2);
	diag_warning(&d, (struct place){&s, 2, 12}, "odd");
	diag_note(&d, (struct place){&s, 0, 0}, "whole file\n");
	diag_error(&d, (struct place){0}, "no file");
	diag_error(&d, (struct place){&s, 77, 5}, "past the end");
	assert_rendered(&d.entries.at[0], "or\\x1b.yaml:2:2: error: unknown key \"subjct\"\n"
	                                  "     2 |  subjct: \xe7\x8e\x8b\\x07 x\n"
	                                  "       |  ^\n"
	                                  "  help: did you mean \"subject\"?\n");
	assert_rendered(&d.entries.at[1], "or\\x1b.yaml:2:12: warning: odd\n"
	                                  "     2 |  subjct: \xe7\x8e\x8b\\x07 x\n"
	                                  "       |                ^\n");
	assert_rendered(&d.entries.at[2], "or\\x1b.yaml: note: whole file\\x0a\n");
	assert_rendered(&d.entries.at[3], "error: no file\n");
	assert_rendered(&d.entries.at[4], "or\\x1b.yaml:77:5: error: past the end\n");
	assert_int_equal(d.nerrors, 3);
}

/* A line of 300 characters is shown in part. */
static void long_lines(void **state)
{
	struct source s = {.file = STR("a"), .text = str_printf(&arena, "%0299d!%s", 0, "\n")};
	struct diag d;

	(void)state;
	diag_init(&d, &arena);
	diag_error(&d, (struct place){&s, 1, 300}, "here");
	assert_rendered(&d.entries.at[0], "a:1:300: error: here\n"
	                                  "     1 | ... 000000000000000000000000000000000000000000000000000000000000!\n"
	                                  "       |                                                                 ^\n");
	diag_error(&d, (struct place){&s, 1, 1}, "there");
	buf_clear(&out);
	diag_render(&out, &d.entries.at[1]);
	/* 100 characters, then dots. */
	assert_int_equal(out.n, sizeof "a:1:1: error: there\n     1 |  ...\n       | ^\n" - 1 + 100);
}

static void limits(void **state)
{
	struct source s = {.file = STR("a"), .text = STR("")};
	struct diag d;

	(void)state;
	diag_init(&d, &arena);
	diag_help(&d, "nothing to help");
	for (int i = 0; i < 60; i++) {
		diag_error(&d, source_place(&s, 0), "error %d", i);
		diag_help(&d, "help %d", i);
		diag_note(&d, source_place(&s, 0), "note %d", i);
	}
	assert_int_equal(d.nerrors, 60);
	assert_int_equal(d.untold, 10);
	assert_int_equal(d.entries.n, 100);
	assert_str(d.entries.at[98].help, "help 49");
	assert_str(d.entries.at[99].message, "note 49");
	assert_int_equal(d.entries.at[99].help.n, 0);
	diag_warning(&d, source_place(&s, 0), "warning");
	assert_int_equal(d.entries.n, 101);
}

static void sorts(void **state)
{
	struct source a = {.file = STR("a"), .text = STR("")}, b = {.file = STR("b"), .text = STR("")};
	static const char *const expected[] = {"none", "a0", "a1", "note of a1", "a1 again", "a2", "b1", "note of b1"};
	struct diag d;

	(void)state;
	diag_init(&d, &arena);
	diag_error(&d, (struct place){&b, 1, 1}, "b1");
	diag_note(&d, (struct place){&a, 1, 1}, "note of b1");
	diag_error(&d, (struct place){&a, 2, 1}, "a2");
	diag_error(&d, (struct place){&a, 1, 5}, "a1");
	diag_note(&d, (struct place){&b, 9, 9}, "note of a1");
	diag_error(&d, (struct place){&a, 1, 5}, "a1 again");
	diag_warning(&d, (struct place){&a, 0, 0}, "a0");
	diag_error(&d, (struct place){0}, "none");
	diag_sort(&d);
	assert_int_equal(d.entries.n, 8);
	for (size_t i = 0; i < 8; i++)
		assert_str(d.entries.at[i].message, expected[i]);
}

static int close_all(void **state)
{
	buf_free(&out);
	return close_arena(state);
}

/* Joined is told: entries, counts, and what a limit keeps back. */
static void joined(void **state)
{
	struct arena a;
	struct diag one, two, all;
	enum { MANY = 70 };

	(void)state;
	arena_init(&a);
	diag_init(&one, &a);
	diag_init(&two, &a);
	diag_init(&all, &a);
	for (int i = 0; i < MANY; i++) {
		diag_warning(&two, (struct place){0}, "warning %d", i);
		diag_note(&two, (struct place){0}, "note %d", i);
		diag_error(i < 20 ? &one : &two, (struct place){0}, "error %d", i);
		diag_help(i < 20 ? &one : &two, "help %d", i);
	}
	diag_join(&all, &one);
	diag_join(&all, &two);
	assert_int_equal(all.nerrors, MANY);
	assert_int_equal(all.nwarnings, MANY);
	assert_int_equal(all.untold, 20 + 20);
	assert_int_equal(all.entries.n, 50 + 50 + 50);
	assert_true(str_eq_cstr(all.entries.at[19].help, "help 19"));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(renders),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(limits),
		cmocka_unit_test(sorts),
		cmocka_unit_test(joined),
	};

	return cmocka_run_group_tests(tests, open_arena, close_all);
}
