/* Conditions that stand beside those of the stories, and find nothing. */
#ifndef FEEDGEN_FORCE_QUIET_H
#define FEEDGEN_FORCE_QUIET_H

#include "force.h"

struct quiet {
	const char *rule, *with, *text, *reads; /* reads: the event types it looks at, each with a blank behind it */
	bool requirement;
	int years;                              /* the longest that the law lets it last; 0: no limit */
};

extern const struct quiet quiet_conditions[];
extern const size_t nquiet_conditions;

/* Whether nothing that the story tells could reach it. */
bool quiet_beside(const struct quiet *q, const struct story *s);

#endif
