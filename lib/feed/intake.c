#include "feed/intake.h"

#include <string.h>

void intake_init(struct intake *in, const struct feed *feed, struct arena *a)
{
	*in = (struct intake){.arena = a, .feed = feed, .type = feed->type};
	map_init(&in->keyed, a);
	map_init(&in->equals, a);
	memcpy(in->seeds[0], in->keyed.seed, sizeof in->seeds[0]);
	memcpy(in->seeds[1], in->equals.seed, sizeof in->seeds[1]);
	in->seeds[1][0] ^= UINT64_C(0x9e3779b97f4a7c15);
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

static struct told *add_told(struct intake *in, struct intake_slot *slot, const struct told *row)
{
	struct told *kept = arena_copy(in->arena, row, sizeof *row);

	kept->next = NULL;
	if (slot->last)
		slot->last->next = kept;
	else
		slot->first = kept;
	slot->last = kept;
	return kept;
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

static void put_keyed(struct intake *in, const struct intake_row *row)
{
	struct intake_slot *slot = slot_of_key(in, row->key);
	struct told *told = add_told(in, slot, &row->told);

	if (told->recorded < slot->recorded)
		return;
	slot->winner = told;
	slot->recorded = told->recorded;
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

/* Subject and content, and where in it the content begins. */
static struct str equals_key(size_t *content, struct intake *in, const struct told *told, struct arena *scratch)
{
	struct str text = event_content_key(in->type, told->fields, scratch);

	buf_clear(&in->key);
	buf_printf(&in->key, "%zu:", told->subject);
	*content = in->key.n;
	buf_add(&in->key, text);
	return buf_str(&in->key);
}

/* The earliest recorded of equal rows stays; one that does not say it comes last. */
static bool earlier(const struct told *a, const struct told *b)
{
	return a->recorded != INSTANT_MIN && (b->recorded == INSTANT_MIN || a->recorded < b->recorded);
}

static void put_equal(struct intake *in, const struct intake_row *row, struct str key, size_t content)
{
	struct intake_equals *equals = map_find(&in->equals, key);
	struct intake_slot *slot;
	struct told *told;

	if (!equals) {
		equals = ARENA_NEW(in->arena, struct intake_equals);
		key = str_dup(in->arena, key);
		map_put(&in->equals, key, equals);
	}
	if (equals->input != row->told.source.input) {
		equals->input = row->told.source.input;
		equals->nseen = 0;
	}
	if (equals->nseen == equals->slots.n) {
		struct str text = equals->slots.n > 0 ? equals->slots.at[0]->key : str_from(key, content);
		slot = new_slot(in, text);
		*VEC_PUSH(in->arena, &equals->slots) = slot;
	}
	slot = equals->slots.at[equals->nseen++];
	told = add_told(in, slot, &row->told);
	if (!slot->winner || earlier(told, slot->winner))
		slot->winner = told;
}

void intake_put(struct intake *in, const struct intake_row *row, struct arena *scratch)
{
	struct intake_row hashed = *row;
	struct str key;
	size_t content;

	if (row->key.n > 0) {
		hashed.key = str_dup(scratch, row->key);
		key = equals_key(&content, in, &row->told, scratch);
		hash_twice(hashed.told.content, in, key);
		put_keyed(in, &hashed);
	} else {
		key = equals_key(&content, in, &row->told, scratch);
		put_equal(in, &hashed, key, content);
	}
}
