/* feed: CSV files in; events of known subjects, rejects and coverage out.
 *
 * A row is never dropped in silence: it becomes an event, belongs to nobody
 * known (counted), was filtered (counted), or is a reject with place and
 * reason. Rows of nobody are checked for shape only and never kept. Memory is
 * bounded by the rows of known subjects.
 */
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include "book/book.h"

struct feed_keeper;
struct terse;

/* A row of a file, kept for evidence. */
struct event_source {
	const struct feed_input *input;
	uint64_t line;   /* first physical line of the record, from 1 */
	struct str row;  /* its bytes as they stood, without the line end; digits of cards covered. Of a packed row its reference */
	const char *sha256; /* of its bytes, where digits are covered in `row`; NULL: of `row` itself */
	const char *packed; /* NULL: `row` is there; else feed_keep_event makes it of this (feed/terse.h) */
};

struct reject {
	const struct feed_input *input;
	uint64_t line;
	struct str column; /* may be empty */
	struct str reason;
	struct str row;
	size_t subject; /* SIZE_MAX: it names nobody known */
};

/* One file given to one feed (or straight to an event type). */
struct feed_input {
	struct str file;          /* as given; "-" for standard input */
	struct str name;          /* the feed's id, else the event type's name */
	const struct feed *feed;  /* as used; made up for an own-header file */
	bool own_header;
	uint64_t rows; /* all of them, rejected ones included */
	uint64_t matched, rejected, filtered, later; /* later: recorded after known-at */
	uint64_t superseded;      /* rows replaced by a later one of their key, or repeated */
	uint64_t headers;         /* lines that say the header again: no rows */
	uint64_t header_line;     /* the first of them */
	const struct str *unread; /* columns that nothing reads (own header) */
	size_t nunread;
	char sha256[65];          /* empty where not asked */
	struct str sample;        /* a value from the subject column, where nothing matched */
	int64_t newest;           /* latest recorded, else time, of its rows up to the as-of time; INSTANT_MIN: none */
	uint64_t guessed_times;   /* local times that occur twice or never */
	size_t rank;              /* in the order of reading */
	const struct terse *terse; /* how its rows are packed, where they are */
};

/* The same file for the same feed? Rows out of a store stand in inputs of their own. */
static inline bool input_same(const struct feed_input *a, const struct feed_input *b)
{
	return a == b || (str_eq(a->file, b->file) && str_eq(a->name, b->name) && a->own_header == b->own_header);
}

/* Counts a line that says the header again. */
static inline void input_again(struct feed_input *input, uint64_t line)
{
	if (input->headers++ == 0)
		input->header_line = line;
}

/* What a type's feeds are known to hold. */
struct supply {
	bool supplied;        /* some file was given for it, and no feed of it failed rows or fresh */
	bool given;           /* some file was given */
	int64_t known_until;  /* the known stretch ends here (in), never beyond as-of or known-at */
	struct str narrowest; /* the feed that reaches least far, or that failed */
	struct str failed;    /* why a feed counts as failed: words; empty: none did */
};

struct feed_request {
	const char *path;   /* "-": standard input */
	struct str name;    /* NAME= given; empty: by pattern, else by stem */
};

/* How files are scanned: results are the same. Tests choose what the machine and the file decide otherwise. */
struct feed_scan {
	const char *variant; /* instructions: a name of scan_variants; NULL: the best */
	size_t part;         /* bytes of a part of a file that threads share; 0: SPLIT_PART */
	bool every_row;      /* rows of nobody are made and judged like all others */
};

struct feed_options {
	int64_t as_of, known_at; /* INSTANT_MAX: no known_at */
	bool covers_all_as_of;   /* --covers as-of */
	const struct str *cover_names; /* --covers NAME=TIME */
	const struct moment *cover_times;
	size_t ncovers;
	bool all_feeds;          /* every feed of the documents should have a file: the project's folders were read */
	bool hash_inputs;
	const struct feed_keeper *keeper; /* feed/keeper.h; NULL: rows become events */
	const bool *wanted; /* by subject: false: its rows are matched and counted, not kept; NULL: all */
	/* Told now and then: so many rows more were read, and bytes of their files. NULL: nobody asks. */
	void (*step)(void *context, uint64_t rows, uint64_t bytes);
	void *step_context;
	size_t jobs;                  /* threads; 0: one */
	const struct identity_index *index; /* of the plan; NULL: it is built */
	const struct feed_scan *scan; /* NULL: as serves best */
};

