/* times: when the rows of a file are of, in few bytes.
 *
 * Enough to say later how far the file reaches as at any time, and how many
 * of its rows were known at any time.
 */
#ifndef FEED_TIMES_H
#define FEED_TIMES_H

#include "base/str.h"
#include "civil/civil.h"

struct row_times {
	struct row_time_count {
		struct moment at;
		uint64_t rows, rejected; /* rejected: of them */
	} *at;
	size_t n, cap;
};

/* Owner: times_free. */
void times_add(struct row_times *t, const struct moment *at, bool rejected);
/* Sorts, and appends the packed form. */
void times_pack(struct buf *out, struct row_times *t);
void times_free(struct row_times *t);

/* The latest instant of a packed form that is not beyond cap: a day to its end, or to cap; INSTANT_MIN: none. */
int64_t times_newest(struct str packed, int64_t cap);
/* How many rows, and rejected ones, say a time whose end is after known_at. */
void times_later(uint64_t *rows, uint64_t *rejected, struct str packed, int64_t known_at);
/* The last instant that any row says; INSTANT_MIN: none. */
int64_t times_last(struct str packed);

/* Numbers of seven bits a byte, lowest first. */
void varint_add(struct buf *out, uint64_t n);
uint64_t varint_take(struct str *rest); /* at the end: 0 */

#endif
