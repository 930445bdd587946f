/* watch: how each part of a rule came out at each of its triggers, for those who test rules.
 *
 * What is shown lives in the arena of judge_subject.
 */
#ifndef JUDGE_WATCH_H
#define JUDGE_WATCH_H

#include "judge/explain.h"

enum part_state { PART_FAILED, PART_UNKNOWN, PART_OPEN, PART_MET };

/* An entry of provided, unless, expect or review-if at one trigger. */
struct part_seen {
	const struct pattern *pattern;
	enum explain_place place;
	size_t index; /* among the entries of its place */
	enum part_state state;
	bool lapsed;
	bool stopped;           /* the clock of `by` stands */
	bool just_after;        /* the window begins just after the trigger, else with `from` */
	bool has_from, has_by;  /* the bounds are known */
	struct moment from, by; /* pauses counted in */
	const struct event *const *witnesses;
	size_t nwitnesses;
	const struct event *const *fitting; /* that satisfy all but the window, or perhaps do */
	size_t nfitting, nsure;             /* the first nsure surely do */
	size_t need;                        /* SIZE_MAX: how many are asked for is not known */
};

struct trigger_seen {
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *condition;
	const struct rule *rule;
	struct str key;
	struct moment time;
	const struct event *event; /* NULL: none fired it */
	bool unknown;              /* whether it fired is not known */
	bool carried;              /* an event from before the start */
	const struct event *const *window; /* the other events that a windowed trigger counted */
	size_t nwindow;
	bool has_edge;
	int64_t edge;              /* of count and sum: t - W, the last instant outside the window; of while: when
	                              the episode has lasted long enough */
	struct interval in_force;
	enum truth guard;
	bool blind;
	enum level level;              /* unless the guard is false or it is blind */
	const struct part_seen *parts; /* none where the guard is false */
	size_t nparts;
};

struct judge_watch {
	void (*seen)(void *context, const struct trigger_seen *t);
	void *context;
	bool fitting; /* part_seen.fitting is wanted, at a cost of all events for each part */
};

#endif
