/* feed_parts: how a feed's rows find their person, and which column is which field. Inside lib/book only. */
#ifndef BOOK_FEED_PARTS_H
#define BOOK_FEED_PARTS_H

#include "book/load.h"

extern const struct yaml_shape way_shape, column_shape;

size_t feed_ways(const struct feed_way **out, struct book *b, const struct yaml_node *list, struct diag *d);
/* f: its type (NULL: places) and zone are set. base: fields of the feed that it is like, for those that map lacks;
 * either may be NULL. */
size_t feed_fields(const struct feed_field **out, struct book *b, const struct feed *f, const struct yaml_node *map,
                   const struct yaml_node *base, struct diag *d);

/* 0: none is written. */
int read_pivot(const struct yaml_node *n, struct diag *d);

#endif
