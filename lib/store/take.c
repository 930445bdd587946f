/* Files taken in: their rows of known subjects, the keys of strangers, their times. */
#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "feed/read.h"
#include "store/run_inside.h"

/* ---- is it known? ---- */

/* SHA-256 of a file; false: it cannot be read (whoever reads it next says why). */
static bool hash_file(char hex[65], const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *room = mem_alloc(INPUT_CHUNK);
	struct digest_stream *stream = digest_open();
	ssize_t n = fd < 0 ? -1 : 1;

	while (n > 0) {
		n = read(fd, room, INPUT_CHUNK);
		if (n > 0)
			digest_add(stream, (struct str){room, (size_t)n});
	}
	struct digest d = digest_close(stream);
	digest_hex(hex, 64, &d);
	if (fd >= 0)
		close(fd);
	mem_free(room);
	return n == 0;
}

static bool regular(const char *path)
{
	struct stat st;

	return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The same bytes under the same name, in whichever folder; under another name they are another file, as without a store. */
static struct known_file *find_file(struct store_run *r, int64_t feed, struct str name, const char *sha256)
{
	for (size_t i = 0; i < r->files.n; i++) {
		struct known_file *f = &r->files.at[i];
		if (f->feed == feed && str_eq_cstr(f->sha256, sha256) && str_eq(claim_base(f->name), claim_base(name)))
			return f;
	}
	return NULL;
}

/* Was it read by today's subjects and columns? */
static bool is_fresh(const struct store_run *r, const struct known_file *f, const struct known_feed *feed)
{
	return f->read_run >= r->subjects_changed && f->read_run >= feed->changed_run &&
	       (!feed->by_more || f->read_run >= r->subjects_gone);
}

/* Of an ordered feed: the file that was taken in and must have come after this one. */
static const struct known_file *too_late(const struct store_run *r, struct str name)
{
	if (!r->feed->ordered)
		return NULL;
	for (size_t i = 0; i < r->files.n; i++)
		if (r->files.at[i].feed == r->feed->id && claim_cmp(name, r->files.at[i].name) < 0)
			return &r->files.at[i];
	return NULL;
}

static void counts_of(struct feed_input *input, const struct known_file *f)
{
	input->rows = f->rows;
	input->matched = f->matched;
	input->rejected = f->rejected;
	memcpy(input->sha256, f->sha256.at, f->sha256.n < 65 ? f->sha256.n : 64);
}

static bool begin_file(void *context, struct feed_input *input, const char *path)
{
	struct store_run *r = context;
	char hex[65];

	r->feed = known_feed_of(r, input);
	r->again = 0;
	r->strangers_before = r->nstrangers;
	r->keys_before = r->nkeys;
	if (!r->feed || !regular(path) || !hash_file(hex, path))
		return true;
	const struct known_file *f = find_file(r, r->feed->id, input->file, hex);
	if (!f || !is_fresh(r, f, r->feed))
		return true;
	counts_of(input, f);
	return false;
}

/* ---- rows ---- */

static struct taken_key *push_key(struct store_run *r)
{
	if (r->nkeys == r->keys_cap) {
		r->keys_cap = r->keys_cap ? 2 * r->keys_cap : 1024;
		r->keys = mem_resize(r->keys, r->keys_cap * sizeof *r->keys);
	}
	return &r->keys[r->nkeys++];
}

static void hash_key(uint64_t out[2], const struct store_run *r, struct str key)
{
	out[0] = hash_bytes(key.at, key.n, r->seeds[0]);
	out[1] = hash_bytes(key.at, key.n, r->seeds[1]);
}

static void take_row(void *context, const struct kept_row *row)
{
	struct store_run *r = context;
	size_t index = r->rows.n;

	*VEC_PUSH(&r->rows_arena, &r->rows) =
		(struct taken_row){.next = SIZE_MAX, .line = row->line, .bytes = str_dup(&r->rows_arena, row->bytes),
		                   .sha256 = row->sha256 ? str_cstr(&r->rows_arena, str_of(row->sha256)) : NULL, .broken = row->broken};
	if (r->first[row->subject] == SIZE_MAX)
		r->first[row->subject] = index;
	else
		r->rows.at[r->last[row->subject]].next = index;
	r->last[row->subject] = index;
	if (row->key.n > 0) {
		struct taken_key *key = push_key(r);
		key->subject = r->subjects[row->subject].id;
		hash_key(key->hash, r, row->key);
	}
}

static void take_nobody(void *context, struct str key, int64_t recorded, int64_t known, uint64_t line)
{
	struct store_run *r = context;

	if (r->nstrangers == r->strangers_cap) {
		r->strangers_cap = r->strangers_cap ? 2 * r->strangers_cap : 1024;
		r->strangers = mem_resize(r->strangers, r->strangers_cap * sizeof *r->strangers);
	}
	struct taken_stranger *s = &r->strangers[r->nstrangers++];
	*s = (struct taken_stranger){.recorded = recorded, .known = known, .line = line, .ordered = r->feed && r->feed->ordered};
	hash_key(s->hash, r, key);
}

static void take_moment(void *context, const struct moment *at, bool rejected)
{
	struct store_run *r = context;

	if (at)
		times_add(&r->times, at, rejected);
}

/* ---- the end of a file ---- */

static void drop_file(struct store_run *r)
{
	for (size_t i = 0; i < r->plan->nsubjects && r->rows.n > 0; i++)
		r->first[i] = r->last[i] = SIZE_MAX;
	arena_free(&r->rows_arena);
	arena_init(&r->rows_arena);
	r->rows.at = NULL;
	r->rows.n = r->rows.cap = 0;
	r->times.n = 0;
}

/* What a file that is read again had before goes. */
static void clear_file(struct store_run *r, int64_t id)
{
	static const enum sql gone[] = {SQL_PARTS_DROP, SQL_STRANGERS_DROP, SQL_REJECTS_DROP, SQL_STRAYS_DROP};
	sqlite3_stmt *q = sql_open(r->store, SQL_PART_SUBJECTS);

	sql_bind(q, 1, id);
	while (sql_next(r->store, q)) {
		size_t i = known_subject_find(r, sql_int(q, 0));
		if (i != SIZE_MAX)
			r->subjects[i].touched = true;
	}
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
		q = sql_open(r->store, gone[i]);
		sql_bind(q, 1, id);
		sql_run(r->store, q);
	}
}

