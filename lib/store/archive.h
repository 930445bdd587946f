/* archive: what a store holds of one subject, for a case file.
 *
 * Inside store_begin, or of a store that nobody writes. What is given out lives in the arena.
 */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include "store/desk.h"

/* The number of a subject in the store; 0: it knows none of that id. */
int64_t archive_subject(struct store *s, struct str id);

struct archive_row {
	struct str feed, file, file_sha256, header, bytes; /* header: as it stands in the file */
	uint64_t line;
	char sha256[65]; /* of the row as it stood in the file */
	bool unreadable; /* it names the subject, was rejected, and cannot be read again */
	struct str field, reason; /* why it was rejected; reason empty: it was not, or nothing is known of it */
};
/* By file in the order of taking in, then by line. */
size_t archive_rows(const struct archive_row **out, struct store *s, int64_t subject, struct arena *a);

/* A version of a file of documents, cut down to what concerns the subject. */
struct archive_document {
	struct str file, sha256; /* sha256: of the whole file */
	struct str text;
	bool whole;              /* nothing was cut away */
	int64_t first_run, gone_run; /* gone_run 0: it still holds */
};
/* Versions with the orders of the subject, its own document, rules and places that those orders name, the feeds of its
 * rows, and schemes. Of a file with other people's documents only these are given. */
size_t archive_documents(const struct archive_document **out, struct store *s, struct str id, const struct archive_row *rows,
                         size_t nrows, struct arena *a);

/* Ids of all its findings, those no longer shown too. */
size_t archive_findings(const struct str **out, struct store *s, int64_t subject, struct arena *a);

#endif
