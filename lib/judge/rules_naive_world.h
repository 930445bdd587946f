/* rules_naive_world: random documents and histories for the second opinion. */
#ifndef JUDGE_RULES_NAIVE_WORLD_H
#define JUDGE_RULES_NAIVE_WORLD_H

#include "judge/judge.h"

enum { NAIVE_LINES = 400, NAIVE_WIDTH = 200, NAIVE_EDGES = 200, NAIVE_EVENTS = 12, NAIVE_TYPES = 3, NAIVE_FIELDS = 5 };

struct naive_chance {
	uint64_t state;
};

uint64_t chance_below(struct naive_chance *c, uint64_t n); /* 0 to n - 1 */
bool chance_in(struct naive_chance *c, unsigned percent);

/* A line of YAML in block style: what stands deeper below it goes with it. */
struct naive_line {
	int indent;
	bool gone;
	char text[NAIVE_WIDTH];
};

struct naive_world {
	struct naive_chance chance;
	const struct zone *zone;
	struct naive_line lines[NAIVE_LINES];
	size_t nlines;
	int32_t base;               /* the day about which it all turns */
	int64_t edges[NAIVE_EDGES]; /* instants at which the documents change */
	size_t nedges;
	bool has_event;             /* the trigger binds an event, as t */
};

void naive_write(struct naive_world *w, uint64_t seed, const struct zone *zone);
void naive_print(struct buf *out, const struct naive_world *w);

struct naive_history {
	struct event events[NAIVE_EVENTS];
	struct value fields[NAIVE_EVENTS][8];
	char keys[NAIVE_EVENTS][8];
	size_t nevents;
	struct supply supplies[NAIVE_TYPES];
	bool rejected[NAIVE_TYPES];
	int64_t as_of;
};

void naive_happen(struct naive_history *out, struct naive_world *w, const struct plan *plan);

#endif
