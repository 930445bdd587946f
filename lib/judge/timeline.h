/* timeline: what a drawing of a subject's time shows beside the findings: when
 * each condition was in force, and when the subject was in a state such as custody.
 *
 * All is made in the arena that is given.
 */
#ifndef JUDGE_TIMELINE_H
#define JUDGE_TIMELINE_H

#include "judge/judge.h"

/* Half open; INSTANT_MAX: no end is known. */
struct timeline_stretch {
	struct str state;
	int64_t from, until;
	bool surely; /* else what is known leaves it open */
};

struct timeline {
	size_t subject;           /* in plan->subjects */
	const struct bond *bonds; /* those that are in force at some time */
	size_t nbonds;
	const struct timeline_stretch *stretches; /* by state, then what is sure, then time */
	size_t nstretches;
};

void timeline_read(struct timeline *out, const struct judge_input *in, struct arena *a);

#endif
