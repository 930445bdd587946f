/* weights: what each kind of agreement and disagreement is worth.
 *
 * A score is the sum of log2(m / u) (Fellegi and Sunter, "A Theory for Record
 * Linkage", 1969): m is how often the thing is seen in two records of one
 * person, u how often in records of two people whom a blocking key brought
 * together. Weights are kept in tenths, so that a sum is exact and a reader
 * can add it up; weights_test.c recomputes each from its m and u.
 */
#ifndef IDENTITY_WEIGHTS_H
#define IDENTITY_WEIGHTS_H

#include "base/str.h"

enum weight {
	FAMILY_EQUAL,
	FAMILY_PART,
	FAMILY_SLIP,
	FAMILY_NEAR,
	FAMILY_SKELETON,
	FAMILY_INITIAL,
	FAMILY_DIFFERS,
	FAMILY_MISSING,
	GIVEN_EQUAL,
	GIVEN_OTHER,
	GIVEN_NICKNAME,
	GIVEN_SLIP,
	GIVEN_NEAR,
	GIVEN_SKELETON,
	GIVEN_INITIAL,
	GIVEN_DIFFERS,
	GIVEN_MISSING,
	NAMES_SWAPPED,
	MIDDLE_EQUAL,
	MIDDLE_DIFFERS,
	MIDDLE_MISSING,
	GENERATION_DIFFERS,
	BORN_EQUAL,
	BORN_EQUAL_JANUARY,
	BORN_DIGIT,
	BORN_SWAPPED,
	BORN_PART,
	BORN_YEAR,
	BORN_DAY,
	BORN_DIFFERS,
	BORN_MISSING,
	POSTCODE_EQUAL,
	POSTCODE_DIFFERS,
	LIFELONG_EQUAL,
	LIFELONG_DIFFERS,
	DOCUMENT_EQUAL,
	DOCUMENT_DIFFERS,
	TWINS,
	NWEIGHTS
};

struct weight_row {
	const char *name;  /* for tables: "family-slip" */
	struct str words;  /* what is said of it: "family name: a typing slip" */
	double m, u;
	int tenths;        /* log2(m / u), rounded to tenths */
	bool agrees;       /* listed as agreeing; else, where it weighs less than nothing, as disagreeing */
};

extern const struct weight_row weights[NWEIGHTS];

#endif
