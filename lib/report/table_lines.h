/* table_lines: tables whose cells have several lines. Inside lib/report only. */
#ifndef REPORT_TABLE_LINES_H
#define REPORT_TABLE_LINES_H

#include <stdio.h>

#include "base/str.h"

/* The text escaped and broken between words into lines of at most so many columns. */
struct str cell_wrap(struct str text, size_t width, struct arena *a);
/* The library goes on without a text for which it finds no memory: what was printed of whole cells is no shorter than they
 * are, blanks and line ends aside, or else memory counts as exhausted. */
void report_table_whole(struct str printed, const struct str *cells, size_t n);

/* Cells row by row, already escaped, their lines between newlines; the first row is the head.
 * Nothing is cut. False: a write failed. */
bool report_table_lines(FILE *out, const struct str *cells, size_t nrows, size_t ncolumns);

#endif
