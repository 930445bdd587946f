#include "feed/intake.h"

#include <string.h>

void intake_init(struct intake *in, const struct feed *feed, struct pile *piles, struct arena *a)
{
	*in = (struct intake){.arena = a, .feed = feed, .type = feed->type, .piles = piles};
	map_init(&in->keyed, a);
	memcpy(in->seeds[0], in->keyed.seed, sizeof in->seeds[0]);
	in->seeds[1][0] = in->seeds[0][1] ^ UINT64_C(0x9e3779b97f4a7c15);
	in->seeds[1][1] = hash_bytes(in->seeds[0], sizeof in->seeds[0], in->seeds[0]);
}

void intake_free(struct intake *in)
{
	strangers_free(&in->strangers);
	buf_free(&in->key);
}

static void add_part(struct buf *b, struct str part)
{
	char digits[24];
	size_t at = sizeof digits;
	size_t n = part.n;

	digits[--at] = ':';
	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	buf_add(b, (struct str){digits + at, sizeof digits - at});
	buf_add(b, part);
}

struct str intake_key(struct intake *in, const size_t *columns, size_t ncolumns, const struct str *fields)
{
	bool any = false;

	buf_clear(&in->key);
	if (ncolumns == 0)
		return (struct str){NULL, 0};
	add_part(&in->key, in->feed->id);
	for (size_t i = 0; i < ncolumns; i++) {
		struct str part = str_trim(fields[columns[i]]);

		any |= part.n > 0;
		add_part(&in->key, part);
	}
	return any ? buf_str(&in->key) : (struct str){NULL, 0};
}

static void hash_twice(uint64_t out[2], const struct intake *in, struct str s)
{
	out[0] = hash_bytes(s.at, s.n, in->seeds[0]);
	out[1] = hash_bytes(s.at, s.n, in->seeds[1]);
}

static struct intake_slot *new_slot(struct intake *in, struct str key)
{
	struct intake_slot *slot = ARENA_NEW(in->arena, struct intake_slot);

	slot->key = key;
	slot->recorded = INSTANT_MIN;
	return slot;
}

static void add_told(struct intake_slot *slot, struct told *row)
{
	row->next = NULL;
	if (slot->last)
		slot->last->next = row;
	else
		slot->first = row;
	slot->last = row;
}

static struct intake_slot *slot_of_key(struct intake *in, struct str key)
{
	struct intake_slot *slot = map_find(&in->keyed, key);
	uint64_t hash[2];

	if (slot)
		return slot;
	slot = new_slot(in, str_dup(in->arena, key));
	map_put(&in->keyed, slot->key, slot);
	if (in->strangers.n > 0) {
		hash_twice(hash, in, key);
		slot->recorded = strangers_find(&in->strangers, hash);
	}
	return slot;
}

static void put_keyed(struct intake *in, struct told *row, struct str key)
{
	struct intake_slot *slot = slot_of_key(in, key);

	add_told(slot, row);
	if (row->recorded < slot->recorded)
		return;
	slot->winner = row;
	slot->recorded = row->recorded;
}

void pile_put(struct pile *pile, struct told *row)
{
	row->next = NULL;
	if (pile->last)
		pile->last->next = row;
	else
		pile->first = row;
	pile->last = row;
	pile->n++;
}

static void put_piled(struct intake *in, struct told *row)
{
	struct pile *pile = &in->piles[row->subject];

	pile_put(pile, row);
	if (pile->n == 1)
		*VEC_PUSH(in->arena, &in->piled) = row->subject;
}

void intake_put(struct intake *in, struct told *row, struct str key)
{
	if (key.n > 0)
		put_keyed(in, row, key);
	else
		put_piled(in, row);
}

void intake_put_nobody(struct intake *in, struct str key, int64_t recorded)
{
	struct intake_slot *slot = map_find(&in->keyed, key);
	uint64_t hash[2];

	if (!slot && recorded != INSTANT_MIN) {
		hash_twice(hash, in, key);
		strangers_add(&in->strangers, hash, recorded);
	} else if (slot && recorded >= slot->recorded) {
		slot->winner = NULL;
		slot->recorded = recorded;
	}
}
