#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/ics.h"

#define TEN "0123456789"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void assert_text(const struct buf *b, const char *expected)
{
	struct str got = buf_str(b);

	assert_int_equal(got.n, str_of(expected).n);
	assert_memory_equal(got.n > 0 ? got.at : "", expected, got.n);
}

/* A line has at most 75 octets; one that follows begins with a blank, which counts. */
static void folds_at_75_octets(void **state)
{
	static const struct {
		const char *value, *expected;
	} cases[] = {
		{"", "SUMMARY:\r\n"},
		/* 8 + 67 = 75 */
		{SIXTY "0123456", "SUMMARY:" SIXTY "0123456\r\n"},
		/* one more */
		{SIXTY "01234567", "SUMMARY:" SIXTY "0123456\r\n 7\r\n"},
		/* the second line takes 74 behind its blank */
		{SIXTY "0123456" SIXTY TEN "abcd", "SUMMARY:" SIXTY "0123456\r\n " SIXTY TEN "abcd\r\n"},
		{SIXTY "0123456" SIXTY TEN "abcde", "SUMMARY:" SIXTY "0123456\r\n " SIXTY TEN "abcd\r\n e\r\n"},
		/* characters of two, three and four octets that would pass the edge go to the next line */
		{SIXTY "012345\xC3\xA9", "SUMMARY:" SIXTY "012345\r\n \xC3\xA9\r\n"},
		{SIXTY "01234\xC3\xA9", "SUMMARY:" SIXTY "01234\xC3\xA9\r\n"},
		{SIXTY "01234\xE2\x82\xAC", "SUMMARY:" SIXTY "01234\r\n \xE2\x82\xAC\r\n"},
		{SIXTY "0123\xF0\x9F\x93\x85", "SUMMARY:" SIXTY "0123\r\n \xF0\x9F\x93\x85\r\n"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {0};
		ics_line(&out, "SUMMARY", str_of(cases[i].value));
		assert_text(&out, cases[i].expected);
		buf_free(&out);
	}
}

/* RFC 5545 section 3.3.11: a colon and a quotation mark stay. */
static void escapes_text(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"", ""},
		{"by 5 June: \"notice\"", "by 5 June: \"notice\""},
		{"a; b, c", "a\\; b\\, c"},
		{"C:\\x", "C:\\\\x"},
		{"one\ntwo\n", "one\\ntwo\\n"},
		{"a\rb", "a\\\\x0db"},
		{"a\tb", "a\\\\x09b"},
		{"\xC3\xA9", "\xC3\xA9"},
		{"a\xE2\x80\xAE" "b", "a\\\\u{202E}b"},
		{"\xFF", "\\\\xff"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {0};
		ics_text(&out, str_of(cases[i].text));
		assert_text(&out, cases[i].expected);
		buf_free(&out);
	}
}

static void prints_times(void **state)
{
	struct buf out = {0};
	int32_t day;
	(void)state;

	ics_instant(&out, 0);
	assert_text(&out, "19700101T000000Z");
	buf_clear(&out);
	ics_instant(&out, -1);
	assert_text(&out, "19691231T235959Z");
	buf_clear(&out);
	/* 20,605 days after 1970-01-01 is 2026-06-01: 56 years of 365 days, 14 leap days, 151 days of 2026 */
	ics_instant(&out, INT64_C(20605) * CIVIL_DAY_MS + INT64_C(30605999));
	assert_text(&out, "20260601T083005Z");
	buf_clear(&out);
	assert_true(civil_from_ymd(&day, 2026, 6, 5));
	ics_day(&out, day);
	assert_text(&out, "20260605");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_at_75_octets),
		cmocka_unit_test(escapes_text),
		cmocka_unit_test(prints_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
