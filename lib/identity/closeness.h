/* closeness: how near two spellings are. */
#ifndef IDENTITY_CLOSENESS_H
#define IDENTITY_CLOSENESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Edits that make one of the other: a letter put in, left out, changed, or two neighbours exchanged; no letter is
 * edited twice (the restricted Damerau-Levenshtein distance, "optimal string alignment"). Of texts of up to 64 bytes;
 * limit + 1 where it is more than limit. */
size_t closeness_edits(struct str a, struct str b, size_t limit);

/* The Jaro-Winkler similarity of similar_texts (lang/func.h), of the first 64 letters of ASCII texts. */
double closeness_similar(struct str a, struct str b);
/* x has more than `most` bits. */
bool closeness_beyond(uint32_t x, unsigned most);

enum closeness { CLOSENESS_APART, CLOSENESS_NEAR, CLOSENESS_SLIP, CLOSENESS_EQUAL };

/* Slip: one edit, of four letters or more. Near: one edit of three letters, two of six or more, or a Jaro-Winkler
 * similarity (similar_texts of lang/func.h) of .90 or more, of four or more. Of small Latin letters. */
enum closeness closeness_of(struct str a, struct str b, double near);

#endif
