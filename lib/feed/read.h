/* The inside of feed_read: shared by claim.c, read.c, row.c and supply.c. */
#ifndef FEED_READ_H
#define FEED_READ_H

#include "base/vec.h"
#include "feed/intake.h"
#include "feed/mapping.h"
#include "feed/nest.h"
#include "feed/terse_nest.h"

#define REJECTS_KEPT ((size_t)1000000) /* further ones are only counted */
#define REJECTS_BYTES ((size_t)256 << 20) /* the same, by the length of their rows */

struct feed_file {
	const char *path;
	struct feed_input *input;
};

/* One feed, or one event type by its own headers, with all files given to it. */
struct feed_run {
	struct str name;
	const struct feed *feed; /* made up for own headers */
	const struct event_type *type;
	bool own_header;
	VEC(struct feed_file) files; /* in the order in which they are read */
	struct intake intake;
	uint64_t rows, rejected; /* as far as they were known at known_at */
	uint64_t unrecorded;     /* kept under known_at by their time alone */
	int64_t newest;
};

struct reading {
	const struct plan *plan;
	const struct feed_options *options;
	const struct identity_index *index;
	struct arena *arena;
	struct diag *diag;
	VEC(struct feed_run *) runs; /* in order of name */
	VEC(struct reject) rejects;
	size_t reject_bytes; /* of the rows kept */
	bool rejects_full;
	VEC(struct str) notes;
	bool **rejected;      /* by subject, then type; NULL: none */
	VEC(size_t) marked;   /* subjects that have some */
	struct arena scratch; /* for one row, emptied now and then */
	struct str *room;     /* slices of a kept row */
	size_t nroom;
	struct buf dense;     /* scratch: values of a row, or slices */
	struct nest *nests;   /* by subject: where its rows without a key are kept; NULL: in piles as they come */
	struct terse_nest *packed; /* the same for those that are packed */
	VEC(struct row_reader *) readers; /* by rank of their files */
};

