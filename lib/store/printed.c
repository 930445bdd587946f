#include "store/printed.h"

#include <string.h>

#include "base/vec.h"
#include "feed/squeeze.h"
#include "report/object.h"
#include "store/sql.h"

static const size_t printed_most = (size_t)1 << 30;

bool printed_put(struct store *s, int64_t run, struct str packed, bool fresh)
{
	sqlite3_stmt *q = sql_open(s, SQL_PRINTED_ADD);

	sql_bind(q, 1, run);
	sql_bind_bytes(q, 2, packed);
	sql_bind(q, 3, fresh);
	return sql_run(s, q);
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
	return unsqueeze(out, sql_text_of(q, 0), printed_most) ||
	       store_refuse(s, "is damaged: what run %lld printed cannot be read", (long long)run);
}

static int64_t drop(struct store *s, sqlite3_stmt *q, int64_t by)
{
	sql_bind(q, 1, by);
	return sql_run(s, q) ? sqlite3_changes(store_sqlite(s)) : 0;
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

int64_t printed_drop_naming(struct store *s, const struct str *ids, size_t n, struct arena *a)
{
	struct str *texts = arena_array(a, n, sizeof *texts);
	sqlite3_stmt *q = sql_open(s, SQL_PRINTED_ALL);
	VEC(int64_t) runs = {0};

	for (size_t i = 0; i < n; i++)
		texts[i] = quoted(ids[i], a);
	while (n > 0 && sql_next(s, q)) {
		struct buf json = {0};
		/* What cannot be read may name anybody. */
		if (!unsqueeze(&json, sql_text_of(q, 1), printed_most) || names_any(buf_str(&json), texts, n))
			*VEC_PUSH(a, &runs) = sql_int(q, 0);
		buf_free(&json);
	}
	for (size_t i = 0; i < runs.n; i++)
		drop(s, sql_open(s, SQL_PRINTED_DROP), runs.at[i]);
	return (int64_t)runs.n;
}
