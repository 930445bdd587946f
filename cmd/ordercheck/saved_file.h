/* saved_file: a saved run from a file or standard input. */
#ifndef SAVED_FILE_H
#define SAVED_FILE_H

#include "call.h"
#include "report/saved.h"

/* The text of a file into out, and its place; path "-": standard input. False: told in the diag. out is freed by whoever
 * has it. */
bool saved_file_read(struct buf *out, struct place *place, struct call *c, struct str path);
/* path "-": standard input. NULL: errors in the diag. Closed by whoever opened it.
 * sha256 (may be NULL): of the file, 64 digits and a NUL. */
struct saved_run *saved_file_open(struct call *c, struct str path, char *sha256);

/* What a run of the store printed (--run, --store). *silent: it printed nothing as text. NULL: told. */
struct saved_run *saved_store_open(struct call *c, bool *silent);

#endif
