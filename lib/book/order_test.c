#include <stdlib.h>

#include "book/book_fixture.h"

#define RULE "rule: own/r\ntitle: Limit\nparameters: {most: {type: number}, to: {type: countries, default: all-abroad}}\nwhen: e\nwhere: e.n > $most\nsay: old\n---\n"
#define HEAD "order: O1\ntype: sro\nmade: 2026-01-01\nsubject: S1\nconditions:\n"

/* DOCS and RULE: the order begins on line 17, its conditions on line 22. */
static const struct error_case cases[] = {
	{"nothing judges it", DOCS RULE HEAD "  - {id: \"1\", text: a}\n",
	 "22:5 nothing says how this condition is judged | it needs rule, when, or unmonitored with the reason"},
	{"a rule and its own", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, with: {most: 1}, when: e}\n",
	 "22:5 a condition names a rule or carries its own, not both | "
	 "beside rule only with, title, say and severity change how it is judged"},
	{"judged and unmonitored", DOCS RULE HEAD "  - {id: \"1\", when: e, unmonitored: needs a visit}\n",
	 "22:37 this condition is judged by a rule and said to be unmonitored | leave out one of the two"},
	{"no such rule", DOCS RULE HEAD "  - {id: \"1\", rule: own/s}\n", "22:21 there is no rule \"own/s\" | did you mean \"own/r\"?"},
	{"no value", DOCS RULE HEAD "  - {id: \"1\", rule: own/r}\n", "22:10 the rule own/r needs the parameter most | with: {most: ...}"},
	{"a value of another type", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, with: {most: many}}\n",
	 "22:41 parameter most: \"many\" is no decimal number, or too large a one"},
	{"no such parameter", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, with: {most: 1, mots: 2}}\n",
	 "22:44 the rule own/r has no parameter \"mots\" | did you mean \"most\"?"},
	{"a parameter beside with", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, with: {most: 1}, to: [FR]}\n",
	 "22:45 a condition has no key \"to\" | to is a parameter of the rule: write with: {to: ...}"},
	{"the parameter beside with", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, most: 16}\n",
	 "22:10 the rule own/r needs the parameter most | with: {most: ...}\n"
	 "22:28 a condition has no key \"most\" | most is a parameter of the rule: write with: {most: 16}"},
	{"with of a rule of its own", DOCS RULE HEAD "  - {id: \"1\", when: e, with: {most: 1}}\n",
	 "22:31 no rule of this condition has a parameter \"most\""},
	{"an entry of a list", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, with: {most: 1, to: [FR, XX]}}\n",
	 "22:53 parameter to: \"XX\" is no country known by code or English name"},
	{"two conditions of one id", DOCS RULE HEAD "  - {id: \"1\", when: e}\n  - {id: \"1\", when: e}\n",
	 "23:10 there are two conditions \"1\""},
	{"a say that names nothing", DOCS RULE HEAD "  - {id: \"1\", rule: own/r, with: {most: 1}, say: \"{e.x}\"}\n",
	 "22:52 e has no field \"x\""},
	{"an end that is unknown", DOCS RULE HEAD "  - {id: \"10\", when: e}\nvariations: [{on: 2026-02-01, end: [\"11\"]}]\n",
	 "23:37 this order has no condition \"11\""},
	{"until before from", DOCS RULE "order: O1\ntype: sro\nmade: 2026-01-01\nuntil: 2025-12-31\nsubject: S1\nconditions: []\n",
	 "20:8 until lies before the order begins"},
	{"until of no date", DOCS RULE "order: O1\ntype: sro\nmade: 2026-01-01\nuntil: further-ordr\nsubject: S1\nconditions: []\n",
	 "20:8 expected a date or time such as 2026-03-02, or further-order | did you mean \"further-order\"?"},
	{"no such subject", DOCS RULE "order: O1\ntype: sro\nmade: 2026-01-01\nsubject: S11\nconditions: []\n",
	 "20:10 there is no subject \"S11\" | did you mean \"S1\"?"},
	{"an inline subject that is there", DOCS RULE "order: O1\ntype: sro\nmade: 2026-01-01\nsubject: {subject: S1}\nconditions: []\n",
	 "20:10 there are two documents of subject \"S1\" | the other stands at docs.yaml:8:10"},
	{"a former id that is another's", DOCS RULE "order: O1\ntype: sro\nmade: 2026-01-01\nformerly: [O2]\nsubject: S1\nconditions: []\n---\n"
	 "order: O2\ntype: sro\nmade: 2026-01-01\nsubject: S1\nconditions: []\n",
	 "17:8 the former id \"O2\" is that of another order"},
};

