#define _GNU_SOURCE /* memmem */

#include "store/printed.h"

#include <string.h>

#include "base/vec.h"
#include "feed/squeeze.h"
#include "report/object.h"
#include "report/report.h"
#include "store/sql.h"

static const size_t printed_most = (size_t)1 << 30;

int64_t printed_listed(struct store *s, const char *sha256)
{
	sqlite3_stmt *q = sql_open(s, SQL_LISTED_FIND);

	sql_bind_text(q, 1, str_of(sha256));
	return sql_one(s, q, 0);
}

int64_t printed_list(struct store *s, const char *sha256, struct str packed)
{
	sqlite3_stmt *q = sql_open(s, SQL_LISTED_ADD);

	sql_bind_text(q, 1, str_of(sha256));
	sql_bind_bytes(q, 2, packed);
	return sql_run(s, q) ? sqlite3_last_insert_rowid(store_sqlite(s)) : 0;
}

bool printed_put(struct store *s, int64_t run, struct str packed, int64_t listed, bool fresh)
{
	sqlite3_stmt *q = sql_open(s, SQL_PRINTED_ADD);

	sql_bind(q, 1, run);
	sql_bind_bytes(q, 2, packed);
	sql_bind(q, 3, fresh);
	sql_bind(q, 4, listed);
	return sql_run(s, q);
}

/* The run, with what it listed put back in its place; of runs of before version 4 that is there already. */
static bool join(struct buf *out, struct str packed, struct str listed)
{
	struct buf run = {0}, orders = {0};
	bool good = unsqueeze(&run, packed, printed_most) && (listed.n == 0 || unsqueeze(&orders, listed, printed_most));
	const char *at = good && listed.n > 0 ? memmem(run.at, run.n, REPORT_ORDERS, strlen(REPORT_ORDERS)) : NULL;
	size_t before = at ? (size_t)(at - run.at) + strlen(REPORT_ORDERS) : run.n;

	buf_add(out, str_cut(buf_str(&run), 0, before));
	buf_add(out, buf_str(&orders));
	buf_add(out, str_from(buf_str(&run), before));
	buf_free(&run);
	buf_free(&orders);
	return good && (listed.n == 0 || at);
}

bool printed_get(struct buf *out, bool *fresh, struct store *s, int64_t run)
{
	sqlite3_stmt *q = sql_open(s, SQL_PRINTED);

	sql_bind(q, 1, run);
	if (!sql_next(s, q))
		return store_good(s) && store_refuse(s, "has no run %lld", (long long)run);
	if (sql_null(q, 0))
		return store_refuse(s, "no longer has what run %lld printed: the run is older than that was kept, or it was purged",
		                    (long long)run);
	*fresh = sql_int(q, 1) != 0;
	return join(out, sql_text_of(q, 0), sql_text_of(q, 2)) ||
	       store_refuse(s, "is damaged: what run %lld printed cannot be read", (long long)run);
}

static int64_t drop(struct store *s, sqlite3_stmt *q, int64_t by)
{
	sql_bind(q, 1, by);
	int64_t n = sql_run(s, q) ? sqlite3_changes(store_sqlite(s)) : 0;
	sql_run(s, sql_open(s, SQL_LISTED_DROP));
	return n;
}

int64_t printed_drop_before(struct store *s, int64_t before)
{
	return drop(s, sql_open(s, SQL_PRINTED_DROP_BEFORE), before);
}

/* "S-1" with its quotes, as JSON writes it. */
static struct str quoted(struct str id, struct arena *a)
{
	struct object *o = object_new();
	struct buf b = {0};

	object_text(o, "", id);
	object_print(&b, o);
	struct str out = str_dup(a, str_cut(buf_str(&b), strlen("{\"\":"), b.n - strlen("{\"\":}\n")));
	buf_free(&b);
	return out;
}

static bool holds(struct str json, struct str text)
{
	const char *at = json.n > 0 ? memchr(json.at, '"', json.n) : NULL;

	while (at) {
		json = str_from(json, (size_t)(at - json.at));
		if (str_starts(json, text))
			return true;
		json = str_from(json, 1);
		at = json.n > 0 ? memchr(json.at, '"', json.n) : NULL;
	}
	return false;
}

static bool names_any(struct str json, const struct str *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (holds(json, texts[i]))
			return true;
	return false;
}

/* Adds those of the rows, each a number and packed JSON, that name any of them; what cannot be read may name anybody. */
static size_t find_naming(const int64_t **out, struct store *s, sqlite3_stmt *q, const struct str *texts, size_t n, struct arena *a)
{
	VEC(int64_t) found = {0};

	while (n > 0 && sql_next(s, q)) {
		struct buf json = {0};
		if (!unsqueeze(&json, sql_text_of(q, 1), printed_most) || names_any(buf_str(&json), texts, n))
			*VEC_PUSH(a, &found) = sql_int(q, 0);
		buf_free(&json);
	}
	*out = found.at;
	return found.n;
}

static int64_t drop_listing(struct store *s, int64_t listed, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_LISTED_RUNS);
	VEC(int64_t) runs = {0};

	sql_bind(q, 1, listed);
	while (sql_next(s, q))
		*VEC_PUSH(a, &runs) = sql_int(q, 0);
	for (size_t i = 0; i < runs.n; i++)
		drop(s, sql_open(s, SQL_PRINTED_DROP), runs.at[i]);
	return (int64_t)runs.n;
}

int64_t printed_drop_naming(struct store *s, const struct str *ids, size_t n, struct arena *a)
{
	struct str *texts = arena_array(a, n, sizeof *texts);
	const int64_t *lists, *runs;
	int64_t dropped = 0;

	for (size_t i = 0; i < n; i++)
		texts[i] = quoted(ids[i], a);
	size_t nlists = find_naming(&lists, s, sql_open(s, SQL_LISTED_ALL), texts, n, a);
	for (size_t i = 0; i < nlists; i++)
		dropped += drop_listing(s, lists[i], a);
	size_t nruns = find_naming(&runs, s, sql_open(s, SQL_PRINTED_ALL), texts, n, a);
	for (size_t i = 0; i < nruns; i++)
		drop(s, sql_open(s, SQL_PRINTED_DROP), runs[i]);
	return dropped + (int64_t)nruns;
}
