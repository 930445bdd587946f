/* desk: what a person does at a store beside checking: look up, decide, check it, copy it. */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include "judge/judge.h"
#include "store/db.h"

struct store_status {
	int64_t version, last_run, last_as_of, last_began; /* last_run 0: there was none */
	int64_t files, rows, subjects, readers;
	int64_t shown[NLEVELS], decided, gone; /* findings; decided: of those shown */
	int64_t due;                           /* decisions that match nothing any more */
	int64_t bytes, free_bytes;
};
void store_status(struct store_status *out, struct store *s);

struct store_finding {
	char id[17];
	struct str subject, order, scheme, condition, rule, title, facts; /* order or scheme may be empty */
	enum level level;
	bool has_time, shown;
	int64_t first, last, first_run, last_run;
	struct str person; /* how the row named the person, of a finding matched by name; empty: not so */
};
/* By its id, or the first digits of it (at least 6). False: none, or several: told. */
bool store_finding(struct store_finding *out, struct store *s, struct str id, struct arena *a);

struct store_verdict {
	struct str outcome, who, account, reason;
	int64_t at, until; /* until INSTANT_MAX: no end */
};
/* An earlier decision on the finding ends. Inside store_begin. */
bool store_decide(struct store *s, const struct store_finding *f, const struct store_verdict *v);

/* One thing that happened to a finding. */
struct store_moment {
	int64_t run, at; /* run 0: none */
	struct str what; /* new, level, facts, back, gone, withdrawn, decided, reopened */
	enum level level;
	struct str outcome, who, reason, ended; /* of a decision; ended: why, empty while it holds */
	int64_t until;                          /* of a decision; INSTANT_MAX: no end */
};
size_t store_history(const struct store_moment **out, struct store *s, const struct store_finding *f, struct arena *a);

struct store_reading {
	struct str reader;
	enum level level;
	int64_t run;
};
/* Who was told of it. */
size_t store_readers(const struct store_reading **out, struct store *s, const struct store_finding *f, struct arena *a);

/* A document as the last run read it. */
struct store_document {
	struct str file, text;
};
size_t store_documents(const struct store_document **out, struct store *s, struct arena *a);
/* Did the last run read a file of this name and SHA-256, as a document or beside one? */
bool store_has_read(struct store *s, struct str file, const char *sha256);

/* Words of the caller's that hold for the store as a whole. Inside store_begin. */
bool store_keep(struct store *s, const char *name, struct str words);
/* Empty: none. */
struct str store_kept(struct store *s, const char *name, struct arena *a);

/* What is wrong with the file, and with what it holds: sentences. None: it is sound. */
size_t store_check(const struct str **out, struct store *s, struct arena *a);

/* A copy, while others may use the store; sha256: of its bytes. to must not be there. False: told, and no copy is left. */
bool store_backup(struct store *s, const char *to, char sha256[65]);

#endif
