#include "store/db.h"

#include <string.h>
#include <unistd.h>

#include "store/db_file.h"
#include "store/sql.h"

struct store {
	sqlite3 *db;
	const char *path;
	struct diag *diag;
	bool failed, inside; /* inside a transaction */
	bool copied;         /* it is a copy in memory */
	struct seal seal;
	sqlite3_stmt *statements[NSQL];
};

static const struct place nowhere;

sqlite3 *store_sqlite(const struct store *s)
{
	return s->db;
}

struct seal *store_seal(struct store *s)
{
	return &s->seal;
}

bool store_good(const struct store *s)
{
	return !s->failed;
}

const char *store_path(const struct store *s)
{
	return s->path;
}

struct diag *store_diag(const struct store *s)
{
	return s->diag;
}

const char *store_sqlite_version(void)
{
	return sqlite3_libversion();
}

/* ---- failures ---- */

bool store_refuse(struct store *s, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	if (!s->failed)
		diag_error(s->diag, nowhere, "the store %s %.*s", s->path, STR_ARG(buf_str(&b)));
	buf_free(&b);
	s->failed = true;
	return false;
}

struct failure {
	int code;
	const char *words;
};

static const struct failure failures[] = {
	{SQLITE_BUSY, "is in use by another run; --wait D waits longer"},
	{SQLITE_LOCKED, "is in use by another run; --wait D waits longer"},
	{SQLITE_FULL, "cannot grow: the disk is full; nothing of this run was kept"},
	{SQLITE_READONLY, "may not be written"},
	{SQLITE_PERM, "may not be written"},
	{SQLITE_NOTADB, "is no case store: it is not an SQLite file"},
	{SQLITE_CORRUPT, "is damaged; \"ordercheck store check\" tells where, and a backup is to be put in its place"},
	{SQLITE_CONSTRAINT, "is damaged: what it holds does not go with what was to be written; \"ordercheck store check\" tells where, and nothing of this run was kept"},
};

bool store_fail(struct store *s)
{
	int code = sqlite3_errcode(s->db);

	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
		if (failures[i].code == (code & 0xff))
			return store_refuse(s, "%s", failures[i].words);
	if ((code & 0xff) == SQLITE_IOERR)
		return store_refuse(s, "could not be read or written (%s); nothing of this run was kept", sqlite3_errmsg(s->db));
	return store_refuse(s, "failed: %s", sqlite3_errmsg(s->db));
}

/* ---- statements ---- */

sqlite3_stmt *sql_open(struct store *s, enum sql which)
{
	sqlite3_stmt **q = &s->statements[which];

	if (*q) {
		sqlite3_reset(*q);
		sqlite3_clear_bindings(*q);
		return *q;
	}
	if (s->failed)
		return NULL;
	int code = sqlite3_prepare_v3(s->db, sql_text[which], -1, SQLITE_PREPARE_PERSISTENT, q, NULL);
	if (code == SQLITE_ERROR) /* a table or a column is not there */
		store_refuse(s, "is not as it was made; \"ordercheck store check\" tells where");
	else if (code != SQLITE_OK)
		store_fail(s);
	return *q;
}

/* A statement that could not be prepared takes nothing and gives nothing: SQLite bears NULL. */
void sql_bind(sqlite3_stmt *q, int at, int64_t value)
{
	sqlite3_bind_int64(q, at, value);
}

void sql_bind_text(sqlite3_stmt *q, int at, struct str text)
{
	sqlite3_bind_text64(q, at, text.n > 0 ? text.at : "", text.n, SQLITE_STATIC, SQLITE_UTF8);
}

void sql_bind_bytes(sqlite3_stmt *q, int at, struct str bytes)
{
	sqlite3_bind_blob64(q, at, bytes.n > 0 ? bytes.at : "", bytes.n, SQLITE_STATIC);
}

void sql_bind_null(sqlite3_stmt *q, int at)
{
	sqlite3_bind_null(q, at);
}

bool sql_next(struct store *s, sqlite3_stmt *q)
{
	int code;

	if (s->failed || !q)
		return false;
	code = sqlite3_step(q);
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		store_fail(s);
	sqlite3_reset(q);
	return false;
}

bool sql_run(struct store *s, sqlite3_stmt *q)
{
	sql_next(s, q);
	if (q)
		sqlite3_reset(q);
	return !s->failed;
}

int64_t sql_int(sqlite3_stmt *q, int column)
{
	return sqlite3_column_int64(q, column);
}

bool sql_null(sqlite3_stmt *q, int column)
{
	return sqlite3_column_type(q, column) == SQLITE_NULL;
}

struct str sql_text_of(sqlite3_stmt *q, int column)
{
	const char *at = sqlite3_column_blob(q, column);

	return (struct str){at ? at : "", (size_t)sqlite3_column_bytes(q, column)};
}

int64_t sql_one(struct store *s, sqlite3_stmt *q, int64_t fallback)
{
	int64_t out = sql_next(s, q) && !sql_null(q, 0) ? sql_int(q, 0) : fallback;

	if (q)
		sqlite3_reset(q);
	return out;
}

/* ---- transactions ---- */

static bool execute(struct store *s, const char *text)
{
	return sqlite3_exec(s->db, text, NULL, NULL, NULL) == SQLITE_OK || store_fail(s);
}

static bool begin(struct store *s)
{
	s->inside = sql_run(s, sql_open(s, SQL_BEGIN));
	return s->inside;
}

bool store_begin(struct store *s)
{
	return begin(s) && store_untouched(s);
}

bool store_commit(struct store *s)
{
	if (s->failed || !seal_write(s) || !sql_run(s, sql_open(s, SQL_COMMIT))) {
		store_rollback(s);
		return false;
	}
	s->inside = false;
	return true;
}

