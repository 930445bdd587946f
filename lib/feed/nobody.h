/* nobody: rows of nobody, told by a few of their cells before a row is made; and rows of known subjects that are packed at once.
 *
 * A row that surely names no subject is counted and adds to how far its feed
 * reaches, and that is all; whatever is odd about it, it is left to row_read.
 * One thread has one of these.
 */
#ifndef FEED_NOBODY_H
#define FEED_NOBODY_H

#include "feed/read.h"
#include "feed/terse.h"

struct nobody_time {
	const struct mapping_field *field;
	size_t cells[PASS_COLUMNS]; /* of its columns */
	bool iso; /* one column that is read as a time in ISO 8601 */
};

struct nobody {
	struct row_pass pass;
	const struct mapping *mapping;
	const struct identity_index *index;
	const struct sieve *sieve;
	bool weighed; /* some way is no reference: nothing is passed over; rows are made and their person is looked for */
	size_t ways[PASS_COLUMNS]; /* cells that name a person by reference */
	size_t nways;
	struct nobody_time times[2]; /* when recorded, else when it is of */
	size_t ntimes;
	struct str *fields;   /* for mapping_moment: only those of `times` are set */
	struct arena scratch;
	size_t sample;        /* column that shows what the file calls people; HEADER_NONE: none */
	bool sampled;         /* a row that shows what the file calls people was left to row_read, or none can show it */
	int64_t cap, newest;  /* as feed_input.newest */
	struct terse_maker maker; /* where it packs rows, */
	void (*take)(void *context, const struct terse_maker *made, uint64_t line); /* and who then takes them */
	void *context;
	const struct terse_nest *nests; /* by subject, into which they go at once; NULL: they do not */
	const bool *wanted; /* as feed_options */
	uint64_t low, high;   /* dates before and after which a row cannot reach further: digits of a day, 0: not known */
};

/* False: each row of the file must be read. Else nobody_close. */
bool nobody_open(struct nobody *n, const struct row_reader *rr);
/* Rows of known subjects that can be packed go to `take` too; a file without such rows: no. */
void nobody_pack(struct nobody *n, const struct row_reader *rr,
                 void (*take)(void *context, const struct terse_maker *made, uint64_t line), void *context);
/* From what is known of the file by now; when rows were read by others meanwhile. */
void nobody_begin(struct nobody *n, const struct row_reader *rr);
/* A good row that was made, to the same end. True: it is done with. */
bool nobody_row(struct nobody *n, const struct row *row);
void nobody_close(struct nobody *n);

#endif
