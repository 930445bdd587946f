/* A reference is found letter for letter, and no other text is taken for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "identity/exact.h"

enum { KEYS = 5000 };

/* After noughts come bytes that are no part of the text. */
static struct str text_of(char room[64], const char *before, unsigned i)
{
	int n = snprintf(room, 40, "%s%u", before, i);

	memset(room + n, 'x', 64 - (size_t)n);
	return (struct str){room, (size_t)n};
}

static void test_found(void **state)
{
	static const char *const before[] = {"", "V-000000", "a longer reference-"};
	size_t nfound = 0;
	struct exact x;
	struct arena a;
	char room[64];

	(void)state;
	arena_init(&a);
	exact_init(&x, KEYS, &a);
	for (unsigned i = 0; i < KEYS; i++)
		exact_add(&x, text_of(room, before[i % 3], i), i);
	for (unsigned i = 0; i < KEYS; i++) {
		size_t found = exact_find(&x, text_of(room, before[i % 3], i));

		assert_true(found == i || found == SIZE_MAX);
		nfound += found == i;
		assert_int_equal(exact_find(&x, text_of(room, before[(i + 1) % 3], i)), SIZE_MAX);
		assert_int_equal(exact_find(&x, text_of(room, before[i % 3], i + KEYS * 10)), SIZE_MAX);
	}
	assert_true(nfound > KEYS - KEYS / 50);
	assert_int_equal(exact_find(&x, (struct str){room, 0}), SIZE_MAX);
	arena_free(&a);
}

/* More references than the room is for: some are left out, none is found for another. */
static void test_full(void **state)
{
	struct exact x;
	struct arena a;
	char room[64];

	(void)state;
	arena_init(&a);
	exact_init(&x, 0, &a);
	for (unsigned i = 0; i < KEYS; i++)
		exact_add(&x, text_of(room, "k", i), i);
	for (unsigned i = 0; i < KEYS; i++) {
		size_t found = exact_find(&x, text_of(room, "k", i));

		assert_true(found == i || found == SIZE_MAX);
	}
	exact_add(&x, STR("a reference longer than 24"), 1);
	assert_int_equal(exact_find(&x, STR("a reference longer than 24\0\0\0\0\0\0\0\0")), SIZE_MAX);
	arena_free(&a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
