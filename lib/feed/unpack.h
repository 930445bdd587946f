/* unpack: gzip and Zstandard, by the piece, in memory that does not grow.
 *
 * Members that follow one another are one text, as `cat a.gz b.gz` makes
 * them. The caller owns the struct; unpack_close frees it.
 */
#ifndef FEED_UNPACK_H
#define FEED_UNPACK_H

#include "base/str.h"

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD };

/* By the first bytes; four are enough. */
enum packing packing_of(struct str head);

struct unpacker;

struct unpacker *unpack_open(enum packing packing);
void unpack_close(struct unpacker *u); /* NULL: nothing */
/* Takes from the front of *packed and writes at most room bytes; *got 0: more packed bytes are needed. False: why. */
bool unpack_some(size_t *got, struct unpacker *u, struct str *packed, char *to, size_t room, const char **why);
/* Nothing is left unfinished: the packed bytes may end here. */
bool unpack_whole(const struct unpacker *u);

#endif
