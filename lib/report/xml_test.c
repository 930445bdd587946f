#include "report/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	struct str in;
	const char *attribute, *text;
} characters[] = {
	{STR_INIT("plain"), "plain", "plain"},
	{STR_INIT("a<b & \"c\">"), "a&lt;b &amp; &quot;c&quot;&gt;", "a&lt;b &amp; &quot;c&quot;&gt;"},
	{STR_INIT("]]>"), "]]&gt;", "]]&gt;"},
	{STR_INIT("one\n\ttwo"), "one&#10;&#9;two", "one\n\ttwo"},
	{STR_INIT("a\0b"), "a\\x00b", "a\\x00b"},
	{STR_INIT("\x01\x1b[31m\r"), "\\x01\\x1b[31m\\x0d", "\\x01\\x1b[31m\\x0d"},
	{STR_INIT("\xff\xc3"), "\\xff\\xc3", "\\xff\\xc3"},
	{STR_INIT("\xed\xa0\x80"), "\\xed\\xa0\\x80", "\\xed\\xa0\\x80"}, /* a lone surrogate */
	{STR_INIT("\xef\xbf\xbe\xef\xbf\xbf"), "\\u{FFFE}\\u{FFFF}", "\\u{FFFE}\\u{FFFF}"},
	{STR_INIT("\xe2\x80\xae"), "\\u{202E}", "\\u{202E}"},
	{STR_INIT("caf\xc3\xa9 \xf0\x9f\x99\x82"), "caf\xc3\xa9 \xf0\x9f\x99\x82", "caf\xc3\xa9 \xf0\x9f\x99\x82"},
};

static void assert_out(const struct xml *x, const char *body)
{
	static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

	assert_true(x->out.n > sizeof head - 1);
	assert_int_equal(x->out.n, sizeof head - 1 + strlen(body));
	assert_memory_equal(x->out.at, head, sizeof head - 1);
	assert_memory_equal(x->out.at + sizeof head - 1, body, strlen(body));
}

static void escapes_characters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
		struct xml x;
		struct buf want = {0};
		xml_open(&x);
		xml_begin(&x, "e");
		xml_attr(&x, "a", characters[i].in);
		xml_text(&x, characters[i].in);
		xml_end(&x);
		buf_printf(&want, "<e a=\"%s\">%s</e>\n", characters[i].attribute, characters[i].text);
		buf_char(&want, '\0');
		assert_out(&x, want.at);
		buf_free(&want);
		xml_free(&x);
	}
}

static void nests_elements(void **state)
{
	struct xml x;

	(void)state;
	xml_open(&x);
	xml_begin(&x, "a");
	xml_begin(&x, "b");
	xml_attr_count(&x, "n", 18446744073709551615U);
	xml_end(&x);
	xml_begin(&x, "c");
	xml_begin(&x, "d");
	xml_text(&x, STR("x"));
	xml_end(&x);
	xml_end(&x);
	xml_end(&x);
	assert_out(&x, "<a>\n  <b n=\"18446744073709551615\"/>\n  <c>\n    <d>x</d>\n  </c>\n</a>\n");
	xml_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_characters),
		cmocka_unit_test(nests_elements),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
