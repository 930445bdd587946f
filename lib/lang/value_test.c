#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/atlas.h"
#include "lang/geo.h"
#include "lang/value.h"

static struct arena arena;
static struct atlas atlas;
static struct zone london;
static const struct geo_place school = {.id = {"primary-school-4711", 19}, .radius = 200};
static const struct geo_place park = {.id = {"park-1", 6}, .radius = 100};
static const struct geo_place *const places[] = {&park, &school};
static struct value_context context;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	atlas_init(&atlas, &arena);
	bool ok = atlas_add_country(&atlas, STR("GB"), STR("GBR"), STR("United Kingdom"), STR("UK")) &&
	          atlas_add_country(&atlas, STR("FR"), STR("FRA"), STR("France"), STR("")) &&
	          atlas_add_country(&atlas, STR("TH"), STR("THA"), STR("Thailand"), STR("")) &&
	          atlas_add_country(&atlas, STR("PH"), STR("PHL"), STR("Philippines"), STR("")) &&
	          atlas_add_airport(&atlas, STR("CDG"), STR("FR")) && zone_open(&london, &arena, STR("Europe/London"));
	context = (struct value_context){.zone = &london, .atlas = &atlas, .places = places, .nplaces = 2};
	return ok ? 0 : 1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct str statuses[] = {{"booked", 6}, {"changed", 7}, {"no-show", 7}};

static struct type type_of(const char *name)
{
	struct type t;
	if (str_eq_cstr(STR("status"), name))
		return (struct type){.kind = TYPE_WORD, .words = statuses, .nwords = 3};
	assert_true(type_parse(&t, str_of(name), &arena));
	return t;
}

