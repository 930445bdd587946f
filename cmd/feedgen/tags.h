/* tags: people with a tag each, their homes, and where the tags were.
 *
 * The people of a seed have the same homes in every file. A position is taken every ten minutes from Monday
 * 5 January 2026 on, in the order of time, so that a person has 144 rows a day. A tag lies within 60 m of its home;
 * but one day in ten has a journey of 8 km about noon, one in a hundred a walk of 600 m in the evening, and on one in a hundred
 * nothing is heard for four hours.
 */
#ifndef FEEDGEN_TAGS_H
#define FEEDGEN_TAGS_H

#include <stdint.h>

struct tags {
	uint64_t rows, subjects, seed;
};

void tags_print_orders(const struct tags *t); /* YAML: three conditions each, see testdata/bench/pings.yaml */
void tags_print_homes(const struct tags *t);  /* CSV: subject, lat, lon */
void tags_print_rows(const struct tags *t);   /* CSV: subject, time, lat, lon */

#endif