static int64_t write_file(struct store_run *r, const struct feed_input *input, const struct header *h, int64_t again)
{
	sqlite3_stmt *q = sql_open(r->store, again ? SQL_FILE_AGAIN : SQL_FILE_ADD);
	struct buf times = {0};
	struct str header = str_printf(r->arena, "%c%.*s", h->delimiter, STR_ARG(h->bytes));

	times_pack(&times, &r->times);
	sql_bind(q, 1, r->feed->id);
	sql_bind_text(q, 2, input->file);
	sql_bind_text(q, 3, str_of(input->sha256));
	sql_bind_bytes(q, 4, header);
	sql_bind(q, 5, (int64_t)input->rows);
	sql_bind(q, 6, (int64_t)input->matched);
	sql_bind(q, 7, (int64_t)input->rejected);
	sql_bind_bytes(q, 8, buf_str(&times));
	sql_bind(q, 9, times_last(buf_str(&times)));
	sql_bind(q, 10, r->id);
	if (again)
		sql_bind(q, 11, again);
	sql_run(r->store, q);
	struct known_file *f = again ? find_file(r, r->feed->id, input->file, input->sha256) : VEC_PUSH(r->arena, &r->files);
	int64_t id = again ? again : sqlite3_last_insert_rowid(store_sqlite(r->store));
	assert(f); /* what is read again is known */
	*f = (struct known_file){.id = id, .feed = r->feed->id, .read_run = r->id, .header = header,
	                         .name = again ? f->name : str_dup(r->arena, input->file),
	                         .sha256 = str_dup(r->arena, str_of(input->sha256)), .rows = input->rows,
	                         .matched = input->matched, .rejected = input->rejected, .last = times_last(buf_str(&times))};
	buf_free(&times);
	return id;
}

static void write_part(struct store_run *r, size_t subject, int64_t file, struct buf *room)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_PART_ADD);
	uint64_t line = 0;

	buf_clear(room);
	for (size_t i = r->first[subject]; i != SIZE_MAX; i = r->rows.at[i].next)
		pack_row(room, &r->rows.at[i], &line);
	sql_bind(q, 1, r->subjects[subject].id);
	sql_bind(q, 2, file);
	sql_bind_bytes(q, 3, buf_str(room));
	sql_run(r->store, q);
	r->subjects[subject].touched = true;
}

static bool refuse_late(struct store_run *r, struct str name, const struct known_file *after)
{
	store_refuse(r->store, "cannot take in %.*s: the feed %.*s has a key and no `recorded`, so that its files must come in "
	             "the order of their names, and %.*s was taken in before", STR_ARG(name), STR_ARG(r->feed->name),
	             STR_ARG(after->name));
	return false;
}

