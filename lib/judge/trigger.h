/* trigger: when a rule is asked. Inside lib/judge only. */
#ifndef JUDGE_TRIGGER_H
#define JUDGE_TRIGGER_H

#include "judge/pattern.h"

/* The events of the trigger's types, merged in the order of the timeline. */
void trigger_events(struct track *out, struct sitting *s);
/* Does the event satisfy the trigger's own `where`s? Leaves it bound. */
enum truth trigger_qualifies(struct sitting *s, const struct event *e, const struct reason **why);
struct str trigger_time_key(struct sitting *s, struct moment m);
/* One review at the start: the time of the trigger is missing. */
void trigger_visit_missing(struct sitting *s, const struct reason *why, trigger_visit *visit, void *context);
/* 1 in force, 0 partly or on a starting day without a clock time, -1 out. */
int trigger_standing(struct sitting *s, const struct trigger_point *p);

/* ---- windowed triggers ---- */

/* A qualifying event of a group of equal `per` values. */
struct counted {
	const struct event *event;
	enum truth truth;       /* true or unknown; of `while` also false */
	bool guest;             /* a value of `per` is missing: it may be one of this group */
	enum truth own;         /* of a guest: its truth, if it is one of the group */
	const struct reason *why;
	int64_t at;             /* where it stands: its first instant */
	int64_t amount;         /* of a sum: millionths */
	bool amount_unknown;
};

struct window_group {
	const struct str *values; /* of each `per`, as a key; a NULL slice: missing */
	bool missing;   /* one of them is */
	bool unsure;    /* of an event it is not known whether it qualifies */
	VEC(struct counted) events;
};

struct window_set {
	VEC(struct window_group) groups;
};

/* Qualifying events (with_false: all) with their first instant in [from, until), grouped; those without a
 * value of `per` are also guests of the groups they may belong to. False: there are too many guests. */
bool window_collect(struct window_set *out, struct sitting *s, int64_t from, int64_t until, bool with_false);

/* The values of `per`, as one key. */
struct str window_per(const struct window_group *g, struct sitting *s);

/* What a count or a sum has to reach, and the window in which. */
struct window_reach {
	int64_t reaches; /* millionths */
	bool has_within;
	struct duration within;
};
/* False: one of them is missing. */
bool window_reach_read(struct window_reach *out, struct sitting *s);

void count_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context);
void count_days_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context);
void silence_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context);
void while_visit(struct sitting *s, const struct window_group *g, const struct interval *in, trigger_visit *visit, void *context);

#endif
