/* Orders against each other, the subject, the record; allow, drafts, feeds. */
#include "lint/lint_kit.h"

#define MADE "made: 2026-03-02\nserved: 2026-03-02\n"

/* A second order of the same subject, served and made a year later. */
#define SECOND(type, jurisdiction, more) \
	"---\norder: O2\ntype: " type "\njurisdiction: " jurisdiction "\ncourt: Example Magistrates' Court\njudge: A\nmade: 2026-05-02\n" \
	"served: 2026-05-02\nuntil: 2031-05-02\nsubject: S1\nbasis: risk\n" more "conditions:\n" TERM("1", "Not to enter Example Park.")

static void test_superseded(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "two shpos", .documents = SECOND("shpo-sc", "england-wales", ""), .expect = "L20e"},
		{.name = "the later replaces the earlier", .documents = SECOND("shpo-sc", "england-wales", "replaces: O1\n"), .expect = ""},
		{.name = "two sros", .type = "sro", .documents = SECOND("sro", "england-wales", ""), .expect = "L20e L23i L23i"},
		{.name = "sopo before shpo", .type = "sopo", .documents = SECOND("shpo-soa", "england-wales", ""), .expect = "L20e"},
		{.name = "fto before shpo", .type = "fto", .subject = NOTIFIES, .documents = SECOND("shpo-soa", "england-wales", ""), .expect = "L20e"},
		{.name = "rsho before sro", .type = "rsho", .documents = SECOND("sro", "england-wales", ""), .expect = "L20e L23i"},
		{.name = "rsho before shpo", .type = "rsho", .subject = NOTIFIES, .documents = SECOND("shpo-soa", "england-wales", ""), .expect = ""},
		{.name = "interim before shpo", .type = "ishpo", .dates = MADE "until: 2026-09-02\n", .documents = SECOND("shpo-soa", "england-wales", ""), .expect = "L20e"},
		{.name = "interim ended", .type = "ishpo", .dates = MADE "until: 2026-05-02\n", .documents = SECOND("shpo-soa", "england-wales", ""), .expect = ""},
		{.name = "allowed", .more = "allow: {L20: the court ordered that both stand}\n", .documents = SECOND("shpo-sc", "england-wales", ""), .expect = "L20a"},
		{.name = "L18 the same term", .conditions = "  - {id: \"1\", text: Not to travel to Spain., rule: travel/foreign-travel, with: {countries: [ES]}}\n",
		 .documents = "---\norder: O2\ntype: fto\njurisdiction: northern-ireland\ncourt: Example Magistrates' Court\njudge: A\nmade: 2026-05-02\nserved: 2026-05-02\n"
		              "until: 2027-03-02\nsubject: S1\nconditions:\n  - {id: \"1\", text: Not to travel to Spain., rule: travel/foreign-travel, with: {countries: [ES]}}\n",
		 .expect = "L18i L18i"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_notification(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "not marked", .subject = "", .expect = "L21e"},
		{.name = "ends before the order", .subject = "notifies: true\nnotifies-until: 2031-03-01\n", .expect = "L21e"},
		{.name = "ends with it", .subject = "notifies: true\nnotifies-until: 2031-03-02\n", .expect = ""},
		{.name = "an order without an end", .dates = MADE "until: further-order\n", .subject = "notifies: true\nnotifies-until: 2036-03-02\n", .expect = "L21e"},
		{.name = "not served", .dates = "made: 2026-03-02\nuntil: 2031-03-02\n", .expect = "L22e"},
		{.name = "begins later than service", .subject = "notifies: true\nnotifies-from: 2026-03-03\n", .expect = "L22e"},
		{.name = "begins on the day", .subject = "notifies: true\nnotifies-from: 2026-03-02\n", .expect = ""},
		{.name = "sopo not marked", .type = "sopo", .subject = "", .expect = "L21e"},
		{.name = "notification order not marked", .type = "notification", .subject = "", .conditions = TERM("1", "To notify the police as the Act requires."), .expect = "L21e"},
		{.name = "sro marked in full", .type = "sro", .subject = "notifies: true\n", .expect = "L23e"},
		{.name = "sro after a conviction", .type = "sro", .subject = "notifies: true\n", .documents = SECOND("notification", "england-wales", ""), .expect = "L34w"},
		{.name = "sro with its duties", .type = "sro", .conditions = "  - {id: \"1\", supervisor: Example, text: To notify the police of any change of home address within three days., "
		 "rule: residence/notify-address-change}\n", .expect = ""},
		{.name = "a Scottish sro has none", .type = "sro-scot", .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_record(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "L28 no words", .conditions = "  - {id: \"1\", unmonitored: visits, review-every: 6mo}\n", .expect = "L28e"},
		{.name = "L28 no court", .court = "\"\"", .expect = "L28e"},
		{.name = "a notice has no court", .type = "s96za", .court = "\"\"", .conditions = TERM("1", "To notify the police as the Act requires."), .expect = ""},
		{.name = "L30", .type = "fto", .dates = "made: 2026-03-02\nuntil: 2031-03-02\n", .expect = "L30w"},
		{.name = "L30 of a requirement", .type = "shpo-scot", .dates = "made: 2026-03-02\nuntil: 2031-03-02\n", .conditions = TERM("1", "To attend a programme."), .expect = "L22e L30w"},
		{.name = "L34 sro of a Crown Court", .type = "sro", .court = "Example Crown Court", .expect = "L23i L34w"},
		{.name = "L34 fto after the repeal", .type = "fto", .more = "jurisdiction: england-wales\n", .expect = "L34w"},
		{.name = "L34 fto before", .type = "fto", .more = "jurisdiction: england-wales\n", .dates = "made: 2015-03-07\nserved: 2015-03-07\nuntil: 2020-03-07\n", .expect = ""},
		{.name = "L34 sopo after", .type = "sopo", .more = "jurisdiction: england-wales\n", .dates = "made: 2015-03-08\nserved: 2024-03-08\nuntil: 2020-03-08\n", .expect = "L34w"},
		{.name = "L34 shpo before its day", .dates = "made: 2015-03-07\nserved: 2024-03-08\nuntil: 2020-03-07\n", .expect = "L34w"},
		{.name = "L34 Scottish before its day", .type = "shpo-scot", .dates = "made: 2023-03-30\nserved: 2024-03-08\nuntil: 2028-03-30\n", .expect = "L34w"},
		{.name = "L34 shpo in Northern Ireland", .more = "jurisdiction: northern-ireland\n", .expect = "L34w"},
		{.name = "L34 Scottish in England", .type = "shpo-scot", .more = "jurisdiction: england-wales\n", .expect = "L34w"},
		{.name = "L34 notification with more", .type = "notification", .expect = "L34w"},
		{.name = "other", .type = "other", .dates = MADE, .expect = ""},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_allow(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "allowed", .conditions = "  - {id: \"1\", text: Not to behave inappropriately., unmonitored: visits, review-every: 6mo, allow: {L10: settled by the judge}}\n", .expect = "L10a"},
		{.name = "no reason", .conditions = "  - {id: \"1\", text: Not to behave inappropriately., unmonitored: visits, review-every: 6mo, allow: {L10: \"\"}}\n", .expect = "A02e L10w"},
		{.name = "nothing to allow", .conditions = "  - {id: \"1\", text: Not to enter Example Park., unmonitored: visits, review-every: 6mo, allow: {L10: settled}}\n", .expect = "A03w"},
		{.name = "no such rule", .conditions = "  - {id: \"1\", text: Not to enter Example Park., unmonitored: visits, review-every: 6mo, allow: {L100: settled}}\n", .expect = "A01e"},
		{.name = "in small letters", .conditions = "  - {id: \"1\", text: Not to behave inappropriately., unmonitored: visits, review-every: 6mo, allow: {l10: settled by the judge}}\n", .expect = "L10a"},
		{.name = "the order's allow is not the conditions'", .more = "allow: {L10: settled}\n",
		 .conditions = "  - {id: \"1\", text: Not to behave inappropriately., unmonitored: visits, review-every: 6mo}\n", .expect = "A03w L10w"},
		{.name = "of the order", .court = "\"\"", .more = "allow: {L28: known to the officer}\n", .expect = "L28a"},
	};

	(void)state;
	RUN_CASES(cases);
}

