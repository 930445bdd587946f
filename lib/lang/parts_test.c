#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lang/parts.h"

static void splits(void **state)
{
	static const struct {
		const char *text;
		enum parts_of of;
		const char *want; /* parts with bars between */
	} cases[] = {
		{"a;b; c ", PARTS_ANY, "a|b|c"},
		{"a, b", PARTS_ANY, "a, b"},
		{"[a, b;c]", PARTS_ANY, "a|b|c"},
		{" [ ] ", PARTS_ANY, ""},
		{";;a;;", PARTS_ANY, "a"},
		{"[\"a, b\", 'c;d', e'f]", PARTS_ANY, "a, b|c;d|e'f"},
		{"['a, b]", PARTS_ANY, "'a|b"},
		{"\"a;b\"", PARTS_ANY, "\"a|b\""},
		{"[a]; b", PARTS_ANY, "[a]|b"},
		{"[", PARTS_ANY, "["},
		{"mon,wed 19:00..07:00; sat 10:00..12:00", PARTS_HOURS, "mon,wed 19:00..07:00|sat 10:00..12:00"},
		{"[mon,wed 19:00..07:00, sat,sun 10:00..12:00]", PARTS_HOURS, "mon,wed 19:00..07:00|sat,sun 10:00..12:00"},
		{"[\"mon 19:00..07:00\", \"sat,sun 10:00..12:00\"]", PARTS_HOURS, "mon 19:00..07:00|sat,sun 10:00..12:00"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a;
		struct parts parts;
		struct buf b = {0};
		arena_init(&a);
		assert_true(parts_split(&parts, str_of(cases[i].text), cases[i].of, &a));
		for (size_t j = 0; j < parts.n; j++) {
			buf_add(&b, j > 0 ? STR("|") : STR(""));
			buf_add(&b, parts.at[j]);
		}
		assert_true(str_eq_cstr(buf_str(&b), cases[i].want));
		buf_free(&b);
		arena_free(&a);
	}
}

static void bounds_their_number(void **state)
{
	static char text[200002];
	struct arena a;
	struct parts parts;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? ';' : 'a';
	assert_true(parts_split(&parts, (struct str){text, 200000}, PARTS_ANY, &a));
	assert_int_equal(parts.n, 100000);
	assert_false(parts_split(&parts, (struct str){text, 200002}, PARTS_ANY, &a));
	arena_free(&a);
}

static void quotes_whole_characters(void **state)
{
	char text[80];
	struct arena a;
	(void)state;
	arena_init(&a);
	memset(text, 'x', sizeof text);
	memcpy(text + 59, "é", 2); /* bytes 59 and 60: the cut would fall between them */
	struct str got = parts_quote((struct str){text, sizeof text}, &a);
	assert_int_equal(got.n, 59 + strlen("…"));
	assert_true(str_eq_cstr(str_from(got, 59), "…"));
	assert_true(str_eq_cstr(parts_quote(STR("short"), &a), "short"));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits),
		cmocka_unit_test(bounds_their_number),
		cmocka_unit_test(quotes_whole_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