/* What a text of a type becomes, as value_print prints it. */
static void reads_values(void **state)
{
	static const struct {
		const char *type, *text, *want;
	} cases[] = {
		{"text", "  two  words ", "two  words"},
		{"text", "e\xcc\x81t\xc3\xa9", "été"},
		{"text", "\xc2\xa0x\xe2\x80\x83", "x"},
		{"word", "No Show", "no-show"},
		{"status", "No_Show", "no-show"},
		{"status", "BOOKED", "booked"},
		{"identifier", "ab-12.3 c", "AB123C"},
		{"postcode", "ls14ap", "LS1 4AP"},
		{"number", " -12.50 ", "-12.5"},
		{"number", "200m", "200"},
		{"bool", "YES", "true"}, {"bool", "y", "true"}, {"bool", "True", "true"}, {"bool", "1", "true"},
		{"bool", "No", "false"}, {"bool", "N", "false"}, {"bool", "FALSE", "false"}, {"bool", "0", "false"},
		{"time", "2026-05-01", "2026-05-01"},
		{"time", "2026-05-01T09:00", "2026-05-01T09:00:00+01:00"},
		{"time", "2026-01-01T09:00Z", "2026-01-01T09:00:00+00:00"},
		{"day", "2026-05-01", "2026-05-01"},
		{"clock", "19:00", "19:00"},
		{"duration", "1w", "7d"},
		{"hours", "mon-fri 19:00..07:00", "mon-fri 19:00..07:00"},
		{"hours", "mon 19:00..07:00; sat 10:00..12:00", "mon 19:00..07:00; sat 10:00..12:00"},
		{"country", "france", "FR"},
		{"airport", "cdg", "FR"},
		{"countries", "[TH, France]", "FR,TH"},
		{"countries", "all-abroad except [FR]", "PH,TH"},
		{"place", "park-1", "park-1"},
		{"point", "53.8008, -1.5491", "53.8008,-1.5491"},
		{"list of word", "A b; C", "a-b;c"},
		{"list of country", "[FR, \"Thailand\"]", "FR;TH"},
		{"list of number", "[]", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct type t = type_of(cases[i].type);
		struct value v;
		struct str why = {0};
		struct buf b = {0};
		if (!value_parse(&v, &t, str_of(cases[i].text), &context, NULL, &arena, &why))
			fail_msg("%s \"%s\" %.*s", cases[i].type, cases[i].text, STR_ARG(why));
		value_print(&b, &v, &london);
		if (!str_eq_cstr(buf_str(&b), cases[i].want))
			fail_msg("%s \"%s\" became %.*s", cases[i].type, cases[i].text, STR_ARG(b));
		buf_free(&b);
	}
}

static void says_what_it_wanted(void **state)
{
	static const struct {
		const char *type, *text, *why;
	} cases[] = {
		{"text", "a\xff", "is not valid UTF-8"},
		{"word", "\xed\xa0\x80", "is not valid UTF-8"},
		{"status", "gone", "is not one of booked, changed, no-show"},
		{"identifier", "-", "is no identifier"},
		{"postcode", "LS1", "is no postcode of the United Kingdom"},
		{"number", "1,000", "is no decimal number, or too large a one"},
		{"number", "m", "is no decimal number, or too large a one"},
		{"number", "99999999999999", "is no decimal number, or too large a one"},
		{"bool", "maybe", "is not yes or no"},
		{"time", "yesterday", "is no time such as 2026-05-01 or 2026-05-01T09:00"},
		{"time", "2026-02-29", "is no day: the calendar has no such day"},
		{"time", "2026-06-31 10:00", "is no day: the calendar has no such day"},
		{"day", "2026-06-31", "is no day: the calendar has no such day"},
		{"day", "2026-05-01T09:00", "has a clock time, where a day alone is wanted"},
		{"day", "1 May", "is no day such as 2026-05-01"},
		{"clock", "25:00", "is no time of day such as 19:00"},
		{"duration", "7 fortnights", "is no duration such as 7d, 12h or P1M"},
		{"duration", "7 days", "is no duration such as 7d, 12h or P1M: write 7d"},
		{"duration", "7", "is no duration such as 7d, 12h or P1M: write 7d"},
		{"duration", "2 Weeks", "is no duration such as 7d, 12h or P1M: write 2w"},
		{"duration", "36 hrs", "is no duration such as 7d, 12h or P1M: write 36h"},
		{"hours", "9pm..6am", "is no weekly time such as mon-fri 19:00..07:00: write 21:00..06:00"},
		{"hours", "mon-fri 12 am .. 9.30pm", "is no weekly time such as mon-fri 19:00..07:00: write mon-fri 00:00..21:30"},
		{"hours", "13pm..6am", "is no weekly time such as mon-fri 19:00..07:00"},
		{"hours", "sometimes", "is no weekly time such as mon-fri 19:00..07:00"},
		{"hours", "mon 19:00..07:00; never",
		 "has the part \"never\", which is no weekly time such as mon-fri 19:00..07:00"},
		{"country", "XX", "is no country known by code or English name"},
		{"airport", "XXX", "is no airport known by its IATA code"},
		{"countries", "[TH, XX]", "names \"XX\", which is no country known by code or English name"},
		{"place", "park-2", "is no known place (the nearest is \"park-1\")"},
		{"place", "zzzzzzzz", "is no known place"},
		{"point", "91,0", "is no latitude and longitude such as 53.8008,-1.5491"},
		{"list of number", "1;two;3", "has the part \"two\", which is no decimal number, or too large a one"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct type t = type_of(cases[i].type);
		struct value v;
		struct str why = {0};
		assert_false(value_parse(&v, &t, str_of(cases[i].text), &context, NULL, &arena, &why));
		if (!str_eq_cstr(why, cases[i].why))
			fail_msg("%s \"%s\" %.*s", cases[i].type, cases[i].text, STR_ARG(why));
	}
}

static void empty_text_is_missing(void **state)
{
	struct str why = {0};
	(void)state;
	for (size_t i = 0; i < ntype_names; i++) {
		struct type t = {.kind = (enum type_kind)i};
		struct value v = value_bool(true);
		assert_true(value_parse(&v, &t, STR(" \xc2\xa0 "), &context, NULL, &arena, &why));
		assert_int_equal(v.kind, VALUE_UNKNOWN);
		assert_true(v.missing);
	}
}

static void normal_values_are_not_copied(void **state)
{
	static const struct {
		const char *type, *text;
	} cases[] = {
		{"text", "plain text"}, {"word", "no-show"}, {"status", "booked"}, {"country", "FR"},
		{"country", "FRA"}, {"country", "France"}, {"airport", "CDG"}, {"identifier", "500000042"},
	};
	struct arena a;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct type t = type_of(cases[i].type);
		struct value v;
		struct str why;
		assert_true(value_parse(&v, &t, str_of(cases[i].text), &context, NULL, &a, &why));
		assert_int_equal(a.used, 0);
	}
	arena_free(&a);
}

static void tells_clock_changes(void **state)
{
	static const struct {
		const char *text;
		enum civil_fit fit;
	} cases[] = {
		{"2026-03-29T01:30", CIVIL_NEVER}, {"2026-10-25T01:30", CIVIL_TWICE}, {"2026-05-01T01:30", CIVIL_ONCE},
	};
	struct type t = {.kind = TYPE_TIME};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		enum civil_fit fit = CIVIL_TWICE;
		struct value v;
		struct str why;
		assert_true(value_parse(&v, &t, str_of(cases[i].text), &context, &fit, &arena, &why));
		assert_int_equal(fit, cases[i].fit);
	}
}

