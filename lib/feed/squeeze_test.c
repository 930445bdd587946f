#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "feed/squeeze.h"

/* In pieces of n bytes. */
static void squeeze(struct buf *out, struct str text, size_t n)
{
	FILE *file = squeeze_open(out);

	assert_non_null(file);
	for (size_t i = 0; i < text.n; i += n)
		assert_int_equal(fwrite(text.at + i, 1, text.n - i < n ? text.n - i : n, file), text.n - i < n ? text.n - i : n);
	assert_int_equal(fclose(file), 0);
}

static void comes_back_as_it_was(void **state)
{
	static const size_t lengths[] = {0, 1, 1 << 16, (1 << 16) + 1, 300000};

	(void)state;
	for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
		struct buf text = {0}, packed = {0}, back = {0};
		for (size_t i = 0; i < lengths[l]; i++)
			buf_char(&text, (char)(i * i % 251));
		squeeze(&packed, buf_str(&text), 1 + l * 7919);
		assert_true(unsqueeze(&back, buf_str(&packed), lengths[l]));
		assert_true(str_eq(buf_str(&back), buf_str(&text)));
		buf_free(&text);
		buf_free(&packed);
		buf_free(&back);
	}
}

static void what_is_cut_or_too_long_is_refused(void **state)
{
	struct buf text = {0}, packed = {0}, back = {0};

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_printf(&text, "%d,", i);
	squeeze(&packed, buf_str(&text), 100);
	for (size_t n = 0; n < packed.n; n += 97) {
		buf_clear(&back);
		assert_false(unsqueeze(&back, str_cut(buf_str(&packed), 0, n), text.n));
	}
	buf_clear(&back);
	assert_false(unsqueeze(&back, buf_str(&packed), text.n - 1));
	buf_clear(&back);
	assert_false(unsqueeze(&back, STR("no such thing"), 1000));
	buf_free(&text);
	buf_free(&packed);
	buf_free(&back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_it_was),
		cmocka_unit_test(what_is_cut_or_too_long_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
