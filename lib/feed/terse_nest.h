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
	const char *end; /* of what it holds, once another follows */
	uint64_t line;   /* of its first row */
	uint32_t input;  /* rank of the file */
	char bytes[]; /* of each row: how many lines behind the first, in four bytes; then as terse.h */
};

struct terse_nest {
	struct terse_piece *first, *last;
	char *end;       /* of what the last piece holds; this, its room, file and line are told here, since what adds a row */
	uint64_t line;   /* would else wait for the piece's own memory */
	uint32_t left, input;
	size_t n, size; /* rows; bytes of all pieces */
};

void terse_nest_add(struct terse_nest *n, const struct terse *t, uint32_t input, uint64_t line, struct str packed,
                    struct arena *a);

/* A row of this one will be added soon. */
static inline void terse_nest_soon(const struct terse_nest *n)
{
	__builtin_prefetch(n, 1);
	__builtin_prefetch((const char *)(n + 1) - 1, 1);
}

struct terse_walk {
	const struct terse_nest *nest;
	const struct terse_piece *piece; /* NULL: there is no more */
	const char *at;                  /* a row of it, and the line that it stood in */
	uint64_t line;
};
void terse_first(struct terse_walk *w, const struct terse_nest *n);
/* The values of the row there; on to the next one. */
void terse_take(struct value *fields, struct terse_walk *w);

#endif
