/* sieve: a quick no to most texts that are nobody's reference.
 *
 * It holds two bits in one word for each reference as references compare
 * (small letters). It never says no to one that is there; in a hundred others
 * it fails to say no about once. Built by identity_build; then read only.
 */
#ifndef IDENTITY_SIEVE_H
#define IDENTITY_SIEVE_H

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

#define SIEVE_LONGEST ((size_t)64)
#define SIEVE_BEHIND ((size_t)8) /* so many bytes behind a text must be readable */

struct sieve {
	uint64_t *words;
	uint64_t mask; /* of the words: their number less one */
};

/* keys: small letters. */
void sieve_init(struct sieve *out, const struct str *keys, size_t nkeys, struct arena *a);

/* Bytes that make a text no plain one: NUL, + and those beyond ASCII. */
static inline uint64_t sieve_odd(uint64_t w)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	uint64_t plus = w ^ ones * '+';

	return (w | ((w - ones) & ~w) | ((plus - ones) & ~plus)) & high;
}

static inline uint64_t sieve_mix(uint64_t hash, uint64_t w)
{
	hash = (hash ^ w) * UINT64_C(0x9fb21c651e98df25);
	return hash ^ hash >> 32;
}

/* Eight bytes, the first lowest. */
static inline uint64_t sieve_word(const char *at)
{
	uint64_t w;

	memcpy(&w, at, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* A word for every eight bytes; the last one ends where the text does. Of a shorter text one, blanks behind it. */
static inline uint64_t sieve_last(struct str text)
{
	const uint64_t blanks = UINT64_C(0x2020202020202020);
	uint64_t inside;

	if (text.n >= 8)
		return sieve_word(text.at + text.n - 8);
	inside = (UINT64_C(1) << 8 * text.n) - 1;
	return (sieve_word(text.at) & inside) | (blanks & ~inside);
}

/* False: not plain, or too long to be told. Letters in any case hash alike. */
static inline bool sieve_hash(uint64_t *hash, struct str text)
{
	const uint64_t blanks = UINT64_C(0x2020202020202020);
	uint64_t h = text.n, odd = 0, w;

	if (text.n > SIEVE_LONGEST)
		return false;
	for (size_t i = 0; i + 8 < text.n; i += 8) {
		w = sieve_word(text.at + i);
		odd |= sieve_odd(w);
		h = sieve_mix(h, w | blanks);
	}
	w = sieve_last(text);
	*hash = sieve_mix(sieve_mix(h, w | blanks), 0);
	return (odd | sieve_odd(w)) == 0;
}

/* A plain text, SIEVE_BEHIND bytes readable behind it, that is surely nobody's reference, in any case of letters. */
static inline bool sieve_is_nobodys(const struct sieve *s, struct str text)
{
	uint64_t hash, bits;

	if (!sieve_hash(&hash, text))
		return false;
	bits = UINT64_C(1) << (hash >> 58) | UINT64_C(1) << (hash >> 52 & 63);
	return (s->words[hash & s->mask] & bits) != bits;
}

#endif