bool store_hold(struct store *s)
{
	if (s->inside || s->failed || !sqlite3_get_autocommit(s->db))
		return false;
	s->inside = execute(s, "BEGIN");
	return s->inside;
}

void store_rollback(struct store *s)
{
	if (s->inside)
		sqlite3_exec(s->db, sql_text[SQL_ROLLBACK], NULL, NULL, NULL);
	s->inside = false;
}

/* ---- opening ---- */

static bool migrate(struct store *s, int64_t from)
{
	bool good = begin(s);

	from = good ? store_pragma(s, "PRAGMA user_version") : from; /* another run may have been here first */
	for (size_t i = 0; i < nmigrations && good; i++)
		if (migrations[i].version > from)
			good = execute(s, migrations[i].text);
	if (good) {
		char text[96];
		sqlite3_snprintf(sizeof text, text, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, STORE_VERSION);
		good = execute(s, text) && (from >= 4 || seal_make(s)); /* what was there before is taken as it is */
	}
	if (!good && sqlite3_errcode(s->db) == SQLITE_ERROR)
		diag_help(s->diag, "it says that it is of version %lld: was that changed by hand?", (long long)from);
	return good ? store_commit(s) : (store_rollback(s), false);
}

static bool settle(struct store *s)
{
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
	return execute(s, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
	                  "PRAGMA cache_size = -65536; PRAGMA page_size = 8192");
}

static void drop_statements(struct store *s)
{
	for (size_t i = 0; i < NSQL; i++) {
		sqlite3_finalize(s->statements[i]);
		s->statements[i] = NULL;
	}
}

/* What is read or tried on a file that stays as it is happens in a copy. */
static bool copy_to_memory(struct store *s)
{
	sqlite3 *copy = NULL;
	int code = sqlite3_open_v2(":memory:", &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(copy, "main", s->db, "main") : NULL;

	while (backup && ((code = sqlite3_backup_step(backup, -1)) == SQLITE_BUSY || code == SQLITE_LOCKED))
		sqlite3_sleep(20);
	sqlite3_backup_finish(backup);
	if (!backup || code != SQLITE_DONE) {
		store_refuse(s, "cannot be read: %s", sqlite3_errstr(code));
		sqlite3_close(copy);
		return false;
	}
	drop_statements(s);
	sqlite3_close(s->db);
	s->db = copy;
	s->copied = true;
	return settle(s);
}

/* Is it ours, and of which version? An older one that is only read is brought to ours in a copy. */
static bool check_schema(struct store *s, enum store_mode mode)
{
	int64_t ours, version;
	bool empty;

	if (!execute(s, "BEGIN")) /* all three of one moment: another run may be making it */
		return false;
	empty = store_pragma(s, "SELECT count(*) FROM sqlite_schema") == 0;
	ours = store_pragma(s, "PRAGMA application_id");
	version = store_pragma(s, "PRAGMA user_version");
	sqlite3_exec(s->db, sql_text[SQL_ROLLBACK], NULL, NULL, NULL);
	if (s->failed)
		return false;
	if (empty && version == 0 && mode != STORE_MAKE)
		return store_refuse(s, "is empty; \"ordercheck store init\" makes a store of it");
	if (ours != APPLICATION_ID && !(empty && ours == 0))
		return store_refuse(s, "is no case store: it is an SQLite file of something else");
	if (version > STORE_VERSION)
		return store_refuse(s, "was written by a newer ordercheck (its version is %lld, this program knows %d)",
		                    (long long)version, STORE_VERSION);
	if (version == STORE_VERSION)
		return true;
	return (mode != STORE_READ || copy_to_memory(s)) && migrate(s, version);
}

static bool connect(struct store *s, const char *path, enum store_mode mode, int64_t wait, struct arena *a)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
	/* A file that may not be written, in a folder that may not either, can still be looked at. */
	bool still = mode == STORE_READ && access(path, W_OK) != 0 && !store_has_log(path, a);
	const char *name = still ? store_still_name(path, a) : path;
	int code = sqlite3_open_v2(name, &s->db, flags | (mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
	                                                (still ? SQLITE_OPEN_URI : 0), NULL);

	if (code != SQLITE_OK)
		return store_fail(s);
	sqlite3_busy_timeout(s->db, wait > INT32_MAX ? INT32_MAX : (int)wait);
	return settle(s);
}

/* Only after the file is known to be ours. The change to WAL does not wait by itself for another run that makes it too. */
static bool set_journal(struct store *s, enum store_mode mode, int64_t wait)
{
	int code;

	if (mode == STORE_READ || s->copied)
		return true;
	while ((code = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) == SQLITE_BUSY && wait > 0)
		wait -= sqlite3_sleep(20);
	if (code != SQLITE_OK)
		return store_fail(s);
	return execute(s, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 0");
}

struct store *store_open(const char *path, enum store_mode mode, int64_t wait, struct arena *a, struct diag *d)
{
	struct store *s = ARENA_NEW(a, struct store);
	const char *real;

	*s = (struct store){.path = path, .diag = d};
	real = store_real_path(s, a);
	enum store_mode file = mode == STORE_COPY ? STORE_READ : mode;
	bool logged = real && store_has_log(real, a);
	if (real && store_check_file(s, real, file, a) && connect(s, real, file, wait, a) && (!logged || store_log_fits(s, a)) &&
	    (mode != STORE_COPY || copy_to_memory(s)) && check_schema(s, mode) && set_journal(s, file, wait)) {
		seal_watch(s);
		return s;
	}
	store_close(s);
	return NULL;
}

void store_close(struct store *s)
{
	if (!s || !s->db)
		return;
	store_rollback(s);
	drop_statements(s);
	sqlite3_close(s->db);
	s->db = NULL;
	buf_free(&s->seal.row);
}
