#include "feed/nest.h"

#include <assert.h>
#include <string.h>

enum { SMALLEST_PIECE = 256, LARGEST_PIECE = 1 << 15, UNIT = 8 };

struct nest_piece {
	struct nest_piece *next;
	char *end; /* of what it holds, once another follows */
	_Alignas(UNIT) char bytes[];
};

static size_t rounded(size_t n)
{
	return (n + UNIT - 1) / UNIT * UNIT;
}

static size_t before_room(const struct nest_row *row)
{
	return sizeof *row + (row->flags & NEST_MORE ? sizeof(struct nest_more) : 0);
}

static size_t size_of(const struct nest_row *row)
{
	return rounded(before_room(row) + (size_t)row->room * UNIT + row->nbytes);
}

/* Pieces grow with what is there, so that little of them stays empty. */
static void new_piece(struct nest *n, size_t size, struct arena *a)
{
	size_t cap = n->size / 2 < SMALLEST_PIECE ? SMALLEST_PIECE : n->size / 2 > LARGEST_PIECE ? LARGEST_PIECE : n->size / 2;
	struct nest_piece *p;

	cap = rounded(cap < size ? size : cap);
	p = arena_alloc(a, sizeof *p + cap);
	n->size += cap;
	if (n->last) {
		n->last->next = p;
		n->last->end = n->end;
	} else {
		n->first = p;
	}
	n->last = p;
	n->end = p->bytes;
	n->left = cap;
}

void nest_add(struct nest *n, struct nest_row head, const struct nest_more *more, struct str within, struct str row,
              struct arena *a)
{
	size_t size = size_of(&head), at = before_room(&head);
	char *to;

	assert(within.n <= (size_t)head.room * UNIT && row.n == head.nbytes && !more == !(head.flags & NEST_MORE));
	if (n->left < size)
		new_piece(n, size, a);
	to = n->end;
	memcpy(to, &head, sizeof head);
	if (more)
		memcpy(to + sizeof head, more, sizeof *more);
	if (within.n > 0)
		memcpy(to + at, within.at, within.n);
	if (row.n > 0)
		memcpy(to + at + (size_t)head.room * UNIT, row.at, row.n);
	n->end += size;
	n->left -= size;
	n->n++;
}

struct nest_row *nest_first(struct nest_walk *w, const struct nest *n)
{
	*w = (struct nest_walk){n, n->first, n->first ? (void *)n->first->bytes : NULL};
	return w->row;
}

struct nest_row *nest_next(struct nest_walk *w)
{
	char *at = (char *)w->row + size_of(w->row);

	if (at == (w->piece->next ? w->piece->end : w->nest->end)) {
		w->piece = w->piece->next;
		at = w->piece ? w->piece->bytes : NULL;
	}
	w->row = (void *)at;
	return w->row;
}

const struct nest_more *nest_more(const struct nest_row *row)
{
	return row->flags & NEST_MORE ? (const void *)(row + 1) : NULL;
}

char *nest_within(struct nest_row *row)
{
	return (char *)row + before_room(row);
}

struct str nest_bytes(const struct nest_row *row)
{
	return (struct str){(const char *)row + before_room(row) + (size_t)row->room * UNIT, row->nbytes};
}

const char *nest_values(const struct nest_row *row)
{
	const char *within = (const char *)row + before_room(row), *apart;

	assert(!(row->flags & NEST_WAITS));
	if (!(row->flags & NEST_APART))
		return within;
	memcpy(&apart, within, sizeof apart);
	return apart;
}

void nest_decoded(struct nest_row *row, struct str values, struct arena *a)
{
	const char *apart;

	row->flags &= (uint8_t)~NEST_WAITS;
	if (values.n <= (size_t)row->room * UNIT) {
		memcpy(nest_within(row), values.at, values.n);
		return;
	}
	apart = arena_copy(a, values.at, values.n);
	row->flags |= NEST_APART;
	memcpy(nest_within(row), &apart, sizeof apart);
}

uint16_t nest_room(size_t n)
{
	size_t units = (n + UNIT - 1) / UNIT;

	return units == 0 ? 1 : units > UINT16_MAX ? 0 : (uint16_t)units;
}
