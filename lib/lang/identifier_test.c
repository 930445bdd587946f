#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lang/identifier.h"
#include "lang/value.h"

struct written {
	const char *form, *text, *normal; /* normal NULL: refused, and why holds the words */
	const char *why;
};

/* Specimens: ICAO 9303 part 4 (passport), 3GPP TS 23.003 annex B (IMEI), ISO/IEC 7812 test numbers (cards). Police
 * numbers by hand: 1979/0163001 gives 790163001 mod 23 = 2, the letter B. */
static const struct written cases[] = {
	{"pnc", "79/163001B", "1979/0163001B", NULL},
	{"pnc", "1979/0163001b", "1979/0163001B", NULL},
	{"pnc", "79163001B", "1979/0163001B", NULL},
	{"pnc", "19790163001B", "1979/0163001B", NULL},
	{"pnc", "033Y", "2003/0000003Y", NULL},
	{"pnc", "1979 / 0163001 B", "1979/0163001B", NULL},
	{"pnc", "50/163001C", NULL, "check letter"},
	{"pnc", "79/163001C", NULL, "its check letter would be B, not C"},
	{"pnc", "79/163001I", NULL, "is no PNC number"},
	{"pnc", "79/12345678B", NULL, "is no PNC number"},
	{"pnc", "1879/0163001B", NULL, "is no PNC number"},
	{"pnc", "B", NULL, "is no PNC number"},
	{"pnc", "/B", NULL, "is no PNC number"},
	{"pnc", "79/B", NULL, "is no PNC number"},
	{"cro", "65656/91H", "065656/91H", NULL},
	{"cro", "6565691H", "065656/91H", NULL},
	{"cro", "SF05/482703J", "SF05/482703J", NULL},
	{"cro", "SF83/50058Z", "SF83/50058Z", NULL},
	{"cro", "sf8350058z", "SF83/50058Z", NULL},
	{"cro", "85227/65G", NULL, "check letter"},
	{"cro", "SFZ", NULL, "is no CRO number"},
	{"cro", "91H", NULL, "is no CRO number"},
	{"asn", "1101ZD0100000410836V", "1101ZD0100000410836V", NULL},
	{"asn", "11/01ZD/01/00000410836V", "1101ZD0100000410836V", NULL},
	{"asn", "1101ZD01410836V", "1101ZD0100000410836V", NULL},
	{"asn", "1101ZD0100000448754J", NULL, "its check letter would be K, not J"},
	{"asn", "11A01ZD0100000410836V", "11A01ZD0100000410836V", NULL},
	{"asn", "1101ZD01V", NULL, "is no arrest or summons number"},
	{"nino", "AB 12 34 56 C", "AB123456C", NULL},
	{"nino", "ab123456d", "AB123456D", NULL},
	{"nino", "AB123456E", NULL, "is no National Insurance number"},
	{"nino", "BG123456A", NULL, "is no National"},
	{"nino", "AO123456A", NULL, "is no National"},
	{"nino", "DA123456A", NULL, "is no National"},
	{"passport", "500000042", "500000042", NULL},
	{"passport", "L898902C3", "L898902C3", NULL},
	{"passport", "L898902C36", "L898902C3", NULL},
	{"passport", "L898902C37", NULL, "its check digit is wrong"},
	{"passport", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", "L898902C3", NULL},
	{"passport", "L898902C36UTO7408122F1204159ZE184226B<<<<<11", NULL, "the last check digit of the line is wrong"},
	{"passport", "L898902C36UTO7408123F1204159ZE184226B<<<<<10", NULL, "check digit of its date of birth"},
	{"passport", "I<UTOD231458907<<<<<<<<<<<<<<<", "D23145890", NULL},
	{"passport", "D231458907UTO7408122F1204159<<<<<<<6", "D23145890", NULL},
	{"passport", "12345678901", NULL, "is no passport number"},
	{"imei", "49-015420-323751-8", "490154203237518", NULL},
	{"imei", "49015420323751", "490154203237518", NULL},
	{"imei", "4901542032375101", "490154203237518", NULL},
	{"imei", "490154203237517", NULL, "check digit"},
	{"imei", "4901542032375", NULL, "is no IMEI"},
	{"imei", "3.51E+14", NULL, "shortened"},
	{"iccid", "8944123456789012342", NULL, "check digit"},
	{"iccid", "8944123456789012348", "8944123456789012348", NULL},
	{"iccid", "8944123456789012348F", "8944123456789012348", NULL},
	{"iccid", "7944123456789012345", NULL, "is no ICCID"},
	{"card", "4111 1111 1111 1111", "1111", NULL},
	{"card", "5555-5555-5555-4444", "4444", NULL},
	{"card", "************4444", "4444", NULL},
	{"card", "XXXX XXXX XXXX 4444", "4444", NULL},
	{"card", "4444", "4444", NULL},
	{"card", "4111 1111 1111 1112", NULL, "check digit"},
	{"card", "444", NULL, "is no card number"},
};

static void every_form_is_read(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct written *c = &cases[i];
		struct value_context context = {0};
		struct value v;
		struct type t;
		struct str why = {NULL, 0};
		bool ok;

		assert_true(type_parse(&t, str_of(c->form), &a));
		ok = value_parse(&v, &t, str_of(c->text), &context, NULL, &a, &why);
		if (ok != (c->normal != NULL) || (ok && !str_eq_cstr(v.as.text, c->normal)))
			fail_msg("%s %s: %.*s", c->form, c->text, STR_ARG(ok ? v.as.text : why));
		if (!ok && (!c->why || !strstr(str_cstr(&a, why), c->why)))
			fail_msg("%s %s: %.*s", c->form, c->text, STR_ARG(why));
	}
	arena_free(&a);
}

