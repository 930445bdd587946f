#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "identity/identity.h"

#define DAY CIVIL_DAY_MS

/* Days are numbers from 1970-01-01. */
static const struct str alex[] = {{"Alex", 4}, {"Jo", 2}};
static const struct str zoe[] = {{"Zo\xc3\xab", 4}};
static const struct str alexa[] = {{"Alexa", 5}};

static const struct person_name first_names[] = {
        {.family = {"Example", 7}, .given = alex, .ngiven = 2, .from = INSTANT_MIN, .until = INSTANT_MAX},
        {.family = {"Sample", 6}, .given = zoe, .ngiven = 1, .from = 5 * DAY, .until = 6 * DAY},
};
static const struct person_name first_others[] = {
        {.family = {"Sample", 6}, .given = alexa, .ngiven = 1, .has_born = true, .born = 100},
        {.family = {"Sample", 6}, .given = zoe, .ngiven = 1, .has_born = true, .born = 200},
};
static const struct identifier first_ids[] = {
        {.kind = {"passport", 8}, .value = {"500000042", 9}, .from = INSTANT_MIN, .until = 10 * DAY},
        {.kind = {"device", 6}, .value = {"490154203237518", 15}, .from = INSTANT_MIN, .until = INSTANT_MAX},
};
static const struct identifier second_ids[] = {
        {.kind = {"passport", 8}, .value = {"500000042", 9}, .from = 9 * DAY, .until = INSTANT_MAX},
};
static const struct person_name second_names[] = {
        {.family = {"EXAMPLE", 7}, .given = alex, .ngiven = 1, .from = INSTANT_MIN, .until = INSTANT_MAX},
};
static const struct person_name fourth_names[] = {
        {.family = {"Sample", 6}, .given = zoe, .ngiven = 1, .from = INSTANT_MIN, .until = INSTANT_MAX},
};

static const struct subject subjects[] = {
        {.id = {"V-1", 3}, .names = first_names, .nnames = 2, .has_name = true, .has_born = true, .born = 100,
         .others = first_others, .nothers = 2, .identifiers = first_ids, .nidentifiers = 2},
        {.id = {"v-2", 3}, .names = second_names, .nnames = 1, .has_name = true, .has_born = true, .born = 100,
         .identifiers = second_ids, .nidentifiers = 1},
        {.id = {"\xc3\x89-3", 4}, .names = second_names, .nnames = 1, .has_name = true},
        {.id = {"0012", 4}, .names = fourth_names, .nnames = 1, .has_name = true, .has_born = true, .born = 200},
};

struct set {
	struct arena arena;
	struct plan plan;
	struct identity_index *index;
};

static int setup(void **state)
{
	static struct set s;

	arena_init(&s.arena);
	s.plan = (struct plan){.subjects = subjects, .nsubjects = sizeof subjects / sizeof subjects[0]};
	s.index = identity_build_people(&s.plan, &s.arena);
	*state = &s;
	return 0;
}

static int teardown(void **state)
{
	struct set *s = *state;

	arena_free(&s->arena);
	return 0;
}

static void expect(struct identity_match m, enum identity_found found, size_t subject)
{
	assert_int_equal(m.found, found);
	if (found == IDENTITY_ONE)
		assert_int_equal(m.subject, subject);
}

static void test_reference(void **state)
{
	const struct set *s = *state;
	struct buf longer = {0};

	expect(identity_by_reference(s->index, STR("V-1")), IDENTITY_ONE, 0);
	expect(identity_by_reference(s->index, STR(" v-1\t")), IDENTITY_ONE, 0);
	expect(identity_by_reference(s->index, STR("V-2")), IDENTITY_ONE, 1);
	expect(identity_by_reference(s->index, STR("\xc3\xa9-3")), IDENTITY_ONE, 2);
	expect(identity_by_reference(s->index, STR("e-3")), IDENTITY_NONE, 0);
	expect(identity_by_reference(s->index, STR("12")), IDENTITY_NONE, 0);
	expect(identity_by_reference(s->index, STR("")), IDENTITY_NONE, 0);
	expect(identity_by_reference(s->index, STR("\xff")), IDENTITY_NONE, 0);
	expect(identity_by_reference(s->index, STR("V\xe2\x80\x8b-1")), IDENTITY_ONE, 0); /* a zero-width space */
	expect(identity_by_reference(s->index, STR("V\xe2\x80\x91" "1\xc2\xad")), IDENTITY_ONE, 0); /* a non-breaking and a soft hyphen */
	expect(identity_by_reference(s->index, STR("\xef\xbb\xbf\xef\xbc\xb6\xe2\x88\x92\xef\xbc\x91")), IDENTITY_ONE, 0); /* wide letters */
	expect(identity_by_reference(s->index, STR("\xe2\x80\x8b")), IDENTITY_NONE, 0);
	for (int i = 0; i < 400; i++)
		buf_add(&longer, STR("x"));
	expect(identity_by_reference(s->index, buf_str(&longer)), IDENTITY_NONE, 0);
	buf_free(&longer);
}

