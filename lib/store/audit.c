#include "store/audit.h"

#include <inttypes.h>
#include <string.h>

#include "base/digest.h"
#include "store/sql.h"

#define NOUGHTS "0000000000000000000000000000000000000000000000000000000000000000"

static void hash_of(char out[65], struct str text)
{
	struct digest d = digest_of(text);

	digest_hex(out, 64, &d);
}

/* A hash of another length is none that this program wrote. */
static void keep_hash(char out[65], struct str hash)
{
	memset(out, 0, 65);
	memcpy(out, hash.at, hash.n < 64 ? hash.n : 64);
}

/* ---- heads ---- */

bool audit_head(struct audit_head *out, struct store *s)
{
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_LAST);

	*out = (struct audit_head){.number = 0, .hash = NOUGHTS};
	if (sql_next(s, q)) {
		out->number = (uint64_t)sql_int(q, 0);
		keep_hash(out->hash, sql_text_of(q, 1));
		sqlite3_reset(q);
	}
	return store_good(s);
}

bool audit_holds(struct store *s, const struct audit_head *kept)
{
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_HASH);
	bool same = false;

	if (kept->number == 0)
		return true;
	sql_bind(q, 1, (int64_t)kept->number);
	if (sql_next(s, q))
		same = str_eq_cstr(sql_text_of(q, 0), kept->hash);
	if (q)
		sqlite3_reset(q);
	return same;
}

void audit_head_print(struct buf *out, const struct audit_head *h)
{
	buf_printf(out, "%" PRIu64 " %s\n", h->number, h->hash);
}

bool audit_head_parse(struct audit_head *out, struct str text)
{
	struct str number, hash;

	if (!str_split(&number, &hash, str_trim(text), ' ') || !str_to_u64(&out->number, number) || out->number > INT64_MAX ||
	    hash.n != 64)
		return false;
	keep_hash(out->hash, hash);
	return strspn(out->hash, "0123456789abcdef") == 64;
}

/* ---- decisions ---- */

/* All that is never changed once a decision is made; that it ended is left out. */
static bool hash_decisions(char out[65], struct store *s)
{
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_DECISIONS);
	struct digest_stream *stream = digest_open();
	struct buf row = {0};

	while (sql_next(s, q)) {
		buf_clear(&row);
		for (int i = 0; i < sqlite3_column_count(q); i++) {
			struct str text = sql_text_of(q, i);
			buf_printf(&row, "%zu:", text.n);
			buf_add(&row, text);
		}
		buf_char(&row, '\n');
		digest_add(stream, buf_str(&row));
	}
	struct digest d = digest_close(stream);
	digest_hex(out, 64, &d);
	buf_free(&row);
	return store_good(s);
}

/* ---- adding ---- */

bool audit_append(struct store *s, const struct log_entry *e)
{
	struct log_entry whole = *e;
	struct audit_head last;
	struct buf text = {0};
	char hash[65], decisions[65], left[65];

	if (!audit_head(&last, s) || !hash_decisions(decisions, s))
		return false;
	seal_contents(left, s);
	whole.decisions = str_of(decisions);
	whole.found = str_of(store_seal(s)->begun);
	whole.left = str_of(left);
	whole.number = last.number + 1;
	whole.before = str_of(last.hash);
	audit_print(&text, &whole);
	hash_of(hash, buf_str(&text));
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_ADD);
	sql_bind(q, 1, (int64_t)whole.number);
	sql_bind_text(q, 2, buf_str(&text));
	sql_bind_text(q, 3, str_of(hash));
	bool added = sql_run(s, q);
	buf_free(&text);
	return added;
}

/* ---- at the beginning of a use ---- */

/* Does the last entry stand as it was written, and does the store hold what it left there? */
static bool fits_last(const struct log_entry *e, struct store *s)
{
	char decisions[65], left[65];

	seal_contents(left, s);
	return hash_decisions(decisions, s) && (e->decisions.n == 0 || str_eq_cstr(e->decisions, decisions)) &&
	       (e->left.n == 0 || str_eq_cstr(e->left, left));
}

