/* audit: the audit log of a store: a chain of entries that only grows.
 *
 * An entry is a text (audit_text.c) with its number and the hash of the entry before; its
 * hash is the SHA-256 of that text. A change, a deletion or another order inside the chain
 * shows, and so does one of what the tables hold, which each entry seals as it found it and as it leaves it. That the
 * last entries were cut off, or that the whole was written anew, shows only against a head (number and hash) that was
 * kept elsewhere.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "report/log.h"
#include "store/db.h"

struct audit_head {
	uint64_t number; /* 0: an empty log */
	char hash[65];   /* of nothing: 64 noughts */
};

/* Adds an entry inside the caller's transaction, after all else that it changes. What the log itself gives of e is not
 * read. */
bool audit_append(struct store *s, const struct log_entry *e);
/* The newest entry. */
bool audit_head(struct audit_head *out, struct store *s);
/* Does the log hold the entry that the head names? False, and store_good: it was cut or written anew. */
bool audit_holds(struct store *s, const struct audit_head *kept);

/* "NUMBER HASH" and a newline: how a head is kept in a file. */
void audit_head_print(struct buf *out, const struct audit_head *h);
bool audit_head_parse(struct audit_head *out, struct str text);

struct audit_fault {
	uint64_t number; /* of the entry; 0: of the log as a whole */
	struct str what;
};
struct audit_verdict {
	struct audit_head head;
	uint64_t n; /* entries that are there */
	const struct audit_fault *faults; /* at most AUDIT_FAULTS */
	size_t nfaults;
};
enum { AUDIT_FAULTS = 20 };
/* Looks at every entry, and with rows at every row of the store; kept may be NULL. False: the store could not be read. */
bool audit_verify(struct audit_verdict *out, struct store *s, const struct audit_head *kept, bool rows, struct arena *a);

/* Every entry in order, parsed, in the arena. False: one is not of this form, or the store could not be read. */
bool audit_read(const struct log_entry *const **out, size_t *n, struct store *s, struct arena *a);

/* The text of an entry, and an entry from it; false: it is none. Texts of the entry live in the arena. */
void audit_print(struct buf *out, const struct log_entry *e);
bool audit_parse(struct log_entry *out, struct str text, struct arena *a);

#endif
