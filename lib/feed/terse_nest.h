/* terse_nest: the packed rows of one subject, in few pieces of an arena and in the order in which they were read.
 *
 * They lie apart from rows that are kept the long way (nest.h); whoever reads both puts them in order by file and line.
 */
#ifndef FEED_TERSE_NEST_H
#define FEED_TERSE_NEST_H

#include "feed/terse.h"

struct terse_piece {
	struct terse_piece *next;
	const struct terse *terse;
	uint64_t line;  /* of its first row */
	uint32_t input; /* rank of the file */
	uint32_t nbytes, cap;
	char bytes[]; /* of each row: how many lines behind the first, in four bytes; then as terse.h */
};

struct terse_nest {
	struct terse_piece *first, *last;
	size_t n, size; /* rows; bytes of all pieces */
};

void terse_nest_add(struct terse_nest *n, const struct terse *t, uint32_t input, uint64_t line, struct str packed,
                    struct arena *a);

struct terse_walk {
	const struct terse_piece *piece; /* NULL: there is no more */
	const char *at;                  /* a row of it, and the line that it stood in */
	uint64_t line;
};
void terse_first(struct terse_walk *w, const struct terse_nest *n);
/* The values of the row there; on to the next one. */
void terse_take(struct value *fields, struct terse_walk *w);

#endif
