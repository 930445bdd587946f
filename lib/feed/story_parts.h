/* story_parts: what story.c and story_cells.c share. */
#ifndef FEED_STORY_PARTS_H
#define FEED_STORY_PARTS_H

#include "feed/read.h"
#include "feed/story.h"

/* One file being read again. */
struct telling {
	struct row_story *out;
	const struct story_kept *kept; /* NULL: files are read */
	const struct feed_result *result;
	const struct plan *plan;
	const struct feed_options *options;
	const struct identity_index *index;
	struct mapping mapping;
	struct arena *arena;
	struct diag *diag;
	struct place place;
	struct row row;
	struct str key; /* of the row; empty: none */
};

/* False: no further rows are asked for. */
typedef bool row_visit(struct telling *t, const struct row *row, bool good, void *context);
/* The rows that were kept of an input, in place of its file. False: told. */
bool story_read_kept(struct telling *t, const struct feed_input *input, row_visit *visit, void *context);
/* Of a row that was not kept, or cannot be read again. */
void story_tell_lost(struct telling *t);

/* A row of nobody known, of the same key and recorded later than best, or as late and read behind it, takes its place. */
void story_weigh_nobody(struct telling *t, struct event_source **best, int64_t recorded);

/* The text of a column; empty where the row has none such. */
struct str story_cell(const struct row *row, size_t column);
/* Whom the row names; the way that found somebody, else the first, goes into the story. */
struct identity_match story_whose(struct telling *t);
/* As it may be shown: without the numbers of cards. */
struct str story_shown(const struct telling *t, struct str text);
/* How each field was read. */
void story_cells(struct telling *t);

#endif
