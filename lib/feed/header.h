/* header: the names of a file's columns.
 *
 * Names compare without regard to case, and `-`, `_` and blanks in them are
 * equal. Two columns of one name are an error; columns without a name may stand.
 */
#ifndef FEED_HEADER_H
#define FEED_HEADER_H

#include "base/diag.h"
#include "base/map.h"
#include "feed/record.h"

#define HEADER_NONE SIZE_MAX

struct header {
	struct arena *arena;
	struct str *names;  /* as written */
	struct str *folded;
	size_t n;
	char delimiter;
	struct map places; /* folded -> &folded[i] */
};

/* The first row. It finds out the delimiter where none is given (0), and the scanner then expects so many fields. */
bool header_read(struct header *out, struct scanner *s, char delimiter, struct place place, struct arena *a,
                 struct diag *d);
size_t header_find(const struct header *h, struct str name); /* HEADER_NONE: none */
/* The same, with an error in diag that names the nearest column; what: "the feed names". */
bool header_need(size_t *out, const struct header *h, struct str name, const char *what, struct place place,
                 struct diag *d);
/* A name as names compare. */
struct str header_fold(struct str name, struct arena *a);
/* The delimiter of a first line: of `,` `;` `|` and TAB the one that it has most. */
char header_delimiter(struct str line);

#endif
