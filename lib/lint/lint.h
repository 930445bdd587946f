/* lint: orders against the law's limits, and documents against each other.
 *
 * A pure function of the plan and the options: no feed is read. Each finding
 * names its rule, its place and what to do. An order's or a condition's `allow`
 * silences a finding there, with a reason. All that is returned lives in the
 * arena; what it points at, in the plan.
 */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "book/plan.h"

enum lint_level { LINT_INFORMATION, LINT_WARNING, LINT_ERROR };
#define NLINT_LEVELS 3
extern const char *const lint_level_words[NLINT_LEVELS]; /* "information", "warning", "error" */

struct linting;

/* Checks of the order as a whole, of each condition, of everything; none: made where documents are read. */
struct lint_rule {
	const char *id;
	enum lint_level level;
	const char *name;      /* in a word, for machines */
	const char *title;     /* what it looks for */
	const char *authority; /* enactments and cases */
	const char *source;    /* how far the authority was read; NULL: the enactment itself was read */
	const char *todo;      /* what to do */
	void (*check_order)(struct linting *l, const struct order *o);
	void (*check_condition)(struct linting *l, const struct order *o, const struct condition *c);
	void (*check_plan)(struct linting *l);
	bool not_in_draft; /* asks what only a made order has */
};

extern const struct lint_rule lint_rules[]; /* in order of id; a NULL id at the end */
extern const size_t nlint_rules;
const struct lint_rule *lint_rule_find(struct str id); /* without regard to case; NULL: none */

struct lint_finding {
	const struct lint_rule *rule;
	enum lint_level level;
	const struct order *order;         /* NULL: of no one order */
	const struct condition *condition; /* NULL: of no one condition */
	struct place place;
	struct str message, todo;
	bool allowed;
	struct str reason; /* of `allow` */
};

struct lint_options {
	bool draft;    /* before the hearing */
	int64_t as_of; /* for what "not yet" means */
	struct str s172; /* the list of countries: rules/data/s172-countries.csv */
	const struct str *files; /* names of feeds or event types for which the project has files */
	size_t nfiles;
};

struct lint_result {
	const struct lint_finding *findings; /* in order of file, line, column, rule */
	size_t nfindings, nallowed;          /* allowed ones are among them */
	size_t counts[NLINT_LEVELS];         /* without the allowed ones */
};

void lint_run(struct lint_result *out, const struct plan *plan, const struct lint_options *options, struct arena *a);

/* Errors and warnings of a load as findings in the same order; errors that stand in no file are left out. */
void lint_add_diag(struct lint_result *r, const struct diag *d, struct arena *a);

#endif