static void test_errors(void **state)
{
	(void)state;
	run_errors(cases, sizeof cases / sizeof *cases);
}

static const struct record_key *key(const struct record *r, const char *name)
{
	for (size_t i = 0; i < r->nkeys; i++)
		if (str_eq_cstr(r->keys[i].name, name))
			return &r->keys[i];
	return NULL;
}

static const struct record_key *get_key(const struct record *r, const char *name)
{
	const struct record_key *k = key(r, name);

	if (!k)
		abort();
	return k;
}

static void test_conditions(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, DOCS RULE "rule: own/u\ntitle: Seen to\nunmonitored: needs a visit\nreview-every: 6mo\n---\n"
	             HEAD "  - {id: \"1\", text: words, rule: own/r, with: {most: 1.5, to: [FR, Thailand]}, say: new, severity: high}\n"
	                  "  - {id: \"2\", rule: [own/r], with: {most: 2}, title: Own}\n"
	                  "  - {id: \"3\", when: {event: e, as: t}, where: t.n > 3, review-if: [true]}\n"
	                  "  - {id: \"4\", rule: own/u}\n"
	                  "  - {id: \"5\", unmonitored: later, allow: {L13: agreed}}\n");
	const struct condition *c = x.plan.orders[0].conditions;
	assert_int_equal(x.plan.orders[0].nconditions, 5);
	assert_int_equal(c[0].rules[0].params[0].as.number, 1500000);
	assert_true(countries_has(c[0].rules[0].params[1].as.countries, 'T' << 8 | 'H'));
	assert_false(countries_has(c[0].rules[0].params[1].as.countries, 'G' << 8 | 'B'));
	assert_true(c[0].has_severity);
	assert_int_equal(c[0].severity, SEVERITY_HIGH);
	assert_true(str_eq_cstr(c[0].title, "Limit"));
	assert_true(str_eq_cstr(c[0].text, "words"));
	assert_ptr_not_equal(c[0].rules[0].say, c[0].rules[0].rule->say);
	assert_ptr_equal(c[1].rules[0].say, c[1].rules[0].rule->say);
	assert_ptr_equal(c[1].rules[0].rule, c[0].rules[0].rule);
	assert_true(str_eq_cstr(c[1].title, "Own") && c[1].has_title);
	assert_int_equal(c[2].rules[0].rule->name.n, 0);
	assert_int_equal(c[2].rules[0].rule->nreview_if, 1);
	assert_true(str_eq_cstr(c[2].title, "Condition 3"));
	assert_true(str_eq_cstr(c[3].unmonitored, "needs a visit"));
	assert_int_equal(c[3].review_every.months, 6);
	assert_int_equal(c[4].nrules, 0);
	assert_true(str_eq_cstr(yaml_text(yaml_find(c[4].allow, "L13")), "agreed"));
	fixture_close(&x);
}

