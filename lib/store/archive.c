#include "store/archive.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "store/run_inside.h"

int64_t archive_subject(struct store *s, struct str id)
{
	sqlite3_stmt *q = sql_open(s, SQL_ARCHIVE_SUBJECT);

	sql_bind_text(q, 1, id);
	return sql_one(s, q, 0);
}

static void hash_row(struct archive_row *out, const struct replay_row *row)
{
	struct digest d = digest_of(row->bytes);

	if (row->sha256)
		memcpy(out->sha256, row->sha256, 64);
	else
		digest_hex(out->sha256, 64, &d);
}

static int compare_lines(const void *left, const void *right)
{
	const struct replay_row *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

struct rejected_row {
	struct str field, words;
};

static struct str place_key(int64_t file, int64_t line, struct arena *a)
{
	return str_printf(a, "%lld %lld", (long long)file, (long long)line);
}

/* Why rows were rejected, by place. */
static void load_reasons(struct map *out, struct store *s, int64_t subject, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_ARCHIVE_REJECTS);

	map_init(out, a);
	sql_bind(q, 1, subject);
	while (sql_next(s, q)) {
		struct rejected_row *r = ARENA_NEW(a, struct rejected_row);
		*r = (struct rejected_row){str_dup(a, sql_text_of(q, 2)), str_dup(a, sql_text_of(q, 3))};
		map_put(out, place_key(sql_int(q, 0), sql_int(q, 1), a), r);
	}
}

static void add_reason(struct archive_row *row, const struct map *reasons, int64_t file, struct arena *a)
{
	const struct rejected_row *r = reasons->n > 0 ? map_find(reasons, place_key(file, (int64_t)row->line, a)) : NULL;

	if (!r)
		return;
	row->field = r->field;
	row->reason = r->words;
}

size_t archive_rows(const struct archive_row **out, struct store *s, int64_t subject, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_ARCHIVE_PARTS);
	VEC(struct archive_row) list = {0};
	struct map reasons;

	load_reasons(&reasons, s, subject, a);
	sql_bind(q, 1, subject);
	while (sql_next(s, q)) {
		struct store_rows rows = {0};
		int64_t file = sql_int(q, 5);
		struct archive_row of = {.feed = str_dup(a, sql_text_of(q, 0)), .file = str_dup(a, sql_text_of(q, 1)),
		                         .file_sha256 = str_dup(a, sql_text_of(q, 2)),
		                         .header = str_dup(a, str_from(sql_text_of(q, 3), 1))};
		if (!unpack_rows(&rows, str_dup(a, sql_text_of(q, 4)), 0, 0, a))
			store_refuse(s, "is damaged: rows of subject %lld cannot be read", (long long)subject);
		if (rows.rows.n > 1)
			qsort(rows.rows.at, rows.rows.n, sizeof *rows.rows.at, compare_lines);
		for (size_t i = 0; i < rows.rows.n; i++) {
			struct archive_row *row = VEC_PUSH(a, &list);
			*row = of;
			row->line = rows.rows.at[i].line;
			row->bytes = rows.rows.at[i].bytes;
			row->unreadable = rows.rows.at[i].broken;
			hash_row(row, &rows.rows.at[i]);
			add_reason(row, &reasons, file, a);
		}
	}
	*out = list.at;
	return list.n;
}

size_t archive_findings(const struct str **out, struct store *s, int64_t subject, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_ARCHIVE_FINDINGS);
	VEC(struct str) list = {0};

	sql_bind(q, 1, subject);
	while (sql_next(s, q))
		*VEC_PUSH(a, &list) = str_dup(a, sql_text_of(q, 0));
	*out = list.at;
	return list.n;
}
