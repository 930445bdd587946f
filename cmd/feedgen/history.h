/* history: many events of many types and people over four months, for rules that correlate them.
 *
 * Every person has as many events as any other. Most things are as they should be: a journey has its permission, a
 * device its notification and its inspection; one in some thirty is not. A file for each type, in the order of time, and
 * a register of the people. Ends the program where a file cannot be written.
 */
#ifndef FEEDGEN_HISTORY_H
#define FEEDGEN_HISTORY_H

#include <stdint.h>

void history_make(const char *folder, uint64_t seed, uint64_t rows, uint64_t subjects);

#endif
