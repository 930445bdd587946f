#define _GNU_SOURCE 1 /* fopencookie */

#include "held.h"

#include <string.h>

#include "base/arena.h"

enum { PIECE = 1 << 18 };

struct held_piece {
	struct held_piece *next;
	size_t n;
	char bytes[PIECE];
};

static struct held_piece *piece_add(struct held *h)
{
	struct held_piece *p = mem_alloc(sizeof *p);

	p->next = NULL;
	p->n = 0;
	if (h->last)
		h->last->next = p;
	else
		h->first = p;
	h->last = p;
	return p;
}

static ssize_t keep(void *cookie, const char *from, size_t n)
{
	struct held *h = cookie;

	for (size_t done = 0; done < n;) {
		struct held_piece *p = h->last && h->last->n < PIECE ? h->last : piece_add(h);
		size_t part = n - done < PIECE - p->n ? n - done : PIECE - p->n;
		memcpy(p->bytes + p->n, from + done, part);
		p->n += part;
		done += part;
	}
	return (ssize_t)n;
}

FILE *held_open(struct held *h)
{
	*h = (struct held){NULL, NULL};
	return fopencookie(h, "w", (cookie_io_functions_t){.write = keep});
}

bool held_write(const struct held *h, FILE *to)
{
	for (const struct held_piece *p = h->first; p; p = p->next)
		if (fwrite(p->bytes, 1, p->n, to) != p->n)
			return false;
	return true;
}

void held_free(struct held *h)
{
	struct held_piece *next;

	for (struct held_piece *p = h->first; p; p = next) {
		next = p->next;
		mem_free(p);
	}
	*h = (struct held){NULL, NULL};
}
