/* diag: what is wrong, and where. The one place for diagnostics.
 *
 * Functions add entries and return false; only cmd/ prints them. At most
 * `limit` errors, and as many warnings, are kept (the rest are counted), so that one mistake made
 * ten thousand times does not flood a terminal. Sources must outlive the diag.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* A file that was read, and its whole text. */
struct source {
	struct str file; /* as the user named it */
	struct str text;
	const size_t *lines; /* where each line begins, after source_index; else NULL */
	size_t nlines;
};

/* Notes where the lines begin, so that source_place need not count; optional. */
void source_index(struct source *s, struct arena *a);

/* A byte of a source. line and column count from 1; line 0: the file as a whole;
 * source NULL: no file (the command line). Columns count Unicode characters. */
struct place {
	const struct source *source;
	uint32_t line, column;
};

/* How the text of a scalar stands in its source, so that an offset in the
 * text can be traced back to a line and a column. */
enum passage_style {
	PASSAGE_PLAIN,  /* also folded over lines */
	PASSAGE_SINGLE, /* 'single quoted' */
	PASSAGE_DOUBLE, /* "double quoted" */
	PASSAGE_BLOCK,  /* | or > */
	PASSAGE_NONE    /* not from a file */
};

struct passage {
	struct str text;             /* the value */
	const struct source *source; /* may be NULL */
	size_t offset;               /* byte where the scalar begins in the source, its quote included */
	enum passage_style style;
	uint32_t before;             /* bytes of the value that come before text (of a part) */
};

/* The place of byte `at` of the passage's text: exact for verbatim text,
 * else the nearest that can be told. */
struct place passage_place(const struct passage *p, size_t at);
/* The byte of the source that byte `at` of the whole scalar's value stands for. */
size_t passage_offset(const struct passage *p, size_t at);
struct place source_place(const struct source *s, size_t offset);
/* A part of a passage's text as a passage of its own (n bytes from `from`). */
struct passage passage_part(const struct passage *p, size_t from, size_t n);

enum diag_severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

struct diag_entry {
	enum diag_severity severity;
	struct place place;
	struct str message; /* one sentence without a full stop */
	struct str help;    /* what to do, or the nearest name; may be empty */
};

struct diag {
	struct arena *arena;
	VEC(struct diag_entry) entries;
	size_t nerrors, limit, untold; /* untold: errors and warnings not kept */
	size_t nwarnings;
	bool dropped; /* the last was not kept; its notes and help go too */
};

void diag_init(struct diag *d, struct arena *arena); /* limit 50 */
void diag_error(struct diag *d, struct place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_warning(struct diag *d, struct place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_note(struct diag *d, struct place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Adds all that `from` holds, as if it had been told here. */
void diag_join(struct diag *d, const struct diag *from);
/* Adds help to the entry added last. */
void diag_help(struct diag *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* diag_help with «did you mean "x"?» where a candidate is near enough to `word`. */
void diag_suggest(struct diag *d, struct str word, const struct str *candidates, size_t ncandidates);

/* The candidate of which word is a whole part (shpo of shpo-sc, foreign-travel of travel/foreign-travel),
 * else that nearest to word (Damerau-Levenshtein, case folded), or an
 * empty slice where none is within a third of its length. */
struct str suggest_nearest(struct str word, const struct str *candidates, size_t ncandidates);

/* One entry for a person: file:line:column: error: message, the line, a
 * caret, the help. All that came from a file is escaped (text_escape). */
void diag_render(struct buf *out, const struct diag_entry *e);
/* The line of the place with a caret under its column, both escaped; nothing where there is none. */
void diag_excerpt(struct buf *out, struct place p);
/* Entries in order of file (by bytes), line and column. */
void diag_sort(struct diag *d);

#endif
