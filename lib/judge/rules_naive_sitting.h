/* rules_naive_sitting: what the files of the second opinion share. */
#ifndef JUDGE_RULES_NAIVE_SITTING_H
#define JUDGE_RULES_NAIVE_SITTING_H

#include "base/vec.h"
#include "judge/rules_naive.h"

/* One condition as it binds: by an order, or by a scheme. */
struct naive_bond {
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *condition;
	const struct interval *whole; /* in force, suspensions not cut out */
	size_t nwhole;
	const struct interval *spans; /* suspensions cut out */
	size_t nspans;
	const struct suspension *suspended;
	size_t nsuspended;
	struct str jurisdiction;
	bool capped; /* no more than review */
};

struct naive_sitting {
	const struct judge_input *in;
	struct arena *arena;
	const struct event **events; /* in order of the timeline */
	size_t nevents;
	const struct naive_bond *bond;
	const struct rule *rule;
	struct env env;
	bool covered; /* as if all types were known to the as-of time */
};

/* Whatever stands in the trigger's place. */
struct naive_place {
	const struct event *event;
	struct moment time;
};

struct naive_trigger {
	enum truth truth;
	const struct event *event; /* bound; NULL: none */
	const struct event *began; /* while: the first of the run */
	struct moment time;
	bool at_start;   /* at, every, carried: a starting day does not touch it */
	bool timeless;   /* its time is not known */
	const struct value *per;
	size_t nper;
};

struct naive_triggers {
	struct naive_trigger *at;
	size_t n, cap;
};

enum naive_standing { NAIVE_FALSE, NAIVE_TRUE, NAIVE_UNKNOWN, NAIVE_OPEN, NAIVE_NOTHING };

struct naive_answer {
	enum naive_standing standing, before; /* before: had some feed been given */
	bool has_by, enough; /* enough: so many witnesses may be there */
	struct moment by; /* for the date: where the clock stands, the instant at which it stopped */
};

struct naive_deadline {
	struct moment by;
	bool stands;
	int64_t stopped;
};

/* ---- states ---- */

const struct state_spans *naive_states(struct naive_sitting *s);

/* ---- events and types ---- */

bool naive_there(const struct naive_sitting *s, const struct event *e);
enum truth naive_matches(struct naive_sitting *s, const struct event_filter *filters, size_t nfilters,
                         const struct expr *where, size_t slot, const struct event *e);
bool naive_supplied(const struct naive_sitting *s, const struct event_filter *filters, size_t nfilters);
bool naive_rejected(const struct naive_sitting *s, const struct event_filter *filters, size_t nfilters);
/* Is absence of all the types certain up to `last`? */
bool naive_known(const struct naive_sitting *s, const struct event_filter *filters, size_t nfilters, int64_t last);

/* ---- patterns ---- */

struct naive_answer naive_expected(struct naive_sitting *s, const struct pattern *p, struct naive_place who);
struct naive_answer naive_provided(struct naive_sitting *s, const struct pattern *p, struct naive_place who);
struct naive_answer naive_excepted(struct naive_sitting *s, const struct pattern *p, struct naive_place who);
bool naive_for_review(struct naive_sitting *s, const struct pattern *p, struct naive_place who);
void naive_bind(struct naive_sitting *s, struct naive_place who);

/* ---- clocks ---- */

/* `by` moved on by the time in these states and, of an order, in its suspensions. */
struct naive_deadline naive_pause(const struct naive_sitting *s, int64_t start, struct moment by, const size_t *states,
                                  size_t nstates, bool suspensions);

/* ---- triggers ---- */

void naive_fire(struct naive_triggers *out, struct naive_sitting *s);
void naive_fire_windows(struct naive_triggers *out, struct naive_sitting *s);
void naive_fire_silences(struct naive_triggers *out, struct naive_sitting *s);
void naive_fire_runs(struct naive_triggers *out, struct naive_sitting *s);

/* An event of a windowed trigger inside one stretch in force. */
struct naive_member {
	const struct event *event;
	int64_t at;
	enum truth truth;
	enum truth own;           /* before a missing value of per, or an amount, made it unknown */
	bool guest;               /* it may be of this group: a value of its per is missing */
	const struct value *per;
	size_t group;
	int64_t amount; /* millionths */
	bool endless;   /* the amount is not known */
};
struct naive_members {
	struct naive_member *at;
	size_t n, cap, ngroups;
};
/* all: those that surely do not qualify, too. */
void naive_gather(struct naive_members *out, struct naive_sitting *s, const struct interval *span, bool all);
struct duration naive_length(struct naive_sitting *s, const struct expr *e, const struct event *bound);
int64_t naive_shift(const struct naive_sitting *s, int64_t at, struct duration d, int sign);

/* ---- verdicts ---- */

struct naive_verdict {
	bool blind, said;
	enum level level;
	struct moment time;
};
struct naive_verdict naive_verdict(struct naive_sitting *s, const struct naive_trigger *t, bool capped);

#endif
