/* explain: an explanation told as text or as JSON (ordercheck/explain/1).
 *
 * Both carry the same content. Nothing from a document or a feed comes out unescaped.
 */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "feed/story.h"
#include "judge/explain.h"
#include "report/report.h"

struct explain_style {
	struct report_style style;
	bool json;
};

/* run: its plan and its as-of time are used. False: a write failed. */
bool report_explain_finding(FILE *out, const struct explanation *e, const struct run *run, const struct explain_style *s);
bool report_explain_rule(FILE *out, const struct explain_rule *e, const struct explain_style *s);
bool report_explain_order(FILE *out, const struct explain_order *e, const struct run *run, const struct explain_style *s);

bool report_explain_type(FILE *out, const struct event_type *t, const struct explain_style *s);

/* A finding that a row has a part in. */
struct row_finding {
	const struct finding *finding;
	enum evidence_role role;
};
/* What came of a row. */
struct row_outcome {
	const struct row_finding *found;
	size_t nfound;
	const struct explain_passed *passed; /* conditions that it passed by */
	size_t npassed;
};
bool report_explain_row(FILE *out, const struct row_story *row, const struct row_outcome *came, const struct run *run,
                        const struct explain_style *s);

/* ---- a saved run ---- */

/* f is one of its findings. */
bool report_explain_saved(FILE *out, const struct run *run, const struct finding *f, const struct explain_style *s);

#endif
