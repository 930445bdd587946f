#include "base/diag.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"

enum { LONGEST = 64 };

/* A word as folded code points; more than LONGEST are no names that anybody mistypes. */
struct letters {
	UChar32 at[LONGEST];
	size_t n;
};

static bool letters_of(struct letters *out, struct str s)
{
	out->n = 0;
	for (size_t i = 0; i < s.n;) {
		UChar32 c;

		if (out->n == LONGEST)
			return false;
		c = text_next(s, &i);
		out->at[out->n++] = c < 0 ? 0xFFFD : u_foldCase(c, U_FOLD_CASE_DEFAULT);
	}
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, changes, neighbours swapped. */
static size_t distance(const struct letters *a, const struct letters *b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	memset(rows, 0, sizeof rows);
	for (size_t j = 0; j <= b->n; j++)
		above[j] = j;
	for (size_t i = 1; i <= a->n; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= b->n; j++) {
			size_t change = above[j - 1] + (a->at[i - 1] != b->at[j - 1]);

			row[j] = least(change, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[b->n];
}

/* How many letters two words begin with alike. */
static size_t shared(const struct letters *a, const struct letters *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && a->at[n] == b->at[n])
		n++;
	return n;
}

static bool parts_words(char c)
{
	return c == '-' || c == '/' || c == '.';
}

/* Is the word the beginning or the end of the name, up to where a part of it ends? */
static bool is_part(struct str word, struct str name)
{
	if (name.n <= word.n)
		return false;
	if (str_eq_nocase(str_cut(name, 0, word.n), word) && parts_words(name.at[word.n]))
		return true;
	return str_eq_nocase(str_from(name, name.n - word.n), word) && parts_words(name.at[name.n - word.n - 1]);
}

/* The first name of which the word is a part. */
static struct str find_whole(struct str word, const struct str *candidates, size_t ncandidates)
{
	for (size_t i = 0; i < ncandidates; i++)
		if (is_part(word, candidates[i]))
			return candidates[i];
	return (struct str){"", 0};
}

struct str suggest_nearest(struct str word, const struct str *candidates, size_t ncandidates)
{
	struct str best = {"", 0};
	struct letters wanted, other;
	size_t nearest, alike = 0;

	if (word.n == 0 || !letters_of(&wanted, word))
		return best;
	best = find_whole(word, candidates, ncandidates);
	if (best.n > 0)
		return best;
	nearest = wanted.n / 3 + 1;
	for (size_t i = 0; i < ncandidates; i++) {
		size_t d;

		if (!letters_of(&other, candidates[i]) || other.n > wanted.n + nearest || wanted.n > other.n + nearest)
			continue;
		d = distance(&wanted, &other);
		if (d < nearest || (d == nearest && best.n > 0 && shared(&wanted, &other) > alike)) {
			nearest = d;
			alike = shared(&wanted, &other);
			best = candidates[i];
		}
	}
	return best;
}
