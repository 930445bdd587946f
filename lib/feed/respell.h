/* respell: numbers as the feed writes them, in the spelling that types read.
 *
 * Decimal commas, thousands and units are what the feed's document says they
 * are; nothing is guessed from a cell.
 */
#ifndef FEED_RESPELL_H
#define FEED_RESPELL_H

#include "book/feed_plan.h"

/* Does the field have anything to respell? */
bool respell_asked(const struct feed *feed, const struct feed_field *f);
/* False: why is a phrase about the text. */
bool respell(struct str *text, const struct feed *feed, const struct feed_field *f, struct arena *a, struct str *why);
/* What stands between the parts of a point that is joined out of columns. */
char respell_glue(const struct feed *feed);

#endif
