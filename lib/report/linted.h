/* linted: what lint found, told in one of several formats, behind one table of functions.
 *
 * Every format carries the same findings. Allowed ones are counted in text, and told
 * with their reasons in the others. The same findings give the same bytes.
 */
#ifndef REPORT_LINTED_H
#define REPORT_LINTED_H

#include "lint/lint.h"
#include "report/report.h"

struct linted {
	const struct lint_result *result;
	const struct plan *plan;
	int64_t as_of;
	bool draft;
	bool unchecked;   /* documents that orders rest on are in error: only these errors are told */
	bool verbose;     /* allowed findings in the text too */
	bool strict;      /* warnings fail as errors do */
	size_t norders, nconditions, nleft_out;
	const char *version;
};

struct linted_format {
	const char *name;
	bool (*print)(FILE *out, const struct linted *l, const struct report_style *style); /* false: a write failed */
};

extern const struct linted_format linted_formats[]; /* ends with a NULL name */

/* The finding makes the status 1. */
bool linted_fails(const struct linted *l, const struct lint_finding *f);
/* "a, in a summary" as one text; empty where there is none. */
void linted_authority(struct buf *out, const struct lint_rule *r);

bool linted_text(FILE *out, const struct linted *l, const struct report_style *style);
bool linted_json(FILE *out, const struct linted *l, const struct report_style *style);
bool linted_junit(FILE *out, const struct linted *l, const struct report_style *style);
bool linted_sarif(FILE *out, const struct linted *l, const struct report_style *style);

#endif
