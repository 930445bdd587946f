/* record: from bytes to rows.
 *
 * A record without a quote is split in place; every other one goes through
 * libcsv in strict mode, whose answer stands. A record that it refuses, that
 * is too long, that is not closed, or that spans lines with a wrong number of
 * fields is one bad row; reading goes on at the physical line after its first.
 * A byte order mark at the start of a record, left where files were joined, is
 * passed over.
 * A row and its slices live until the next call. Nothing is allocated for a
 * row once the buffers have grown.
 */
#ifndef FEED_RECORD_H
#define FEED_RECORD_H

#include "feed/input.h"

#define RECORD_MAX ((size_t)1 << 20) /* bytes, without the line end */

enum row_found {
	ROW_GOOD,
	ROW_BAD,   /* `why` says it; fields only where the record as such could be read */
	ROW_END,
	ROW_BROKEN /* the input could not be read on: input->why */
};

struct row {
	uint64_t line;           /* first physical line, from 1 */
	struct str bytes;        /* as they stood, without the line end; of a refused record its first line */
	const struct str *fields;
	size_t nfields;
	struct str why;
	bool spans; /* several lines */
};

struct scanner;

struct scanner *scanner_open(struct input *in);
void scanner_close(struct scanner *s);
/* By instructions of that name; the best where there is no such variant here. */
void scanner_use(struct scanner *s, const char *variant);
/* The first line that is not blank, up to RECORD_MAX bytes, without taking it; empty at the end. */
bool scanner_peek(struct str *line, struct scanner *s);
/* Passes over so many physical lines, blank ones too. False: the input could not be read. */
bool scanner_pass(struct scanner *s, uint64_t nlines);
/* Before the first row; a comma otherwise. */
void scanner_delimit(struct scanner *s, char delimiter);
/* Rows must have so many fields from now on; 0: any number. */
void scanner_expect(struct scanner *s, size_t nfields);
/* From now on one record that was read before, without its line end; then scanner_next. A copy is kept. */
void scanner_again(struct scanner *s, struct str bytes);
enum row_found scanner_next(struct row *out, struct scanner *s);

#define PASS_COLUMNS 8

/* Rows to be passed over by what a few of their cells say. */
struct row_pass {
	size_t columns[PASS_COLUMNS]; /* of the header, in any order */
	size_t ncolumns;
	bool (*test)(void *context, const struct str *cells); /* true: the row is done with */
	bool (*take)(void *context, const struct row *row);   /* the same of a whole row that failed the test; NULL: none is */
	void *context;
};

/* Where a scanner stands in a file. */
struct scan_point {
	uint64_t offset; /* bytes of the file before it */
	uint64_t line;
	bool after_cr; /* a line feed there belongs to the line end before it */
	bool skipping; /* the rest of a line is passed over */
};
/* To where the next record, or a blank line, begins: neither after_cr nor skipping, but at the end, or beyond the limit.
 * False: the input could not be read. */
bool scanner_settle(struct scanner *s);
struct scan_point scanner_point(const struct scanner *s);
/* Goes on there; the input gives the bytes from there on. */
void scanner_jump(struct scanner *s, struct scan_point at);
/* Only records that begin in so many bytes from here, or right behind them, are read; rows stay where they are until the
 * next jump. Behind a jump. */
void scanner_limit(struct scanner *s, size_t nbytes);
/* Reads as another one does: delimiter, number of fields, instructions. */
void scanner_like(struct scanner *s, const struct scanner *other);

/* Passes over rows up to one that fails both or is not plain and whole in the window, with the expected number of
 * fields; that one is for scanner_next. Returns how many. */
uint64_t scanner_pass_rows(struct scanner *s, const struct row_pass *p);

/* A copy of the row in the arena. room: for row->nfields slices, and must live as long as the copy is used. */
struct row row_keep(const struct row *row, struct str *room, struct arena *a);
/* The same with its bytes at `to`, which has room for them; slices of other bytes are copied into the arena. */
struct row row_move(const struct row *row, struct str *room, char *to, struct arena *a);

#endif
