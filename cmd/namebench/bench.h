/* namebench: how well people are matched by name. The parts of one program. */
#ifndef BENCH_H
#define BENCH_H

#include <stdio.h>

#include "identity/identity.h"

/* How often a level or a better one was given to pairs that are one person, and to pairs that are two. */
struct tally {
	size_t right, wrong, pairs; /* pairs: that are one person */
};

double tally_precision(const struct tally *t);
double tally_recall(const struct tally *t);
void tally_print(const char *what, const char *level, const struct tally *t);

/* The labelled pairs in folder/pairs_SET.csv. examples: how many of each confusion to print. False: a bar was missed, or the file
 * cannot be read; *there is false where it is not there at all. */
bool pairs_measure(bool *there, const char *folder, const char *set, size_t examples, const struct identity_index *x);

/* Made-up people, misspelt, and made-up strangers, out of a seed. False: a stranger was attributed. */
bool made_measure(uint64_t seed);

#endif
