#include <string.h>

#include "lang/value.h"

#define NLETTERS 26
#define NCODES (NLETTERS * NLETTERS)

/* Where a code stands in the set; NCODES: it is not two capitals. */
static unsigned code_index(uint16_t code)
{
	unsigned high = (unsigned)(code >> 8) - 'A', low = (unsigned)(code & 0xff) - 'A';
	return high < NLETTERS && low < NLETTERS ? high * NLETTERS + low : NCODES;
}

static uint16_t index_code(unsigned index)
{
	return (uint16_t)((('A' + index / NLETTERS) << 8) | ('A' + index % NLETTERS));
}

void countries_add(struct countries *c, uint16_t code)
{
	unsigned i = code_index(code);
	if (i < NCODES)
		c->bits[i / 64] |= UINT64_C(1) << i % 64;
}

void countries_remove(struct countries *c, uint16_t code)
{
	unsigned i = code_index(code);
	if (i < NCODES)
		c->bits[i / 64] &= ~(UINT64_C(1) << i % 64);
}

bool countries_has(const struct countries *c, uint16_t code)
{
	unsigned i = code_index(code);
	return i < NCODES && (c->bits[i / 64] >> i % 64 & 1) != 0;
}

bool countries_same(const struct countries *a, const struct countries *b)
{
	return memcmp(a->bits, b->bits, sizeof a->bits) == 0;
}

size_t countries_count(const struct countries *c)
{
	size_t n = 0;
	for (size_t i = 0; i < sizeof c->bits / sizeof *c->bits; i++)
		n += (size_t)__builtin_popcountll(c->bits[i]);
	return n;
}

struct countries countries_without(const struct countries *a, const struct countries *b)
{
	struct countries left;
	for (size_t i = 0; i < sizeof a->bits / sizeof *a->bits; i++)
		left.bits[i] = a->bits[i] & ~b->bits[i];
	return left;
}

bool countries_next(uint16_t *code, const struct countries *c)
{
	unsigned i = *code == 0 ? 0 : code_index(*code) + 1;
	for (; i < NCODES; i++) {
		uint64_t rest = c->bits[i / 64] >> i % 64;
		if (rest == 0) {
			i |= 63;
		} else if ((rest & 1) != 0) {
			*code = index_code(i);
			return true;
		}
	}
	return false;
}
