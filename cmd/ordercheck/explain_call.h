/* explain_call: the parts of `ordercheck explain`, one file each. */
#ifndef EXPLAIN_CALL_H
#define EXPLAIN_CALL_H

#include "check.h"
#include "report/explain.h"

enum target_kind { TARGET_ORDER, TARGET_SCHEME, TARGET_RULE, TARGET_TYPE, TARGET_ROW, TARGET_FINDING };

/* What is to be explained. */
struct target {
	enum target_kind kind;
	struct str text; /* as it was given */
	const struct order *order;
	const struct scheme *scheme;
	const struct rule *rule;
	const struct event_type *type;
	struct str file; /* of a row */
	uint64_t line;
	struct str id;   /* of a finding: its first digits, in small letters */
};

struct explain_call {
	struct check check;
	struct target target;
	bool json;
};

/* Is it 6 to 16 hex digits? out gets them in small letters. Too few are an error in diag. */
bool target_id(struct str *out, struct call *c, struct str text);
/* Which of the documents' names, or else a row or a finding, is meant. */
bool target_find(struct target *out, struct check *k, struct str text);
/* The one id of the list that begins so. False: none or several, told in diag. */
bool target_unique(struct str *out, struct call *c, struct str id, const struct str *ids, size_t n, struct str searched);

/* How it is told; the output is open. */
struct explain_style explain_style_of(const struct explain_call *x);
/* Prints into the output and closes it. False: errors in diag. */
bool explain_documents(struct explain_call *x);
bool explain_one_finding(struct explain_call *x);
bool explain_one_row(struct explain_call *x);
/* What the store kept of the row, into out->kept; out->input becomes the file that it is of. all: the files of the store.
 * False: told. */
bool kept_row(struct story_place *out, struct check *k, const struct feed_result *all);
/* --from: a saved run. */
bool explain_from(struct explain_call *x);

#endif
