/* mapping: a feed's columns found in one file's header, and rows read by it. */
#ifndef FEED_MAPPING_H
#define FEED_MAPPING_H

#include "feed/feed.h"
#include "feed/header.h"
#include "identity/identity.h"

struct mapping_field {
	const struct feed_field *from;
	const size_t *columns; /* from->ncolumns */
	bool plain;            /* one column, no map, nothing to respell: as nearly all are */
	bool pair;             /* a point of two columns, otherwise the same */
};

struct mapping_way {
	const struct feed_way *way;
	size_t column;              /* reference, identifier */
	size_t family, given, born, postcode; /* person; HEADER_NONE: no such column */
};

struct mapping {
	const struct plan *plan;
	const struct feed *feed;
	const struct event_type *type;
	const struct header *header;
	char delimiter; /* as found out */
	struct value_context values;
	struct mapping_field *fields; /* feed->nfields */
	struct mapping_way *ways;     /* feed->nways */
	size_t *key;                  /* feed->nkey */
	const struct mapping_field *time, *recorded; /* NULL: not mapped */
	struct geo_grid *grid; /* of eastings and northings; NULL: none */
	bool cards; /* some column holds numbers of payment cards */
};

/* False: a column is missing (all of them are told). mapping_close in any case. */
bool mapping_build(struct mapping *out, const struct feed *feed, const struct header *h, const struct plan *plan,
                   struct place place, struct arena *a, struct diag *d);

void mapping_close(struct mapping *m);

/* Whom the row names by the first way that names somebody, and by which kind of way. */
struct identity_match mapping_who(enum way_kind *by, const struct mapping *m, const struct row *row,
                                  const struct identity_index *index, struct arena *scratch);
/* How the name that the row has, if it has one, suits the subject whom it is about. NULL: there is none to compare.
 * by_name: it was found by that name, with this match. */
const struct event_match *mapping_match(const struct mapping *m, const struct row *row, const struct identity_match *who,
                                        enum way_kind by, const struct identity_index *index, struct arena *keep,
                                        struct arena *scratch);
/* The same for a row of which only parts are there: any field that is a known reference. */
struct identity_match mapping_guess(const struct mapping *m, const struct row *row,
                                    const struct identity_index *index);

/* Into fields[type->nfields]. False: the first bad column in the header's order, and why.
 * Values may be slices of the row: keep it first (row_keep). guessed: local times that
 * occur twice or never. */
bool mapping_decode(struct value *fields, struct str *column, struct str *why, uint64_t *guessed,
                    const struct mapping *m, const struct row *row, struct arena *a);
/* The time that one field says; false: none, or none that can be read. */
bool mapping_moment(struct moment *out, const struct mapping *m, const struct mapping_field *f, const struct row *row,
                    struct arena *scratch);

/* One text by the feed's formats. False: fits none; tried in order, also epoch, epoch-ms, excel and
 * excel-1904. pivot: of two-digit years; 0: not said. */
bool moment_by_formats(struct moment *out, struct str text, const struct str *formats, size_t nformats,
                       int pivot, const struct zone *z, enum civil_fit *fit);

#endif
