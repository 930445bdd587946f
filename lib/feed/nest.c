#include "feed/nest.h"

#include <stdalign.h>

enum { FIRST_PIECE = 512, LARGEST_PIECE = 1 << 15 };

void *nest_room(struct nest *nest, size_t n, struct arena *a)
{
	const size_t align = alignof(max_align_t);
	void *room;

	n = (n + align - 1) / align * align;
	if (n > LARGEST_PIECE / 8)
		return arena_alloc(a, n);
	if (n > nest->left) {
		nest->piece = nest->piece == 0 ? FIRST_PIECE : nest->piece < LARGEST_PIECE ? 2 * nest->piece : LARGEST_PIECE;
		while (nest->piece < n)
			nest->piece *= 2;
		nest->at = arena_alloc(a, nest->piece);
		nest->left = nest->piece;
	}
	room = nest->at;
	nest->at += n;
	nest->left -= n;
	return room;
}
