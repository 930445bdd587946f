/* Seeded numbers, the same everywhere. */
#ifndef FEEDGEN_DRAW_H
#define FEEDGEN_DRAW_H

#include <stdint.h>

/* SplitMix64 (Steele, Lea and Flood 2014). */
uint64_t draw_next(uint64_t *state);

/* A number from 0 to n - 1; 0 for n = 0. */
uint64_t draw_below(uint64_t *state, uint64_t n);

/* A name of two or three syllables, with a capital. */
void draw_name(char out[32], uint64_t *state);

#endif
