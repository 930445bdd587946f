/* intake: the rows of one feed, over all its files, become events.
 *
 * Rows come in the order of files and lines. With a key the row recorded last
 * stays, among equals the last one, whomever it names; without one the nth of
 * equal rows of one file is the nth of another. Only rows of known subjects
 * are kept; of other rows no more than the hash of a key, and only where a
 * row recorded earlier may still come.
 */
#ifndef FEED_INTAKE_H
#define FEED_INTAKE_H

#include "feed/feed.h"
#include "feed/stranger.h"

/* A row of a known subject that reads well. */
struct told {
	struct told *next; /* of the same key, or of the same subject, in the order they came */
	struct event_source source;
	struct feed_input *input;
	const struct value *fields;
	size_t subject;
	const struct event_match *match; /* of its name; NULL: it has none */
	int64_t recorded; /* INSTANT_MIN: not said */
	enum way_kind by; /* how the row found its person: the surest of equal rows */
	bool clock_guessed; /* a local time of it occurs twice, or never */
};

/* What becomes one event, or none. */
struct intake_slot {
	struct str key;              /* of the event; empty: its content */
	struct told *first, *last;
	struct told *winner;         /* NULL: the row that stays names nobody */
	int64_t recorded;            /* of the row that stays */
	struct event *event;         /* once settled; NULL: none */
};

/* The rows of one subject without a key. */
struct pile {
	struct told *first, *last;
	size_t n;
};

struct intake {
	struct arena *arena;
	const struct feed *feed;
	const struct event_type *type;
	struct map keyed;      /* key -> struct intake_slot */
	struct pile *piles;    /* by subject */
	VEC(size_t) piled;     /* subjects that have some */
	struct strangers strangers;
	uint64_t seeds[2][2];
	struct buf key; /* scratch */
};

/* piles: one for each subject, all empty; they belong to the caller. NULL: all rows that come have a key. */
void intake_init(struct intake *in, const struct feed *feed, struct pile *piles, struct arena *a);
void intake_free(struct intake *in);
/* The key of a row from its key columns, each with its length; valid until the next call. Empty where all are. */
struct str intake_key(struct intake *in, const size_t *columns, size_t ncolumns, const struct str *fields);
/* Takes the row in as it is; key: its key columns joined (intake_key), empty: none. */
void intake_put(struct intake *in, struct told *row, struct str key);
/* A row behind those of the pile. */
void pile_put(struct pile *pile, struct told *row);
/* A row that names nobody known (or nobody wanted), which may take the place of one that did. */
void intake_put_nobody(struct intake *in, struct str key, int64_t recorded);

/* Events of one subject, being gathered. */
struct gathered {
	VEC(struct event *) events;
};

/* Events of the rows with a key into by_subject, after the feed's `where`. Counts superseded and filtered rows. */
void intake_settle(struct intake *in, struct gathered *by_subject, struct env *env);

/* What settling the rows of one subject needs. */
struct settling {
	struct env *env;
	struct event *events; /* room for one of each row; those that are there already come of keys */
	size_t n;
	struct arena *arena;  /* for what stays */
};
/* The rows of one subject that one intake has without a key. */
struct piled {
	const struct intake *in;
	struct pile *pile;
};
/* The same for the rows of one subject without a key, of all intakes of one type, in their order. An event that another
 * feed of the type told before is one with it: its rows count as superseded. */
void piles_settle(struct settling *s, const struct piled *piled, size_t npiled);

#endif
