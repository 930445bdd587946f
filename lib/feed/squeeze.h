/* squeeze: one text packed by Zstandard, and unpacked again. */
#ifndef FEED_SQUEEZE_H
#define FEED_SQUEEZE_H

#include "base/str.h"

void squeeze(struct buf *out, struct str text);
/* Adds the text to out. False: damaged, or longer than most. */
bool unsqueeze(struct buf *out, struct str packed, size_t most);

#endif