static void test_draft(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "what is not known yet", .draft = true, .dates = "until: 2031-03-02\n", .subject = "", .expect = ""},
		{.name = "an allow of what is not asked", .draft = true, .dates = "until: 2031-03-02\n", .subject = "", .more = "allow: {L22: later}\n", .expect = ""},
		{.name = "from is known", .draft = true, .dates = "from: 2026-03-02\nuntil: 2030-03-02\n", .expect = "L01e"},
		{.name = "words are known", .draft = true, .dates = "", .conditions = TERM("1", "Not to use the internet."), .expect = "L01w L09w"},
		{.name = "an interim order still needs its end", .type = "ishpo", .draft = true, .dates = "", .expect = "L06e"},
	};

	(void)state;
	RUN_CASES(cases);
}

#define FEED(fields) "---\nfeed: carrier\nevent: travel\nsubject: {reference: ref}\nkey: booking\nfields: {time: dep, " fields "}\n"
/* A rule of its own, so that what the catalogue's reads is no matter here. */
#define ABROAD "  - {id: \"1\", text: Not to travel to Spain., when: travel, where: 'travel.to == \"ES\" and travel.status != \"cancelled\"', say: 'went ({travel.id})'}\n"
#define INTERNET "  - {id: \"1\", text: Not to use a virtual private network., when: internet}\n"
#define ALL_READ "to: to, status: state, id: booking"

