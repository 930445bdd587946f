#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "options.h"

enum { MOST = 8 };

struct parse_case {
	const char *words[MOST]; /* as typed */
	const char *options;     /* name=value; … in order */
	const char *operands;    /* each with a blank after it */
};

static int count_words(const char *const *words)
{
	int n = 0;

	while (n < MOST && words[n])
		n++;
	return n;
}

static char **typed(struct arena *a, const char *const *words, int n)
{
	char **argv = arena_array(a, (size_t)n + 1, sizeof *argv);

	for (int i = 0; i < n; i++)
		argv[i] = str_cstr(a, str_of(words[i]));
	return argv;
}

static void shown(struct buf *options, struct buf *operands, const struct arguments *args)
{
	for (size_t i = 0; i < args->options.n; i++)
		buf_printf(options, "%s=%.*s;", option_table[args->options.at[i].option].name,
		           STR_ARG(args->options.at[i].value));
	for (size_t i = 0; i < args->operands.n; i++)
		buf_printf(operands, "%.*s ", STR_ARG(args->operands.at[i]));
	buf_char(options, '\0');
	buf_char(operands, '\0');
}

static void reads_what_is_typed(void **state)
{
	static const struct parse_case cases[] = {
		{{"check", "--orders", "a", "e=e.csv"}, "orders=a;", "check e=e.csv "},
		{{"check", "--orders=a", "--orders=b=c"}, "orders=a;orders=b=c;", "check "},
		{{"-C", "p", "check", "-fjson"}, "project=p;format=json;", "check "},
		{{"check", "-vqj4", "-j", "2"}, "verbose=;quiet=;jobs=4;jobs=2;", "check "},
		{{"check", "--", "--orders", "-v"}, "", "check --orders -v "},
		{{"check", "e=-", "-"}, "", "check e=- - "},
		{{"check", "-o", "--", "x"}, "output=--;", "check x "},
		{{"--version"}, "version=;", ""},
		{{"check", "--level", "clear", "--level=breach"}, "level=clear;level=breach;", "check "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a;
		struct diag d;
		struct arguments args;
		struct buf options = {0}, operands = {0};
		int n = count_words(cases[i].words);

		arena_init(&a);
		diag_init(&d, &a);
		assert_true(arguments_parse(&args, n, typed(&a, cases[i].words, n), &a, &d));
		assert_int_equal(d.nerrors, 0);
		shown(&options, &operands, &args);
		assert_string_equal(options.at, cases[i].options);
		assert_string_equal(operands.at, cases[i].operands);
		buf_free(&options);
		buf_free(&operands);
		arena_free(&a);
	}
}

static void refuses_what_is_wrong(void **state)
{
	static const struct {
		const char *words[MOST];
		const char *message, *help;
	} cases[] = {
		{{"--lvel", "breach"}, "unknown option \"--lvel\"", "did you mean \"--level\"?"},
		{{"--level", "worst"}, "--level takes breach, review, upcoming, blind, clear, not \"worst\"", ""},
		{{"--color=allways"}, "--color takes auto, always, never, not \"allways\"", "did you mean \"always\"?"},
		{{"--orders"}, "--orders needs a value: --orders=PATH", ""},
		{{"--orders="}, "--orders needs a value: --orders=PATH", ""},
		{{"--quiet=yes"}, "--quiet takes no value", ""},
		{{"-vz"}, "unknown option \"-z\"", "\"ordercheck help COMMAND\" lists the options of a command"},
		{{"-vo"}, "--output needs a value: --output=FILE", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a;
		struct diag d;
		struct arguments args;
		int n = count_words(cases[i].words);

		arena_init(&a);
		diag_init(&d, &a);
		assert_false(arguments_parse(&args, n, typed(&a, cases[i].words, n), &a, &d));
		assert_int_equal(d.nerrors, 1);
		assert_string_equal(str_cstr(&a, d.entries.at[0].message), cases[i].message);
		assert_string_equal(str_cstr(&a, d.entries.at[0].help), cases[i].help);
		arena_free(&a);
	}
}

static void knows_whose_options_they_are(void **state)
{
	const char *const words[] = {"test", "--level", "breach", "--orders", "x"};
	struct arena a;
	struct diag d;
	struct arguments args;

	(void)state;
	arena_init(&a);
	diag_init(&d, &a);
	assert_true(arguments_parse(&args, 5, typed(&a, words, 5), &a, &d));
	assert_true(arguments_allowed(&args, FOR_CHECK, "check", &d));
	assert_false(arguments_allowed(&args, FOR_TEST, "test", &d));
	assert_int_equal(d.nerrors, 1);
	assert_string_equal(str_cstr(&a, d.entries.at[0].message), "--level is no option of \"test\"");
	arena_free(&a);
}

static void gives_the_last_or_all(void **state)
{
	const char *const words[] = {"--orders=a", "--orders=b", "-fjson", "-f", "text"};
	struct arena a;
	struct diag d;
	struct arguments args;
	const struct str *all;

	(void)state;
	arena_init(&a);
	diag_init(&d, &a);
	assert_true(arguments_parse(&args, 5, typed(&a, words, 5), &a, &d));
	assert_true(str_eq_cstr(option_last(&args, OPT_FORMAT), "text"));
	assert_int_equal(option_all(&all, &args, OPT_ORDERS, &a), 2);
	assert_true(str_eq_cstr(all[0], "a") && str_eq_cstr(all[1], "b"));
	assert_false(option_has(&args, OPT_LEVEL));
	assert_int_equal(option_last(&args, OPT_LEVEL).n, 0);
	arena_free(&a);
}

static void the_table_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < NOPTIONS; i++) {
		assert_non_null(option_table[i].name);
		assert_non_null(option_table[i].help);
		assert_int_not_equal(option_table[i].commands, 0);
		for (size_t k = 0; k < i; k++) {
			assert_string_not_equal(option_table[i].name, option_table[k].name);
			assert_true(option_table[i].letter == 0 || option_table[i].letter != option_table[k].letter);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_is_typed),
		cmocka_unit_test(refuses_what_is_wrong),
		cmocka_unit_test(knows_whose_options_they_are),
		cmocka_unit_test(gives_the_last_or_all),
		cmocka_unit_test(the_table_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
