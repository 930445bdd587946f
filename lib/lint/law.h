/* law: what the enactments say of each type of order, as a table. Inside lib/lint only. */
#ifndef LINT_LAW_H
#define LINT_LAW_H

#include "base/str.h"

enum order_family { FAMILY_OTHER, FAMILY_SHPO, FAMILY_SRO, FAMILY_SOPO, FAMILY_RSHO, FAMILY_FTO, FAMILY_NOTIFICATION };

struct order_law {
	const char *type, *title;
	enum order_family family;
	bool interim, scottish;
	bool open;          /* may run until further order */
	int minimum;        /* months of a fixed period; 0: none */
	int maximum;        /* months of the whole order; 0: none */
	int discharge;      /* months before which a discharge needs both consents; 0: none */
	bool requirements;  /* may require, not only prohibit */
	bool supervised;    /* a requirement needs a named supervisor */
	bool travel_limits; /* a ban on foreign travel has its own period and, of all countries, takes passports */
	bool notifies;      /* makes its subject notify */
	int child;          /* the age under which its law calls a person a child; 0: none */
	const char *since;  /* the first day on which it could be made; NULL: not asked */
	const char *repealed; /* in England and Wales: the first day on which it could be no more; NULL */
	const char *period; /* the enactment about its period */
};

/* Never NULL: an unknown type has the row of "other". */
const struct order_law *law_of(struct str type);

#endif
