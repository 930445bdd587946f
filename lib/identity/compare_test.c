#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "book/book.h"
#include "identity/born.h"
#include "identity/closeness.h"
#include "identity/compare.h"
#include "identity/nicknames.h"
#include "lang/func.h"

/* ---- weights ---- */

static void test_weights_are_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < NWEIGHTS; i++) {
		const struct weight_row *w = &weights[i];
		double tenths = round(10 * log2(w->m / w->u));

		if ((int)tenths != w->tenths)
			fail_msg("%s: 10 log2(%g / %g) is %g, not %d", w->name, w->m, w->u, tenths, w->tenths);
		assert_true(w->m > 0 && w->m <= 1 && w->u > 0 && w->u <= 1);
		assert_int_equal(w->agrees, w->tenths > 0);
		assert_true(w->words.n > 0);
	}
}

/* ---- spelling ---- */

/* Values of Winkler 1990 and of Jaro, Winkler and Thibaudeau's tables as often printed, to three places. */
static void test_similarity_is_the_published_one(void **state)
{
	static const struct {
		const char *a, *b;
		double is;
	} cases[] = {
	        {"martha", "marhta", 0.961},   {"dwayne", "duane", 0.840}, {"dixon", "dicksonx", 0.813}, {"jones", "johnson", 0.832},
	        {"michelle", "michael", 0.921}, {"abroms", "abrams", 0.922}, {"hardin", "martinez", 0.722}, {"jeraldine", "geraldine", 0.926},
	        {"nichleson", "nichulson", 0.956}, {"massey", "massie", 0.933},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double got = similar_texts(str_of(cases[i].a), str_of(cases[i].b));
		assert_float_equal(got, closeness_similar(str_of(cases[i].a), str_of(cases[i].b)), 1e-12);
		if (fabs(got - cases[i].is) > 0.0006)
			fail_msg("%s %s: %f, not %f", cases[i].a, cases[i].b, got, cases[i].is);
	}
}

