/* terse: a row of a known subject in few bytes, of which its values and its very text are made again.
 *
 * Most rows that are kept are alike: a reference as the order writes it, a time in ISO 8601, a few decimals, words and texts. How each
 * column is packed is settled once for a file (terse_compile); a row goes from its cells straight to its bytes. Whatever
 * is unusual about a file or a row is told by a no, and kept the long way (nest.h): with quotes, blanks about its
 * cells, another spelling of the reference, a plus before a number. What is packed is what the long way reads.
 */
#ifndef FEED_TERSE_H
#define FEED_TERSE_H

#include "feed/mapping.h"

#define TERSE_MOST ((size_t)512)   /* bytes of a packed row */
#define TERSE_COLUMNS ((size_t)64)

enum terse_kind {
	TERSE_WHO,     /* the reference: nothing is kept */
	TERSE_TIME,    /* five bytes: how it is written; seconds since 1970, or days */
	TERSE_NUMBER,  /* five: places behind the point; all digits as one number */
	TERSE_LAT,     /* the same, of a position in two columns */
	TERSE_LON,
	TERSE_TEXT,    /* its length in one byte, and the text */
	TERSE_CODE,    /* the lengths of the text and of what is read of it, 0: the same; then both */
	TERSE_COUNTRY, /* its length, the code in two bytes, and the text */
	TERSE_UNREAD   /* neighbours that nothing reads: the length of all in two bytes, and their text with what delimits them */
};

struct terse_column {
	enum terse_kind kind;
	size_t span;   /* columns from this one on that are packed together, at least 1 */
	int field;     /* of the event; -1: nothing reads the column */
	bool required; /* an empty cell is an error */
	bool day;      /* a time that must be a whole day */
	const struct type *type; /* of what is read as all others read it; while rows are packed */
};

struct terse {
	const struct zone *zone;
	const struct value *blank; /* the fields of a row whose cells are all empty */
	size_t nfields;
	size_t ncolumns, who; /* who: the column of the reference */
	struct terse_column columns[TERSE_COLUMNS];
	char delimiter;
	const struct value_context *values; /* while rows are packed */
	int said[2]; /* columns of when it was recorded, and of when it is; -1: none */
};

/* NULL: rows of the file are not kept so. */
const struct terse *terse_compile(const struct mapping *m, struct arena *a);

/* Packs rows: one for each thread. */
struct terse_maker {
	const struct terse *terse;
	const struct identity_index *index;
	struct arena *scratch;
	char date[10]; /* the last one, and its day */
	int32_t day;
	size_t subject;     /* of the row: whom it names, */
	struct moment said; /* when it was recorded, else when it is of, */
	char bytes[TERSE_MOST]; /* and its n bytes */
	size_t n;
};

/* scratch: emptied now and then. */
void terse_begin(struct terse_maker *k, const struct terse *t, const struct identity_index *index, struct arena *scratch);
/* Whom a plain row names, SIEVE_BEHIND bytes readable behind it; false: nobody, or only the long way can say. */
bool terse_find(struct terse_maker *k, const struct row *row);
/* Then its bytes. False: it is for the long way. */
bool terse_make(struct terse_maker *k, const struct row *row);

/* The values of a packed row; texts lie in it. Returns where it ends. */
const char *terse_values(struct value *fields, const struct terse *t, const char *at);
/* Appends the row as it was written; who: its reference. */
void terse_text(struct buf *out, const struct terse *t, struct str who, const char *at);

#endif
