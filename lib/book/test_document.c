#include "base/text.h"
#include "book/load.h"
#include "book/names.h"
#include "book/test_events.h"

enum {
	TEST_NAME,
	TEST_ORDER,
	TEST_SCHEME,
	TEST_SUBJECT,
	TEST_AS_OF,
	TEST_EVENTS,
	TEST_SUPPLIED,
	TEST_COVERS,
	TEST_EXPECT,
	NTEST_KEYS
};
enum {
	EXPECT_LEVEL,
	EXPECT_ORDER,
	EXPECT_SCHEME,
	EXPECT_SUBJECT,
	EXPECT_CONDITION,
	EXPECT_TIME,
	EXPECT_RULE,
	EXPECT_SAY,
	EXPECT_SEVERITY,
	EXPECT_TITLE,
	NEXPECT_KEYS
};

static const char *const level_words[] = {"breach", "review", "upcoming", NULL};

static const struct yaml_key expect_keys[] = {
	[EXPECT_LEVEL] = {"level", YAML_TYPE_WORD, 0, level_words, NULL, "breach, review or upcoming"},
	[EXPECT_ORDER] = {"order", YAML_TYPE_TEXT, 0, NULL, NULL, "the order's id"},
	[EXPECT_SCHEME] = {"scheme", YAML_TYPE_TEXT, 0, NULL, NULL, "the scheme's name"},
	[EXPECT_SUBJECT] = {"subject", YAML_TYPE_TEXT, 0, NULL, NULL, "the subject's id"},
	[EXPECT_CONDITION] = {"condition", YAML_TYPE_TEXT, 0, NULL, NULL, "the condition's id"},
	[EXPECT_TIME] = {"time", YAML_TYPE_TIME, 0, NULL, NULL, "when it is dated"},
	[EXPECT_RULE] = {"rule", YAML_TYPE_TEXT, 0, NULL, NULL, "the rule's name"},
	[EXPECT_SAY] = {"say", YAML_TYPE_TEXT, 0, NULL, NULL, "what it says"},
	[EXPECT_SEVERITY] = {"severity", YAML_TYPE_WORD, 0, severity_words, NULL, "low, medium or high"},
	[EXPECT_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its title"},
};
static const struct yaml_shape expect_shape = {"an expected finding", expect_keys, NEXPECT_KEYS};

static const struct yaml_key test_keys[] = {
	[TEST_NAME] = {"test", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "what it shows, in words"},
	[TEST_ORDER] = {"order", YAML_TYPE_MAP, YAML_OR_TEXT, NULL, &order_shape, "the order to judge: its id, or its keys inline"},
	[TEST_SCHEME] = {"scheme", YAML_TYPE_MAP, YAML_OR_TEXT, NULL, &scheme_shape, "or the scheme: its name, or its keys inline"},
	[TEST_SUBJECT] = {"subject", YAML_TYPE_MAP, YAML_OR_TEXT, NULL, &subject_shape, "whose events they are; absent: a person of whom nothing is known"},
	[TEST_AS_OF] = {"as-of", YAML_TYPE_TIME, YAML_REQUIRED, NULL, NULL, "the instant to judge at"},
	[TEST_EVENTS] = {"events", YAML_TYPE_MAP, YAML_LIST_OF, NULL, NULL, "TYPE: {field: value}"},
	[TEST_SUPPLIED] = {"supplied", YAML_TYPE_NAME, YAML_LIST_OF | YAML_OR_ONE | YAML_NO_SLASH, NULL, NULL, "the only event types that are supplied; default: all"},
	[TEST_COVERS] = {"covers", YAML_TYPE_MAP, 0, NULL, NULL, "TYPE: how far it is complete; default: to the as-of time"},
	[TEST_EXPECT] = {"expect", YAML_TYPE_MAP, YAML_REQUIRED | YAML_LIST_OF, NULL, &expect_shape, "every finding that must come; keys left out are not compared"},
};
const struct yaml_shape test_shape = {"a test", test_keys, NTEST_KEYS};

static void read_order(struct test *t, struct book *b, const struct doc *doc, const struct yaml_node *n)
{
	if (n->kind == YAML_MAP) {
		struct order *order = ARENA_NEW(b->arena, struct order);
		order_compile(order, b, doc, n, true, b->diag);
		t->order = order;
		return;
	}
	struct str id = keep_id(b, n);
	t->order = map_find(&b->orders, id);
	if (t->order || map_has(&b->ids[DOC_ORDER], id))
		return;
	diag_error(b->diag, yaml_place(n), "there is no order \"%.*s\"", STR_ARG(str_cut(id, 0, 60)));
	suggest_keys(b->diag, id, &b->orders);
}

static void read_scheme(struct test *t, struct book *b, const struct doc *doc, const struct yaml_node *n)
{
	if (n->kind == YAML_MAP) {
		struct scheme *scheme = ARENA_NEW(b->arena, struct scheme);
		scheme_compile(scheme, b, doc, n, true, b->diag);
		t->scheme = scheme;
		return;
	}
	struct str name = keep_id(b, n);
	t->scheme = map_find(&b->schemes, name);
	if (t->scheme)
		return;
	diag_error(b->diag, yaml_place(n), "there is no scheme \"%.*s\"", STR_ARG(str_cut(name, 0, 60)));
	suggest_keys(b->diag, name, &b->schemes);
}

static void read_subject(struct test *t, struct book *b, const struct yaml_node *n)
{
	if (n->kind == YAML_MAP) {
		const struct yaml_node *id = yaml_find(n, "subject");
		struct person *p = ARENA_NEW(b->arena, struct person);
		struct subject *subject = ARENA_NEW(b->arena, struct subject);
		p->id = id && id->kind == YAML_SCALAR ? keep_id(b, id) : STR("");
		person_read(b, p, n, true, b->diag);
		person_build(subject, b, p);
		t->subject = subject;
		return;
	}
	struct str id = keep_id(b, n);
	const struct person *p = person_find(b, id);
	if (p) {
		t->subject = &b->plan.subjects[p->index];
		return;
	}
	diag_error(b->diag, yaml_place(n), "there is no subject \"%.*s\"", STR_ARG(str_cut(id, 0, 60)));
	suggest_keys(b->diag, id, &b->people_by_key);
}

static void read_bindings(struct test *t, struct book *b, const struct doc *doc, const struct yaml_node *const *n)
{
	bool one = (n[TEST_ORDER] != NULL) != (n[TEST_SCHEME] != NULL);

	if (!one && !(yaml_find(doc->node, "order") || yaml_find(doc->node, "scheme")))
		diag_error(b->diag, yaml_place(doc->node), "a test needs order or scheme");
	else if (n[TEST_ORDER] && n[TEST_SCHEME])
		diag_error(b->diag, yaml_place(n[TEST_SCHEME]), "a test judges an order or a scheme, not both");
	if (n[TEST_ORDER])
		read_order(t, b, doc, n[TEST_ORDER]);
	if (n[TEST_SCHEME])
		read_scheme(t, b, doc, n[TEST_SCHEME]);
	if (n[TEST_SUBJECT])
		read_subject(t, b, n[TEST_SUBJECT]);
}

static void read_supplied(struct test *t, struct book *b, const struct yaml_node *list)
{
	size_t n = yaml_count(list);
	const struct event_type **types = arena_array(b->arena, n, sizeof *types);

	t->has_supplied = list != NULL;
	for (size_t i = 0; i < n; i++) {
		const struct event_type *type = find_type(b, yaml_at(list, i), b->diag);
		if (type)
			types[t->nsupplied++] = type;
	}
	t->supplied = types;
}

static void read_covers(struct test *t, struct book *b, const struct yaml_node *map)
{
	size_t n = map ? map->n : 0;
	struct test_cover *covers = arena_array(b->arena, n, sizeof *covers);

	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		struct test_cover *c = &covers[t->ncovers];
		c->type = find_type(b, e->key, b->diag);
		if (!moment_parse(&c->until, str_trim(yaml_text(e->value)), &b->plan.zone, NULL))
			diag_error(b->diag, yaml_place(e->value), "expected a date or time such as 2026-03-02 or 2026-03-02T12:00");
		else if (c->type)
			t->ncovers++;
	}
	t->covers = covers;
}

