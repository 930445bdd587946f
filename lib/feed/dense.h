/* dense: the values of a row as few bytes, for rows that are kept by the million.
 *
 * A text that stands in the row is told by its place there. The bytes stand for themselves: apart from named places, which
 * the plan has, they point at nothing.
 */
#ifndef FEED_DENSE_H
#define FEED_DENSE_H

#include "lang/value.h"

/* Adds n values. row: the bytes of the row as they will be kept. Values that are not known are missing. */
void dense_add(struct buf *out, const struct value *values, size_t n, struct str row);
/* The same values. Their texts lie in the row or in the bytes at `at`, lists and the like in the arena. */
void dense_read(struct value *values, size_t n, const char *at, struct str row, struct arena *a);
/* As many bytes as a value of the type mostly takes. */
size_t dense_size(const struct type *t);

#endif
