/* schema: JSON Schema (draft 7) of a document of each kind, of a finding and of a run.
 *
 * Those of documents are made from the key tables that decode them, so that an editor and the
 * program agree on keys, types, lists and words. What only the program can tell (expressions,
 * names of rules and types, what keys go together) is left to it. A schema takes a scalar both
 * as the text that the program reads and as the number or bool that a YAML parser makes of it.
 */
#ifndef REPORT_SCHEMA_H
#define REPORT_SCHEMA_H

#include "book/book.h"

struct schema_kind {
	const char *name, *help;
};

/* order … settings as in book_shapes, then document (any of them), finding, run; ends with a NULL name. */
extern const struct schema_kind schema_kinds[];

/* The schema of that name as JSON, with a newline; false: there is none. */
bool schema_print(struct buf *out, struct str name);

#endif