static bool end_file(void *context, const struct feed_input *input, const struct header *h)
{
	struct store_run *r = context;
	const struct known_file *old = find_file(r, r->feed->id, input->file, input->sha256);
	const struct known_file *after = old ? NULL : too_late(r, input->file);
	struct buf room = {0};

	if (after)
		return refuse_late(r, input->file, after);
	if (old && is_fresh(r, old, r->feed)) { /* such as of a pipe */
		r->nstrangers = r->strangers_before;
		r->nkeys = r->keys_before;
		drop_file(r);
		return true;
	}
	int64_t again = old ? old->id : 0;
	if (again)
		clear_file(r, again);
	int64_t id = write_file(r, input, h, again);
	for (size_t i = 0; i < r->plan->nsubjects && r->rows.n > 0; i++)
		if (r->first[i] != SIZE_MAX)
			write_part(r, i, id, &room);
	for (size_t i = r->strangers_before; i < r->nstrangers; i++)
		r->strangers[i].file = id;
	buf_free(&room);
	drop_file(r);
	return store_good(r->store);
}

const struct feed_keeper *store_run_keeper(struct store_run *r)
{
	r->keeper = (struct feed_keeper){r, begin_file, take_row, take_nobody, take_moment, end_file};
	return &r->keeper;
}

bool store_run_taken(struct store_run *r)
{
	return keys_write(r);
}

/* ---- files that were read before something was known ---- */

static const struct subject *changed_after(const struct store_run *r, int64_t run, size_t *n)
{
	const struct subject *first = NULL;

	*n = 0;
	for (size_t i = 0; i < r->plan->nsubjects; i++) {
		if (r->subjects[i].changed_run <= run)
			continue;
		first = first ? first : &r->plan->subjects[i];
		++*n;
	}
	return first;
}

static void note_stale(struct store_run *r, const struct known_file *f, const struct known_feed *feed, size_t more)
{
	struct buf b = {0};
	size_t n;
	const struct subject *who = changed_after(r, f->read_run, &n);

	buf_add(&b, f->name);
	if (more > 0)
		buf_printf(&b, " and %zu more files of %.*s", more, STR_ARG(feed->name));
	buf_printf(&b, more > 0 ? " were taken in before " : " was taken in before ");
	if (feed->changed_run > f->read_run)
		buf_printf(&b, "the feed %.*s was as it is", STR_ARG(feed->name));
	else if (n == 0)
		buf_printf(&b, "%.*s left the documents, whose rows may name somebody else too", STR_ARG(r->gone));
	else
		buf_printf(&b, "%.*s was known as it is", STR_ARG(who->id));
	if (n > 1 && feed->changed_run <= f->read_run)
		buf_printf(&b, " (and %zu more subjects)", n - 1);
	buf_printf(&b, ": give %s again, else rows in %s may be missing", more > 0 ? "them" : "it", more > 0 ? "them" : "it");
	*VEC_PUSH(r->arena, &r->notes) = str_dup(r->arena, buf_str(&b));
	buf_free(&b);
}

size_t store_run_notes(const struct str **out, struct store_run *r, bool recent)
{
	r->notes.n = 0;
	for (size_t i = 0; i < r->feeds.n; i++) {
		const struct known_feed *feed = &r->feeds.at[i];
		const struct known_file *first = NULL;
		size_t more = 0;
		bool now = feed->changed_run == r->id || r->subjects_changed == r->id || (feed->by_more && r->subjects_gone == r->id);

		for (size_t k = 0; k < r->files.n && (now || !recent); k++) {
			if (r->files.at[k].feed != feed->id || is_fresh(r, &r->files.at[k], feed))
				continue;
			more += first != NULL;
			first = first ? first : &r->files.at[k];
		}
		if (first)
			note_stale(r, first, feed, more);
	}
	*out = r->notes.at;
	return r->notes.n;
}

/* ---- why rows were rejected ---- */

static void keep_reject(struct store_run *r, const struct reject *j, int64_t file)
{
	bool named = j->subject != SIZE_MAX;
	sqlite3_stmt *q = sql_open(r->store, named ? SQL_REJECT_ADD : SQL_STRAY_ADD);
	int at = 1;

	if (named)
		sql_bind(q, at++, r->subjects[j->subject].id);
	sql_bind(q, at++, file);
	sql_bind(q, at++, (int64_t)j->line);
	sql_bind_text(q, at++, j->column);
	sql_bind_text(q, at, j->reason);
	sql_run(r->store, q);
}

void store_run_rejects(struct store_run *r, const struct reject *rejects, size_t n)
{
	const struct feed_input *input = NULL;
	const struct known_file *f = NULL;

	for (size_t i = 0; i < n && store_good(r->store); i++) {
		const struct reject *j = &rejects[i];
		if (j->input != input) {
			const struct known_feed *feed = known_feed_of(r, j->input);
			f = feed ? find_file(r, feed->id, j->input->file, j->input->sha256) : NULL;
			input = j->input;
		}
		if (f)
			keep_reject(r, j, f->id);
	}
}
