/* sql: the statements of the store, by name. Inside lib/store only. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>

#include "store/db.h"

/* Each has its text in sql.c. */
enum sql {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_AUDIT_ADD,
	SQL_AUDIT_LAST,
	SQL_AUDIT_HASH,
	SQL_AUDIT_ALL,
	NSQL
};

extern const char *const sql_text[NSQL];

/* A change of the schema from version - 1. */
struct migration {
	int version;
	const char *text;
};
extern const struct migration migrations[];
extern const size_t nmigrations;

/* Ready to be bound (parameters count from 1); NULL: could not be prepared, told. Valid until the same is asked again. */
sqlite3_stmt *sql_open(struct store *s, enum sql which);
void sql_bind(sqlite3_stmt *q, int at, int64_t value);
void sql_bind_text(sqlite3_stmt *q, int at, struct str text);  /* not copied: lives until the step is done */
void sql_bind_bytes(sqlite3_stmt *q, int at, struct str bytes);
void sql_bind_null(sqlite3_stmt *q, int at);
/* True: a row is there. False: the end, or a failure (store_good). */
bool sql_next(struct store *s, sqlite3_stmt *q);
/* Runs a statement that gives no rows. */
bool sql_run(struct store *s, sqlite3_stmt *q);
int64_t sql_int(sqlite3_stmt *q, int column); /* columns count from 0 */
bool sql_null(sqlite3_stmt *q, int column);
struct str sql_text_of(sqlite3_stmt *q, int column); /* text or bytes; valid until the next step */
/* One number of a query that is bound; fallback where it gives no row, or NULL. */
int64_t sql_one(struct store *s, sqlite3_stmt *q, int64_t fallback);

sqlite3 *store_sqlite(const struct store *s);
/* Tells what SQLite says is wrong, once, and makes the store fail from now on. False. */
bool store_fail(struct store *s);
/* The same in own words. */
bool store_refuse(struct store *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
