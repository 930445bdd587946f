/* What settle.c and settle_piles.c share: from rows that are one to their event. */
#ifndef FEED_SETTLE_H
#define FEED_SETTLE_H

#include "feed/intake.h"

/* The event that a slot's rows tell; the slot has a winner. */
struct event settle_event(const struct intake *in, const struct intake_slot *slot, struct arena *a);
/* Is it kept by the feed's `where`? */
bool settle_passes(const struct intake *in, const struct event *e, struct env *env);
/* Counts the rows that are not the winner. */
void settle_superseded(const struct intake_slot *slot);

#endif
