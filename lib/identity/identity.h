/* identity: which subject a row is about.
 *
 * By reference (the subject's id, without regard to case and outer blanks),
 * by identifier within its dates, by name and date of birth. Two subjects
 * that tie are a tie, never a pick.
 */
#ifndef IDENTITY_IDENTITY_H
#define IDENTITY_IDENTITY_H

#include "book/plan.h"

struct identity_index; /* immutable after it is built */

struct identity_index *identity_build(const struct plan *plan, struct arena *a);

enum identity_found { IDENTITY_NONE, IDENTITY_ONE, IDENTITY_TIE };

struct identity_match {
	enum identity_found found;
	size_t subject, other; /* other: of a tie */
};

/* Allocation-free for ASCII references up to 256 bytes. */
struct identity_match identity_by_reference(const struct identity_index *x, struct str reference);
/* kind as in the subject's `identifiers:`, or "device"; at: the row's time (only identifiers that hold then). */
struct identity_match identity_by_identifier(const struct identity_index *x, struct str kind, struct str value, struct moment at);
/* Exact after folding to Latin: family name and all given names or the first alone, and date of birth; aliases at
 * any time; people in `not:` left out. Needs has_born. */
struct identity_match identity_by_person(const struct identity_index *x, struct str family, struct str given, int32_t born,
                                         struct arena *scratch);

/* SHA-256 in hex over all of the subject by which rows find it. */
void identity_digest(char hex[65], const struct subject *s);

#endif
