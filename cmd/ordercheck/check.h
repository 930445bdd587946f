/* check: the parts of `ordercheck check`, one file each.
 *
 * asked (options) -> supply (registers, feeds) -> scope (whom and what) ->
 * judging (threads) -> sift (levels, narrowing) -> telling (output, status).
 */
#ifndef CHECK_H
#define CHECK_H

#include <sys/types.h>

#include "output.h"
#include "project.h"
#include "report/redact.h"
#include "report/shard.h"
#include "store/desk.h"
#include "store/found.h"
#include "store/judged.h"
#include "store/run.h"

/* What the options say. */
struct asked {
	const struct report_format *format;
	int64_t as_of, known_at;
	bool has_known_at, has_since;
	int64_t since;
	struct duration within;
	int64_t within_until; /* obligations due later are only counted */
	enum level level;
	bool fails[NLEVELS];
	bool covers_all;
	const struct str *cover_names;
	const struct moment *cover_times;
	size_t ncovers;
	struct str fail_on, allow_text; /* as they were given */
	bool rejects_percent;
	int64_t allow_rejects; /* a number; or millionths of a per cent */
	uint64_t part, parts;  /* --shard; parts 0: everybody is judged */
	size_t jobs;
	mode_t mode;
	enum group_mode group;
	bool quiet;
	bool redact, redact_random; /* random: the key is of this run alone */
	struct str redact_key;
	char *redact_secret; /* its bytes, to be wiped at the end; NULL: none */
};

/* Whom and what the options leave to judge. */
struct scope_of_check {
	const bool *subjects; /* by plan subject */
	const bool *orders;   /* by plan order */
	bool orders_named;    /* --order */
	const struct rule *const *rules; /* --rule; none: all */
	size_t nrules;
	const struct scheme **schemes;
	size_t nschemes;
	const struct order **judged; /* orders of wanted subjects */
	size_t njudged;
	size_t *people; /* subjects to judge */
	size_t npeople, nasked; /* nasked: before --shard */
	bool *wanted;   /* by plan subject: to be judged */
};

/* A run on a case store. */
struct stored {
	const char *path; /* NULL: no store */
	struct str account, reader;
	bool fresh_only;  /* --new */
	int64_t since_run; /* what was told from this run on is told again; INT64_MAX: nothing */
	int64_t wait;      /* milliseconds */
	bool back;         /* it looks back: the life of findings stays as it is */
	bool copied;       /* the store cannot be written: what is kept goes with a copy in memory */
	bool looks;        /* the command changes nothing in the store but its log */
	const struct store_document *documents; /* read from the store, where the call names none */
	size_t ndocuments;
	struct store *store;
	struct store_run *run;
	struct feed_replay *replay;
	struct subject_events *events; /* by plan subject */
	struct scope_of_check asked;   /* what the options left; check.scope is then everybody */
	struct judge_horizon *horizons; /* by scope.people */
	struct map untold;             /* ids to be printed, with --new */
	size_t decided[NLEVELS];       /* of the counts: covered by a decision */
};

struct check {
	struct call *call;
	struct project project;
	struct asked asked;
	struct scope_of_check scope;
	struct feed_request *requests; /* registers and, once they are read, places aside */
	size_t nrequests;
	struct feed_request *registers;
	size_t nregisters;
	VEC(const struct feed_input *) register_inputs;
	VEC(struct reject) register_rejects;
	struct places_result places;
	const struct str *unclaimed;
	size_t nunclaimed;
	const struct str *passed; /* files of folders on the command line that do not end as a CSV's do */
	size_t npassed;
	struct feed_result feeds; /* registers and places included */
	struct arena *arenas;     /* of the judging, one for each seat or batch */
	size_t narenas;
	struct findings *found;   /* by scope.people */
	struct map baseline; /* by id: the enum level that its finding had */
	char baseline_sha256[65];
	struct run run;
	struct run shown; /* the same as it is told: redacted where that is asked for */
	bool loaded; /* the plan is whole: all documents were right */
	struct shard shard;  /* with --shard: what the run says of itself as a part */
	struct redaction *redaction; /* NULL: none, or not begun */
	struct stored stored;
	struct output report, rejects; /* opened before anything is read: file NULL until then */
};

/* Options, settings, documents and registers. False: errors in the diag. */
bool check_prepare(struct check *k);
/* Feeds, whom to judge, outputs opened. False: errors in the diag. */
bool check_gather(struct check *k);
/* Runs a command over a check of its own; run gives the exit status, or a negative number where
 * there is no verdict: then outputs are given up and the diag is told. */
int check_command(struct call *c, int (*run)(struct check *k));
/* What the judging holds. */
void check_free(struct check *k);

/* Formats, levels, numbers: all that needs no zone. */
bool asked_read(struct asked *a, struct call *c);
#define FORMATS_MAX 16
/* --format takes none of the others; names: those that the command has. False. */
bool refuse_format(struct call *c, const struct str *names, size_t n);
/* The values of --fail-on and --allow-rejects; false: they are none. */
bool asked_fail_on(struct asked *a, struct str all);
bool asked_allow_rejects(struct asked *a, struct str text);
/* --shard, and that what goes with it is given. */
bool shard_asked(struct asked *a, struct call *c);
/* A part of a run and a store do not go together, whether it is the option's or the project's. */
bool shard_storeless(const struct check *k);
/* Is the subject of this part? */
bool shard_has(const struct check *k, size_t subject);
/* Places are the same in every part, and no subject's: their filtered and superseded rows are counted in the first alone. */
void shard_count_places(struct check *k);
/* With --shard: sets run->shard. */
void shard_fill(struct check *k);
/* The help to a time that was not understood: how it is written. */
void asked_time_help(struct call *c, struct str text);
/* Times, in the project's zone. */
bool asked_times(struct asked *a, struct call *c, const struct project *p);
/* The options that can change a finding, as pairs in order of name. */
void asked_pairs(struct run *run, struct check *k);
/* The values given to an option, beside those that a run has. */
void asked_add_given(struct run *run, struct call *c, enum option option);
/* One pair of that name in place of any that the run has. */
void asked_set_pair(struct run *run, struct call *c, const char *name, struct str value);

