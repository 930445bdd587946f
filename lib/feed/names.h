/* names: a CSV of people, to see whom each would be taken for. */
#ifndef FEED_NAMES_H
#define FEED_NAMES_H

#include "feed/feed.h"
#include "identity/identity.h"

/* One row: what it says of a person. */
struct names_row {
	const struct feed_input *input;
	uint64_t line;
	struct person_query query;
	struct str shown; /* the cells of name, date of birth and postcode, between blanks */
};

struct names_result {
	const struct feed_input *input;
	const struct names_row *rows;
	size_t nrows;
	const struct reject *rejects;
	size_t nrejects;
};

/* Columns by the header: `name` (the whole name), or `family` (surname, last name) and `given` (forenames, first name); `born` (dob,
 * date of birth), `postcode`, and any kind of identifier that the plan's subjects have, or `identifier.KIND`. False: told in diag. */
bool names_read(struct names_result *out, const char *path, const struct plan *plan, struct arena *a, struct diag *d);

#endif