static void what_is_normal_stays(void **state)
{
	struct arena a;
	struct str once, twice;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct identifier_form *form = identifier_form_find(str_of(cases[i].form));

		if (!identifier_normal(&once, form, str_of(cases[i].text), &a))
			continue;
		assert_true(identifier_normal(&twice, form, once, &a));
		assert_true(str_eq(once, twice));
	}
	arena_free(&a);
}

/* Every length and every prefix of a few letters, for reads beyond the end. */
static void no_text_is_too_short(void **state)
{
	static const char *const texts[] = {"SF05/482703J", "1979/0163001B", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
	                                    "11/01ZD/01/00000410836V", "4901542032375101", "////////Z", "<<<<<<<<<<<<<<", "********"};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		for (size_t n = 0; n <= strlen(texts[i]); n++) {
			char *copy = memcpy(malloc(n + 1), texts[i], n);
			struct str out, why;

			for (size_t f = 0; f < nidentifier_forms; f++)
				identifier_form_parse(&out, &identifier_forms[f], (struct str){copy, n}, &a, &why);
			free(copy);
		}
	}
	arena_free(&a);
}

static void cards_are_covered_but_for_four_digits(void **state)
{
	static const char *const texts[][2] = {
		{"a,4111111111111111,b", "a,************1111,b"},
		{"4111 1111 1111 1111", "**** **** **** 1111"},
		{"411111111112", "********1112"},
		{"41111111111", "41111111111"},
		{"2026-11-23T09:00", "2026-11-23T09:00"},
		{"12345678901234567890", "12345678901234567890"},
		{"", ""},
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_true(str_eq_cstr(card_mask(str_of(texts[i][0]), &a), texts[i][1]));
	arena_free(&a);
}

/* A card that is not one is not kept whole either. */
static void no_more_than_four_digits_of_a_card_are_kept(void **state)
{
	struct arena a;
	struct str out;

	(void)state;
	arena_init(&a);
	assert_true(identifier_normal(&out, identifier_form_find(STR("card")), STR("4111111111111112"), &a));
	assert_true(str_eq_cstr(out, "1112"));
	arena_free(&a);
}

/* The labelled numbers of the reference data. */
static void labelled_numbers_are_read(void **state)
{
	const char *folder = getenv("REFERENCE_DATA");
	char path[4096], line[256];
	struct arena a;
	size_t n = 0;

	(void)state;
	if (!folder || !*folder) {
		print_message("skipped: REFERENCE_DATA is not set\n");
		skip();
	}
	snprintf(path, sizeof path, "%s/uk/pnc_cases.csv", folder);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	arena_init(&a);
	assert_non_null(fgets(line, sizeof line, f));
	for (; fgets(line, sizeof line, f); n++) {
		struct str form, input, normal, valid, out = {NULL, 0}, why;

		str_split(&form, &input, str_trim(str_of(line)), ',');
		str_split(&input, &normal, input, ',');
		str_split(&normal, &valid, normal, ',');
		bool ok = identifier_form_parse(&out, identifier_form_find(str_eq_cstr(form, "PNC") ? STR("pnc") : STR("cro")),
		                                input, &a, &why);
		if (ok != str_eq_cstr(valid, "1") || (ok && !str_eq(out, normal)))
			fail_msg("%.*s: %.*s", STR_ARG(input), STR_ARG(out));
	}
	assert_true(n > 30);
	fclose(f);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_read),
		cmocka_unit_test(what_is_normal_stays),
		cmocka_unit_test(no_text_is_too_short),
		cmocka_unit_test(cards_are_covered_but_for_four_digits),
		cmocka_unit_test(no_more_than_four_digits_of_a_card_are_kept),
		cmocka_unit_test(labelled_numbers_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
