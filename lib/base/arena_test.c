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

/* Small and large arenas into one another: all stays readable, and new memory is zero. */
static void joined(void **state)
{
	static const size_t sizes[] = {0, 10, 5000, 3 << 20};
	enum { N = sizeof sizes / sizeof *sizes };

	(void)state;
	for (size_t i = 0; i < N * N; i++) {
		struct arena to, from;

		arena_init(&to);
		arena_init(&from);
		char *a = sizes[i / N] > 0 ? arena_alloc(&to, sizes[i / N]) : NULL;
		char *b = sizes[i % N] > 0 ? arena_alloc(&from, sizes[i % N]) : NULL;
		if (a)
			memset(a, 'a', sizes[i / N]);
		if (b)
			memset(b, 'b', sizes[i % N]);
		arena_join(&to, &from);
		assert_int_equal(from.used, 0);
		assert_true(to.used >= sizes[i / N] + sizes[i % N]);
		struct arena_mark mark = arena_mark(&to);
		assert_true(zero(memset(arena_alloc(&to, 3 << 20), 0, 1), 3 << 20));
		memset(arena_alloc(&to, 100), 'c', 100);
		arena_release(&to, mark);
		assert_true(zero(arena_alloc(&to, 100), 100));
		assert_true(!a || (a[0] == 'a' && a[sizes[i / N] - 1] == 'a'));
		assert_true(!b || (b[0] == 'b' && b[sizes[i % N] - 1] == 'b'));
		arena_free(&to);
	}
}

/* What comes after is zero, whatever was there before, and the largest block of the heap is used again. */
static void resets(void **state)
{
	static const size_t sizes[] = {10, 5000, 100000, 3 << 20};
	struct arena a;

	(void)state;
	arena_init(&a);
	arena_reset(&a);
	assert_null(a.head);
	for (size_t i = 0; i < 16; i++) {
		for (size_t k = 0; k <= i % 4; k++)
			memset(arena_alloc(&a, sizes[k]), 'a', sizes[k]);
		size_t largest = sizes[i % 4 < 2 ? i % 4 : 2];
		arena_reset(&a);
		assert_int_equal(a.used, 0);
		assert_int_equal(a.blocks, 1);
		assert_true(zero(arena_alloc(&a, largest), largest));
		assert_int_equal(a.blocks, 1);
		arena_reset(&a);
		struct arena_mark mark = arena_mark(&a);
		assert_true(zero(arena_alloc(&a, sizes[i / 4]), sizes[i / 4]));
		arena_release(&a, mark);
	}
	for (size_t i = 0; i < 10000; i++) /* up to blocks of a large page */
		memset(arena_alloc(&a, 1000), 'a', 1000);
	arena_reset(&a);
	assert_true(a.npages > 0);
	for (size_t i = 0, before = a.npages; i < 12; i++) { /* out of those, then new ones */
		assert_true(zero(arena_alloc(&a, 700000), 700000));
		assert_true(a.npages <= before);
		before = a.npages;
	}
	assert_int_equal(a.npages, 0);
	memset(arena_alloc(&a, 700000), 'b', 700000);
	arena_reset(&a);
	assert_true(a.npages > 0);
	struct arena to;
	arena_init(&to);
	arena_join(&to, &a);
	assert_int_equal(a.npages, 0);
	arena_free(&to);
	arena_free(&a);
}

/* An arena that was empty at the mark keeps a block: what comes and goes row by row asks the heap once. */
static void gives_back_rows(void **state)
{
	const struct arena_block *head = NULL;
	struct arena a;

	(void)state;
	arena_init(&a);
	struct arena_mark mark = arena_mark(&a);
	for (size_t i = 0; i < 4; i++) {
		unsigned char *p = arena_alloc(&a, 100);
		assert_true(zero(p, 100));
		memset(p, 'a', 100);
		arena_release(&a, mark);
		assert_int_equal(a.used, 0);
		assert_non_null(a.head);
		assert_true(i == 0 || a.head == head);
		head = a.head;
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces),
		cmocka_unit_test(copies),
		cmocka_unit_test(vectors),
		cmocka_unit_test(joined),
		cmocka_unit_test(resets),
		cmocka_unit_test(gives_back_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
