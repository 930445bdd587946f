/* nest: the rows of one subject, in few pieces of an arena and in the order in which they were read.
 *
 * Rows of thousands of subjects come mixed; each subject's are read together later, one after the other. A row is kept
 * as its bytes and its values (dense.h), or as its bytes and where its fields lie in them, until it is decoded. Events
 * are made of them when they are asked for.
 */
#ifndef FEED_NEST_H
#define FEED_NEST_H

#include "feed/feed.h"

/* A field of a row that waits, in its bytes. */
struct slice {
	uint16_t from, n;
};

enum {
	NEST_WAITS = 1,   /* not decoded yet: slices stand where its values will */
	NEST_APART = 2,   /* its values did not fit there: a pointer to them does */
	NEST_MORE = 4,    /* a struct nest_more follows */
	NEST_GUESSED = 8, /* a local time of it occurs twice, or never */
	NEST_GONE = 16    /* it became a reject */
};

/* Then struct nest_more, room for slices or values, and the bytes of the row. */
struct nest_row {
	uint64_t line;
	uint32_t nbytes;
	uint32_t input;   /* rank of its file */
	uint16_t nslices;
	uint16_t room;    /* in eights of bytes */
	uint8_t by, flags; /* by: enum way_kind */
};

/* What few rows have. */
struct nest_more {
	const struct event_match *match;
	const char *sha256; /* as event_source */
};

struct nest {
	struct nest_piece *first, *last;
	char *end;       /* of what the last piece holds, and how much room is left there: told here, since what adds a row */
	size_t left;     /* would else wait for the piece's own memory */
	size_t n, size;  /* rows; bytes of all pieces */
	bool unready;    /* some wait, or `several` is not decided yet */
	bool several;    /* they have to be weighed against each other, or against a `where`, before they are events */
};

/* So many bytes as a row's room, a pointer's at least; 0: too many. */
uint16_t nest_room(size_t n);
/* Keeps a row: head with nbytes, room and flags set; more: as NEST_MORE says; within: what stands in its room. */
void nest_add(struct nest *n, struct nest_row head, const struct nest_more *more, struct str within, struct str row,
              struct arena *a);

struct nest_walk {
	const struct nest *nest;
	struct nest_piece *piece;
	struct nest_row *row;
};
/* From the first to the last; NULL: there is none, or no more. */
struct nest_row *nest_first(struct nest_walk *w, const struct nest *n);
struct nest_row *nest_next(struct nest_walk *w);

const struct nest_more *nest_more(const struct nest_row *row); /* NULL: it has none */
char *nest_within(struct nest_row *row); /* its room */
struct str nest_bytes(const struct nest_row *row);
const char *nest_values(const struct nest_row *row); /* of a row that was decoded */
/* A row that waited was decoded: its values instead of its slices. */
void nest_decoded(struct nest_row *row, struct str values, struct arena *a);

#endif
