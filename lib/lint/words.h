/* words: the words of a condition, and patterns over them. Inside lib/lint only.
 *
 * A word is a run of letters and digits, without regard to case and accents; "e-mail" is two.
 * A pattern is made of words between blanks:
 *   word     that word        a|b   one of these       stem*   any word that begins so
 *   ~N       up to N words of the same sentence between
 *   #        a number in digits
 *   ^        the beginning of a sentence     $   the end of a clause or sentence
 * Patterns are the program's own; they are matched in time that grows with the text alone,
 * for each has few gaps and each gap an end.
 */
#ifndef LINT_WORDS_H
#define LINT_WORDS_H

#include "base/arena.h"
#include "base/str.h"

enum word_end { WORD_GOES_ON, WORD_ENDS_CLAUSE, WORD_ENDS_SENTENCE };

struct word {
	struct str text; /* folded */
	size_t from, to; /* bytes of the original */
	enum word_end end;
	uint32_t initial; /* the bit of its first letter */
};

struct words {
	const struct word *at;
	size_t n;
};

void words_split(struct words *out, struct str text, struct arena *a);

/* Words [first, end). */
struct match {
	size_t first, end;
};

/* The first match that begins at or after `from`. */
bool words_match(struct match *out, const struct words *w, size_t from, const char *pattern);
/* The earliest match of any of them; NULL at the end. */
bool words_any(struct match *out, const struct words *w, const char *const *patterns);
bool words_has(const struct words *w, const char *pattern);
bool words_has_any(const struct words *w, const char *const *patterns);
/* The same sentence as the word: [first, end). */
struct match words_sentence(const struct words *w, size_t word);
/* "16", "sixteen": a number up to ninety-nine; -1: none. */
int word_number(struct str word);

#endif