static void read_expected(struct test_expect *x, struct book *b, const struct yaml_node *map)
{
	const struct yaml_node *n[NEXPECT_KEYS];
	const struct {
		int key;
		bool *has;
		struct str *text;
	} texts[] = {
		{EXPECT_LEVEL, &x->has_level, &x->level},       {EXPECT_ORDER, &x->has_order, &x->order},
		{EXPECT_SCHEME, &x->has_scheme, &x->scheme},    {EXPECT_SUBJECT, &x->has_subject, &x->subject},
		{EXPECT_CONDITION, &x->has_condition, &x->condition}, {EXPECT_RULE, &x->has_rule, &x->rule},
		{EXPECT_SAY, &x->has_say, &x->say},             {EXPECT_SEVERITY, &x->has_severity, &x->severity},
		{EXPECT_TITLE, &x->has_title, &x->title},
	};

	yaml_decode(n, &expect_shape, map, b->diag);
	x->place = keep_passage(b, map);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i].has = n[texts[i].key] != NULL;
		*texts[i].text = keep_id(b, n[texts[i].key]);
	}
	x->has_time = n[EXPECT_TIME] != NULL;
	if (x->has_time)
		x->time = keep_moment(b, n[EXPECT_TIME], b->diag);
}

static void read_expect(struct test *t, struct book *b, const struct yaml_node *list)
{
	size_t n = yaml_count(list);
	struct test_expect *expect = arena_array(b->arena, n, sizeof *expect);
	for (size_t i = 0; i < n; i++)
		read_expected(&expect[i], b, yaml_at(list, i));
	t->expect = expect;
	t->nexpect = n;
}

static void test_compile(struct test *t, struct book *b, const struct doc *doc)
{
	const struct yaml_node *n[NTEST_KEYS];

	*t = (struct test){0};
	yaml_decode(n, &test_shape, doc->node, b->diag);
	t->name = doc->id;
	t->shipped = doc->origin->shipped;
	t->place = keep_passage(b, doc->id_node);
	if (n[TEST_AS_OF])
		t->as_of = keep_moment(b, n[TEST_AS_OF], b->diag).first;
	read_bindings(t, b, doc, n);
	t->nevents = test_events(&t->events, b, n[TEST_EVENTS], b->diag);
	read_supplied(t, b, n[TEST_SUPPLIED]);
	read_covers(t, b, n[TEST_COVERS]);
	read_expect(t, b, n[TEST_EXPECT]);
}

void tests_compile(struct book *b)
{
	size_t n = b->docs[DOC_TEST].n, kept = 0;
	struct test *tests = arena_array(b->arena, n, sizeof *tests);
	for (size_t i = 0; i < n; i++) {
		test_compile(&tests[kept], b, b->docs[DOC_TEST].at[i]);
		kept += tests[kept].order || tests[kept].scheme; /* an order that was left out has no test */
	}
	b->plan.tests = tests;
	b->plan.ntests = kept;
}
