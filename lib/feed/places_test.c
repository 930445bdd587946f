#include "feed/feed_fixture.h"

struct trial {
	struct fixture x;
	struct book *book;
	struct places_result read;
};

static bool begin(struct trial *t, const char *docs, const struct feed_request *requests, size_t n)
{
	struct fixture *x = &t->x;
	struct book_options options = {0};

	*t = (struct trial){0};
	arena_init(&x->arena);
	diag_init(&x->diag, &x->arena);
	assert_true(zone_open(&x->zone, &x->arena, STR("Europe/London")));
	atlas_init(&x->atlas, &x->arena);
	options.zone = &x->zone;
	options.atlas = &x->atlas;
	t->book = book_open(&options, &x->arena, &x->diag);
	assert_true(docs[0] == '\0' || book_add_text(t->book, STR("docs.yaml"), str_of(docs)));
	return places_read(&t->read, t->book, requests, n, fixture_time(x, "2026-06-01"), true, &x->arena, &x->diag);
}

static void end(struct trial *t)
{
	fixture_close(&t->x);
	remove("a.csv");
	remove("b.csv");
}

/* Places, then rejects, then notes. */
static const char *tell(struct trial *t)
{
	struct buf *out = &t->x.out;

	for (size_t i = 0; i < t->x.plan.nplaces; i++) {
		const struct geo_place *p = t->x.plan.places[i];
		buf_printf(out, "%.*s %.*s ", STR_ARG(p->id), STR_ARG(p->class));
		point_print(out, p->at);
		buf_printf(out, " %g %.*s\n", p->radius, STR_ARG(p->title));
	}
	for (size_t i = 0; i < t->read.nrejects; i++) {
		const struct reject *j = &t->read.rejects[i];
		buf_printf(out, "!%.*s:%llu %.*s: %.*s | %.*s\n", STR_ARG(j->input->file), (unsigned long long)j->line,
		           STR_ARG(j->column), STR_ARG(j->reason), STR_ARG(j->row));
	}
	for (size_t i = 0; i < t->read.nnotes; i++)
		buf_printf(out, "%.*s\n", STR_ARG(t->read.notes[i]));
	buf_char(out, '\0');
	return out->at;
}

#define FEED "feed: f\nevent: place\nfiles: a.csv\nfields: {id: code, at: where, class: kind, radius: m, name: called}\n"

