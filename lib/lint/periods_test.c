/* L01 to L06, L25, L29, L32: a lawful and an unlawful period of each type of order, and the days between them. */
#include "lint/lint_kit.h"

#define MADE "made: 2026-03-02\nserved: 2026-03-02\n"

static void test_shpo_and_sopo(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "exactly five years", .type = "shpo-soa", .dates = MADE "until: 2031-03-02\n", .expect = ""},
		{.name = "a day less", .type = "shpo-soa", .dates = MADE "until: 2031-03-01\n", .expect = "L01e"},
		{.name = "shpo-sc exactly", .type = "shpo-sc", .court = "Example Crown Court", .dates = MADE "until: 2031-03-02\n", .expect = ""},
		{.name = "shpo-sc a day less", .type = "shpo-sc", .court = "Example Crown Court", .dates = MADE "until: 2031-03-01\n", .expect = "L01e"},
		{.name = "sopo exactly", .type = "sopo", .dates = MADE "until: 2031-03-02\n", .expect = ""},
		{.name = "sopo a day less", .type = "sopo", .dates = MADE "until: 2031-03-01\n", .expect = "L01e"},
		{.name = "until further order", .dates = MADE "until: further-order\n", .expect = ""},
		{.name = "no period", .dates = MADE, .expect = "L01w"},
		{.name = "the period runs from from", .dates = MADE "from: 2026-04-01\nuntil: 2031-03-31\n", .expect = "L01e"},
		{.name = "and reaches", .dates = MADE "from: 2026-04-01\nuntil: 2031-04-01\n", .expect = ""},
		{.name = "a condition of its own dates", .dates = MADE "until: 2033-03-02\n",
		 .conditions = PLAIN "  - {id: \"2\", until: 2031-03-01, text: Not to enter Example Park., unmonitored: visits, review-every: 6mo}\n",
		 .expect = "L01e"},
		{.name = "a requirement has no least period", .dates = MADE "until: 2033-03-02\n",
		 .conditions = PLAIN "  - {id: \"2\", until: 2027-03-02, supervisor: Example Probation, text: To attend a programme., unmonitored: visits, review-every: 6mo}\n",
		 .expect = ""},
		{.name = "made on 29 February, to 28 February", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: 2029-02-28\n", .expect = "L01w"},
		{.name = "to 1 March", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: 2029-03-01\n", .expect = ""},
		{.name = "to 27 February", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: 2029-02-27\n", .expect = "L01e"},
		{.name = "an extension adds", .dates = MADE "until: 2031-03-02\n", .more = "variations: [{on: 2030-01-01, until: 2032-01-01}]\n", .expect = ""},
		{.name = "a condition added later, for too short", .dates = MADE "until: 2031-03-02\n",
		 .more = "variations:\n  - on: 2027-01-01\n    add:\n      - {id: \"2\", text: Not to enter Example Park., unmonitored: visits, review-every: 6mo}\n",
		 .expect = "L01e"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_scottish(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "shpo", .type = "shpo-scot", .dates = MADE "until: 2031-03-02\n", .expect = ""},
		{.name = "shpo, a day less", .type = "shpo-scot", .dates = MADE "until: 2031-03-01\n", .expect = "L02e"},
		{.name = "shpo without an end", .type = "shpo-scot", .dates = MADE, .expect = "L02e"},
		{.name = "shpo until further order", .type = "shpo-scot", .dates = MADE "until: further-order\n", .expect = "L02e L32e"},
		{.name = "sro", .type = "sro-scot", .dates = MADE "until: 2028-03-02\n", .expect = ""},
		{.name = "sro, a day less", .type = "sro-scot", .dates = MADE "until: 2028-03-01\n", .expect = "L03e"},
		{.name = "sro without an end", .type = "sro-scot", .dates = MADE, .expect = "L03e"},
		{.name = "sro until further order", .type = "sro-scot", .dates = MADE "until: further-order\n", .expect = "L03e L32e"},
		{.name = "interim shpo", .type = "ishpo-scot", .dates = MADE "until: 2026-09-02\n", .expect = ""},
		{.name = "interim shpo until further order", .type = "ishpo-scot", .dates = MADE "until: further-order\n", .expect = "L06e L32e"},
		{.name = "interim sro", .type = "isro-scot", .dates = MADE "until: 2026-09-02\n", .expect = ""},
		{.name = "interim sro without an end", .type = "isro-scot", .dates = MADE, .expect = "L06e"},
	};

	(void)state;
	RUN_CASES(cases);
}

/* The duties of s.122F are told of every risk order of England and Wales here, for nothing watches them. */
static void test_risk_orders(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "sro", .type = "sro", .dates = MADE "until: 2028-03-02\n", .expect = "L23i"},
		{.name = "sro, a day less", .type = "sro", .dates = MADE "until: 2028-03-01\n", .expect = "L03e L23i"},
		{.name = "sro until further order", .type = "sro", .dates = MADE "until: further-order\n", .expect = "L23i"},
		{.name = "rsho", .type = "rsho", .dates = MADE "until: 2028-03-02\n", .expect = ""},
		{.name = "rsho, a day less", .type = "rsho", .dates = MADE "until: 2028-03-01\n", .expect = "L03e"},
		{.name = "made on 29 February", .type = "rsho", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: 2026-02-28\n", .expect = "L03w"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_interim(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "ishpo", .type = "ishpo", .dates = MADE "until: 2026-09-02\n", .expect = ""},
		{.name = "ishpo without an end", .type = "ishpo", .dates = MADE, .expect = "L06e"},
		{.name = "ishpo until further order", .type = "ishpo", .dates = MADE "until: further-order\n", .expect = "L06e L32e"},
		{.name = "isro", .type = "isro", .dates = MADE "until: 2026-09-02\n", .expect = "L23i"},
		{.name = "isro without an end", .type = "isro", .dates = MADE, .expect = "L06e L23i"},
		{.name = "isopo", .type = "isopo", .dates = MADE "until: 2026-09-02\n", .expect = ""},
		{.name = "isopo until further order", .type = "isopo", .dates = MADE "until: further-order\n", .expect = "L06e L32e"},
		{.name = "irsho", .type = "irsho", .dates = MADE "until: 2026-09-02\n", .expect = ""},
		{.name = "irsho without an end", .type = "irsho", .dates = MADE, .expect = "L06e"},
		{.name = "beyond the decision", .type = "ishpo", .dates = MADE "until: 2026-09-02\ndetermined: 2026-09-01\n", .expect = "L06e"},
		{.name = "to the decision", .type = "ishpo", .dates = MADE "until: 2026-09-02\ndetermined: 2026-09-02\n", .expect = ""},
		{.name = "discharged at the decision", .type = "ishpo", .dates = MADE "until: 2026-09-02\ndetermined: 2026-08-01\ndischarged: 2026-08-01\n", .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

#define BAN(more) "  - {id: \"1\", text: Not to travel to Thailand., rule: travel/foreign-travel, with: {countries: TH}" more "}\n"

/* A ban on named countries is told for information: the list under s.172 has more. */
static void test_travel(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "five years", .dates = MADE "until: 2031-03-02\n", .conditions = BAN(""), .expect = "L24i"},
		{.name = "the order's ten years", .dates = MADE "until: 2036-03-02\n", .conditions = BAN(""), .expect = "L04e L24i"},
		{.name = "five of its own", .dates = MADE "until: 2036-03-02\n", .conditions = BAN(", until: 2031-03-02"), .expect = "L24i"},
		{.name = "a day more", .dates = MADE "until: 2036-03-02\n", .conditions = BAN(", until: 2031-03-03"), .expect = "L04e L24i"},
		{.name = "less than five years is no matter", .dates = MADE "until: 2036-03-02\n", .conditions = BAN(", until: 2028-03-02"), .expect = "L24i"},
		{.name = "until further order", .dates = MADE "until: further-order\n", .conditions = BAN(""), .expect = "L04e L24i"},
		{.name = "from 29 February to 28", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: further-order\n", .conditions = BAN(", until: 2029-02-28"), .expect = "L24i"},
		{.name = "to 1 March", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: further-order\n", .conditions = BAN(", until: 2029-03-01"), .expect = "L04w L24i"},
		{.name = "to 2 March", .dates = "made: 2024-02-29\nserved: 2024-02-29\nuntil: further-order\n", .conditions = BAN(", until: 2029-03-02"), .expect = "L04e L24i"},
		{.name = "extended by five years", .dates = MADE "until: 2031-03-02\n", .conditions = BAN(""),
		 .more = "variations: [{on: 2031-01-05, until: 2036-03-02}]\n", .expect = "L24i"},
		{.name = "extended by a day more", .dates = MADE "until: 2031-03-02\n", .conditions = BAN(""),
		 .more = "variations: [{on: 2031-01-05, until: 2036-03-03}]\n", .expect = "L04e L24i"},
		{.name = "sro", .type = "sro", .dates = MADE "until: 2032-03-02\n", .conditions = BAN(""), .expect = "L04e L23i L24i"},
		{.name = "shpo-scot", .type = "shpo-scot", .dates = MADE "until: 2032-03-02\n", .conditions = BAN(""), .expect = "L04e L24i"},
		{.name = "sro-scot", .type = "sro-scot", .dates = MADE "until: 2032-03-02\n", .conditions = BAN(""), .expect = "L04e L24i"},
		{.name = "fto of five years", .type = "fto", .dates = MADE "until: 2031-03-02\n", .conditions = BAN(""), .expect = "L24i"},
		{.name = "fto of a day more", .type = "fto", .dates = MADE "until: 2031-03-03\n", .conditions = BAN(""), .expect = "L04e L24i"},
		{.name = "fto without an end", .type = "fto", .dates = MADE, .conditions = BAN(""), .expect = "L04e L24i"},
		{.name = "fto until further order", .type = "fto", .dates = MADE "until: further-order\n", .conditions = BAN(""), .expect = "L04e L24i L32e"},
		{.name = "fto extended by five years", .type = "fto", .dates = MADE "until: 2031-03-02\n", .conditions = BAN(""),
		 .more = "variations: [{on: 2031-01-05, until: 2036-03-02}]\n", .expect = "L24i"},
		{.name = "words alone", .dates = MADE "until: 2036-03-02\n", .conditions = TERM("1", "Not to travel to Spain."), .expect = "L04e"},
		{.name = "a ban with leave has no limit of its own", .dates = MADE "until: 2036-03-02\n",
		 .conditions = TERM("1", "Not to travel outside the United Kingdom without the permission of the court."), .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

#define ALL "  - {id: \"1\", text: Not to travel to any country outside the United Kingdom., rule: travel/foreign-travel}\n"

static void test_passports(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "none", .conditions = ALL, .expect = "L05e"},
		{.name = "with the term", .conditions = ALL TERM("2", "To surrender all passports at Example Road police station by 4 March 2026."), .expect = ""},
		{.name = "by its rule", .conditions = ALL
		 "  - {id: \"2\", text: To surrender all passports., station: Example Road, rule: travel/surrender-passports, with: {by: 2026-03-04}}\n", .expect = ""},
		{.name = "no station", .conditions = ALL TERM("2", "To surrender all passports within three days."), .expect = "L05e"},
		{.name = "no day", .conditions = ALL TERM("2", "To surrender all passports at Example Road police station."), .expect = "L05e"},
		{.name = "named countries need none", .conditions = BAN(""), .expect = "L24i"},
		{.name = "all but some need none", .conditions =
		 "  - {id: \"1\", text: Not to travel to any country but Ireland., rule: travel/foreign-travel, with: {countries: \"all-abroad except [IE]\"}}\n", .expect = ""},
		{.name = "fto", .type = "fto", .conditions = ALL, .expect = "L05e"},
		{.name = "an interim order is not asked", .type = "ishpo", .dates = MADE "until: 2026-09-02\n", .conditions = ALL, .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_early_end(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "discharged early", .more = "discharged: 2030-01-01\n", .expect = "L25w"},
		{.name = "with one consent", .more = "discharged: 2030-01-01\nconsents: [subject]\n", .expect = "L25w"},
		{.name = "with both", .more = "discharged: 2030-01-01\nconsents: [subject, chief-officer]\n", .expect = ""},
		{.name = "after five years", .dates = MADE "until: 2036-03-02\n", .more = "discharged: 2031-03-02\n", .expect = ""},
		{.name = "a day before", .dates = MADE "until: 2036-03-02\n", .more = "discharged: 2031-03-01\n", .expect = "L25w"},
		{.name = "sro after two", .type = "sro", .more = "discharged: 2028-03-02\n", .expect = "L23i"},
		{.name = "sro before", .type = "sro", .more = "discharged: 2028-03-01\n", .expect = "L23i L25w"},
		{.name = "varied to end early", .more = "variations: [{on: 2027-01-01, until: 2028-01-01}]\n", .expect = "L25w"},
		{.name = "varied with both", .more = "variations: [{on: 2027-01-01, until: 2028-01-01, consents: [subject, chief-officer]}]\n", .expect = ""},
		{.name = "not in Scotland", .type = "shpo-scot", .more = "discharged: 2028-03-01\n", .expect = ""},
		{.name = "travel alone", .conditions = BAN(""), .more = "discharged: 2028-03-01\n", .expect = "L24i"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_dates(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "served before made", .dates = "made: 2026-03-02\nserved: 2026-03-01\nuntil: 2031-03-02\n", .expect = "L29e"},
		{.name = "from before made", .dates = MADE "from: 2026-03-01\nuntil: 2031-03-02\n", .expect = "L29e"},
		{.name = "not one day", .dates = MADE "until: 2026-03-02\n", .expect = "L01e L29e"},
		{.name = "varied before made", .more = "variations: [{on: 2026-03-01, court: Example}]\n", .expect = "L29e"},
		{.name = "never in force", .conditions = PLAIN
		 "  - {id: \"2\", from: 2032-01-01, text: Not to enter Example Park., unmonitored: visits, review-every: 6mo}\n", .expect = "L01e L29e"},
		{.name = "longer than the order", .conditions =
		 "  - {id: \"1\", until: 2032-01-01, text: Not to enter Example Park., unmonitored: visits, review-every: 6mo}\n", .expect = "L29w"},
		{.name = "made later than today", .dates = "made: 2026-07-01\nserved: 2026-07-01\nuntil: 2031-07-01\n", .expect = "L29w"},
		{.name = "hours that begin in the changed hour", .conditions =
		 "  - {id: \"1\", text: Not to leave home before 6 am save for work., rule: tag/curfew, with: {place: {at: \"54,2\", radius: 50m}, hours: [\"01:30..06:00\"]}}\n",
		 .expect = "L29w"},
	};

	(void)state;
	RUN_CASES(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shpo_and_sopo), cmocka_unit_test(test_scottish),  cmocka_unit_test(test_risk_orders),
		cmocka_unit_test(test_interim),       cmocka_unit_test(test_travel),    cmocka_unit_test(test_passports),
		cmocka_unit_test(test_early_end),     cmocka_unit_test(test_dates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
