/* A store that was changed by hand, at the beginning of its next use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/audit.h"
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

	strcpy(folder, "/tmp/touched-test-XXXXXX");
	arena_init(&b.arena);
	diag_init(&b.diag, &b.arena);
	*state = &b;
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	b.store = store_open("s.db", STORE_MAKE, 0, &b.arena, &b.diag);
	return b.store ? 0 : -1;
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

/* By the program, as it sees it. */
static void change(struct bench *b, const char *sql)
{
	const struct log_entry e = {.at = 1000, .actions = LOG_ALTERATION, .command = STR("check"), .version = STR("1")};

	assert_true(store_begin(b->store));
	assert_int_equal(sqlite3_exec(store_sqlite(b->store), sql, NULL, NULL, NULL), SQLITE_OK);
	assert_true(audit_append(b->store, &e));
	assert_true(store_commit(b->store));
}

/* Without a look at all rows, before anything else is done. */
static void refuses_a_store_that_was_touched(void **state)
{
	static const char *const touches[] = {
		"UPDATE seal SET n = n + 1 WHERE name = 'run'", "DELETE FROM seal", "UPDATE seal SET sum = x'00'", "DELETE FROM run; DELETE FROM seal",
		"CREATE TRIGGER forget AFTER INSERT ON told BEGIN DELETE FROM told; END", "CREATE VIEW seen AS SELECT * FROM told",
		"CREATE INDEX fast ON told (level)", "ALTER TABLE told ADD COLUMN more TEXT", "DROP TRIGGER audit_update",
		"INSERT INTO decision VALUES (1, 'f', 'no-action', 4, 'w', 'a', 'r', 1, NULL, '', NULL, NULL)",
	};
	struct bench *b = *state;
	sqlite3 *db = store_sqlite(b->store);

	change(b, "INSERT INTO run VALUES (1, 5, 6, 'jd', '1', 0)");
	for (size_t i = 0; i < sizeof touches / sizeof *touches; i++) {
		assert_int_equal(sqlite3_exec(db, "PRAGMA foreign_keys = 0; SAVEPOINT before", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, touches[i], NULL, NULL, NULL), SQLITE_OK);
		if (store_untouched(b->store))
			fail_msg("%s is not seen", touches[i]);
		assert_int_equal(sqlite3_exec(db, "ROLLBACK TO before; RELEASE before", NULL, NULL, NULL), SQLITE_OK);
		store_close(b->store);
		b->store = store_open("s.db", STORE_WRITE, 0, &b->arena, &b->diag);
		db = store_sqlite(b->store);
	}
	assert_true(store_begin(b->store));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(refuses_a_store_that_was_touched, enter, leave)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
