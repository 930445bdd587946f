/* round: random documents, the rows of their people, and what the second opinion finds in them. */
#ifndef TRUTH_ROUND_H
#define TRUTH_ROUND_H

#include "book/book.h"
#include "judge/rules_naive.h"
#include "judge/rules_naive_world.h"

enum { ROUND_PARTS = 3 }; /* each feed comes in so many files, one a day */

/* How one type's rows come. */
struct round_feed {
	bool given;   /* in files; else nothing supplies the type */
	bool keyed;
	bool filters; /* its `where` leaves out rows whose n is 99 */
	bool fails;   /* it asks for more rows than there are */
};

struct round {
	struct arena fixed, documents, judging;
	struct zone zone, utc;
	struct atlas atlas;
	struct settings settings;
	struct naive_world world;
	struct plan plan;
	size_t npeople;
	struct round_feed feeds[NAIVE_TYPES];
	struct naive_history lives[NAIVE_PEOPLE]; /* supplies and as-of are those of the first */
};

void round_open(struct round *r);
/* False: the documents of this seed are in error. */
bool round_draw(struct round *r, uint64_t seed);
void round_close(struct round *r);

/* orders.yaml, as-of (the times of a run on each day) and the files of the feeds, in the current folder. */
void round_write(struct round *r);
/* expected.tsv: level, subject, order, scheme, condition, rule, time and the ids of the triggers. */
void round_expect(struct round *r);

void round_file(const char *name, struct buf *text); /* written and freed */

#endif
