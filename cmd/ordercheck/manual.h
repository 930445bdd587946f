/* manual: pages for man(1), made from the tables that help is made from. */
#ifndef MANUAL_H
#define MANUAL_H

#include "call.h"

/* ordercheck-COMMAND(1), or ordercheck(1) where about is NULL, as mdoc. */
void manual_page(struct buf *out, const struct command *about, struct arena *a);

#endif
