/* counts: what statistics ask of a store: when findings came to be known, what was withdrawn, and how it was after each run. */
#ifndef STORE_COUNTS_H
#define STORE_COUNTS_H

#include "judge/judge.h"
#include "store/db.h"

/* By the clock, in ms; INSTANT_MIN: not yet. */
struct store_known {
	int64_t found; /* when the run began that found it first */
	int64_t told;  /* when the run began that told the first of its readers */
};
void store_known(struct store_known *out, struct store *s, const char *id);

/* A breach or a review that the facts no longer show. */
struct store_gone {
	char id[17];
	struct str subject, order, scheme, condition, rule; /* order or scheme may be empty */
	bool has_time;
	int64_t first;
};
size_t store_gone(const struct store_gone **out, struct store *s, struct arena *a);

/* The findings of the store as they were after a run that did not look back. */
struct store_count {
	int64_t run, as_of, began; /* began: by the clock */
	size_t shown[NLEVELS];
	size_t decided;   /* of those shown: covered by a decision that was made before the run */
	size_t withdrawn; /* in this run */
};
/* wanted: is a finding of this subject, order and rule counted? What was purged is counted in no run. */
size_t store_counts(const struct store_count **out, struct store *s,
                    bool (*wanted)(void *context, struct str subject, struct str order, struct str rule), void *context, struct arena *a);

#endif
