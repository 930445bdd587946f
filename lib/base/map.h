/* map: from text to a pointer, by hash, in an arena.
 *
 * Keys are not copied: they must live as long as the map. Iteration is in
 * the order of first insertion, never in hash order. SipHash keeps hostile
 * keys from piling up.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
	struct str key;
	void *value;
	uint64_t hash;
};

struct map {
	struct arena *arena;
	struct map_entry *entries; /* in order of insertion */
	size_t n, cap;
	uint32_t *slots; /* index + 1 of an entry, 0: empty */
	size_t nslots;   /* a power of two */
	uint64_t seed[2];
};

void map_init(struct map *m, struct arena *arena);
/* Room for n keys in all, made at once: growing leaves what was outgrown in the arena. */
void map_room(struct map *m, size_t n);
/* Sets or replaces; true where the key was new. */
bool map_put(struct map *m, struct str key, void *value);
/* What is there under the key; the value where nothing was. */
void *map_add(struct map *m, struct str key, void *value);
void *map_find(const struct map *m, struct str key); /* NULL: not there */
bool map_has(const struct map *m, struct str key);

uint64_t hash_bytes(const void *at, size_t n, const uint64_t seed[2]); /* SipHash-1-3 */

#endif
