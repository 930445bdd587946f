/* printed: what each run printed, as its JSON, packed. */
#ifndef STORE_PRINTED_H
#define STORE_PRINTED_H

#include "store/db.h"

/* What a run listed as its orders, by the digest of report.h: its number; 0: it is not kept yet. */
int64_t printed_listed(struct store *s, const char *sha256);
int64_t printed_list(struct store *s, const char *sha256, struct str packed);
/* Inside store_begin. packed: by squeeze.h, without the orders. fresh: with --new, where nothing new means nothing printed as
 * text. */
bool printed_put(struct store *s, int64_t run, struct str packed, int64_t listed, bool fresh);
/* False: told; there was no such run, or what it printed is kept no longer. */
bool printed_get(struct buf *out, bool *fresh, struct store *s, int64_t run);
/* Forgets what runs before that time printed. How many. */
int64_t printed_drop_before(struct store *s, int64_t before);
/* Forgets what names one of these subjects. How many. */
int64_t printed_drop_naming(struct store *s, const struct str *ids, size_t n, struct arena *a);

#endif
