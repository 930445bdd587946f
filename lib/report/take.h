/* take: members of a JSON object into a struct, by a table of typed keys. Inside lib/report only.
 *
 * Strict: a member that is missing, that is of another kind or that the table does not
 * know is an error in the diag, with the way to it ("findings[3].evidence[0].line").
 */
#ifndef REPORT_TAKE_H
#define REPORT_TAKE_H

#include <jansson.h>

#include "base/diag.h"

enum take_kind {
	TAKE_TEXT,         /* struct str */
	TAKE_TEXT_OR_NULL, /* struct str; null: empty */
	TAKE_TEXTS,        /* struct take_texts */
	TAKE_COUNT,        /* uint64_t, from 0 to 2^53 */
	TAKE_COUNT_OR_NULL,
	TAKE_TENTHS,       /* int, of a number with one decimal, between -1,000 and 1,000 */
	TAKE_BOOL,         /* bool */
	TAKE_LIST,         /* const json_t *, an array */
	TAKE_OBJECT,       /* const json_t * */
	TAKE_OBJECT_OR_NULL,
	TAKE_NULL          /* nothing is kept */
};

struct take_texts {
	const struct str *at;
	size_t n;
};

struct take_key {
	const char *name; /* NULL ends a table */
	enum take_kind kind;
	bool optional;
	size_t offset;
};

/* One reading: where texts are kept and errors go. */
struct taking {
	struct arena *arena;
	struct diag *diag;
	struct place place; /* the file */
};

/* A value, and the way to it from the root. */
struct spot {
	struct taking *taking;
	const struct spot *up;  /* NULL: the root */
	const char *key;        /* of an object; NULL: `index` in a list */
	size_t index;
	const json_t *node;
};

struct spot spot_member(const struct spot *up, const char *key, const json_t *node);
struct spot spot_entry(const struct spot *up, size_t index);
/* An error about it, as "WAY REASON"; false. */
bool spot_refuse(const struct spot *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The members of the object at the spot into *out; false: errors in the diag. */
bool take(void *out, const struct take_key *keys, const struct spot *s);
/* A copy of a string that is one. */
struct str take_str(const json_t *text, struct arena *a);

#endif
