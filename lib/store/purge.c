#include "store/purge.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/sql.h"

#define MARK "purged/"

static bool execute(struct store *s, const char *text)
{
	return sqlite3_exec(store_sqlite(s), text, NULL, NULL, NULL) == SQLITE_OK || store_fail(s);
}

bool purge_open(struct store *s)
{
	return execute(s, "PRAGMA secure_delete = ON");
}

bool purge_compact(struct store *s)
{
	return execute(s, "VACUUM") && execute(s, "PRAGMA wal_checkpoint(TRUNCATE)");
}

static size_t texts(const struct str **out, struct store *s, sqlite3_stmt *q, struct arena *a)
{
	VEC(struct str) list = {0};

	while (sql_next(s, q))
		*VEC_PUSH(a, &list) = str_dup(a, sql_text_of(q, 0));
	*out = list.at;
	return list.n;
}

size_t purge_known(const struct str **out, struct store *s, struct arena *a)
{
	return texts(out, s, sql_open(s, SQL_PURGE_KNOWN), a);
}

static int64_t of_subject(struct store *s, enum sql which, int64_t subject)
{
	sqlite3_stmt *q = sql_open(s, which);

	sql_bind(q, 1, subject);
	return sql_one(s, q, 0);
}

bool purge_shares(struct store *s, int64_t subject)
{
	return of_subject(s, SQL_PURGE_SHARES, subject) > 0;
}

static bool keep_mark(struct store *s, struct str id, int64_t end, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_FACT_PUT);

	sql_bind_text(q, 1, str_printf(a, MARK "%.*s", STR_ARG(id)));
	sql_bind_bytes(q, 2, str_printf(a, "%lld", (long long)end));
	return sql_run(s, q);
}

bool purge_subject(struct purge_counts *out, struct store *s, struct str id, int64_t end, struct arena *a)
{
	/* What points at a row goes before it. */
	static const enum sql steps[] = {SQL_PURGE_TOLD, SQL_PURGE_LIFE, SQL_PURGE_DECISIONS, SQL_PURGE_FINDINGS, SQL_PURGE_REJECTS,
	                                 SQL_PURGE_PARTS, SQL_PURGE_SHARED, SQL_PURGE_KEYS, SQL_JUDGED_FORGET};
	int64_t subject = archive_subject(s, id);
	const struct archive_row *rows;
	const struct str *findings;

	out->rows = archive_rows(&rows, s, subject, a);
	out->findings = archive_findings(&findings, s, subject, a);
	out->decisions = (uint64_t)of_subject(s, SQL_PURGE_COUNT, subject);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		sqlite3_stmt *q = sql_open(s, steps[i]);
		sql_bind(q, 1, subject);
		sql_run(s, q);
	}
	return keep_mark(s, id, end, a);
}

static void drop_result(struct store *s, struct str id)
{
	static const enum sql steps[] = {SQL_PURGE_RESULT_TOLD, SQL_PURGE_RESULT_LIFE, SQL_PURGE_RESULT};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		sqlite3_stmt *q = sql_open(s, steps[i]);
		sql_bind_text(q, 1, id);
		sql_run(s, q);
	}
}

size_t purge_results(const struct str **out, struct store *s, int64_t before, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_PURGE_RESULTS);

	sql_bind(q, 1, before);
	size_t n = texts(out, s, q, a);
	for (size_t i = 0; i < n; i++)
		drop_result(s, (*out)[i]);
	return n;
}

size_t purge_marks(const struct purge_mark **out, struct store *s, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_PURGE_MARKS);
	VEC(struct purge_mark) list = {0};

	while (sql_next(s, q)) {
		struct str id = str_dup(a, str_from(sql_text_of(q, 0), sizeof MARK - 1));
		int64_t end = strtoll(str_cstr(a, sql_text_of(q, 1)), NULL, 10);
		*VEC_PUSH(a, &list) = (struct purge_mark){.id = id, .end = end};
	}
	*out = list.at;
	return list.n;
}
