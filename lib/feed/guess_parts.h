/* guess_parts: what the files of guess share. */
#ifndef FEED_GUESS_PARTS_H
#define FEED_GUESS_PARTS_H

#include "feed/guess.h"
#include "feed/mapping.h"

enum { GUESS_TOKENS = 8, GUESS_SAMPLE = 800 };

/* The words of a header: "DepDate (mph)" is dep, date, mph. */
struct guess_tokens {
	struct str at[GUESS_TOKENS];
	size_t n;
};

struct guessing {
	struct guess *out;
	const struct plan *plan;
	struct arena *arena;
	struct diag *diag;
	struct header header;
	struct guess_tokens *tokens; /* by column */
	struct feed shape;           /* how the file is written */
	const struct str **rows;     /* the sample: cells of each */
	size_t nrows;
	bool *taken;                 /* columns that say who a row is about */
	struct guess_read *times;    /* by column */
};

/* ---- guess_sample.c ---- */

/* Delimiter, encoding, header and sample into g. */
bool guess_sample(struct guessing *g, const char *path);

/* ---- guess_words.c ---- */

struct guess_tokens guess_tokenise(struct str header, struct arena *a);
bool guess_has(const struct guess_tokens *t, const char *word);
/* Every word of the phrase is among the tokens; whole: and no other is. */
bool guess_says(const struct guess_tokens *t, const char *phrase, bool whole);
/* How well a header fits a field: 0 to 100. */
unsigned guess_name_score(const struct guess_tokens *t, const struct event_type *type, const struct event_field *field);
/* How well a file's name fits a type: 0 or more. */
unsigned guess_stem_score(struct str stem, const struct event_type *type, struct arena *a);

/* ---- guess_cells.c ---- */

/* How each column's cells read as times, into g->times; a bare number is one only where the header speaks for it. */
void guess_times(struct guessing *g);
/* Two columns joined by a blank. */
struct guess_read guess_times_joined(const struct guessing *g, size_t day, size_t clock);
/* How they read as a field of the type. */
struct guess_read guess_values(const struct guessing *g, size_t column, const struct type *type);
bool guess_clocks(const struct guessing *g, size_t column);
void guess_signs(struct guessing *g);

/* ---- guess_people.c, guess_type.c ---- */

void guess_people(struct guessing *g);
/* The best type and its fields; false: of none has every field that it needs a column. */
bool guess_type(struct guessing *g, const struct event_type *only, struct str stem);

#endif
