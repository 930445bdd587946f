/* db_file: the file of a store, looked at before SQLite opens it. Inside lib/store only. */
#ifndef STORE_DB_FILE_H
#define STORE_DB_FILE_H

#include "store/db.h"

#define APPLICATION_ID 0x6f726463 /* "ordc" */

/* The path with the real name of its folder, so that the store's own name alone may be no link. NULL: told. */
const char *store_real_path(struct store *s, struct arena *a);
/* Makes the file where mode lets it; a regular file of our own kind, not cut off. False: told. */
bool store_check_file(struct store *s, const char *path, enum store_mode mode, struct arena *a);
/* Is there a log (FILE-wal) with something in it? */
bool store_has_log(const char *path, struct arena *a);
/* The name as a URI of a file that nobody changes. */
const char *store_still_name(const char *path, struct arena *a);
/* A log of writes that a run left or is writing beside the file: SQLite takes one of another store, or of a later copy of
 * this one, for its own. Until its rows fit their sums, nothing of it goes into the file. False: told. */
bool store_log_fits(struct store *s, struct arena *a);
/* One number; -1: told. */
int64_t store_pragma(struct store *s, const char *text);

#endif
