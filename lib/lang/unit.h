/* unit: units of measure that a column may be in, and a field has. */
#ifndef LANG_UNIT_H
#define LANG_UNIT_H

#include "base/diag.h"

enum unit_kind { UNIT_LENGTH, UNIT_SPEED, UNIT_TIME };

struct unit {
	const char *name; /* as units are told */
	enum unit_kind kind;
	int64_t times, over; /* so many thousandths of a metre, of a metre a second, or of a second */
};

/* By name, also a longer one ("miles", "knots"), without regard to case; NULL: none. */
const struct unit *unit_find(struct str name);
/* The names, for suggestions. */
size_t unit_names(struct str *out, size_t room);
/* Millionths of one unit into those of another of its kind, to the nearest. False: too large. */
bool unit_convert(int64_t *out, int64_t millionths, const struct unit *from, const struct unit *to);

#endif
