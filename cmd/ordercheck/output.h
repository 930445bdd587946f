/* output: where results go: standard output, a file that appears whole or not
 * at all, or a device or FIFO as it is.
 *
 * A file under way is removed when the program is interrupted.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdio.h>
#include <sys/types.h>

#include "call.h"
#include "held.h"

struct output {
	FILE *file;
	const char *path; /* NULL: standard output, written in one piece when it is closed */
	struct held held; /* for it */
	char *temp;       /* the file under way; NULL: written straight */
	mode_t mode;
	size_t slot;
};

/* Memory that is out ends the program without a file under way. SIGINT, SIGTERM, SIGHUP and SIGXCPU end the program with status 130, without a file under way; a closed pipe and
 * a file over its limit (SIGPIPE, SIGXFSZ) are failed writes. */
void output_signals(void);

/* --mode, or 0600. */
bool output_mode(mode_t *out, struct call *c);

/* path NULL or "-": standard output. */
bool output_open(struct output *o, const char *path, mode_t mode, struct arena *a, struct diag *d);
/* Brings all that was written to the disk, so that of output_close no more than a rename is left. False: told, abandoned. */
bool output_settle(struct output *o, bool written, struct diag *d);
/* Flushes, checks, and lets the file appear under its name. */
bool output_close(struct output *o, bool written, struct diag *d);
void output_abandon(struct output *o);

/* In which the program runs, for paths relative to it; empty where it has no name. */
struct str output_folder(struct arena *a);

/* Are the two names of one file? A file that is not there is no other's. */
bool output_same(const char *path, const char *other);
/* Is it the file that standard input is read from? */
bool output_is_stdin(const char *path);

bool output_terminal(const struct output *o);
size_t output_width(const struct output *o); /* columns of a terminal, else 0 */

/* By --color, NO_COLOR, CLICOLOR_FORCE, TERM and whether it is a terminal. */
bool output_colour(const struct output *o, struct str when);

#endif
