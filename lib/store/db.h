/* db: the one SQLite file of a case store: opening, transactions, statements.
 *
 * store_open checks that the file is what it should be before anything is
 * written. Statements are prepared when first asked for and kept; a failure
 * is told once in the diag and sticks: later steps fail too, so that a run
 * looks once, before it commits.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/diag.h"

#define STORE_VERSION 5 /* of the schema */

enum store_mode {
	STORE_READ,  /* changes nothing, also where the file may not be written */
	STORE_COPY,  /* a copy in memory, of the newest version: what is written goes with it */
	STORE_WRITE, /* must be there */
	STORE_MAKE   /* is made where it is not there */
};

struct store;

/* wait: milliseconds for another run's lock. path outlives the store. NULL: told in diag; wider permissions are warnings. */
struct store *store_open(const char *path, enum store_mode mode, int64_t wait, struct arena *a, struct diag *d);
void store_close(struct store *s); /* what was not committed is lost; NULL: nothing */

/* Takes the lock for writing, waiting for it as long as store_open was told. */
bool store_begin(struct store *s);
/* False: nothing of the transaction is kept. */
bool store_commit(struct store *s);
void store_rollback(struct store *s);
/* Has everything worked since store_open? */
bool store_good(const struct store *s);
const char *store_path(const struct store *s);
struct diag *store_diag(const struct store *s);
const char *store_sqlite_version(void);

#endif
