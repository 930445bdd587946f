/* The inside of places_read: shared by places.c, place_rows.c and place_columns.c. */
#ifndef FEED_PLACES_H
#define FEED_PLACES_H

#include "base/vec.h"
#include "feed/read.h"

/* A row that reads well. */
struct place_row {
	struct feed_input *input;
	struct place at;
	struct str bytes, id_column, at_column;
	const struct value *fields; /* of place_type */
	bool replaced;              /* a later row has its key */
};

/* A feed of places, or the built-in name (feed NULL), with all files given to it. */
struct place_run {
	struct str name;
	const struct feed *feed;
	VEC(struct feed_file) files; /* in the order in which they are read */
	VEC(struct place_row *) rows;
	struct intake keys;
	struct map by_key;
	uint64_t nrows, nrejected;
};

struct place_reading {
	struct book *book;
	const struct plan *plan;
	int64_t as_of;
	bool hash_inputs;
	struct arena *arena;
	struct diag *diag;
	VEC(struct place_run *) runs;
	VEC(struct feed_input *) inputs;
	VEC(struct reject) rejects;
	VEC(struct str) notes;
	bool failed;
	struct str *room; /* slices of a kept row */
	size_t nroom;
};

/* The rows of one file into the run. False: told in the diag. */
bool place_rows_read(struct place_reading *r, struct place_run *run, const struct feed_file *file);
/* What the run's rows say, into the book. */
void place_rows_settle(struct place_reading *r, struct place_run *run);
/* A feed for a header of its own; unread columns into input. False: told in the diag. */
bool place_columns(const struct feed **out, struct feed_input *input, const struct plan *plan, const struct header *h,
                   struct place place, struct arena *a, struct diag *d);

#endif
