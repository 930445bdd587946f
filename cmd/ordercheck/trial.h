/* trial: one `test:` document, run and compared with what it expects. */
#ifndef TRIAL_H
#define TRIAL_H

#include "judge/watch.h"

struct trial {
	const struct test *test;
	const struct finding **found; /* of levels breach, review and upcoming, in order */
	size_t nfound;
	size_t *found_for;    /* by expectation: index of a finding that serves it, or SIZE_MAX */
	size_t *expected_for; /* by finding: the expectation that it serves, or SIZE_MAX */
	bool passed;
};

/* watch: NULL, or shown every trigger. */
void trial_run(struct trial *t, const struct plan *plan, const struct test *test, const struct judge_watch *watch,
               struct arena *a);
/* What the test's events show, of every level, without comparing. */
void trial_judge(struct findings *out, const struct plan *plan, const struct test *test, const struct judge_watch *watch,
                 struct arena *a);
/* How it came out, in words, where it failed. */
void trial_tell(struct buf *out, const struct trial *t, const struct plan *plan);

/* The fields that the expectation gives and the finding does not have so, as bits of enum trial_field. */
enum trial_field {
	TRIAL_LEVEL,
	TRIAL_ORDER,
	TRIAL_SUBJECT,
	TRIAL_CONDITION,
	TRIAL_TIME,
	TRIAL_RULE,
	TRIAL_SAY,
	TRIAL_SEVERITY,
	TRIAL_TITLE,
	NTRIAL_FIELDS
};
unsigned trial_differences(const struct trial *t, const struct test_expect *e, const struct finding *f);
struct str trial_subject(const struct trial *t, const struct finding *f);

#endif
