#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

static bool zero(const unsigned char *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] != 0)
			return false;
	}
	return true;
}

/* Pieces of all sizes: aligned, zeroed, and none runs into another. */
static void pieces(void **state)
{
	enum { N = 400 };
	struct arena a;
	unsigned char *at[N];

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < N; i++) {
		size_t n = i % 50 == 49 ? 100000 : i * 7;

		at[i] = arena_alloc(&a, n);
		assert_non_null(at[i]);
		assert_int_equal((uintptr_t)at[i] % _Alignof(max_align_t), 0);
		assert_true(zero(at[i], n));
		memset(at[i], (int)(i % 251) + 1, n);
	}
	for (size_t i = 0; i < N; i++) {
		size_t n = i % 50 == 49 ? 100000 : i * 7;

		for (size_t k = 0; k < n; k++)
			assert_int_equal(at[i][k], i % 251 + 1);
	}
	assert_true(a.used >= 800000);
	arena_free(&a);
	assert_int_equal(a.used, 0);
}

static void copies(void **state)
{
	struct arena a;
	int *numbers;

	(void)state;
	arena_init(&a);
	assert_string_equal(arena_copy(&a, "order", 6), "order");
	assert_non_null(arena_copy(&a, NULL, 0));
	numbers = arena_array(&a, 3, sizeof *numbers);
	assert_int_equal(numbers[0] | numbers[1] | numbers[2], 0);
	arena_free(&a);
}

static void vectors(void **state)
{
	VEC(int) v = {0};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (int i = 0; i < 1000; i++) {
		int *last = VEC_PUSH(&a, &v);

		assert_int_equal(*last, 0);
		*last = i + 1;
	}
	assert_int_equal(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.at[i], i + 1);
	v.n = 10; /* room that was used before is zeroed again */
	assert_int_equal(*VEC_PUSH(&a, &v), 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces),
		cmocka_unit_test(copies),
		cmocka_unit_test(vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
