/* Is a store sound? What SQLite can tell, and what must hold of its rows. And a copy of it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "store/desk.h"
#include "store/run_inside.h"

struct checking {
	struct store *store;
	struct arena *arena;
	VEC(struct str) wrong;
};

enum { TOLD_MAX = 50 };

static void tell_wrong(struct checking *c, struct str words)
{
	if (c->wrong.n < TOLD_MAX)
		*VEC_PUSH(c->arena, &c->wrong) = str_dup(c->arena, words);
}

/* Every row of the query is something wrong. */
static void check_by(struct checking *c, enum sql which)
{
	sqlite3_stmt *q = sql_open(c->store, which);

	while (sql_next(c->store, q))
		if (!str_eq_cstr(sql_text_of(q, 0), "ok"))
			tell_wrong(c, sql_text_of(q, 0));
}

/* Where the tables are not those of a store, no more can be asked of them. */
static bool check_schema(struct checking *c)
{
	const struct str *list;
	size_t n = schema_differs(&list, c->store, STR(""), c->arena);

	for (size_t i = 0; i < n; i++)
		tell_wrong(c, list[i]);
	return n == 0;
}

static size_t count_rows(struct str packed, bool *good, struct arena *a)
{
	struct store_rows rows = {0};

	*good = unpack_rows(&rows, packed, 0, 0, a);
	return rows.rows.n;
}

/* Rows of parts can be read, and there are as many as the file says at least. */
static void check_parts(struct checking *c)
{
	sqlite3_stmt *q = sql_open(c->store, SQL_CHECK_PARTS);

	while (sql_next(c->store, q)) {
		struct arena scratch;
		bool good;
		arena_init(&scratch);
		size_t n = count_rows(sql_text_of(q, 2), &good, &scratch);
		if (!good || n == 0)
			tell_wrong(c, str_printf(&scratch, "the rows of subject %lld in file %lld cannot be read", (long long)sql_int(q, 0),
			                         (long long)sql_int(q, 1)));
		arena_free(&scratch);
	}
}

static void check_times(struct checking *c)
{
	sqlite3_stmt *q = sql_open(c->store, SQL_CHECK_TIMES);

	while (sql_next(c->store, q)) {
		uint64_t rows, rejected;
		times_later(&rows, &rejected, sql_text_of(q, 1), INSTANT_MIN);
		if (rows <= (uint64_t)sql_int(q, 2) && times_last(sql_text_of(q, 1)) == sql_int(q, 3))
			continue;
		struct str words = str_printf(c->arena, "the times of file %lld do not agree with its rows", (long long)sql_int(q, 0));
		tell_wrong(c, words);
	}
}

/* Rows that somebody changed behind the program's back. */
static void check_sums(struct checking *c)
{
	const struct str *tables;
	size_t n = seal_differs(&tables, c->store, c->arena);

	for (size_t i = 0; i < n; i++)
		tell_wrong(c, str_printf(c->arena, "the table %.*s holds other rows than were written there: it was changed by hand",
		                         STR_ARG(tables[i])));
}

size_t store_check(const struct str **out, struct store *s, struct arena *a)
{
	static const enum sql queries[] = {SQL_CHECK_FOREIGN, SQL_CHECK_FINDINGS, SQL_CHECK_LIFE,
	                                   SQL_CHECK_TOLD, SQL_CHECK_DECISIONS, SQL_CHECK_SHARED};
	struct checking c = {.store = s, .arena = a};

	check_by(&c, SQL_CHECK_INTEGRITY);
	if (check_schema(&c)) {
		for (size_t i = 0; i < sizeof queries / sizeof *queries && store_good(s); i++)
			check_by(&c, queries[i]);
		check_parts(&c);
		check_times(&c);
		check_sums(&c);
	}
	*out = c.wrong.at;
	return c.wrong.n;
}

/* ---- a copy ---- */

static bool copy_pages(struct store *s, sqlite3 *to)
{
	sqlite3_backup *copy = sqlite3_backup_init(to, "main", store_sqlite(s), "main");
	int code;

	if (!copy)
		return store_refuse(s, "cannot be copied: %s", sqlite3_errmsg(to));
	while ((code = sqlite3_backup_step(copy, 1024)) == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
		if (code != SQLITE_OK)
			sqlite3_sleep(20);
	sqlite3_backup_finish(copy);
	return code == SQLITE_DONE || store_refuse(s, "cannot be copied: %s", sqlite3_errstr(code));
}

enum { HASH_CHUNK = 1 << 16 };

static bool hash_file(struct store *s, const char *path, char sha256[65])
{
	char *chunk = mem_alloc(HASH_CHUNK);
	struct digest_stream *stream = digest_open();
	FILE *file = fopen(path, "rb");
	size_t n = 1;

	while (file && n > 0) {
		n = fread(chunk, 1, HASH_CHUNK, file);
		digest_add(stream, (struct str){chunk, n});
	}
	bool good = file && !ferror(file);
	if (file)
		fclose(file);
	mem_free(chunk);
	struct digest d = digest_close(stream);
	digest_hex(sha256, 64, &d);
	return good || store_refuse(s, "was copied to %s, which cannot be read again", path);
}

bool store_backup(struct store *s, const char *to, char sha256[65])
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	sqlite3 *db = NULL;

	if (fd < 0)
		return store_refuse(s, "cannot be copied to %s: %s", to, strerror(errno));
	close(fd);
	bool good = sqlite3_open_v2(to, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK ||
	            store_refuse(s, "cannot be copied to %s: %s", to, sqlite3_errmsg(db));
	good = good && copy_pages(s, db);
	good = sqlite3_close(db) == SQLITE_OK && good;
	good = good && hash_file(s, to, sha256);
	if (!good)
		unlink(to);
	return good;
}
