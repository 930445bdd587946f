/* Rows passed over are the rows that are made, by every variant, in every chunk size, over dirty texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "feed/record_fixture.h"

static uint64_t seed = 11;

static uint64_t draw(uint64_t below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (seed >> 33) % below;
}

static void expect_same(struct str csv, struct how how)
{
	struct buf made = {0}, passed = {0};

	how.variant = &scan_variants[scan_nvariants - 1];
	tell_passing(&made, csv, how, 0);
	for (size_t v = 0; v < scan_nvariants; v++) {
		how.variant = &scan_variants[v];
		if (!how.variant->there())
			continue;
		for (unsigned every = 0; every < 4; every++) {
			tell_passing(&passed, csv, how, every);
			if (!str_eq(buf_str(&made), buf_str(&passed)))
				fail_msg("%s, chunk %zu, width %zu, every %u:\n%.*s--\n%.*s--\n%.*s", how.variant->name, how.chunk,
				         how.width, every, STR_ARG(csv), STR_ARG(buf_str(&made)), STR_ARG(buf_str(&passed)));
		}
	}
	buf_free(&made);
	buf_free(&passed);
}

/* Every text of up to seven of these characters. */
static void test_all_short_texts(void **state)
{
	static const char letters[] = {'a', ',', '"', '\n', '\r', ' '};
	char csv[7];

	(void)state;
	for (size_t n = 1; n <= sizeof csv; n++) {
		size_t count = 1;

		for (size_t i = 0; i < n; i++)
			count *= sizeof letters;
		for (size_t k = 0; k < count; k += n < sizeof csv ? 1 : 37) {
			for (size_t i = 0, rest = k; i < n; i++, rest /= sizeof letters)
				csv[i] = letters[rest % sizeof letters];
			expect_same((struct str){csv, n}, (struct how){.chunk = 1 + k % 9, .width = 2 + k % 2, .delimiter = ','});
		}
	}
}

static void add_cell(struct buf *b)
{
	static const char *const odd[] = {"\"a\"", " \"a\nb\" ", "\"", "a\"b", "\"\"\"\"", "\"a,b\"", "", " ", "\t", "\xef\xbb\xbf",
	                                  "caf\xc3\xa9", "\xff", "  x  "};

	if (draw(12) == 0) {
		buf_add(b, str_of(odd[draw(sizeof odd / sizeof *odd)]));
		return;
	}
	if (draw(200) == 0)
		buf_char(b, '\0');
	for (uint64_t n = draw(draw(20) == 0 ? 400 : 24); n > 0; n--)
		buf_char(b, (char)('a' + draw(26)));
}

static void add_row(struct buf *b, size_t width)
{
	static const char *const ends[] = {"\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n \t\n"};
	uint64_t n = draw(15) == 0 ? draw(2 * width) : width;

	for (uint64_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(b, ',');
		add_cell(b);
	}
	buf_add(b, str_of(ends[draw(draw(2) ? 1 : sizeof ends / sizeof *ends)]));
}

static void test_dirty_texts(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t round = 0; round < 150; round++) {
		struct how how = {.width = 2 + draw(20), .delimiter = ','};

		buf_clear(&b);
		for (uint64_t n = draw(30); n > 0; n--)
			add_row(&b, how.width);
		for (how.chunk = 1; how.chunk < 300; how.chunk += 1 + draw(how.chunk))
			expect_same(buf_str(&b), how);
		how.chunk = INPUT_CHUNK;
		expect_same(buf_str(&b), how);
	}
	buf_free(&b);
}

/* Up to 4 KiB a row may be passed over; those beyond are made. */
static void test_long_rows(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t n = 4080; n < 4112; n++) {
		buf_clear(&b);
		for (size_t i = 0; i < n; i++)
			buf_char(&b, i == n / 2 ? ',' : 'x');
		buf_add(&b, STR("\nshort,row\n"));
		expect_same(buf_str(&b), (struct how){.chunk = INPUT_CHUNK, .width = 2, .delimiter = ','});
	}
	buf_free(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_short_texts),
		cmocka_unit_test(test_dirty_texts),
		cmocka_unit_test(test_long_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
