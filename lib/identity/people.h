/* people: subjects by their names and dates of birth.
 *
 * Candidates come by keys that two records of one person share even where
 * one of the two is misspelt: the date of birth; two of its year, month and
 * day with the sound of one part of the name; its year with one part as it is
 * spelt; for records without a date the sound of one part with the first
 * letter of another. Names that several subjects have are compared once. Immutable after it is built.
 */
#ifndef IDENTITY_PEOPLE_H
#define IDENTITY_PEOPLE_H

#include "identity/born.h"
#include "identity/identity.h"
#include "identity/name.h"
#include "identity/nicknames.h"

/* A name with a date of birth, and whose they are. */
struct persona {
	struct name name;
	struct born born;
	const size_t *subjects; /* in order */
	size_t nsubjects;
};

struct people {
	const struct plan *plan;
	struct persona *personas;
	size_t npersonas;
	struct nicknames nicknames;
	const struct people_group *groups; /* open addressing by key */
	const uint32_t *members;           /* personas of the groups */
	size_t mask;                       /* slots of groups - 1; 0 and no groups: nobody */
	bool undated;                      /* some persona has no whole date of birth */
	const struct str **postcodes;      /* by subject; NULL: none */
	size_t *npostcodes;
	int strong, possible; /* tenths */
};

struct people_group {
	uint64_t key; /* 0: empty */
	uint32_t first, n;
};

/* A person asked about, made ready. */
struct asked {
	const struct person_query *query;
	struct name name;
	struct str postcode;
};

void people_build(struct people *p, const struct plan *plan, struct arena *a);
void people_index(struct people *p, struct arena *a); /* people_keys.c: fills groups */
/* False: no letter is in it. */
bool person_name_read(struct name *out, struct name_room *room, const struct person_name *name, struct arena *scratch);

/* ---- people_keys.c ---- */

enum { KEYS_MAX = 56 };
/* Keys under which a persona is found. */
size_t people_keys(uint64_t out[KEYS_MAX], const struct name *name, struct born born);
/* Of a day on which many were born: that day with each part of the name. */
size_t people_day_keys(uint64_t out[KEYS_MAX], const struct name *name, struct born born);
/* Keys by which to look for one; undated: also for personas without a whole date. */
size_t people_asked_keys(uint64_t out[KEYS_MAX], const struct name *name, struct born born, bool undated);
uint64_t people_born_key(struct born born);

typedef void people_visit(const struct persona *p, void *context);
/* Calls visit with each persona that shares a key, some of them more than once. */
void people_each(const struct people *p, const struct name *name, struct born born, people_visit *visit, void *context);

#endif