static void reads_lists_of_entries(void **state)
{
	static const struct {
		const char *type;
		struct str entries[3];
		size_t n;
		const char *want; /* NULL: refused, */
		size_t bad;       /* for this entry, */
		const char *why;  /* in these words */
	} cases[] = {
		{"hours", {{"mon 19:00..07:00", 16}, {"sat,sun 10:00..12:00", 20}}, 2,
		 "mon 19:00..07:00; sat,sun 10:00..12:00", 0, NULL},
		{"countries", {{"TH", 2}, {"France", 6}}, 2, "FR,TH", 0, NULL},
		{"countries", {{"all-abroad", 10}}, 1, "FR,PH,TH", 0, NULL},
		{"countries", {{"", 0}}, 0, "", 0, NULL},
		{"list of text", {{"a;b", 3}, {"[c]", 3}}, 2, "a;b;[c]", 0, NULL},
		{"list of word", {{"", 0}}, 0, "", 0, NULL},
		{"point", {{"53.8", 4}, {"-1.5", 4}}, 2, "53.8,-1.5", 0, NULL},
		{"number", {{"5", 1}}, 1, "5", 0, NULL},
		{"hours", {{"mon 19:00..07:00", 16}, {"x", 1}}, 2, NULL, 1,
		 "is no weekly time such as mon-fri 19:00..07:00"},
		{"countries", {{"TH", 2}, {"XX", 2}}, 2, NULL, 1, "is no country known by code or English name"},
		{"list of number", {{"1", 1}, {"", 0}}, 2, NULL, 1, "is an empty entry"},
		{"number", {{"1", 1}, {"2", 1}}, 2, NULL, 1, "is one entry too many: one value is wanted"},
		{"hours", {{"", 0}}, 0, NULL, 0, "is an empty list, where a value is wanted"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct type t = type_of(cases[i].type);
		struct value v;
		struct str why = {0};
		struct buf b = {0};
		size_t bad = 99;
		bool ok = value_parse_list(&v, &t, cases[i].entries, cases[i].n, &context, NULL, &arena, &bad, &why);
		assert_int_equal(ok, cases[i].want != NULL);
		if (ok) {
			value_print(&b, &v, &london);
			assert_true(str_eq_cstr(buf_str(&b), cases[i].want));
		} else {
			assert_int_equal(bad, cases[i].bad);
			assert_true(str_eq_cstr(why, cases[i].why));
		}
		buf_free(&b);
	}
}

static struct value read_as(const char *type, const char *text)
{
	struct type t = type_of(type);
	struct value v;
	struct str why = {0};
	if (!value_parse(&v, &t, str_of(text), &context, NULL, &arena, &why))
		fail_msg("\"%s\" %.*s", text, STR_ARG(why));
	return v;
}

/* Two ways to write one value, and another value of the type. */
static void same_values_have_one_key(void **state)
{
	static const struct {
		const char *type, *a, *b, *other;
	} cases[] = {
		{"text", "x", " x ", "X"},
		{"word", "no show", "NO_SHOW", "noshow"},
		{"number", "1.50", "+1.5", "1.51"},
		{"bool", "yes", "1", "no"},
		{"time", "2026-05-01T09:00", "2026-05-01T08:00Z", "2026-05-01T09:00Z"},
		{"time", "2026-05-01", "20260501", "2026-05-01T00:00"},
		{"clock", "07:00", "07:00:00", "07:00:01"},
		{"duration", "1w", "7d", "168h"},
		{"hours", "mon,tue 19:00..20:00", "mon-tue 19:00..20:00", "mon-tue 19:00..20:01"},
		{"country", "FR", "france", "TH"},
		{"countries", "[FR, TH]", "TH; FR", "FR"},
		{"place", "park-1", " park-1", "primary-school-4711"},
		{"point", "1.50,2", "+1.5 2.0", "1.500000001,2"},
		{"list of text", "a;b", "[a, b]", "b;a"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct value a = read_as(cases[i].type, cases[i].a), b = read_as(cases[i].type, cases[i].b);
		struct value other = read_as(cases[i].type, cases[i].other);
		struct buf ka = {0}, kb = {0}, ko = {0};
		value_key(&ka, &a);
		value_key(&kb, &b);
		value_key(&ko, &other);
		assert_true(value_same(&a, &b));
		assert_false(value_same(&a, &other));
		assert_true(str_eq(buf_str(&ka), buf_str(&kb)));
		assert_false(str_eq(buf_str(&ka), buf_str(&ko)));
		buf_free(&ka);
		buf_free(&kb);
		buf_free(&ko);
	}
}

static void lists_keep_their_parts_apart(void **state)
{
	struct value ab[2] = {value_text(STR("a")), value_text(STR("b"))}, joined = value_text(STR("a;b"));
	struct value two = {.kind = VALUE_LIST, .as.list = {ab, 2}}, one = {.kind = VALUE_LIST, .as.list = {&joined, 1}};
	struct buf key_two = {0}, key_one = {0};
	(void)state;
	value_key(&key_two, &two);
	value_key(&key_one, &one);
	assert_true(str_eq_cstr(buf_str(&key_two), "1:a1:b"));
	assert_true(str_eq_cstr(buf_str(&key_one), "3:a;b"));
	assert_false(value_same(&two, &one));
	buf_free(&key_two);
	buf_free(&key_one);
}

static void unknown_is_the_same_as_nothing(void **state)
{
	struct value missing = value_missing(), unknown = value_unknown(NULL), no = value_bool(false);
	struct buf b = {0};
	(void)state;
	assert_false(value_same(&missing, &missing));
	assert_false(value_same(&unknown, &missing));
	assert_false(value_same(&unknown, &no));
	value_key(&b, &missing);
	value_print(&b, &unknown, &london);
	assert_int_equal(b.n, 0);
	assert_int_equal(value_truth(TRUTH_UNKNOWN, NULL).kind, VALUE_UNKNOWN);
	assert_false(value_truth(TRUTH_UNKNOWN, NULL).missing);
	assert_true(value_truth(TRUTH_TRUE, NULL).as.truth);
	assert_int_equal(value_truth(TRUTH_FALSE, NULL).kind, VALUE_BOOL);
	buf_free(&b);
}

static void says_values_to_people(void **state)
{
	static const struct {
		const char *type, *text, *want;
	} cases[] = {
		{"country", "fra", "France (FR)"},
		{"bool", "1", "yes"},
		{"number", "0200.50", "200.5"},
		{"time", "2026-05-01T08:00Z", "Fri 1 May 2026 09:00"},
		{"day", "2026-05-01", "Fri 1 May 2026"},
		{"countries", "FR", "[FR]"},
		{"countries", "all-abroad", "all-abroad"},
		{"countries", "all-abroad except FR", "all-abroad except [FR]"},
		{"countries", "[GB, FR, TH, PH]", "[FR, GB, PH, TH]"},
		{"countries", "[]", "[]"},
		{"list of country", "FR;TH", "France (FR), Thailand (TH)"},
		{"text", "", "unknown"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct value v = read_as(cases[i].type, cases[i].text);
		struct buf b = {0};
		value_say(&b, &v, &london, &atlas);
		if (!str_eq_cstr(buf_str(&b), cases[i].want))
			fail_msg("\"%s\" is said as %.*s", cases[i].text, STR_ARG(b));
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_values),
		cmocka_unit_test(says_what_it_wanted),
		cmocka_unit_test(empty_text_is_missing),
		cmocka_unit_test(normal_values_are_not_copied),
		cmocka_unit_test(tells_clock_changes),
		cmocka_unit_test(reads_lists_of_entries),
		cmocka_unit_test(same_values_have_one_key),
		cmocka_unit_test(lists_keep_their_parts_apart),
		cmocka_unit_test(unknown_is_the_same_as_nothing),
		cmocka_unit_test(says_values_to_people),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
