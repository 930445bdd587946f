/* header: the names of a file's columns.
 *
 * Names compare without regard to case, and `-`, `_` and blanks in them are
 * equal. Two columns of one name are an error where that name is read; columns
 * without a name may stand. A first line such as `sep=;`, which spreadsheets
 * write, says the delimiter and is no header.
 */
#ifndef FEED_HEADER_H
#define FEED_HEADER_H

#include "base/diag.h"
#include "base/map.h"
#include "book/feed_plan.h"
#include "feed/record.h"

#define HEADER_NONE SIZE_MAX

struct header {
	struct arena *arena;
	struct str bytes;   /* the record as it stood */
	struct str *names;  /* as written */
	struct str *folded;
	bool *twice; /* another column has the name too */
	size_t n;
	char delimiter;
	struct map places; /* folded -> &folded[i] */
};

/* Passes over the feed's `skip` and a `sep=` line, and reads the header. It finds out the delimiter where the feed gives
 * none, and the scanner then expects so many fields. feed NULL: nothing is given. */
bool header_read(struct header *out, struct scanner *s, const struct feed *feed, struct place place, struct arena *a,
                 struct diag *d);
bool header_repeats(const struct header *h, const struct row *row);
/* The row says the header again, as where files were joined. Its first field tells at once of nearly every row. */
static inline bool header_again(const struct header *h, const struct row *row)
{
	return row->fields[0].n == h->names[0].n && header_repeats(h, row);
}
/* No two columns have a name that is read. False: told in diag. */
bool header_once(const struct header *h, const bool *read, struct place place, struct diag *d);
size_t header_find(const struct header *h, struct str name); /* HEADER_NONE: none */
/* The same, with an error in diag that names the nearest column; what: "the feed names". */
bool header_need(size_t *out, const struct header *h, struct str name, const char *what, struct place place,
                 struct diag *d);
/* A name as names compare. */
struct str header_fold(struct str name, struct arena *a);
/* The delimiter of a first line: of `,` `;` `|` and TAB the one that it has most. */
char header_delimiter(struct str line);
/* "sep=;" in a first line, also in quotes; 0: it is nothing like that. */
char header_sep(struct str line);

#endif
