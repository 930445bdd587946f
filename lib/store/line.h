/* line: what a store keeps of one line of a file that was taken in, also when the file is gone. */
#ifndef STORE_LINE_H
#define STORE_LINE_H

#include "report/kept.h"
#include "store/run.h"

struct store_line {
	bool taken, found;     /* taken: a file of that name was taken in; found: something is kept of that line */
	size_t file;           /* of replay_file, as store_run_files gives them */
	size_t versions;       /* files of that name */
	int64_t run;           /* that read it whole last */
	struct str sha256;     /* of the file */
	bool nobody;           /* a row with a key that named nobody known, and was not kept */
	bool rejected, broken; /* broken: bytes cannot be read again */
	struct str bytes;      /* empty: not kept */
	struct str column, reason;
	size_t subject;        /* of the plan, with whose rows it is kept; SIZE_MAX: nobody's, or they are no more */
};

/* Of several files of that name the last that keeps something of the line. False: store_good says why. */
bool store_line(struct store_line *out, struct store_run *r, const struct feed_input *of, uint64_t line, struct arena *a);

/* Rejects of a feed (empty: all) and of the files that a run read whole last (0: any), by run, feed, file, line. */
size_t store_rejects(struct kept_reject **out, struct store *s, struct str feed, int64_t run, struct arena *a);
/* Feeds, and event types by their own headers, of which files were taken in. */
size_t store_feeds(const struct str **out, struct store *s, struct arena *a);

#endif
