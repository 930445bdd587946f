/* The audit log: its text, its chain, and what tampering shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "store/audit.h"
#include "store/sql.h"

enum { ENTRIES = 6 };

struct bench {
	struct arena arena;
	struct diag diag;
	struct store *store;
	bool unguarded; /* as faults() saw it last */
};

#define UNGUARDED "is no longer guarded as it was made: its table or triggers were changed by hand"

static char folder[32];

static int enter(void **state)
{
	static struct bench b;

	strcpy(folder, "/tmp/audit-test-XXXXXX");
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

static void add(struct bench *b, int64_t at, const char *command) /* as a forger would: store_begin refuses what was touched */
{
	const struct log_entry e = {.at = at, .actions = LOG_CONSULTATION, .command = str_of(command), .version = STR("1"),
	                            .account = STR("jd")};

	assert_int_equal(sqlite3_exec(store_sqlite(b->store), "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_true(seal_load(b->store));
	assert_true(audit_append(b->store, &e));
	assert_true(store_commit(b->store));
}

static void fill(struct bench *b)
{
	for (int i = 0; i < ENTRIES; i++)
		add(b, 1000 * i, "check");
}

/* Whoever has the file can take the triggers away. */
static void tamper(struct bench *b, const char *sql)
{
	assert_int_equal(sqlite3_exec(store_sqlite(b->store),
	                              "DROP TRIGGER IF EXISTS audit_end; DROP TRIGGER IF EXISTS audit_update; DROP TRIGGER IF EXISTS audit_delete",
	                              NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(store_sqlite(b->store), sql, NULL, NULL, NULL), SQLITE_OK);
}

/* What was told, but for the guards. */
static const char *faults(struct bench *b, const struct audit_head *kept)
{
	struct audit_verdict v;
	struct buf text = {0};

	assert_true(audit_verify(&v, b->store, kept, true, &b->arena));
	b->unguarded = v.nfaults > 0 && str_eq_cstr(v.faults[v.nfaults - 1].what, UNGUARDED);
	v.nfaults -= b->unguarded;
	for (size_t i = 0; i < v.nfaults; i++)
		buf_printf(&text, "%llu %.*s\n", (unsigned long long)v.faults[i].number, STR_ARG(v.faults[i].what));
	const char *out = str_cstr(&b->arena, buf_str(&text));
	buf_free(&text);
	return out;
}

/* ---- the text ---- */

static void writes_every_part(void **state)
{
	static const struct str subjects[] = {STR_INIT("S1"), STR_INIT("S 2")};
	static const struct log_file files[] = {{LOG_INPUT, STR_INIT("a b.csv"), STR_INIT("ff")}, {LOG_DOCUMENT, STR_INIT("o\n.yaml"), STR_INIT("")}};
	static const struct log_count counts[] = {{STR_INIT("breach"), 2}};
	const struct log_entry e = {
		.number = 7, .before = STR("aa"), .at = 1, .actions = LOG_ALTERATION | LOG_DISCLOSURE, .command = STR("check"),
		.version = STR("1.0"), .account = STR("jd"), .host = STR("pc"), .person = STR("PC 1 \\ Ünal"), .recipient = STR("CPS"),
		.reason = STR("two\nlines\xff"), .run = 3, .subjects = subjects, .nsubjects = 2, .files = files, .nfiles = 2,
		.counts = counts, .ncounts = 1};
	struct bench *b = *state;
	struct buf text = {0}, again = {0};
	struct log_entry back;

	audit_print(&text, &e);
	assert_string_equal(str_cstr(&b->arena, buf_str(&text)),
	                    "ordercheck/audit/1\nnumber 7\nbefore aa\nat 1970-01-01T00:00:00.001+00:00\naction alteration\n"
	                    "action disclosure\ncommand check\nversion 1.0\naccount jd\nhost pc\nperson PC 1 \\x5c Ünal\n"
	                    "recipient CPS\nreason two\\x0alines\\xff\nrun 3\nsubject S1\nsubject S 2\ninput ff a b.csv\n"
	                    "document - o\\x0a.yaml\ncount breach 2\n");
	assert_true(audit_parse(&back, buf_str(&text), &b->arena));
	audit_print(&again, &back);
	assert_true(str_eq(buf_str(&text), buf_str(&again)));
	assert_true(str_eq(back.reason, e.reason) && str_eq(back.files[1].file, files[1].file) && back.counts[0].n == 2);
	buf_free(&text);
	buf_free(&again);
}

static void refuses_other_texts(void **state)
{
	static const char *const texts[] = {"", "ordercheck/audit/2\n", "ordercheck/audit/1", "ordercheck/audit/1\nnumber\n",
	                                    "ordercheck/audit/1\nnumber x\n", "ordercheck/audit/1\nmore 1\n",
	                                    "ordercheck/audit/1\naction theft\n", "ordercheck/audit/1\nreason a\\x0\n",
	                                    "ordercheck/audit/1\nreason a\\n\n", "ordercheck/audit/1\nat 1970-01-01\n",
	                                    "ordercheck/audit/1\ninput abc\n", "ordercheck/audit/1\ncount a -1\n",
	                                    "ordercheck/audit/1\nnumber 1\ncommand"};
	struct bench *b = *state;
	struct log_entry e;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(audit_parse(&e, str_of(texts[i]), &b->arena));
}

/* ---- the chain ---- */

static void chains_entries(void **state)
{
	struct bench *b = *state;
	const struct log_entry *const *all;
	struct audit_head head;
	struct digest d;
	struct buf text = {0};
	char hash[65];
	size_t n;

	assert_true(audit_head(&head, b->store));
	assert_int_equal(head.number, 0);
	assert_string_equal(faults(b, NULL), "");
	fill(b);
	assert_string_equal(faults(b, NULL), "");
	assert_true(audit_read(&all, &n, b->store, &b->arena));
	assert_int_equal(n, ENTRIES);
	assert_true(str_eq_cstr(all[0]->before, head.hash));
	for (size_t i = 1; i < n; i++)
		assert_true(str_eq(all[i]->before, all[i - 1]->hash));
	audit_print(&text, all[2]);
	d = digest_of(buf_str(&text));
	digest_hex(hash, 64, &d);
	assert_true(str_eq_cstr(all[2]->hash, hash));
	buf_free(&text);
}

static void grows_only_at_its_end(void **state)
{
	static const char *const attempts[] = {"UPDATE audit SET text = '' WHERE number = 1", "DELETE FROM audit WHERE number = 6",
	                                       "INSERT INTO audit VALUES (9, '', '')", "INSERT INTO audit VALUES (1, '', '')",
	                                       "INSERT OR REPLACE INTO audit VALUES (2, '', '')"};
	struct bench *b = *state;

	fill(b);
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
		assert_int_not_equal(sqlite3_exec(store_sqlite(b->store), attempts[i], NULL, NULL, NULL), SQLITE_OK);
	assert_string_equal(faults(b, NULL), "");
}

static void sees_what_was_done_to_it(void **state)
{
	static const struct {
		const char *sql, *faults;
	} cases[] = {
		{"UPDATE audit SET text = replace(text, 'jd', 'xy') WHERE number = 3", "3 was changed: its hash is not that of its text\n"},
		{"UPDATE audit SET hash = replace(hash, '0', '1') WHERE number = 3",
		 "3 was changed: its hash is not that of its text\n"
		 "4 does not follow the entry before it: that one was changed or put in its place\n"},
		{"DELETE FROM audit WHERE number = 3", "3 is missing\n"},
		{"DELETE FROM audit WHERE number IN (1, 2)", "1 to 2 are missing\n"},
		{"DELETE FROM audit WHERE number = 3; UPDATE audit SET number = number - 1 WHERE number > 3",
		 "3 was moved: its text says that it is entry 4\n4 was moved: its text says that it is entry 5\n"
		 "5 was moved: its text says that it is entry 6\n"},
		{"UPDATE audit SET number = 99 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3;"
		 "UPDATE audit SET number = 3 WHERE number = 99",
		 "2 was moved: its text says that it is entry 3\n3 was moved: its text says that it is entry 2\n"
		 "4 does not follow the entry before it: that one was changed or put in its place\n"},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fill(b);
		tamper(b, cases[i].sql);
		assert_string_equal(faults(b, NULL), cases[i].faults);
		assert_true(b->unguarded);
		assert_int_equal(sqlite3_exec(store_sqlite(b->store), "DELETE FROM audit", NULL, NULL, NULL), SQLITE_OK);
	}
}

/* What was done is taken back after a look. */
static const char *faults_of(struct bench *b, const char *sql)
{
	sqlite3 *db = store_sqlite(b->store);

	assert_int_equal(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	const char *out = faults(b, NULL);
	assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	return out;
}

/* By the program, as it sees it. */
static void change(struct bench *b, const char *sql)
{
	const struct log_entry e = {.at = 1000, .actions = LOG_ALTERATION, .command = STR("check"), .version = STR("1")};

	assert_true(store_begin(b->store));
	assert_int_equal(sqlite3_exec(store_sqlite(b->store), sql, NULL, NULL, NULL), SQLITE_OK);
	assert_true(audit_append(b->store, &e));
	assert_true(store_commit(b->store));
	assert_string_equal(faults(b, NULL), "");
}

#define OTHER_DECISIONS "0 has sealed other decisions than the store holds: one was changed, put in or taken away by hand\n"
#define OTHER_ROWS(table) "0 has sealed other rows than the table " table " holds: one was changed, put in or taken away by hand\n"
#define OTHER_TABLES "0 is of a store whose tables or triggers were changed by hand; \"ordercheck store check\" tells where\n"
#define OTHER_SUMS "0 has sealed something else than the store holds: it was changed by hand after the last entry\n"

/* The decisions stand under the seal of the last entry. */
static void sees_decisions_that_were_touched(void **state)
{
	static const char *const done[] = {
		"UPDATE decision SET outcome = 'no-action' WHERE id = 2", "UPDATE decision SET reason = 'none' WHERE id = 1",
		"UPDATE decision SET who = 'another' WHERE id = 1", "UPDATE decision SET until = 99 WHERE id = 1",
		"UPDATE decision SET at = at + 1 WHERE id = 1", "UPDATE decision SET level = 3 WHERE id = 1",
		"UPDATE decision SET finding = 'g' WHERE id = 1", "DELETE FROM decision WHERE id = 2", "DELETE FROM decision",
		"INSERT INTO decision VALUES (3, 'f', 'no-action', 4, 'w', 'a', 'r', 7, NULL, 'x', NULL, NULL)",
	};
	struct bench *b = *state;

	assert_int_equal(sqlite3_exec(store_sqlite(b->store), "PRAGMA foreign_keys = OFF", NULL, NULL, NULL), SQLITE_OK);
	change(b, "INSERT INTO decision VALUES (1, 'f', 'no-action', 4, 'PC 1', 'a', 'seen', 5, NULL, 'x', NULL, NULL), "
	          "(2, 'g', 'breach-confirmed', 4, 'PC 1', 'a', 'seen', 6, NULL, 'y', NULL, NULL)");
	for (size_t i = 0; i < sizeof done / sizeof *done; i++)
		assert_string_equal(faults_of(b, done[i]), OTHER_DECISIONS OTHER_ROWS("decision"));
	assert_string_equal(faults_of(b, "UPDATE decision SET ended_run = 1, ended = 'time'"), OTHER_ROWS("decision"));
	change(b, "UPDATE decision SET ended_run = 1, ended = 'time'"); /* a run ends them */
}

/* Rows of every table stand under it, in whichever way the program writes them. */
static void sees_rows_that_were_touched(void **state)
{
	static const struct {
		const char *sql, *faults;
	} done[] = {
		{"UPDATE run SET as_of = 10 WHERE id = 2", OTHER_ROWS("run")},
		{"UPDATE run SET account = 'jd' WHERE id = 1", OTHER_ROWS("run")},
		{"UPDATE run SET id = 0 WHERE id = 1; UPDATE run SET id = 1 WHERE id = 2; UPDATE run SET id = 2 WHERE id = 0", OTHER_ROWS("run")},
		{"DELETE FROM run WHERE id = 4; UPDATE fact SET value = X'00'", OTHER_ROWS("run") OTHER_ROWS("fact")},
		{"INSERT INTO stray VALUES (1, 1, '', '')", OTHER_ROWS("stray")},
		{"DELETE FROM seal WHERE name = 'run'", OTHER_SUMS OTHER_ROWS("run")},
		{"DROP TABLE part", OTHER_ROWS("part") OTHER_TABLES},
		{"DROP TABLE seal", "0 has sealed what the store holds, but the sums of its tables are gone or cannot be read\n" OTHER_TABLES},
	};
	struct bench *b = *state;

	assert_int_equal(sqlite3_exec(store_sqlite(b->store), "PRAGMA foreign_keys = OFF", NULL, NULL, NULL), SQLITE_OK);
	change(b, "INSERT INTO run VALUES (1, 5, 6, 'jd', '1', 0), (2, 6, 7, 'jd', '1', 0); INSERT INTO subject VALUES (1, 'S-1', 'i', 1, NULL)");
	change(b, "UPDATE run SET as_of = 9 WHERE id = 2; INSERT OR REPLACE INTO run VALUES (1, 5, 6, 'xy', '1', 0); DELETE FROM run WHERE id = 3");
	change(b, "INSERT INTO run VALUES (3, 5, 6, 'jd', '1', 0); UPDATE run SET id = 4 WHERE id = 3; INSERT INTO fact VALUES ('f', X'00')"
	          " ON CONFLICT (name) DO UPDATE SET value = X'01'");
	change(b, "INSERT INTO fact VALUES ('f', X'02') ON CONFLICT (name) DO UPDATE SET value = X'03'; DELETE FROM subject");
	change(b, "INSERT INTO reject VALUES (1, 1, 1, '', ''), (1, 1, 2, 'x', ''); INSERT OR REPLACE INTO reject VALUES (1, 1, 2, 'y', 'z');"
	          "UPDATE reject SET line = line + 5; DELETE FROM reject WHERE line = 6");
	for (size_t i = 0; i < sizeof done / sizeof *done; i++)
		assert_string_equal(faults_of(b, done[i].sql), done[i].faults);
}

/* What the program writes later does not cover up what was done by hand. */
static void keeps_what_was_touched(void **state)
{
	struct bench *b = *state;
	sqlite3 *db = store_sqlite(b->store);

	change(b, "INSERT INTO run VALUES (1, 5, 6, 'jd', '1', 0)");
	assert_int_equal(sqlite3_exec(db, "UPDATE run SET account = 'xy'", NULL, NULL, NULL), SQLITE_OK);
	add(b, 2000, "check");
	assert_string_equal(faults(b, NULL), OTHER_ROWS("run"));
	assert_int_equal(sqlite3_exec(db, "UPDATE run SET account = 'jd'; UPDATE seal SET n = 7 WHERE name = 'run'", NULL, NULL, NULL), SQLITE_OK);
	add(b, 3000, "check");
	assert_string_equal(faults(b, NULL), "3 found in the store something else than the entry before it left there: it was changed by hand "
	                    "between them\n" OTHER_ROWS("run"));
}

/* A table that was made anew by hand need not number its entries once. */
static void sees_entries_with_one_number(void **state)
{
	struct bench *b = *state;

	fill(b);
	assert_string_equal(faults(b, NULL), "");
	assert_false(b->unguarded);
	tamper(b, "CREATE TABLE other (number INTEGER, text TEXT, hash TEXT); INSERT INTO other SELECT * FROM audit;"
	          "INSERT INTO other SELECT * FROM audit WHERE number = 3; DROP TABLE audit; ALTER TABLE other RENAME TO audit");
	assert_string_equal(faults(b, NULL), "3 is there more than once: one was put in\n");
	assert_int_equal(sqlite3_exec(store_sqlite(b->store), "DELETE FROM audit WHERE rowid = 7; INSERT INTO audit VALUES (NULL, '', '')",
	                              NULL, NULL, NULL), SQLITE_OK);
	assert_string_equal(faults(b, NULL),
	                    "0 holds an entry without a number\n0 was changed: its hash is not that of its text\n"
	                    "1 does not follow the entry before it: that one was changed or put in its place\n");
}

static void sees_guards_that_are_gone(void **state)
{
	struct bench *b = *state;

	fill(b);
	assert_int_equal(schema_differs(NULL, b->store, STR(""), &b->arena), 0);
	tamper(b, "CREATE TRIGGER forget AFTER INSERT ON told BEGIN DELETE FROM told; END");
	assert_string_equal(faults(b, NULL), OTHER_TABLES);
	assert_true(b->unguarded);
	const struct str *list;
	assert_int_equal(schema_differs(&list, b->store, STR(""), &b->arena), 4);
	assert_true(str_eq_cstr(list[0], "the trigger audit_delete is gone"));
	assert_true(str_eq_cstr(list[3], "the trigger forget is none of a store's"));
}

/* What a chain alone cannot show, a head kept elsewhere does. */
static void needs_a_head_for_its_end(void **state)
{
	struct bench *b = *state;
	struct audit_head head, parsed;
	struct buf text = {0};

	fill(b);
	assert_true(audit_head(&head, b->store));
	audit_head_print(&text, &head);
	assert_true(audit_head_parse(&parsed, buf_str(&text)));
	assert_int_equal(parsed.number, ENTRIES);
	assert_string_equal(parsed.hash, head.hash);
	buf_free(&text);
	add(b, 9000, "due");
	assert_string_equal(faults(b, &head), ""); /* an older head is as good */
	tamper(b, "DELETE FROM audit WHERE number > 4");
	assert_string_equal(faults(b, NULL), "");
	assert_string_equal(faults(b, &head), "0 ends at entry 4, but the head that was kept is entry 6: its end was cut off\n");
	assert_false(audit_holds(b->store, &head));
	add(b, 1, "forged");
	add(b, 2, "forged");
	assert_string_equal(faults(b, NULL), "");
	assert_string_equal(faults(b, &head), "6 is another than the head that was kept: the log was written anew\n");
	assert_true(store_good(b->store));
}

static void refuses_other_heads(void **state)
{
	static const char *const texts[] = {"", "5", "5 abc", "x 0000000000000000000000000000000000000000000000000000000000000000",
	                                    "5 000000000000000000000000000000000000000000000000000000000000000g",
	                                    "5 00000000000000000000000000000000000000000000000000000000000000000"};
	struct audit_head h;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(audit_head_parse(&h, str_of(texts[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_every_part, enter, leave),
		cmocka_unit_test_setup_teardown(refuses_other_texts, enter, leave),
		cmocka_unit_test_setup_teardown(chains_entries, enter, leave),
		cmocka_unit_test_setup_teardown(grows_only_at_its_end, enter, leave),
		cmocka_unit_test_setup_teardown(sees_what_was_done_to_it, enter, leave),
		cmocka_unit_test_setup_teardown(sees_decisions_that_were_touched, enter, leave),
		cmocka_unit_test_setup_teardown(sees_rows_that_were_touched, enter, leave),
		cmocka_unit_test_setup_teardown(keeps_what_was_touched, enter, leave),
		cmocka_unit_test_setup_teardown(sees_entries_with_one_number, enter, leave),
		cmocka_unit_test_setup_teardown(sees_guards_that_are_gone, enter, leave),
		cmocka_unit_test_setup_teardown(needs_a_head_for_its_end, enter, leave),
		cmocka_unit_test(refuses_other_heads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
