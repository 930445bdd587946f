/* nicknames: short and familiar forms of given names, from rules/data/nicknames.csv. */
#ifndef IDENTITY_NICKNAMES_H
#define IDENTITY_NICKNAMES_H

#include "base/map.h"

struct nicknames {
	struct map groups; /* a form -> struct nickname: the names that it may stand for */
};

/* Lines of `name,form;form;…` under a header, in small Latin letters. */
void nicknames_load(struct nicknames *out, struct str csv, struct arena *a);
/* One is a form of the other, or both are forms of one name. n may be NULL: no. */
bool nicknames_related(const struct nicknames *n, struct str a, struct str b);

#endif
