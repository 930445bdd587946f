#include "store/desk.h"

#include <string.h>

#include "base/vec.h"
#include "store/sql.h"

/* ---- status ---- */

static int64_t number(struct store *s, enum sql which)
{
	return sql_one(s, sql_open(s, which), 0);
}

void store_status(struct store_status *out, struct store *s)
{
	sqlite3_stmt *q = sql_open(s, SQL_STATUS_RUN);

	*out = (struct store_status){.version = STORE_VERSION};
	if (sql_next(s, q)) {
		out->last_run = sql_int(q, 0);
		out->last_as_of = sql_int(q, 1);
		out->last_began = sql_int(q, 2);
	}
	q = sql_open(s, SQL_STATUS_FILES);
	if (sql_next(s, q)) {
		out->files = sql_int(q, 0);
		out->rows = sql_int(q, 1);
	}
	q = sql_open(s, SQL_STATUS_FINDINGS);
	while (sql_next(s, q)) {
		if (sql_int(q, 0) == 0)
			out->gone += sql_int(q, 2);
		else if (sql_int(q, 1) >= 0 && sql_int(q, 1) < NLEVELS)
			out->shown[sql_int(q, 1)] += sql_int(q, 2);
	}
	out->subjects = number(s, SQL_STATUS_SUBJECTS);
	out->readers = number(s, SQL_STATUS_READERS);
	out->decided = number(s, SQL_STATUS_DECIDED);
	out->due = number(s, SQL_STATUS_IDLE);
	out->bytes = number(s, SQL_STATUS_BYTES);
	out->free_bytes = number(s, SQL_STATUS_FREE);
}

/* ---- one finding ---- */

enum level sql_level(struct store *s, sqlite3_stmt *q, int column)
{
	int64_t n = sql_int(q, column);

	if (n >= 0 && n < NLEVELS)
		return (enum level)n;
	store_refuse(s, "is damaged: it holds a level that there is not; \"ordercheck store check\" tells where");
	return LEVEL_CLEAR;
}

static void take_finding(struct store_finding *out, struct store *s, sqlite3_stmt *q, struct arena *a)
{
	struct str id = sql_text_of(q, 0);
	struct str *texts[] = {&out->subject, &out->order, &out->scheme, &out->condition, &out->rule, &out->title, &out->facts,
	                       &out->person};

	*out = (struct store_finding){.level = sql_level(s, q, 9), .has_time = !sql_null(q, 10), .first = sql_int(q, 10),
	                              .last = sql_int(q, 11), .shown = sql_int(q, 12) != 0, .first_run = sql_int(q, 13),
	                              .last_run = sql_int(q, 14)};
	memcpy(out->id, id.at, id.n < 16 ? id.n : 16);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = str_dup(a, sql_text_of(q, (int)i + 1));
}

bool store_finding(struct store_finding *out, struct store *s, struct str id, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_DESK_FINDING);
	struct store_finding other;

	for (size_t i = 0; i < id.n; i++)
		if (!strchr("0123456789abcdef", id.at[i]) || id.n < 6 || id.n > 16)
			id.n = 0;
	if (id.n == 0)
		return store_refuse(s, "looks findings up by the first 6 to 16 digits of their ids");
	sql_bind_text(q, 1, id);
	if (!sql_next(s, q))
		return store_good(s) && store_refuse(s, "has no finding whose id begins with %.*s", STR_ARG(id));
	take_finding(out, s, q, a);
	if (!sql_next(s, q))
		return store_good(s);
	take_finding(&other, s, q, a);
	return store_refuse(s, "has several findings whose ids begin with %.*s: %s and %s", STR_ARG(id), out->id, other.id);
}

/* ---- what the last run was given ---- */

size_t store_documents(const struct store_document **out, struct store *s, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_DESK_DOCUMENTS);
	VEC(struct store_document) list = {0};

	while (sql_next(s, q))
		*VEC_PUSH(a, &list) = (struct store_document){str_dup(a, sql_text_of(q, 0)), str_dup(a, sql_text_of(q, 1))};
	*out = list.at;
	return list.n;
}

bool store_has_read(struct store *s, struct str file, const char *sha256)
{
	sqlite3_stmt *q = sql_open(s, SQL_DESK_HAS_READ);

	sql_bind_text(q, 1, file);
	sql_bind_text(q, 2, str_of(sha256));
	return sql_one(s, q, 0) > 0;
}

bool store_keep(struct store *s, const char *name, struct str words)
{
	sqlite3_stmt *q = sql_open(s, SQL_FACT_PUT);

	sql_bind_text(q, 1, str_of(name));
	sql_bind_bytes(q, 2, words);
	return sql_run(s, q);
}

struct str store_kept(struct store *s, const char *name, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_FACT);

	sql_bind_text(q, 1, str_of(name));
	return sql_next(s, q) ? str_dup(a, sql_text_of(q, 0)) : STR("");
}

/* ---- decisions ---- */

bool store_decide(struct store *s, const struct store_finding *f, const struct store_verdict *v)
{
	sqlite3_stmt *q = sql_open(s, SQL_DESK_REPLACE);

	sql_bind_text(q, 1, str_of(f->id));
	sql_run(s, q);
	q = sql_open(s, SQL_DESK_DECIDE);
	sql_bind_text(q, 1, str_of(f->id));
	sql_bind_text(q, 2, v->outcome);
	sql_bind(q, 3, f->level);
	sql_bind_text(q, 4, v->who);
	sql_bind_text(q, 5, v->account);
	sql_bind_text(q, 6, v->reason);
	sql_bind(q, 7, v->at);
	if (v->until != INSTANT_MAX)
		sql_bind(q, 8, v->until);
	sql_bind_text(q, 9, f->facts);
	sql_run(s, q);
	int64_t decision = sqlite3_last_insert_rowid(store_sqlite(s));
	q = sql_open(s, SQL_LIFE_ADD);
	sql_bind_text(q, 1, str_of(f->id));
	sql_bind(q, 3, v->at);
	sql_bind_text(q, 4, STR("decided"));
	sql_bind(q, 5, f->level);
	sql_bind(q, 6, decision);
	return sql_run(s, q);
}

size_t store_history(const struct store_moment **out, struct store *s, const struct store_finding *f, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_DESK_HISTORY);
	VEC(struct store_moment) list = {0};

	sql_bind_text(q, 1, str_of(f->id));
	while (sql_next(s, q))
		*VEC_PUSH(a, &list) = (struct store_moment){
			.run = sql_int(q, 0), .at = sql_int(q, 1), .what = str_dup(a, sql_text_of(q, 2)), .level = sql_level(s, q, 3),
			.outcome = str_dup(a, sql_text_of(q, 4)), .who = str_dup(a, sql_text_of(q, 5)), .reason = str_dup(a, sql_text_of(q, 6)),
			.ended = str_dup(a, sql_text_of(q, 7)), .until = sql_null(q, 8) ? INSTANT_MAX : sql_int(q, 8)};
	*out = list.at;
	return list.n;
}

size_t store_readers(const struct store_reading **out, struct store *s, const struct store_finding *f, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_DESK_READERS);
	VEC(struct store_reading) list = {0};

	sql_bind_text(q, 1, str_of(f->id));
	while (sql_next(s, q))
		*VEC_PUSH(a, &list) =
			(struct store_reading){str_dup(a, sql_text_of(q, 0)), sql_level(s, q, 1), sql_int(q, 2)};
	*out = list.at;
	return list.n;
}