static bool log_stands(struct store *s)
{
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_LAST_TEXT);
	struct arena scratch;
	struct log_entry e;
	char hash[65];

	if (!sql_next(s, q))
		return store_good(s);
	arena_init(&scratch);
	struct str text = str_dup(&scratch, sql_text_of(q, 0));
	hash_of(hash, text);
	bool good = str_eq_cstr(sql_text_of(q, 1), hash) && audit_parse(&e, text, &scratch);
	sqlite3_reset(q);
	good = good && fits_last(&e, s);
	arena_free(&scratch);
	return good || !store_good(s) ||
	       store_refuse(s, "was changed by hand since its last use: \"ordercheck audit verify\" tells what; put a backup in its place");
}

bool store_untouched(struct store *s)
{
	return schema_stands(s) && seal_load(s) && log_stands(s);
}

/* ---- verifying ---- */

struct verifying {
	struct audit_verdict *verdict;
	struct arena *arena;
	VEC(struct audit_fault) faults;
	struct audit_head last;
	char decisions[65]; /* as the last entry that says it has them; empty: none does */
	char left[65];      /* the same of all that the store holds */
};

__attribute__((format(printf, 3, 4)))
static void fault(struct verifying *v, uint64_t number, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	if (v->faults.n >= AUDIT_FAULTS)
		return;
	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	*VEC_PUSH(v->arena, &v->faults) = (struct audit_fault){number, str_dup(v->arena, buf_str(&b))};
	buf_free(&b);
}

static void verify_place(struct verifying *v, uint64_t number)
{
	uint64_t last = v->last.number;

	if (number == 0)
		fault(v, 0, "holds an entry without a number");
	else if (number <= last)
		fault(v, number, "is there more than once: one was put in");
	else if (number == last + 2)
		fault(v, last + 1, "is missing");
	else if (number > last + 1)
		fault(v, last + 1, "to %" PRIu64 " are missing", number - 1);
}

/* What an entry found must be what the one before it left. */
static void verify_found(struct verifying *v, const struct log_entry *e)
{
	if (v->left[0] && !str_eq_cstr(e->found, v->left))
		fault(v, e->number, "found in the store something else than the entry before it left there: it was changed by hand between them");
	if (e->decisions.n > 0)
		keep_hash(v->decisions, e->decisions);
	if (e->left.n > 0)
		keep_hash(v->left, e->left);
}

static void verify_entry(struct verifying *v, uint64_t number, struct str text, struct str kept)
{
	struct arena scratch;
	struct log_entry e;
	char hash[65];

	arena_init(&scratch);
	hash_of(hash, text);
	verify_place(v, number);
	if (!str_eq_cstr(kept, hash))
		fault(v, number, "was changed: its hash is not that of its text");
	else if (!audit_parse(&e, text, &scratch))
		fault(v, number, "is not of a form that this version knows");
	else if (e.number != number)
		fault(v, number, "was moved: its text says that it is entry %" PRIu64, e.number);
	else if (number == v->last.number + 1 && !str_eq_cstr(e.before, v->last.hash))
		fault(v, number, "does not follow the entry before it: that one was changed or put in its place");
	else
		verify_found(v, &e);
	arena_free(&scratch);
	v->last.number = number;
	keep_hash(v->last.hash, kept);
	v->verdict->n++;
}

static void verify_kept(struct verifying *v, struct store *s, const struct audit_head *kept)
{
	if (kept->number > v->last.number)
		fault(v, 0, "ends at entry %" PRIu64 ", but the head that was kept is entry %" PRIu64 ": its end was cut off",
		      v->last.number, kept->number);
	else if (!audit_holds(s, kept))
		fault(v, kept->number, "is another than the head that was kept: the log was written anew");
}

