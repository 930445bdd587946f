/* kept: rejected rows that a store keeps, told as text, as JSON lines or as CSV. */
#ifndef REPORT_KEPT_H
#define REPORT_KEPT_H

#include "report/redact.h"

struct kept_reject {
	uint64_t run;                      /* that read the file whole last */
	struct str feed, file, sha256;     /* sha256: of the file */
	uint64_t line;
	struct str subject;                /* empty: nobody known */
	struct str column, reason;         /* column may be empty */
	struct str row;                    /* empty: not kept */
};

struct kept_format {
	const char *name;
	/* quiet: without what is said at the end. */
	void (*print)(struct buf *out, const struct kept_reject *all, size_t n, bool quiet);
};
extern const struct kept_format kept_formats[]; /* ends with a NULL name */
const struct kept_format *kept_format_find(struct str name);

/* Without who it is about: ids, files, feeds and columns are pseudonyms, values and rows withheld. */
void kept_redact(struct kept_reject *out, const struct redaction *r);

#endif
