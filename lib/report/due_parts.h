/* due_parts: what the files behind report/due.h share. Inside lib/report only. */
#ifndef REPORT_DUE_PARTS_H
#define REPORT_DUE_PARTS_H

#include "report/due.h"

bool due_print_text(FILE *out, const struct due *d, const struct report_style *style);
bool due_print_json(FILE *out, const struct due *d, const struct report_style *style);
bool due_print_csv(FILE *out, const struct due *d, const struct report_style *style);
bool due_print_ics(FILE *out, const struct due *d, const struct report_style *style);

/* Is it in (as-of, horizon], and not before --since? */
bool due_wanted(const struct due *d, struct moment m);
/* "met by: HOW", "excused by: HOW", "allowed by: HOW"; that nothing allows it stands alone. */
void due_add_way(struct buf *out, const struct due_row *r, struct str how);
/* "Alex Jo Example"; empty: no name. */
struct str due_name(const struct due *d, const struct due_row *r, struct arena *a);

#endif
