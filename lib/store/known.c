/* What the store knew before the run: subjects, feeds, files; and which of them changed since. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "identity/identity.h"
#include "store/run_inside.h"

/* ---- the store's secret: under which keys are hashed ---- */

static bool load_seeds(struct store_run *r)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FACT);

	sql_bind_text(q, 1, STR("seeds"));
	if (sql_next(r->store, q) && sql_text_of(q, 0).n == sizeof r->seeds) {
		memcpy(r->seeds, sql_text_of(q, 0).at, sizeof r->seeds);
		return true;
	}
	sqlite3_randomness(sizeof r->seeds, r->seeds);
	q = sql_open(r->store, SQL_FACT_PUT);
	sql_bind_text(q, 1, STR("seeds"));
	sql_bind_bytes(q, 2, (struct str){(const char *)r->seeds, sizeof r->seeds});
	return sql_run(r->store, q);
}

/* ---- subjects ---- */

struct gone_subject {
	int64_t id, run;
	struct str name;
	bool noted; /* in an earlier run */
};

/* Rows that name them are not kept from now on: should they come back, they are known since then, by another identity. */
static void note_gone(struct store_run *r, const struct gone_subject *gone, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!gone[i].noted) {
			sqlite3_stmt *q = sql_open(r->store, SQL_SUBJECT_CHANGE);
			sql_bind_text(q, 1, STR(""));
			sql_bind(q, 2, r->id);
			sql_bind(q, 3, gone[i].id);
			sql_run(r->store, q);
		}
		int64_t run = gone[i].noted ? gone[i].run : r->id;
		if (run <= r->subjects_gone)
			continue;
		r->subjects_gone = run;
		r->gone = gone[i].name;
	}
}

static void load_subjects(struct store_run *r, struct str *identities)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_SUBJECTS);
	VEC(struct gone_subject) gone = {0};

	while (sql_next(r->store, q)) {
		size_t i = plan_find_subject(r->plan, sql_text_of(q, 1));
		if (i == SIZE_MAX)
			*VEC_PUSH(r->arena, &gone) = (struct gone_subject){sql_int(q, 0), sql_int(q, 3), str_dup(r->arena, sql_text_of(q, 1)),
			                                                   sql_text_of(q, 2).n == 0};
		if (i == SIZE_MAX || r->subjects[i].id != 0)
			continue;
		r->subjects[i] = (struct known_subject){.id = sql_int(q, 0), .changed_run = sql_int(q, 3),
		                                        .judged = str_dup(r->arena, sql_text_of(q, 4))};
		identities[i] = str_dup(r->arena, sql_text_of(q, 2));
	}
	note_gone(r, gone.at, gone.n);
}

static void note_subject(struct store_run *r, size_t i, struct str identity, const char *now)
{
	struct known_subject *k = &r->subjects[i];
	sqlite3_stmt *q;

	if (k->id != 0 && str_eq_cstr(identity, now))
		return;
	q = sql_open(r->store, k->id == 0 ? SQL_SUBJECT_ADD : SQL_SUBJECT_CHANGE);
	sql_bind_text(q, 1, str_of(now));
	sql_bind(q, 2, r->id);
	if (k->id == 0)
		sql_bind_text(q, 3, r->plan->subjects[i].id);
	else
		sql_bind(q, 3, k->id);
	sql_run(r->store, q);
	if (k->id == 0)
		k->id = sqlite3_last_insert_rowid(store_sqlite(r->store));
	k->changed_run = r->id;
	k->touched = true;
}

