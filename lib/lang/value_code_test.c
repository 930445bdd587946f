#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/value.h"

struct pair {
	const char *text, *want; /* NULL: refused */
};

typedef bool reader(struct str *, struct str, struct arena *);

static void check(reader *read, const struct pair *pairs, size_t n)
{
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < n; i++) {
		struct str got = {0};
		bool ok = read(&got, str_of(pairs[i].text), &a);
		if (ok != (pairs[i].want != NULL) || (ok && !str_eq_cstr(got, pairs[i].want)))
			fail_msg("\"%s\" became \"%.*s\"", pairs[i].text, ok ? (int)got.n : 1, ok ? got.at : "-");
	}
	arena_free(&a);
}

#define CHECK(read, pairs) check((read), (pairs), sizeof(pairs) / sizeof(pairs)[0])

static void words(void **state)
{
	static const struct pair pairs[] = {
		{"booked", "booked"}, {"Booked", "booked"}, {" NO SHOW ", "no-show"}, {"no_show", "no-show"},
		{"no  _ show", "no-show"}, {"no-show", "no-show"}, {"a--b", "a--b"}, {"7-B", "7-b"},
		{"no\xc2\xa0show", "no-show"}, {"ÉTÉ", "été"}, {"E\xcc\x81T", "ét"}, {"new\tline", "new-line"},
		{"\xe2\x80\x83" "odd", "odd"}, {"x/Y", "x/y"}, {"", NULL}, {"  ", NULL}, {"\xc2\xa0", NULL},
	};
	(void)state;
	CHECK(word_parse, pairs);
}

static void identifiers(void **state)
{
	static const struct pair pairs[] = {
		{"500000042", "500000042"}, {"ab 12-34.56 c", "AB123456C"}, {"1999/1234567b", "1999/1234567B"},
		{"01\xe2\x80\x93" "02", "0102"}, {"1\xc2\xa0" "2", "12"}, {"José", "JOSé"}, {"JOSÉ", "JOSé"},
		{"a_b", "A_B"}, {"-", NULL}, {" . - ", NULL}, {"", NULL},
	};
	(void)state;
	CHECK(identifier_parse, pairs);
}

static void postcodes(void **state)
{
	static const struct pair pairs[] = {
		{"LS1 4AP", "LS1 4AP"}, {"ls14ap", "LS1 4AP"}, {"LS1  4AP", "LS1 4AP"}, {" LS1\xc2\xa0" "4AP ", "LS1 4AP"},
		{"M1 1AE", "M1 1AE"}, {"B33 8TH", "B33 8TH"}, {"CR2 6XH", "CR2 6XH"}, {"DN55 1PT", "DN55 1PT"},
		{"W1A 1HQ", "W1A 1HQ"}, {"EC1A 1BB", "EC1A 1BB"}, {"gir0aa", "GIR 0AA"}, {"GIR 0AA", "GIR 0AA"},
		{"", NULL}, {"LS1", NULL}, {"LS1 4A", NULL}, {"LS1 4APP", NULL}, {"LS1-4AP", NULL}, {"L S14AP", NULL},
		{"LS 14AP", NULL}, {"LS1 4 AP", NULL}, {"QS1 4AP", NULL}, {"VS1 4AP", NULL}, {"XS1 4AP", NULL},
		{"LI1 4AP", NULL}, {"LJ1 4AP", NULL}, {"LZ1 4AP", NULL}, {"LS1 4CP", NULL}, {"LS1 4AI", NULL},
		{"LS1 4KA", NULL}, {"LS1 4MA", NULL}, {"LS1 4OA", NULL}, {"LS1 4VA", NULL}, {"LS1 AAP", NULL},
		{"W1I 1HQ", NULL}, {"W1L 1HQ", NULL}, {"EC1C 1BB", NULL}, {"EC1M 1BB", "EC1M 1BB"}, {"E123 4AP", NULL},
		{"LS111 4AP", NULL}, {"GIR 0AB", NULL}, {"SW1A 2AA extra", NULL}, {"ＬＳ1 4AP", NULL}, {"ABC 1AA", NULL},
	};
	(void)state;
	CHECK(postcode_parse, pairs);
}

/* What is in its normal form comes back as the same bytes, and nothing is allocated. */
static void normal_forms_are_not_copied(void **state)
{
	static const struct {
		reader *read;
		const char *text;
	} cases[] = {
		{word_parse, "no-show"}, {identifier_parse, "1999/1234567B"}, {postcode_parse, "LS1 4AP"},
	};
	struct arena a;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str text = str_of(cases[i].text), got;
		assert_true(cases[i].read(&got, text, &a));
		assert_ptr_equal(got.at, text.at);
		assert_int_equal(a.used, 0);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(identifiers),
		cmocka_unit_test(postcodes),
		cmocka_unit_test(normal_forms_are_not_copied),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
