#include "feed/terse_nest.h"

#include <string.h>

enum { SMALLEST_PIECE = 128, LARGEST_PIECE = 1 << 15, SHARE = 8, LINE = 4, AHEAD = 64 };

/* Pieces grow with what is there, so that little of them stays empty: each file begins a new one. */
static struct terse_piece *new_piece(struct terse_nest *n, size_t size, struct arena *a)
{
	size_t cap = n->size / SHARE < SMALLEST_PIECE ? SMALLEST_PIECE : n->size / SHARE > LARGEST_PIECE ? LARGEST_PIECE : n->size / SHARE;
	struct terse_piece *p;

	cap = cap < size ? size : cap;
	p = arena_alloc(a, sizeof *p + cap);
	n->size += cap;
	if (n->last) {
		n->last->next = p;
		n->last->end = n->end;
	} else {
		n->first = p;
	}
	n->end = p->bytes;
	n->left = (uint32_t)cap;
	return n->last = p;
}

void terse_nest_add(struct terse_nest *n, const struct terse *t, uint32_t input, uint64_t line, struct str packed,
                    struct arena *a)
{
	uint32_t size = (uint32_t)packed.n + LINE, behind;

	if (n->left < size || n->input != input || line - n->line > UINT32_MAX) {
		struct terse_piece *p = new_piece(n, size, a);

		p->terse = t;
		p->input = n->input = input;
		p->line = n->line = line;
	}
	behind = (uint32_t)(line - n->line);
	memcpy(n->end, &behind, LINE);
	memcpy(n->end + LINE, packed.at, packed.n);
	n->end += size;
	n->left -= size;
	n->n++;
}

/* The next piece lies anywhere. */
static const struct terse_piece *enter(const struct terse_piece *p)
{
	if (p) {
		__builtin_prefetch(p->next);
		__builtin_prefetch(p->bytes + AHEAD);
	}
	return p;
}

static void stand(struct terse_walk *w, const struct terse_piece *p, const char *at)
{
	uint32_t behind;

	if (p && at == (p->next ? p->end : w->nest->end)) {
		p = enter(p->next);
		at = p ? p->bytes : NULL;
	}
	w->piece = p;
	w->at = NULL;
	if (!p)
		return;
	memcpy(&behind, at, LINE);
	w->at = at + LINE;
	w->line = p->line + behind;
}

void terse_first(struct terse_walk *w, const struct terse_nest *n)
{
	w->nest = n;
	stand(w, enter(n->first), n->first ? n->first->bytes : NULL);
}

void terse_take(struct value *fields, struct terse_walk *w)
{
	stand(w, w->piece, terse_values(fields, w->piece->terse, w->at));
}
