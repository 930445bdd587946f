/* The sieve never says no to a reference that is there, and nearly always to one that is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "identity/sieve.h"

enum { KEYS = 5000 };

struct padded {
	char room[SIEVE_LONGEST + SIEVE_BEHIND];
};

static struct str padded(struct padded *p, const char *before, unsigned i, const char *after)
{
	int n = snprintf(p->room, SIEVE_LONGEST, "%s%07u%s", before, i, after);

	return (struct str){p->room, (size_t)n};
}

static void test_all_that_are_there(void **state)
{
	struct padded room = {{0}};
	struct arena a;
	struct str *keys;
	struct sieve s;
	size_t npassed = 0;

	(void)state;
	arena_init(&a);
	keys = arena_array(&a, KEYS, sizeof *keys);
	for (unsigned i = 0; i < KEYS; i++)
		keys[i] = str_dup(&a, i % 2 ? padded(&room, "v-", i, "") : padded(&room, "ab", i, "cd"));
	sieve_init(&s, keys, KEYS, &a);
	for (unsigned i = 0; i < KEYS; i++) {
		assert_false(sieve_is_nobodys(&s, i % 2 ? padded(&room, "V-", i, "") : padded(&room, "AB", i, "Cd")));
		npassed += !sieve_is_nobodys(&s, padded(&room, "X-00", i, ""));
	}
	assert_true(npassed < KEYS / 25);
	arena_free(&a);
}

/* Whatever a reader must look at itself passes. */
static void test_odd_texts_pass(void **state)
{
	static const struct {
		struct str text;
		bool nobodys;
	} cases[] = {
		{STR_INIT("x\0\0\0\0\0\0\0\0"), true},
		{STR_INIT("a plain one\0\0\0\0\0\0\0\0"), true},
		{STR_INIT("\0\0\0\0\0\0\0\0"), true}, /* no text at all */
		{STR_INIT("a\0b\0\0\0\0\0\0\0\0"), false},
		{STR_INIT("\0a\0\0\0\0\0\0\0\0"), false},
		{STR_INIT("4.47E+11\0\0\0\0\0\0\0\0"), false},
		{STR_INIT("caf\xc3\xa9\0\0\0\0\0\0\0\0"), false},
		{STR_INIT("eight by\xff\0\0\0\0\0\0\0\0"), false},
		{STR_INIT("1234567890123456789012345678901234567890123456789012345678901234\0\0\0\0\0\0\0\0"), true},
		{STR_INIT("12345678901234567890123456789012345678901234567890123456789012345\0\0\0\0\0\0\0\0"), false},
	};
	struct arena a;
	struct sieve s;

	(void)state;
	arena_init(&a);
	sieve_init(&s, NULL, 0, &a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str text = {cases[i].text.at, cases[i].text.n - SIEVE_BEHIND};
		if (sieve_is_nobodys(&s, text) != cases[i].nobodys)
			fail_msg("case %zu", i);
	}
	arena_free(&a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_that_are_there),
		cmocka_unit_test(test_odd_texts_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
