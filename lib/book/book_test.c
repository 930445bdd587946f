#include "book/book_fixture.h"

static const struct error_case documents[] = {
	{"unknown kind", "ordr: O1\n", "1:1 \"ordr\" is no kind of document | did you mean \"order\"?"},
	{"no map", "[a]\n", "1:1 a document is a mapping whose first key says what it is | an order begins with `order: ID`; a CSV is no document but a feed, and stands without --orders"},
	{"nothing", "# nothing\n", "0:0 there is no document in this file"},
	{"two of one id", DOCS "subject: S1\n---\nevent: e\nfields: {n: {type: number}}\n",
	 "10:10 there are two documents of subject \"S1\" | the other stands at docs.yaml:8:10\n"
	 "12:8 there are two documents of event \"e\" | the other stands at docs.yaml:1:8"},
	{"two that differ in case", "subject: S1\n---\nsubject: s1\n",
	 "3:10 there are two documents of subject \"s1\" | the other stands at docs.yaml:1:10"},
	{"errors of all documents", "subject: S1\nborm: 1975-04-01\n---\nsubject: S2\nborn: 1975-02-30\n",
	 "2:1 a subject has no key \"borm\" | did you mean \"born\"?\n"
	 "5:7 expected a date such as 2026-03-02, but \"1975-02-30\" stands here | the calendar has no such day"},
	{"no such type of a field", "event: e\nfields: {n: {type: nummer}}\n",
	 "2:20 there is no type \"nummer\" | did you mean \"number\"?"},
	{"reserved names", "event: trigger\nfields: {subject: {type: text}}\n",
	 "1:8 an event type cannot be called trigger\n"
	 "2:10 a field cannot be called subject | every event has its subject; it is no field"},
	{"time of another type", "event: e\nfields: {time: {type: day}}\n", "2:10 the field time is of type time"},
	{"until of no field", "event: e\nuntil: end\nfields: {ends: {type: time}}\n",
	 "2:8 e has no field \"end\" | did you mean \"ends\"?"},
	{"until of no time", "event: e\nuntil: n\nfields: {n: {type: number}}\n", "2:8 the field n is no time"},
	{"one-of of no word", "event: e\nfields: {n: {type: number, one-of: [a]}}\n", "2:36 only a word has one-of"},
	{"a state that never ends", DOCS "state: away\nopens: {event: e}\n",
	 "10:1 a state needs closes or until: else it never ends"},
	{"a place", "place: p\nat: 99,0\nradius: wide\n---\nplace: q\n---\nplace: r\nat: 1,2\narea: x\n",
	 "2:5 this is no position | write latitude,longitude in degrees, such as \"53.8008,-1.5491\"\n"
	 "3:9 a radius is a number of metres | write it like 200m\n"
	 "5:1 a place needs at, with a radius, or area\n"
	 "9:7 a place has an area, or a point with a radius, not both"},
	{"a file outside", "place: p\narea: /etc/passwd\n",
	 "2:7 /etc/passwd lies outside the project | name its folder under read-outside in ordercheck.yaml"},
	{"no such file", "place: p\narea: nosuch.geojson\n", "2:7 nosuch.geojson cannot be read: no such file"},
};

static void test_errors(void **state)
{
	(void)state;
	run_errors(documents, sizeof documents / sizeof *documents);
}

static const struct event_field *field(const struct plan *p, const char *type, const char *name)
{
	const struct event_type *t = plan_find_type(p, str_of(type));
	assert_non_null(t);
	int i = event_field_find(t, str_of(name));
	assert_true(i >= 0);
	return &t->fields[i];
}

static void test_fixed_fields(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, "event: b\nfields: {n: {type: number}}\n---\nevent: a\nuntil: end\nfields: {end: {type: day}, recorded: {type: time}}\n");
	assert_int_equal(x.plan.ntypes, 2);
	assert_true(str_eq_cstr(x.plan.types[0]->name, "a"));
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(x.plan.types[i]->index, i);
		assert_true(str_eq_cstr(x.plan.types[i]->fields[FIELD_TIME].name, "time"));
		assert_true(x.plan.types[i]->fields[FIELD_TIME].required);
		assert_true(str_eq_cstr(x.plan.types[i]->fields[FIELD_RECORDED].name, "recorded"));
		assert_false(x.plan.types[i]->fields[FIELD_RECORDED].required);
		assert_int_equal(x.plan.types[i]->nfields, 3);
	}
	assert_int_equal(x.plan.types[0]->until, 2);
	assert_int_equal(x.plan.types[1]->until, -1);
	fixture_close(&x);
}

static const char shipped[] = "event: travel\nfields:\n  to: {type: country, required: true}\n"
                              "  status: {type: word, one-of: [booked, changed]}\n  how: {type: word}\n"
                              "---\nrule: own/x\nwhen: travel\n";

static void load_with_shipped(struct fixture *x, const char *docs)
{
	fixture_open(x);
	fixture_begin(x);
	shipped_add(x->book, STR("rules/a.yaml"), str_of(shipped));
	book_add_text(x->book, STR("docs.yaml"), str_of(docs));
	fixture_end(x);
}

