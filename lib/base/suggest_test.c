#include "base/base_fixture.h"
#include "base/diag.h"

static const struct str KEYS[] = {
	STR_INIT("subject"), STR_INIT("subjects"), STR_INIT("order"), STR_INIT("condition"), STR_INIT("from"), STR_INIT("until"), STR_INIT("\xc3\x89tat"),
};

static void nearest(void **state)
{
	static const char *const cases[][2] = {
		{"subjct", "subject"},    {"sbuject", "subject"}, {"subejcts", "subjects"}, {"SUBJECT", "subject"}, {"ordre", "order"},
		{"fro", "from"},          {"form", "from"},       {"untill", "until"},      {"\xc3\xa9tat", "\xc3\x89tat"},
		{"", ""},                 {"zzz", ""},            {"of", ""},               {"fr", ""},             {"conditional-x", "condition"},
		{"conditional-xy", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(suggest_nearest(str_of(cases[i][0]), KEYS, sizeof KEYS / sizeof *KEYS), cases[i][1]);
}

static void parts_of_names(void **state)
{
	static const struct str names[] = {STR_INIT("sopo"), STR_INIT("shpo-sc"), STR_INIT("travel/foreign-travel")};
	static const char *const cases[][2] = {
		{"shpo", "shpo-sc"}, {"SHPO", "shpo-sc"}, {"foreign-travel", "travel/foreign-travel"}, {"sop", "sopo"},
		{"travel", "travel/foreign-travel"}, {"hpo", ""}, {"-sc", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(suggest_nearest(str_of(cases[i][0]), names, sizeof names / sizeof *names), cases[i][1]);
}

static void long_words(void **state)
{
	static char word[100000];

	(void)state;
	for (size_t i = 0; i < sizeof word; i++)
		word[i] = 'a';
	assert_int_equal(suggest_nearest((struct str){word, sizeof word}, KEYS, 3).n, 0);
	assert_int_equal(suggest_nearest((struct str){"\xff\xfe", 2}, KEYS, 3).n, 0);
	assert_int_equal(suggest_nearest(STR("order"), NULL, 0).n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nearest),
		cmocka_unit_test(parts_of_names),
		cmocka_unit_test(long_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
