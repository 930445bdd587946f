/* purge: what a store forgets when the time for which it may be kept has passed.
 *
 * All inside store_begin, so that a trial can be rolled back. The audit log stays.
 */
#ifndef STORE_PURGE_H
#define STORE_PURGE_H

#include "store/archive.h"

/* Erased bytes are overwritten from now on, inside and outside a transaction. */
bool purge_open(struct store *s);
/* After the commit: no erased byte is left in the file, nor in its log. */
bool purge_compact(struct store *s);

/* All subjects of the store, by id. */
size_t purge_known(const struct str **out, struct store *s, struct arena *a);
/* Has it a record that somebody else has too? Without its rows theirs could mean something else. */
bool purge_shares(struct store *s, int64_t subject);

struct purge_counts {
	uint64_t rows, findings, decisions;
};
/* Removes rows, findings, decisions and who was told of one subject, and keeps that its record to `end` was removed. */
bool purge_subject(struct purge_counts *out, struct store *s, struct str id, int64_t end, struct arena *a);

/* Removes findings that were never for review nor a breach, that nobody decided on and that are gone since before that
 * time: what was clear in the end. Their ids. */
size_t purge_results(const struct str **out, struct store *s, int64_t before, struct arena *a);

struct purge_mark {
	struct str id;
	int64_t end; /* its record up to then was removed */
};
size_t purge_marks(const struct purge_mark **out, struct store *s, struct arena *a);

#endif