/* The documents that the call names, else those of the store (look_recall). */
bool documents_read(struct check *k);
/* Feeds named on the command line, and the registers. Before the documents are compiled. */
bool supply_name(struct check *k);
/* subject.csv of the project's feed folders. */
void supply_project_registers(struct check *k);
/* Reads the registers into the book. */
bool supply_registers(struct check *k);
/* The feeds of the project, where none is named; when the documents are read. */
bool supply_find(struct check *k);
/* Reads the files of places into the book, before it is compiled. */
bool supply_places(struct check *k);
bool supply_read(struct check *k);
/* No output is a file that is read. */
bool supply_apart(const struct check *k, const char *path);

/* --subject and --tag over the plan, by subject. */
bool scope_subjects(bool *wanted, struct check *k);
bool scope_read(struct check *k);
/* --baseline: its findings. */
bool baseline_read(struct check *k);
/* Was it found then, at its level or a higher one? */
bool baseline_has(const struct check *k, const struct finding *f);
/* Everybody, whatever the options say. */
void scope_whole(struct check *k);
/* What the judging of scope.people[at] is given. */
void judge_input_of(struct judge_input *in, const struct check *k, size_t at, struct arena *a);
void judge_all(struct check *k);
/* The same, or from the store that is at hand. False: told. */
bool judge_whole(struct check *k);
/* What binds each of scope.people. The bonds live until visit returns. */
void bonds_visit(const struct check *k, void (*visit)(void *context, size_t subject, const struct bonds *bonds),
                 void *context);
/* Counts, what is told, and what is blind. */
void sift(struct check *k);
/* --redact and its kin; the format is read before. */
bool redact_asked(struct asked *a, struct call *c);
/* Wipes the key, after which nothing can be redacted. */
void redact_forget(struct asked *a);
/* Once there is a plan; nothing where no redaction is asked for. */
void redact_begin(struct check *k);
/* The run as it is told, with a note where pseudonyms will not come again. */
void redact_shown(struct run *out, struct check *k, const struct run *run);
/* The diag on stderr, redacted where that is asked for and anything was read. */
void redact_tell_diag(struct check *k);
/* Sets run->timelines, where the format has a use for them. */
void timelines_find(struct check *k);
/* Early, so that a run does not end for nothing. */
bool outputs_open(struct check *k);
void outputs_abandon(struct check *k);
/* What was left out, notes and rejects on stderr. */
void tell_inputs(struct check *k);
/* Notes and rejects on stderr, the report, and the status. */
int tell_run(struct check *k);
/* What the options and documents say of a run that was sifted. */
void run_fill(struct check *k);
/* The same once the run is filled: stderr, the report, the status. */
int tell_filled(struct check *k);
/* Prints the run into the report's output. False: a write failed. */
bool tell_report(struct check *k, const struct run *run);

/* ---- with a store ---- */

/* Of commands that look: the store that is at hand, if it is there. */
bool look_asked(struct check *k, struct str path);
/* Where the call names no documents: those of the last run, and the options that they were judged with. */
bool look_recall(struct check *k);
/* Opens the store and begins what stored_forget takes back. */
bool look_begin(struct check *k);
/* What was read, with all files of the store as inputs in place of those that were given. */
void look_inputs(struct feed_result *out, const struct check *k);
/* The options that a later look needs, kept with the run. */
void look_keep_options(struct check *k);
/* A run that nothing is kept of: what it writes into the store's transaction stored_forget takes back. */
bool stored_look(struct check *k);
void stored_forget(struct check *k);
/* Whose record was removed under the retention period, and whom nothing binds since: not judged, and told. */
bool stored_leave_out(struct check *k);
/* --store, --new and what belongs to them. */
bool stored_asked(struct check *k);
/* Opens the store and begins a transaction: with --no-audit, of one that cannot be written, in a copy. */
bool stored_open(struct check *k, enum store_mode mode);
/* Opens the store and begins a run; the scope becomes everybody. */
bool stored_begin(struct check *k);
/* --wait in milliseconds, or a minute. */
bool stored_wait(int64_t *out, struct call *c);
/* Takes the feeds in; supplies are those of all files ever taken in. */
bool stored_read(struct check *k, struct feed_options *options);
/* Judges from the store, and keeps what was found. */
bool stored_judge(struct check *k);
/* Is the finding one that is to be printed and counted? */
bool stored_takes(struct check *k, const struct finding *f);
/* What a person decided that covers it; NULL: nothing. */
const struct decision *stored_decision(struct check *k, const struct finding *f);
/* Before anything is printed: what will be counts as told, once it is committed. */
bool stored_keep(struct check *k);
/* After the output was written whole: all of the run is kept. */
bool stored_commit(struct check *k);
void stored_close(struct check *k);
/* Judges those of scope.people for which wanted says so; each is heard, and kept where keep says so. */
void stored_judge_some(struct check *k, const bool *wanted, void (*hear)(struct check *k, size_t at), bool keep);

#endif
