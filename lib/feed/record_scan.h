/* The scanner's inside: shared by record*.c. */
#ifndef FEED_RECORD_SCAN_H
#define FEED_RECORD_SCAN_H

#include <csv.h>

#include "feed/record.h"
#include "feed/record_marks.h"

#define SCAN_BLOCK ((size_t)64) /* bytes looked at together; so many may be read behind the end */

struct scanner {
	struct input *in;
	char *at; /* the window: [begin, end) is not yet taken */
	size_t begin, end, cap;
	bool over;     /* nothing comes after the window */
	bool after_cr; /* a line feed at begin belongs to the line end before it */
	bool skipping; /* the rest of the line is passed over */
	uint64_t line; /* of begin */
	size_t limit;  /* of a record's first byte in the window, which then keeps all its bytes; SIZE_MAX: none */
	uint64_t refused; /* bytes that libcsv took in of records that were refused */
	char delimiter;
	size_t width;
	const struct scan_variant *variant;
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
enum row_found scan_quoted(struct row *out, struct scanner *s);

/* A field without its outer blanks, as libcsv reads it. */
static inline struct str scan_trimmed(const char *from, const char *to)
{
	if (from < to && *from > ' ' && to[-1] > ' ')
		return (struct str){from, (size_t)(to - from)};
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (from < to && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return (struct str){from, (size_t)(to - from)};
}

/* The same work by the instructions that one kind of processor has. */
struct scan_variant {
	const char *name;
	bool (*there)(void); /* this processor has them */
	struct scan_marks (*marks)(const char *at, char delimiter);
	/* The line at begin split at its delimiters: nbytes without its end; a quote in it;
	 * or the window ends first (then the fields up to there are wrong). */
	enum plain_found (*plain)(size_t *nbytes, struct scanner *s);
	/* scanner_pass_rows */
	uint64_t (*pass)(struct scanner *s, const struct row_pass *p);
};
extern const struct scan_variant scan_variants[]; /* the fastest first; the last is always there */
extern const size_t scan_nvariants;
const struct scan_variant *scan_best(void);

enum plain_found scan_plain_portable(size_t *nbytes, struct scanner *s);
uint64_t scan_pass_portable(struct scanner *s, const struct row_pass *p);
#if defined __x86_64__
enum plain_found scan_plain_sse2(size_t *nbytes, struct scanner *s);
uint64_t scan_pass_sse2(struct scanner *s, const struct row_pass *p);
enum plain_found scan_plain_avx2(size_t *nbytes, struct scanner *s);
uint64_t scan_pass_avx2(struct scanner *s, const struct row_pass *p);
enum plain_found scan_plain_avx512(size_t *nbytes, struct scanner *s);
uint64_t scan_pass_avx512(struct scanner *s, const struct row_pass *p);
#endif

#endif
