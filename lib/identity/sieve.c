#include "identity/sieve.h"

static void add(struct sieve *s, struct str key)
{
	char room[SIEVE_LONGEST + SIEVE_BEHIND] = {0};
	uint64_t hash;

	if (key.n > SIEVE_LONGEST)
		return; /* texts that long pass it anyway */
	memcpy(room, key.at, key.n);
	sieve_hash(&hash, (struct str){room, key.n});
	s->words[hash & s->mask] |= UINT64_C(1) << (hash >> 58) | UINT64_C(1) << (hash >> 52 & 63);
}

/* Two keys or fewer to a word. */
void sieve_init(struct sieve *out, const struct str *keys, size_t nkeys, struct arena *a)
{
	size_t nwords = 16;

	while (nwords < nkeys / 2)
		nwords *= 2;
	*out = (struct sieve){arena_array(a, nwords, sizeof *out->words), nwords - 1};
	for (size_t i = 0; i < nkeys; i++)
		add(out, keys[i]);
}
