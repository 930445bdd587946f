/* whereabouts: who is missing, or may be, and when they were last seen.
 *
 * A subject is listed who has a finding of a rule `about: whereabouts` at
 * level review or breach. All is made in the arena that is given.
 */
#ifndef JUDGE_WHEREABOUTS_H
#define JUDGE_WHEREABOUTS_H

#include "judge/judge.h"

/* An event, as far as it is told: what kind, when, and the row that says it. */
struct sighting {
	bool found;
	struct str what;
	struct moment time;
	struct str file; /* empty: no row */
	uint64_t line;
};

struct whereabouts {
	size_t subject;       /* in plan->subjects */
	struct sighting seen; /* the latest event that shows the person */
	struct sighting told; /* the latest that notified a home address */
	struct str home;      /* that address */
	const struct finding *const *findings; /* in the order of telling */
	size_t nfindings;
};

/* Does the finding make its subject one to be listed? */
bool whereabouts_open(const struct finding *f);
/* Sets seen, told and home out of the subject's events, up to as_of. */
void whereabouts_read(struct whereabouts *out, const struct plan *plan, const struct event *events, size_t nevents,
                      int64_t as_of, struct arena *a);

#endif
