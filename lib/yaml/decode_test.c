#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "yaml/decode.h"
#include "yaml/yaml_fixture.h"

static const char *const levels[] = {"low", "medium", "high", NULL};
static const struct yaml_shape place_shape = {.title = "a place"};

enum { ORDER_ID, ORDER_MADE, ORDER_SERVED, ORDER_LEVEL, ORDER_RULE, ORDER_WHERE, ORDER_REVIEW, ORDER_SUBJECT, ORDER_NOTIFIES,
       ORDER_RADIUS, ORDER_LASTS, ORDER_WITH, ORDER_NAME, ORDER_EXTRA, ORDER_DAYS, NORDER };

static const struct yaml_key order_keys[NORDER] = {
	[ORDER_ID] = {.name = "order", .type = YAML_TYPE_ID, .flags = YAML_REQUIRED},
	[ORDER_MADE] = {.name = "made", .type = YAML_TYPE_DAY, .flags = YAML_REQUIRED, .help = "the day of the hearing"},
	[ORDER_SERVED] = {.name = "served", .type = YAML_TYPE_TIME, .flags = YAML_MAY_BE_NULL},
	[ORDER_LEVEL] = {.name = "level", .type = YAML_TYPE_WORD, .words = levels},
	[ORDER_RULE] = {.name = "rule", .type = YAML_TYPE_NAME, .flags = YAML_LIST_OF | YAML_OR_ONE},
	[ORDER_WHERE] = {.name = "where", .type = YAML_TYPE_EXPRESSION},
	[ORDER_REVIEW] = {.name = "review-if", .type = YAML_TYPE_EXPRESSION, .flags = YAML_LIST_OF},
	[ORDER_SUBJECT] = {.name = "subject", .type = YAML_TYPE_MAP, .flags = YAML_OR_TEXT},
	[ORDER_NOTIFIES] = {.name = "notifies", .type = YAML_TYPE_BOOL},
	[ORDER_RADIUS] = {.name = "radius", .type = YAML_TYPE_NUMBER},
	[ORDER_LASTS] = {.name = "lasts", .type = YAML_TYPE_DURATION},
	[ORDER_WITH] = {.name = "with", .type = YAML_TYPE_MAP, .shape = &place_shape},
	[ORDER_NAME] = {.name = "name", .type = YAML_TYPE_NAME, .flags = YAML_NO_SLASH},
	[ORDER_EXTRA] = {.name = "extra", .type = YAML_TYPE_ANY},
	[ORDER_DAYS] = {.name = "days", .type = YAML_TYPE_DAY, .flags = YAML_LIST_OF},
};
static const struct yaml_shape order_shape = {.title = "an order", .keys = order_keys, .nkeys = NORDER};

struct decoded {
	struct arena arena;
	struct source source;
	struct diag diag;
	const struct yaml_node *out[NORDER];
	bool right;
};

static void decode(struct decoded *c, const struct yaml_shape *shape, const char *text)
{
	const struct yaml_node *n;
	*c = (struct decoded){.source = {.file = STR("order.yaml"), .text = str_of(text)}};
	arena_init(&c->arena);
	diag_init(&c->diag, &c->arena);
	struct yaml_reader *r = yaml_open(&c->source);
	assert_true(yaml_next(&n, r, &c->arena, &c->diag));
	yaml_close(r);
	assert_non_null(n);
	c->right = yaml_decode(c->out, shape, n, &c->diag);
}

static void test_right(void **state)
{
	(void)state;
	struct decoded c;
	decode(&c, &order_shape,
	       "order: 0012\nmade: 2026-03-02\nserved: ~\nlevel: high\nrule: travel/foreign-travel\nwhere: f(a, b) == 1\n"
	       "review-if: [\"f(a, b)\", f(a), 'x in [a]']\nsubject: {any: key}\nnotifies: Yes\nradius: -12.5\nlasts: 7d\n"
	       "with: {}\nname: a-b_2\nextra:\n");
	assert_true(c.right);
	assert_int_equal(c.diag.nerrors, 0);
	assert_true(str_eq_cstr(yaml_text(c.out[ORDER_ID]), "0012"));
	assert_true(c.out[ORDER_SERVED]->null);
	assert_int_equal(yaml_count(c.out[ORDER_RULE]), 1);
	assert_ptr_equal(yaml_at(c.out[ORDER_RULE], 0), c.out[ORDER_RULE]);
	assert_null(yaml_at(c.out[ORDER_RULE], 1));
	assert_int_equal(yaml_count(c.out[ORDER_REVIEW]), 3);
	assert_true(str_eq_cstr(yaml_text(yaml_at(c.out[ORDER_REVIEW], 1)), "f(a)"));
	assert_int_equal(yaml_count(c.out[ORDER_SUBJECT]), 1);
	assert_true(yaml_bool(c.out[ORDER_NOTIFIES], false));
	assert_null(c.out[ORDER_DAYS]);
	assert_int_equal(yaml_count(c.out[ORDER_DAYS]), 0);
	assert_int_equal(yaml_count(c.out[ORDER_SERVED]), 0);
	assert_true(yaml_bool(NULL, true));
	assert_int_equal(yaml_text(NULL).n, 0);
	arena_free(&c.arena);
}

