#include "base/base_fixture.h"

static void compares(void **state)
{
	const struct str none = {NULL, 0};

	(void)state;
	assert_true(str_eq(STR("a"), STR("a")));
	assert_false(str_eq(STR("a"), STR("ab")));
	assert_true(str_eq(none, STR("")));
	assert_true(str_eq(str_of(NULL), none));
	assert_true(str_eq_nocase(STR("SHPO-\xc3\x89"), STR("shpo-\xc3\x89")));
	assert_false(str_eq_nocase(STR("\xc3\x89"), STR("\xc3\xa9")));
	assert_false(str_eq_nocase(STR("[@"), STR("{`")));
	assert_true(str_cmp(STR("a"), STR("b")) < 0);
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("\xc3"), STR("z")) > 0);
	assert_true(str_cmp(none, STR("")) == 0);
	assert_true(str_starts(STR("order"), STR("ord")));
	assert_true(str_starts(none, none));
	assert_false(str_starts(STR("or"), STR("ord")));
}

static void cuts(void **state)
{
	const struct str none = {NULL, 0};
	struct str head, rest;

	(void)state;
	assert_str(str_trim(STR(" \t\r\na b\n ")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_int_equal(str_trim(none).n, 0);
	assert_str(str_from(STR("abc"), 1), "bc");
	assert_str(str_from(STR("abc"), 9), "");
	assert_int_equal(str_from(none, 3).n, 0);
	assert_str(str_cut(STR("abc"), 1, 1), "b");
	assert_str(str_cut(STR("abc"), 1, SIZE_MAX), "bc");
	assert_true(str_split(&head, &rest, STR("a:b:c"), ':'));
	assert_str(head, "a");
	assert_str(rest, "b:c");
	assert_false(str_split(&head, &rest, STR("abc"), ':'));
	assert_str(head, "abc");
	assert_int_equal(rest.n, 0);
	assert_true(str_split(&head, &rest, STR("abc:"), ':'));
	assert_int_equal(rest.n, 0);
	assert_false(str_split(&head, &rest, none, ':'));
}

static void copies(void **state)
{
	(void)state;
	assert_str(str_dup(&arena, STR("abc")), "abc");
	assert_int_equal(str_dup(&arena, (struct str){NULL, 0}).n, 0);
	assert_string_equal(str_cstr(&arena, str_cut(STR("abc"), 0, 2)), "ab");
	assert_str(str_printf(&arena, "%s %d", "row", 7), "row 7");
}

static void numbers(void **state)
{
	static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1a", "18446744073709551616", "99999999999999999999999"};
	uint64_t n = 5;

	(void)state;
	assert_true(str_to_u64(&n, STR("0")));
	assert_int_equal(n, 0);
	assert_true(str_to_u64(&n, STR("00018446744073709551615")));
	assert_true(n == UINT64_MAX);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(str_to_u64(&n, str_of(bad[i])));
}

static void buffers(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_int_equal(buf_str(&b).n, 0);
	buf_add(&b, (struct str){NULL, 0});
	for (int i = 0; i < 500; i++)
		buf_printf(&b, "%d,", i % 10);
	assert_int_equal(b.n, 1000);
	assert_str(str_cut(buf_str(&b), 994, 6), "7,8,9,");
	buf_clear(&b);
	buf_char(&b, 'x');
	buf_printf(&b, "%200s", "y");
	assert_int_equal(b.n, 201);
	assert_int_equal(b.at[200], 'y');
	buf_free(&b);
	assert_null(b.at);
}

static void decimals(void **state)
{
	static const uint64_t numbers[] = {0, 7, 10, 99, 100, 2026, UINT64_MAX};
	struct buf b = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < 7; i++) {
		for (int width = 0; width < 30; width += 3) {
			buf_number(&b, numbers[i], (size_t)width);
			buf_printf(&want, "%0*llu", width, (unsigned long long)numbers[i]);
		}
	}
	assert_true(str_eq(buf_str(&b), buf_str(&want)));
	buf_free(&b);
	buf_free(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(cuts),
		cmocka_unit_test(copies),
		cmocka_unit_test(numbers),
		cmocka_unit_test(buffers),
		cmocka_unit_test(decimals),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
