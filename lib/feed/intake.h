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
	struct told *next; /* of the same key or content, in the order they came */
	struct event_source source;
	struct feed_input *input;
	const struct value *fields;
	size_t subject;
	enum way_kind by; /* how the row found its person: the surest of equal rows */
	const struct event_match *match; /* of its name; NULL: it has none */
	bool clock_guessed; /* a local time of it occurs twice, or never */
	int64_t recorded; /* INSTANT_MIN: not said */
	uint64_t content[2]; /* hash of subject and content */
};

/* What becomes one event, or none. */
struct intake_slot {
	struct str key;              /* of the event */
	struct told *first, *last;
	struct told *winner;         /* NULL: the row that stays names nobody */
	int64_t recorded;            /* of the row that stays */
	struct event *event;         /* once settled; NULL: none */
};

/* Equal rows without a key: by their number in a file. */
struct intake_equals {
	VEC(struct intake_slot *) slots;
	const struct feed_input *input; /* the file being read, and its rows so far */
	size_t nseen;
};

struct intake {
	struct arena *arena;
	const struct feed *feed;
	const struct event_type *type;
	struct map keyed;  /* key -> struct intake_slot */
	struct map equals; /* subject and content -> struct intake_equals */
	struct strangers strangers;
	uint64_t seeds[2][2];
	struct buf key; /* scratch */
};

/* What the row says beside its fields. key: its key columns joined (intake_key); empty: none. */
struct intake_row {
	struct told told;
	struct str key;
};

void intake_init(struct intake *in, const struct feed *feed, struct arena *a);
void intake_free(struct intake *in);
/* The key of a row from its key columns, each with its length; valid until the next call. Empty where all are. */
struct str intake_key(struct intake *in, const size_t *columns, size_t ncolumns, const struct str *fields);
/* scratch: for what is not kept. */
void intake_put(struct intake *in, const struct intake_row *row, struct arena *scratch);
/* A row that names nobody known (or nobody wanted), which may take the place of one that did. */
void intake_put_nobody(struct intake *in, struct str key, int64_t recorded);

/* Events of one subject, being gathered. */
struct gathered {
	VEC(struct event *) events;
};
/* Decides every slot and adds its event to by_subject[plan subject]. earlier: feeds of
 * the type settled before. Counts filtered and superseded rows in their inputs. */
void intake_settle(struct intake *in, struct gathered *by_subject, struct intake *const *earlier, size_t nearlier,
                   struct env *env);

#endif
