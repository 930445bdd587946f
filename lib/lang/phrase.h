/* phrase: expressions in plain English, without any event to look at.
 *
 * "the country of arrival is any country outside the United Kingdom, and the
 * status (taken as boarded where it is not recorded) is not cancelled". Fields
 * go by the titles of their types. For how an expression came out with the
 * values it saw there is expr_say (lang/expr.h).
 */
#ifndef LANG_PHRASE_H
#define LANG_PHRASE_H

#include "lang/expr.h"

/* What names mean to the reader. */
struct phrase_words {
	const struct zone *zone;
	const struct atlas *atlas;
	const struct value *params;    /* in the order of the scope; NULL, or unknown ones: by their names */
	const struct str *param_names; /* what they are called; may be NULL */
	size_t nparams;
	const struct str *labels;      /* by slot: what a bound event is called; empty: its fields stand alone */
	size_t nlabels;
	struct str trigger;            /* trigger.time; empty: "the time in question" */
	struct env *env;               /* NULL: no event is there; else what needs no slot of `open` is said by its value */
	uint64_t open;
	bool no_owner;                 /* a field without a title is "the n", not "its n" */
	bool bare;                     /* values of free text and of identifiers are not said */
};

/* A condition as a clause, anything else as a noun. A condition that always or never holds
 * is "always" or "never". */
void expr_phrase(struct buf *out, const struct expr *e, const struct phrase_words *w);
/* "7 days", "1 year 6 months", "4 h 10 min" */
void duration_phrase(struct buf *out, struct duration d);
/* A length of so many milliseconds, to the second: "4 h 10 min", "2 days 3 h". */
void length_phrase(struct buf *out, int64_t ms);

/* By how much a comparison of times, or of numbers, or a range is missed: "4 h 10 min",
 * "3". False: it holds, or there is no such thing. */
bool expr_gap(struct buf *out, const struct expr *e, struct env *env);

/* The ways of counting days that a time may come of. */
enum day_count { COUNT_NONE, COUNT_PERIOD, COUNT_WORKDAYS, COUNT_CLEAR_DAYS };
struct expr_days {
	enum day_count kind;
	const struct expr *count, *from; /* the arguments of the call */
	bool whole; /* the expression is the call and nothing more */
};
/* The first call of period, workdays or clear-days-before in e. False: none. */
bool expr_days(struct expr_days *out, const struct expr *e);

#endif
