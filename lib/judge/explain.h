/* explain: what a rule asks, and why a finding came out as it did, in words.
 *
 * Pure: nothing is printed. All words are made in the arena that is given; what
 * they quote of documents and feeds is not escaped. Times are local ones.
 */
#ifndef JUDGE_EXPLAIN_H
#define JUDGE_EXPLAIN_H

#include "judge/judge.h"

enum explain_place { EXPLAIN_PROVIDED, EXPLAIN_UNLESS, EXPLAIN_EXPECT, EXPLAIN_REVIEW_IF };
extern const char *const explain_place_names[];

struct explain_lines {
	const struct str *at;
	size_t n;
};

/* What one pattern, or an expression in its place, asks. */
struct explain_ask {
	enum explain_place place;
	struct str what;   /* "a notification event (Notice given)"; of an expression the clause */
	struct str window; /* "by the end of …"; of an expression empty */
	struct explain_lines where, also; /* also: pauses, what undoes it, what it needs beside it */
};

struct explain_rule {
	const struct rule *rule;
	struct str summary; /* one sentence: what it forbids or asks */
	struct str when;
	struct explain_lines where, given;
	const struct explain_ask *asks; /* provided, unless, expect, review-if in this order */
	size_t nasks;
	struct str once;
	struct explain_lines values;    /* "Forbidden countries: France (FR) (countries)" */
	struct explain_lines needs;     /* event types without which nothing can be shown */
	struct explain_lines helps;     /* of exceptions and matters for a person, and of states */
	struct explain_lines commences;
};

/* params: as bound by a condition; NULL: the defaults. */
void explain_rule(struct explain_rule *out, const struct plan *plan, const struct rule *rule, const struct value *params,
                  struct arena *a);

struct explain_condition {
	const struct condition *condition;
	struct explain_lines in_force;
	struct str unmonitored; /* why; empty: it is monitored */
	const struct explain_rule *rules;
	size_t nrules;
};

struct explain_order {
	const struct order *order;   /* or */
	const struct scheme *scheme;
	struct explain_lines facts;  /* "in force from 2 March 2026 to the end of 1 March 2031" */
	const struct explain_condition *conditions;
	size_t nconditions;
};

void explain_order(struct explain_order *out, const struct plan *plan, const struct order *order, struct arena *a);
void explain_scheme(struct explain_order *out, const struct plan *plan, const struct scheme *scheme, struct arena *a);

/* ---- one finding ---- */

/* A part of a condition, and how it came out. */
struct explain_part {
	struct str asks; /* in general */
	struct str saw;  /* with the values it saw */
	struct str off;  /* by how much it failed; empty: not to be said */
	enum truth truth;
};

/* An event that did not count. */
struct explain_miss {
	const struct event *event;
	struct str why; /* "it came 4 h 10 min late"; empty: the parts say it */
	const struct explain_part *parts; /* those that did not hold */
	size_t nparts;
};

struct explain_answer {
	const struct explain_ask *ask;
	const char *state;  /* true, false, open, unknown */
	struct str outcome; /* "not met", "it applies" … with counts */
	struct str saw;     /* of an expression */
	struct str from, by; /* the window in local time; empty: it has none, or it is not known */
	struct explain_lines reckoning; /* of the deadline, day by day */
	struct str known;    /* how far the feeds are known to reach */
	struct explain_lines unknown;
	const struct event *const *witnesses;
	size_t nwitnesses;
	const struct explain_miss *misses;
	size_t nmisses;
};

struct explanation {
	struct finding finding;
	struct explain_rule rule;
	struct explain_lines in_force;
	struct str asked; /* what made the rule ask; empty of a blind one */
	const struct explain_part *where;
	size_t nwhere;
	const struct explain_answer *answers;
	size_t nanswers;
	struct explain_lines decide; /* what is left to a person */
};

/* A condition that an event of its rule's type did not make ask. */
struct explain_passed {
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *condition;
	const struct rule *rule;
	struct str why;
};

/* The conditions of the subject that an event (one of in->events) passed by, and why. */
size_t explain_passed(const struct explain_passed **out, const struct judge_input *in, const struct event *event,
                      struct arena *a);

/* Judges the subject again. id: all 16 digits. False: no such finding. */
bool explain_finding(struct explanation *out, const struct judge_input *in, const char *id, struct arena *a);
/* What a person has to decide about a finding of that level. */
void explain_decide(struct explain_lines *out, const struct finding *f, struct arena *a);

#endif
