/* ways: one set of findings, whichever way the program finds them.
 *
 * Each way is a use of the whole program in a child of this process, which has the libraries loaded already: main.c runs in it
 * as it is, under the name that the build gives it. Works in the current folder, over what round_write and round_expect wrote.
 */
#ifndef TRUTH_WAYS_H
#define TRUTH_WAYS_H

#include "base/str.h"

struct tally {
	uint64_t tried, passed_over, findings, different;
};

/* By one thread, by eight, by a store that is handed one day after the other, and in shards that are merged: the findings of
 * the first are those expected, and the others give its bytes. Tells on stdout what differs. */
void ways_try(struct tally *t, uint64_t seed);

/* The findings among JSON lines, as round_expect writes them. False: a line is not JSON. */
bool found_print(struct buf *out, struct str lines);

#endif
