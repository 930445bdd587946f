/* rules_naive_world: random documents and histories for the second opinion. */
#ifndef JUDGE_RULES_NAIVE_WORLD_H
#define JUDGE_RULES_NAIVE_WORLD_H

#include "judge/judge.h"

enum { NAIVE_LINES = 1000, NAIVE_WIDTH = 200, NAIVE_EDGES = 200, NAIVE_EVENTS = 12, NAIVE_TYPES = 3, NAIVE_PEOPLE = 5 };

/* Their families, for rows by name; they are S-1, S-2 ..., and their orders O-1, O-2 ... */
extern const char *const naive_families[NAIVE_PEOPLE];

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
	bool has_params, has_named; /* parameters are in scope; there are named rules */
};

/* A few words, copied about. */
struct naive_words {
	char text[64];
};
/* One of an array. */
#define NAIVE_CHOOSE(w, list) ((list)[chance_below(&(w)->chance, sizeof(list) / sizeof *(list))])

void naive_line(struct naive_world *w, int indent, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A day, or with a clock, low to high days from the base; its edges are noted. */
struct naive_words naive_date(struct naive_world *w, int64_t low, int64_t high, unsigned bare_percent);
/* Trigger, guards and patterns. */
void naive_write_rule(struct naive_world *w, int indent);

void naive_write(struct naive_world *w, uint64_t seed, size_t npeople, const struct zone *zone);
void naive_print(struct buf *out, const struct naive_world *w);

struct naive_history {
	struct event events[NAIVE_EVENTS];
	struct value fields[NAIVE_EVENTS][8];
	char keys[NAIVE_EVENTS][40];
	size_t nevents;
	struct supply supplies[NAIVE_TYPES];
	bool rejected[NAIVE_TYPES];
	int64_t as_of;
};

/* The as-of time and what is supplied, then events of one person. */
void naive_supply(struct naive_history *out, struct naive_world *w, const struct plan *plan);
void naive_happen(struct naive_history *out, struct naive_world *w, const struct plan *plan);
/* Both. */
void naive_live(struct naive_history *out, struct naive_world *w, const struct plan *plan);

#endif
