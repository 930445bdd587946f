#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/desk.h"
#include "store/sql.h"

struct bench {
	struct arena arena;
	struct diag diag;
};

static char folder[32];

static int enter(void **state)
{
	static struct bench b;

	strcpy(folder, "/tmp/store-test-XXXXXX");
	arena_init(&b.arena);
	diag_init(&b.diag, &b.arena);
	*state = &b;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	struct bench *b = *state;

	arena_free(&b->arena);
	unlink("s.db");
	unlink("s.db-wal");
	unlink("s.db-shm");
	unlink("other");
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void make(struct bench *b)
{
	struct store *s = store_open("s.db", STORE_MAKE, 0, &b->arena, &b->diag);

	assert_non_null(s);
	store_close(s);
}

static void write_file(const char *name, const char *bytes, size_t n)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static void assert_refused(struct bench *b, enum store_mode mode, const char *words)
{
	struct store *s;

	b->diag.entries.n = 0;
	s = store_open("s.db", mode, 0, &b->arena, &b->diag);
	assert_null(s);
	assert_true(b->diag.entries.n > 0);
	struct str message = b->diag.entries.at[b->diag.entries.n - 1].message;
	if (!strstr(str_cstr(&b->arena, message), words))
		fail_msg("said \"%.*s\", not \"%s\"", STR_ARG(message), words);
}

static void a_new_store_is_private(void **state)
{
	struct stat st;

	make(*state);
	assert_int_equal(stat("s.db", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	make(*state); /* and can be opened again */
}

static void is_not_made_by_reading(void **state)
{
	assert_refused(*state, STORE_READ, "is not there");
	assert_refused(*state, STORE_WRITE, "is not there");
}

static void other_files_are_refused(void **state)
{
	char page[512] = "SQLite format 3";

	write_file("s.db", "subject,time\nS1,2026-01-01\n", 27);
	assert_refused(*state, STORE_MAKE, "not an SQLite file");
	page[16] = 2; /* pages of 512 bytes */
	page[31] = 9; /* nine of them */
	write_file("s.db", page, sizeof page);
	assert_refused(*state, STORE_MAKE, "is cut off");
	write_file("s.db", "", 0);
	assert_refused(*state, STORE_WRITE, "is empty");
}

static void links_and_pipes_are_refused(void **state)
{
	write_file("other", "", 0);
	assert_int_equal(symlink("other", "s.db"), 0);
	assert_refused(*state, STORE_MAKE, "symbolic link");
	unlink("s.db");
	assert_int_equal(link("other", "s.db"), 0);
	assert_refused(*state, STORE_MAKE, "hard link");
	unlink("s.db");
	assert_int_equal(mkfifo("s.db", 0600), 0);
	assert_refused(*state, STORE_READ, "not a regular file");
}

static void change(const char *text)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open("s.db", &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void another_programs_file_is_refused(void **state)
{
	change("CREATE TABLE t (a); PRAGMA user_version = 1");
	assert_refused(*state, STORE_MAKE, "something else");
}

static void a_newer_store_is_refused(void **state)
{
	make(*state);
	change("PRAGMA user_version = 99");
	assert_refused(*state, STORE_MAKE, "newer ordercheck (its version is 99");
	assert_refused(*state, STORE_READ, "newer ordercheck");
}

static void a_second_writer_waits_or_is_told(void **state)
{
	struct bench *b = *state;
	struct store *one = store_open("s.db", STORE_MAKE, 0, &b->arena, &b->diag);
	struct store *two = store_open("s.db", STORE_WRITE, 50, &b->arena, &b->diag);

	assert_non_null(one);
	assert_non_null(two);
	assert_true(store_begin(one));
	assert_false(store_begin(two));
	assert_int_equal(b->diag.entries.n, 1);
	assert_non_null(strstr(str_cstr(&b->arena, b->diag.entries.at[0].message), "in use by another run"));
	store_close(two);
	assert_true(store_commit(one));
	store_close(one);
}

static void wider_modes_are_told(void **state)
{
	struct bench *b = *state;

	make(b);
	assert_int_equal(chmod("s.db", 0644), 0);
	make(b);
	assert_int_equal(b->diag.entries.n, 1);
	assert_int_equal(b->diag.entries.at[0].severity, DIAG_WARNING);
}

/* Every statement is SQL that the newest schema takes. */
/* In our own words, and nothing more is asked of tables that are not there. */
static void a_store_without_a_table_is_not_sound(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{"DROP TABLE told", "the table told is gone"},
		{"DROP INDEX life_finding", "the index life_finding is gone"},
		{"ALTER TABLE life ADD COLUMN more TEXT", "the table life is not as it was made"},
		{"CREATE TABLE zoo (a)", "the table zoo is none of a store's"},
		{"CREATE TRIGGER forget AFTER INSERT ON told BEGIN DELETE FROM told; END", "the trigger forget is none of a store's"},
	};
	struct bench *b = *state;
	const struct str *list;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		make(b);
		change(cases[i].text);
		struct store *s = store_open("s.db", STORE_READ, 0, &b->arena, &b->diag);
		assert_non_null(s);
		size_t n = store_check(&list, s, &b->arena);
		assert_true(n > 0);
		for (size_t k = 0; k < n; k++)
			assert_true(str_starts(list[k], STR("the ")));
		assert_true(str_eq_cstr(list[n - 1], cases[i].told) || str_eq_cstr(list[0], cases[i].told));
		assert_true(store_good(s));
		store_close(s);
		assert_int_equal(unlink("s.db"), 0);
		unlink("s.db-wal");
		unlink("s.db-shm");
	}
}

static void all_statements_can_be_prepared(void **state)
{
	struct bench *b = *state;
	struct store *s = store_open("s.db", STORE_MAKE, 0, &b->arena, &b->diag);

	for (enum sql i = 0; i < NSQL; i++) {
		assert_non_null(sql_text[i]);
		if (!sql_open(s, i))
			fail_msg("%s: %.*s", sql_text[i], STR_ARG(b->diag.entries.at[0].message));
	}
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_store_is_private, enter, leave),
		cmocka_unit_test_setup_teardown(is_not_made_by_reading, enter, leave),
		cmocka_unit_test_setup_teardown(other_files_are_refused, enter, leave),
		cmocka_unit_test_setup_teardown(links_and_pipes_are_refused, enter, leave),
		cmocka_unit_test_setup_teardown(another_programs_file_is_refused, enter, leave),
		cmocka_unit_test_setup_teardown(a_newer_store_is_refused, enter, leave),
		cmocka_unit_test_setup_teardown(a_second_writer_waits_or_is_told, enter, leave),
		cmocka_unit_test_setup_teardown(wider_modes_are_told, enter, leave),
		cmocka_unit_test_setup_teardown(a_store_without_a_table_is_not_sound, enter, leave),
		cmocka_unit_test_setup_teardown(all_statements_can_be_prepared, enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
