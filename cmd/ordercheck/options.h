/* options: the one table of options, and reading them from the command line.
 *
 * Parsing, --help and whatever else tells of options (completions, a manual
 * page) are made from option_table. GNU style: --name=value, --name value,
 * -n value, -nvalue, short ones combined, `--` ends them, and they may stand
 * among the operands.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/diag.h"

enum option {
	OPT_ORDERS,
	OPT_PROJECT,
	OPT_FORMAT,
	OPT_OUTPUT,
	OPT_MODE,
	OPT_AS_OF,
	OPT_KNOWN_AT,
	OPT_COVERS,
	OPT_NO_FEEDS,
	OPT_SUBJECT,
	OPT_ORDER,
	OPT_RULE,
	OPT_TYPE,
	OPT_TAG,
	OPT_SCHEME,
	OPT_SINCE,
	OPT_WITHIN,
	OPT_LEVEL,
	OPT_FAIL_ON,
	OPT_GROUP,
	OPT_STORE,
	OPT_REASON,
	OPT_RECIPIENT,
	OPT_AUDIT_HEAD,
	OPT_NO_AUDIT,
	OPT_BY,
	OPT_UNTIL,
	OPT_ACTION,
	OPT_BY_TAG,
	OPT_BY_RUN,
	OPT_SUPPRESS,
	OPT_NEW,
	OPT_SINCE_RUN,
	OPT_READER,
	OPT_WAIT,
	OPT_AS,
	OPT_DRY_RUN,
	OPT_RUN,
	OPT_FEED,
	OPT_FROM,
	OPT_BASELINE,
	OPT_NAMES,
	OPT_REJECTS,
	OPT_ALLOW_REJECTS,
	OPT_KEEP_GOING,
	OPT_REDACT,
	OPT_REDACT_KEY,
	OPT_NO_REDACT,
	OPT_CATALOGUE,
	OPT_BOUNDARIES,
	OPT_UNTESTED,
	OPT_STRICT,
	OPT_DRAFT,
	OPT_NO_CATALOGUE,
	OPT_ZONE,
	OPT_JOBS,
	OPT_SHARD,
	OPT_COLOR,
	OPT_PROGRESS,
	OPT_VERBOSE,
	OPT_QUIET,
	OPT_MAN,
	OPT_HELP,
	OPT_VERSION,
	NOPTIONS
};

/* Commands that take an option, as bits. */
enum {
	FOR_LINT = 1 << 14,
	FOR_MATCH = 1 << 15,
	FOR_SCHEMA = 1 << 17,
	FOR_CHECK = 1,
	FOR_TEST = 2,
	FOR_RULES = 4,
	FOR_HELP = 8,
	FOR_COVERAGE = 16,
	FOR_DUE = 32,
	FOR_EXPLAIN = 64,
	FOR_REPORT = 128,
	FOR_AUDIT = 256,
	FOR_NEW = 512,
	FOR_STATS = 1024,
	FOR_STORE = 2048,
	FOR_COMPLETION = 1 << 16,
	FOR_MERGE = 1 << 18,
	FOR_ALL = (1 << 20) - 1,
	FOR_JUDGED = FOR_CHECK | FOR_COVERAGE | FOR_DUE | FOR_EXPLAIN | FOR_STATS, /* feeds against orders */
	FOR_LOOKS = FOR_COVERAGE | FOR_DUE | FOR_EXPLAIN | FOR_STATS, /* judge from a store that is at hand, and leave it as it is */
	FOR_LOGGED = FOR_CHECK | FOR_DUE | FOR_COVERAGE | FOR_EXPLAIN | FOR_STATS | FOR_REPORT, /* logged in a store that is at hand */
	FOR_DOCUMENTS = FOR_JUDGED | FOR_TEST | FOR_LINT | FOR_MATCH,
	FOR_PRINTED = FOR_DOCUMENTS | FOR_REPORT | FOR_MERGE | FOR_AUDIT, /* results in a format */
	FOR_NARROWED = FOR_JUDGED | FOR_REPORT,
	FOR_RUN = FOR_CHECK | FOR_REPORT | FOR_MERGE /* a run in any format */
};

struct option_row {
	const char *name;
	char letter;               /* 0: none */
	const char *argument;      /* how help calls its value; NULL: it takes none */
	const char *const *words;  /* the values it takes, NULL at the end; NULL: any */
	bool repeats;              /* every one given counts; else the last */
	unsigned commands;
	const char *help, *example; /* example may be NULL */
};

extern const struct option_row option_table[NOPTIONS];

struct option_given {
	enum option option;
	struct str value; /* empty where it takes none */
};

struct arguments {
	VEC(struct option_given) options;
	VEC(struct str) operands;
};

/* argv without the program's name. Slices of argv. False: errors in diag. */
bool arguments_parse(struct arguments *out, int argc, char *const *argv, struct arena *a, struct diag *d);
/* All options given are among those of the command (bit `command`)? */
bool arguments_allowed(const struct arguments *args, unsigned command, const char *name, struct diag *d);

bool option_has(const struct arguments *args, enum option option);
/* The last value given, or an empty slice. */
struct str option_last(const struct arguments *args, enum option option);
/* All values given, in order. */
size_t option_all(const struct str **out, const struct arguments *args, enum option option, struct arena *a);

#endif
