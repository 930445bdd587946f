#include "book/book_fixture.h"

/* DOCS has 9 lines: the rule begins on line 10. */
static const struct error_case cases[] = {
	{"no trigger", DOCS "rule: a\ntitle: x\n", "10:1 a rule needs a trigger, the key \"when\" | or unmonitored: why no feed can show it"},
	{"both", DOCS "rule: a\nwhen: e\nunmonitored: no\n", "11:7 a rule that is unmonitored takes no when"},
	{"no such type", DOCS "rule: a\nwhen: travel\n", "11:7 there is no event type \"travel\""},
	{"no trigger by its keys", DOCS "rule: a\nwhen: {per: [e.n]}\n",
	 "11:7 this is no trigger | it needs one of event, at, every, count, sum, silence and while"},
	{"keys of another trigger", DOCS "rule: a\nwhen: {event: e, within: 7d}\n", "11:26 a trigger of event takes no within"},
	{"missing keys of a trigger", DOCS "rule: a\nwhen: {silence: e}\n",
	 "11:7 a trigger of silence needs the key \"for\" | with silence: its length"},
	{"bound by the type", DOCS "rule: a\nwhen: e\nunless: {event: e, where: e.n == 1}\n",
	 "12:17 e is bound already | give these events a name of their own with `as`"},
	{"bound by as", DOCS "rule: a\nwhen: {event: e, as: t}\nunless: {event: e, as: t}\n",
	 "12:24 t is bound already | choose another name for `as`"},
	{"a word of the language", DOCS "rule: a\nwhen: {event: e, as: order}\n",
	 "11:22 order is a word of the language | choose another name"},
	{"expect without by", DOCS "rule: a\nwhen: e\nexpect:\n  - {event: e, as: y}\n",
	 "13:5 an obligation needs the key \"by\" | by: the time by which it must come about"},
	{"unbroken-by with a window", DOCS "rule: a\nwhen: e\nunless: {event: e, as: u, unbroken-by: {event: e, as: v, from: e.time}}\n",
	 "12:64 unbroken-by takes no from"},
	{"cut by a comma in a list", DOCS "rule: a\nwhen: e\nreview-if: [first(e.n, 1) == 2]\n",
	 "12:13 this expression ends too early, at a comma or bracket of YAML | "
	 "inside [ ] and { } an expression with a comma, bracket or brace stands in quotes"},
	{"cut by a comma in given", DOCS "rule: a\nwhen: e\ngiven: {x: first(e.n, 1)}\n",
	 "12:12 this expression ends too early, at a comma or bracket of YAML | "
	 "inside [ ] and { } an expression with a comma, bracket or brace stands in quotes"},
	{"a list for an expression", DOCS "rule: a\nwhen: e\nprovided: [[e.n]]\n",
	 "12:12 expected an expression, but a list stands here | "
	 "inside [ ] and { } an expression with a comma, bracket or brace stands in quotes"},
	{"no such state", DOCS "rule: a\nwhen: e\nexpect: {event: e, as: y, by: e.time + 1d, pause: [away]}\n",
	 "12:52 there is no state \"away\""},
	{"a default of another type", DOCS "rule: a\nparameters: {n: {type: number, default: many}}\nwhen: e\n",
	 "11:41 parameter n: \"many\" is no decimal number, or too large a one"},
	{"codes and commences", DOCS "rule: a\nwhen: e\ncodes: {shpo-sk: [X]}\ncommences: {wales: 2026-01-01, scotland: soon}\n",
	 "12:9 there is no order type \"shpo-sk\" | did you mean \"shpo-sc\"?\n"
	 "13:13 there is no jurisdiction \"wales\" | did you mean \"england-wales\"?\n"
	 "13:42 expected a date such as 2026-03-02, or null"},
};

static void test_errors(void **state)
{
	(void)state;
	run_errors(cases, sizeof cases / sizeof *cases);
}

static const char big[] = DOCS
	"state: away\nopens: {event: e, where: e.n == 1}\ncloses: {event: e, where: e.n == 2}\n---\n"
	"event: f\nfields: {n: {type: number}}\n---\n"
	"rule: own/all\n"
	"parameters: {many: {type: number, default: 3}, words: {type: list of word, default: [a, b]}}\n"
	"when: {count: [e, {event: f, where: f.n > 1}], as: x, where: x.n > 0, per: [x.n], within: 7d, reaches: $many, fires: each}\n"
	"given:\n"
	"  last: f\n"
	"  due: last.time + 3d\n"
	"where: x.n == last.n\n"
	"provided:\n"
	"  - x.n in 1..2\n"
	"  - {event: e, as: w, where: w.n == x.n, having: [{event: f, where: f.n == w.n, from: w.time - 1d, by: w.time}]}\n"
	"expect: {event: f, where: f.n == x.n, by: due, count: $many, pause: away, unbroken-by: {event: e, as: off}}\n"
	"review-if: [true]\n"
	"once-per: due\n"
	"say: saw {x.n}\n"
	"severity: low\n"
	"commences: {england-wales: 2026-05-01, scotland: null}\n";

