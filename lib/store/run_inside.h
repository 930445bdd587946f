/* run_inside: what the files of a run share. Inside lib/store only. */
#ifndef STORE_RUN_INSIDE_H
#define STORE_RUN_INSIDE_H

#include "base/map.h"
#include "feed/times.h"
#include "judge/judge.h"
#include "store/run.h"
#include "store/sql.h"

/* A feed, or an event type by its own headers, as the store knows it. */
struct known_feed {
	struct str name;
	bool by_more; /* rows are found by more than one reference: one of a subject who is gone may name another */
	bool own, ordered; /* ordered: keyed without `recorded`: its files must come in the order of their names */
	int64_t id, changed_run;
};

struct known_file {
	int64_t id, feed, read_run;
	struct str name, header, sha256;
	uint64_t rows, matched, rejected;
	int64_t last; /* the last instant that a row says */
	bool later;   /* some row is of a time after the as-of time: its times are needed */
};

/* A row that is being taken in; of one subject they are chained. */
struct taken_row {
	size_t next; /* SIZE_MAX: the last */
	uint64_t line;
	struct str bytes;
	const char *sha256;
	bool broken;
};

struct taken_key {
	uint64_t hash[2];
	int64_t subject;
};

struct taken_stranger {
	uint64_t hash[2];
	int64_t file, recorded, known;
	uint64_t line;
	bool ordered; /* of an ordered feed: counts only where its key is a known one */
};

struct known_subject {
	int64_t id, changed_run;
	bool touched;
	char identity[65]; /* digest of what rows find it by */
	struct str judged; /* what is kept of its last judging; empty: none */
};

/* A row of the table of subjects who are among the documents. */
struct known_id {
	int64_t id;
	size_t subject;
};

/* What a reader was told of a finding. */
struct known_told {
	int64_t level, run;
};

struct store_run {
	struct store *store;
	const struct plan *plan;
	struct arena *arena;
	struct store_run_options options;
	int64_t id;
	uint64_t seeds[2][2];
	struct known_subject *subjects; /* by plan subject */
	int64_t subjects_changed;       /* the last run in which one changed */
	int64_t subjects_gone;          /* the last run from which on one is no longer among the documents */
	struct str gone;                /* who */
	VEC(struct known_id) by_id;     /* in order of id */
	VEC(struct known_feed) feeds;
	VEC(struct known_file) files;
	VEC(struct str) notes, found_notes;
	int no_decisions; /* -1: not yet looked */
	struct str reader; /* whose told is; at NULL: nobody's */
	struct map told;   /* by finding: struct known_told */
	struct feed_keeper keeper;
	/* judged.c */
	const struct supply *supplies;
	bool world_changed;
	bool *renamed; /* by type: another feed is its narrowest */
	/* the file being read */
	struct known_feed *feed;
	int64_t again; /* the file's id, where it is read again; 0: it is new */
	struct arena rows_arena;
	VEC(struct taken_row) rows;
	size_t *first, *last; /* by plan subject, into rows; SIZE_MAX: none */
	struct row_times times;
	/* of all files */
	struct taken_key *keys;
	size_t nkeys, keys_cap;
	struct taken_stranger *strangers;
	size_t nstrangers, strangers_cap;
	size_t strangers_before; /* of the file being read: they begin here */
	size_t keys_before;
	bool keys_kept, strangers_kept; /* the store had some before */
};

/* ---- known.c: what is known when the run begins ---- */
bool known_load(struct store_run *r);
struct known_feed *known_feed_of(struct store_run *r, const struct feed_input *input);
size_t known_subject_find(const struct store_run *r, int64_t id); /* SIZE_MAX: no longer among the documents */

/* ---- document.c ---- */
bool documents_note(struct store_run *r);

/* ---- found.c ---- */
bool found_any_decision(struct store_run *r);

/* ---- take_keys.c ---- */
/* Writes keys and strangers, and finds those that subjects share. */
bool keys_write(struct store_run *r);

/* ---- pack.c ---- */
void pack_row(struct buf *out, const struct taken_row *row, uint64_t *line_before);
/* Rows of one part behind out->rows; bytes are slices of packed. False: it is damaged. */
bool unpack_rows(struct store_rows *out, struct str packed, size_t file, size_t subject, struct arena *a);

#endif
