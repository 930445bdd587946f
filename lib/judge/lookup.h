/* lookup: the events a pattern needs to look at.
 *
 * A pattern whose `where` has a part `own == other`, where own reads the
 * pattern's event alone and other does not read it, looks only at the events
 * with an equal value, and at those whose value is not known. Built once for
 * each rule of a condition; inside lib/judge only.
 */
#ifndef JUDGE_LOOKUP_H
#define JUDGE_LOOKUP_H

#include "judge/sitting.h"

/* The events of filter i that can satisfy the pattern, in at most two runs,
 * each in the order of the timeline. */
struct candidates {
	struct track runs[2];
	size_t nruns;
};

void lookup_candidates(struct candidates *out, struct sitting *s, const struct pattern *p, size_t i);

#endif
