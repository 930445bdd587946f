/* squeeze: one text packed by Zstandard, and unpacked again. */
#ifndef FEED_SQUEEZE_H
#define FEED_SQUEEZE_H

#include <stdio.h>

#include "base/str.h"

/* A file of which all that is written is packed into out, piece by piece; fclose ends it. NULL: it cannot be made. */
FILE *squeeze_open(struct buf *out);
/* Adds the text to out. False: damaged, or longer than most. */
bool unsqueeze(struct buf *out, struct str packed, size_t most);

#endif
