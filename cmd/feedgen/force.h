/* feedgen force: a police unit's year as a project, with the findings that it must give.
 *
 * Stories (story_*.c) are small scripts, each of one subject: the words of a
 * condition, its rule, what happened, and what must be found. Round them stand
 * other conditions, other people and much that is of no account, made so that
 * it raises nothing. expected.tsv is written from the stories alone. Any mistake
 * in a story, and a failed write, end the program.
 */
#ifndef FEEDGEN_FORCE_H
#define FEEDGEN_FORCE_H

#include "clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define FORCE_FIRST "2027-09-01" /* the year's first day */
#define FORCE_AS_OF "2028-09-01" /* judged at its beginning */

enum { MAX_PAIRS = 24, MAX_EVENTS = 26, MAX_EXPECT = 7 };
enum land { ENGLAND_WALES, SCOTLAND, NORTHERN_IRELAND, NLANDS };

/* One subject, one order in the middle of it. */
struct story {
	const char *rule;    /* of condition 1; NULL where a scheme is what is broken */
	const char *type;    /* of the order; "@ni" behind it: of Northern Ireland */
	const char *text;    /* the words of condition 1 */
	const char *with;    /* parameters, as a YAML flow mapping, or NULL */
	const char *options; /* k=v|k=v of person and order, or NULL */
	const char *events[MAX_EVENTS];
	const char *expect[MAX_EXPECT]; /* "LEVEL TIME [SCHEME:CONDITION RULE]"; TIME ending in / is the end of that day */
};

struct pairs {
	char text[1024]; /* the split copy that keys and values lie in */
	const char *keys[MAX_PAIRS], *values[MAX_PAIRS];
	size_t n;
};

struct person {
	size_t index;
	char id[16], order[32], past[32], made[40], family[32], given[32], alias[64], passport[12], tagged[12], device[16], other[16], postcode[12];
	struct stamp born, from; /* from: bound to notify */
	enum land land;
	bool notifies, chain;    /* chain: notified each year, in time */
	struct pairs options;
	uint64_t draw;
};

struct force {
	const char *out;
	uint64_t seed, rows, draw;
	struct person *people;
	size_t npeople, norders;
	FILE *expected;
};

/* ---- force_pairs.c ---- */
void pairs_split(struct pairs *p, const char *text);
const char *pairs_find(const struct pairs *p, const char *key); /* NULL if it is not there */
void pairs_add(struct pairs *p, const char *key, const char *value);

/* ---- force_feed.c: rows, by feed and file ---- */

/* One row of the feed of that event type; `subject` may be NULL where the pairs say who it is. */
void feed_row(const char *type, const struct person *p, struct stamp at, const struct pairs *given);

/* The same of "TYPE TIME|key=value|…", with "TIME xN/MINUTES" for N rows; $name, $passport … are the person's. */
void feed_tell(const struct person *p, const char *event);

size_t feed_count(void);

/* Writes all files under DIR/feeds, each sorted by time. */
void feed_write(const char *out);

/* ---- force_person.c ---- */
void person_init(struct person *p, struct force *f, size_t index, enum land land, const char *options);
void person_expand(char out[1024], const struct person *p, const char *text);
void person_write_all(const struct force *f);

/* The yearly notifications up to the as-of day, if the person keeps to them; in a story on days that no seed moves. */
void person_notify(const struct person *p, bool drawn);

/* ---- force_order.c ---- */

/* Writes the order of a story, or with none a quiet one, and what was notified after its service. */
void order_write(struct force *f, struct person *p, const struct story *s, const char *type);

/* Before that: an interim order that the one to come replaces. False where the type has none. */
bool order_write_past(struct force *f, struct person *p, const struct story *s, const char *type);

/* ---- force_noise.c ---- */
void noise_person(struct force *f, const struct person *p);

/* A holiday or a spell in custody, of some of those about whom nothing is told. */
void noise_life(const struct person *p);
void noise_fill(struct force *f);

/* ---- force_out.c ---- */
FILE *out_open(const char *folder, const char *name, const char *suffix);
void out_close(FILE *file);

/* ---- the tables ---- */
extern const struct story *const force_stories[]; /* each ends with a story of no type; the list with NULL */
extern const char *const force_settings[], *const force_setup[], *const force_registers[], *const force_places[]; /* YAML documents, then NULL */

/* feedgen force --out DIR [--seed N] [--rows N] */
int force_make(const char *out, uint64_t seed, uint64_t rows);

#endif
