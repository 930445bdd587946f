#include <string.h>

#include "base/base_fixture.h"
#include "base/pool.h"
#include "base/text.h"

static void valid(void **state)
{
	static const struct {
		const char *text;
		size_t bad; /* SIZE_MAX: none */
	} cases[] = {
		{"", SIZE_MAX},
		{"plain", SIZE_MAX},
		{"0123456789abcdef0123456789abcdef0123456789\xc3\xa9", SIZE_MAX},
		{"0123456789abcdef0123456789abcdef0123456789\xff", 42},
		{"\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", SIZE_MAX},
		{"a\xc3", 1},                 /* cut off */
		{"a\xe2\x82", 1},
		{"a\xf0\x9f\x98", 1},
		{"\xc0\xaf", 0},              /* longer than need be */
		{"\xc1\xbf", 0},
		{"\xe0\x9f\xbf", 0},
		{"\xf0\x8f\xbf\xbf", 0},
		{"\xed\xa0\x80", 0},          /* a surrogate */
		{"\xf4\x90\x80\x80", 0},      /* past U+10FFFF */
		{"\xf5\x80\x80\x80", 0},
		{"ab\x80", 2},
		{"\xc3\x41", 0},
		{"\xe2\x82\x41", 0},
		{"\xc3\xa9\xc3", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t bad = SIZE_MAX;

		assert_int_equal(text_valid(&bad, str_of(cases[i].text)), cases[i].bad == SIZE_MAX);
		assert_int_equal(bad, cases[i].bad);
	}
	assert_true(text_valid(NULL, (struct str){NULL, 0}));
}

/* Every code point is read back, and every one but the surrogates is valid. */
static void code_points(void **state)
{
	(void)state;
	for (int32_t c = 0x80; c < 0x110000; c += c < 0x3000 ? 1 : 61) {
		char s[5] = {0};
		size_t i = 0, n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;

		for (size_t k = n - 1; k > 0; k--)
			s[k] = (char)(0x80 | (c >> (6 * (n - 1 - k)) & 0x3F));
		s[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c >> (6 * (n - 1)));
		assert_int_equal(text_valid(NULL, (struct str){s, n}), !surrogate);
		assert_int_equal(text_next((struct str){s, n}, &i), surrogate ? -1 : c);
		assert_int_equal(i, surrogate ? 1 : n);
	}
}

static void normal(void **state)
{
	static const char *const cases[][2] = {
		{"", ""},
		{" \t a  b \r\n", "a  b"},
		{"\xc2\xa0\xe3\x80\x80x\xe2\x80\xa8", "x"},                 /* blanks that are not ASCII */
		{"e\xcc\x81", "\xc3\xa9"},
		{"\xc3\xa9", "\xc3\xa9"},
		{"\xe2\x84\xab", "\xc3\x85"},                               /* the angstrom sign */
		{"q\xcc\xa3\xcc\x87", "q\xcc\xa3\xcc\x87"},
		{"q\xcc\x87\xcc\xa3", "q\xcc\xa3\xcc\x87"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(text_normal(&arena, str_of(cases[i][0])), cases[i][1]);
}

static void folds(void **state)
{
	static const char *const cases[][2] = {
		{"", ""},
		{"  C\xc3\xb4te \t D'Ivoire ", "cote d'ivoire"},
		{"ABC  def", "abc def"},
		{"STRASSE", "strasse"},
		{"Stra\xc3\x9f" "e", "strasse"},
		{"\xef\xbc\xa1\xef\xbc\xa2", "ab"},                        /* full width */
		{"\xef\xac\x81n", "fin"},                                   /* a ligature */
		{"A\xcc\x8a\xe2\x80\x8b", "a"},                            /* a ring, and a blank of no width */
		{"\xc4\xb0", "i"},
		{"a\xc2\xa0\xe2\x80\x83" "b", "a b"},
		{"\xce\xa3\xcf\x82", "\xcf\x83\xcf\x83"},                 /* both sigmas */
		{"\xf0\x90\x90\x80", "\xf0\x90\x90\xa8"},
		{"\xcc\x81", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(text_fold(&arena, str_of(cases[i][0])), cases[i][1]);
}

static void latin(void **state)
{
	static const char *const cases[][2] = {
		{"Plain  Name", "plain name"},
		{"\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd", "ivan"},
		{"\xc5\x81\xc3\xb3" "d\xc5\xba", "lodz"},
		{"\xce\xa0\xce\xad\xcf\x84\xcf\x81\xce\xbf\xcf\x82", "petros"},
		{"O\xe2\x80\x99" "Brien", "o'brien"},
		{"\xc3\x86r\xc3\xb8", "aero"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(text_latin(&arena, str_of(cases[i][0])), cases[i][1]);
}

/* A text of many pieces: 5,000 times "Ivan ". */
static void latin_of_long_text(void **state)
{
	struct buf b = {0};
	struct str s;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_add(&b, STR("\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd "));
	s = text_latin(&arena, buf_str(&b));
	assert_int_equal(s.n, 24999);
	for (size_t i = 0; i < s.n; i++)
		assert_int_equal(s.at[i], "ivan "[i % 5]);
	buf_free(&b);
}

static void latin_job(void *context, size_t i)
{
	bool *good = context;
	struct arena own;

	arena_init(&own);
	good[i] = str_eq_cstr(text_latin(&own, STR("\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd")), "ivan");
	arena_free(&own);
}

static void latin_in_threads(void **state)
{
	bool good[64] = {false};

	(void)state;
	pool_run(4, 64, latin_job, good);
	for (size_t i = 0; i < 64; i++)
		assert_true(good[i]);
}

static void lower(void **state)
{
	(void)state;
	assert_str(text_lower(&arena, STR("ABC  d")), "abc  d");
	assert_str(text_lower(&arena, STR("\xc3\x89T\xc3\x89 I")), "\xc3\xa9t\xc3\xa9 i");
	assert_str(text_lower(&arena, (struct str){NULL, 0}), "");
	assert_str(text_code(&arena, STR(" V\xe2\x80\x91" "1\xe2\x80\x8b ")), "v-1");
	assert_str(text_code(&arena, STR("\xef\xbc\xb6\xe2\x88\x92\xef\xbc\x91\xc2\xad")), "v-1");
	assert_str(text_code(&arena, STR("\xe2\x80\x8b\xc2\xa0")), "");
}

static void sizes(void **state)
{
	static const struct {
		const char *text;
		size_t length, width;
	} cases[] = {
		{"", 0, 0}, {"abc", 3, 3}, {"\xc3\xa9", 1, 1}, {"e\xcc\x81", 2, 1}, {"\xe7\x8e\x8b", 1, 2}, {"\xf0\x9f\x98\x80", 1, 2},
		{"\xef\xbc\xa1", 1, 2}, {"a\xe2\x80\x8d" "b", 3, 2}, {"\xe1\x84\x80\xe1\x85\xa1", 2, 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(text_length(str_of(cases[i].text)), cases[i].length);
		assert_int_equal(text_width(str_of(cases[i].text)), cases[i].width);
	}
}

/* Each byte at each place of a text, eight at a time and one by one. */
static void plain(void **state)
{
	char text[21];

	(void)state;
	assert_true(text_plain((struct str){NULL, 0}));
	for (size_t at = 0; at < sizeof text; at++) {
		for (int byte = 0; byte < 256; byte++) {
			memset(text, '~', sizeof text);
			text[at] = (char)byte;
			assert_int_equal(text_plain((struct str){text, sizeof text}), byte >= 0x20 && byte < 0x7F);
		}
	}
}

static void escapes(void **state)
{
	static const char *const cases[][2] = {
		{"plain \xc3\xa9 \xe7\x8e\x8b", "plain \xc3\xa9 \xe7\x8e\x8b"},
		{"\x1b[31m", "\\x1b[31m"},
		{"a\nb\x7f", "a\\x0ab\\x7f"},
		{"\xff" "a\xe2\x82", "\\xffa\\xe2\\x82"},
		{"a\xe2\x80\xae" "b", "a\\u{202E}b"},
		{"\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c", "\\u{2066}\\u{200F}\\u{061C}"},
		{"\xe2\x80\xa8\xe2\x80\xa9", "\\u{2028}\\u{2029}"},
		{"\xc2\x85", "\\u{0085}"},
		{"\xe2\x80\x8c", "\xe2\x80\x8c"},
		{"\xf3\xa0\x81\x81", "\\u{E0041}"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		text_escape(&b, str_of(cases[i][0]));
		assert_str(buf_str(&b), cases[i][1]);
	}
	buf_free(&b);
}

static void globs(void **state)
{
	static const struct {
		const char *text, *pattern;
		bool match;
	} cases[] = {
		{"", "", true},          {"", "*", true},           {"", "?", false},      {"abc", "abc", true},     {"abc", "ab", false},
		{"abc", "a*", true},     {"abc", "*c", true},       {"abc", "*b*", true},  {"abc", "a?c", true},     {"abc", "??", false},
		{"abc", "***", true},    {"aXbXc", "a*X?", true},   {"mississippi", "*issip*", true},                {"ab", "a*b*c", false},
		{"\xc3\xa9t", "?t", true}, {"\xc3\xa9", "??", false}, {"\xe7\x8e\x8bx", "*x", true}, {"aab", "*ab", true}, {"[a]", "[a]", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(text_glob(str_of(cases[i].text), str_of(cases[i].pattern)), cases[i].match);
}

static void version(void **state)
{
	(void)state;
	assert_non_null(strchr(text_icu_version(), '.'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid),
		cmocka_unit_test(code_points),
		cmocka_unit_test(normal),
		cmocka_unit_test(folds),
		cmocka_unit_test(latin),
		cmocka_unit_test(latin_of_long_text),
		cmocka_unit_test(latin_in_threads),
		cmocka_unit_test(lower),
		cmocka_unit_test(sizes),
		cmocka_unit_test(plain),
		cmocka_unit_test(escapes),
		cmocka_unit_test(globs),
		cmocka_unit_test(version),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
