/* exact: whose reference a text is, letter for letter.
 *
 * Rows mostly write a reference as the order does. Of every other text nothing is said: it is for identity_by_reference.
 * Nothing is hashed with a secret, so no more than a few places are looked at for any text; a reference that finds
 * none of them free is left out. Built by identity_build; then read only.
 */
#ifndef IDENTITY_EXACT_H
#define IDENTITY_EXACT_H

#include "identity/sieve.h"

#define EXACT_LONGEST ((size_t)24)
#define EXACT_TRIES ((size_t)16)

struct exact_place {
	uint64_t words[EXACT_LONGEST / 8]; /* noughts behind the text */
	uint32_t n;       /* 0: nobody's */
	uint32_t subject;
};

struct exact {
	struct exact_place *places; /* EXACT_TRIES more than the mask says */
	uint64_t mask;
};

/* Room for so many references. */
void exact_init(struct exact *out, size_t n, struct arena *a);
/* A reference that is that of one subject alone. */
void exact_add(struct exact *x, struct str reference, size_t subject);

/* The text in words, noughts behind it; EXACT_LONGEST bytes at most, SIEVE_BEHIND readable behind it. */
static inline uint64_t exact_words(uint64_t words[EXACT_LONGEST / 8], struct str text)
{
	uint64_t hash = text.n;

	for (size_t i = 0; i < EXACT_LONGEST / 8; i++) {
		size_t at = 8 * i;

		words[i] = 0;
		if (at >= text.n)
			continue;
		memcpy(&words[i], text.at + at, sizeof *words);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		words[i] = __builtin_bswap64(words[i]);
#endif
		if (text.n - at < 8)
			words[i] &= (UINT64_C(1) << 8 * (text.n - at)) - 1;
		hash = sieve_mix(hash, words[i]);
	}
	return hash ^ hash >> 29;
}

/* SIZE_MAX: it cannot be said. SIEVE_BEHIND bytes must be readable behind the text. */
static inline size_t exact_find(const struct exact *x, struct str text)
{
	uint64_t words[EXACT_LONGEST / 8];
	const struct exact_place *p;

	if (text.n == 0 || text.n > EXACT_LONGEST)
		return SIZE_MAX;
	p = &x->places[exact_words(words, text) & x->mask];
	for (size_t i = 0; i < EXACT_TRIES && p[i].n > 0; i++)
		if (p[i].n == text.n && p[i].words[0] == words[0] && p[i].words[1] == words[1] && p[i].words[2] == words[2])
			return p[i].subject;
	return SIZE_MAX;
}

#endif
