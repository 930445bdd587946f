/* Pseudonyms, and text without what names a known person. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/mask.h"

static void assert_shown(struct str got, const char *expected)
{
	if (!str_eq_cstr(got, expected))
		fail_msg("got %.*s, expected %s", STR_ARG(got), expected);
}

static void pseudonyms(void **state)
{
	struct arena a;
	struct mask one, two;

	(void)state;
	arena_init(&a);
	mask_init(&one, STR("0123456789abcdef"), &a);
	mask_init(&two, STR("0123456789abcdeg"), &a);
	/* printf '7:subjectV-1' | openssl dgst -sha256 -hmac 0123456789abcdef */
	assert_shown(mask_pseudonym(&one, "subject", STR("V-1")), "subject-c27bf78d5b68");
	assert_false(str_eq(mask_pseudonym(&one, "subject", STR("V-1")), mask_pseudonym(&two, "subject", STR("V-1"))));
	assert_false(str_eq(mask_hex(&one, "subject", STR("V-1"), 64), mask_hex(&one, "order", STR("V-1"), 64)));
	assert_int_equal(mask_hex(&one, "subject", STR("V-1"), 64).n, 64);
	arena_free(&a);
}

static void known_words(void **state)
{
	static const struct {
		const char *text, *expected;
		size_t subject;
	} cases[] = {
		{"V-0001042 went", "S went", MASK_NOBODY},
		{"v_0001042.csv", "S.csv", MASK_NOBODY},
		{"bookingsV0001042x.csv", "bookingsSx.csv", MASK_NOBODY},
		{"trips/0001042-may.csv", "trips/S-may.csv", MASK_NOBODY},
		{"EXAMPLE, Alex", "N", MASK_NOBODY},
		{"AlexExampleTrips.csv", "NTrips.csv", MASK_NOBODY},
		{"alex  example's", "N's", MASK_NOBODY},
		{"an example", "an example", MASK_NOBODY},
		{"examples", "examples", MASK_ANYBODY},
		{"P 500.000/042", "P I", MASK_NOBODY},
		{"V-00010429", "V-00010429", MASK_NOBODY},
		{"condition 12 of A-1", "condition 12 of A-1", MASK_NOBODY},
		{"", "", MASK_ANYBODY},
		{"-- ", "-- ", MASK_ANYBODY},
		{"\xFF V-0001042 \xFF", "\xFF S \xFF", MASK_NOBODY},
	};
	struct arena a;
	struct mask m;

	(void)state;
	arena_init(&a);
	mask_init(&m, STR("0123456789abcdef"), &a);
	mask_know(&m, STR("V-0001042"), STR("S"));
	mask_know(&m, STR("Alex Example"), STR("N"));
	mask_know(&m, STR("Example Alex"), STR("N"));
	mask_know(&m, STR("500000042"), STR("I"));
	/* Too short to be known by. */
	mask_know(&m, STR("A-1"), STR("X"));
	mask_know(&m, STR("12"), STR("X"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_shown(mask_text(&m, str_of(cases[i].text), cases[i].subject), cases[i].expected);
	arena_free(&a);
}

/* A name alone is masked for its own subject, and where it may be anybody's. */
static void single_names(void **state)
{
	struct arena a;
	struct mask m;

	(void)state;
	arena_init(&a);
	mask_init(&m, STR("0123456789abcdef"), &a);
	mask_know_name(&m, STR("Ren\xC3\xA9"), 0);
	mask_know_name(&m, STR("May"), 1);
	mask_know_name(&m, STR("J"), 1);
	assert_shown(mask_text(&m, STR("Fri 1 May 2026"), 0), "Fri 1 May 2026");
	assert_shown(mask_text(&m, STR("Fri 1 May 2026"), MASK_NOBODY), "Fri 1 May 2026");
	assert_false(str_eq_cstr(mask_text(&m, STR("by May"), 1), "by May"));
	assert_false(str_eq_cstr(mask_text(&m, STR("by may"), MASK_ANYBODY), "by may"));
	assert_false(str_eq_cstr(mask_text(&m, STR("RENE"), 0), "RENE"));
	assert_shown(mask_text(&m, STR("J of it"), MASK_ANYBODY), "J of it");
	arena_free(&a);
}

static void messages(void **state)
{
	struct arena a;
	struct mask m;

	(void)state;
	arena_init(&a);
	mask_init(&m, STR("0123456789abcdef"), &a);
	mask_know(&m, STR("V-0001042"), STR("S"));
	assert_shown(mask_message(&m, STR("\"Jane\" is no day"), MASK_ANYBODY), "[withheld] is no day");
	/* A value may have quotation marks itself. */
	assert_shown(mask_message(&m, STR("says \"a \"Jane\" b\", like \"c\""), MASK_ANYBODY), "says [withheld]");
	assert_shown(mask_message(&m, STR("names V-0001042"), MASK_ANYBODY), "names S");
	assert_shown(mask_message(&m, STR("odd \""), MASK_ANYBODY), "odd [withheld]");
	assert_true(str_starts(mask_path(&m, STR("/home/jdoe/V-0001042.csv")), STR("folder-")));
	assert_shown(str_from(mask_path(&m, STR("/home/jdoe/V-0001042.csv")), 7 + MASK_DIGITS), "/S.csv");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pseudonyms),
		cmocka_unit_test(known_words),
		cmocka_unit_test(single_names),
		cmocka_unit_test(messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