static const struct {
	const char *name, *docs, *a, *b, *told;
	unsigned long long rows, matched, superseded, filtered;
} cases[] = {
	{"own header, any order of columns", "",
	 "Class,AT,Place,radius,Title\nschool,\"53.8,-1.5\",s 1,200m,A school\n,\"0,0\",p,,\n", NULL,
	 "p  0,0 0 \ns 1 school 53.8,-1.5 200 A school\n", 2, 2, 0, 0},
	{"two columns make a point", "", "id,longitude,latitude\ns,-1.5,53.8\n", NULL, "s  53.8,-1.5 0 \n", 1, 1, 0, 0},
	{"at goes before lat and lon", "", "id,lat,lon,at\ns,1,2,\"3,4\"\n", NULL,
	 "s  3,4 0 \na.csv: nothing reads the columns lat, lon\n", 1, 1, 0, 0},
	{"equal in two files", "", "id,at\ns,\"1,2\"\nt,\"1,2\"\n", "id,at\nt,\"1,2.0\"\nu,\"1,3\"\n",
	 "s  1,2 0 \nt  1,2 0 \nu  1,3 0 \n", 4, 4, 1, 0},
	{"otherwise in two files: the other is named", "", "id,at\ns,\"1,2\"\n", "id,at\ns,\"1,3\"\n",
	 "s  1,2 0 \n!b.csv:2 id: another place of this id stands at a.csv:2 | s,\"1,3\"\n", 2, 1, 0, 0},
	{"class, radius and name count too", "", "id,at,class,radius,name\ns,\"1,2\",c,3,n\ns,\"1,2\",d,3,n\ns,\"1,2\",c,4,n\ns,\"1,2\",c,3,o\n",
	 NULL,
	 "s c 1,2 3 n\n!a.csv:3 id: another place of this id stands at a.csv:2 | s,\"1,2\",d,3,n\n"
	 "!a.csv:4 id: another place of this id stands at a.csv:2 | s,\"1,2\",c,4,n\n"
	 "!a.csv:5 id: another place of this id stands at a.csv:2 | s,\"1,2\",c,3,o\n", 4, 1, 0, 0},
	{"a good row after a bad one of its id", "", "id,at\ns,x\ns,\"1,2\"\n", NULL,
	 "s  1,2 0 \n!a.csv:2 at: \"x\" is no latitude and longitude such as 53.8008,-1.5491 | s,x\n", 2, 1, 0, 0},
	{"rejects in order of lines", "", "id,at\ns,\"1,2\"\ns,\"1,3\"\nt,x\n", NULL,
	 "s  1,2 0 \n!a.csv:3 id: another place of this id stands at a.csv:2 | s,\"1,3\"\n"
	 "!a.csv:4 at: \"x\" is no latitude and longitude such as 53.8008,-1.5491 | t,x\n", 3, 1, 0, 0},
	{"bytes", "", "id,at\ns\xff,\"1,2\"\n", NULL, "!a.csv:2 id: is not valid UTF-8 | s\xff,\"1,2\"\n", 1, 0, 0, 0},
	{"a document says the same, with its title", "place: s\ntitle: n\nclass: c\nat: 1,2\nradius: 3m\n",
	 "id,at,class,radius,name\ns,\"1,2\",c,3,n\n", NULL, "s c 1,2 3 n\n", 1, 1, 1, 0},
	{"a feed document: columns that it does not name are no matter", FEED, "code,where,kind,m,called,more\ns,\"1,2\",c,3,n,x\n", NULL,
	 "s c 1,2 3 n\n", 1, 1, 0, 0},
	{"where: false is left out, unknown stays", FEED "where: place.radius > 10\n",
	 "code,where,kind,m,called\ns,\"1,2\",c,10,\nt,\"1,2\",c,11,\nu,\"1,2\",c,,\n", NULL, "t c 1,2 11 \nu c 1,2 0 \n", 3, 3, 0, 1},
	{"key: the last stays, whatever place it is, and is then left out", FEED "key: called\nwhere: place.radius > 10\n",
	 "code,where,kind,m,called\ns,\"1,2\",c,20,k\nt,\"1,2\",c,5,k\nu,\"1,2\",c,20,l\nv,\"1,2\",c,20,\nw,\"1,2\",c,20,\n", NULL,
	 "u c 1,2 20 l\nv c 1,2 20 \nw c 1,2 20 \n", 5, 5, 1, 1},
	{"rows", FEED "rows: ..1\n", "code,where,kind,m,called\ns,\"1,2\",c,20,k\nt,\"1,2\",c,5,k\n", NULL,
	 "s c 1,2 20 k\nt c 1,2 5 k\nf has 2 rows, more than 1: places may be missing or wrong\n", 2, 2, 0, 0},
	{"delimiter, encoding", FEED "delimiter: \"|\"\nencoding: windows-1252\n", "code|where|kind|m|called\ns|1,2|c|20|\xe9\n", NULL,
	 "s c 1,2 20 \xc3\xa9\n", 1, 1, 0, 0},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool own = strncmp(cases[i].docs, "feed", 4) != 0;
		struct feed_request requests[] = {{"a.csv", own ? STR("place") : STR("")}, {"b.csv", STR("place")}};
		unsigned long long rows = 0, matched = 0, superseded = 0, filtered = 0;
		struct trial t;

		fixture_write("a.csv", str_of(cases[i].a));
		if (cases[i].b)
			fixture_write("b.csv", str_of(cases[i].b));
		if (!begin(&t, cases[i].docs, requests, cases[i].b ? 2 : 1) || !book_compile(&t.x.plan, t.book))
			fail_msg("%s: %.*s", cases[i].name, STR_ARG(t.x.diag.entries.at[0].message));
		if (strcmp(tell(&t), cases[i].told) != 0)
			fail_msg("%s:\n%s\nexpected:\n%s", cases[i].name, t.x.out.at, cases[i].told);
		for (size_t k = 0; k < t.read.ninputs; k++) {
			rows += t.read.inputs[k]->rows;
			matched += t.read.inputs[k]->matched;
			superseded += t.read.inputs[k]->superseded;
			filtered += t.read.inputs[k]->filtered;
		}
		if (rows != cases[i].rows || matched != cases[i].matched || superseded != cases[i].superseded || filtered != cases[i].filtered)
			fail_msg("%s: %llu rows, %llu matched, %llu superseded, %llu filtered", cases[i].name, rows, matched, superseded, filtered);
		assert_int_equal(t.read.failed, strstr(cases[i].docs, "rows: ..1") != NULL);
		assert_int_equal(strlen(t.read.inputs[0]->sha256), 64);
		end(&t);
	}
}

