/* identity: which subject a row is about.
 *
 * By reference (the subject's id, without regard to case and outer blanks),
 * by identifier within its dates, by name with date of birth and whatever
 * else the row says. Two subjects that tie are a tie, never a pick. How names
 * are weighed: lib/identity/README.md.
 */
#ifndef IDENTITY_IDENTITY_H
#define IDENTITY_IDENTITY_H

#include "book/plan.h"
#include "identity/born.h"
#include "identity/compare.h"
#include "identity/exact.h"
#include "identity/sieve.h"

struct identity_index; /* immutable after it is built */

/* Names are known to it where a feed of the plan asks for them. */
struct identity_index *identity_build(const struct plan *plan, struct arena *a);
/* Names in any case. */
struct identity_index *identity_build_people(const struct plan *plan, struct arena *a);

enum identity_found { IDENTITY_NONE, IDENTITY_ONE, IDENTITY_TIE };

/* By name: exact is a name and a date of birth that are equal with nothing against them. */
enum identity_level { IDENTITY_NO, IDENTITY_POSSIBLE, IDENTITY_STRONG, IDENTITY_EXACT };
extern const char *const identity_levels[]; /* "none", "possible", "strong", "exact" */

struct identity_match {
	enum identity_found found;
	size_t subject, other; /* other: of a tie */
	enum identity_level level; /* by name; with the score that the better of a tie has */
	struct score score;
};

/* References that nobody has, told without a look-up. */
const struct sieve *identity_sieve(const struct identity_index *x);
/* References that one subject alone has, found as they are written there. */
const struct exact *identity_exact(const struct identity_index *x);
/* As it looks on paper (text_code): a soft hyphen, or a dash for a hyphen, tells no two people apart. Allocation-free
 * for ASCII references up to 256 bytes. */
struct identity_match identity_by_reference(const struct identity_index *x, struct str reference);
/* kind as in the subject's `identifiers:`, or "device"; at: the row's time (only identifiers that hold then). */
struct identity_match identity_by_identifier(const struct identity_index *x, struct str kind, struct str value, struct moment at);

struct identifier_said {
	struct str kind, value; /* as a row has them */
};

/* What a row says of a person. Empty texts: not said. */
struct person_query {
	struct str family, given;
	bool whole; /* family holds the name as one text */
	struct born born;
	struct str postcode;
	const struct identifier_said *said;
	size_t nsaid;
	struct moment at;
};

/* The best candidate; nobody below `possible`; a tie where another of its level comes within TIE_TENTHS. People in
 * `not:` are left out. */
enum { TIE_TENTHS = 30 };
struct identity_match identity_by_person(const struct identity_index *x, const struct person_query *q, struct arena *scratch);

/* Every subject whose score is at least `floor` tenths, best first, up to cap; the number of them. */
size_t identity_candidates(struct identity_match *out, size_t cap, int floor, const struct identity_index *x,
                           const struct person_query *q, struct arena *scratch);
/* How two people who are asked about suit each other, by names and dates of birth. False: one has no name. */
bool identity_pair(struct identity_match *out, const struct identity_index *x, const struct person_query *a,
                   const struct person_query *b, struct arena *scratch);
/* How the row's name, date of birth and so on suit this subject; false: there is nothing to compare. */
bool identity_weigh(struct identity_match *out, const struct identity_index *x, size_t subject, const struct person_query *q,
                    struct arena *scratch);

/* SHA-256 in hex over all of the subject by which rows find it. */
void identity_digest(char hex[65], const struct subject *s);

#endif
