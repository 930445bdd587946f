/* coverage: which conditions the feeds at hand can show, and what is missing.
 *
 * Opened over what the feeds hold, given each subject with what binds it, then
 * closed, which finds the gaps. A condition of an order is one row; one of a
 * scheme is one row for all the subjects that it binds.
 */
#ifndef REPORT_COVERAGE_H
#define REPORT_COVERAGE_H

#include "report/report.h"

/* What a type of event is to a condition, as bits. */
enum {
	COVERS_TRIGGER = 1,
	COVERS_PROVIDED = 2,
	COVERS_EXPECT = 4,
	COVERS_GIVEN = 8,
	COVERS_UNLESS = 16,
	COVERS_REVIEW = 32,
	COVERS_STATE = 64,
	COVERS_SHOWS = COVERS_TRIGGER | COVERS_PROVIDED | COVERS_EXPECT | COVERS_GIVEN
};
enum { NROLES = 7 };
/* By bit: a letter for the matrix, a word. */
extern const char coverage_letters[NROLES];
extern const char *const coverage_roles[NROLES];

enum coverage_extent { EXTENT_NONE, EXTENT_PART, EXTENT_WHOLE, EXTENT_UNMONITORED };
#define NEXTENTS 4
extern const char *const extent_names[NEXTENTS]; /* no, partly, yes, unmonitored */

/* Events of some subjects from one feed. */
struct coverage_span {
	uint64_t n;
	struct moment first, last; /* where n > 0 */
};

struct coverage_feed {
	struct str name;
	const struct event_type *type;
	const struct feed_input *const *inputs;
	size_t ninputs;
	uint64_t rows, matched, rejected;
	struct coverage_span span; /* of all subjects that are looked at */
};

struct coverage_type {
	const struct event_type *type;
	unsigned roles;
	const size_t *feeds;               /* in coverage->feeds, of this type */
	struct coverage_span *spans; /* by feeds: of the condition's subjects */
	size_t nfeeds;
	size_t nrejected;         /* subjects that a rejected row of the type names */
	struct str rejected;      /* the first of them */
};

struct coverage_row {
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *condition;
	size_t subject, nsubjects; /* the first of them */
	bool over;                 /* ended before the as-of time */
	struct moment ended;       /* of one that is over */
	enum coverage_extent extent;
	struct coverage_type *types;
	size_t ntypes;
	const struct str *gaps;
	size_t ngaps;
	struct str brief;             /* the shortest reason of the gaps, in a few words; empty: none */
	struct str unmonitored;       /* why; empty: nothing of it is */
	struct duration review_every; /* nought: not said */
};

struct coverage {
	const struct plan *plan;
	const struct feed_result *read;
	int64_t as_of;
	const struct rule *const *rules; /* only conditions with these; none: all */
	size_t nrules;
	struct coverage_feed *feeds;
	size_t nfeeds;
	size_t counts[NEXTENTS];
	struct arena *arena;
	VEC(struct coverage_row) rows;
	VEC(size_t) scheme_rows;
};

/* plan, read, as_of, rules and arena are set. */
void coverage_open(struct coverage *c);
void coverage_add(struct coverage *c, size_t subject, const struct bonds *bonds);
void coverage_close(struct coverage *c);

struct coverage_format {
	const char *name;
	/* False: a write failed. */
	bool (*print)(FILE *out, const struct coverage *c, const struct report_style *style);
};
extern const struct coverage_format coverage_formats[]; /* ends with a NULL name */
const struct coverage_format *coverage_find(struct str name);

#endif
