/* strangers: keys of rows that name nobody known, each with the latest time recorded. */
#ifndef FEED_STRANGER_H
#define FEED_STRANGER_H

#include <stddef.h>
#include <stdint.h>

struct stranger {
	uint64_t hash[2];
	int64_t recorded; /* INSTANT_MIN: an empty place */
};

/* Owner: strangers_free. */
struct strangers {
	struct stranger *at;
	size_t n, cap; /* cap: a power of two, or 0 */
};

void strangers_add(struct strangers *s, const uint64_t hash[2], int64_t recorded);
/* INSTANT_MIN: never seen. */
int64_t strangers_find(const struct strangers *s, const uint64_t hash[2]);
void strangers_free(struct strangers *s);

#endif
