#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lang/atlas.h"

static struct arena arena;
static struct atlas atlas;

static int set_up(void **state)
{
	static const char *const rows[][4] = {
		{"GB", "GBR", "United Kingdom", "UK;Great Britain;England;Northern Ireland"},
		{"FR", "FRA", "France", ""},
		{"TH", "THA", "Thailand", ""},
		{"PH", "PHL", "Philippines", "The Philippines"},
		{"NO", "NOR", "Norway", ""},
		{"NI", "NIC", "Nicaragua", ""},
		{"CI", "CIV", "Côte d'Ivoire", "Ivory Coast"},
		{"KR", "KOR", "Korea, Republic of", "South Korea"},
		{"BA", "BIH", "Bosnia and Herzegovina", ""},
		{"GM", "GMB", "Gambia", ""},
		{"LC", "LCA", "St. Lucia", "Saint Lucia"},
	};
	(void)state;
	arena_init(&arena);
	atlas_init(&atlas, &arena);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *const *r = rows[i];
		if (!atlas_add_country(&atlas, str_of(r[0]), str_of(r[1]), str_of(r[2]), str_of(r[3])))
			return 1;
	}
	return atlas_add_airport(&atlas, STR("LHR"), STR("GB")) && atlas_add_airport(&atlas, STR("CDG"), STR("fr")) ? 0 : 1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void finds_countries(void **state)
{
	static const struct {
		const char *text, *code;
	} cases[] = {
		{"FR", "FR"}, {"fr", "FR"}, {"fRa", "FR"}, {" France ", "FR"}, {"FRANCE", "FR"}, {"no", "NO"},
		{"UK", "GB"}, {"GBR", "GB"}, {"GBD", "GB"}, {"gbn", "GB"}, {"GBO", "GB"}, {"GBP", "GB"}, {"GBS", "GB"},
		{"Côte d'Ivoire", "CI"}, {"COTE D'IVOIRE", "CI"}, {"cote d’ivoire", "CI"}, {"Ivory  Coast", "CI"},
		{"Korea, Republic of", "KR"}, {"Bosnia & Herzegovina", "BA"}, {"bosnia-and-herzegovina", "BA"},
		{"The Gambia", "GM"}, {"St Lucia", "LC"}, {"saint lucia", "LC"}, {"Northern Ireland", "GB"},
		{"Co\xcc\x82te d'Ivoire", "CI"}, /* a combining circumflex */
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint16_t code = 0;
		char letters[3];
		assert_true(atlas_find_country(&code, &atlas, str_of(cases[i].text)));
		country_letters(letters, code);
		assert_string_equal(letters, cases[i].code);
	}
}

static void finds_no_country(void **state)
{
	static const char *const cases[] = {
		"", " ", "F", "XX", "N.I.", "GBX", "GB ?", "France!", "Fr ance", "the", "'", "\xff\xfe", "LHR", "[FR]",
	};
	char lengthy[500];
	uint16_t code;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_false(atlas_find_country(&code, &atlas, str_of(cases[i])));
	memset(lengthy, '&', sizeof lengthy);
	assert_false(atlas_find_country(&code, &atlas, (struct str){lengthy, sizeof lengthy}));
	assert_false(atlas_find_country(&code, &atlas, (struct str){"GB\0", 3}));
}

static void finds_airports(void **state)
{
	uint16_t code, france = 0, britain = 0;
	(void)state;
	assert_true(country_code(&france, STR("FR")) && country_code(&britain, STR("gb")));
	assert_true(atlas_find_airport(&code, &atlas, STR("CDG")));
	assert_int_equal(code, france);
	assert_true(atlas_find_airport(&code, &atlas, STR(" lhr ")));
	assert_int_equal(code, britain);
	assert_int_equal(britain, 'G' * 256 + 'B');
	assert_false(atlas_find_airport(&code, &atlas, STR("XXX")));
	assert_false(atlas_find_airport(&code, &atlas, STR("FR")));
	assert_false(atlas_find_airport(&code, &atlas, STR("C1G")));
}

static void names_countries(void **state)
{
	uint16_t code;
	(void)state;
	assert_true(country_code(&code, STR("ci")));
	assert_true(str_eq_cstr(atlas_country_name(&atlas, code), "Côte d'Ivoire"));
	assert_true(country_code(&code, STR("XX")));
	assert_int_equal(atlas_country_name(&atlas, code).n, 0);
	assert_int_equal(atlas_country_name(&atlas, 0).n, 0);
	assert_false(country_code(&code, STR("F1")));
	assert_false(country_code(&code, STR("FRA")));
}