static struct identity_match by_passport(const struct set *s, struct str value, int64_t first, int64_t last)
{
	return identity_by_identifier(s->index, STR("passport"), value, (struct moment){.first = first, .last = last});
}

static void test_identifier_within_its_dates(void **state)
{
	const struct set *s = *state;

	expect(by_passport(s, STR("500-000 042"), 8 * DAY, 8 * DAY), IDENTITY_ONE, 0);
	expect(by_passport(s, STR("500000042"), 9 * DAY, 9 * DAY), IDENTITY_TIE, 0);
	expect(by_passport(s, STR("500000042"), 10 * DAY - 1, 10 * DAY - 1), IDENTITY_TIE, 0);
	expect(by_passport(s, STR("500000042"), 10 * DAY, 10 * DAY), IDENTITY_ONE, 1);
	expect(by_passport(s, STR("500000042"), 8 * DAY, 9 * DAY - 1), IDENTITY_ONE, 0);
	expect(by_passport(s, STR("500000042"), 9 * DAY, 10 * DAY - 1), IDENTITY_TIE, 0);
	expect(by_passport(s, STR("500000043"), 8 * DAY, 8 * DAY), IDENTITY_NONE, 0);
	expect(by_passport(s, STR(" - "), 8 * DAY, 8 * DAY), IDENTITY_NONE, 0);
	expect(by_passport(s, STR("500\xe2\x80\x93" "000\xe2\x80\x8b" "042"), 8 * DAY, 8 * DAY), IDENTITY_ONE, 0);
	expect(by_passport(s, STR("490154203237518"), 8 * DAY, 8 * DAY), IDENTITY_NONE, 0);
	expect(identity_by_identifier(s->index, STR("device"), STR("4901-5420-3237-518"),
	                              (struct moment){.first = 0, .last = 0}),
	       IDENTITY_ONE, 0);
}

struct person_case {
	const char *family, *given;
	int32_t born;
	enum identity_found found;
	size_t subject;
};

static struct identity_match by_name(const struct identity_index *x, struct str family, struct str given, int32_t born,
                                     struct arena *scratch)
{
	struct person_query q = {.family = family, .given = given, .born = born_of_day(born)};

	return identity_by_person(x, &q, scratch);
}

static void test_person(void **state)
{
	static const struct person_case cases[] = {
	        {"Example", "Alex Jo", 100, IDENTITY_ONE, 0},
	        {"example", "ALEX", 100, IDENTITY_TIE, 0},
	        {"Example", "Jo", 100, IDENTITY_ONE, 0}, /* by another given name; the other one has none */
	        {"Example", "Alex", 101, IDENTITY_TIE, 0}, /* 11 and 12 April */
	        {"Example", "Alex", 9000, IDENTITY_ONE, 2}, /* whose date of birth is not known */
	        {"Example", "", 100, IDENTITY_TIE, 0},
	        {"S\xc3\xa1mple", "Zoe", 100, IDENTITY_ONE, 0}, /* an alias at any time */
	        {"Sample", "Zo\xc3\xab", 200, IDENTITY_ONE, 3},
	        {"Sample", "Alexa", 100, IDENTITY_ONE, 1}, /* known not to be the first; Example is near to Sample */
	        {"\xff", "Alex", 100, IDENTITY_NONE, 0},
	};
	const struct set *s = *state;
	struct arena scratch;

	arena_init(&scratch);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		expect(by_name(s->index, str_of(cases[i].family), str_of(cases[i].given), cases[i].born, &scratch),
		       cases[i].found, cases[i].subject);
	}
	arena_free(&scratch);
}

/* Two of one name and birth; one of them is known to be someone else than the row's person. */
static void test_not_that_person(void **state)
{
	static const struct person_name name[] = {{.family = {"Example", 7}, .given = alex, .ngiven = 2}};
	static const struct person_name other[] = {{.family = {"example", 7}, .given = alex, .ngiven = 1}};
	static const struct subject two[] = {
	        {.id = {"A", 1}, .names = name, .nnames = 1, .has_born = true, .born = 7, .others = other, .nothers = 1},
	        {.id = {"B", 1}, .names = name, .nnames = 1, .has_born = true, .born = 7},
	};
	struct plan plan = {.subjects = two, .nsubjects = 2};
	struct identity_index *index;
	struct arena a;

	(void)state;
	arena_init(&a);
	index = identity_build_people(&plan, &a);
	expect(by_name(index, STR("Example"), STR("Alex"), 7, &a), IDENTITY_ONE, 1);
	expect(by_name(index, STR("Example"), STR("Alex Jo"), 7, &a), IDENTITY_TIE, 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_reference),
	        cmocka_unit_test(test_identifier_within_its_dates),
	        cmocka_unit_test(test_person),
	        cmocka_unit_test(test_not_that_person),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
