/* sql: the statements of the store, by name. Inside lib/store only. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>

#include "judge/judge.h"
#include "store/db.h"
#include "store/seal.h"

/* Each has its text in sql.c. */
enum sql {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_AUDIT_ADD,
	SQL_AUDIT_LAST,
	SQL_AUDIT_LAST_TEXT,
	SQL_AUDIT_HASH,
	SQL_AUDIT_ALL,
	SQL_AUDIT_DECISIONS,
	SQL_SEALS,
	SQL_SEAL_PUT,
	SQL_FACT,
	SQL_FACT_PUT,
	SQL_RUN_ADD,
	SQL_SUBJECTS,
	SQL_SUBJECT_ADD,
	SQL_SUBJECT_CHANGE,
	SQL_SUBJECT_JUDGED,
	SQL_FEED,
	SQL_FEED_PUT,
	SQL_FEEDS_OWN,
	SQL_FEED_NAME,
	SQL_FILES,
	SQL_FILE_ADD,
	SQL_FILE_AGAIN,
	SQL_FILE_TIMES,
	SQL_PART_ADD,
	SQL_PARTS,
	SQL_PART_SUBJECTS,
	SQL_PARTS_DROP,
	SQL_KEY_ANY,
	SQL_KEY_ADD,
	SQL_KEY_COUNT,
	SQL_KEY_SUBJECTS,
	SQL_STRANGER_ANY,
	SQL_STRANGER_ADD,
	SQL_STRANGER_COUNT,
	SQL_STRANGERS,
	SQL_STRANGERS_DROP,
	SQL_SHARED,
	SQL_SHARED_ADD,
	SQL_REJECT_ADD,
	SQL_REJECTS_DROP,
	SQL_STRAY_ADD,
	SQL_STRAYS_DROP,
	SQL_LINE_PARTS,
	SQL_LINE_PART,
	SQL_LINE_REASON,
	SQL_LINE_STRANGER,
	SQL_LINE_REJECTS,
	SQL_LINE_FEEDS,
	SQL_DOCUMENTS,
	SQL_DOCUMENT_ADD,
	SQL_DOCUMENT_END,
	SQL_FINDINGS_OF,
	SQL_FINDING_ADD,
	SQL_FINDING_SET,
	SQL_FINDING_SAME,
	SQL_FINDING_GONE,
	SQL_FINDING_ANEW,
	SQL_LIFE_ADD,
	SQL_DECISIONS_OF,
	SQL_DECISIONS_DUE,
	SQL_DECISION_END,
	SQL_TOLD_OF,
	SQL_SHOWN,
	SQL_DECIDED,
	SQL_TOLD_PUT,
	SQL_GONE,
	SQL_TOLD_DROP,
	SQL_FINDING_SUBJECTS,
	SQL_DECISION_ANY,
	SQL_RUN_LAST,
	SQL_STATUS_RUN,
	SQL_STATUS_FILES,
	SQL_STATUS_FINDINGS,
	SQL_STATUS_SUBJECTS,
	SQL_STATUS_READERS,
	SQL_STATUS_DECIDED,
	SQL_STATUS_IDLE,
	SQL_STATUS_BYTES,
	SQL_STATUS_FREE,
	SQL_DESK_DOCUMENTS,
	SQL_DESK_HAS_READ,
	SQL_DESK_FINDING,
	SQL_DESK_REPLACE,
	SQL_DESK_DECIDE,
	SQL_DESK_HISTORY,
	SQL_DESK_READERS,
	SQL_CHECK_INTEGRITY,
	SQL_CHECK_FOREIGN,
	SQL_CHECK_FINDINGS,
	SQL_CHECK_LIFE,
	SQL_CHECK_TOLD,
	SQL_CHECK_DECISIONS,
	SQL_CHECK_SHARED,
	SQL_CHECK_PARTS,
	SQL_CHECK_TIMES,
	SQL_ARCHIVE_SUBJECT,
	SQL_ARCHIVE_VERSIONS,
	SQL_ARCHIVE_PARTS,
	SQL_ARCHIVE_REJECTS,
	SQL_ARCHIVE_FINDINGS,
	SQL_PURGE_KNOWN,
	SQL_PURGE_SHARES,
	SQL_PURGE_COUNT,
	SQL_PURGE_TOLD,
	SQL_PURGE_LIFE,
	SQL_PURGE_DECISIONS,
	SQL_PURGE_FINDINGS,
	SQL_PURGE_REJECTS,
	SQL_PURGE_PARTS,
	SQL_PURGE_SHARED,
	SQL_PURGE_KEYS,
	SQL_JUDGED_FORGET,
	SQL_PURGE_RESULTS,
	SQL_PURGE_RESULT_TOLD,
	SQL_PURGE_RESULT_LIFE,
	SQL_PURGE_RESULT,
	SQL_PURGE_MARKS,
	SQL_COUNTS_KNOWN,
	SQL_COUNTS_GONE,
	SQL_COUNTS_RUNS,
	SQL_COUNTS_LIFE,
	SQL_PRINTED_ADD,
	SQL_PRINTED,
	SQL_PRINTED_ALL,
	SQL_PRINTED_DROP,
	SQL_PRINTED_DROP_BEFORE,
	SQL_LISTED_FIND,
	SQL_LISTED_ADD,
	SQL_LISTED_ALL,
	SQL_LISTED_RUNS,
	SQL_LISTED_DROP,
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
/* Another than there is: told as damage. */
enum level sql_level(struct store *s, sqlite3_stmt *q, int column);
struct str sql_text_of(sqlite3_stmt *q, int column); /* text or bytes; valid until the next step */
/* One number of a query that is bound; fallback where it gives no row, or NULL. */
int64_t sql_one(struct store *s, sqlite3_stmt *q, int64_t fallback);

/* Tables, indexes and triggers that are not as the migrations make them, as sentences; of those of one table, or of all
 * where it is empty. list may be NULL. */
size_t schema_differs(const struct str **list, struct store *s, struct str table, struct arena *a);

/* Refuses a store whose schema is another: whatever triggers and views somebody added would run with what is written. */
bool schema_stands(struct store *s);

sqlite3 *store_sqlite(const struct store *s);
struct seal *store_seal(struct store *s);
/* Begins a transaction that only reads; false: one is under way, or it failed. store_rollback ends it. */
bool store_hold(struct store *s);
/* Within a transaction, before all else: false, and told, where the schema, the sums or the last entry of the log were
 * changed by hand. Rows are not summed up anew. */
bool store_untouched(struct store *s);
/* Tells what SQLite says is wrong, once, and makes the store fail from now on. False. */
bool store_fail(struct store *s);
/* The same in own words. */
bool store_refuse(struct store *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