/* By hand; "ca" and "abc" are 3 apart under the restricted distance, 2 under the unrestricted one. */
static void test_edits(void **state)
{
	static const struct {
		const char *a, *b;
		size_t limit, is;
	} cases[] = {
	        {"", "", 2, 0}, {"smith", "smith", 2, 0}, {"smith", "smiht", 2, 1}, {"smith", "smth", 2, 1}, {"smith", "smitth", 2, 1},
	        {"smith", "smyth", 2, 1}, {"smith", "msiht", 2, 2}, {"ca", "abc", 4, 3}, {"kitten", "sitting", 4, 3}, {"kitten", "sitting", 2, 3},
	        {"abcdef", "badcfe", 4, 3}, {"a", "abcd", 2, 3}, {"ab", "ba", 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(closeness_edits(str_of(cases[i].a), str_of(cases[i].b), cases[i].limit), cases[i].is);
		assert_int_equal(closeness_edits(str_of(cases[i].b), str_of(cases[i].a), cases[i].limit), cases[i].is);
	}
}

/* ---- dates of birth ---- */

static void test_dates(void **state)
{
	static const struct {
		const char *a, *b;
		enum weight is;
	} cases[] = {
	        {"1975-04-23", "1975-04-23", BORN_EQUAL}, {"1975-04-23", "23/04/1975", BORN_EQUAL}, {"1975-04-23", "23 Apr 1975", BORN_EQUAL},
	        {"1975-04-23", "April 23 1975", BORN_EQUAL}, {"19750423", "1975-04-23T00:00:00Z", BORN_EQUAL},
	        {"1975-01-01", "1975-01-01", BORN_EQUAL_JANUARY}, {"1975-04-23", "1975-04-28", BORN_DIGIT},
	        {"1975-04-23", "1976-04-23", BORN_DIGIT}, {"1975-04-23", "1957-04-23", BORN_DIGIT}, {"1975-04-12", "1975-04-21", BORN_DIGIT},
	        {"1975-04-07", "1975-07-04", BORN_SWAPPED}, {"1975-04-23", "1975", BORN_PART}, {"1975-04-23", "04/1975", BORN_PART},
	        {"1975-04-23", "1975-00-00", BORN_PART}, {"1975-04-23", "1976", BORN_DIFFERS}, {"1975-04-23", "1975-05", BORN_YEAR},
	        {"1975-04-23", "1975-01-01", BORN_PART}, {"1853-87-04", "1853-07-04", BORN_DIGIT}, {"1975-04-23", "1975-06-11", BORN_YEAR},
	        {"1975-04-23", "1988-04-23", BORN_DAY}, {"1975-01-01", "1988-01-01", BORN_DIFFERS}, {"1975-04-23", "1981-11-05", BORN_DIFFERS},
	        {"1975-04-23", "", BORN_MISSING}, {"1975-04-23", "unknown", BORN_MISSING}, {"2/8/06", "1975-04-23", BORN_MISSING},
	        {"1975-04-23", "99999999999999", BORN_MISSING}, {"1975-04-23", "1975-04-23-04", BORN_MISSING},
	        {"1975-04-23", "-", BORN_MISSING}, {"1975-04-23", "0000-04-23", BORN_MISSING}, {"1975-04-23", "1975-123-23", BORN_MISSING},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct born a = born_read(str_of(cases[i].a)), b = born_read(str_of(cases[i].b));
		if (born_compare(a, b) != cases[i].is || born_compare(b, a) != cases[i].is)
			fail_msg("%s %s: %s", cases[i].a, cases[i].b, weights[born_compare(a, b)].name);
	}
	assert_int_equal(born_day(born_read(STR("1970-01-02"))), 1);
	assert_false(born_whole(born_read(STR("1975-02-29"))));
	assert_true(born_whole(born_of_day(100)));
}

/* ---- names ---- */

struct name_case {
	const char *family_a, *given_a, *family_b, *given_b; /* given NULL: the name as one text */
	const char *parts;
};

static void tell(char out[512], const struct score *s)
{
	out[0] = '\0';
	for (size_t i = 0; i < s->nparts; i++) {
		strcat(out, i > 0 ? " " : "");
		strcat(out, weights[s->parts[i]].name);
	}
}

static bool read(struct name *out, struct name_room *room, const char *family, const char *given, struct arena *a)
{
	return given ? name_read(out, room, str_of(family), str_of(given), false, a) : name_read_whole(out, room, str_of(family), a);
}

static const struct name_case name_cases[] = {
        /* each kind of agreement */
        {"Example", "Alex", "EXAMPLE", "alex", "family-equal given-equal"},
        {"Exmaple", "Alex", "Example", "Alex", "family-slip given-equal"},
        {"Johnson", "Alex", "Jonhsson", "Alex", "family-near given-equal"},
        {"Example", "Alex", "Specimen", "Alex", "family-differs given-equal"},
        {"", "Alex", "Example", "Alex", "family-missing given-equal"},
        {"E", "Alex", "Example", "Alex", "family-initial given-equal"},
        {"Example", "Jo", "Example", "Alex Jo", "family-equal given-other"},
        {"Example", "Bob", "Example", "Robert", "family-equal given-nickname"},
        {"Example", "Peggy", "Example", "Maggie", "family-equal given-nickname"}, /* both are forms of Margaret */
        {"Example", "Jonathan", "Example", "Jonahtan", "family-equal given-slip"},
        {"Example", "Yevgeny", "Example", "Evgenii", "family-equal given-near"},
        {"Example", "A", "Example", "Alex", "family-equal given-initial"},
        {"Example", "A.", "Example", "A.", "family-equal given-initial"},
        {"Example", "Jordan", "Example", "Alex", "family-equal given-differs"},
        {"Example", "", "Example", "Alex", "family-equal given-missing"},
        {"Alex", "Example", "Example", "Alex", "family-equal given-equal names-swapped"},
        {"Example", "Alex Jo", "Example", "Alex J.", "family-equal given-equal middle-equal"},
        {"Example", "Alex Jo", "Example", "Alex Kim", "family-equal given-equal middle-differs"},
        {"Example", "Alex Jo", "Example", "Alex", "family-equal given-equal middle-missing"},
        {"Example Sr", "Alex", "Example Jr", "Alex", "family-equal given-equal generation-differs"},
        {"Example Jr.", "Alex", "Example", "Alex", "family-equal given-equal"},
        /* blanks, hyphens, apostrophes, titles */
        {"Smith-Jones", "Alex", "Smith Jones", "Alex", "family-equal given-equal"},
        {"Smith-Jones", "Alex", "Jones", "Alex", "family-part given-equal"},
        {"O'Neill", "Alex", "O Neill", "Alex", "family-equal given-equal"},
        {"O\xe2\x80\x99Neill", "Alex", "ONEILL", "Alex", "family-equal given-equal"},
        {"Mc Donald", "Alex", "McDonald", "Alex", "family-equal given-equal"},
        {"Example", "Mary-Ann", "Example", "Maryann", "family-equal given-equal"},
        {"Example", "Ja yde", "Example", "Jayde", "family-equal given-equal"},
        {"Example", "Dr Alex", "Example", "Alex", "family-equal given-equal"},
        {"de la Cruz", "Ana", "Cruz", "Ana", "family-equal given-equal"},
        {"Delacruz", "Ana", "de la Cruz", "Ana", "family-equal given-equal"},
        {"van der Berg", "Ana", "Berg", "Ana", "family-equal given-equal"},
        {"Le", "Ana", "Le", "Ana", "family-equal given-equal"},
        {"Al-Saud", "Ana", "Saud", "Ana", "family-equal given-equal"},
        /* in one text */
        {"Alex Example", NULL, "Example", "Alex", "family-equal given-equal"},
        {"Example Alex", NULL, "Example", "Alex", "family-equal given-equal names-swapped"},
        {"Example, Alex", NULL, "Example", "Alex", "family-equal given-equal"},
        {"EXAMPLE, ALEX JO", NULL, "Example", "Alex Jo", "family-equal given-equal middle-equal"},
        {"Alex Example, Jr", NULL, "Example Sr", "Alex", "family-equal given-equal generation-differs"},
        {"Alex Example, 1st Baron", NULL, "Example", "Alex", "family-part given-equal"},
        {"Ana Garcia Lopez", NULL, "Garcia Lopez", "Ana", "family-equal given-equal"},
        {"Alex", NULL, "Example", "Alex", "family-missing given-equal"},
        {"Example", NULL, "Example", "Alex", "family-equal given-missing"},
        {"Ben van der Berg", NULL, "van der Berg", "Ben", "family-equal given-equal"},
        /* scripts and forms */
        {"M\xc3\xbcller", "Zo\xc3\xab", "Muller", "Zoe", "family-equal given-equal"},
        {"M\xc3\xbcller", "Zo\xc3\xab", "Mu\xcc\x88ller", "Zoe\xcc\x88", "family-equal given-equal"}, /* NFC and NFD */
        {"M\xc3\xbcller", "Zoe", "Mueller", "Zoe", "family-slip given-equal"},
        {"\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd\xd0\xbe\xd0\xb2", "\xd0\x9c\xd0\xb0\xd1\x80\xd0\xb8\xd1\x8f", "Ivanov", "Maria", "family-equal given-equal"},
        {"\xce\xa0\xce\xb1\xcf\x80\xce\xb1\xce\xb4\xcf\x8c\xcf\x80\xce\xbf\xcf\x85\xce\xbb\xce\xbf\xcf\x82", "\xce\x95\xce\xbb\xce\xad\xce\xbd\xce\xb7", "Papadopoulos", "Elene", "family-equal given-equal"},
        {"\xe7\x8e\x8b", "\xe6\x9d\xb0", "Wang", "Jie", "family-equal given-equal"},
        {"\xd8\xad\xd8\xb3\xd9\x86", "\xd8\xb9\xd9\x84\xd9\x8a", "Hassan", "Ali", "family-skeleton given-skeleton"},
        {"\xd7\xa7\xd7\x9c\xd7\x99\xd7\xa3", "\xd7\x9e\xd7\xa8\xd7\x99\xd7\x9d", "Cliff", "Miriam", "family-skeleton given-skeleton"},
        {"Exam\xe2\x80\x8b" "ple", "\xe2\x80\xae" "Alex\xe2\x80\xac", "Example", "Alex", "family-equal given-equal"}, /* zero width, override */
        {"\xef\xbc\xa5\xef\xbd\x98\xef\xbd\x81\xef\xbd\x8d\xef\xbd\x90\xef\xbd\x8c\xef\xbd\x85", "Alex", "Example", "Alex", "family-equal given-equal"}, /* full width */
};

static void test_names(void **state)
{
	struct nicknames nicknames;
	struct arena a;
	int wrong = 0;

	(void)state;
	arena_init(&a);
	nicknames_load(&nicknames, catalogue_read("rules/data/nicknames.csv"), &a);
	for (size_t i = 0; i < sizeof name_cases / sizeof *name_cases; i++) {
		const struct name_case *c = &name_cases[i];
		struct name_room room_a, room_b;
		struct name x, y;
		struct score s = {0}, back = {0};
		char got[512];

		assert_true(read(&x, &room_a, c->family_a, c->given_a, &a) && read(&y, &room_b, c->family_b, c->given_b, &a));
		compare_names(&s, &x, &y, &nicknames);
		compare_names(&back, &y, &x, &nicknames);
		tell(got, &s);
		if (strcmp(got, c->parts) != 0 && ++wrong)
			print_error("%s, %s and %s, %s: %s, not %s\n", c->family_a, c->given_a ? c->given_a : "-", c->family_b,
			         c->given_b ? c->given_b : "-", got, c->parts);
		assert_int_equal(s.tenths, back.tenths);
	}
	assert_int_equal(wrong, 0);
	arena_free(&a);
}

/* Nothing is written past a limit, whatever comes. */
static void test_limits(void **state)
{
	struct buf huge = {0};
	struct name_room room;
	struct name n;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (int i = 0; i < 100000; i++)
		buf_add(&huge, i % 3 == 0 ? STR("\xd8\xb9 ") : i % 7 == 0 ? STR("-") : STR("ab"));
	assert_true(name_read_whole(&n, &room, buf_str(&huge), &a));
	assert_true(n.n > 0 && n.n <= NAME_PARTS && n.nfamily <= n.n);
	buf_clear(&huge);
	for (int i = 0; i < 5000; i++)
		buf_add(&huge, STR("x"));
	assert_true(name_read(&n, &room, buf_str(&huge), buf_str(&huge), false, &a));
	assert_int_equal(n.n, 2);
	assert_int_equal(n.parts[0].n, NAME_LETTERS);
	buf_clear(&huge);
	for (int i = 0; i < 500; i++)
		buf_add(&huge, i % 41 == 40 ? STR("-") : STR("q"));
	assert_true(name_read(&n, &room, buf_str(&huge), STR("x"), false, &a));
	struct name_room other_room;
	struct name other;
	struct score s = {0};
	buf_add(&huge, STR("-extra"));
	assert_true(name_read(&other, &other_room, buf_str(&huge), STR("y"), false, &a));
	compare_names(&s, &n, &other, NULL); /* families of more letters than a word of bits has */
	assert_true(score_has(&s, GIVEN_DIFFERS));
	assert_true(closeness_similar(buf_str(&huge), buf_str(&huge)) > 0.99);
	assert_false(name_read(&n, &room, STR(""), STR(""), false, &a));
	assert_false(name_read_whole(&n, &room, STR(" - '' 1234 ,,"), &a));
	assert_false(name_read_whole(&n, &room, STR("\xe2\x80\x8b\xe2\x80\xae"), &a));
	buf_free(&huge);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_weights_are_what_they_say),
	        cmocka_unit_test(test_similarity_is_the_published_one),
	        cmocka_unit_test(test_edits),
	        cmocka_unit_test(test_dates),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
