/* match: whom the rows of a CSV of names would be taken for, printed. */
#ifndef REPORT_MATCH_H
#define REPORT_MATCH_H

#include "feed/names.h"
#include "report/report.h"

/* A row with its candidates, best first. */
struct match_row {
	const struct names_row *row;
	struct identity_match taken;            /* as a feed would take it: one, a tie, nobody */
	const struct identity_match *candidates;
	size_t ncandidates;
};

struct match_sheet {
	const struct plan *plan;
	const struct match_row *rows;
	size_t nrows;
};

struct match_format {
	const char *name;
	/* False: a write failed. */
	bool (*print)(FILE *out, const struct match_sheet *m, const struct report_style *style);
};
extern const struct match_format match_formats[]; /* ends with a NULL name */
const struct match_format *match_find(struct str name);

#endif
