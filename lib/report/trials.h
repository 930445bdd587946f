/* trials: how rule tests came out, for other programs to read.
 *
 * The same tests and documents give the same bytes: no clock is read, and the times that
 * JUnit asks for are nought.
 */
#ifndef REPORT_TRIALS_H
#define REPORT_TRIALS_H

#include <stdio.h>

#include "civil/civil.h"

/* A test; or, with a boundary, a variant of the test told before it. */
struct told_trial {
	struct str name;
	struct str file; /* empty: no file */
	unsigned line;
	int64_t as_of;
	struct str boundary; /* what was moved to when; empty: the test as it is written */
	bool passed;
	struct str differs;  /* lines, escaped, where it failed */
	const struct str *left_out; /* of a test: why, for each variant that could not be tried */
	size_t nleft_out;
};

/* An entry of a rule that no test reached in one of its ways. */
struct told_gap {
	struct str rule, entry; /* "unless permission" */
	struct str never;       /* "met" */
	struct str file;
	unsigned line;
};

struct told_trials {
	const struct told_trial *trials; /* tests of one file stand together */
	size_t ntrials, npassed, nfailed; /* variants apart: */
	size_t nturned, nstuck, nleft_out;
	bool has_boundaries, has_gaps;
	const struct told_gap *gaps;
	size_t ngaps, nrules, nreached, nways, nways_reached;
	const struct str *kinds; /* of triggers that no test fires */
	size_t nkinds;
	const struct zone *zone;
};

/* JUnit XML: a suite for each file, a case for each test and variant. */
void trials_junit(struct buf *out, const struct told_trials *t);
/* One object, ordercheck/test/1, and a newline. */
void trials_json(struct buf *out, const struct told_trials *t);

#endif
