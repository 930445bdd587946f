#include <sys/stat.h>

#include "feed/feed_fixture.h"

#define SRC "---\nfeed: src\nevent: e\nfiles: \"book-*.csv\"\nsubject: [{reference: who}]\nfields: {time: at}\n"
#define TWO "---\nfeed: two\nevent: e\nfiles: \"*-1.csv\"\nsubject: [{reference: who}]\nfields: {time: at}\n"

struct error_case {
	const char *docs;
	struct fixture_file file;
	const char *requests;
	const char *message, *help; /* parts of them; help NULL: none asked */
};

static const struct error_case errors[] = {
        {"", {"e.csv", ""}, "e=e.csv", "is empty", NULL},
        {"", {"e.csv", "\xef\xbb\xbf\n\n"}, "e=e.csv", "has no header", NULL},
        {"", {"e.csv", "a,b\n1,2\n"}, "e=e.csv", "no column of it is read", NULL},
        {"", {"e.csv", "time,subjet\n"}, "e=e.csv", "has no column \"subject\"", "subjet"},
        {"", {"e.csv", "tiem,subject\n"}, "e=e.csv", "has no column \"time\"", "tiem"},
        {"", {"e.csv", "time,subject,n,N\n"}, "e=e.csv", "two columns are called \"n\"", NULL},
        {"", {"e.csv", "time,subject,n,id,ID\n"}, "e=e.csv", "two columns are called \"id\"", NULL},
        {"", {"e.csv", "time,\"subject\"x\n"}, "e=e.csv", "the header has text behind a closing quote", NULL},
        {"", {"e.csv", "time,subject,\xff\n"}, "e=e.csv", "the header is not valid UTF-8", NULL},
        {"", {"e.csv", "time,subject\n"}, "ee=e.csv", "\"ee\" is neither a feed nor an event type", NULL},
        {"", {"e.csv", "time,subject\n"}, "none.csv", "no feed claims none.csv", NULL},
        {"", {"e.csv", "time,subject\n"}, "e=missing.csv", "cannot be read", NULL},
        {"", {"e.csv", "time,subject\n"}, "e=.", "cannot be read", NULL},
        {"", {"e.csv", "\x1f\x8b\x08"}, "e=e.csv", "is cut short: its compressed stream has no end", NULL},
        {"", {"e.csv", "PK\x03\x04zip"}, "e=e.csv", "is a ZIP archive or a spreadsheet", NULL},
        {"", {"e.csv", "Report of 1 May\n\nsubject,time\n"}, "e=e.csv", "no column of it is read", "`skip: 2`"},
        {"", {"e.csv", "time,subject\n"}, "e=- e=-", "standard input can be read once", NULL},
        {"", {"e.csv", "time,subject\n"}, "-", "standard input needs a name", NULL},
        {"---\nfeed: src\nevent: e\nsubject: [{reference: who}]\nfields: {time: departs}\n",
         {"e.csv", "depart,who\n"}, "src=e.csv", "\"departs\", which the header does not have", "depart"},
        {SRC TWO, {"book-1.csv", "at,who\n"}, "book-1.csv", "book-1.csv is claimed by two feeds, src and two", NULL},
};

static bool told(const struct diag *d, const char *message, const char *help)
{
	for (size_t i = 0; i < d->entries.n; i++) {
		char text[1024];
		const struct diag_entry *e = &d->entries.at[i];

		snprintf(text, sizeof text, "%.*s", STR_ARG(e->message));
		if (!strstr(text, message))
			continue;
		snprintf(text, sizeof text, "%.*s", STR_ARG(e->help));
		return !help || strstr(text, help);
	}
	return false;
}

static void test_errors_of_use(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
		const struct error_case *c = &errors[i];
		struct fixture x;
		char docs[4096];

		snprintf(docs, sizeof docs, "%s%s", FIXTURE_DOCS, c->docs);
		fixture_open(&x, docs);
		fixture_write(c->file.name, str_of(c->file.text));
		assert_false(fixture_read(&x, c->requests));
		if (!told(&x.diag, c->message, c->help))
			fail_msg("%zu: \"%s\" was not told", i, c->message);
		remove(c->file.name);
		fixture_close(&x);
	}
}

