/* progress: one line on stderr that tells how far a long run has come.
 *
 * It appears after a second, on a terminal (or with --progress always), is
 * written anew a few times a second, and goes when its part of the work ends.
 * Steps may be told from any thread. Nothing here touches a verdict.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdatomic.h>

#include "call.h"

struct progress {
	const char *what;         /* "reading", "judging" */
	const char *unit;         /* "rows", "subjects" */
	uint64_t total;           /* of the measure; 0: not known */
	atomic_ullong count, measure;
	atomic_ullong due;        /* ms since start at which the line is next written */
	double start;             /* on the clock of call_elapsed */
	bool shown;               /* may it be shown at all? */
	bool lines;               /* no terminal: a line each time, in place of one that is written over */
};

/* By --progress, --quiet, TERM and whether stderr is a terminal. */
void progress_begin(struct progress *p, const struct call *c, const char *what, const char *unit, uint64_t total);
/* count more units, measure more of the total (bytes of files, or again units). */
void progress_add(struct progress *p, uint64_t count, uint64_t measure);
void progress_end(struct progress *p);

/* The line at that moment, cut to the width: for progress.c and its test. */
void progress_line(struct buf *out, const struct progress *p, double seconds, size_t width);

#endif
