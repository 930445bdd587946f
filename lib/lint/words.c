#include "lint/words.h"

#include <string.h>

#include "base/text.h"
#include "base/vec.h"

enum { GAP_MAX = 20 };

/* ---- splitting ---- */

static bool ends_sentence(struct str between)
{
	for (size_t i = 0; i < between.n; i++)
		if (between.at[i] == '.' || between.at[i] == ';' || between.at[i] == '!' || between.at[i] == '?')
			return true;
	return false;
}

static bool ends_clause(struct str between)
{
	for (size_t i = 0; i < between.n; i++)
		if (strchr(",:()\n", between.at[i]))
			return true;
	return false;
}

/* "4.30" and "v.2" go on; so does a full stop within an abbreviation of single letters. */
static enum word_end end_of(struct str between, bool last)
{
	if (last)
		return WORD_ENDS_SENTENCE;
	if (between.n == 1 && between.at[0] == '.')
		return WORD_GOES_ON;
	if (ends_sentence(between))
		return WORD_ENDS_SENTENCE;
	return ends_clause(between) ? WORD_ENDS_CLAUSE : WORD_GOES_ON;
}

static bool in_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Dashes, quotation marks and the like of U+2000 to U+206F are no letters, nor are U+0080 to U+00BF. */
static size_t punctuation(struct str s, size_t i)
{
	if (i + 1 < s.n && (unsigned char)s.at[i] == 0xC2)
		return 2;
	return i + 2 < s.n && (unsigned char)s.at[i] == 0xE2 && ((unsigned char)s.at[i + 1] == 0x80 ||
	       (unsigned char)s.at[i + 1] == 0x81) ? 3 : 0;
}

static bool apostrophe(struct str s, size_t i)
{
	return (s.at[i] == '\'' && i + 1 < s.n && in_word((unsigned char)s.at[i + 1])) ||
	       (punctuation(s, i) && (unsigned char)s.at[i + 1] == 0x80 && (unsigned char)s.at[i + 2] == 0x99 &&
	        i + 3 < s.n && in_word((unsigned char)s.at[i + 3]));
}

/* The end of the word that begins at i; an apostrophe ends it, so that "child's" is "child" and "s". */
static size_t word_end_at(struct str s, size_t i)
{
	while (i < s.n && in_word((unsigned char)s.at[i]) && !punctuation(s, i))
		i++;
	return i;
}

static size_t word_start_at(struct str s, size_t i)
{
	while (i < s.n) {
		size_t skip = punctuation(s, i);
		if (!skip && in_word((unsigned char)s.at[i]))
			break;
		i += skip ? skip : 1;
	}
	return i;
}

static uint32_t initial_bit(unsigned char c)
{
	if (c >= 'a' && c <= 'z')
		return UINT32_C(1) << (c - 'a');
	return UINT32_C(1) << (c == '#' || (c >= '0' && c <= '9') ? 26 : 27);
}

void words_split(struct words *out, struct str text, struct arena *a)
{
	VEC(struct word) list = {0};
	size_t i = word_start_at(text, 0);

	while (i < text.n) {
		size_t end = word_end_at(text, i);
		size_t next = word_start_at(text, end);
		bool possessive = end < text.n && apostrophe(text, end) && next + 1 == word_end_at(text, next) && text.at[next] == 's';
		struct word *w = VEC_PUSH(a, &list);
		*w = (struct word){.text = text_fold(a, str_cut(text, i, end - i)), .from = i, .to = end};
		w->initial = w->text.n > 0 ? initial_bit((unsigned char)w->text.at[0]) : 0;
		if (possessive) {
			end = next + 1;
			next = word_start_at(text, end);
		}
		w->end = end_of(str_cut(text, end, next - end), next >= text.n);
		i = next;
	}
	*out = (struct words){list.at, list.n};
}

/* ---- matching ---- */

static bool stem_match(struct str word, struct str stem)
{
	if (str_eq_cstr(stem, "#"))
		return word.n > 0 && word.at[0] >= '0' && word.at[0] <= '9';
	if (stem.n > 0 && stem.at[stem.n - 1] == '*')
		return str_starts(word, str_cut(stem, 0, stem.n - 1));
	return str_eq(word, stem);
}

