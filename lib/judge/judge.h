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
	const struct evidence *evidence;
	size_t nevidence;
	bool by_name; /* identity: by name, else by reference or identifier */
	bool is_obligation; /* of an upcoming: dated at a deadline, not at a foreseen breach */
};

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
	const bool *rejected;          /* by type: a rejected row names this subject; NULL */
	const struct supply *supplies; /* by type */
	int64_t as_of;
};

struct findings {
	const struct finding *at; /* sorted by time, subject, order, condition, id; blind last */
	size_t n;
	size_t nconditions; /* conditions in force at some time up to as-of, unmonitored ones included */
};

void judge_subject(struct findings *out, const struct judge_input *in, struct arena *a);
/* The order in which findings are told. */
int finding_cmp(const struct finding *a, const struct finding *b, const struct plan *plan);

#endif
