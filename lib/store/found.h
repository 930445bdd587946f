/* found: the life of findings, decisions on them, and who was told.
 *
 * A finding is new, changes its level or its facts, goes, comes back. What a
 * reader was told, or what was decided, holds for its level and lower ones,
 * until a decision ends: then it is to be told anew.
 */
#ifndef STORE_FOUND_H
#define STORE_FOUND_H

#include "judge/judge.h"
#include "store/run.h"

/* All that one subject was found with in this run, from blind up: what else the store had of it is gone. */
void store_found(struct store_run *r, size_t subject, const struct findings *found);
/* Of subjects that nobody judges any more all is gone. judged: by subject of the plan. */
void store_found_ended(struct store_run *r, const bool *judged);
/* When all subjects were told: decisions whose time has come end. Notes for a person: decisions that ended or match nothing. */
size_t store_found_finish(const struct str **notes, struct store_run *r);

/* The decision that covers the finding at its level, in the arena; NULL: none. */
const struct decision *store_decided(struct store_run *r, const struct finding *f, struct arena *a);

struct store_untold {
	char id[17];
	size_t subject; /* of the plan; SIZE_MAX: no longer there */
	enum level level;
};
/* Findings from this level up that the reader was not told before run `before`, and that no decision covers. */
size_t store_untold(const struct store_untold **out, struct store_run *r, struct str reader, enum level level, int64_t before,
                    struct arena *a);
/* It was printed for this reader. */
void store_tell(struct store_run *r, struct str reader, const char *id, enum level level);
/* Findings that the reader was told and that are gone, of level review or breach; from now on it was not told them. */
size_t store_withdrawn(const struct store_untold **out, struct store_run *r, struct str reader, struct arena *a);

#endif
