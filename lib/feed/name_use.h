/* name_use: the names that rows bear beside a reference or an identifier. */
#ifndef FEED_NAME_USE_H
#define FEED_NAME_USE_H

#include "book/plan.h"

/* NULL: the catalogue is left out. */
const struct event_type *name_use_type(const struct plan *p);
/* Rows of the feed can show the use of a name: it finds people by a reference or an identifier, and knows the columns of names. */
bool name_use_shown(const struct feed *f);
/* Events of type t that n settled events of one subject show, into out[n]; how many. */
size_t name_uses(struct event *out, const struct event *events, size_t n, const struct event_type *t, struct arena *a);

#endif
