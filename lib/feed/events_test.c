#include "feed/feed_fixture.h"

#define SRC "---\nfeed: src\nevent: e\nsubject: [{reference: who}]\n"

struct events_case {
	const char *about;
	const char *docs; /* behind FIXTURE_DOCS */
	struct fixture_file files[3];
	const char *requests, *known_at;
	const char *want;
};

static const struct events_case cases[] = {
        {"its own header, in any spelling; strangers are not read",
         "",
         {{"e.csv", "Time,SUBJECT,n\n2026-03-01T09:00, s1 ,7\nnever,S9,many\n2026-03-02,S2,\n"}},
         "e=e.csv",
         NULL,
         "S1 2026-03-01T09:00:00+00:00 n=7 @e.csv:2\nS2 2026-03-02 @e.csv:4\n"},
        {"rejects name the first bad column of the header",
         "",
         {{"e.csv", "n,subject,time\nmany,S1,never\n1,S1,\n1,S1\n1,S1,2026-03-01\n"}},
         "e=e.csv",
         NULL,
         "S1 2026-03-01 n=1 @e.csv:5\n"
         "!e.csv:2 n: \"many\" is no decimal number, or too large a one\n"
         "!e.csv:3 time: is missing, and the event needs it\n"
         "!e.csv:4 : has 2 fields, the header has 3\n"},
        {"the nth of equal rows of one file is the nth of another",
         "",
         {{"a.csv", "time,subject,n\n2026-03-01,S1,1\n2026-03-01,S1,1\n"},
          {"b.csv", "time,subject,n\n2026-03-01,s1,1.0\n2026-03-01,S1,1\n2026-03-01,S1,1\n2026-03-01,S2,1\n"}},
         "e=b.csv e=a.csv",
         NULL,
         "S1 2026-03-01 n=1 @a.csv:2 @b.csv:2\nS1 2026-03-01 n=1 @a.csv:3 @b.csv:3\nS1 2026-03-01 n=1 @b.csv:4\n"
         "S2 2026-03-01 n=1 @b.csv:5\n"},
        {"equal rows of two feeds of a type are one event",
         SRC "fields: {time: at, n: amount}\n",
         {{"a.csv", "time,subject,n\n2026-03-01,S1,1\n"}, {"b.csv", "at,who,amount\n2026-03-01,S1,1\n"}},
         "e=a.csv src=b.csv",
         NULL,
         "S1 2026-03-01 n=1 @a.csv:2 @b.csv:2\n"},
        {"without recorded the later file by name and the later line stay",
         SRC "fields: {time: at, id: id, n: n}\nkey: id\n",
         {{"b.csv", "at,who,id,n\n2026-03-01,S1,A,1\n2026-03-01,S1,B,1\n2026-03-01,S1,B,2\n"},
          {"a.csv", "at,who,id,n\n2026-03-01,S1,A,2\n2026-03-01,S2,C,1\n"}},
         "src=b.csv src=a.csv",
         NULL,
         "S1 2026-03-01 id=A n=1 @b.csv:2\nS1 2026-03-01 id=B n=2 @b.csv:4\nS2 2026-03-01 id=C n=1 @a.csv:3\n"},
        {"a row of nobody takes the place of an earlier one, and a rejected one does not",
         SRC "fields: {time: at, id: id, n: n}\nkey: id\n",
         {{"a.csv", "at,who,id,n\n2026-03-01,S1,A,1\n2026-03-01,S9,A,1\n2026-03-01,S9,B,1\n2026-03-01,S1,B,1\n"
                    "2026-03-01,S1,C,1\n2026-03-01,S1,C,many\n2026-03-01,S2,D,1\n2026-03-01,S1,D,1\n"}},
         "src=a.csv",
         NULL,
         "S1 2026-03-01 id=B n=1 @a.csv:5\nS1 2026-03-01 id=C n=1 @a.csv:6\nS1 2026-03-01 id=D n=1 @a.csv:9\n"
         "!a.csv:7 n: \"many\" is no decimal number, or too large a one\n"},
        {"the row recorded last stays, wherever it stands and whomever it names",
         SRC "fields: {time: at, recorded: rec, id: id, n: n}\nkey: id\n",
         {{"a.csv", "at,rec,who,id,n\n"
                    "2026-03-01,2026-03-03,S1,A,2\n2026-03-01,2026-03-02,S1,A,1\n"
                    "2026-03-01,2026-03-03,S9,B,1\n2026-03-01,2026-03-02,S1,B,1\n"
                    "2026-03-01,2026-03-02,S9,C,1\n2026-03-01,2026-03-03,S1,C,1\n"
                    "2026-03-01,2026-03-02,S1,D,1\n2026-03-01,2026-03-03,S9,D,1\n"
                    "2026-03-01,2026-03-03,S1,E,1\n2026-03-01,2026-03-03,S9,E,1\n"
                    "2026-03-01,2026-03-03,S9,F,1\n2026-03-01,2026-03-03,S1,F,1\n"
                    "2026-03-01,,S9,G,1\n2026-03-01,,S1,G,1\n"}},
         "src=a.csv",
         NULL,
         "S1 2026-03-01 id=G n=1 @a.csv:15\nS1 2026-03-01 id=A n=2 @a.csv:2\nS1 2026-03-01 id=C n=1 @a.csv:7\n"
         "S1 2026-03-01 id=F n=1 @a.csv:13\n"},
        {"a key in two files is one event, told by all rows that say the same",
         SRC "fields: {time: at, id: id, n: n}\nkey: [id, kind]\n",
         {{"a.csv", "at,who,id,n,kind\n2026-03-01,S1,A,1,x\n2026-03-01,S1,A,1,y\n2026-03-01,S1,B,1,x\n"},
          {"b.csv", "at,who,id,n,kind\n2026-03-01,S1,A,1,x\n2026-03-01,S1,B,2,x\n"}},
         "src=a.csv src=b.csv",
         NULL,
         "S1 2026-03-01 id=A n=1 @a.csv:2 @b.csv:2\nS1 2026-03-01 id=A n=1 @a.csv:3\nS1 2026-03-01 id=B n=2 @b.csv:3\n"},
        {"rows without a key value are not rows of one key",
         SRC "fields: {time: at, id: id, n: n}\nkey: id\n",
         {{"a.csv", "at,who,id,n\n2026-03-01,S1,,1\n2026-03-02,S1,,1\n"}},
         "src=a.csv",
         NULL,
         "S1 2026-03-01 n=1 @a.csv:2\nS1 2026-03-02 n=1 @a.csv:3\n"},
        {"where comes after the key, and drops only what is false",
         SRC "fields: {time: at, id: id, n: n, s: s}\nkey: id\nwhere: e.s != \"off\"\n",
         {{"a.csv", "at,who,id,n,s\n2026-03-01,S1,A,1,on\n2026-03-01,S1,A,1,off\n2026-03-01,S1,B,1,\n"
                    "2026-03-01,S1,C,1,on\n"}},
         "src=a.csv",
         NULL,
         "S1 2026-03-01 id=B n=1 @a.csv:4\nS1 2026-03-01 id=C n=1 s=on @a.csv:5\n"},
        {"rows not known yet leave before the key is settled",
         SRC "fields: {time: at, recorded: rec, id: id, n: n}\nkey: id\n",
         {{"a.csv", "at,rec,who,id,n\n2026-03-01,2026-03-02,S1,A,1\n2026-03-01,2026-04-02,S1,A,2\n"
                    "2026-03-01,2026-04-01,S1,B,1\n2026-03-05,,S1,C,1\n2026-04-05,,S1,D,1\n"
                    "2026-03-01,2026-03-02,S1,E,1\n2026-03-01,2026-04-02,S9,E,2\n"}},
         "src=a.csv",
         "2026-04-01",
         "S1 2026-03-01 id=A n=1 @a.csv:2\nS1 2026-03-01 id=E n=1 @a.csv:7\nS1 2026-03-05 id=C n=1 @a.csv:5\n"},
        {"two subjects that tie are a reject",
         "---\nsubject: S3\nidentifiers: {passport: \"500000042\"}\n---\nsubject: S4\n"
         "identifiers: {passport: [{value: 500-000-042, from: 2026-03-05}]}\n"
         "---\nfeed: src\nevent: e\nsubject: [{reference: who}, {identifier: {passport: pass}}]\nfields: {time: at}\n",
         {{"a.csv", "at,who,pass\n2026-03-04,,500000042\n2026-03-05,,500 000 042\n2026-03-05,S4,500000042\n"}},
         "src=a.csv",
         NULL,
         "S3 2026-03-04 @a.csv:2\nS4 2026-03-05 @a.csv:4\n!a.csv:3 : names two subjects equally well, S3 and S4\n"},
};

