/* What a finding is called, and what stands beside it. */
#include "judge/explain.h"
#include "judge/judge_fixture.h"

/* A condition's own title is in place of those of its rules. Of several rules without one each finding has its own rule's. */
static void test_titles(void **state)
{
	static const char documents[] = "rule: one\ntitle: One\nwhen: move\n---\nrule: two\ntitle: Two\nwhen: move\n---\n";
	static const struct {
		const char *condition, *titles[2]; /* of rule one, and of rule two */
	} table[] = {
		{"title: Mine, rule: [one, two]", {"Mine", "Mine"}},
		{"title: Mine, rule: one", {"Mine"}},
		{"rule: [one, two]", {"One", "Two"}},
		{"rule: one", {"One"}},
		{"title: Mine, when: move", {"Mine"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		open_whole_scene(&s, documents, "", table[i].condition, "{move: {time: 2026-03-03T09:00Z}}");
		assert_int_equal(s.found.n, table[i].titles[1] ? 2 : 1);
		for (size_t k = 0; k < s.found.n; k++)
			assert_line(s.found.at[k].title, table[i].titles[str_eq_cstr(s.found.at[k].rule->name, "two")]);
		close_scene(&s);
	}
}

/* What is asked for is called by the first of its types, whatever name the rule gives it. */
static void test_names(void **state)
{
	static const char *const table[][2] = {
		{"when: move, expect: [{event: notice, as: told, by: move.time + 2d}]", "no notice came by Thu 5 Mar 2026 09:00"},
		{"when: move, expect: [{event: [notice, cell], as: told, by: move.time + 2d}]", "no notice came by Thu 5 Mar 2026 09:00"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		open_scene(&s, table[i][0], "{move: {time: 2026-03-03T09:00Z}}");
		assert_int_equal(s.found.n, 1);
		assert_int_equal(s.found.at[0].nwhy, 1);
		assert_line(s.found.at[0].why[0], table[i][1]);
		close_scene(&s);
	}
}

#define SERVED "before the order was served, so far as is known"

/* What speaks for a person to look stands beside an upcoming finding as beside any other, and not beside a clear one. */
static void test_caveats(void **state)
{
	static const struct {
		const char *by, *events;
		enum level level;
		size_t ncaveats;
	} table[] = {
		{"2026-09-01", "", LEVEL_UPCOMING, 1},
		{"2026-05-01", "", LEVEL_REVIEW, 1},
		{"2026-05-01", ", {notice: {time: 2026-04-01}}", LEVEL_CLEAR, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct buf condition = {0}, events = {0};
		buf_printf(&condition, "when: move, expect: [{event: notice, by: %s}]%c", table[i].by, '\0');
		buf_printf(&events, "{move: {time: 2026-03-03T09:00Z}}%s%c", table[i].events, '\0');
		open_whole_scene(&s, "", "served: 2026-03-04, ", condition.at, events.at);
		assert_int_equal(s.found.n, 1);
		assert_int_equal(s.found.at[0].level, table[i].level);
		assert_int_equal(s.found.at[0].ncaveats, table[i].ncaveats);
		if (table[i].ncaveats > 0)
			assert_line(s.found.at[0].caveats[0], SERVED);
		close_scene(&s);
		buf_free(&condition);
		buf_free(&events);
	}
}

/* Of what is still to come more cannot be known than up to the check; what is known to less far is told. */
static void test_known_to_the_check(void **state)
{
	struct scene s;

	(void)state;
	open_scene(&s, "when: move, where: 'not in-state(\"in-custody\", move.time)', given: {last: cell}, expect: [{event: notice, by: 2026-09-01}]",
	           "{move: {time: 2026-03-03T09:00Z}}");
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_UPCOMING);
	assert_int_equal(s.found.at[0].ncaveats, 0);
	for (size_t i = 0; i < s.plan.ntypes; i++)
		s.supplies[i].known_until = s.in.as_of - 1;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_int_equal(s.found.at[0].level, LEVEL_UPCOMING);
	assert_int_equal(s.found.at[0].ncaveats, 1);
	assert_line(s.found.at[0].caveats[0], "times in-custody are known only as far as the cell feed reaches");
	close_scene(&s);
}

/* By time, and of one time by condition, however many there are and in whatever order they were found. */
static void test_order(void **state)
{
	struct buf condition = {0}, events = {0};

	(void)state;
	buf_printf(&condition, "when: move");
	for (int i = 9; i > 1; i--)
		buf_printf(&condition, "}, {id: \"%d\", when: move", i);
	buf_char(&condition, '\0');
	for (int n = 1; n <= 12; n++) {
		struct scene s;
		buf_printf(&events, "%s{move: {time: 2026-03-%02dT09:00Z}}%c", n > 1 ? ", " : "", n, '\0');
		open_scene(&s, condition.at, events.at);
		events.n--; /* but for the end */
		assert_int_equal(s.found.n, 9 * n);
		for (size_t i = 0; i < s.found.n; i++) {
			assert_int_equal(s.found.at[i].condition->id.at[0], '1' + i % 9);
			assert_ptr_equal(s.found.at[i].evidence[0].event, &s.in.events[i / 9]);
		}
		close_scene(&s);
	}
	buf_free(&condition);
	buf_free(&events);
}

static void test_level_names(void **state)
{
	static const char *const none[] = {"", "Breach", "breach ", "breaches"};
	enum level l;

	(void)state;
	for (int i = 0; i < NLEVELS; i++) {
		assert_true(level_parse(&l, str_of(level_names[i])));
		assert_int_equal(l, i);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(level_parse(&l, str_of(none[i])));
}

/* ---- the offence ---- */

static void add_codes(struct buf *out, const struct finding *f)
{
	for (size_t i = 0; i < f->ncodes; i++)
		buf_printf(out, "%s%.*s", i > 0 ? " " : "", STR_ARG(f->codes[i]));
}

/* What the rule says for such an order, else that of breach of such an order; `codes: {}` says that there is none. */
static void test_codes(void **state)
{
	static struct offence rows[] = {
		{STR_INIT("sro"), STR_INIT("england-wales"), STR_INIT("A1"), STR_INIT("of a risk order")},
		{STR_INIT("other"), STR_INIT("scotland"), STR_INIT("A2"), STR_INIT("there")},
		{STR_INIT("other"), STR_INIT("england-wales"), STR_INIT("A3"), STR_INIT("here")},
		{STR_INIT("other"), STR_INIT("england-wales"), STR_INIT("A4"), STR_INIT("again")},
	};
	static const struct offences offences = {.rows = {.at = rows, .n = 4, .cap = 4}};
	static const char *const table[][2] = {
		{"", "A3"},
		{"codes: {other: R1}\n", "R1"},
		{"codes: {other: [R1, R2]}\n", "R1 R2"},
		{"codes: {sro: [R1]}\n", "A3"},
		{"codes: {sro: [R1], other: [R2]}\n", "R2"},
		{"codes: {}\n", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct buf rule = {0}, codes = {0};
		buf_printf(&rule, "rule: r\nwhen: move\n%s---\n%c", table[i][0], '\0');
		open_whole_scene(&s, rule.at, "", "rule: r", "{move: {time: 2026-03-03T09:00Z}}");
		s.plan.offences = &offences;
		judge_subject(&s.found, &s.in, &s.arena);
		assert_int_equal(s.found.n, 1);
		add_codes(&codes, &s.found.at[0]);
		assert_line(buf_str(&codes), table[i][1]);
		assert_line(offence_title(&s.plan, STR("A2")), "there");
		assert_line(offence_title(&s.plan, STR("A9")), "");
		close_scene(&s);
		buf_free(&rule);
		buf_free(&codes);
	}
}

/* Of a duty that a scheme lays on, the scheme's, where the rule says none for such an order. */
static void test_codes_of_schemes(void **state)
{
	static const char *const table[][2] = {{"", "S1 S2"}, {"codes: {other: R1}\n", "R1"}};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct buf documents = {0}, codes = {0};
		buf_printf(&documents, "rule: r\nwhen: move\n%s---\nscheme: d\napplies-to: order.type == \"other\"\ncodes: [S1, S2]\n"
		           "conditions: [{id: D1, rule: r}]\n---\n%c", table[i][0], '\0');
		open_whole_scene(&s, documents.at, "", "unmonitored: by hand", "{move: {time: 2026-03-03T09:00Z}}");
		const struct scheme *scheme = &s.plan.schemes[0];
		s.in.schemes = &scheme;
		s.in.nschemes = 1;
		judge_subject(&s.found, &s.in, &s.arena);
		assert_int_equal(s.found.n, 1);
		add_codes(&codes, &s.found.at[0]);
		assert_line(buf_str(&codes), table[i][1]);
		close_scene(&s);
		buf_free(&documents);
		buf_free(&codes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles), cmocka_unit_test(test_names), cmocka_unit_test(test_caveats), cmocka_unit_test(test_known_to_the_check), cmocka_unit_test(test_order),
	                                   cmocka_unit_test(test_level_names),
	                                   cmocka_unit_test(test_codes), cmocka_unit_test(test_codes_of_schemes)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
