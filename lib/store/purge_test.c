#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/purge.h"
#include "store/sql.h"

struct bench {
	struct arena arena;
	struct diag diag;
	struct store *store;
};

static char folder[32];

/* Two subjects and a key that both have, of the second a third too; findings by what became of them. */
static const char filling[] =
	"INSERT INTO run VALUES (1, 0, 0, 'a', 'v', 0);"
	"INSERT INTO subject VALUES (1, 'S-1', 'x', 1, NULL), (2, 'S-2', 'y', 1, NULL), (3, 'S-3', 'z', 1, NULL);"
	"INSERT INTO key VALUES (1, 1, 1), (2, 2, 2), (2, 2, 3), (3, 3, 1);"
	"INSERT INTO shared VALUES (2, 2, 2), (3, 2, 2);"
	"INSERT INTO finding VALUES ('gone-upcoming', 1, 'o', NULL, '1', 'r', 't', 2, NULL, 1, 1, 1, 'f', 0, 1, 1, 1),"
	" ('shown-upcoming', 1, 'o', NULL, '1', 'r', 't', 2, NULL, 1, 1, 1, 'f', 1, 1, 1, 1),"
	" ('late-upcoming', 1, 'o', NULL, '1', 'r', 't', 2, NULL, 1, 1, 1, 'f', 0, 1, 1, 1),"
	" ('once-a-review', 1, 'o', NULL, '1', 'r', 't', 2, NULL, 1, 1, 1, 'f', 0, 1, 1, 1),"
	" ('gone-breach', 1, 'o', NULL, '1', 'r', 't', 4, NULL, 1, 1, 1, 'f', 0, 1, 1, 1),"
	" ('decided-upon', 1, 'o', NULL, '1', 'r', 't', 2, NULL, 1, 1, 1, 'f', 0, 1, 1, 1),"
	" ('of-another', 2, 'o', NULL, '1', 'r', 't', 4, NULL, 1, 1, 1, 'f', 1, 1, 1, 1);"
	"INSERT INTO decision VALUES (1, 'decided-upon', 'no-action', 2, 'w', 'a', 'r', 1, NULL, 'f', NULL, NULL);"
	"INSERT INTO life (finding, run, at, what, level, decision) VALUES ('gone-upcoming', 1, 99, 'gone', 2, NULL),"
	" ('late-upcoming', 1, 100, 'gone', 2, NULL), ('once-a-review', 1, 1, 'level', 3, NULL), ('gone-breach', 1, 1, 'new', 4, NULL),"
	" ('decided-upon', 1, 1, 'decided', 2, 1), ('of-another', 1, 1, 'new', 4, NULL);"
	"INSERT INTO told VALUES ('desk', 'gone-upcoming', 2, 1, 1), ('desk', 'gone-breach', 4, 1, NULL), ('desk', 'of-another', 4, 1, 1);";

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
	return b.store ? sqlite3_exec(store_sqlite(b.store), filling, NULL, NULL, NULL) : -1;
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

static int64_t count(struct bench *b, const char *text)
{
	sqlite3_stmt *q = NULL;

	assert_int_equal(sqlite3_prepare_v2(store_sqlite(b->store), text, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int64_t n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

static void a_subject_goes_with_all_that_is_held_of_it(void **state)
{
	struct bench *b = *state;
	const struct purge_mark *marks;
	struct purge_counts n;

	assert_true(purge_open(b->store));
	assert_true(store_begin(b->store));
	assert_true(purge_subject(&n, b->store, STR("S-1"), 77, &b->arena));
	assert_true(store_commit(b->store));
	assert_true(purge_compact(b->store));
	assert_int_equal(n.findings, 6);
	assert_int_equal(n.decisions, 1);
	assert_int_equal(count(b, "SELECT count(*) FROM finding"), 1);
	assert_int_equal(count(b, "SELECT count(*) FROM life"), 1);
	assert_int_equal(count(b, "SELECT count(*) FROM decision"), 0);
	assert_int_equal(count(b, "SELECT count(*) FROM told"), 1);
	assert_int_equal(count(b, "SELECT count(*) FROM key WHERE subject = 1"), 0);
	assert_int_equal(count(b, "SELECT count(*) FROM key"), 2);
	assert_int_equal(count(b, "SELECT count(*) FROM pragma_foreign_key_check()"), 0);
	assert_int_equal(purge_marks(&marks, b->store, &b->arena), 1);
	assert_true(str_eq_cstr(marks[0].id, "S-1"));
	assert_int_equal(marks[0].end, 77);
}

static void what_is_rolled_back_is_still_there(void **state)
{
	struct bench *b = *state;
	struct purge_counts n;

	assert_true(store_begin(b->store));
	assert_true(purge_subject(&n, b->store, STR("S-1"), 77, &b->arena));
	store_rollback(b->store);
	assert_int_equal(count(b, "SELECT count(*) FROM finding"), 7);
	assert_int_equal(count(b, "SELECT count(*) FROM fact WHERE name LIKE 'purged/%'"), 0);
}

static void only_records_with_another_known_subject_are_shared(void **state)
{
	struct bench *b = *state;

	assert_false(purge_shares(b->store, 1));
	assert_true(purge_shares(b->store, 2));
	assert_true(purge_shares(b->store, 3));
}

static void results_that_were_clear_in_the_end_go_by_their_time(void **state)
{
	struct bench *b = *state;
	const struct str *ids;

	assert_true(store_begin(b->store));
	assert_int_equal(purge_results(&ids, b->store, 99, &b->arena), 0); /* gone at 99 is not before 99 */
	assert_int_equal(purge_results(&ids, b->store, 100, &b->arena), 1);
	assert_true(str_eq_cstr(ids[0], "gone-upcoming"));
	assert_true(store_commit(b->store));
	assert_int_equal(count(b, "SELECT count(*) FROM finding"), 6);
	assert_int_equal(count(b, "SELECT count(*) FROM pragma_foreign_key_check()"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_subject_goes_with_all_that_is_held_of_it, enter, leave),
		cmocka_unit_test_setup_teardown(what_is_rolled_back_is_still_there, enter, leave),
		cmocka_unit_test_setup_teardown(only_records_with_another_known_subject_are_shared, enter, leave),
		cmocka_unit_test_setup_teardown(results_that_were_clear_in_the_end_go_by_their_time, enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