#define HEAD "order: A\nmade: 2026-03-02\n"

/* One error each, in line and column. */
static void test_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint32_t line, column;
		const char *message, *help;
	} cases[] = {
		{"order: A\nmade: 02/03/2026\n", 2, 7, "expected a date such as 2026-03-02, but \"02/03/2026\" stands here", "year first"},
		{"order: A\nmade: 2026-02-30\n", 2, 7, "expected a date", "no such day"},
		{"order: A\nmade: 2026-03-02T10:00\n", 2, 7, "expected a date", "without a clock time"},
		{"order: A\nmade:\n", 2, 6, "but nothing stands here", ""},
		{"order: A\nmade: [2026-03-02]\n", 2, 7, "but a list stands here", ""},
		{"order: A\nmade: {a: b}\n", 2, 7, "but a mapping stands here", ""},
		{"order: A\n", 1, 1, "an order needs the key \"made\"", "the day of the hearing"},
		{"order: A\nmdae: 2026-03-02\n", 2, 1, "an order has no key \"mdae\"", "made"},
		{HEAD "\xC2\xA0\xC2\xA0name: a\n", 3, 1, "no key", "a no-break space (U+00A0) stands before the key"},
		{HEAD "zzzzzzzz: 1\n", 3, 1, "no key \"zzzzzzzz\"", ""},
		{HEAD "served: yesterday\n", 3, 9, "a date or time such as 2026-03-02 or 2026-03-02T12:00", "year first"},
		{HEAD "level: hihg\n", 3, 8, "one of low, medium, high, but \"hihg\"", "high"},
		{HEAD "rule: [a, 2b]\n", 3, 11, "expected a name", "begins with a letter"},
		{HEAD "rule: a b\n", 3, 7, "expected a name", "letters, digits"},
		{HEAD "rule:\n", 3, 6, "a list of names, but nothing", ""},
		{HEAD "rule: {a: b}\n", 3, 7, "expected a name, but a mapping", ""},
		{HEAD "name: a/b\n", 3, 7, "expected a name", "letters, digits"},
		{HEAD "where: [a]\n", 3, 8, "expected an expression, but a list", "put the expression in quotes"},
		{HEAD "where:\n  - a\n", 4, 3, "expected an expression, but a list", ""},
		{HEAD "review-if: true\n", 3, 12, "expected a list of expressions, but \"true\"", "[ ]"},
		{HEAD "review-if: [f(a, b)]\n", 3, 13, "comma ends this expression", "quotes"},
		{"{order: A, made: 2026-03-02, where: f(a, b)}\n", 1, 37, "comma ends this expression", "quotes"},
		{HEAD "subject: [a]\n", 3, 10, "a mapping or a text, but a list", ""},
		{HEAD "with: a\n", 3, 7, "a mapping (a place), but \"a\"", ""},
		{HEAD "notifies: maybe\n", 3, 11, "true or false, but \"maybe\"", ""},
		{HEAD "radius: 1e3\n", 3, 9, "a number such as 12.5", ""},
		{HEAD "lasts: soon\n", 3, 8, "a duration such as 7d", "min"},
		{HEAD "lasts: 7 days\n", 3, 8, "a duration such as 7d", "write 7d"},
		{HEAD "lasts: 14\n", 3, 8, "a duration such as 7d", "write 14d"},
		{HEAD "days: 2026-03-02\n", 3, 7, "a list of dates", ""},
		{HEAD "days:\n- 2026-03-02\n-\n", 5, 2, "but nothing stands here", ""},
		{"order: ' '\nmade: 2026-03-02\n", 1, 8, "expected an id", ""},
		{"just a text\n", 1, 1, "a mapping (an order), but \"just a text\"", ""},
		{"- a\n", 1, 1, "a mapping (an order), but a list", ""},
		{HEAD "notifies: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xC3\xA9x\n", 3, 11,
		 "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xC3\xA9...\"", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct decoded c;
		decode(&c, &order_shape, cases[i].text);
		assert_false(c.right);
		const struct diag_entry *e = &c.diag.entries.at[0];
		if (c.diag.nerrors != 1 || e->place.line != cases[i].line || e->place.column != cases[i].column ||
		    !has(e->message, cases[i].message) || !has(e->help, cases[i].help))
			fail_msg("case %zu: %zu errors, %u:%u %.*s | %.*s", i, c.diag.nerrors, e->place.line, e->place.column,
				 STR_ARG(e->message), STR_ARG(e->help));
		arena_free(&c.arena);
	}
}

