/* feed_plan: how the columns of a feed's files become events or places.
 *
 * A part of the plan (book/plan.h), compiled from feed documents: immutable,
 * in the book's arena.
 */
#ifndef BOOK_FEED_PLAN_H
#define BOOK_FEED_PLAN_H

#include "lang/event.h"
#include "lang/expr.h"
#include "lang/unit.h"

enum way_kind { WAY_REFERENCE, WAY_IDENTIFIER, WAY_PERSON };

struct feed_way { /* how a row finds its person */
	enum way_kind kind;
	bool optional;          /* a file without its columns is passed over by it */
	struct str column;      /* reference, identifier */
	struct str identifier;  /* kind of identifier */
	struct str family, given, born, postcode; /* columns of a person; may be empty. No given: family is the whole name */
	struct str born_format;
	int born_pivot;
};

struct word_map {
	struct str from, to;
};

/* A row of places as if it were an event: the fields of place_type. The fixed ones have no
 * name there, and no row has them. */
enum place_field {
	PLACE_FIELD_ID = NFIXED_FIELDS,
	PLACE_FIELD_CLASS,
	PLACE_FIELD_AT,
	PLACE_FIELD_RADIUS,
	PLACE_FIELD_NAME,
	PLACE_FIELD_STATUS,
	PLACE_FIELD_FROM,
	PLACE_FIELD_UNTIL,
	PLACE_FIELD_TERMS,
	PLACE_FIELD_HOURS,
	NPLACE_FIELDS
};
extern const struct event_type place_type;
/* "id" and the like, also "place" and "title"; SIZE_MAX: none. */
size_t place_field_find(struct str name);

/* epoch and the like: a format without letters behind %. */
bool format_named(struct str s);

struct feed_field {
	size_t field; /* in the event type, or in place_type */
	const struct str *columns; /* none: a constant */
	size_t ncolumns;
	bool optional; /* a file without the columns does not have the field */
	struct str constant;
	const struct str *formats; /* times: first that fits; also epoch, epoch-ms, excel */
	size_t nformats;
	int pivot; /* two-digit years lie in the hundred that begin here; 0: not said */
	const struct unit *unit; /* of a number or a duration in the column; NULL: the field's own */
	const struct unit *own;  /* the field's, where unit is given; NULL of a duration */
	const struct word_map *map;
	size_t nmap;
	struct type type; /* as read: the field's, or an airport for a country … */
	struct passage place;
};

enum covers_kind { COVERS_NEWEST, COVERS_AS_OF, COVERS_TIME, COVERS_EXPR };

struct feed {
	struct str id;
	bool shipped; /* a ready mapping of the catalogue */
	const struct event_type *type; /* NULL: places */
	bool places;                   /* its rows are places */
	const struct str *files;       /* globs */
	size_t nfiles;
	const struct feed_way *ways;
	size_t nways;
	const struct feed_field *fields;
	size_t nfields;
	const struct str *key; /* columns */
	size_t nkey;
	const struct expr *where; /* over the event in slot 0 */
	enum covers_kind covers;
	struct moment covers_time;
	const struct expr *covers_expr; /* over now */
	uint64_t rows_min, rows_max; /* 0 and UINT64_MAX: not asked */
	struct duration fresh;
	bool has_fresh;
	struct zone zone;
	char delimiter;       /* 0: find out */
	uint64_t skip;        /* physical lines above the header */
	char decimal;         /* ',' or '.'; 0: not said, a point */
	char thousands;       /* ',' '.' ' ' or '\''; 0: numbers have none */
	struct str encoding;  /* empty: UTF-8 or by a BOM */
	struct passage place;
};

#endif