static void test_feeds(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "all is read", .conditions = ABROAD, .documents = FEED(ALL_READ), .expect = ""},
		{.name = "a field too many", .conditions = ABROAD, .documents = FEED(ALL_READ ", carrier: line"), .expect = "F01i"},
		{.name = "a field too few", .conditions = ABROAD, .documents = FEED("to: to, id: booking"), .expect = "F02i"},
		{.name = "read for nothing", .documents = FEED(ALL_READ), .expect = "F01i"},
		{.name = "nothing supplies it", .conditions = INTERNET,
		 .documents = FEED(ALL_READ), .expect = "F01i L27w"},
		{.name = "no feed at all is another matter", .conditions = ABROAD, .expect = ""},
		{.name = "over", .dates = "made: 2016-03-02\nserved: 2024-01-01\nuntil: 2021-03-02\n", .conditions = ABROAD, .documents = FEED(ALL_READ), .expect = "F01i"},
		{.name = "R02 no review", .conditions = "  - {id: \"1\", text: Not to enter Example Park., unmonitored: visits}\n", .expect = "R02i"},
	};

	(void)state;
	RUN_CASES(cases);
}

#define OWN(commences) "  - {id: \"1\", text: Not to drive., when: vehicle, commences: {" commences "}}\n"

static void test_commencement(void **state)
{
	static const struct lint_case cases[] = {
		{.name = "commenced", .conditions = OWN("england-wales: 2020-01-01"), .expect = ""},
		{.name = "never", .conditions = OWN("england-wales: null"), .expect = "R01w"},
		{.name = "not here", .conditions = OWN("scotland: 2020-01-01"), .expect = "R01w"},
		{.name = "later", .conditions = OWN("england-wales: 2026-07-01"), .expect = "R01w"},
		{.name = "after the order began", .conditions = OWN("england-wales: 2026-05-01"), .expect = "R01i"},
	};

	(void)state;
	RUN_CASES(cases);
}

/* Each rule has an id of its own, in order, and says what to do. */
static void test_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < nlint_rules; i++) {
		const struct lint_rule *r = &lint_rules[i];
		assert_true(i == 0 || strcmp(lint_rules[i - 1].id, r->id) < 0);
		assert_true(r->title[0] && r->name[0] && r->todo[0]);
		assert_true(r->id[0] != 'L' || r->authority[0] || r->source);
		assert_ptr_equal(lint_rule_find(str_of(r->id)), r);
	}
	assert_null(lint_rule_find(STR("L00")));
	for (int n = 1; n <= 34; n++) {
		char id[8];
		snprintf(id, sizeof id, "L%02d", n);
		assert_non_null(lint_rule_find(str_of(id)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_superseded), cmocka_unit_test(test_notification), cmocka_unit_test(test_record),
		cmocka_unit_test(test_allow),      cmocka_unit_test(test_draft),        cmocka_unit_test(test_feeds),
		cmocka_unit_test(test_commencement), cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
