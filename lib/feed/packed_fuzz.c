/* Bytes that draw the rows of a subject and their values: packed and unpacked they are the same rows, in their order. */
#include <assert.h>
#include <string.h>

#include "feed/dense.h"
#include "feed/nest.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { VALUES = 6, PARTS = 3, ROWS = 200, KINDS = 14 };

/* What was drawn of one row. */
struct drawn {
	struct value values[VALUES];
	size_t nvalues;
	struct str row;
	struct nest_row head;
	struct nest_more more;
};

struct draw {
	struct str left;
	struct str row; /* of which texts may be a part */
	struct arena *arena;
};

static uint64_t number(struct draw *d, size_t nbytes)
{
	uint64_t v = 0;
	size_t n = nbytes < d->left.n ? nbytes : d->left.n;

	memcpy(&v, d->left.at, n);
	d->left = str_from(d->left, n);
	return v;
}

static struct str part(struct str of, uint64_t from, uint64_t n)
{
	from = of.n > 0 ? from % (of.n + 1) : 0;
	return str_cut(of, (size_t)from, (size_t)(n % (of.n - from + 1)));
}

/* One of the row as it is kept, or bytes that stand elsewhere. */
static struct value text(struct draw *d, bool inside)
{
	uint64_t from = number(d, 2), length = number(d, 2);

	return value_text(inside ? part(d->row, from, length) : str_dup(d->arena, part(d->row, from, length % 64)));
}

static struct value hours(struct draw *d)
{
	struct weekly *w = arena_array(d->arena, PARTS, sizeof *w);
	size_t n = (size_t)number(d, 1) % PARTS;

	for (size_t i = 0; i < n; i++) {
		memset(&w[i], 0, sizeof w[i]);
		w[i].days = (uint8_t)number(d, 1);
		w[i].from = (int32_t)number(d, 4);
		w[i].until = (int32_t)number(d, 4);
	}
	return (struct value){.kind = VALUE_HOURS, .as.hours = {w, n}};
}

static struct value countries(struct draw *d)
{
	struct countries *set = ARENA_NEW(d->arena, struct countries);

	memset(set, 0, sizeof *set);
	set->bits[number(d, 1) % 11] = number(d, 8);
	return (struct value){.kind = VALUE_COUNTRIES, .as.countries = set};
}

static struct value moment(struct draw *d)
{
	int64_t first = (int64_t)number(d, 8);
	bool whole = number(d, 1) % 2;

	return value_time((struct moment){.first = first, .last = first / 2, .whole = whole, .day = whole ? (int32_t)number(d, 4) : 0});
}

static struct value value(struct draw *d, unsigned depth);

static struct value list(struct draw *d, unsigned depth)
{
	struct value *parts = arena_array(d->arena, PARTS, sizeof *parts);
	size_t n = depth < 3 ? (size_t)number(d, 1) % (PARTS + 1) : 0;

	for (size_t i = 0; i < n; i++)
		parts[i] = value(d, depth + 1);
	return (struct value){.kind = VALUE_LIST, .as.list = {parts, n}};
}

static struct value value(struct draw *d, unsigned depth)
{
	static const struct geo_place *const nowhere;

	switch (number(d, 1) % KINDS) {
	case 0: return value_missing();
	case 1: return value_bool(number(d, 1) % 2);
	case 2: return value_number((int64_t)number(d, 8));
	case 3: return text(d, true);
	case 4: return text(d, false);
	case 5: return value_time(moment_instant((int64_t)number(d, 8)));
	case 6: return moment(d);
	case 7: return (struct value){.kind = VALUE_CLOCK, .as.clock = (int32_t)number(d, 4)};
	case 8: return (struct value){.kind = VALUE_DURATION, .as.duration = {(int32_t)number(d, 4), (int32_t)number(d, 4), (int64_t)number(d, 8)}};
	case 9: return hours(d);
	case 10: return value_country((uint16_t)number(d, 2));
	case 11: return countries(d);
	case 12: return (struct value){.kind = VALUE_POINT, .as.point = {(double)(int32_t)number(d, 4) / 1e7, (double)(int32_t)number(d, 4) / 1e7}};
	default: return depth % 2 ? (struct value){.kind = VALUE_PLACE, .as.place = nowhere} : list(d, depth);
	}
}

static void same(const struct value *a, const struct value *b);

