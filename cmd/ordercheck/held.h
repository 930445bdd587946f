/* held: a stream whose bytes stay in memory, in pieces that are never moved. */
#ifndef HELD_H
#define HELD_H

#include <stdbool.h>
#include <stdio.h>

struct held_piece;

struct held {
	struct held_piece *first, *last;
};

/* A stream for writing into h, which outlives it; NULL: none can be made, errno says why. */
FILE *held_open(struct held *h);
/* What was written, once the stream is closed. False: errno says why. */
bool held_write(const struct held *h, FILE *to);
void held_free(struct held *h);

#endif
