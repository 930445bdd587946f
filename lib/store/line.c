#include "store/line.h"

#include "store/run_inside.h"

/* ---- one line ---- */

static const struct known_feed *same_feed(const struct store_run *r, const struct feed_input *of)
{
	for (size_t i = 0; i < r->feeds.n; i++)
		if (str_eq(r->feeds.at[i].name, of->name) && r->feeds.at[i].own == of->own_header)
			return &r->feeds.at[i];
	return NULL;
}

/* A row of two subjects is kept with both. */
static void find_row(struct store_line *out, struct store_run *r, int64_t file, uint64_t line, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_LINE_PARTS);

	sql_bind(q, 1, file);
	while (sql_next(r->store, q)) {
		struct store_rows rows = {0};
		struct arena scratch;
		arena_init(&scratch);
		if (!unpack_rows(&rows, sql_text_of(q, 1), 0, 0, &scratch))
			store_refuse(r->store, "is damaged: rows of subject %lld cannot be read", (long long)sql_int(q, 0));
		for (size_t i = 0; i < rows.rows.n && out->bytes.n == 0; i++) {
			if (rows.rows.at[i].line != line)
				continue;
			out->found = true;
			out->broken = rows.rows.at[i].broken;
			out->bytes = str_dup(a, rows.rows.at[i].bytes);
			out->subject = known_subject_find(r, sql_int(q, 0));
		}
		arena_free(&scratch);
	}
}

static void find_reason(struct store_line *out, struct store_run *r, int64_t file, uint64_t line, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_LINE_REASON);

	sql_bind(q, 1, file);
	sql_bind(q, 2, (int64_t)line);
	if (sql_next(r->store, q)) {
		out->found = out->rejected = true;
		out->column = str_dup(a, sql_text_of(q, 0));
		out->reason = str_dup(a, sql_text_of(q, 1));
	}
	q = sql_open(r->store, SQL_LINE_STRANGER);
	sql_bind(q, 1, file);
	sql_bind(q, 2, (int64_t)line);
	out->nobody = !out->found && sql_one(r->store, q, 0) > 0;
	out->found |= out->nobody;
	out->broken |= out->rejected && out->bytes.n == 0;
}

bool store_line(struct store_line *out, struct store_run *r, const struct feed_input *of, uint64_t line, struct arena *a)
{
	const struct known_feed *feed = same_feed(r, of);

	*out = (struct store_line){.subject = SIZE_MAX};
	for (size_t i = r->files.n; i-- > 0 && feed;) {
		const struct known_file *f = &r->files.at[i];
		if (f->feed != feed->id || !str_eq(f->name, of->file))
			continue;
		out->versions++;
		if (out->found)
			continue;
		out->file = i;
		out->run = f->read_run;
		out->sha256 = f->sha256;
		out->taken = true;
		find_row(out, r, f->id, line, a);
		find_reason(out, r, f->id, line, a);
	}
	return store_good(r->store);
}

/* ---- all rejects ---- */

/* Of the part that was unpacked last: rejects come by file and subject. */
struct unpacked {
	int64_t subject, file;
	struct store_rows rows;
};

static void unpack(struct unpacked *u, struct store *s, int64_t subject, int64_t file, struct arena *a)
{
	if (u->subject == subject && u->file == file)
		return;
	sqlite3_stmt *q = sql_open(s, SQL_LINE_PART);

	*u = (struct unpacked){.subject = subject, .file = file};
	sql_bind(q, 1, subject);
	sql_bind(q, 2, file);
	if (sql_next(s, q) && !unpack_rows(&u->rows, str_dup(a, sql_text_of(q, 0)), 0, 0, a))
		store_refuse(s, "is damaged: rows of subject %lld cannot be read", (long long)subject);
}

static struct str row_at(const struct unpacked *u, uint64_t line)
{
	for (size_t i = 0; i < u->rows.rows.n; i++)
		if (u->rows.rows.at[i].line == line)
			return u->rows.rows.at[i].bytes;
	return STR("");
}

size_t store_rejects(struct kept_reject **out, struct store *s, struct str feed, int64_t run, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_LINE_REJECTS);
	VEC(struct kept_reject) list = {0};
	struct unpacked u = {.subject = -1};

	sql_bind_text(q, 1, feed);
	sql_bind(q, 2, run);
	while (sql_next(s, q)) {
		struct kept_reject *j = VEC_PUSH(a, &list);
		*j = (struct kept_reject){.feed = str_dup(a, sql_text_of(q, 0)), .file = str_dup(a, sql_text_of(q, 1)),
		                          .line = (uint64_t)sql_int(q, 2), .subject = str_dup(a, sql_text_of(q, 3)),
		                          .column = str_dup(a, sql_text_of(q, 4)), .reason = str_dup(a, sql_text_of(q, 5)),
		                          .run = (uint64_t)sql_int(q, 6), .sha256 = str_dup(a, sql_text_of(q, 7)), .row = STR("")};
		if (sql_int(q, 8) == 0)
			continue;
		unpack(&u, s, sql_int(q, 8), sql_int(q, 9), a);
		j->row = row_at(&u, j->line);
	}
	*out = list.at;
	return list.n;
}

size_t store_feeds(const struct str **out, struct store *s, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_LINE_FEEDS);
	VEC(struct str) names = {0};

	while (sql_next(s, q))
		*VEC_PUSH(a, &names) = str_dup(a, sql_text_of(q, 0));
	*out = names.at;
	return names.n;
}
