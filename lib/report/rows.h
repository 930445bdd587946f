/* rows: the places of evidence, as "bookings.csv:12, 15-18". Inside lib/report only. */
#ifndef REPORT_ROWS_H
#define REPORT_ROWS_H

#include "report/report.h"

/* The rows behind the evidence: the nearest events that failed, or all others. Each
 * row once, by file in order of first use, then by line; after some, only how many more. */
void rows_print(struct buf *out, const struct finding *f, bool near);

#endif
