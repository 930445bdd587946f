/* run: one run of `check` on a store: what is taken in, and the rows of a subject again.
 *
 * Everything happens inside one transaction of the store. The run owns heap
 * memory until store_run_end; what it points out lives in the arena it was
 * opened with.
 */
#ifndef STORE_RUN_H
#define STORE_RUN_H

#include "base/vec.h"
#include "feed/keeper.h"
#include "feed/replay.h"
#include "store/db.h"

struct store_run_options {
	int64_t as_of, began; /* began: by the clock */
	struct str account, version;
	bool back;            /* it looks back, and leaves the life of findings as it is */
};

struct store_run;

/* The as-of time of the last run that did not look back; INSTANT_MIN: there was none. */
int64_t store_last_as_of(struct store *s);

/* Inside store_begin. Notes which documents, subjects and feeds changed since the last run. NULL: store_good says why. */
struct store_run *store_run_begin(struct store *s, const struct plan *plan, const struct store_run_options *o,
                                  struct arena *a);
void store_run_end(struct store_run *r);
int64_t store_run_id(const struct store_run *r);

/* ---- taking in ---- */

/* For feed_options.keeper. */
const struct feed_keeper *store_run_keeper(struct store_run *r);
/* When all files are read. False: told. */
bool store_run_taken(struct store_run *r);
/* Why rows were rejected; of those that name nobody known the file and the line are kept with it, and not the row. */
void store_run_rejects(struct store_run *r, const struct reject *rejects, size_t n);
/* Have the rows of this subject (of the plan), or those that share a key with them, changed in this run? */
bool store_run_touched(const struct store_run *r, size_t subject);
/* What a person must know: files that were taken in before something was known. recent: since this run alone. */
size_t store_run_notes(const struct str **out, struct store_run *r, bool recent);

/* ---- giving out ---- */

/* All files ever taken in, as known at the options' known_at. */
size_t store_run_files(const struct replay_file **out, struct store_run *r, const struct feed_options *options);
void store_run_seeds(uint64_t seeds[2][2], const struct store_run *r);

struct store_rows {
	VEC(struct replay_row) rows;
	VEC(struct replay_stranger) strangers;
};
/* What replay_subject asks for, in the arena. */
void store_run_rows(struct store_rows *out, struct store_run *r, size_t subject, struct arena *a);

#endif
