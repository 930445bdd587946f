/* seal: what the tables of a store hold, as one sum a table that each change keeps up. Inside lib/store only.
 *
 * The sum of a table is that of the digests of its rows, so a change costs what the row costs, and any row that is
 * changed, put in or taken away behind the program's back leaves the sum another one. Entries of the audit log hold a
 * digest over all sums (audit.c), which the log's chain guards.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "base/str.h"
#include "store/db.h"

enum { SEAL_TABLES = 18, SEAL_WORDS = 8 };

struct seal_sum {
	uint64_t words[SEAL_WORDS]; /* of 512 bits, the lowest first: digests and digests of digests, added up */
	int64_t n;                  /* rows */
};

struct seal {
	struct seal_sum sums[SEAL_TABLES];
	bool changed[SEAL_TABLES];
	char begun[65]; /* over all sums, as they were when the transaction began */
	struct buf row;
};

/* From now on changes are added up. */
void seal_watch(struct store *s);
/* When a transaction begins: the sums as the store has them. */
bool seal_load(struct store *s);
/* Writes those that changed. */
bool seal_write(struct store *s);
/* All sums of all tables anew, for a store that had none. */
bool seal_make(struct store *s);
/* A digest over all sums: as they are now; and as the store has them, where nothing is written. */
void seal_contents(char hex[65], struct store *s);
bool seal_kept(char hex[65], struct store *s);
/* Names of tables whose rows are not those that were added up. */
size_t seal_differs(const struct str **list, struct store *s, struct arena *a);

#endif
