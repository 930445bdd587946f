/* reads: which fields the rules of the conditions read, and which the feeds map. Inside lib/lint only. */
#ifndef LINT_READS_H
#define LINT_READS_H

#include "lint/linting.h"

struct reads {
	bool **read;   /* by type index, by field: a rule, a state or a feed's `where` reads it */
	bool **mapped; /* a feed document maps it */
	bool *typed;   /* by type: some rule asks for its events */
	bool *served;  /* by type: a feed document maps it */
	bool *own;     /* by type: a file of its own name is there, all of whose columns may be read */
	bool any;      /* there is a feed or a file */
};

/* Conditions in force at the as-of time or later, and bound schemes. */
void reads_open(struct reads *r, const struct linting *l);
bool in_force_later(const struct linting *l, const struct condition *c);

#endif
