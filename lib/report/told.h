/* told: the findings of a run in the order and the groups of the text report.
 *
 * Inside lib/report only. A told finding is shown, or stands behind others
 * that are equal to it.
 */
#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

#include "report/report.h"

enum { EQUALS_SHOWN = 3 };

struct told {
	const struct finding *finding;
	bool heads;         /* the first of its group */
	size_t ngroup;      /* of the first: how many the group has */
	bool hidden;        /* one of many that are equal */
	size_t nmore;       /* so many hidden ones stand behind this */
	struct str cause;   /* what the hidden ones have in common */
};

/* run->ntold entries; ngroups: how many groups there are. */
struct told *told_list(size_t *ngroups, const struct run *run, enum group_mode mode, struct arena *a);

#endif
