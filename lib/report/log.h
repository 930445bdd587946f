/* log: entries of the audit log, told as text, as one JSON object or as JSON lines.
 *
 * What an entry is stands here, below the store that keeps them, so that printing needs
 * no store.
 */
#ifndef REPORT_LOG_H
#define REPORT_LOG_H

#include <stdio.h>

#include "civil/civil.h"
#include "report/report.h"

/* What section 62 of the Data Protection Act 2018 asks to be logged, as bits. */
enum {
	LOG_COLLECTION = 1,
	LOG_ALTERATION = 2,
	LOG_CONSULTATION = 4,
	LOG_DISCLOSURE = 8,
	LOG_COMBINATION = 16,
	LOG_ERASURE = 32
};
enum { NLOG_ACTIONS = 6 };
extern const char *const log_actions[NLOG_ACTIONS]; /* by bit */
/* One bit; false: no such action. */
bool log_action_parse(unsigned *out, struct str word);

enum log_file_kind { LOG_INPUT, LOG_DOCUMENT, LOG_OUTPUT };
#define NLOG_FILES 3
extern const char *const log_file_kinds[NLOG_FILES];

struct log_file {
	enum log_file_kind kind;
	struct str file, sha256; /* sha256 empty: not known */
};

struct log_count {
	struct str name; /* without blanks */
	uint64_t n;
};

struct log_entry {
	uint64_t number;   /* from 1; given by the log */
	struct str before, hash; /* 64 hex digits: of the entry before, of this one; given by the log */
	int64_t at;        /* by the clock, in UTC */
	unsigned actions;
	struct str command, version;
	struct str account, host; /* of the machine */
	struct str person;        /* who says to be acting, where it is said */
	struct str recipient, reason;
	struct str finding, outcome, until; /* of a decision, or of what was looked up; until: a time */
	struct str decisions;     /* SHA-256 over the decisions of the store as the entry leaves them; given by the log */
	struct str found, left;   /* digests over all that the store holds, before and after; given by the log */
	uint64_t run;             /* of the store; 0: none */
	const struct str *subjects; /* that were asked for; none: all of them */
	size_t nsubjects;
	const struct log_file *files;
	size_t nfiles;
	const struct log_count *counts;
	size_t ncounts;
};

struct log_list {
	const struct log_entry *const *at;
	size_t n;
	uint64_t all; /* how many the log has */
	const struct zone *zone; /* for text; JSON is in UTC */
};

struct log_format {
	const char *name;
	/* False: a write failed. */
	bool (*print)(FILE *out, const struct log_list *l, const struct report_style *style);
};
extern const struct log_format log_formats[]; /* ends with a NULL name */
const struct log_format *log_format_find(struct str name);

#endif