static void run(const struct events_case *c)
{
	struct fixture x;
	char docs[4096];

	snprintf(docs, sizeof docs, "%s%s", FIXTURE_DOCS, c->docs);
	fixture_open(&x, docs);
	for (size_t i = 0; i < 3 && c->files[i].name; i++)
		fixture_write(c->files[i].name, str_of(c->files[i].text));
	if (c->known_at)
		x.options.known_at = fixture_time(&x, c->known_at);
	assert_true(fixture_read(&x, c->requests));
	if (strcmp(fixture_tell(&x), c->want) != 0)
		fail_msg("%s:\n%s\nwanted:\n%s", c->about, x.out.at, c->want);
	for (size_t i = 0; i < 3 && c->files[i].name; i++)
		assert_int_equal(remove(c->files[i].name), 0);
	fixture_close(&x);
}

static void test_rows_become_events(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		run(&cases[i]);
}

static void test_keys(void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x, FIXTURE_DOCS SRC "fields: {time: at}\nkey: [id, at]\n");
	fixture_write("a.csv", STR("at,who,id\n2026-03-01,S1, A1 \n"));
	fixture_write("b.csv", STR("time,subject\n2026-03-01,S2\n"));
	assert_true(fixture_read(&x, "src=a.csv e=b.csv"));
	assert_true(str_eq_cstr(feed_subject(&x.result, 0)->events[0].key, "3:src2:A110:2026-03-01"));
	assert_int_equal(feed_subject(&x.result, 1)->events[0].key.n, 0);
	assert_true(str_eq_cstr(event_key(&feed_subject(&x.result, 1)->events[0], &x.arena), "1:e4:time10:2026-03-01"));
	assert_true(str_eq_cstr(feed_subject(&x.result, 0)->events[0].sources[0].row, "2026-03-01,S1, A1 "));
	remove("a.csv");
	remove("b.csv");
	fixture_close(&x);
}

