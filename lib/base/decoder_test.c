#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void assert_str(struct str s, const char *expected)
{
	if (!str_eq_cstr(s, expected))
		fail_msg("got \"%.*s\", not \"%s\"", STR_ARG(s), expected);
}

static const struct {
	const char *encoding;
	struct str bytes;
	const char *utf8;
} CASES[] = {
	{"windows-1252", STR_INIT("caf\xe9 \x80"), "caf\xc3\xa9 \xe2\x82\xac"},
	{"iso-8859-1", STR_INIT("\xa3" "5"), "\xc2\xa3" "5"},
	{"utf-16le", STR_INIT("a\0\x3d\xd8\x00\xde" "b\0"), "a\xf0\x9f\x98\x80" "b"},
	{"UTF-16BE", STR_INIT("\0a\xd8\x3d\xde\x00"), "a\xf0\x9f\x98\x80"},
	{"utf-16le", STR_INIT("\x3d\xd8" "b\0"), "\xff" "b"},   /* half a pair */
	{"utf-16le", STR_INIT("\x00\xde" "b\0"), "\xff" "b"},
	{"utf-16le", STR_INIT("b\0\x3d\xd8"), "b\xff"},
	{"utf-16le", STR_INIT("b\0c"), "b\xff"},
	{"utf-8", STR_INIT("\xc3\xa9 \xf0\x9f\x98\x80"), "\xc3\xa9 \xf0\x9f\x98\x80"},
	{"windows-1252", STR_INIT("a\x81\x9d"), "a\xff\xff"},
	{"iso-8859-1", STR_INIT("a\x81"), "a\xc2\x81"},
	{"utf-8", STR_INIT("a\xff\xfe" "b"), "a\xff\xff" "b"},
	{"utf-8", STR_INIT("a\xc3"), "a\xff"},
	{"shift_jis", STR_INIT("\x89\xa4"), "\xe7\x8e\x8b"},
	{"us-ascii", STR_INIT("a\x80"), "a\xff"},
};

/* Whole, and in pieces of every size. */
static void decodes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		for (size_t size = 1; size <= CASES[i].bytes.n; size++) {
			struct text_decoder *d = text_decoder_open(str_of(CASES[i].encoding));
			struct buf out = {0};

			assert_non_null(d);
			for (size_t at = 0; at < CASES[i].bytes.n; at += size)
				text_decode(&out, d, str_cut(CASES[i].bytes, at, size), at + size >= CASES[i].bytes.n);
			assert_str(buf_str(&out), CASES[i].utf8);
			buf_free(&out);
			text_decoder_close(d);
		}
	}
}

/* More than one piece of the converter's: 10,000 characters outside the BMP. */
static void long_text(void **state)
{
	struct text_decoder *d = text_decoder_open(STR("utf-16le"));
	struct buf in = {0}, out = {0};

	(void)state;
	buf_add(&in, (struct str){"a\0", 2});
	for (int i = 0; i < 10000; i++)
		buf_add(&in, (struct str){"\x3d\xd8\x00\xde", 4});
	text_decode(&out, d, buf_str(&in), true);
	assert_int_equal(out.n, 40001);
	for (size_t i = 1; i < out.n; i++)
		assert_int_equal(out.at[i], "\xf0\x9f\x98\x80"[(i - 1) % 4]);
	buf_free(&in);
	buf_free(&out);
	text_decoder_close(d);
}

static void no_encoding(void **state)
{
	static const char *const names[] = {"", "klingon", "../etc/passwd", "utf-8,version=1", "ibm-37,swaplfnl", " utf-8", "utf-8\n"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_null(text_decoder_open(str_of(names[i])));
	text_decoder_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(long_text),
		cmocka_unit_test(no_encoding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
