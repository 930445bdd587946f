/* horizon: how far the as-of time and the known stretches may move before a
 * subject is to be judged again.
 *
 * Every comparison of the judge with the as-of time, or with the end of a
 * type's known stretch, goes through here and is noted. While both stay
 * within what was noted, each comes out as it did, and so do the findings.
 */
#ifndef JUDGE_HORIZON_H
#define JUDGE_HORIZON_H

#include "judge/judge.h"

struct judge_horizon {
	struct now_span as_of;
	struct now_span *known; /* by type index: of supply.known_until */
};

/* Everything may move. known: room for plan->ntypes spans. */
void horizon_init(struct judge_horizon *h, struct now_span *known, size_t ntypes);

/* at <= the as-of time. */
bool now_reached(const struct judge_input *in, int64_t at);
/* Something depends on the as-of time itself. */
void now_used(const struct judge_input *in);
/* at <= the end of the known stretch of the type. */
bool known_reaches(const struct judge_input *in, const struct event_type *t, int64_t at);
/* Something, such as words, depends on that end itself. */
void known_used(const struct judge_input *in, const struct event_type *t);
/* Are all the times up to `at`, but none after the as-of time, known of the type? */
bool known_so_far(const struct judge_input *in, const struct event_type *t, int64_t at);

#endif
