/* story: what became of one row of a feed, told after the feeds were read.
 *
 * The file is read again up to the row, so standard input has no story; of a file
 * that is gone a store may have kept the row.
 */
#ifndef FEED_STORY_H
#define FEED_STORY_H

#include "feed/feed.h"

enum row_fate {
	ROW_KEPT,       /* it is an event, or one of the rows that say it */
	ROW_NOBODY,     /* it names nobody known */
	ROW_REJECTED,
	ROW_LATER,      /* recorded after known-at */
	ROW_SUPERSEDED, /* another row of its key counts in its place */
	ROW_FILTERED,   /* the feed's `where` is false of it */
	ROW_UNWANTED    /* its subject is not among those that are judged */
};

/* How one field of the event was read. */
struct row_cell {
	struct str field;  /* the field's name, or "subject" */
	struct str column; /* the columns it comes of, joined by " + "; empty: a constant */
	struct str raw;    /* as the row has it */
	struct str read;   /* as it was taken, before its type: after `map` */
	struct value value; /* unknown: missing, or rejected */
	struct str why;    /* of a reject */
	struct str how;    /* "by %d/%m/%Y", "from mph into km/h"; empty: as the type reads it */
	bool required;
};

/* A row that a store kept. */
struct story_row {
	const struct feed_input *input;
	struct str header; /* of its file: the delimiter, then the record */
	uint64_t line;
	struct str bytes;
};

/* A row with a key that named nobody known: only that it was there was kept. */
struct story_nobody {
	const struct feed_input *input;
	uint64_t line, hash[2]; /* hash: of its key under the seeds */
	int64_t recorded;       /* INSTANT_MIN: not said */
};

/* What a store kept, in place of the file of a row. */
struct story_kept {
	struct str words;        /* says so, in place of how the file is written */
	bool nobody;             /* it named nobody known, and the row was not kept */
	bool broken;             /* it was rejected, and cannot be read again, or was not kept */
	struct str row;          /* of one that is broken; empty: not kept */
	struct str column, why;  /* why it was rejected */
	size_t subject;          /* of one that is broken; SIZE_MAX: nobody known */
	const struct story_row *rows; /* the row, and those that may count in its place, in the order of reading */
	size_t nrows;
	const struct story_nobody *nobodies;
	size_t nnobodies;
	uint64_t seeds[2][2];
};

/* Which row is asked for. */
struct story_place {
	const struct feed_input *input;
	uint64_t line;
	const struct story_kept *kept; /* NULL: the file is read */
};

struct row_story {
	const struct feed_input *input;
	const struct story_kept *kept; /* NULL: out of its file */
	struct str form;  /* how the file is written: "fields between \";\", windows-1252, gzip" */
	struct str row;   /* its bytes */
	uint64_t line;
	enum row_fate fate;
	struct str why;   /* of a reject; else empty */
	struct str column; /* of a reject */
	size_t subject;   /* SIZE_MAX: nobody */
	size_t other;     /* of a tie; else SIZE_MAX */
	bool by_name;
	const struct event_match *match; /* how the row's name suits the subject; NULL: it has none, or nobody was found */
	struct str way;   /* "reference", "identifier (passport)", "name"; empty: nobody was found */
	struct str way_column, way_value;
	const struct row_cell *cells;
	size_t ncells;
	const struct event *event;          /* of a row that is kept; of others as far as it could be read, or NULL */
	const struct event_source *instead; /* the row that counts in its place; NULL: none */
	struct str filter;                  /* the feed's `where` */
};

/* How the row came to be read. result: as feed_read gave it with these options, with the inputs that rows were kept of.
 * False: told in diag. */
bool row_story(struct row_story *out, const struct feed_result *result, const struct story_place *of,
               const struct plan *plan, const struct feed_options *options, struct arena *a, struct diag *d);

#endif
