/* sheet: lines for a terminal: escaped, wrapped, aligned, coloured.
 *
 * Inside lib/report only. Everything that goes in by sheet_words is escaped;
 * widths are columns (wide characters take two).
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "base/str.h"

struct sheet {
	struct buf out;
	size_t width;  /* 0: no wrapping */
	bool colour;
	size_t column; /* where the next character goes */
	size_t indent; /* of lines that are begun by wrapping */
	bool tight;    /* the next word follows without a blank */
};

enum ink { INK_NONE, INK_BOLD, INK_DIM, INK_RED, INK_YELLOW, INK_CYAN, INK_MAGENTA, INK_GREEN };

void sheet_free(struct sheet *s);
/* Ends the line. */
void sheet_end(struct sheet *s);
/* Blanks up to the column, and wrapped lines begin there. */
void sheet_indent(struct sheet *s, size_t column);
/* Words between blanks, a blank before the first unless it begins the line's text. */
void sheet_words(struct sheet *s, struct str text);
void sheet_printf(struct sheet *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "·", a word of its own. */
void sheet_point(struct sheet *s);
/* The next words follow without a blank. */
void sheet_join(struct sheet *s);
/* A short text of the program's own in a colour, padded to at least `pad` columns. */
void sheet_label(struct sheet *s, const char *text, enum ink ink, size_t pad);
/* Text of the program's own at the right edge, on the next line where there is no room. */
void sheet_right(struct sheet *s, const char *text, enum ink ink);

/* "1,204,331" */
void count_print(struct buf *out, uint64_t n);

#endif
