/* replay: events of one subject out of rows that were kept (keeper.h).
 *
 * The rows are read by the same mapping and intake as when the files are
 * read, in the same order, so that they give the same events. A replay is
 * opened once and is then read only; each thread has a seat of its own.
 */
#ifndef FEED_REPLAY_H
#define FEED_REPLAY_H

#include "feed/feed.h"

/* A file that was kept. */
struct replay_file {
	struct str name;  /* of its feed, or of its event type */
	bool own_header;
	struct str file;
	struct str sha256;
	uint64_t age;     /* of files of one name the one taken in first is read first */
	struct str header; /* its delimiter, then the record */
	uint64_t rows, rejected; /* as known at known_at */
	uint64_t matched;
	int64_t newest;          /* up to as-of or known-at */
};

struct replay_row {
	size_t file; /* index of replay_file */
	uint64_t line;
	struct str bytes;
	const char *sha256; /* NULL: of bytes */
	bool broken;        /* a rejected row: it only makes absence unknown */
	size_t subject;     /* of a broken row */
};

/* A row with a key that names nobody. */
struct replay_stranger {
	uint64_t hash[2]; /* of its key under the seeds of the replay */
	size_t file;
	uint64_t line;
	int64_t recorded, known; /* as feed_keeper.nobody */
};

struct feed_replay;
struct replay_seat;

/* seeds: of the hashes of keys. What the arguments point at lives as long. NULL: a file's columns no longer suit its feed,
 * told in diag. Files of feeds that are no more are left out, with a note. */
struct feed_replay *feed_replay_open(const struct plan *plan, const struct feed_options *options,
                                     const struct replay_file *files, size_t nfiles, uint64_t seeds[2][2],
                                     struct arena *a, struct diag *d);
/* What all the files supply, as feed_read says it: supplies, failed and notes. */
void feed_replay_supplies(struct feed_result *out, struct feed_replay *p, struct diag *d);

/* The files as inputs of a run, in the order in which they are read; those of feeds that are no more left out. */
void feed_replay_inputs(struct feed_result *out, struct feed_replay *p);

/* The arena is not shared with other threads. */
struct replay_seat *replay_seat_open(const struct feed_replay *p, struct arena *a);
void replay_seat_close(struct replay_seat *s);
/* rows: those of the subject, and all those of whoever shares a key with it; strangers: those with such keys; in any
 * order. Events into the arena, which outlives what is made of them. rows and strangers are sorted. */
void replay_subject(struct subject_events *out, struct replay_seat *s, size_t subject, struct replay_row *rows,
                    size_t nrows, struct replay_stranger *strangers, size_t nstrangers, struct arena *a);

#endif