static void same_lists(const struct value *a, const struct value *b)
{
	assert(a->as.list.n == b->as.list.n);
	for (size_t i = 0; i < a->as.list.n; i++)
		same(&a->as.list.at[i], &b->as.list.at[i]);
}

static void same(const struct value *a, const struct value *b)
{
	assert(a->kind == b->kind);
	if (a->kind == VALUE_UNKNOWN)
		assert(b->missing);
	else if (a->kind == VALUE_LIST)
		same_lists(a, b);
	else if (a->kind == VALUE_TEXT)
		assert(str_eq(a->as.text, b->as.text));
	else if (a->kind == VALUE_TIME)
		assert(a->as.time.first == b->as.time.first && a->as.time.last == b->as.time.last && a->as.time.whole == b->as.time.whole &&
		       a->as.time.day == b->as.time.day);
	else if (a->kind == VALUE_PLACE)
		assert(a->as.place == b->as.place);
	else
		assert(value_same(a, b));
}

/* ---- rows ---- */

static void draw_row(struct drawn *r, struct draw *d)
{
	uint8_t flags = (uint8_t)number(d, 1);

	r->row = d->row = part(d->left, number(d, 1), number(d, 2));
	r->nvalues = 1 + (size_t)number(d, 1) % VALUES;
	for (size_t i = 0; i < r->nvalues; i++)
		r->values[i] = value(d, 0);
	r->more = (struct nest_more){.sha256 = "hash"};
	r->head = (struct nest_row){.line = number(d, 4), .nbytes = (uint32_t)r->row.n, .input = (uint32_t)number(d, 2),
	                            .by = (uint8_t)number(d, 1), .flags = flags & (NEST_WAITS | NEST_MORE | NEST_GUESSED)};
}

/* Its values, or room for some of them: where it waits they are told later. */
static void add(struct nest *nest, struct drawn *r, struct arena *a)
{
	struct buf packed = {0};
	const char *apart;

	dense_add(&packed, r->values, r->nvalues, r->row);
	if (r->head.flags & NEST_WAITS)
		packed.n = packed.n < r->head.line % 40 ? packed.n : r->head.line % 40;
	r->head.room = nest_room(packed.n > sizeof apart ? packed.n : sizeof apart);
	if (r->head.room == 0) {
		apart = arena_copy(a, packed.at, packed.n);
		r->head.room = nest_room(sizeof apart);
		r->head.flags |= NEST_APART;
		buf_clear(&packed);
		buf_add(&packed, (struct str){(const char *)&apart, sizeof apart});
	}
	nest_add(nest, r->head, r->head.flags & NEST_MORE ? &r->more : NULL, buf_str(&packed), r->row, a);
	buf_free(&packed);
}

static void decode(struct nest_row *row, const struct drawn *r, struct arena *a)
{
	struct buf packed = {0};

	dense_add(&packed, r->values, r->nvalues, r->row);
	nest_decoded(row, buf_str(&packed), a);
	buf_free(&packed);
}

static void compare(struct nest_row *row, const struct drawn *r, struct arena *a)
{
	struct value values[VALUES];

	assert(row->line == r->head.line && row->input == r->head.input && row->by == r->head.by);
	assert(str_eq(nest_bytes(row), r->row));
	assert(r->head.flags & NEST_MORE ? nest_more(row)->sha256 == r->more.sha256 : !nest_more(row));
	if (r->head.flags & NEST_WAITS)
		decode(row, r, a);
	dense_read(values, r->nvalues, nest_values(row), nest_bytes(row), a);
	for (size_t i = 0; i < r->nvalues; i++)
		same(&r->values[i], &values[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct drawn rows[ROWS];
	struct nest nest = {0};
	struct nest_walk w;
	struct arena arena;
	size_t nrows = 0, i = 0;

	arena_init(&arena);
	struct draw d = {.left = {(const char *)bytes, n}, .arena = &arena};
	for (; d.left.n > 0 && nrows < ROWS; nrows++) {
		draw_row(&rows[nrows], &d);
		add(&nest, &rows[nrows], &arena);
	}
	for (struct nest_row *row = nest_first(&w, &nest); row; row = nest_next(&w), i++)
		compare(row, &rows[i], &arena);
	assert(i == nrows && nest.n == nrows);
	arena_free(&arena);
	return 0;
}
