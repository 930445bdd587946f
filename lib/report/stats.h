/* stats: counts of orders and findings, by kind of order, rule, tag and month.
 *
 * No personal value is in them; a small count can point to a person all the same, so
 * that counts below a number can be withheld.
 */
#ifndef REPORT_STATS_H
#define REPORT_STATS_H

#include "report/report.h"

enum stats_cell {
	STATS_ORDERS,     /* in force at the as-of time */
	STATS_SUBJECTS,   /* of these orders; of a month: of its findings */
	STATS_BREACH,
	STATS_REVIEW,
	STATS_UPCOMING,
	STATS_BLIND,
	STATS_SILENT,     /* subjects with a breach or a review of a rule that waits for silence */
	STATS_LATE,       /* breaches of rules that expect a notification */
	STATS_DELAYS,     /* breaches and reviews of which it is known when their event was recorded */
	STATS_DECIDED,    /* findings that a decision covers; this and what follows are of a store alone */
	STATS_WITHDRAWN,  /* breaches and reviews that the facts no longer show; of a run: in it */
	STATS_FOUND,      /* breaches and reviews that a run on the store has found */
	STATS_TOLD,       /* of these, those that a reader was told */
	NSTATS_CELLS
};
extern const char *const stats_cells[NSTATS_CELLS];

enum stats_group { STATS_ALL, STATS_TYPE, STATS_KIND, STATS_RULE, STATS_TAG, STATS_MONTH, STATS_DECISION, STATS_RUN, NSTATS_GROUPS };
extern const char *const stats_groups[NSTATS_GROUPS];

/* How long something took, of breaches and reviews. */
enum stats_span {
	STATS_SPAN_RECORD, /* from the event to its record */
	STATS_SPAN_FOUND,  /* from the event, or the deadline, to the run that found it first */
	STATS_SPAN_TOLD,   /* to the run that told the first reader */
	NSTATS_SPANS
};
struct stats_times {
	VEC(int64_t) ms;
	uint64_t hours_median, hours_most;
};

/* What a store knows of a finding, by the clock; INSTANT_MIN: not yet. */
struct stats_known {
	int64_t found, told;
};

/* A breach or a review that the facts no longer show. */
struct stats_gone {
	size_t subject; /* SIZE_MAX: not among the documents any more */
	struct str order, scheme, condition, rule;
	bool has_time;
	int64_t first;
};

struct stats_row {
	enum stats_group group;
	struct str tag;          /* the key, of STATS_TAG */
	struct str key;          /* shpo-sc, 2026-05, 12 (a run) …; empty: it has none */
	int64_t as_of;           /* of a run */
	uint64_t cells[NSTATS_CELLS];
	bool withheld[NSTATS_CELLS];
	struct stats_times times[NSTATS_SPANS];
	bool *subjects, *silent; /* by subject: counted */
};

struct stats {
	const struct plan *plan;
	int64_t as_of;
	const struct str *tags; /* keys to count by */
	size_t ntags;
	uint64_t suppress;      /* counts from 1 to below this are withheld; 0, 1: none */
	bool stored;            /* out of a store, which knows more */
	const char *version;
	struct arena *arena;
	VEC(struct stats_row *) rows;
};

/* plan, as_of, tags, suppress and arena are set. */
void stats_open(struct stats *s);
void stats_add_order(struct stats *s, const struct order *o);
/* known: NULL without a store. */
void stats_add_finding(struct stats *s, const struct finding *f, const struct stats_known *known);
void stats_add_gone(struct stats *s, const struct stats_gone *g);
/* The row of a run, to be filled: its breaches and so on. */
struct stats_row *stats_run(struct stats *s, int64_t run, int64_t as_of);
/* Sorts, reckons the delays and withholds. */
void stats_close(struct stats *s);
/* Has the cell a meaning in this group? */
bool stats_has(enum stats_group group, enum stats_cell cell);

struct stats_format {
	const char *name;
	/* False: a write failed. */
	bool (*print)(FILE *out, const struct stats *s, const struct report_style *style);
};
extern const struct stats_format stats_formats[]; /* ends with a NULL name */
const struct stats_format *stats_find(struct str name);

#endif
