/* sarif: static analysis results interchange format, 2.1.0, for whatever finds something. Inside lib/report only.
 *
 * Written result by result, so that memory does not grow with them. No path leaves the folder in
 * which the program runs: those below it are relative and percent-encoded, of others the name alone
 * is told.
 */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include <stdio.h>

#include "base/map.h"
#include "report/node.h"

struct sarif_rule {
	struct str id, name, title, full; /* name: in a word; full: one or more sentences */
	struct str help;     /* plain text; may be empty */
	const char *level;   /* error, warning, note */
	const char *tag;
};

struct sarif_place {
	struct str file;
	uint64_t line, column; /* 0: not known */
};

struct sarif_result {
	size_t rule; /* of those given */
	const char *level;
	const char *kind; /* fail, open, pass; NULL: fail */
	struct str message;
	const struct sarif_place *places; /* the first is where it is, the others belong to it */
	size_t nplaces;
	struct str fingerprint; /* the same for the same finding in every run */
	const char *suppressed; /* external or inSource; NULL: it is not */
	struct str justification;
	json_t *properties; /* given up to the writer; NULL: none */
};

struct sarif {
	FILE *out;
	struct buf b;
	struct arena arena;
	struct str folder;
	const struct sarif_rule *rules;
	struct map artifacts; /* uri -> its number + 1 as a pointer into numbers */
	size_t nresults;
	bool written;
};

/* The head: the tool and its rules, which must stay. print: "ordercheckFinding/v1". */
void sarif_open(struct sarif *s, FILE *out, struct str folder, const char *version, const struct sarif_rule *rules, size_t nrules);
void sarif_add(struct sarif *s, const struct sarif_result *r, const char *print);
/* The artifacts and the end; run: "ordercheck/lint/". False: a write failed. */
bool sarif_close(struct sarif *s, const char *run);

/* The file as a relative URI reference. */
void sarif_uri(struct buf *out, struct str file, struct str folder);

#endif
