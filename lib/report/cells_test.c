/* Cells of CSV and text in Markdown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/formats.h"

struct pair {
	const char *text, *expected;
};

static void assert_shown(const struct buf *b, const char *expected)
{
	struct str got = buf_str(b);

	if (!str_eq_cstr(got, expected))
		fail_msg("got %.*s, expected %s", STR_ARG(got), expected);
}

static void cells(void **state)
{
	static const struct pair pairs[] = {
		{"plain", "plain\r\n"},
		{"", "\r\n"},
		{"a,b", "\"a,b\"\r\n"},
		{"a \"b\"", "\"a \"\"b\"\"\"\r\n"},
		{"=1+1", "\"'=1+1\"\r\n"},
		{"+1", "\"'+1\"\r\n"},
		{"-1", "\"'-1\"\r\n"},
		{"@a", "\"'@a\"\r\n"},
		{" =1", "\"' =1\"\r\n"},
		{"\"=1", "\"'\"\"=1\"\r\n"},
		{"\xEF\xBC\x9D" "1", "\"'\xEF\xBC\x9D" "1\"\r\n"},
		/* a semicolon may end a cell */
		{"a; =1", "a;' =1\r\n"},
		{"a;b", "a;b\r\n"},
		/* no line of its own */
		{"a\r\nb", "a\\x0d\\x0ab\r\n"},
		{"\t=1", "\\x09=1\r\n"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buf_clear(&b);
		cell_add(&b, str_of(pairs[i].text), true);
		assert_shown(&b, pairs[i].expected);
	}
	buf_clear(&b);
	cell_add(&b, STR("a"), false);
	cell_add(&b, STR(""), false);
	cell_add(&b, STR("=c"), true);
	assert_shown(&b, "a,,\"'=c\"\r\n");
	buf_free(&b);
}

static void markdown(void **state)
{
	static const struct pair pairs[] = {
		{"Fri 1 May 2026 09:00", "Fri 1 May 2026 09:00"},
		{"<b>&amp;", "&lt;b&gt;&amp;amp;"},
		{"a|b", "a\\|b"},
		{"*_`~$^=!\\", "\\*\\_\\`\\~\\$\\^\\=\\!\\\\"},
		{"[a](b) {c}", "\\[a\\](b) \\{c\\}"},
		{"https://example.test", "https:<!-- -->//example.test"},
		{"WWW.example.test www", "WWW<!-- -->.example.test www"},
		{"a@b #1", "a@<!-- -->b #<!-- -->1"},
		{"a\nb", "a\\\\x0ab"},
		{"\xE2\x80\xAE" "a", "\\\\u\\{202E\\}a"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buf_clear(&b);
		markdown_text(&b, str_of(pairs[i].text));
		assert_shown(&b, pairs[i].expected);
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells),
		cmocka_unit_test(markdown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
