/* compare: what two names have in common, as weights that add up. */
#ifndef IDENTITY_COMPARE_H
#define IDENTITY_COMPARE_H

#include "identity/name.h"
#include "identity/weights.h"

struct nicknames; /* nicknames.h */

enum { SCORE_PARTS = 12 };

/* A sum and what adds up to it. */
struct score {
	int tenths;
	uint8_t nparts;
	uint8_t parts[SCORE_PARTS]; /* enum weight */
};

void score_add(struct score *s, enum weight w);
bool score_has(const struct score *s, enum weight w);
/* The part with a weight in [first, last]; NWEIGHTS: none. */
enum weight score_among(const struct score *s, enum weight first, enum weight last);

/* Adds what suits the two names best: as they stand, with family and given exchanged, and, of a name in one text, with
 * other guesses at what the family name is. */
void compare_names(struct score *s, const struct name *a, const struct name *b, const struct nicknames *n);

#endif