/* The sums are those that the last entry left, and the rows are those that were summed up. */
static void verify_contents(struct verifying *v, struct store *s, bool rows)
{
	const struct str *list;
	char now[65];

	if (!v->left[0])
		return;
	if (!seal_kept(now, s)) {
		fault(v, 0, "has sealed what the store holds, but the sums of its tables are gone or cannot be read");
		return;
	}
	if (strcmp(now, v->left) != 0)
		fault(v, 0, "has sealed something else than the store holds: it was changed by hand after the last entry");
	size_t n = rows ? seal_differs(&list, s, v->arena) : 0;
	for (size_t i = 0; i < n; i++)
		fault(v, 0, "has sealed other rows than the table %.*s holds: one was changed, put in or taken away by hand", STR_ARG(list[i]));
}

/* Rows are found by indexes: one that was emptied by hand hides rows that are there. */
static void verify_indexes(struct verifying *v, struct store *s)
{
	sqlite3_stmt *q = sql_open(s, SQL_CHECK_INTEGRITY);

	while (sql_next(s, q))
		if (!str_eq_cstr(sql_text_of(q, 0), "ok"))
			fault(v, 0, "is of a store that is damaged or was changed by hand: %.*s", STR_ARG(sql_text_of(q, 0)));
}

/* The triggers keep nobody with the file from a change, but that they are gone tells that somebody was at it. */
static void verify_guards(struct verifying *v, struct store *s)
{
	size_t naudit = schema_differs(NULL, s, STR("audit"), v->arena);

	if (schema_differs(NULL, s, STR(""), v->arena) > naudit)
		fault(v, 0, "is of a store whose tables or triggers were changed by hand; \"ordercheck store check\" tells where");
	if (naudit > 0)
		fault(v, 0, "is no longer guarded as it was made: its table or triggers were changed by hand");
}

static void verify_decisions(struct verifying *v, struct store *s)
{
	char now[65];

	if (v->decisions[0] && hash_decisions(now, s) && strcmp(now, v->decisions) != 0)
		fault(v, 0, "has sealed other decisions than the store holds: one was changed, put in or taken away by hand");
}

static void verify_all(struct verifying *v, struct store *s, const struct audit_head *kept, bool rows)
{
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_ALL);

	while (sql_next(s, q))
		verify_entry(v, (uint64_t)sql_int(q, 0), sql_text_of(q, 1), sql_text_of(q, 2));
	if (kept)
		verify_kept(v, s, kept);
	verify_decisions(v, s);
	verify_contents(v, s, rows);
	if (rows)
		verify_indexes(v, s);
	verify_guards(v, s);
}

bool audit_verify(struct audit_verdict *out, struct store *s, const struct audit_head *kept, bool rows, struct arena *a)
{
	struct verifying v = {.verdict = out, .arena = a, .last = {.number = 0, .hash = NOUGHTS}};

	*out = (struct audit_verdict){.n = 0};
	bool held = store_hold(s); /* all of one state, whoever writes meanwhile */
	verify_all(&v, s, kept, rows);
	if (held)
		store_rollback(s);
	out->head = v.last;
	out->faults = v.faults.at;
	out->nfaults = v.faults.n;
	return store_good(s);
}

bool audit_read(const struct log_entry *const **out, size_t *n, struct store *s, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_AUDIT_ALL);
	VEC(const struct log_entry *) list = {0};

	while (sql_next(s, q)) {
		struct log_entry *e = ARENA_NEW(a, struct log_entry);
		if (!audit_parse(e, str_dup(a, sql_text_of(q, 1)), a))
			return store_refuse(s, "has an entry in its audit log that this version cannot read: number %lld",
			                    (long long)sql_int(q, 0));
		e->hash = str_dup(a, sql_text_of(q, 2));
		*VEC_PUSH(a, &list) = e;
	}
	*out = list.at;
	*n = list.n;
	return store_good(s);
}