/* All events of one subject, unsorted; equal rows already made one event. */
struct subject_events {
	const struct event *events;
	size_t n;
	uint64_t rejected_types; /* bit of the type's index (first 64): a rejected row of it names this subject */
	const bool *rejected;    /* by type index; NULL: none */
};

struct feed_result {
	const struct feed_input *const *inputs; /* in order of name, then file */
	size_t ninputs;
	const struct reject *rejects; /* in order of input and line */
	size_t nrejects;
	const struct supply *supplies;        /* by type index */
	struct subject_events *subjects; /* by plan subject index; their events: feed_subject */
	struct feed_shelf *shelf; /* of what they are made; NULL: they are there */
	bool failed;       /* a feed failed `rows` or `fresh`: status 4 */
	const struct str *notes; /* for people: unread columns, no row matched, failed feeds … */
	size_t nnotes;
};

/* Reads all inputs. Errors of use (no such name, no column read, 0 bytes, cannot be
 * read) are in diag and give false: no verdict. */
bool feed_read(struct feed_result *out, const struct plan *plan, const struct feed_request *requests, size_t nrequests,
               const struct feed_options *options, struct arena *a, struct diag *d);

/* A subject's events, made when they are first asked for; they live as long as the result. One thread at a time. */
const struct subject_events *feed_subject(const struct feed_result *r, size_t subject);
/* The same, made anew in an arena each time, by any thread. Texts and rows lie with the result; rows may be packed still. */
struct subject_events feed_subject_anew(const struct feed_result *r, size_t subject, struct arena *a);
/* An event so made as a longer-lived arena keeps it: without its fields, where they can be made anew of its row. */
const struct event *feed_keep_event(const struct event *e, struct arena *keep);
/* The fields of an event, kept or not. */
const struct value *feed_event_fields(const struct event *e, struct arena *a);

/* Names of the files in folders and which feed claims them, as requests; unclaimed
 * files (status 4) are told in notes. Sorted by bytes. */
bool feed_find(struct feed_request **out, size_t *n, const struct str *folders, size_t nfolders, const struct plan *plan,
               struct arena *a, struct diag *d, const struct str **unclaimed, size_t *nunclaimed);

/* A path that is a folder becomes its files, those below it too; one that is no file and has * ? or [ the files that it
 * fits; by name, in bytes. passed: files of a folder whose name does not end as a CSV's does, which are not read.
 * False: nothing fits, or a folder cannot be read or has no such file. */
bool feed_spread(struct feed_request **out, size_t *n, const struct feed_request *in, size_t nin, const struct str **passed,
                 size_t *npassed, struct arena *a, struct diag *d);
/* Does it name the register of subjects, by its name or its file's? */
bool feed_is_register(const struct feed_request *r);

/* What became of the files of places. */
struct places_result {
	struct feed_request *others; /* requests for anything else, in their order */
	size_t nothers;
	struct feed_input **inputs; /* in order of name, then file; matched: rows that are places */
	size_t ninputs;
	const struct reject *rejects; /* in order of input and line */
	size_t nrejects;
	const struct str *notes;
	size_t nnotes;
	bool failed; /* a feed failed `rows`: status 4 */
};

/* Places of CSV files into the book, before it is compiled: files of a feed with `event: place`, or given to the
 * built-in name `place`. False: a file could not be read at all. */
bool places_read(struct places_result *out, struct book *b, const struct feed_request *requests, size_t nrequests,
                 int64_t as_of, bool hash_inputs, struct arena *a, struct diag *d);

/* The codes of breach, out of rules/data/offences.csv, into out (its arena set). */
bool offences_load(struct offences *out, struct str csv, struct diag *d);
/* The countries and airports of rules/data/ into an atlas. */
bool atlas_load(struct atlas *t, struct str countries_csv, struct str airports_csv, struct diag *d);

/* A register of subjects (CSV) into the book. False: it could not be read at all. Rejected rows into rejects. */
bool register_read(struct book *b, const char *path, struct feed_input *input, struct reject **rejects, size_t *nrejects,
                   struct arena *a, struct diag *d);

#endif
