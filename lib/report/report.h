/* report: a run told in one of several formats, behind one table of functions.
 *
 * Every format carries the same findings. Nothing that came from a document
 * or a feed reaches the output unescaped. The same run gives the same bytes.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "judge/timeline.h"
#include "judge/whereabouts.h"

enum names_mode { NAMES_NEVER, NAMES_ALWAYS };
enum group_mode { GROUP_NONE, GROUP_SUBJECT, GROUP_ORDER, GROUP_CONDITION };

/* A condition that no feed can show and that says so. */
struct unmonitored {
	const struct order *order;   /* NULL: a scheme's */
	const struct scheme *scheme; /* NULL: an order's */
	const struct condition *condition;
	struct str why;
	struct duration review_every; /* nought: not said */
};

struct shard;

/* What a run found, ready to be told. */
struct run {
	const struct plan *plan;
	const struct feed_result *feeds;
	int64_t as_of;
	bool has_known_at;
	int64_t known_at;
	const struct finding *const *told;  /* those to print, in order */
	size_t ntold;
	size_t counts[NLEVELS];             /* of all findings that the options did not narrow away */
	size_t baselined[NLEVELS];          /* left out as findings of the baseline; not among counts */
	size_t later;                       /* upcoming obligations due after `within`: counted, not printed */
	struct str within;                  /* "14d" */
	const struct finding *const *blind; /* always all of them */
	size_t nblind;
	const struct order *const *orders;   /* that were judged */
	const struct scheme *const *schemes;
	size_t norders, nschemes, nconditions;
	const struct whereabouts *whereabouts; /* who may be missing, in order of subject; none of a saved run */
	size_t nwhereabouts;
	const struct timeline *timelines; /* in order of subject: of those whom told or blind findings name */
	size_t ntimelines;                /* none where the format has no use for them */
	const struct unmonitored *unmonitored; /* after run_find_unmonitored */
	size_t nunmonitored;
	const struct str *const *options;   /* pairs name, value: what can change a finding, in order of name */
	size_t noptions;
	const char *version;
	const char *icu, *tz; /* of a saved run; NULL: of this program */
	const struct shard *shard; /* report/shard.h: which part of the subjects was judged; NULL: all */
};

struct report_style {
	bool colour;
	size_t width; /* columns; 0: no wrapping */
	enum names_mode names;
	enum group_mode group;
	bool quiet;   /* no summary, no notes */
	struct str folder; /* in which the program runs: paths in sarif are relative to it */
	size_t jobs;       /* threads that print, the same bytes whatever the number; 0: one */
};

struct report_format {
	const char *name, *help;
	bool redacted; /* unless told otherwise: it goes to other people's machines */
	/* Writes the run; false: a write failed. */
	bool (*print)(FILE *out, const struct run *run, const struct report_style *style);
	bool timelines; /* keeps the whole run: has a use for run->timelines and for the hashes of inputs */
	bool people;    /* is read by people, not on a terminal: names stand in it unless they are not wanted */
};

extern const struct report_format report_formats[]; /* ends with a NULL name */
const struct report_format *report_find(struct str name);

/* One finding as the JSON text of ordercheck/finding/1, without a newline. */
void report_finding_json(struct buf *out, const struct run *run, const struct finding *f);

/* JSON in two parts, for who keeps many runs over the same orders: the run with an empty list of orders, which begins at
 * REPORT_ORDERS, and what that list holds; hex: a digest over all that the list says. False: a write failed. */
#define REPORT_ORDERS "\n \"orders\":["
bool report_json_apart(FILE *out, const struct run *run);
bool report_json_orders(FILE *out, const struct run *run);
void report_json_orders_digest(char hex[65], const struct run *run);

/* Sets run->unmonitored: conditions of its orders and schemes in force at some time up to the as-of time. */
void run_find_unmonitored(struct run *run, struct arena *a);

/* Rejected rows, those not kept included. */
uint64_t feeds_count_rejects(const struct feed_result *feeds);

/* The rejects as CSV (RFC 4180): feed, file, line, column, reason, row. No cell is taken for a
 * formula by a spreadsheet. False: a write failed. */
bool report_rejects(FILE *out, const struct feed_result *feeds);

/* A table of ncolumns columns; cells row by row, the first row its head. */
bool report_table(FILE *out, const struct str *cells, size_t nrows, size_t ncolumns, size_t width);

#endif
