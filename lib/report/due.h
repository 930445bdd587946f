/* due: what falls due, told as a table, as JSON, as CSV or as a calendar.
 *
 * The rows come of a run's upcoming findings (one for each open obligation)
 * and of what binds the subjects: conditions that begin or end, orders that
 * are suspended, reviews of what no feed shows.
 */
#ifndef REPORT_DUE_H
#define REPORT_DUE_H

#include "report/report.h"

enum due_kind {
	DUE_OBLIGATION, /* must come about by its time */
	DUE_EXCUSE,     /* what excuses it can still come by then */
	DUE_FORESEEN,   /* a breach that can still be prevented */
	DUE_REVIEW,     /* of what is not monitored */
	DUE_BEGINS,
	DUE_ENDS,
	DUE_SUSPENDED,
	DUE_RESUMES
};
extern const char *const due_kind_names[];

struct due_row {
	enum due_kind kind;
	struct str id;    /* stable from run to run; of a finding its id, and -2, -3 … for further obligations */
	bool has_time;    /* else its clock stands */
	struct moment time;
	size_t subject;   /* in plan->subjects; SIZE_MAX: none */
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *const *conditions;
	size_t nconditions;
	bool whole_order; /* all that the order holds */
	const struct finding *finding; /* NULL: it comes of the calendar */
	struct str title, asked;
	struct str how, how_bare;      /* how to meet it; bare: without values of free text and identifiers */
	struct str clock;              /* empty: it runs */
};

struct due {
	const struct plan *plan;
	int64_t as_of, until;      /* the horizon, in */
	bool has_since;
	int64_t since;
	struct str within;         /* "14d" */
	const struct rule *const *rules; /* only these; none: all */
	size_t nrules;
	size_t later;              /* obligations due after the horizon: counted, not told */
	const struct run *run;     /* who may be missing */
	const char *version;
	struct arena *arena;
	VEC(struct due_row) rows;
};

/* The upcoming ones among findings. */
void due_add_findings(struct due *d, const struct finding *const *list, size_t n);
/* What begins, ends or is to be reviewed for a subject. */
void due_add_bonds(struct due *d, size_t subject, const struct bonds *bonds);
/* Soonest first, those without a time last. After all is added. */
void due_sort(struct due *d);

struct due_format {
	const char *name;
	/* False: a write failed. */
	bool (*print)(FILE *out, const struct due *d, const struct report_style *style);
};
extern const struct due_format due_formats[]; /* ends with a NULL name */
const struct due_format *due_find(struct str name);

/* "in 4 days", "in 3 h 20 min", "today", "2 days ago"; empty where the clock stands. */
void due_left(struct buf *out, const struct due *d, const struct due_row *r);
/* "Sat 20 Jun 2026 21:35", "the end of Fri 5 Jun 2026". */
void due_when(struct buf *out, const struct due *d, struct moment m);
/* The last day of it: of an instant that ends a day and of a whole day that day. False: it is a clock time. */
bool due_on_day(int32_t *day, const struct due *d, struct moment m);
/* "1", "1, 2 and 3" */
void due_conditions(struct buf *out, const struct due_row *r);

#endif
