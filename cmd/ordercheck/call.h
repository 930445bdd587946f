/* call: one use of the program: what was asked, and how to tell what is wrong. */
#ifndef CALL_H
#define CALL_H

#include "options.h"

/* Exit statuses. */
enum { STATUS_FOUND = 1, STATUS_NO_VERDICT = 2, STATUS_PART = 4, STATUS_FOUND_AND_PART = 5, STATUS_INTERRUPTED = 130 };

struct command;

struct call {
	const struct command *command;
	struct arguments args; /* operands without the command's name */
	struct arena *arena;
	struct diag *diag;
	int64_t now; /* ms since 1970; the clock is read nowhere else */
	struct str account; /* under which the program runs */
	bool confined;      /* system calls; if not, unconfined says why */
	const char *unconfined;
	struct book *book; /* opened by the command; closed at the end; NULL: none */
};

/* One use: words are those behind the program's name. The exit status. */
int call_run(struct call *c, int nwords, char **words);
/* What the use holds: its book and its arena. */
void call_close(struct call *c);

struct command {
	const char *name;
	unsigned bit;        /* FOR_… of the option table */
	const char *summary; /* one line */
	const char *usage;   /* what follows the name */
	const char *text;    /* help: lines that end in a newline */
	const char *const *examples; /* pairs: what is typed, what it does; NULL at the end */
	int (*run)(struct call *c);
};

extern const struct command command_table[]; /* ends with a NULL name */
const struct command *command_find(struct str name); /* NULL: none */
/* "due" is not a command of this version, with the nearest that is. */
void command_unknown(struct diag *d, struct str name);

int cmd_audit(struct call *c);
int cmd_check(struct call *c);
int cmd_completion(struct call *c);
int cmd_coverage(struct call *c);
int cmd_due(struct call *c);
int cmd_explain(struct call *c);
int cmd_lint(struct call *c);
int cmd_report(struct call *c);
int cmd_merge(struct call *c);
int cmd_stats(struct call *c);
int cmd_test(struct call *c);
int cmd_new(struct call *c);
int cmd_store(struct call *c);
int cmd_match(struct call *c);
int cmd_rules(struct call *c);
int cmd_schema(struct call *c);
int cmd_help(struct call *c);

/* All commands, or the options and examples of one, on stdout. */
int help_print(const struct command *command);
/* That text on stdout, and frees it: the exit status. */
int help_put(struct buf *out);
int version_print(struct call *c);

/* Seconds on a clock that only goes forward: for -v and progress, never for a verdict. */
double call_elapsed(void);

/* No file: the command line. */
#define NOWHERE ((struct place){.source = NULL})

/* All that is in the diag, sorted, on stderr; errors alone where quiet. */
void diag_tell(struct diag *d, bool quiet);
/* A line on stderr that begins with the program's name; escaped. */
void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A line on stderr without the name; escaped. */
void tell_plain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
