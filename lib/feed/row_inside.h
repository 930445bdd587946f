/* The inside of row.c and row_wait.c. */
#ifndef FEED_ROW_INSIDE_H
#define FEED_ROW_INSIDE_H

#include "feed/read.h"

/* When a row was recorded; where it does not say so, its own time. */
struct row_time {
	bool has, recorded;
	struct moment at;
};

/* Whom a row names, and how. */
struct finder {
	struct identity_match match;
	enum way_kind by;
};

struct row_time row_time_of(const struct row_reader *rr, const struct row *row);
/* When an event was recorded, else when it is of. */
struct moment row_said_time(const struct value *fields);
/* The row shows its feed to reach so far. */
void row_reached(struct row_reader *rr, const struct row_time *t);
/* A row of a known subject that does not read well. */
void row_reject_fields(struct row_reader *rr, const struct row *row, const struct finder *who, struct str column, struct str why);
/* A row that was decoded goes into its subject's nest; more as nest.h. */
void row_nest(struct row_reader *rr, const struct row *row, const struct value *fields, const struct finder *who,
              struct nest_more more, bool clock_guessed);
/* Keeps the row, decoded where there is no other thread to do it later; false: it has to be read with all there is to it. */
bool row_put_off(struct row_reader *rr, const struct row *row, const struct finder *who);

#endif
