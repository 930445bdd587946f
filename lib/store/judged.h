/* judged: whom a run need not judge again.
 *
 * Of each subject the store keeps under which documents it was judged, and how
 * far the as-of time and the known stretches may move before its findings can
 * change (judge/horizon.h). What may matter to everybody is the world: rules,
 * types, places, feeds, which types are supplied.
 */
#ifndef STORE_JUDGED_H
#define STORE_JUDGED_H

#include "judge/horizon.h"
#include "store/run.h"

/* supplies: of this run, and lives as long; extra: hashes of what was read beside the documents (places). */
void store_judged_open(struct store_run *r, const struct supply *supplies, struct str extra);
/* Must the subject be judged again? Threads may ask at once. */
bool store_judged_needs(const struct store_run *r, size_t subject);
/* It was judged, with this horizon. */
void store_judged_put(struct store_run *r, size_t subject, const struct judge_horizon *h, size_t nconditions);
/* A run that looked back judged nobody as of now: those whose rows it changed are judged by the next run. */
void store_judged_forget(struct store_run *r);
/* How many conditions of it were in force when it was judged last. */
size_t store_judged_conditions(const struct store_run *r, size_t subject);

#endif
