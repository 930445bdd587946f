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
	NSTATS_CELLS
};
extern const char *const stats_cells[NSTATS_CELLS];

enum stats_group { STATS_ALL, STATS_TYPE, STATS_KIND, STATS_RULE, STATS_TAG, STATS_MONTH, NSTATS_GROUPS };
extern const char *const stats_groups[NSTATS_GROUPS];

struct stats_row {
	enum stats_group group;
	struct str tag;          /* the key, of STATS_TAG */
	struct str key;          /* shpo-sc, 2026-05 …; empty: it has none */
	uint64_t cells[NSTATS_CELLS];
	bool withheld[NSTATS_CELLS];
	uint64_t hours_median, hours_most; /* from event to record, of STATS_DELAYS */
	VEC(int64_t) delays;     /* ms */
	bool *subjects, *silent; /* by subject: counted */
};

struct stats {
	const struct plan *plan;
	int64_t as_of;
	const struct str *tags; /* keys to count by */
	size_t ntags;
	uint64_t suppress;      /* counts from 1 to below this are withheld; 0, 1: none */
	const char *version;
	struct arena *arena;
	VEC(struct stats_row *) rows;
};

/* plan, as_of, tags, suppress and arena are set. */
void stats_open(struct stats *s);
void stats_add_order(struct stats *s, const struct order *o);
void stats_add_finding(struct stats *s, const struct finding *f);
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