static void test_by_pattern_and_by_stem(void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x, FIXTURE_DOCS SRC);
	fixture_write("book-7.csv", STR("at,who\n2026-03-01,S1\n"));
	fixture_write("e.csv", STR("time,subject,colour,n\n2026-03-02,S1,red,1\n"));
	assert_true(fixture_read(&x, "book-7.csv ./e.csv"));
	assert_int_equal(x.result.ninputs, 2);
	assert_true(str_eq_cstr(x.result.inputs[0]->name, "e"));
	assert_true(str_eq_cstr(x.result.inputs[1]->name, "src"));
	assert_int_equal(x.result.inputs[0]->nunread, 1);
	assert_true(str_eq_cstr(x.result.inputs[0]->unread[0], "colour"));
	assert_int_equal(x.result.nnotes, 1);
	assert_true(str_eq_cstr(x.result.notes[0], "./e.csv: nothing reads the column colour; \"ordercheck explain e\" lists what is read"));
	remove("book-7.csv");
	remove("e.csv");
	fixture_close(&x);
}

static void test_nobody_known(void **state)
{
	struct fixture x;
	struct buf csv = {0};

	(void)state;
	fixture_open(&x, FIXTURE_DOCS);
	buf_add(&csv, STR("time,subject\n"));
	for (int i = 0; i < 1001; i++)
		buf_printf(&csv, "2026-03-01,P-%d\n", i);
	fixture_write("e.csv", buf_str(&csv));
	assert_true(fixture_read(&x, "e.csv"));
	assert_int_equal(x.result.nnotes, 1);
	assert_true(str_eq_cstr(x.result.notes[0], "e.csv: none of its 1001 rows is about a known subject: it says \"P-0\", "
	                                           "and subjects are like \"S1\""));
	buf_free(&csv);
	remove("e.csv");
	fixture_close(&x);
}

static void test_folders(void **state)
{
	struct fixture x;
	const struct str folder = STR("in");
	const struct str *unclaimed;
	struct feed_request *requests;
	size_t n, nunclaimed;

	(void)state;
	fixture_open(&x, FIXTURE_DOCS SRC);
	assert_int_equal(mkdir("in", 0700), 0);
	assert_int_equal(mkdir("in/old", 0700), 0);
	fixture_write("in/odd.csv", STR("x\n"));
	fixture_write("in/e.csv", STR("x\n"));
	fixture_write("in/.hidden.csv", STR("x\n"));
	fixture_write("in/old/book-1.csv", STR("x\n"));
	fixture_write("in/old/book-2.csv.gz", STR("x\n"));
	fixture_write("in/old/e.csv.zst", STR("x\n"));
	assert_true(feed_find(&requests, &n, &folder, 1, &x.plan, &x.arena, &x.diag, &unclaimed, &nunclaimed));
	assert_int_equal(n, 4);
	assert_string_equal(requests[2].path, "in/old/book-2.csv.gz");
	assert_true(str_eq_cstr(requests[2].name, "src"));
	assert_string_equal(requests[3].path, "in/old/e.csv.zst");
	assert_true(str_eq_cstr(requests[3].name, "e"));
	assert_string_equal(requests[0].path, "in/e.csv");
	assert_true(str_eq_cstr(requests[0].name, "e"));
	assert_string_equal(requests[1].path, "in/old/book-1.csv");
	assert_true(str_eq_cstr(requests[1].name, "src"));
	assert_int_equal(nunclaimed, 1);
	assert_true(str_eq_cstr(unclaimed[0], "in/odd.csv"));
	remove("in/odd.csv");
	remove("in/e.csv");
	remove("in/.hidden.csv");
	remove("in/old/book-1.csv");
	remove("in/old/book-2.csv.gz");
	remove("in/old/e.csv.zst");
	remove("in/old");
	remove("in");
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_errors_of_use),
	        cmocka_unit_test(test_by_pattern_and_by_stem),
	        cmocka_unit_test(test_nobody_known),
	        cmocka_unit_test(test_folders),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}
