/* run_places: the rows behind a finding, one by one. Inside lib/report only. */
#ifndef REPORT_RUN_PLACES_H
#define REPORT_RUN_PLACES_H

#include "report/report.h"

struct run_place {
	struct str file;
	uint64_t line;
};

/* At most max rows that made the finding, in the order of its evidence; all: how many there are. */
size_t run_places(struct run_place *out, size_t max, uint64_t *all, const struct finding *f);

#endif
