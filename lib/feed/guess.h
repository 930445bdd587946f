/* guess: what a CSV seems to hold that no feed document describes yet.
 *
 * A sample of its rows, spread over the whole file, is tried against the
 * fields of every event type, by the names of the columns and by what stands
 * in them. Nothing is sure: what is chosen carries counts and doubts, for a
 * person to settle. The same file and documents give the same guess.
 */
#ifndef FEED_GUESS_H
#define FEED_GUESS_H

#include "feed/feed.h"

enum { GUESS_FORMATS = 3 };

/* How the sample's cells of a column were read. */
struct guess_read {
	size_t nfilled, nread;
	struct str formats[GUESS_FORMATS]; /* of times; none: ISO 8601 */
	size_t nformats;
	bool either;        /* day and month could as well change places in every cell */
	size_t nday_first;  /* cells that can be read with the day first alone */
	bool clock;         /* with a time of day */
};

struct guess_word {
	struct str from, to; /* to: empty, not known */
};

struct guess_field {
	size_t field; /* of the type */
	size_t columns[2], ncolumns;
	struct guess_read read;
	int pivot;                 /* 0: none is needed */
	const struct unit *unit;   /* NULL: the field's own, or none */
	const char *type;          /* "airport", "osgb36"; NULL */
	const struct guess_word *words;
	size_t nwords;
	bool weak; /* its name is only like the field's */
	bool left; /* most of its cells would be rejected: better not read as it is */
};

struct guess_way {
	enum way_kind kind;
	struct str identifier;
	size_t column, given, born; /* column: also of family names; HEADER_NONE */
	struct guess_read read;     /* of dates of birth */
	size_t nknown;              /* cells that name a subject of the documents */
	bool weak;
};

struct guess {
	struct str base, stem; /* of the file's name, without .gz; without its extension */
	struct str *names; /* of columns */
	bool *twice;
	size_t ncolumns;
	char delimiter;
	bool sep;               /* a line says it */
	struct str encoding;    /* as it was read; empty: UTF-8 */
	bool marked;            /* by a byte order mark */
	uint64_t skip, nrows, nbad;
	size_t nsampled;
	char decimal, thousands;
	const struct event_type *type, *second; /* second: nearly as good; or NULL */
	bool type_given;
	struct guess_field *fields;
	size_t nfields;
	struct guess_way ways[6];
	size_t nways;
	size_t key[2], nkey;
	bool key_repeats; /* rows of the sample share it: it is no key, or the file has corrections */
};

/* only: of this type; NULL: the best. False: told in diag. */
bool feed_guess(struct guess *out, const char *path, const struct event_type *only, const struct plan *plan, struct arena *a,
                struct diag *d);

#endif
