/* judge: what a subject's events show of the conditions that bind it.
 *
 * judge_subject is a pure function of the plan, the subject's events, what
 * the feeds supply, and the as-of time. It allocates in the arena it is given
 * and may run for several subjects on several threads at once.
 */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "book/plan.h"
#include "feed/feed.h"

enum level { LEVEL_CLEAR, LEVEL_BLIND, LEVEL_UPCOMING, LEVEL_REVIEW, LEVEL_BREACH };
#define NLEVELS 5
extern const char *const level_names[NLEVELS];
bool level_parse(enum level *out, struct str s);

enum evidence_role { ROLE_TRIGGER, ROLE_WINDOW, ROLE_WITNESS, ROLE_NEAR };
extern const char *const role_names[];

struct evidence {
	enum evidence_role role;
	const struct event *event;
	struct str failed; /* near: the part of `where` that failed, in words */
};

/* What an upcoming finding waits for: an obligation, or an exception that is not there. */
struct awaited {
	const struct pattern *pattern;
	size_t index;       /* in the rule's expect, or in its unless */
	bool exception;
	bool open;          /* its window has not passed */
	bool has_by;
	struct moment by;   /* the deadline, pauses counted in */
	int64_t stopped_since; /* its clock stands since then; INSTANT_MIN: it runs */
	int64_t stopped_until; /* INSTANT_MAX: nobody knows until when */
	struct str stopped_by; /* "in custody" */
	struct str asked;      /* "a notification", "3 times an appointment" */
	struct str how;        /* "the duty is travel, and the first country is Germany (DE)"; empty: any */
	struct str how_bare;   /* the same without values of free text and identifiers */
};

/* What a person decided on a finding, as a store keeps it; judging knows none. */
struct decision {
	struct str outcome, who, reason;
	int64_t at, until; /* until INSTANT_MAX: no end */
};

struct finding {
	char id[17];
	enum level level;
	enum severity severity;
	size_t subject;              /* in plan->subjects; SIZE_MAX in a test without one */
	const struct order *order;   /* NULL: a scheme's, bound to no order */
	const struct scheme *scheme; /* NULL: an order's */
	const struct condition *condition;
	const struct rule *rule;
	bool has_time;
	struct moment time;
	struct str title, say;
	const struct str *why, *unknown, *caveats;
	size_t nwhy, nunknown, ncaveats;
	const struct str *codes; /* of the offence: the rule's own, the scheme's, or those of the order's type */
	size_t ncodes;
	const struct evidence *evidence;
	size_t nevidence;
	bool by_name, by_identifier; /* identity of the trigger's row: by name, by identifier, else by reference */
	const struct event_match *match; /* how the name in the trigger's row suits the subject; NULL: it has none */
	bool is_obligation; /* of an upcoming: dated at a deadline, not at a foreseen breach */
	const struct awaited *awaited; /* of an upcoming: obligations, then exceptions */
	size_t nawaited;
	const struct decision *decision; /* that covers it at its level; NULL: none */
};

struct judge_watch;
struct judge_horizon;

/* Lines that findings said before: one told again is kept once. It goes with the arena of the findings. */
#define JUDGE_LINES 512
struct judge_lines {
	struct str at[JUDGE_LINES]; /* by hash, the latest */
};

/* Events that one rule of a condition may weigh as witnesses. What comes after is one matter for a person. */
#define JUDGE_COMPARED UINT64_C(2000000000)
/* An event of a trigger's window stays with its finding: it counts as so many. */
#define JUDGE_HELD UINT64_C(2000)

struct judge_input {
	const struct plan *plan;
	size_t subject;               /* SIZE_MAX: a person of whom nothing is known */
	const struct subject *person; /* may be NULL */
	const struct order *const *orders; /* to judge */
	size_t norders;
	const struct scheme *const *schemes;
	size_t nschemes;
	const struct event *events; /* any order */
	size_t nevents;
	bool passing; /* they live no longer than the call: of those that findings show there are copies with these */
	const bool *rejected;          /* by type: a rejected row names this subject; NULL */
	const struct supply *supplies; /* by type */
	int64_t as_of;
	bool skip_clear; /* findings of level clear are only counted */
	uint64_t most_compared; /* by one rule of a condition; 0: JUDGE_COMPARED */
	struct judge_horizon *horizon; /* judge/horizon.h: filled in; NULL: nobody asks */
	const struct judge_watch *watch; /* judge/watch.h; NULL: nobody watches */
	struct arena *work; /* room to work in, emptied; NULL: some is made and given back */
	struct judge_lines *lines; /* empty at first; NULL: each line is kept anew */
};

struct findings {
	size_t nclear;      /* with skip_clear: how many were left out */
	const struct finding *at; /* sorted by time, subject, order, condition, id; blind last */
	size_t n;
	size_t nconditions; /* conditions in force at some time up to as-of, unmonitored ones included */
};

/* A condition that binds a subject, and when. */
struct bond {
	const struct order *order;   /* NULL: a scheme's, bound to no order */
	const struct scheme *scheme; /* NULL: an order's */
	const struct condition *condition;
	const struct interval *in_force;
	size_t nin_force;
	struct str at_most_review;   /* why its findings are no more than matters for a person; empty: they may be */
};

struct bonds {
	const struct bond *at; /* of orders, then of schemes */
	size_t n;
};

/* What binds the subject, at any time. */
void judge_bonds(struct bonds *out, const struct judge_input *in, struct arena *a);
/* From when the rule finds anything; INSTANT_MAX: never. */
int64_t bond_commences(const struct bond *b, const struct rule *rule, const struct subject *person);

/* The words of the offence of that code; empty: not known. */
struct str offence_title(const struct plan *plan, struct str code);

void judge_subject(struct findings *out, const struct judge_input *in, struct arena *a);
/* The order in which findings are told. */
int finding_cmp(const struct finding *a, const struct finding *b, const struct plan *plan);

#endif
