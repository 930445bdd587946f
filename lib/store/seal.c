/* sqlite3.h declares the hook where it is asked for: Debian's library has it. */
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "store/seal.h"

#include <string.h>

#include "base/digest.h"
#include "base/vec.h"
#include "store/sql.h"

/* All but the log itself, whose chain guards it, and the sums. In the order of their digest; new ones come last. */
static const char *const tables[SEAL_TABLES] = {"run",   "fact",     "document", "feed",   "file",    "subject",
                                                "part",  "key",      "stranger", "shared", "finding", "life",
                                                "decision", "told",  "printed",  "reject", "stray",   "listed"};

/* ---- a row ---- */

static void add_number(struct buf *b, uint64_t n)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(n >> 8 * i);
	buf_add(b, (struct str){(const char *)bytes, sizeof bytes});
}

/* Its kind, then the number, or the length and the bytes. */
static void add_value(struct buf *b, sqlite3_value *v)
{
	int kind = sqlite3_value_type(v);

	buf_char(b, (char)('0' + kind));
	if (kind == SQLITE_INTEGER) {
		add_number(b, (uint64_t)sqlite3_value_int64(v));
	} else if (kind != SQLITE_NULL) {
		const char *at = sqlite3_value_blob(v);
		size_t n = (size_t)sqlite3_value_bytes(v);
		add_number(b, n);
		buf_add(b, (struct str){at ? at : "", n});
	}
}

static void read_words(uint64_t *out, const struct digest *d)
{
	for (size_t i = 0; i < sizeof d->bytes; i++)
		out[i / 8] = i % 8 == 0 ? d->bytes[i] : out[i / 8] | (uint64_t)d->bytes[i] << i % 8 * 8;
}

static void row_words(uint64_t out[SEAL_WORDS], const struct buf *row)
{
	struct digest d = digest_of(buf_str(row));

	read_words(out, &d);
	d = digest_of((struct str){(const char *)d.bytes, sizeof d.bytes});
	read_words(out + SEAL_WORDS / 2, &d);
}

static void sum_add(struct seal_sum *sum, const struct buf *row, bool take_away)
{
	uint64_t words[SEAL_WORDS], carry = take_away;

	row_words(words, row);
	for (size_t i = 0; i < SEAL_WORDS; i++) {
		uint64_t word = take_away ? ~words[i] : words[i], part = sum->words[i] + carry;
		carry = part < carry;
		sum->words[i] = part + word;
		carry += sum->words[i] < word;
	}
	sum->n += take_away ? -1 : 1;
}

/* ---- changes ---- */

static size_t table_of(const char *name)
{
	for (size_t i = 0; i < SEAL_TABLES; i++)
		if (strcmp(tables[i], name) == 0)
			return i;
	return SIZE_MAX;
}

static void add_change(struct store *s, size_t table, bool old)
{
	struct seal *seal = store_seal(s);
	sqlite3 *db = store_sqlite(s);

	buf_clear(&seal->row);
	for (int i = 0; i < sqlite3_preupdate_count(db); i++) {
		sqlite3_value *v = NULL;
		int code = old ? sqlite3_preupdate_old(db, i, &v) : sqlite3_preupdate_new(db, i, &v);
		if (code != SQLITE_OK) {
			store_refuse(s, "failed: %s", sqlite3_errstr(code));
			return;
		}
		add_value(&seal->row, v);
	}
	sum_add(&seal->sums[table], &seal->row, old);
	seal->changed[table] = true;
}

static void hear(void *context, sqlite3 *db, int what, const char *schema, const char *name, sqlite3_int64 was, sqlite3_int64 is)
{
	struct store *s = context;
	size_t table = strcmp(schema, "main") == 0 ? table_of(name) : SIZE_MAX;

	(void)db, (void)was, (void)is;
	if (table == SIZE_MAX)
		return;
	if (what != SQLITE_INSERT)
		add_change(s, table, true);
	if (what != SQLITE_DELETE)
		add_change(s, table, false);
}

void seal_watch(struct store *s)
{
	sqlite3_preupdate_hook(store_sqlite(s), hear, s);
}

/* ---- kept ---- */

static void sum_bytes(struct buf *out, const struct seal_sum *sum)
{
	buf_clear(out);
	for (size_t i = 0; i < SEAL_WORDS; i++)
		add_number(out, sum->words[i]);
}

static bool sum_read(struct seal_sum *out, int64_t n, struct str bytes)
{
	out->n = n;
	for (size_t i = 0; i < SEAL_WORDS * 8 && bytes.n == SEAL_WORDS * 8; i++) {
		uint64_t byte = (unsigned char)bytes.at[i];
		out->words[i / 8] = i % 8 == 0 ? byte : out->words[i / 8] | byte << i % 8 * 8;
	}
	return bytes.n == SEAL_WORDS * 8;
}