static void test_counts(void **state)
{
	struct fixture x;
	const struct feed_input *in;
	const bool wanted[] = {true, false};

	(void)state;
	fixture_open(&x, FIXTURE_DOCS SRC "fields: {time: at, n: n}\nkey: id\nwhere: e.n > 1\n");
	fixture_write("a.csv", STR("at,who,id,n\n2026-03-01,S1,A,1\n2026-03-01,S1,B,2\n2026-03-01,S1,B,3\n"
	                           "2026-03-01,S9,C,9\nx,S1,D,1\n2026-03-01,S1\n2026-03-01,S2,E,2\n2026-03-01,S1,F,2\n"
	                           "2026-03-01,S2,F,2\n"));
	x.options.wanted = wanted;
	x.options.hash_inputs = true;
	assert_true(fixture_read(&x, "src=a.csv"));
	in = x.result.inputs[0];
	assert_int_equal(in->rows, 9);
	assert_int_equal(in->matched, 6);
	assert_int_equal(in->rejected, 2);
	assert_int_equal(in->filtered, 1);
	assert_int_equal(in->superseded, 2);
	assert_int_equal(strlen(in->sha256), 64);
	assert_string_equal(fixture_tell(&x),
	                    "S1 2026-03-01 n=3 @a.csv:4\n"
	                    "!a.csv:6 at: \"x\" is no time such as 2026-05-01 or 2026-05-01T09:00\n"
	                    "!a.csv:7 : has 2 fields, the header has 4\n");
	assert_true(feed_subject(&x.result, 0)->rejected[0]);
	assert_int_equal(feed_subject(&x.result, 0)->rejected_types, 1);
	assert_null(feed_subject(&x.result, 1)->rejected);
	remove("a.csv");
	fixture_close(&x);
}

static void same_fields(const struct event *e, const struct value *fields)
{
	for (size_t i = 0; i < e->type->nfields; i++)
		assert_true(value_same(&fields[i], &e->fields[i]) ||
		            (fields[i].kind == VALUE_UNKNOWN && e->fields[i].kind == VALUE_UNKNOWN && fields[i].missing));
}

/* An event kept of a row alone has no fields until they are asked for; one that a key decides has its own. */
static void test_kept(void **state)
{
	static const char *const docs[] = {FIXTURE_DOCS, FIXTURE_DOCS SRC "fields: {time: at, n: n}\nkey: id\n"};
	static const char *const requests[] = {"e=a.csv", "src=a.csv"};

	(void)state;
	fixture_write("a.csv", STR("time,subject,n,at,who,id\n2026-03-01,S1,7,2026-03-01,S1,A\n2026-03-02,S1,,2026-03-02,S1,B\n"));
	for (size_t k = 0; k < 2; k++) {
		struct fixture x;
		struct arena passing, keep;
		fixture_open(&x, docs[k]);
		assert_true(fixture_read(&x, requests[k]));
		arena_init(&passing);
		arena_init(&keep);
		struct subject_events made = feed_subject_anew(&x.result, 0, &passing);
		assert_int_equal(made.n, 2);
		for (size_t i = 0; i < made.n; i++) {
			const struct event *kept = feed_keep_event(&made.events[i], &keep);
			assert_int_equal(kept->fields == NULL, k == 0);
			assert_int_equal(kept->sources[0].line, made.events[i].sources[0].line);
			same_fields(&made.events[i], feed_event_fields(kept, &x.arena));
			same_fields(&made.events[i], feed_event_fields(&made.events[i], &x.arena));
		}
		arena_free(&passing);
		arena_free(&keep);
		fixture_close(&x);
	}
	remove("a.csv");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_rows_become_events),
	        cmocka_unit_test(test_keys),
	        cmocka_unit_test(test_counts),
	        cmocka_unit_test(test_kept),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}
