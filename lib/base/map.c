#include "base/map.h"

#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>

static uint64_t turn(uint64_t x, unsigned by)
{
	return x << by | x >> (64 - by);
}

static inline void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = turn(v[1], 13) ^ v[0];
	v[0] = turn(v[0], 32);
	v[2] += v[3];
	v[3] = turn(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = turn(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = turn(v[1], 17) ^ v[2];
	v[2] = turn(v[2], 32);
}

/* Eight bytes, and four, as a little-endian number. */
static inline uint64_t word(const unsigned char *at)
{
	uint64_t w;

	memcpy(&w, at, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

static inline uint64_t half_word(const unsigned char *at)
{
	uint32_t w;

	memcpy(&w, at, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap32(w);
#endif
	return w;
}

/* Fewer than eight bytes as a little-endian number; reads that overlap put the same bytes in the same places. */
static inline uint64_t part_word(const unsigned char *at, size_t n)
{
	if (n >= 4)
		return half_word(at) | half_word(at + n - 4) << 8 * (n - 4);
	if (n == 0)
		return 0;
	return (uint64_t)at[0] | (uint64_t)at[n / 2] << 8 * (n / 2) | (uint64_t)at[n - 1] << 8 * (n - 1);
}

uint64_t hash_bytes(const void *at, size_t n, const uint64_t seed[2])
{
	const unsigned char *p = n == 0 ? (const unsigned char *)"" : at;
	uint64_t v[4] = {
		seed[0] ^ UINT64_C(0x736f6d6570736575), seed[1] ^ UINT64_C(0x646f72616e646f6d),
		seed[0] ^ UINT64_C(0x6c7967656e657261), seed[1] ^ UINT64_C(0x7465646279746573),
	};
	size_t nwhole = n / 8 * 8;
	uint64_t w;

	for (size_t i = 0; i < nwhole; i += 8) {
		w = word(p + i);
		v[3] ^= w;
		sip_round(v);
		v[0] ^= w;
	}
	w = part_word(p + nwhole, n - nwhole) | (uint64_t)n << 56;
	v[3] ^= w;
	sip_round(v);
	v[0] ^= w;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The sixteen random bytes that the kernel gives each program as it starts: a call of the system for
 * each of many small maps would show. */
void map_init(struct map *m, struct arena *arena)
{
	union {
		unsigned long address;
		const void *at;
	} given = {.address = getauxval(AT_RANDOM)};

	*m = (struct map){.arena = arena, .seed = {(uint64_t)(uintptr_t)m, (uint64_t)(uintptr_t)arena}};
	if (given.at)
		memcpy(m->seed, given.at, sizeof m->seed);
}

/* The slot that holds the key, or the empty one where it belongs. */
static uint32_t *slot_of(const struct map *m, struct str key, uint64_t hash)
{
	size_t mask = m->nslots - 1;

	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &m->slots[i];
		const struct map_entry *e;

		if (*slot == 0)
			return slot;
		e = &m->entries[*slot - 1];
		if (e->hash == hash && str_eq(e->key, key))
			return slot;
	}
}

static void make_slots(struct map *m, size_t nslots)
{
	m->nslots = nslots;
	m->slots = arena_array(m->arena, m->nslots, sizeof *m->slots);
	for (size_t e = 0; e < m->n; e++) {
		size_t i = (size_t)m->entries[e].hash & (m->nslots - 1);

		while (m->slots[i] != 0)
			i = (i + 1) & (m->nslots - 1);
		m->slots[i] = (uint32_t)(e + 1);
	}
}

static void make_entries(struct map *m, size_t cap)
{
	struct map_entry *old = m->entries;

	m->cap = cap;
	m->entries = arena_array(m->arena, m->cap, sizeof *m->entries);
	if (m->n > 0)
		memcpy(m->entries, old, m->n * sizeof *old);
}

void map_room(struct map *m, size_t n)
{
	size_t nslots = 16;

	if (n > UINT32_MAX - 1)
		mem_exhausted();
	while (nslots < n * 2)
		nslots *= 2;
	if (nslots > m->nslots)
		make_slots(m, nslots);
	if (n > m->cap)
		make_entries(m, n);
}

/* The entry of the key, made where it is new. */
static struct map_entry *entry_for(bool *fresh, struct map *m, struct str key)
{
	uint64_t hash = hash_bytes(key.at, key.n, m->seed);
	uint32_t *slot;

	if ((m->n + 1) * 2 > m->nslots)
		make_slots(m, m->nslots == 0 ? 16 : m->nslots * 2);
	slot = slot_of(m, key, hash);
	*fresh = *slot == 0;
	if (*slot != 0)
		return &m->entries[*slot - 1];
	if (m->n == UINT32_MAX - 1)
		mem_exhausted();
	if (m->n == m->cap)
		make_entries(m, m->cap == 0 ? 8 : m->cap * 2);
	m->entries[m->n++] = (struct map_entry){.key = key, .hash = hash};
	*slot = (uint32_t)m->n;
	return &m->entries[m->n - 1];
}

bool map_put(struct map *m, struct str key, void *value)
{
	bool fresh;

	entry_for(&fresh, m, key)->value = value;
	return fresh;
}

void *map_add(struct map *m, struct str key, void *value)
{
	bool fresh;
	struct map_entry *e = entry_for(&fresh, m, key);

	if (fresh)
		e->value = value;
	return e->value;
}

static const struct map_entry *entry_of(const struct map *m, struct str key)
{
	uint32_t slot;

	if (m->n == 0)
		return NULL;
	slot = *slot_of(m, key, hash_bytes(key.at, key.n, m->seed));
	return slot == 0 ? NULL : &m->entries[slot - 1];
}

void *map_find(const struct map *m, struct str key)
{
	const struct map_entry *e = entry_of(m, key);

	return e == NULL ? NULL : e->value;
}

bool map_has(const struct map *m, struct str key)
{
	return entry_of(m, key) != NULL;
}
