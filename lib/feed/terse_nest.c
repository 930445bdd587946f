#include "feed/terse_nest.h"

#include <string.h>

enum { SMALLEST_PIECE = 128, LARGEST_PIECE = 1 << 15, SHARE = 8, LINE = 4 };

/* Pieces grow with what is there, so that little of them stays empty: each file begins a new one. */
static struct terse_piece *new_piece(struct terse_nest *n, size_t size, struct arena *a)
{
	size_t cap = n->size / SHARE < SMALLEST_PIECE ? SMALLEST_PIECE : n->size / SHARE > LARGEST_PIECE ? LARGEST_PIECE : n->size / SHARE;
	struct terse_piece *p;

	cap = cap < size ? size : cap;
	p = arena_alloc(a, sizeof *p + cap);
	p->cap = (uint32_t)cap;
	n->size += cap;
	if (n->last)
		n->last->next = p;
	else
		n->first = p;
	return n->last = p;
}

void terse_nest_add(struct terse_nest *n, const struct terse *t, uint32_t input, uint64_t line, struct str packed,
                    struct arena *a)
{
	struct terse_piece *p = n->last;
	uint32_t behind;

	if (!p || p->cap - p->nbytes < packed.n + LINE || p->input != input || line - p->line > UINT32_MAX) {
		p = new_piece(n, packed.n + LINE, a);
		p->terse = t;
		p->input = input;
		p->line = line;
	}
	behind = (uint32_t)(line - p->line);
	memcpy(p->bytes + p->nbytes, &behind, LINE);
	memcpy(p->bytes + p->nbytes + LINE, packed.at, packed.n);
	p->nbytes += (uint32_t)packed.n + LINE;
	n->n++;
}

static void stand(struct terse_walk *w, const struct terse_piece *p, const char *at)
{
	uint32_t behind;

	if (p && at == p->bytes + p->nbytes) {
		p = p->next;
		at = p ? p->bytes : NULL;
	}
	*w = (struct terse_walk){.piece = p};
	if (!p)
		return;
	memcpy(&behind, at, LINE);
	w->at = at + LINE;
	w->line = p->line + behind;
}

void terse_first(struct terse_walk *w, const struct terse_nest *n)
{
	stand(w, n->first, n->first ? n->first->bytes : NULL);
}

void terse_take(struct value *fields, struct terse_walk *w)
{
	stand(w, w->piece, terse_values(fields, w->piece->terse, w->at));
}
