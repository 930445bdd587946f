/* nest: room for what is kept of one subject, in few pieces of an arena.
 *
 * Rows of thousands of subjects come mixed; each subject's are read together
 * later, one after the other. Pieces double from half a KiB to 32 KiB.
 */
#ifndef FEED_NEST_H
#define FEED_NEST_H

#include "base/arena.h"

struct nest {
	char *at;
	size_t left, piece;
};

/* n bytes, zeroed, aligned for any type; they live as long as the arena. */
void *nest_room(struct nest *nest, size_t n, struct arena *a);

#endif
