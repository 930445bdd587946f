/* Rules that read the words of a condition, and those of its rule: what they find, and what they leave alone. */
#include "lint/lint_kit.h"

#define ONE(words) TERM("1", words)
#define MADE "made: 2026-03-02\nserved: 2026-03-02\n"

static void test_monitoring(void **state)
{
#define WATCHED "supervisor: Example Probation, text: To wear an electronic tag at all times., unmonitored: visits, review-every: 6mo"
#define FULL "monitoring: {responsible: Example Monitoring, available: true, consent: true}"
	static const struct lint_case cases[] = {
		{.name = "twelve months", .conditions = "  - {id: \"1\", until: 2027-03-02, " FULL ", " WATCHED "}\n", .expect = "L07w"},
		{.name = "a day more", .conditions = "  - {id: \"1\", until: 2027-03-03, " FULL ", " WATCHED "}\n", .expect = "L07e L07w"},
		{.name = "the order's years", .conditions = "  - {id: \"1\", " FULL ", " WATCHED "}\n", .expect = "L07e L07w"},
		{.name = "nobody responsible", .conditions = "  - {id: \"1\", until: 2027-03-02, monitoring: {available: true, consent: true}, " WATCHED "}\n", .expect = "L07e L07w"},
		{.name = "not available", .conditions = "  - {id: \"1\", until: 2027-03-02, monitoring: {responsible: Example, available: false, consent: true}, " WATCHED "}\n", .expect = "L07e L07w"},
		{.name = "no consent", .conditions = "  - {id: \"1\", until: 2027-03-02, monitoring: {responsible: Example, available: true, consent: false}, " WATCHED "}\n", .expect = "L07e L07w"},
		{.name = "consent not said", .conditions = "  - {id: \"1\", until: 2027-03-02, monitoring: {responsible: Example, available: true}, " WATCHED "}\n", .expect = "L07w L07w"},
		{.name = "by words alone", .conditions = "  - {id: \"1\", until: 2027-03-02, " WATCHED "}\n", .expect = "L07e L07e L07w L07w"},
		{.name = "a sopo can only prohibit", .type = "sopo", .conditions = "  - {id: \"1\", " WATCHED "}\n", .expect = "L08e"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_requirements(void **state)
{
#define ATTEND "text: To attend a programme on healthy relationships., unmonitored: visits, review-every: 6mo"
	static const struct lint_case cases[] = {
		{.name = "supervised", .conditions = "  - {id: \"1\", supervisor: Example Probation, " ATTEND "}\n", .expect = ""},
		{.name = "by nobody", .conditions = "  - {id: \"1\", " ATTEND "}\n", .expect = "L08e"},
		{.name = "by the words", .conditions = ONE("To keep appointments with the supervising officer."), .expect = "L08w"},
		{.name = "sro", .type = "sro", .conditions = "  - {id: \"1\", " ATTEND "}\n", .expect = "L08e L23i"},
		{.name = "ishpo", .type = "ishpo", .conditions = "  - {id: \"1\", " ATTEND "}\n", .expect = "L08e"},
		{.name = "Scotland names none", .type = "shpo-scot", .conditions = "  - {id: \"1\", " ATTEND "}\n", .expect = ""},
		{.name = "sopo", .type = "sopo", .conditions = "  - {id: \"1\", supervisor: Example, " ATTEND "}\n", .expect = "L08e"},
		{.name = "rsho", .type = "rsho", .conditions = "  - {id: \"1\", supervisor: Example, " ATTEND "}\n", .expect = "L08e"},
		{.name = "fto", .type = "fto", .conditions = "  - {id: \"1\", supervisor: Example, " ATTEND "}\n", .expect = "L08e"},
		{.name = "fto with passports", .type = "fto", .conditions = ONE("To surrender all passports at Example police station by 4 March 2026."), .expect = ""},
		{.name = "before 29 November 2022", .dates = "made: 2022-11-28\nserved: 2024-01-01\nuntil: 2030-11-28\n",
		 .conditions = "  - {id: \"1\", supervisor: Example, " ATTEND "}\n", .expect = "L08e"},
		{.name = "on that day", .dates = "made: 2022-11-29\nserved: 2024-01-01\nuntil: 2030-11-29\n",
		 .conditions = "  - {id: \"1\", supervisor: Example, " ATTEND "}\n", .expect = ""},
		{.name = "added by a later variation", .dates = "made: 2020-11-28\nserved: 2024-01-01\nuntil: 2030-11-29\n",
		 .more = "variations: [{on: 2024-05-01, add: [{id: \"2\", supervisor: Example, " ATTEND "}]}]\n", .expect = ""},
		{.name = "the words decide, not the rule", .type = "sopo",
		 .conditions = "  - {id: \"1\", text: Not to use any device that can reach the internet unless the police were told of it within three days., rule: devices/undeclared-device}\n", .expect = ""},
		{.name = "kind says it", .type = "sopo", .conditions = "  - {id: \"1\", kind: prohibition, " ATTEND "}\n", .expect = ""},
		{.name = "others must act", .conditions = "  - {id: \"1\", supervisor: Example, text: To ensure that his employer reports every week., unmonitored: visits, review-every: 6mo}\n", .expect = "L33w"},
		{.name = "daily", .conditions = "  - {id: \"1\", supervisor: Example, text: To report to the police station every day., unmonitored: visits, review-every: 6mo}\n", .expect = "L33w"},
		{.name = "weekly", .conditions = "  - {id: \"1\", supervisor: Example, text: To report to Example police station every Monday., unmonitored: visits, review-every: 6mo}\n", .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_internet(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "L09 total", .conditions = ONE("Not to use the internet."), .expect = "L09w"},
		{.name = "L09 devices", .conditions = ONE("Not to own, possess or use any computer, mobile telephone or tablet."), .expect = "L09w"},
		{.name = "L09 capable", .conditions = ONE("Not to possess any device capable of accessing the internet."), .expect = "L09w"},
		{.name = "L09 anywhere", .conditions = ONE("Not to access the internet at any place."), .expect = "L09w"},
		{.name = "L09 too narrow", .conditions = ONE("Not to use the internet, except for work or study."), .expect = "L09w"},
		{.name = "L09 with history", .conditions = ONE("Not to use any device capable of accessing the internet unless it has the capacity to retain and display the history of internet use."), .expect = ""},
		{.name = "L09 for what", .conditions = ONE("Not to use the internet to contact any person under 18, other than inadvertently or with the consent of a parent."), .expect = ""},
		{.name = "L09 with software", .conditions = ONE("Not to use the internet except for work on a device that was declared to the police."), .expect = ""},
		{.name = "L15 encryption", .conditions = ONE("Not to use encryption."), .expect = "L15w"},
		{.name = "L15 cloud", .conditions = ONE("Not to use any form of cloud storage."), .expect = "L15w"},
		{.name = "L15 spared", .conditions = ONE("Not to install any encryption software other than that which is intrinsic to the operating system of the device."), .expect = ""},
		{.name = "L15 declared", .conditions = ONE("Not to use cloud storage that was not declared to the police within three days."), .expect = ""},
		{.name = "L16 every device", .conditions = ONE("Not to use a device that does not retain its history of internet use."), .expect = "L16w"},
		{.name = "L16 capacity", .conditions = ONE("Not to use a device that lacks the capacity to retain the history of internet use."), .expect = ""},
		{.name = "L16 deleting is another matter", .conditions = ONE("Not to delete the history that a device keeps, nor its records of history."), .expect = ""},
		{.name = "L16 software", .conditions = ONE("Not to use a device on which the police have not installed risk management software."), .expect = "L16w"},
		{.name = "L16 software where it can be", .conditions = ONE("Not to use a device without monitoring software where the device is compatible with it."), .expect = ""},
		{.name = "L31 brand", .conditions = ONE("Not to use Snapchat."), .expect = "L31w"},
		{.name = "L31 device", .conditions = ONE("Not to use an Apple device unless it was declared to the police."), .expect = "L31w"},
		{.name = "L31 examples", .conditions = ONE("Not to use any service for messages that vanish, such as Snapchat."), .expect = ""},
		{.name = "a virtual private network", .conditions = ONE("Not to use any virtual private network."), .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_wording(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "L10 material", .conditions = ONE("Not to possess any material."), .expect = "L10w"},
		{.name = "L10 inappropriate", .conditions = ONE("Not to behave inappropriately towards women."), .expect = "L10w"},
		{.name = "L10 near", .conditions = ONE("Not to loiter near Example School."), .expect = "L10w"},
		{.name = "L10 near with a distance", .conditions = ONE("Not to loiter near Example School, which means within 50 metres of it."), .expect = ""},
		{.name = "L10 associate", .conditions = ONE("Not to associate with offenders."), .expect = "L10w"},
		{.name = "L10 associate defined", .conditions = ONE("Not knowingly to associate with anybody known to be on the register."), .expect = ""},
		{.name = "L13 any premises", .conditions = "  - {id: \"1\", supervisor: Example, text: To permit officers to enter any premises., unmonitored: visits, review-every: 6mo}\n", .expect = "L13w"},
		{.name = "L13 any time", .conditions = "  - {id: \"1\", supervisor: Example, text: To permit officers to enter the home at any time., unmonitored: visits, review-every: 6mo}\n", .expect = "L13w"},
		{.name = "L13 reasonable", .conditions = "  - {id: \"1\", supervisor: Example, text: To permit officers to enter the home at any reasonable time., unmonitored: visits, review-every: 6mo}\n", .expect = ""},
		{.name = "L17 same", .conditions = "  - {id: \"1\", supervisor: Example, text: To notify the police of any change of name within three days., unmonitored: visits, review-every: 6mo}\n", .expect = "L17i"},
		{.name = "L17 looser", .conditions = "  - {id: \"1\", supervisor: Example, text: To notify the police of any change of home address within 14 days., unmonitored: visits, review-every: 6mo}\n", .expect = "L17w"},
		{.name = "L17 travel, looser", .conditions = "  - {id: \"1\", supervisor: Example, text: To inform the police three days before travelling outside the United Kingdom., unmonitored: visits, review-every: 6mo}\n", .expect = "L17w"},
		{.name = "L17 an sro notifies nothing of the kind", .type = "sro", .conditions = "  - {id: \"1\", supervisor: Example, text: To notify the police of any change of name within three days., unmonitored: visits, review-every: 6mo}\n", .expect = "L23i"},
		{.name = "L18 a bar", .conditions = ONE("Not to seek employment with children."), .expect = "L18i"},
		{.name = "L18 overlaps said", .conditions = ONE("Not to work with children under 18."), .more = "overlaps: [barred by the DBS]\n", .expect = ""},
		{.name = "L19 entry", .conditions = ONE("Not to refuse an officer entry to the home between 8 am and 8 pm."), .expect = ""},
		{.name = "L11 work", .conditions = ONE("Not to undertake any work likely to bring him into contact with a child under 18."), .expect = "L18i"},
		{.name = "L16 software that prevents", .conditions = ONE("Not to use software which prevents a device from retaining its internet history."), .expect = ""},
		{.name = "L19 curfew", .conditions = ONE("Not to leave home between 9 pm and 6 am."), .expect = "L19i"},
		{.name = "L19 considered", .conditions = ONE("Not to leave home between 9 pm and 6 am other than for work or worship."), .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

#define GOOD_CONTACT "Not to have unsupervised contact with any child under 18, other than such as is inadvertent and not reasonably avoidable in daily life, or with the consent of the parent or guardian and of social services."
#define AGED(id, words, n) "  - {id: \"" id "\", text: \"" words "\", rule: contact/unsupervised-contact, with: {age: " n "}}\n"

static void test_children(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "the usual words", .conditions = ONE(GOOD_CONTACT), .expect = ""},
		{.name = "L11 no exception", .conditions = ONE("Not to have contact with any child under 16."), .expect = "L11w"},
		{.name = "L11 no consent", .conditions = ONE("Not to have contact with any child under 16 that is not inadvertent."), .expect = "L11w"},
		{.name = "L11 no chance", .conditions = ONE("Not to contact any child under 16 without the consent of the parent."), .expect = "L11w"},
		{.name = "L12 images alone", .conditions = ONE(GOOD_CONTACT), .more = "formerly: [X]\n", .expect = ""},
		{.name = "L26 no age", .conditions = ONE("Not to have contact with any child other than inadvertently or with the consent of the parent."), .expect = "L26w"},
		{.name = "L26 age elsewhere", .conditions = ONE("Not to have contact with any child other than inadvertently or with the consent of the parent.")
		 TERM("2", "In this order a child is a person under the age of sixteen."), .expect = ""},
		{.name = "L26 the rule has the words' age", .conditions = AGED("1", GOOD_CONTACT, "18"), .expect = ""},
		{.name = "L26 another", .conditions = AGED("1", GOOD_CONTACT, "16"), .expect = "L26w"},
		{.name = "L26 no words, another law", .type = "sopo",
		 .conditions = AGED("1", "Not to have contact with any child other than inadvertently or with the consent of the parent.", "18"), .expect = "L26w"},
		{.name = "L14 two ages of one rule", .conditions = AGED("1", GOOD_CONTACT, "18")
		 AGED("2", "Not to be alone with any child under 16, other than inadvertently or with the consent of a parent.", "16"), .expect = "L14e"},
		{.name = "L14 device", .conditions = ONE("Not to possess any mobile telephone.")
		 "  - {id: \"2\", supervisor: Example, text: To declare to the police any telephone he owns., unmonitored: visits, review-every: 6mo}\n", .expect = "L09w L14e"},
		{.name = "L14 no clash", .conditions = ONE("Not to use any device unless it was declared to the police.")
		 "  - {id: \"2\", supervisor: Example, text: To make any device he uses available for inspection., unmonitored: visits, review-every: 6mo}\n", .expect = ""},
		{.name = "L24 the words name another country", .conditions =
		 "  - {id: \"1\", text: Not to travel to Thailand or Vietnam., rule: travel/foreign-travel, with: {countries: [TH, PH]}}\n", .expect = "L24w L24i"},
		{.name = "L24 no words", .conditions = "  - {id: \"1\", rule: travel/foreign-travel, with: {countries: [TH]}}\n", .expect = "L24w L28e"},
		{.name = "L27 for a person", .conditions =
		 "  - {id: \"1\", text: Not to possess indecent images., when: inspection, where: 'inspection.result == \"undeclared-account\"'}\n", .expect = "L27w"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_basis(void **state)
{
	struct lint_kit x;
	static const char docs[] = "subject: S1\n" NOTIFIES "---\norder: O1\ntype: shpo-soa\ncourt: Example Magistrates' Court\njudge: A\nmade: 2026-03-02\n"
	                           "served: 2026-03-02\nuntil: 2031-03-02\nsubject: S1\n%sconditions:\n" ONE(GOOD_CONTACT);

	(void)state;
	kit_open(&x);
	kit_run(&x, str_printf(&x.arena, docs, ""));
	assert_true(str_eq_cstr(kit_told(&x), "L12w"));
	kit_close(&x);
	kit_open(&x);
	kit_run(&x, str_printf(&x.arena, docs, "basis: possession of indecent images\n"));
	assert_true(str_eq_cstr(kit_told(&x), "L12w"));
	kit_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_monitoring), cmocka_unit_test(test_requirements), cmocka_unit_test(test_internet),
		cmocka_unit_test(test_wording),    cmocka_unit_test(test_children),     cmocka_unit_test(test_basis),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
