#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/archive.h"
#include "store/sql.h"

struct bench {
	struct arena arena;
	struct diag diag;
	struct store *store;
};

static char folder[32];

static int enter(void **state)
{
	static struct bench b;

	strcpy(folder, "/tmp/store-test-XXXXXX");
	arena_init(&b.arena);
	diag_init(&b.diag, &b.arena);
	*state = &b;
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	b.store = store_open("s.db", STORE_MAKE, 0, &b.arena, &b.diag);
	return b.store ? sqlite3_exec(store_sqlite(b.store), "INSERT INTO run VALUES (1, 0, 0, 'a', 'v', 0)", NULL, NULL, NULL) : -1;
}

static int leave(void **state)
{
	struct bench *b = *state;

	store_close(b->store);
	arena_free(&b->arena);
	unlink("s.db");
	unlink("s.db-wal");
	unlink("s.db-shm");
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void put_document(struct bench *b, const char *file, const char *text)
{
	sqlite3_stmt *q = sql_open(b->store, SQL_DOCUMENT_ADD);

	sql_bind_text(q, 1, str_of(file));
	sql_bind_text(q, 2, STR("0"));
	sql_bind_bytes(q, 3, str_of(text));
	sql_bind(q, 4, 1);
	assert_true(sql_run(b->store, q));
}

/* What is given of S-1 of the only document; "" where nothing is. */
static const char *chosen(struct bench *b, const char *text, bool *whole)
{
	static const struct archive_row rows[] = {{.feed = {"carrier", 7}}};
	const struct archive_document *list;

	put_document(b, "docs.yaml", text);
	size_t n = archive_documents(&list, b->store, STR("S-1"), rows, 1, &b->arena);
	assert_true(n <= 1);
	*whole = n == 1 && list[0].whole;
	return n == 1 ? str_cstr(&b->arena, list[0].text) : "";
}

static void others_documents_are_cut_away(void **state)
{
	bool whole;

	assert_string_equal(chosen(*state,
	                           "order: A\nsubject: S-1\n--- # of B\norder: B\nsubject: S-2\n---\n# of C\norder: C\nsubject: {subject: S-1}\n",
	                           &whole),
	                    "order: A\nsubject: S-1\n---\n# of C\norder: C\nsubject: {subject: S-1}\n");
	assert_false(whole);
}

static void what_is_the_subjects_alone_stays_whole(void **state)
{
	static const char text[] = "---\r\norder: A\r\nsubject: \"S-1\"\r\n...\r\n---\r\nsubject: S-1\r\n";
	bool whole;

	/* What stands between ... and --- is empty, and is no document. */
	assert_string_equal(chosen(*state, text, &whole), "---\r\norder: A\r\nsubject: \"S-1\"\r\n---\r\nsubject: S-1\r\n");
}

static void dashes_inside_a_document_do_not_cut_it(void **state)
{
	static const char text[] = "order: A\nsubject: S-1\nnote: |\n  ---\n  order: X\n----: x\n";
	bool whole;

	assert_string_equal(chosen(*state, text, &whole), text);
	assert_true(whole);
}

static void rules_and_places_come_where_an_order_names_them(void **state)
{
	bool whole;

	assert_string_equal(chosen(*state,
	                           "order: A\nsubject: S-1\nconditions: [{rule: r/one, with: {where: [park]}}]\n"
	                           "---\norder: B\nsubject: S-2\nconditions: [{rule: r/two}]\n"
	                           "---\nrule: r/one\n---\nrule: r/two\n---\nplace: park\n---\nplace: home-of-S-2\n"
	                           "---\nfeed: carrier\n---\nfeed: other\n---\nscheme: s\n---\nsubject: S-2\n---\ntest: t\n",
	                           &whole),
	                    "order: A\nsubject: S-1\nconditions: [{rule: r/one, with: {where: [park]}}]\n"
	                    "---\nrule: r/one\n---\nplace: park\n---\nfeed: carrier\n---\nscheme: s\n");
}

static void a_document_of_nobody_or_broken_is_left_out(void **state)
{
	bool whole;

	assert_string_equal(chosen(*state, "order: B\nsubject: S-10\n---\norder: [\n---\n- subject: S-1\n---\n\n", &whole), "");
}

static void an_unknown_subject_has_nothing(void **state)
{
	struct bench *b = *state;
	const struct archive_row *rows;
	const struct str *ids;

	assert_int_equal(archive_subject(b->store, STR("S-1")), 0);
	assert_int_equal(archive_rows(&rows, b->store, 0, &b->arena), 0);
	assert_int_equal(archive_findings(&ids, b->store, 0, &b->arena), 0);
	assert_true(store_good(b->store));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(others_documents_are_cut_away, enter, leave),
		cmocka_unit_test_setup_teardown(what_is_the_subjects_alone_stays_whole, enter, leave),
		cmocka_unit_test_setup_teardown(dashes_inside_a_document_do_not_cut_it, enter, leave),
		cmocka_unit_test_setup_teardown(rules_and_places_come_where_an_order_names_them, enter, leave),
		cmocka_unit_test_setup_teardown(a_document_of_nobody_or_broken_is_left_out, enter, leave),
		cmocka_unit_test_setup_teardown(an_unknown_subject_has_nothing, enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
