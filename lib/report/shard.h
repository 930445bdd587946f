/* shard: one part of a run that several machines share, and the joining of all parts.
 *
 * Every part reads all rows, so that counts, rejects and coverage are those of the whole run;
 * the subjects are divided, and with them findings and what is counted subject by subject. A
 * part is written as JSON alone (ordercheck/run/1 with a `shard`) and ends in a seal.
 */
#ifndef REPORT_SHARD_H
#define REPORT_SHARD_H

#include "report/saved.h"

#define SHARDS_MOST 9999

struct shard_texts {
	const struct str *at;
	size_t n;
};

/* How a person is called whom its findings name; only with --names always, since a run keeps no names else. */
struct shard_name {
	struct str subject, family;
	struct shard_texts given;
};

/* What a part says beside its run: on it rests how the whole run ends. */
struct shard {
	uint64_t part, parts;              /* part: from 1 */
	struct str fail_on, allow_rejects; /* as the options say */
	bool failed;                       /* a feed failed `rows` or `fresh` */
	struct shard_texts notes, unclaimed, passed, left_out;
	const struct shard_name *names;
	size_t nnames;
};

/* The names of those whom the run names, into s. */
void shard_take_names(struct shard *s, const struct run *run, struct arena *a);

/* The part that a subject belongs to: the first 8 bytes of the SHA-256 of its id, the first the highest, modulo parts,
 * and 1. It depends on nothing else. */
uint64_t shard_of(struct str subject, uint64_t parts);

struct shard_file {
	struct str text;
	struct place place; /* the file */
};

/* All parts as the one run that they are of; out: what they agree on (part 0). Its texts are in the arena. NULL: a part
 * is missing, there twice, damaged, or of another run; told in diag, with what to do. */
struct saved_run *shards_join(struct shard *out, const struct shard_file *files, size_t n, struct arena *a, struct diag *d);

#endif
