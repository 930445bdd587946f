/* reading: files to documents, by several threads. Inside lib/book only.
 *
 * Threads read files, then pieces of them into trees, each into an arena of its own. Then the caller
 * takes file after file and document after document, so that what is told, and what the book holds,
 * does not depend on the number of threads.
 */
#ifndef BOOK_READING_H
#define BOOK_READING_H

#include "book/load.h"

struct reading_file {
	struct str file; /* as the user named it */
	const struct origin *origin;
	struct str text; /* without path: as given */
	bool path;       /* file is a path, to be read */
	struct str real; /* without links; empty: not known yet, or no path */
	struct str why;  /* it could not be read */
	struct source *source;
	struct document *document;
};

/* All documents of all files into the book, in this order; a path that was read before is passed over. */
void book_read_files(struct book *b, struct reading_file *files, size_t n);

/* ---- doc.c ---- */

void book_add_document(struct book *b, const struct yaml_node *node, const struct origin *origin);
/* A tree with errors that are not of syntax. With keep_going an order is left out like any other in error. */
void book_tell_broken(struct book *b, struct diag *own);

/* ---- files.c ---- */

/* The path without links; empty: there is no such file. */
struct str path_real(struct arena *a, struct str path);
void book_tell_file(struct book *b, struct str path, const char *what, struct str why);

#endif