static void test_type_that_ships_grows(void **state)
{
	struct fixture x;
	(void)state;
	load_with_shipped(&x, "event: travel\nfields:\n  seat: {type: text}\n  to: {type: country}\n"
	                      "  status: {type: word, one-of: [changed, No Show]}\n  how: {type: word, one-of: [air]}\n");
	assert_true(x.right);
	assert_int_equal(field(&x.plan, "travel", "seat")->type.kind, TYPE_TEXT);
	assert_true(field(&x.plan, "travel", "to")->required);
	const struct type *status = &field(&x.plan, "travel", "status")->type;
	assert_int_equal(status->nwords, 3);
	assert_true(str_eq_cstr(status->words[2], "no-show"));
	assert_null(field(&x.plan, "travel", "how")->type.words);
	assert_true(plan_find_rule(&x.plan, STR("own/x"))->shipped);
	fixture_close(&x);
}

static void test_catalogue_ids_are_taken(void **state)
{
	struct fixture x;
	(void)state;
	load_with_shipped(&x, "event: travel\nfields: {to: {type: text}}\n---\nevent: travel\nfields: {a: {type: text}}\n"
	                      "---\nrule: own/x\nwhen: travel\n");
	assert_told(&x, "catalogue",
	            "2:10 the field to is of type country\n"
	            "4:8 there are two documents of event \"travel\" | the other stands at docs.yaml:1:8\n"
	            "7:7 there are two documents of rule \"own/x\" | the other stands at rules/a.yaml:7:7, in the catalogue");
	fixture_close(&x);
}

static void test_keep_going(void **state)
{
	static const char docs[] = DOCS
		"order: O1\ntype: sro\nmade: 2026-01-01\nsubject: S1\nconditions:\n  - {id: \"1\", when: e}\n---\n"
		"order: O2\ntype: sro\nmade: 2026-01-01\nsubject: S9\nconditions:\n  - {id: \"1\", when: f}\n---\n"
		"order: O3\ntype: sro\ntype: sro\nmade: 2026-01-01\nsubject: S1\nconditions: []\n";
	struct fixture x;
	(void)state;
	fixture_open(&x);
	x.options.keep_going = true;
	fixture_load(&x, docs);
	assert_true(x.right);
	assert_int_equal(x.plan.norders, 1);
	assert_int_equal(x.plan.nleft_out, 2);
	assert_true(str_starts(x.plan.left_out[0], STR("O3: ")));
	assert_true(str_eq_cstr(x.plan.left_out[1], "O2: there is no subject \"S9\""));
	assert_int_equal(x.diag.nerrors, 0);
	assert_int_equal(x.plan.subjects[0].norders, 1);
	fixture_close(&x);

	fixture_open(&x);
	fixture_load(&x, docs);
	assert_false(x.right);
	assert_int_equal(x.diag.nerrors, 3);
	fixture_close(&x);

	fixture_open(&x);
	x.options.keep_going = true;
	fixture_load(&x, DOCS "rule: own/x\nwhen: f\n");
	assert_false(x.right);
	fixture_close(&x);
}

static void test_counts_and_documents(void **state)
{
	struct fixture x;
	(void)state;
	fixture_open(&x);
	fixture_begin(&x);
	assert_true(book_add_text(x.book, STR("a.yaml"), STR("subject: A\n---\nsubject: B\n")));
	assert_int_equal(book_count(x.book, "subject"), 2);
	assert_int_equal(book_count(x.book, "order"), 0);
	fixture_end(&x);
	assert_int_equal(x.plan.ndocuments, 1);
	assert_true(str_eq_cstr(x.plan.documents[0].file, "a.yaml"));
	assert_int_equal(strlen(x.plan.documents[0].sha256), 64);
	assert_int_equal(plan_find_subject(&x.plan, STR(" b ")), 1);
	assert_int_equal(plan_find_subject(&x.plan, STR("C")), SIZE_MAX);
	fixture_close(&x);
}

static void test_shapes_begin_with_their_kind(void **state)
{
	static const char *const kinds[] = {"order", "scheme", "subject", "rule", "event", "state", "place", "feed", "test", "settings"};
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		assert_non_null(book_shapes[i]);
		assert_string_equal(book_shapes[i]->keys[0].name, kinds[i]);
		for (size_t k = 0; k < book_shapes[i]->nkeys; k++) {
			assert_non_null(book_shapes[i]->keys[k].name);
			assert_non_null(book_shapes[i]->keys[k].help);
		}
	}
	assert_null(book_shapes[sizeof kinds / sizeof *kinds]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_fixed_fields),
		cmocka_unit_test(test_type_that_ships_grows),
		cmocka_unit_test(test_catalogue_ids_are_taken),
		cmocka_unit_test(test_keep_going),
		cmocka_unit_test(test_counts_and_documents),
		cmocka_unit_test(test_shapes_begin_with_their_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
