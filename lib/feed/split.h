/* split: a large file scanned in parts by several threads.
 *
 * A part begins at the line end that comes first behind a round number of
 * bytes: a guess, for a quoted field may hold line ends. Parts are taken in the
 * order of the file; one that does not begin where the part before it ended is
 * scanned again from there. So rows, their lines and their order are those of
 * one thread. Rows of nobody are counted there, and those of known
 * subjects decoded, where nothing but a good row is asked of them; all others are read when the part is taken.
 */
#ifndef FEED_SPLIT_H
#define FEED_SPLIT_H

#include "feed/body.h"

#define SPLIT_PART ((size_t)1 << 20) /* bytes of a part */

/* Reads rows up to the size that the file had when it was opened; the scanner then stands behind them. Nothing is read where
 * one thread serves as well, or the bytes are no plain file. False: the input could not be read (in->why). */
bool split_rows(struct row_reader *rr, struct scanner *s, struct input *in, struct steps *steps);

#endif
