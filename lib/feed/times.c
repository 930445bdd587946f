#include "feed/times.h"

#include <stdlib.h>

void varint_add(struct buf *out, uint64_t n)
{
	for (; n >= 128; n >>= 7)
		buf_char(out, (char)(unsigned char)((n & 127) | 128));
	buf_char(out, (char)n);
}

uint64_t varint_take(struct str *rest)
{
	uint64_t n = 0;

	for (unsigned shift = 0; rest->n > 0 && shift < 64; shift += 7) {
		unsigned char c = (unsigned char)rest->at[0];
		*rest = str_from(*rest, 1);
		n |= (uint64_t)(c & 127) << shift;
		if (c < 128)
			break;
	}
	return n;
}

void times_add(struct row_times *t, const struct moment *at, bool rejected)
{
	struct row_time_count *last = t->n > 0 ? &t->at[t->n - 1] : NULL;

	if (!last || last->at.first != at->first || last->at.last != at->last) {
		if (t->n == t->cap) {
			t->cap = t->cap ? 2 * t->cap : 256;
			t->at = mem_resize(t->at, t->cap * sizeof *t->at);
		}
		last = &t->at[t->n++];
		*last = (struct row_time_count){.at = *at};
	}
	last->rows++;
	last->rejected += rejected;
}

void times_free(struct row_times *t)
{
	mem_free(t->at);
	*t = (struct row_times){0};
}

static int by_time(const void *a, const void *b)
{
	const struct moment *x = &((const struct row_time_count *)a)->at, *y = &((const struct row_time_count *)b)->at;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->last < y->last ? -1 : x->last > y->last;
}

static void merge_equals(struct row_times *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (n == 0 || by_time(&t->at[n - 1], &t->at[i]) != 0) {
			t->at[n++] = t->at[i];
			continue;
		}
		t->at[n - 1].rows += t->at[i].rows;
		t->at[n - 1].rejected += t->at[i].rejected;
	}
	t->n = n;
}

/* The last instant of all; then of each time the step from the one before it, its length, its rows and rejected ones. */
void times_pack(struct buf *out, struct row_times *t)
{
	uint64_t before = (uint64_t)INSTANT_MIN;
	int64_t last = INSTANT_MIN;

	if (t->n > 1)
		qsort(t->at, t->n, sizeof *t->at, by_time);
	merge_equals(t);
	for (size_t i = 0; i < t->n; i++)
		last = t->at[i].at.last > last ? t->at[i].at.last : last;
	varint_add(out, (uint64_t)last - (uint64_t)INSTANT_MIN);
	for (size_t i = 0; i < t->n; i++) {
		const struct row_time_count *c = &t->at[i];
		varint_add(out, (uint64_t)c->at.first - before);
		varint_add(out, (uint64_t)c->at.last - (uint64_t)c->at.first);
		varint_add(out, c->rows);
		varint_add(out, c->rejected);
		before = (uint64_t)c->at.first;
	}
}

int64_t times_last(struct str packed)
{
	return (int64_t)(varint_take(&packed) + (uint64_t)INSTANT_MIN);
}

struct unpacked {
	struct str rest;
	int64_t first, last;
	uint64_t rows, rejected;
};

static struct unpacked unpack(struct str packed)
{
	varint_take(&packed);
	return (struct unpacked){.rest = packed, .first = INSTANT_MIN};
}

static bool unpack_next(struct unpacked *u)
{
	if (u->rest.n == 0)
		return false;
	u->first = (int64_t)((uint64_t)u->first + varint_take(&u->rest));
	u->last = (int64_t)((uint64_t)u->first + varint_take(&u->rest));
	u->rows = varint_take(&u->rest);
	u->rejected = varint_take(&u->rest);
	return true;
}

int64_t times_newest(struct str packed, int64_t cap)
{
	int64_t last = times_last(packed), newest = INSTANT_MIN;

	if (last <= cap)
		return last;
	for (struct unpacked u = unpack(packed); unpack_next(&u) && u.first <= cap;) {
		int64_t at = u.last < cap ? u.last : cap;
		newest = at > newest ? at : newest;
	}
	return newest;
}

void times_later(uint64_t *rows, uint64_t *rejected, struct str packed, int64_t known_at)
{
	*rows = *rejected = 0;
	if (times_last(packed) <= known_at)
		return;
	for (struct unpacked u = unpack(packed); unpack_next(&u);) {
		*rows += u.last > known_at ? u.rows : 0;
		*rejected += u.last > known_at ? u.rejected : 0;
	}
}