static int compare_ids(const void *a, const void *b)
{
	const struct known_id *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static void index_ids(struct store_run *r)
{
	bool sorted = true;

	for (size_t i = 0; i < r->plan->nsubjects; i++) {
		*VEC_PUSH(r->arena, &r->by_id) = (struct known_id){r->subjects[i].id, i};
		sorted = sorted && (i == 0 || r->subjects[i - 1].id < r->subjects[i].id);
	}
	if (!sorted)
		qsort(r->by_id.at, r->by_id.n, sizeof *r->by_id.at, compare_ids);
}

static void know_subjects(struct store_run *r)
{
	size_t n = r->plan->nsubjects;
	struct str *identities = arena_array(r->arena, n, sizeof *identities);
	r->subjects = arena_array(r->arena, n, sizeof *r->subjects);
	load_subjects(r, identities);
	for (size_t i = 0; i < n && store_good(r->store); i++) {
		identity_digest(r->subjects[i].identity, &r->plan->subjects[i]);
		note_subject(r, i, identities[i], r->subjects[i].identity);
		if (r->subjects[i].changed_run > r->subjects_changed)
			r->subjects_changed = r->subjects[i].changed_run;
	}
	index_ids(r);
}

size_t known_subject_find(const struct store_run *r, int64_t id)
{
	const struct known_id key = {.id = id}, *found = NULL;

	if (r->by_id.n > 0)
		found = bsearch(&key, r->by_id.at, r->by_id.n, sizeof key, compare_ids);
	return found ? found->subject : SIZE_MAX;
}

/* ---- feeds ---- */

static bool says_recorded(const struct feed *f)
{
	for (size_t i = 0; i < f->nfields; i++)
		if (f->fields[i].field == FIELD_RECORDED)
			return true;
	return false;
}

/* digest: as the documents have it now. */
static struct known_feed *know_feed(struct store_run *r, struct str name, bool own, bool ordered, const char *digest)
{
	struct known_feed *k = VEC_PUSH(r->arena, &r->feeds);
	sqlite3_stmt *q = sql_open(r->store, SQL_FEED);
	bool same = false;

	*k = (struct known_feed){.name = name, .own = own, .ordered = ordered};
	sql_bind_text(q, 1, name);
	sql_bind(q, 2, own);
	if (sql_next(r->store, q)) {
		k->id = sql_int(q, 0);
		k->changed_run = sql_int(q, 2);
		same = str_eq_cstr(sql_text_of(q, 1), digest);
	}
	if (same)
		return k;
	q = sql_open(r->store, SQL_FEED_PUT);
	sql_bind_text(q, 1, name);
	sql_bind(q, 2, own);
	sql_bind_text(q, 3, str_of(digest));
	sql_bind(q, 4, r->id);
	k->changed_run = r->id;
	k->id = sql_one(r->store, q, 0);
	return k;
}

static bool finds_by_person(const struct feed *f)
{
	for (size_t i = 0; i < f->nways; i++)
		if (f->ways[i].kind == WAY_PERSON)
			return true;
	return false;
}

/* Whom a row names may turn on `settings: match:` too; where it says nothing the digest is the feed's own. */
static void digest_with_match(char digest[65], const struct plan *p, const struct feed *f)
{
	feed_digest(digest, f);
	if ((p->match_strong == 0 && p->match_possible == 0) || !finds_by_person(f))
		return;
	struct buf b = {0};
	buf_printf(&b, "%s %lld %lld", digest, (long long)p->match_strong, (long long)p->match_possible);
	struct digest d = digest_of(buf_str(&b));
	digest_hex(digest, 64, &d);
	buf_free(&b);
}

static void know_feeds(struct store_run *r)
{
	char digest[65];

	for (size_t i = 0; i < r->plan->nfeeds; i++) {
		const struct feed *f = &r->plan->feeds[i];
		if (f->places)
			continue;
		digest_with_match(digest, r->plan, f);
		know_feed(r, f->id, false, f->nkey > 0 && !says_recorded(f), digest)->by_more = f->nways > 1 || finds_by_person(f);
	}
}

/* Event types are known as feeds once a file was given to them. */
static struct known_feed *know_type(struct store_run *r, struct str name)
{
	const struct event_type *t = plan_find_type(r->plan, name);
	char digest[65];

	if (!t)
		return NULL;
	feed_type_digest(digest, t, &r->plan->zone);
	return know_feed(r, t->name, true, false, digest);
}

static struct known_feed *find_feed(struct store_run *r, struct str name, bool own)
{
	for (size_t i = 0; i < r->feeds.n; i++)
		if (r->feeds.at[i].own == own && str_eq(r->feeds.at[i].name, name))
			return &r->feeds.at[i];
	return own ? know_type(r, name) : NULL;
}

struct known_feed *known_feed_of(struct store_run *r, const struct feed_input *input)
{
	return find_feed(r, input->name, input->own_header);
}

/* ---- files ---- */

static void know_files(struct store_run *r)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FILES);

	while (sql_next(r->store, q)) {
		struct known_file *f = VEC_PUSH(r->arena, &r->files);
		*f = (struct known_file){.id = sql_int(q, 0), .feed = sql_int(q, 1), .name = str_dup(r->arena, sql_text_of(q, 2)),
		                         .sha256 = str_dup(r->arena, sql_text_of(q, 3)),
		                         .header = str_dup(r->arena, sql_text_of(q, 4)), .rows = (uint64_t)sql_int(q, 5),
		                         .matched = (uint64_t)sql_int(q, 6), .rejected = (uint64_t)sql_int(q, 7),
		                         .read_run = sql_int(q, 8), .last = sql_int(q, 9)};
	}
	q = sql_open(r->store, SQL_FEEDS_OWN); /* the types whose files there are */
	VEC(struct str) names = {0};
	while (sql_next(r->store, q))
		*VEC_PUSH(r->arena, &names) = str_dup(r->arena, sql_text_of(q, 0));
	for (size_t i = 0; i < names.n; i++)
		find_feed(r, names.at[i], true);
}

bool known_load(struct store_run *r)
{
	load_seeds(r);
	know_subjects(r);
	know_feeds(r);
	know_files(r);
	r->keys_kept = sql_one(r->store, sql_open(r->store, SQL_KEY_ANY), 0) > 0;
	r->strangers_kept = sql_one(r->store, sql_open(r->store, SQL_STRANGER_ANY), 0) > 0;
	return store_good(r->store);
}
