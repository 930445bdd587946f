#define _XOPEN_SOURCE 700 /* realpath */

#include "store/db_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/seal.h"
#include "store/sql.h"

static const struct place nowhere;

static bool refuse_errno(struct store *s, const char *what)
{
	return store_refuse(s, "%s: %s", what, strerror(errno));
}

/* The folder by its real name, so that the store's own name alone may be no link. */
const char *store_real_path(struct store *s, struct arena *a)
{
	const char *slash = strrchr(store_path(s), '/');
	struct str folder = slash ? (struct str){store_path(s), (size_t)(slash - store_path(s))} : STR(".");
	const char *name = slash ? slash + 1 : store_path(s);
	char *real = realpath(folder.n > 0 ? str_cstr(a, folder) : "/", NULL);
	struct stat st;

	if (!real) {
		refuse_errno(s, "has no folder");
		return NULL;
	}
	if (stat(real, &st) == 0 && (st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		diag_warning(store_diag(s), nowhere, "the folder of the store, %s, may be written by others (mode %04o)", real,
		             (unsigned)st.st_mode & 07777U);
	struct str path = str_printf(a, "%s/%s", real, name);
	free(real);
	return str_cstr(a, path);
}

static bool check_kind(struct store *s, const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return store_refuse(s, "is not a regular file");
	if (st->st_nlink > 1)
		return store_refuse(s, "has another name too (a hard link); a store has one");
	if ((st->st_mode & 077) != 0)
		diag_warning(store_diag(s), nowhere, "the store %s may be read by others (mode %04o); \"chmod 600\" closes it", store_path(s),
		             (unsigned)st->st_mode & 07777U);
	return true;
}

bool store_has_log(const char *path, struct arena *a)
{
	struct stat st;
	const char *wal = str_cstr(a, str_printf(a, "%s-wal", path));

	return stat(wal, &st) == 0 && st.st_size > 0;
}

static uint32_t big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Bytes that the file's head says are there. */
static uint64_t told_size(const unsigned char head[100])
{
	uint32_t page = (uint32_t)head[16] << 8 | head[17];

	return (uint64_t)big_endian(head + 28) * (page == 1 ? 65536 : page);
}

/* What the file's head says of itself; a log beside it may still change that. Another run may be writing: what looks cut
 * off is looked at again for a second. */
static bool check_head(struct store *s, int fd, const char *path, struct arena *a)
{
	unsigned char head[100];
	struct stat st = {0};
	uint64_t bytes = 0;

	for (int tries = 0; tries < 50; tries++) {
		if (tries > 0)
			sqlite3_sleep(20);
		bool logged = store_has_log(path, a);
		ssize_t n = fstat(fd, &st) != 0 ? -1 : st.st_size == 0 ? 0 : pread(fd, head, sizeof head, 0);
		if (n < 0)
			return refuse_errno(s, "cannot be read");
		if (n == 0)
			return true;
		if ((size_t)n < sizeof head || memcmp(head, "SQLite format 3", 16) != 0)
			return store_refuse(s, "is no case store: it is not an SQLite file");
		bytes = told_size(head);
		if (logged || (uint64_t)st.st_size >= bytes)
			return true;
	}
	return store_refuse(s, "is cut off: %llu of %llu bytes are there; put a backup in its place", (unsigned long long)st.st_size,
	                    (unsigned long long)bytes);
}

/* Makes the file where it may; looks at it before SQLite does. */
bool store_check_file(struct store *s, const char *path, enum store_mode mode, struct arena *a)
{
	int flags = (mode == STORE_READ ? O_RDONLY : O_RDWR) | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
	int fd = open(path, flags | (mode == STORE_MAKE ? O_CREAT : 0), 0600);
	struct stat st;

	if (fd < 0 && errno == ENOENT)
		return store_refuse(s, "is not there; \"ordercheck store init\" makes one");
	if (fd < 0 && errno == ELOOP)
		return store_refuse(s, "is a symbolic link; name the file itself");
	if (fd < 0)
		return refuse_errno(s, mode == STORE_READ ? "cannot be read" : "cannot be written");
	bool good = fstat(fd, &st) == 0 ? check_kind(s, &st) : refuse_errno(s, "cannot be read");
	good = good && check_head(s, fd, path, a);
	close(fd);
	return good;
}

const char *store_still_name(const char *path, struct arena *a)
{
	struct buf b = {0};

	buf_add(&b, STR("file:"));
	for (const char *c = path; *c; c++) {
		if (strchr("%?#", *c))
			buf_printf(&b, "%%%02x", (unsigned)(unsigned char)*c);
		else
			buf_char(&b, *c);
	}
	buf_add(&b, STR("?immutable=1"));
	const char *out = str_cstr(a, buf_str(&b));
	buf_free(&b);
	return out;
}

int64_t store_pragma(struct store *s, const char *text)
{
	sqlite3_stmt *q = NULL;
	int64_t out = -1;

	if (sqlite3_prepare_v2(store_sqlite(s), text, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
		out = sqlite3_column_int64(q, 0);
	else
		store_fail(s);
	sqlite3_finalize(q);
	return out;
}

/* The table, or the index, that is not as it was written; empty: there is none. */
static struct str misfit(struct store *s, struct arena *a)
{
	const struct str *names = NULL;

	if (seal_differs(&names, s, a) > 0)
		return str_printf(a, "the table %.*s", STR_ARG(names[0]));
	sqlite3_stmt *q = sql_open(s, SQL_CHECK_INTEGRITY);
	struct str words = sql_next(s, q) ? str_dup(a, sql_text_of(q, 0)) : STR("");
	sqlite3_reset(q); /* else it would hold what it read */
	return str_eq_cstr(words, "ok") ? STR("") : words;
}

bool store_log_fits(struct store *s, struct arena *a)
{
	sqlite3_db_config(store_sqlite(s), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
	if (!store_hold(s))
		return false;
	int64_t version = store_pragma(s, "PRAGMA application_id") == APPLICATION_ID ? store_pragma(s, "PRAGMA user_version") : 0;
	bool fits = store_good(s) && (version != STORE_VERSION || store_untouched(s));
	struct str wrong = fits && version >= 4 && version <= STORE_VERSION ? misfit(s, a) : STR("");
	if (wrong.n > 0)
		store_refuse(s, "does not go with the log of writes beside it, %s-wal, which is of another store or another copy of it, or "
		             "one of them was changed by hand (%.*s); nothing was changed: put the two that belong together "
		             "there, or move the log away", store_path(s), STR_ARG(wrong));
	store_rollback(s);
	if (!store_good(s))
		return false;
	sqlite3_db_config(store_sqlite(s), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, (int *)NULL);
	return true;
}
