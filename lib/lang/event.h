/* event: event types with typed fields, and events of those types.
 *
 * An event's fields stand in the order of its type. Fields 0 and 1 of every
 * type are `time` and `recorded`.
 */
#ifndef LANG_EVENT_H
#define LANG_EVENT_H

#include "lang/unit.h"
#include "lang/value.h"

enum { FIELD_TIME, FIELD_RECORDED, NFIXED_FIELDS };

struct event_field {
	struct str name, title;
	struct type type;
	bool required;
	const struct unit *unit; /* of a number; NULL: none is said */
};

struct expr;

struct event_type {
	struct str name, title;
	size_t index; /* in the plan's list of types */
	const struct event_field *fields;
	size_t nfields;
	int until; /* field to whose value its events last; -1: they do not */
	const struct expr *seen; /* true: the event shows where the person was; NULL: it never does */
	const struct expr *home; /* the home address that the event notifies; NULL: none */
};

int event_field_find(const struct event_type *t, struct str name); /* -1: none */

struct event_source; /* where rows came from: lib/feed */

/* How the name in a row suits its subject: weights that add up (lib/identity). */
struct event_match_part {
	struct str words; /* "family name: a typing slip"; never the name itself */
	int tenths;       /* above 0 it agrees, below it does not */
};
struct event_match {
	int tenths;        /* their sum */
	const char *level; /* "none", "possible", "strong", "exact" */
	const struct event_match_part *parts;
	size_t nparts;
	bool another;     /* plainly somebody else's name */
	struct str name;  /* of a row not matched by name: where it is none of the subject's names */
	struct str like;  /* then: "nickname", "slip" or "different" */
};

struct event {
	const struct event_type *type;
	const struct value *fields;   /* type->nfields; missing ones VALUE_UNKNOWN, missing; of one kept for a finding: feed_event_fields */
	const char *packed;           /* of what a feed makes them anew; NULL: they are there for as long as the event */
	struct moment time;           /* fields[FIELD_TIME] */
	struct str key;               /* of a feed with a key: the feed and its key; empty: event_key makes it of the content */
	bool packed_whole;            /* `packed` is all of its row */
	bool by_name;                 /* the row found its person by name alone */
	bool by_identifier;           /* or by an identifier; else by reference */
	bool clock_guessed;           /* a local time of the row occurs twice, or never */
	const struct event_match *match; /* NULL: the row has no name that was compared */
	const struct event_source *sources; /* rows that say it, at least one but in tests */
	size_t nsources;
};

/* Order of a timeline: time (whole days at midnight, first), recorded (missing first), type name, key. */
int event_cmp(const struct event *a, const struct event *b);

/* Key text of an event without a feed key: its type and each field that is there, `recorded` aside. */
struct str event_content_key(const struct event_type *t, const struct value *fields, struct arena *a);
/* For ids: the event's key, else the key text of its content. */
struct str event_key(const struct event *e, struct arena *a);
/* Is the key text of both contents the same? Equal ones have equal hashes. */
bool event_content_same(const struct event_type *t, const struct value *a, const struct value *b);
uint64_t event_content_hash(const struct event_type *t, const struct value *fields, const uint64_t seed[2]);

#endif
