/* trial_reach: which rules, and which ways through them, a run of tests went. */
#ifndef TRIAL_REACH_H
#define TRIAL_REACH_H

#include "base/map.h"
#include "report/trials.h"
#include "trial.h"

struct rule_reach; /* trial_reach.c */

struct reach {
	struct arena *arena;
	struct map by_rule; /* by the rule's address */
	VEC(struct rule_reach *) rules;
};

/* The rules that tests could reach: those that ship, or those of the user's own documents. */
void reach_open(struct reach *out, const struct plan *plan, bool shipped, struct arena *a);
/* For a judge_watch: the reach is its context. */
void reach_note(void *reach, const struct trigger_seen *t);
/* Sets the gaps, their counts and the trigger kinds. */
void reach_tell(struct told_trials *out, const struct reach *reach);

#endif