static void test_parts(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, big);
	const struct rule *r = plan_find_rule(&x.plan, STR("own/all"));
	assert_non_null(r);
	assert_int_equal(r->trigger.kind, TRIGGER_COUNT);
	assert_true(str_eq_cstr(r->trigger.name, "x"));
	assert_int_equal(r->trigger.slot, 0);
	assert_int_equal(r->trigger.nfilters, 2);
	assert_null(r->trigger.filters[0].where);
	assert_non_null(r->trigger.filters[1].where);
	assert_true(r->trigger.fires_each && !r->trigger.unit_day);
	assert_int_equal(r->trigger.nper, 1);
	assert_int_equal(r->ngiven, 2);
	assert_non_null(r->given[0].pattern);
	assert_int_equal(r->given[0].slot, 1);
	assert_non_null(r->given[1].value);
	assert_int_equal(r->given[1].slot, 0);
	assert_int_equal(r->nprovided, 2);
	assert_non_null(r->provided[0]->test);
	assert_int_equal(r->provided[1]->nhaving, 1);
	assert_true(r->provided[1]->slot != r->provided[1]->having[0]->slot);
	assert_int_equal(r->nexpect, 1);
	assert_true(r->expect[0]->trigger_type);
	assert_non_null(r->expect[0]->unbroken_by);
	assert_int_equal(r->expect[0]->npause, 1);
	assert_int_equal(r->states, 1);
	assert_int_equal(r->nreview_if, 1);
	assert_int_equal(r->nonce_per, 1);
	assert_non_null(r->say);
	assert_int_equal(r->severity, SEVERITY_LOW);
	assert_true(str_eq_cstr(r->kind, "requirement"));
	assert_int_equal(r->params[0].fallback.as.number, 3 * NUMBER_ONE);
	assert_int_equal(r->params[1].fallback.as.list.n, 2);
	assert_int_equal(r->ncommences, 2);
	assert_false(r->commences[0].never);
	assert_int_equal(r->commences[0].from, at(&x, "2026-04-30T23:00Z"));
	assert_true(r->commences[1].never);
	fixture_close(&x);
}

static void test_trigger_forms(void **state)
{
	static const struct {
		const char *when;
		enum trigger_kind kind;
		bool event;
	} forms[] = {
		{"e", TRIGGER_EVENT, true},
		{"[e, e]", TRIGGER_EVENT, true},
		{"{event: e, where: e.n == 1, carried: true}", TRIGGER_EVENT, true},
		{"{at: order.served}", TRIGGER_AT, false},
		{"{every: 1y, from: order.from}", TRIGGER_EVERY, false},
		{"{sum: e.n, of: e, within: 1mo, reaches: 9}", TRIGGER_SUM, true},
		{"{silence: e, for: 7d}", TRIGGER_SILENCE, true},
		{"{while: e, lasts: 2min, gap: 10min}", TRIGGER_WHILE, true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct fixture x;
		fixture_open(&x);
		fixture_begin(&x);
		struct str docs = str_printf(&x.arena, DOCS "rule: a\nwhen: %s\n", forms[i].when);
		book_add_text(x.book, STR("docs.yaml"), docs);
		fixture_end(&x);
		assert_told(&x, forms[i].when, "");
		const struct trigger *t = &x.plan.rules[0]->trigger;
		assert_int_equal(t->kind, forms[i].kind);
		assert_int_equal(t->nfilters > 0, forms[i].event);
		assert_int_equal(t->at != NULL, forms[i].kind == TRIGGER_AT);
		assert_int_equal(t->sum != NULL, forms[i].kind == TRIGGER_SUM);
		fixture_close(&x);
	}
}

static void test_where_of_an_event_trigger(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, DOCS "rule: a\nwhen: {event: e, as: t, where: t.n == 1}\n");
	assert_non_null(x.plan.rules[0]->trigger.filters[0].where);
	assert_null(x.plan.rules[0]->trigger.where);
	fixture_close(&x);
}

static void test_too_many_names(void **state)
{
	struct fixture x;
	struct buf b = {0};
	(void)state;
	buf_add(&b, STR(DOCS "rule: a\nwhen: e\nunless:\n"));
	for (int i = 0; i < 70; i++)
		buf_printf(&b, "  - {event: e, as: x}\n");
	buf_char(&b, '\0');
	fixture_open(&x);
	fixture_load(&x, b.at);
	assert_told(&x, "slots", "76:13 a rule names at most 64 events and 64 values");
	buf_free(&b);
	fixture_close(&x);
}

static void test_unmonitored(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, "rule: a\nunmonitored: needs a visit\nreview-every: 6mo\n");
	assert_true(str_eq_cstr(x.plan.rules[0]->unmonitored, "needs a visit"));
	assert_int_equal(x.plan.rules[0]->review_every.months, 6);
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_trigger_forms),
		cmocka_unit_test(test_where_of_an_event_trigger),
		cmocka_unit_test(test_too_many_names),
		cmocka_unit_test(test_unmonitored),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