static void test_order(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, DOCS "order: O2\ntype: shpo-scot\ncourt: Leeds Crown Court\nmade: 2026-01-05\nserved: 2026-01-06T10:00\n"
	             "subject: s1\nformerly: [A, B]\nconditions: [{id: \"1\", when: e, until: 2026-02-01}]\n"
	             "---\norder: O1\ntype: other\nmade: 2026-01-05\nuntil: 2027-01-01\nsubject: {subject: S0, born: 1975-04-01}\nconditions: []\n");
	assert_int_equal(x.plan.norders, 2);
	assert_true(str_eq_cstr(x.plan.orders[0].id, "O1"));
	const struct order *o = plan_find_order(&x.plan, STR("B"));
	assert_ptr_equal(o, &x.plan.orders[1]);
	assert_true(str_eq_cstr(o->hash_id, "A"));
	assert_true(str_eq_cstr(x.plan.orders[0].hash_id, "O1"));
	assert_true(str_eq_cstr(o->jurisdiction, "scotland"));
	assert_true(str_eq_cstr(x.plan.orders[0].jurisdiction, "england-wales"));
	assert_true(o->has_served);
	assert_int_equal(o->served.first, at(&x, "2026-01-06T10:00Z"));
	assert_int_equal(o->subject, 1);
	assert_true(str_eq_cstr(x.plan.subjects[0].id, "S0"));
	assert_true(x.plan.subjects[0].has_born);
	assert_int_equal(x.plan.subjects[0].orders[0], 0);
	assert_true(get_key(&o->record, "from")->values[0].value.as.time.whole);
	assert_int_equal(get_key(&o->record, "from")->values[0].value.as.time.first, at(&x, "2026-01-05"));
	assert_null(key(&o->record, "until"));
	assert_null(key(&o->record, "replaces"));
	assert_true(str_eq_cstr(get_key(&o->record, "court")->values[0].value.as.text, "Leeds Crown Court"));
	assert_true(str_eq_cstr(get_key(&o->record, "subject")->values[0].value.as.text, "S1"));
	assert_int_equal(get_key(&o->conditions[0].record, "until")->values[0].value.as.time.first, at(&x, "2026-02-01"));
	assert_int_equal(get_key(&o->conditions[0].record, "from")->values[0].value.as.time.first, at(&x, "2026-01-05"));
	fixture_close(&x);
}

static bool has_text(const struct record *r, const char *name, const char *text)
{
	return str_eq_cstr(get_key(r, name)->values[0].value.as.text, text);
}

/* Records share what they have in common with the one before, and nothing else. */
static void test_records_in_common(void **state)
{
	static const char *const courts[] = {"A", "A", "B", "B", NULL, "A"};
	enum { N = sizeof courts / sizeof *courts };
	struct buf docs = {0};
	struct fixture x;

	(void)state;
	buf_add(&docs, STR(DOCS));
	for (int i = 0; i < N; i++) {
		buf_printf(&docs, "%sorder: O%d\ntype: sro\nmade: 2026-01-0%d\nsubject: {subject: T%d}\n", i > 0 ? "---\n" : "", i, 1 + i / 2, i);
		if (courts[i])
			buf_printf(&docs, "court: %s\n", courts[i]);
		buf_printf(&docs, "conditions: [{id: \"1\", when: e, title: T%d}]\n", i / 3);
	}
	buf_char(&docs, '\0');
	fixture_good(&x, buf_str(&docs).at);
	assert_int_equal(x.plan.norders, N);
	for (int i = 0; i < N; i++) {
		const struct order *o = &x.plan.orders[i];
		char day[] = "2026-01-01", id[] = "O0", subject[] = "T0", title[] = "T0";
		day[9] = (char)('1' + i / 2);
		id[1] = subject[1] = (char)('0' + i);
		title[1] = (char)('0' + i / 3);
		assert_true(has_text(&o->record, "id", id) && has_text(&o->record, "subject", subject));
		assert_true(has_text(&o->record, "type", "sro") && has_text(&o->record, "jurisdiction", "england-wales"));
		assert_true(courts[i] ? has_text(&o->record, "court", courts[i]) : !key(&o->record, "court"));
		assert_int_equal(get_key(&o->record, "from")->values[0].value.as.time.first, at(&x, day));
		assert_int_equal(get_key(&o->record, "made")->values[0].value.as.time.first, at(&x, day));
		assert_true(has_text(&o->conditions[0].record, "title", title));
		assert_int_equal(get_key(&o->conditions[0].record, "from")->values[0].value.as.time.first, at(&x, day));
		assert_true(has_text(&x.plan.subjects[o->subject].record, "id", subject));
	}
	assert_ptr_equal(get_key(&x.plan.orders[1].record, "court")->values, get_key(&x.plan.orders[0].record, "court")->values);
	assert_ptr_equal(x.plan.orders[1].conditions[0].record.keys, x.plan.orders[0].conditions[0].record.keys);
	fixture_close(&x);
	buf_free(&docs);
}

