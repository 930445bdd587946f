/* The scanner's inside: shared by record.c, record_plain.c and record_quoted.c. */
#ifndef FEED_RECORD_SCAN_H
#define FEED_RECORD_SCAN_H

#include <csv.h>

#include "feed/record.h"

#define SCAN_BLOCK ((size_t)64) /* bytes looked at together; so many may be read behind the end */

struct scanner {
	struct input *in;
	char *at; /* the window: [begin, end) is not yet taken */
	size_t begin, end, cap;
	bool over;     /* nothing comes after the window */
	bool after_cr; /* a line feed at begin belongs to the line end before it */
	bool skipping; /* the rest of the line is passed over */
	uint64_t line; /* of begin */
	char delimiter;
	size_t width;
	struct str *fields;
	size_t nfields, fields_cap;
	struct csv_parser csv;
	bool csv_stuck;   /* it stopped inside a record */
	bool csv_row;     /* libcsv has told a whole row */
	struct buf text;  /* fields that libcsv has told, one behind the other */
	char words[96];
};

/* Room for `more` fields beyond nfields. */
void scan_room(struct scanner *s, size_t more);
/* Reads more behind the window, at least one byte unless nothing comes (then `over`).
 * The window may move: begin changes. False: cannot be read. */
bool scan_fill(struct scanner *s);
/* One bad row of the line at begin. */
enum row_found scan_refuse(struct row *out, struct scanner *s, const char *why);
/* Takes n bytes and the line end behind them. */
void scan_take(struct scanner *s, size_t n);
/* A record of so many bytes as read: good, or bad for its number of fields. */
enum row_found scan_row(struct row *out, struct scanner *s, size_t nbytes);

enum plain_found { PLAIN_ROW, PLAIN_QUOTE, PLAIN_MORE };
/* The line at begin split at its delimiters: nbytes without its end; a quote in it;
 * or the window ends first (then the fields up to there are wrong). */
enum plain_found scan_plain(size_t *nbytes, struct scanner *s);
enum row_found scan_quoted(struct row *out, struct scanner *s);

/* Which of 64 bytes are delimiters, and which may end a plain record. */
struct scan_marks {
	uint64_t delimiters, stops; /* stops: quote, CR, LF; bit 0: the first byte */
};
struct scan_marks scan_marks_portable(const char *at, char delimiter);
struct scan_marks scan_marks_fast(const char *at, char delimiter);

#endif