void reading_note(struct reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Counts and notes of all files, once no row waits. */
void reading_sum_up(struct reading *r);

/* "FILE: nothing reads the columns a, b"; empty: all are read. */
struct str unread_words(const struct feed_input *input, struct arena *a);

/* ---- claim.c: which file goes to which feed ---- */

/* The feed whose `files:` claims the name. False: two do (told in diag). *out may be NULL: none. */
bool claim_by_pattern(const struct feed **out, const struct plan *plan, struct str file, struct diag *d);
struct str claim_base(struct str path); /* the last part of a path */
struct str claim_stem(struct str path); /* without its extension, and without .gz or .zst */
struct str claim_unpacked(struct str path); /* without .gz or .zst */
/* Order of files however they were given: the last part of the path in bytes, then the whole. */
int claim_cmp(struct str a, struct str b);
int claim_cmp_files(const void *a, const void *b); /* the same of struct feed_file, for qsort */
/* Requests into r->runs. False: errors in diag. */
bool claim_all(struct reading *r, const struct feed_request *requests, size_t nrequests);

/* The run of a feed, or of a type by its own headers (feed NULL); made where there is none. */
struct feed_run *claim_run(struct reading *r, const struct feed *feed, const struct event_type *type);
int claim_cmp_runs(const void *a, const void *b); /* of struct feed_run *, for qsort */

/* ---- own_header.c ---- */

/* A feed for an event type, without columns. */
const struct feed *own_feed(const struct event_type *t, const struct plan *plan, struct arena *a);
/* The same for one header; unread columns into input. False: told in diag. */
bool own_columns(const struct feed **out, struct feed_input *input, const struct feed *base, const struct header *h,
                 struct place place, struct arena *a, struct diag *d);

/* ---- above.c ---- */

/* Help on a header that lacks columns, where a line below it has them all. */
void above_help(struct reading *r, const struct feed_run *run, struct scanner *s);

/* ---- row.c: one row ---- */

struct row_reader {
	struct reading *r;
	struct feed_run *run;
	struct feed_input *input;
	struct mapping mapping;
	int64_t cap; /* times after it are no coverage: as-of or known-at */
	const char *sha256; /* of a row that is read again after it was covered; NULL: of the row itself */
	bool may_wait;      /* its rows may be decoded later, by any thread */
	bool alone;         /* each of its rows is an event: no `where`, and no other file of the type */
	const struct terse *terse; /* how its rows are packed; NULL: they are not */
	size_t size;        /* what the values of a row mostly take, in bytes (dense.h) */
};

/* How far a row of that time shows its feed to reach: a day to its end; INSTANT_MIN: it lies beyond the cap. */
static inline int64_t row_reach(const struct moment *at, int64_t cap)
{
	return at->first > cap ? INSTANT_MIN : at->last < cap ? at->last : cap;
}

/* What of a row to keep where it names cards: a record that reads as it does, without their numbers. */
struct str row_covered(const struct mapping *m, const struct row *row, struct arena *a);
void row_read(struct row_reader *rr, const struct row *row);
/* A row of a known subject as it goes into the nest. */
struct ready {
	size_t subject;
	struct nest_row head;
	struct str values; /* until the next one is made */
};
/* A good row by a reader of one thread's own, whose counts it adds to. False: it is for row_read, and counted nowhere. Only
 * where rows may wait. */
bool row_make(struct ready *out, struct row_reader *rr, const struct row *row);
/* Into the nest, counted as matched; row: its bytes. */
void row_take(struct row_reader *rr, const struct ready *ready, struct str row);
/* A packed row into its nest, counted as matched. */
void row_take_packed(struct row_reader *rr, size_t subject, uint64_t line, struct str packed);
/* May rows of this file be decoded later? Nothing but their decoding is then left, and that needs no other row. */
bool row_may_wait(const struct row_reader *rr);
/* See struct row_reader. */
size_t row_size(const struct mapping *m);
/* Decodes a row that waited. False: it is a reject now, told by the reader, and no longer counted as matched. */
bool row_decode(struct row_reader *rr, struct nest_row *t, size_t subject, struct arena *scratch);
/* A row that names nobody, because its names cannot be read, is no row of nobody: why, and of which column; NULL: they can. */
const char *row_unreadable(size_t *column, const struct mapping *m, const struct row *row);
/* As if a row of the subject had been rejected. */
void row_mark_rejected(struct row_reader *rr, size_t subject);
void row_reject_shape(struct row_reader *rr, const struct row *row);
/* A rejected row (why is set), j its reject or NULL: as if a row of that subject, or of both of a tie, had been. */
void row_blame(struct row_reader *rr, const struct row *row, struct reject *j, struct identity_match who);

/* ---- row_lines.c ---- */

/* A row that spans lines, of which a later one reads like a row about somebody known: an open quote has swallowed it,
 * so that it is one reject, told for all of them. False: it is what it seems. */
bool row_swallows(struct row_reader *rr, const struct row *row);

/* ---- read.c ---- */

/* The type of events that show the use of a name; NULL: no run shows it, or there is no such type. */
const struct event_type *reading_name_use(const struct reading *r);
/* Rows with a key become events, of all runs. */
void reading_settle(struct gathered *by_subject, struct reading *r);
/* What settling and the feeds' `where`s are evaluated in. */
struct env *reading_env(struct reading *r, struct arena *scratch);
/* A subject's events: those gathered, those of its rows without a key (a pile for each run), and those that show the use
 * of a name (type NULL: none). After reading_settle; runs of one type stand together in order of name. */
void reading_events(struct subject_events *out, struct reading *r, const struct gathered *g, struct pile *const *piles,
                    size_t subject, const struct event_type *name_use, struct env *env);
/* What of a subject is told beside its events. */
struct subject_events reading_subject(const struct reading *r, size_t subject);
/* A row reader's columns by the header; false: told in diag. */
bool reading_map(struct row_reader *rr, struct header *h, struct place place);

/* ---- gather.c: from the rows that were read to the events of each subject ---- */

/* By subject, on options->jobs threads. Decodes rows that wait, completes the counts and the rejects of the files. */
void gather_all(struct feed_result *out, struct reading *r);

/* ---- shelf.c: events of the rows in nests, when they are asked for ---- */

/* Once all is gathered. */
struct feed_shelf *shelf_new(const struct reading *r, const struct gathered *by_subject);
/* The rows of a subject's nest as told, in a pile for each run. counts: by rank, where rows of a file are counted. */
struct pile *const *shelf_piles(const struct reading *r, size_t subject, struct feed_input *const *counts, struct arena *a);

/* ---- supply.c ---- */

/* supplies: by type. True where a feed failed. */
bool supply_all(struct supply *supplies, struct reading *r);

#endif