static void test_places_in_with(void **state)
{
	static const char head[] = DOCS "place: home\nclass: home\nat: 53.8008,-1.5491\nradius: 200m\n---\n"
		"rule: own/p\nparameters: {place: {type: place}}\nwhen: e\n---\n" HEAD;
	struct fixture x;
	(void)state;
	fixture_open(&x);
	fixture_begin(&x);
	book_add_text(x.book, STR("docs.yaml"),
	              str_printf(&x.arena, "%s%s", head, "  - {id: \"1\", rule: own/p, with: {place: home}}\n"
	                         "  - {id: \"2\", rule: own/p, with: {place: {at: \"53.9,-1.5\", radius: 50}}}\n"));
	fixture_end(&x);
	assert_told(&x, "places", "");
	const struct condition *c = x.plan.orders[0].conditions;
	assert_ptr_equal(c[0].rules[0].params[0].as.place, x.plan.places[0]);
	assert_true(c[1].rules[0].params[0].as.place->radius > 49.9 && c[1].rules[0].params[0].as.place->radius < 50.1);
	fixture_close(&x);

	fixture_open(&x);
	fixture_begin(&x);
	book_add_text(x.book, STR("docs.yaml"), str_printf(&x.arena, "%s%s", head, "  - {id: \"1\", rule: own/p, with: {place: hone}}\n"));
	fixture_end(&x);
	assert_told(&x, "no place", "24:42 there is no place \"hone\" | did you mean \"home\"?");
	fixture_close(&x);
}

static void test_schemes(void **state)
{
	static const char docs[] = "event: e\nfields: {n: {type: number}}\n---\n"
		"scheme: a\napplies-to: order.type in [sro]\nconditions: [{id: N1, when: e, until: 2027-01-01}]\n---\n"
		"scheme: b\nfrom: subject.notifies-from\nconditions: [{id: N1, when: e}]\n";
	const struct str name = STR("b"), wrong = STR("c");
	struct fixture x;
	(void)state;
	fixture_good(&x, docs);
	assert_true(x.plan.schemes[0].by_order && !x.plan.schemes[1].by_order);
	assert_true(x.plan.schemes[0].bound && x.plan.schemes[1].bound);
	assert_int_equal(x.plan.schemes[0].conditions[0].nin_force, 1);
	assert_true(x.plan.schemes[0].conditions[0].in_force[0].from == INSTANT_MIN);
	assert_int_equal(x.plan.schemes[1].conditions[0].nin_force, 0);
	fixture_close(&x);

	fixture_open(&x);
	x.options.schemes = &name;
	x.options.nschemes = 1;
	fixture_begin(&x);
	shipped_add(x.book, STR("rules/s.yaml"), str_of(docs));
	fixture_end(&x);
	assert_true(x.right);
	assert_false(x.plan.schemes[0].bound);
	assert_true(x.plan.schemes[1].bound);
	fixture_close(&x);

	fixture_open(&x);
	x.options.schemes = &wrong;
	x.options.nschemes = 1;
	fixture_load(&x, docs);
	assert_told(&x, "no scheme", "0:0 there is no scheme \"c\", which the options name");
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_records_in_common),
		cmocka_unit_test(test_places_in_with),
		cmocka_unit_test(test_schemes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
