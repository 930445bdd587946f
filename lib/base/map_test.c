#include "base/base_fixture.h"
#include "base/map.h"

static void put_and_find(void **state)
{
	struct map m;
	int one = 1, two = 2;

	(void)state;
	map_init(&m, &arena);
	assert_null(map_find(&m, STR("a")));
	assert_true(map_put(&m, STR("a"), &one));
	assert_true(map_put(&m, (struct str){NULL, 0}, NULL));
	assert_false(map_put(&m, STR("a"), &two));
	assert_ptr_equal(map_find(&m, STR("a")), &two);
	assert_true(map_has(&m, STR("")));
	assert_null(map_find(&m, STR("")));
	assert_false(map_has(&m, STR("A")));
	assert_int_equal(m.n, 2);
}

static void many(void **state)
{
	enum { N = 20000 };
	static int values[N];
	struct map m;

	(void)state;
	map_init(&m, &arena);
	for (int i = 0; i < N; i++)
		assert_true(map_put(&m, str_printf(&arena, "subject-%d", i), &values[i]));
	for (int i = 0; i < N; i++)
		assert_ptr_equal(map_find(&m, str_printf(&arena, "subject-%d", i)), &values[i]);
	assert_false(map_has(&m, str_printf(&arena, "subject-%d", N)));
	for (size_t i = 0; i < m.n; i++)
		assert_ptr_equal(m.entries[i].value, &values[i]);
}

/* Room made before, between and for too few changes nothing but where things stand. */
static void room(void **state)
{
	enum { N = 300 };
	static int values[N];
	struct map m;

	(void)state;
	map_init(&m, &arena);
	map_room(&m, 0);
	assert_null(map_find(&m, STR("0")));
	for (int i = 0; i < N; i++) {
		if (i % 50 == 7)
			map_room(&m, (size_t)i / 2 + 60);
		assert_true(map_put(&m, str_printf(&arena, "%d", i), &values[i]));
		assert_true(m.n * 2 <= m.nslots && m.n <= m.cap);
	}
	for (int i = 0; i < N; i++)
		assert_ptr_equal(map_find(&m, str_printf(&arena, "%d", i)), &values[i]);
	assert_false(map_has(&m, STR("300")));
}

/* Under a key of zeros, as another implementation of SipHash-1-3 gives them. */
static void hashes(void **state)
{
	const uint64_t seed[2] = {0, 0}, other[2] = {0, 1};

	(void)state;
	assert_true(hash_bytes("abc", 3, seed) == UINT64_C(0xc03bc3a0042630f2));
	assert_true(hash_bytes("abcdefgh", 8, seed) == UINT64_C(0x3f7b849c0b8e35ea));
	assert_true(hash_bytes("abcdefghijklmnopqrstuvwxyz", 26, seed) == UINT64_C(0x323ccd2fd30709df));
	assert_true(hash_bytes("abc", 3, other) != hash_bytes("abc", 3, seed));
	assert_true(hash_bytes(NULL, 0, seed) == hash_bytes("", 0, seed));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(put_and_find),
		cmocka_unit_test(many),
		cmocka_unit_test(room),
		cmocka_unit_test(hashes),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
