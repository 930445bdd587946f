#include "store/run_inside.h"

#include <string.h>

int64_t store_last_as_of(struct store *s)
{
	return sql_one(s, sql_open(s, SQL_RUN_LAST), INSTANT_MIN);
}

static bool add_run(struct store_run *r)
{
	const struct store_run_options *o = &r->options;
	sqlite3_stmt *q = sql_open(r->store, SQL_RUN_ADD);

	sql_bind(q, 1, o->as_of);
	sql_bind(q, 2, o->began);
	sql_bind_text(q, 3, o->account);
	sql_bind_text(q, 4, o->version);
	sql_bind(q, 5, o->back);
	sql_run(r->store, q);
	r->id = sqlite3_last_insert_rowid(store_sqlite(r->store));
	return store_good(r->store);
}

struct store_run *store_run_begin(struct store *s, const struct plan *plan, const struct store_run_options *o,
                                  struct arena *a)
{
	struct store_run *r = ARENA_NEW(a, struct store_run);
	size_t n = plan->nsubjects;

	*r = (struct store_run){.store = s, .plan = plan, .arena = a, .options = *o, .no_decisions = -1};
	arena_init(&r->rows_arena);
	r->first = arena_array(a, n, sizeof *r->first);
	r->last = arena_array(a, n, sizeof *r->last);
	for (size_t i = 0; i < n; i++)
		r->first[i] = r->last[i] = SIZE_MAX;
	if (add_run(r) && known_load(r) && documents_note(r))
		return r;
	store_run_end(r);
	return NULL;
}

void store_run_end(struct store_run *r)
{
	arena_free(&r->rows_arena);
	times_free(&r->times);
	mem_free(r->keys);
	mem_free(r->strangers);
	r->keys = NULL;
	r->strangers = NULL;
}

int64_t store_run_id(const struct store_run *r)
{
	return r->id;
}

bool store_run_touched(const struct store_run *r, size_t subject)
{
	return r->subjects[subject].touched;
}

void store_run_seeds(uint64_t seeds[2][2], const struct store_run *r)
{
	memcpy(seeds, r->seeds, sizeof r->seeds);
}

/* ---- files ---- */

static const struct known_feed *feed_by_id(const struct store_run *r, int64_t id)
{
	for (size_t i = 0; i < r->feeds.n; i++)
		if (r->feeds.at[i].id == id)
			return &r->feeds.at[i];
	return NULL;
}

/* What a file says as at a time needs its times only where some are later. */
static void file_as_at(struct replay_file *out, struct store_run *r, const struct known_file *f, const struct feed_options *o)
{
	int64_t cap = o->known_at < o->as_of ? o->known_at : o->as_of;
	uint64_t rows, rejected;

	*out = (struct replay_file){.file = f->name, .header = f->header, .sha256 = f->sha256, .age = (uint64_t)f->id, .rows = f->rows,
	                            .matched = f->matched, .rejected = f->rejected, .newest = f->last};
	if (f->last <= cap)
		return;
	sqlite3_stmt *q = sql_open(r->store, SQL_FILE_TIMES);
	sql_bind(q, 1, f->id);
	if (!sql_next(r->store, q))
		return;
	out->newest = times_newest(sql_text_of(q, 0), cap);
	times_later(&rows, &rejected, sql_text_of(q, 0), o->known_at);
	out->rows -= rows;
	out->rejected -= rejected;
}

static void name_gone(struct replay_file *out, struct store_run *r, int64_t feed)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FEED_NAME);

	sql_bind(q, 1, feed);
	if (sql_next(r->store, q)) {
		out->name = str_dup(r->arena, sql_text_of(q, 0));
		out->own_header = sql_int(q, 1) != 0;
	}
}

size_t store_run_files(const struct replay_file **out, struct store_run *r, const struct feed_options *options)
{
	struct replay_file *files = arena_array(r->arena, r->files.n, sizeof *files);

	for (size_t i = 0; i < r->files.n; i++) {
		const struct known_feed *feed = feed_by_id(r, r->files.at[i].feed);
		file_as_at(&files[i], r, &r->files.at[i], options);
		if (feed) {
			files[i].name = feed->name;
			files[i].own_header = feed->own;
		} else {
			name_gone(&files[i], r, r->files.at[i].feed);
		}
	}
	*out = files;
	return r->files.n;
}

/* ---- rows of a subject ---- */

static size_t file_index(const struct store_run *r, int64_t id)
{
	size_t low = 0, high = r->files.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (r->files.at[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->files.n && r->files.at[low].id == id ? low : SIZE_MAX;
}

static void rows_of(struct store_rows *out, struct store_run *r, int64_t id, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_PARTS);
	size_t subject = known_subject_find(r, id);

	sql_bind(q, 1, id);
	while (sql_next(r->store, q)) {
		size_t file = file_index(r, sql_int(q, 0));
		if (file == SIZE_MAX || !unpack_rows(out, str_dup(a, sql_text_of(q, 1)), file, subject, a))
			store_refuse(r->store, "is damaged: rows of subject %lld cannot be read", (long long)id);
	}
	/* A rejected row of a subject who is no more marks nobody. */
	for (size_t i = 0; i < out->rows.n && subject == SIZE_MAX; i++)
		if (out->rows.at[i].subject == SIZE_MAX && out->rows.at[i].broken)
			out->rows.at[i--] = out->rows.at[--out->rows.n];
}

struct shared_key {
	int64_t h0, h1;
};

static void strangers_of(struct store_rows *out, struct store_run *r, struct shared_key key, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_STRANGERS);

	sql_bind(q, 1, key.h0);
	sql_bind(q, 2, key.h1);
	while (sql_next(r->store, q)) {
		size_t file = file_index(r, sql_int(q, 0));
		if (file == SIZE_MAX)
			store_refuse(r->store, "is damaged: a row of nobody known is of a file that is not there");
		else
			*VEC_PUSH(a, &out->strangers) = (struct replay_stranger){
				.hash = {(uint64_t)key.h0, (uint64_t)key.h1}, .file = file, .line = (uint64_t)sql_int(q, 1),
				.recorded = sql_int(q, 2), .known = sql_int(q, 3)};
	}
}

static bool among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

void store_run_rows(struct store_rows *out, struct store_run *r, size_t subject, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_SHARED);
	VEC(struct shared_key) keys = {0};
	VEC(int64_t) ids = {0};
	int64_t id = r->subjects[subject].id;

	*out = (struct store_rows){0};
	*VEC_PUSH(a, &ids) = id;
	sql_bind(q, 1, id);
	while (sql_next(r->store, q))
		*VEC_PUSH(a, &keys) = (struct shared_key){sql_int(q, 0), sql_int(q, 1)};
	for (size_t i = 0; i < keys.n; i++) {
		q = sql_open(r->store, SQL_KEY_SUBJECTS);
		sql_bind(q, 1, keys.at[i].h0);
		sql_bind(q, 2, keys.at[i].h1);
		while (sql_next(r->store, q))
			if (!among(ids.at, ids.n, sql_int(q, 0)))
				*VEC_PUSH(a, &ids) = sql_int(q, 0);
		strangers_of(out, r, keys.at[i], a);
	}
	for (size_t i = 0; i < ids.n; i++)
		rows_of(out, r, ids.at[i], a);
}
