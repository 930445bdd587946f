/* The feeds of the force: which columns each has, and how they write what a story says. */
#ifndef FEEDGEN_FORCE_COLUMNS_H
#define FEEDGEN_FORCE_COLUMNS_H

#include "force.h"

enum { MAX_COLUMNS = 24, MAX_FEEDS = 32 };

struct column {
	const char *name, *field;
	const char *shape;     /* of a time: iso, uk (31/12/2027 09:00), utc; NULL: as it stands */
	const char *map;       /* word:code;word:code */
	const char *otherwise; /* where the story says nothing */
};

struct feed {
	const char *event, *name; /* the first feed of a type is meant where a story names none */
	const char *file;
	size_t part;              /* of the date in the file's name: 0, 4, 7 or 10 letters */
	int lag;                  /* minutes until a row is recorded; 0: not told */
	const char *prefix;       /* of its ids */
	struct column columns[MAX_COLUMNS]; /* the last has no name */
};

extern const struct feed feeds[];
extern const size_t nfeeds;

/* By event type, and by name where one is given. Ends the program where there is none. */
size_t feed_find(const char *event, const char *name);

#endif
