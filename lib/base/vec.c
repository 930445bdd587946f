#include "base/vec.h"

#include <stdint.h>
#include <string.h>

void *vec_room(struct arena *a, void *at, size_t n, size_t *cap, size_t size)
{
	char *room = at;

	if (n >= *cap) {
		size_t more = *cap == 0 ? 8 : *cap * 2;

		if (more < *cap)
			mem_exhausted();
		room = arena_array(a, more, size);
		if (n > 0)
			memcpy(room, at, n * size);
		*cap = more;
	}
	memset(room + n * size, 0, size);
	return room;
}
