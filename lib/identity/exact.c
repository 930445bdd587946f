#include "identity/exact.h"

void exact_init(struct exact *out, size_t n, struct arena *a)
{
	size_t nplaces = 16;

	while (nplaces < n + n / 2)
		nplaces *= 2;
	*out = (struct exact){arena_array(a, nplaces + EXACT_TRIES, sizeof *out->places), nplaces - 1};
}

void exact_add(struct exact *x, struct str reference, size_t subject)
{
	char room[EXACT_LONGEST + SIEVE_BEHIND] = {0};
	struct exact_place new = {.n = (uint32_t)reference.n, .subject = (uint32_t)subject}, *p;

	if (reference.n == 0 || reference.n > EXACT_LONGEST || subject > UINT32_MAX)
		return;
	memcpy(room, reference.at, reference.n);
	p = &x->places[exact_words(new.words, (struct str){room, reference.n}) & x->mask];
	for (size_t i = 0; i < EXACT_TRIES; i++) {
		if (p[i].n == 0) {
			p[i] = new;
			return;
		}
	}
}
