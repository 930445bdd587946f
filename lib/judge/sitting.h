/* sitting: one condition's rule before one subject's timeline.
 *
 * Inside lib/judge only. A case holds what is common to a subject; a sitting
 * adds the condition and the rule that are judged, and the environment in which
 * expressions are evaluated. Everything lives in the arena of the subject.
 */
#ifndef JUDGE_SITTING_H
#define JUDGE_SITTING_H

#include "base/vec.h"
#include "judge/horizon.h"
#include "judge/judge.h"

/* The most parts of a `where` that are looked at one by one. */
#define CONJUNCTS_MAX 32

struct sitting;
struct verdict;
struct finding_told;

/* Events of one type, in the order of the timeline, up to the as-of time and beyond. */
struct track {
	const struct event *const *events;
	size_t n;
};

struct subject_case {
	const struct judge_input *in;
	const struct plan *plan;
	struct arena *arena;           /* for the work; the same as keep where nothing is given back */
	struct arena *keep;            /* for findings */
	struct arena *list;            /* for the list of them, until it is sorted */
	struct track *tracks;          /* by type index */
	struct state_spans *states;    /* by state index */
	const struct event **kept;     /* of events that pass: by their index the copy that is kept; NULL: they stay */
	VEC(struct finding) findings;
	size_t nclear;
	struct verdict *verdict; /* room for one at a time, of the rule that is judged */
	size_t nconditions;
	void (*hears)(struct sitting *s, const struct finding_told *told, void *context); /* of each finding; NULL */
	void *context;
};

/* A finding with the verdict that it tells, while the sitting still stands at its trigger. */
struct finding_told {
	const struct finding *finding;
	const struct verdict *verdict;
	const struct trigger_point *point;
};

/* A time at which a rule is asked. */
struct trigger_point {
	struct moment time;
	const struct event *event;  /* NULL: at, every, the start of a silence */
	bool unknown;               /* whether it fired is not known */
	bool time_missing;          /* `at` with no value: time is the start */
	bool at_start;              /* fires at the start itself: carried, at, every */
	const struct reason *why;   /* of unknown */
	struct str key;             /* empty: that of its event, or else its time */
	const struct event *const *window; /* events that a windowed trigger counted */
	size_t nwindow;
	const int32_t *days; /* with `unit: day`: those that were counted */
	size_t ndays;
};

/* What default windows count from: the trigger; within `having` the witness. */
struct anchor {
	struct moment time;
	const struct event *event;
};

struct lookup; /* judge/lookup.h */

struct sitting {
	struct subject_case *of;
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *condition;
	const struct bound_rule *bound;
	const struct rule *rule;
	const struct interval *in_force; /* all intervals of the condition */
	size_t nin_force;
	struct str at_most_review;   /* why the whole sitting is capped at review; empty: it is not */
	struct interval interval;    /* the one that the current trigger lies in */
	struct env env;
	struct anchor anchor;
	struct lookup *lookups;      /* of the rule's patterns, built when first needed */
	bool obligation;             /* what is asked is an obligation: suspensions stop its clock */
	bool recording;              /* words, evidence and near misses are wanted */
	bool wording;                /* words are, also of patterns within patterns */
	bool limited;                /* no more witnesses are weighed than most_compared */
	uint64_t ncompared, most_compared;
};

void bonds_find(struct bonds *out, struct subject_case *c);
void subject_case_open(struct subject_case *c, const struct judge_input *in, struct arena *a);
/* All that judge_subject does, with a case that is open. */
void subject_case_judge(struct findings *out, struct subject_case *c);
void sitting_open(struct sitting *s, struct subject_case *c, const struct order *order, const struct scheme *scheme,
                  const struct condition *condition, const struct bound_rule *bound);
/* Judges the rule at each of its triggers and adds its findings; blind: words of what nothing supplies, or empty. */
void sitting_judge(struct sitting *s, struct str *blind);

/* There is more to weigh than is judged: what was reached since is no verdict. */
static inline bool sitting_weary(const struct sitting *s)
{
	return s->limited && s->ncompared > s->most_compared;
}

/* The condition's own title; of one of several rules the title of the rule. */
struct str sitting_title(const struct sitting *s);
/* SHA-256 over subject, order or scheme, condition, rule and key, each as its length, a colon and its bytes. */
void finding_id(struct finding *f, const struct sitting *s, struct str key);
void finding_codes(struct finding *f, const struct plan *plan);

/* Copies what a finding points at, but for the plan, and for events that stay. */
void finding_keep(struct finding *f, struct subject_case *c);

/* ---- parts ---- */

void tracks_build(struct subject_case *c);
/* Into the order of the timeline. */
void events_sort(const struct event **events, size_t n);
/* First index whose event begins at or after `from`. */
size_t track_from(const struct track *t, int64_t from);
void states_build(struct subject_case *c);

/* For ids. */
struct str trigger_key(struct sitting *s, const struct trigger_point *p);

typedef void trigger_visit(struct sitting *s, const struct trigger_point *p, void *context);
/* Calls visit at each trigger of the rule that may lie in force, in order of time. */
void triggers_visit(struct sitting *s, trigger_visit *visit, void *context);
void windows_visit(struct sitting *s, trigger_visit *visit, void *context);

/* Where a time stands against the intervals in force: 1 in, 0 partly, -1 out. Sets s->interval. */
int sitting_in_force(struct sitting *s, struct moment time);

#endif