/* False: they cannot be read. */
static bool read_sums(struct seal_sum sums[SEAL_TABLES], struct store *s)
{
	/* What SQLite remembers of the tables may be from before another run made them: a statement looks anew. */
	bool good = sqlite3_exec(store_sqlite(s), "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL) == SQLITE_OK &&
	            sqlite3_table_column_metadata(store_sqlite(s), "main", "seal", "sum", NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_stmt *q = good ? sql_open(s, SQL_SEALS) : NULL;

	memset(sums, 0, SEAL_TABLES * sizeof *sums);
	while (sql_next(s, q)) {
		struct str name = sql_text_of(q, 0);
		bool known = false;
		for (size_t i = 0; i < SEAL_TABLES; i++) {
			if (!str_eq_cstr(name, tables[i]))
				continue;
			known = true;
			good = sum_read(&sums[i], sql_int(q, 1), sql_text_of(q, 2)) && good;
		}
		good = good && known;
	}
	return store_good(s) && good;
}

static void digest_sums(char hex[65], const struct seal_sum sums[SEAL_TABLES])
{
	struct buf all = {0}, one = {0};

	for (size_t i = 0; i < SEAL_TABLES; i++) {
		sum_bytes(&one, &sums[i]);
		buf_printf(&all, "%s %lld ", tables[i], (long long)sums[i].n);
		buf_add(&all, buf_str(&one));
	}
	struct digest d = digest_of(buf_str(&all));
	digest_hex(hex, 64, &d);
	buf_free(&all);
	buf_free(&one);
}

bool seal_load(struct store *s)
{
	struct seal *seal = store_seal(s);
	bool good = read_sums(seal->sums, s) ||
	            store_refuse(s, "is damaged: the sums of its tables cannot be read; \"ordercheck audit verify\" tells more");

	memset(seal->changed, 0, sizeof seal->changed);
	digest_sums(seal->begun, seal->sums);
	return good;
}

static void write_sum(struct store *s, size_t table)
{
	sqlite3_stmt *q = sql_open(s, SQL_SEAL_PUT);
	struct seal *seal = store_seal(s);

	sum_bytes(&seal->row, &seal->sums[table]);
	sql_bind_text(q, 1, str_of(tables[table]));
	sql_bind(q, 2, seal->sums[table].n);
	sql_bind_bytes(q, 3, buf_str(&seal->row));
	sql_run(s, q);
	seal->changed[table] = false;
}

bool seal_write(struct store *s)
{
	for (size_t i = 0; i < SEAL_TABLES; i++)
		if (store_seal(s)->changed[i])
			write_sum(s, i);
	return store_good(s);
}

void seal_contents(char hex[65], struct store *s)
{
	digest_sums(hex, store_seal(s)->sums);
}

bool seal_kept(char hex[65], struct store *s)
{
	struct seal_sum sums[SEAL_TABLES];
	bool good = read_sums(sums, s);

	digest_sums(hex, sums);
	return good;
}

/* ---- looking at all rows ---- */

/* False: there is no such table, or it cannot be read. */
static bool sum_table(struct seal_sum *out, struct store *s, size_t table)
{
	char text[64];
	sqlite3_stmt *q = NULL;
	struct buf row = {0};

	*out = (struct seal_sum){.n = 0};
	sqlite3_snprintf(sizeof text, text, "SELECT * FROM \"%w\"", tables[table]);
	bool good = sqlite3_prepare_v2(store_sqlite(s), text, -1, &q, NULL) == SQLITE_OK;
	while (good && sql_next(s, q)) {
		buf_clear(&row);
		for (int i = 0; i < sqlite3_column_count(q); i++)
			add_value(&row, sqlite3_column_value(q, i));
		sum_add(out, &row, false);
	}
	sqlite3_finalize(q);
	buf_free(&row);
	return store_good(s) && good;
}

bool seal_make(struct store *s)
{
	struct seal *seal = store_seal(s);

	for (size_t i = 0; i < SEAL_TABLES && store_good(s); i++)
		if (sum_table(&seal->sums[i], s, i) || store_fail(s))
			write_sum(s, i);
	return store_good(s);
}

size_t seal_differs(const struct str **list, struct store *s, struct arena *a)
{
	struct seal_sum kept[SEAL_TABLES], is;
	VEC(struct str) names = {0};

	if (!read_sums(kept, s))
		return 0;
	for (size_t i = 0; i < SEAL_TABLES; i++)
		if (!sum_table(&is, s, i) || is.n != kept[i].n || memcmp(is.words, kept[i].words, sizeof is.words) != 0)
			*VEC_PUSH(a, &names) = str_of(tables[i]);
	*list = names.at;
	return names.n;
}
