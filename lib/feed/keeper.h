/* keeper: who keeps rows instead of having events made of them (lib/store).
 *
 * feed_read with a keeper (feed_options.keeper) checks rows as ever and tells
 * of each that names a subject, of the keys of those that name nobody, and of
 * the time of all. Nothing is settled: no event comes of it.
 */
#ifndef FEED_KEEPER_H
#define FEED_KEEPER_H

#include "feed/feed.h"
#include "feed/header.h"

/* A row that names a subject; of one that names two equally well, each in turn. Slices live until the call returns. */
struct kept_row {
	uint64_t line;
	struct str bytes;   /* its record, without the line end; numbers of cards covered in their columns */
	const char *sha256; /* of the record as it stood, where `bytes` differs; else NULL */
	bool broken;        /* it was rejected, and cannot be read again from `bytes` */
	size_t subject;
	struct str key;     /* as intake_key; empty: none */
};

struct feed_keeper {
	void *context;
	/* Before a file is opened. False: it is passed over, and the keeper has filled the counts of input. */
	bool (*begin)(void *context, struct feed_input *input, const char *path);
	void (*row)(void *context, const struct kept_row *row);
	/* A row with a key that names nobody; recorded INSTANT_MIN: not said. known: the end of the time at which it became
	 * known, recorded or else its own; INSTANT_MIN: it says none. */
	void (*nobody)(void *context, struct str key, int64_t recorded, int64_t known, uint64_t line);
	/* Of every row, when it was recorded or else when it is of; NULL: it does not say. */
	void (*moment)(void *context, const struct moment *at, bool rejected);
	/* The file was read to its end; its sha256 is in input where hashes were asked for. False: told in diag. */
	bool (*end)(void *context, const struct feed_input *input, const struct header *h);
};

struct kept_person {
	struct str family, given, born; /* born: a date where it can be read as one */
};
/* How a row names its person, by the feed's way of name and date of birth. header: its delimiter, then the record. */
bool row_person(struct kept_person *out, const struct feed *f, struct str header, struct str bytes, struct arena *a);

/* SHA-256 in hex over all of a feed that decides which rows are kept, and how; of a type for files by their own headers. */
void feed_digest(char hex[65], const struct feed *f);
void feed_type_digest(char hex[65], const struct event_type *t, const struct zone *z);

#endif
