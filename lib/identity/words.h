/* words: a match said so that a reader can add it up. */
#ifndef IDENTITY_WORDS_H
#define IDENTITY_WORDS_H

#include "identity/identity.h"

/* The parts with their weights, and the level. */
struct event_match *identity_words(const struct identity_match *m, struct arena *a);
/* How a name differs from the subject's: "nickname", "slip", "different"; empty: it is one of them, or a part of one
 * (initials, further given names left out, exchanged columns). */
struct str identity_likeness(const struct score *s);

#endif