/* Requests that are no places are left, in their order, for feed_read. */
static void test_requests(void **state)
{
	static const struct feed_request requests[] = {
		{"x/e.csv", {NULL, 0}}, {"a.csv", {NULL, 0}}, {"e.csv", {"e", 1}}, {"b.csv", {"place", 5}}, {"-", {NULL, 0}},
	};
	struct trial t;

	(void)state;
	fixture_write("a.csv", STR("code,where,kind,m,called\nt,\"1,2\",c,,\n"));
	fixture_write("b.csv", STR("place,at\ns,\"1,2\"\n"));
	assert_true(begin(&t, FIXTURE_DOCS "---\n" FEED, requests, 5));
	assert_true(book_compile(&t.x.plan, t.book));
	assert_int_equal(t.read.nothers, 3);
	assert_string_equal(t.read.others[0].path, "x/e.csv");
	assert_string_equal(t.read.others[1].path, "e.csv");
	assert_string_equal(t.read.others[2].path, "-");
	assert_int_equal(t.read.ninputs, 2);
	assert_true(str_eq_cstr(t.read.inputs[0]->name, "f"));
	assert_ptr_equal(t.read.inputs[0]->feed, plan_find_feed(&t.x.plan, STR("f")));
	assert_true(str_eq_cstr(t.read.inputs[1]->name, "place") && t.read.inputs[1]->own_header);
	assert_int_equal(t.x.plan.nplaces, 2);
	end(&t);
}

static const struct {
	const char *docs, *a, *error;
} errors[] = {
	{"", "", "is empty: not even a header"},
	{"", "x,y\n1,2\n", "no column of it is read: places have place, class, at, radius and name"},
	{"", "place,class\ns,c\n", "has no column \"at\", which says where a place is"},
	{"", "at\n\"1,2\"\n", "has no column \"place\", which is the place's id"},
	{"", NULL, "cannot be read: No such file or directory"},
	{FEED, "code,where,kind,m\ns,\"1,2\",c,\n", "the feed reads the column \"called\", which the header does not have"},
};

static void test_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		struct feed_request request = {"a.csv", errors[i].docs[0] ? STR("f") : STR("place")};
		struct trial t;

		if (errors[i].a)
			fixture_write("a.csv", str_of(errors[i].a));
		assert_false(begin(&t, errors[i].docs, &request, 1));
		assert_int_equal(t.x.diag.nerrors, 1);
		if (!str_eq_cstr(t.x.diag.entries.at[0].message, errors[i].error))
			fail_msg("%.*s\nexpected:\n%s", STR_ARG(t.x.diag.entries.at[0].message), errors[i].error);
		assert_false(book_compile(&t.x.plan, t.book));
		end(&t);
	}
}

#define NEAREST(class) "rule: own/r\ntitle: T\nkind: prohibition\nwhen: e\nwhere: nearest(\"" class "\", e.p) < 5m\n"
#define EVENT "event: e\nfields: {time: {type: time, required: true}, p: {type: point}}\n---\n"

/* A class is held to those that there are only where every feed of places has a file. */
static void test_classes(void **state)
{
	static const struct {
		const char *docs, *path;
		bool right;
	} tried[] = {
		{EVENT NEAREST("c"), "a.csv", true},
		{EVENT NEAREST("d"), "a.csv", false},
		{EVENT NEAREST("d") "---\nplace: s\nclass: d\nat: 1,2\n", "a.csv", true},
		{EVENT NEAREST("d") "---\nfeed: f\nevent: place\nfields: {id: x, at: y}\n", "a.csv", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
		struct feed_request request = {tried[i].path, STR("place")};
		struct trial t;

		fixture_write("a.csv", STR("id,class,at\nt,c,\"1,2\"\n"));
		assert_true(begin(&t, tried[i].docs, &request, 1));
		assert_int_equal(book_compile(&t.x.plan, t.book), tried[i].right);
		end(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_requests),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_classes),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}