static void refuses_clashes(void **state)
{
	(void)state;
	assert_false(atlas_add_country(&atlas, STR("X1"), STR(""), STR("Nowhere"), STR("")));
	assert_false(atlas_add_country(&atlas, STR("XA"), STR(""), STR("France"), STR("")));
	assert_false(atlas_add_country(&atlas, STR("XB"), STR("FRA"), STR("Elsewhere"), STR("")));
	assert_false(atlas_add_country(&atlas, STR("XC"), STR(""), STR("Farland"), STR("Farther;NORWAY")));
	assert_false(atlas_add_country(&atlas, STR("XD"), STR("XDDD"), STR("Longland"), STR("")));
	assert_false(atlas_add_country(&atlas, STR("XE"), STR(""), STR(""), STR("")));
	assert_false(atlas_add_airport(&atlas, STR("CDG"), STR("GB")));
	assert_false(atlas_add_airport(&atlas, STR("CDGX"), STR("FR")));
	assert_false(atlas_add_airport(&atlas, STR("AAA"), STR("ZZ")));
	assert_true(atlas_add_airport(&atlas, STR("CDG"), STR("FR")));
	uint16_t code;
	assert_false(atlas_find_country(&code, &atlas, STR("XC")) || atlas_find_country(&code, &atlas, STR("Farland")));
}

static void parses_sets(void **state)
{
	static const struct {
		const char *text, *codes;
	} cases[] = {
		{"FR", "FR"},
		{"[TH, PH]", "PH TH"},
		{"[ Thailand ; \"Korea, Republic of\", 'no' ]", "KR NO TH"},
		{"TH; France", "FR TH"},
		{"Korea, Republic of", "KR"},
		{"[]", ""},
		{"all-abroad", "BA CI FR GM KR LC NI NO PH TH"},
		{"All-Abroad", "BA CI FR GM KR LC NI NO PH TH"},
		{"all-abroad except [FR, Norway]", "BA CI GM KR LC NI PH TH"},
		{"all-abroad except[FR]", "BA CI GM KR LC NI NO PH TH"},
		{"all-abroad except Ivory Coast", "BA FR GM KR LC NI NO PH TH"},
		{"all-abroad  except  FR; NO; TH", "BA CI GM KR LC NI PH"},
		{"[all-abroad, GB]", "BA CI FR GB GM KR LC NI NO PH TH"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct countries set;
		struct str why = {0};
		struct buf b = {0};
		char letters[3];
		assert_true(atlas_parse_countries(&set, &atlas, str_of(cases[i].text), &why, &arena));
		for (uint16_t code = 0; countries_next(&code, &set);) {
			country_letters(letters, code);
			buf_printf(&b, "%s%s", b.n > 0 ? " " : "", letters);
		}
		assert_true(str_eq_cstr(buf_str(&b), cases[i].codes));
		buf_free(&b);
	}
}

static void refuses_sets(void **state)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{"XX", "is no country known by code or English name"},
		{"[TH, XX]", "names \"XX\", which is no country known by code or English name"},
		{"TH; Nowhere", "names \"Nowhere\", which is no country known by code or English name"},
		{"TH, PH", "is no country known by code or English name"},
		{"all-abroad but FR", "is not all-abroad, or all-abroad except [countries]"},
		{"all-abroad except", "is not all-abroad, or all-abroad except [countries]"},
		{"all-abroad exceptFR", "is not all-abroad, or all-abroad except [countries]"},
		{"all-abroad except [FR, QQ]", "names \"QQ\", which is no country known by code or English name"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct countries set;
		struct str why = {0};
		assert_false(atlas_parse_countries(&set, &atlas, str_of(cases[i].text), &why, &arena));
		assert_true(str_eq_cstr(why, cases[i].why));
	}
}

static void sets_hold_codes(void **state)
{
	struct countries c = {0}, d = {0};
	uint16_t aa = 'A' << 8 | 'A', zz = 'Z' << 8 | 'Z', cm = 'C' << 8 | 'M', bad = 'a' << 8 | 'A', at = 0;
	(void)state;
	countries_add(&c, zz);
	countries_add(&c, aa);
	countries_add(&c, cm); /* the 65th code: the first of the second word */
	countries_add(&c, bad);
	countries_add(&c, 0);
	assert_int_equal(countries_count(&c), 3);
	assert_true(countries_has(&c, cm) && !countries_has(&c, bad) && !countries_has(&c, 'C' << 8 | 'N'));
	assert_true(countries_next(&at, &c) && at == aa);
	assert_true(countries_next(&at, &c) && at == cm);
	assert_true(countries_next(&at, &c) && at == zz);
	assert_false(countries_next(&at, &c));
	countries_remove(&c, cm);
	countries_remove(&c, bad);
	countries_add(&d, aa);
	assert_false(countries_same(&c, &d));
	countries_add(&d, zz);
	assert_true(countries_same(&c, &d));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_countries), cmocka_unit_test(finds_no_country), cmocka_unit_test(finds_airports),
		cmocka_unit_test(names_countries), cmocka_unit_test(parses_sets),      cmocka_unit_test(refuses_sets),
		cmocka_unit_test(refuses_clashes), cmocka_unit_test(sets_hold_codes),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