static bool token_match(struct str word, struct str token)
{
	struct str head, rest = token;
	bool more = true;

	while (more) {
		more = str_split(&head, &rest, rest, '|');
		if (stem_match(word, head))
			return true;
	}
	return false;
}

static bool at_start(const struct words *w, size_t i)
{
	return i == 0 || w->at[i - 1].end == WORD_ENDS_SENTENCE;
}

static bool match_at(size_t *end, const struct words *w, size_t i, struct str pattern);

static bool gap_match(size_t *end, const struct words *w, size_t i, struct str token, struct str rest)
{
	uint64_t most = 0;

	if (!str_to_u64(&most, str_from(token, 1)) || most > GAP_MAX)
		most = GAP_MAX;
	for (uint64_t n = 0; n <= most; n++) {
		if (match_at(end, w, i + n, rest))
			return true;
		if (i + n >= w->n)
			return false;
		if (w->at[i + n].end == WORD_ENDS_SENTENCE) {
			*end = i + (size_t)n + 1;
			return n < most && str_eq_cstr(rest, "$");
		}
	}
	return false;
}

/* Words that follow each other are of one sentence. */
static bool match_at(size_t *end, const struct words *w, size_t i, struct str pattern)
{
	struct str token, rest = pattern;
	bool more = pattern.n > 0, first = true;

	while (more) {
		more = str_split(&token, &rest, rest, ' ');
		if (str_eq_cstr(token, "^")) {
			if (!at_start(w, i))
				return false;
		} else if (str_eq_cstr(token, "$")) {
			if (i == 0 || w->at[i - 1].end == WORD_GOES_ON)
				return false;
		} else if (token.at[0] == '~') {
			if (!first && at_start(w, i))
				return false;
			return gap_match(end, w, i, token, rest);
		} else {
			if (i >= w->n || (!first && at_start(w, i)) || !token_match(w->at[i].text, token))
				return false;
			i++;
			first = false;
		}
	}
	*end = i;
	return true;
}

/* The first letters with which a match can begin: most words are no beginning. */
static uint32_t initials_of(struct str pattern)
{
	uint32_t bits = 0;

	if (pattern.n == 0 || pattern.at[0] == '^' || pattern.at[0] == '~' || pattern.at[0] == '$')
		return UINT32_MAX;
	for (size_t i = 0; i < pattern.n && pattern.at[i] != ' '; i++)
		if (i == 0 || pattern.at[i - 1] == '|')
			bits |= initial_bit((unsigned char)pattern.at[i]);
	return bits;
}

bool words_match(struct match *out, const struct words *w, size_t from, const char *pattern)
{
	struct str p = str_of(pattern);
	uint32_t initials = initials_of(p);

	for (size_t i = from; i < w->n; i++) {
		if (!(initials & w->at[i].initial) || !match_at(&out->end, w, i, p))
			continue;
		out->first = i;
		return true;
	}
	return false;
}

bool words_any(struct match *out, const struct words *w, const char *const *patterns)
{
	struct match m;
	bool found = false;

	for (; *patterns; patterns++) {
		if (!words_match(&m, w, 0, *patterns) || (found && m.first >= out->first))
			continue;
		*out = m;
		found = true;
	}
	return found;
}

bool words_has(const struct words *w, const char *pattern)
{
	struct match m;
	return words_match(&m, w, 0, pattern);
}

bool words_has_any(const struct words *w, const char *const *patterns)
{
	struct match m;
	return words_any(&m, w, patterns);
}

struct match words_sentence(const struct words *w, size_t word)
{
	struct match m = {word, word};

	while (m.first > 0 && !at_start(w, m.first))
		m.first--;
	while (m.end < w->n && w->at[m.end].end != WORD_ENDS_SENTENCE)
		m.end++;
	m.end += m.end < w->n;
	return m;
}

/* ---- numbers ---- */

int word_number(struct str word)
{
	static const char *const names[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	                                    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
	                                    "eighteen", "nineteen", "twenty", NULL};
	uint64_t n;

	if (word.n <= 2 && str_to_u64(&n, word))
		return (int)n;
	for (int i = 0; names[i]; i++)
		if (str_eq_cstr(word, names[i]))
			return i + 1;
	return -1;
}