static void test_all_errors_are_told(void **state)
{
	(void)state;
	struct decoded c;
	decode(&c, &order_shape, "order: A\nradius: x\ndays: [1, 2026-03-02, 2]\nlevel: low\n");
	assert_false(c.right);
	assert_int_equal(c.diag.nerrors, 4);
	assert_non_null(c.out[ORDER_LEVEL]);
	assert_null(c.out[ORDER_RADIUS]);
	assert_null(c.out[ORDER_DAYS]);
	arena_free(&c.arena);
}

static void test_few_keys_are_listed(void **state)
{
	(void)state;
	static const struct yaml_key keys[] = {{.name = "from", .type = YAML_TYPE_DAY}, {.name = "until", .type = YAML_TYPE_DAY}};
	static const struct yaml_shape shape = {.title = "a suspension", .keys = keys, .nkeys = 2};
	struct decoded c;
	decode(&c, &shape, "zzzzzzzz: 1\n");
	assert_int_equal(c.diag.nerrors, 1);
	assert_true(has(c.diag.entries.at[0].help, "from, until"));
	arena_free(&c.arena);
}

static void test_null_word(void **state)
{
	(void)state;
	static const struct yaml_key keys[] = {{.name = "a", .type = YAML_TYPE_DAY, .flags = YAML_MAY_BE_NULL},
					       {.name = "b", .type = YAML_TYPE_DAY, .flags = YAML_MAY_BE_NULL}};
	static const struct yaml_shape shape = {.title = "a list of dates", .keys = keys, .nkeys = 2};
	struct decoded c;
	decode(&c, &shape, "a: null\nb: 'null'\n");
	assert_false(c.right);
	assert_int_equal(c.diag.nerrors, 1);
	assert_non_null(c.out[0]);
	assert_null(c.out[1]);
	arena_free(&c.arena);
}

static void test_parse_name(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool plain, slashes;
	} cases[] = {
		{"a", true, true},    {"A-b_2", true, true},  {"a/b", false, true},  {"", false, false},    {"2a", false, false}, {"-a", false, false},
		{"a/", false, false}, {"/a", false, false},   {"a//b", false, false}, {"a b", false, false}, {"\xC3\xA9", false, false}, {"a.b", false, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(yaml_parse_name(str_of(cases[i].text), false), cases[i].plain);
		assert_int_equal(yaml_parse_name(str_of(cases[i].text), true), cases[i].slashes);
	}
}

static void test_parse_bool_and_number(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int yes; /* -1: neither */
		bool number;
	} cases[] = {
		{"true", 1, false}, {"FALSE", 0, false}, {"yes", 1, false}, {"No", 0, false}, {"y", 1, false},  {"n", 0, false},
		{"1", 1, true},     {"0", 0, true},      {"on", -1, false}, {"", -1, false},  {"2", -1, true},  {"-0.5", -1, true},
		{"+3", -1, true},   {".5", -1, false},   {"5.", -1, false}, {"-", -1, false}, {"1,5", -1, false}, {"1.2.3", -1, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool yes = false;
		assert_int_equal(yaml_parse_bool(&yes, str_of(cases[i].text)), cases[i].yes >= 0);
		assert_int_equal(yes, cases[i].yes == 1);
		assert_int_equal(yaml_parse_number(str_of(cases[i].text)), cases[i].number);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_all_errors_are_told),
		cmocka_unit_test(test_few_keys_are_listed),
		cmocka_unit_test(test_null_word),
		cmocka_unit_test(test_parse_name),
		cmocka_unit_test(test_parse_bool_and_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
