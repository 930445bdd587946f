/* formats: the writers behind the table in report.c. Inside lib/report only. */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "report/report.h"

bool text_print(FILE *out, const struct run *run, const struct report_style *style);
bool json_print(FILE *out, const struct run *run, const struct report_style *style);
bool html_print(FILE *out, const struct run *run, const struct report_style *style);
bool jsonl_print(FILE *out, const struct run *run, const struct report_style *style);
/* These two go to other people's machines: no words of conditions, rows or people stand in them. */
bool run_sarif_print(FILE *out, const struct run *run, const struct report_style *style);
bool run_junit_print(FILE *out, const struct run *run, const struct report_style *style);
bool csv_print(FILE *out, const struct run *run, const struct report_style *style);
bool markdown_print(FILE *out, const struct run *run, const struct report_style *style);
bool ics_print(FILE *out, const struct run *run, const struct report_style *style);

/* "V-0001042 Alex Jo Example": the id, and the name where names are wanted. */
void person_print(struct buf *out, const struct subject *who, enum names_mode names);
/* Text within a line of Markdown, or a cell of a table: no markup, link or mention comes of it. */
void markdown_text(struct buf *out, struct str text);

/* A cell of CSV and what follows it: escaped for a terminal, and for a spreadsheet never a formula, whichever
 * character it takes for the one between cells. */
void cell_add(struct buf *out, struct str s, bool last);

/* Writes what is in the buffer and empties it; false: a write failed. */
bool buf_write(FILE *out, struct buf *b);

#endif
