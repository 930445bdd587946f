/* Keys: which of them more than one subject has, or a stranger too.
 *
 * Of one key the row recorded last stays, whomever it names. So whoever
 * judges a subject must see the rows of all who have a key in common with it.
 */
#include <stdlib.h>

#include "store/run_inside.h"

static int cmp_hash(const uint64_t a[2], const uint64_t b[2])
{
	if (a[0] != b[0])
		return a[0] < b[0] ? -1 : 1;
	return a[1] < b[1] ? -1 : a[1] > b[1];
}

/* In the order of the table: hashes are signed there. */
static int cmp_signed(const uint64_t a[2], const uint64_t b[2])
{
	const uint64_t x[2] = {a[0] ^ UINT64_C(1) << 63, a[1] ^ UINT64_C(1) << 63};
	const uint64_t y[2] = {b[0] ^ UINT64_C(1) << 63, b[1] ^ UINT64_C(1) << 63};

	return cmp_hash(x, y);
}

static int by_key(const void *a, const void *b)
{
	const struct taken_key *x = a, *y = b;
	int order = cmp_signed(x->hash, y->hash);

	return order != 0 ? order : x->subject < y->subject ? -1 : x->subject > y->subject;
}

static int by_stranger(const void *a, const void *b)
{
	const struct taken_stranger *x = a, *y = b;
	int order = cmp_signed(x->hash, y->hash);

	if (order == 0)
		order = x->file < y->file ? -1 : x->file > y->file;
	return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static void drop_repeated(struct store_run *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nkeys; i++)
		if (n == 0 || by_key(&r->keys[n - 1], &r->keys[i]) != 0)
			r->keys[n++] = r->keys[i];
	r->nkeys = n;
}

static void bind_hash(sqlite3_stmt *q, const uint64_t hash[2])
{
	sql_bind(q, 1, (int64_t)hash[0]);
	sql_bind(q, 2, (int64_t)hash[1]);
}

static void write_keys(struct store_run *r)
{
	for (size_t i = 0; i < r->nkeys && store_good(r->store); i++) {
		sqlite3_stmt *q = sql_open(r->store, SQL_KEY_ADD);
		bind_hash(q, r->keys[i].hash);
		sql_bind(q, 3, r->keys[i].subject);
		sql_run(r->store, q);
	}
}

/* Every subject that has the key shares it, and is to be judged again. */
static void share(struct store_run *r, const uint64_t hash[2])
{
	sqlite3_stmt *q = sql_open(r->store, SQL_SHARED_ADD);

	bind_hash(q, hash);
	sql_run(r->store, q);
	q = sql_open(r->store, SQL_KEY_SUBJECTS);
	bind_hash(q, hash);
	while (sql_next(r->store, q)) {
		size_t i = known_subject_find(r, sql_int(q, 0));
		if (i != SIZE_MAX)
			r->subjects[i].touched = true;
	}
}

static int64_t count(struct store_run *r, enum sql which, const uint64_t hash[2])
{
	sqlite3_stmt *q = sql_open(r->store, which);

	bind_hash(q, hash);
	return sql_one(r->store, q, 0);
}

/* Among the strangers of this run, which are sorted. */
static bool is_stranger_now(const struct store_run *r, const uint64_t hash[2])
{
	size_t low = 0, high = r->nstrangers;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (cmp_signed(r->strangers[mid].hash, hash) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->nstrangers && cmp_hash(r->strangers[low].hash, hash) == 0;
}

static void share_keys(struct store_run *r)
{
	for (size_t i = 0; i < r->nkeys && store_good(r->store); i++) {
		const uint64_t *hash = r->keys[i].hash;
		bool again = i > 0 && cmp_hash(r->keys[i - 1].hash, hash) == 0;
		bool shared = again || is_stranger_now(r, hash) || (r->keys_kept && count(r, SQL_KEY_COUNT, hash) > 1) ||
		              (r->strangers_kept && count(r, SQL_STRANGER_COUNT, hash) > 0);
		if (shared)
			share(r, hash);
	}
}

static bool is_known(struct store_run *r, const uint64_t hash[2])
{
	const struct taken_key key = {.hash = {hash[0], hash[1]}, .subject = INT64_MIN};
	size_t low = 0, high = r->nkeys;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (by_key(&r->keys[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < r->nkeys && cmp_hash(r->keys[low].hash, hash) == 0)
		return true;
	return r->keys_kept && count(r, SQL_KEY_COUNT, hash) > 0;
}

/* Of an ordered feed a stranger can only replace a row that came before it. */
static void write_strangers(struct store_run *r)
{
	for (size_t i = 0; i < r->nstrangers && store_good(r->store); i++) {
		const struct taken_stranger *s = &r->strangers[i];
		bool known = is_known(r, s->hash);
		if (s->ordered && !known)
			continue;
		sqlite3_stmt *q = sql_open(r->store, SQL_STRANGER_ADD);
		bind_hash(q, s->hash);
		sql_bind(q, 3, s->file);
		sql_bind(q, 4, (int64_t)s->line);
		sql_bind(q, 5, s->recorded);
		sql_bind(q, 6, s->known);
		sql_run(r->store, q);
		if (known)
			share(r, s->hash);
	}
}

bool keys_write(struct store_run *r)
{
	if (r->nkeys > 1)
		qsort(r->keys, r->nkeys, sizeof *r->keys, by_key);
	if (r->nstrangers > 1)
		qsort(r->strangers, r->nstrangers, sizeof *r->strangers, by_stranger);
	drop_repeated(r);
	write_keys(r);
	share_keys(r);
	write_strangers(r);
	return store_good(r->store);
}
