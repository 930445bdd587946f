#include "report/mask.h"

#include <string.h>

#include "base/digest.h"
#include "base/text.h"

enum { LEAST_LETTERS = 3, LEAST_DIGITS = 4, LEAST_RUN = 5, LEAST_NAME = 2 };

struct mask_name {
	struct str pseudonym;
	size_t subject;
	struct mask_name *next; /* of another subject */
};

/* ---- pseudonyms ---- */

void mask_init(struct mask *m, struct str key, struct arena *a)
{
	*m = (struct mask){.key = key, .arena = a};
	map_init(&m->phrases, a);
	map_init(&m->names, a);
}

struct str mask_hex(const struct mask *m, const char *kind, struct str value, size_t ndigits)
{
	struct buf b = {0};
	char hex[65];

	buf_printf(&b, "%zu:%s", strlen(kind), kind);
	buf_add(&b, value);
	struct digest d = digest_keyed(m->key, buf_str(&b));
	buf_free(&b);
	digest_hex(hex, ndigits, &d);
	return str_dup(m->arena, str_of(hex));
}

struct str mask_pseudonym(const struct mask *m, const char *kind, struct str value)
{
	return str_printf(m->arena, "%s-%.*s", kind, STR_ARG(mask_hex(m, kind, value, MASK_DIGITS)));
}

/* ---- words ---- */

enum class { CLASS_NONE, CLASS_LOWER, CLASS_UPPER, CLASS_DIGIT };

/* Beyond ASCII all are letters: folding tells more. */
static enum class class_of(char c)
{
	if (c >= '0' && c <= '9')
		return CLASS_DIGIT;
	if (c >= 'A' && c <= 'Z')
		return CLASS_UPPER;
	return (c >= 'a' && c <= 'z') || ((unsigned char)c & 0x80) ? CLASS_LOWER : CLASS_NONE;
}

/* A word ends where its class does, but a capital begins one with small letters: V|0001042, Alex|Example. */
static bool next_word(struct str *out, size_t *at, struct str text)
{
	size_t i = *at;

	while (i < text.n && class_of(text.at[i]) == CLASS_NONE)
		i++;
	size_t from = i;
	while (i < text.n) {
		enum class now = class_of(text.at[i]), before = i > from ? class_of(text.at[i - 1]) : now;
		if (now == CLASS_NONE || (now != before && !(before == CLASS_UPPER && now == CLASS_LOWER)))
			break;
		i++;
	}
	*out = str_cut(text, from, i - from);
	*at = i;
	return i > from;
}

static struct str folded(struct arena *a, struct str text)
{
	return text_valid(NULL, text) ? text_fold(a, text) : text;
}

/* Letters and digits alone, folded. */
static struct str squeezed(struct arena *a, struct str text)
{
	struct str all = folded(a, text);
	char *out = arena_alloc(a, all.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < all.n; i++)
		if (class_of(all.at[i]) != CLASS_NONE)
			out[n++] = all.at[i];
	return (struct str){out, n};
}

static size_t count_digits(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += class_of(s.at[i]) == CLASS_DIGIT;
	return n;
}

static void put_phrase(struct mask *m, struct str phrase, struct str pseudonym)
{
	if (map_has(&m->phrases, phrase))
		return;
	map_put(&m->phrases, phrase, arena_copy(m->arena, &pseudonym, sizeof pseudonym));
	m->longest = phrase.n > m->longest ? phrase.n : m->longest;
}

void mask_know(struct mask *m, struct str text, struct str pseudonym)
{
	struct str phrase = squeezed(m->arena, text), word;
	size_t ndigits = count_digits(phrase), at = 0;

	if (phrase.n < LEAST_LETTERS || (ndigits == phrase.n && ndigits < LEAST_DIGITS))
		return;
	put_phrase(m, phrase, pseudonym);
	while (next_word(&word, &at, text))
		if (word.n >= LEAST_RUN && count_digits(word) == word.n)
			put_phrase(m, str_dup(m->arena, word), pseudonym);
}

void mask_know_name(struct mask *m, struct str name, size_t subject)
{
	struct str key = squeezed(m->arena, name);
	struct mask_name *first = map_find(&m->names, key), *one;

	if (text_length(key) < LEAST_NAME)
		return;
	one = ARENA_NEW(m->arena, struct mask_name);
	*one = (struct mask_name){first ? first->pseudonym : mask_pseudonym(m, "name", key), subject, first};
	map_put(&m->names, key, one);
	m->longest = key.n > m->longest ? key.n : m->longest;
}

/* ---- text ---- */

static const struct str *find(const struct mask *m, struct str key, size_t subject)
{
	const struct str *phrase = map_find(&m->phrases, key);
	const struct mask_name *one = phrase || subject == MASK_NOBODY ? NULL : map_find(&m->names, key);

	for (; one; one = one->next)
		if (subject == MASK_ANYBODY || one->subject == subject)
			return &one->pseudonym;
	return phrase;
}

/* The longest run of words from `from` on that is known; *end: where it ends. */
static const struct str *longest(size_t *end, const struct mask *m, struct str text, size_t from, size_t subject,
                                 struct arena *scratch)
{
	const struct str *found = NULL;
	struct buf joined = {0};
	struct str word;
	size_t at = from;

	while (joined.n <= m->longest && next_word(&word, &at, text)) {
		buf_add(&joined, squeezed(scratch, word));
		const struct str *here = find(m, buf_str(&joined), subject);
		if (here) {
			found = here;
			*end = at;
		}
	}
	buf_free(&joined);
	return found;
}

struct str mask_text(const struct mask *m, struct str text, size_t subject)
{
	struct buf out = {0};
	struct arena scratch;
	struct str word;
	size_t at = 0, end;

	arena_init(&scratch);
	for (size_t next = at; next_word(&word, &next, text); next = at) {
		size_t start = (size_t)(word.at - text.at);
		const struct str *pseudonym = longest(&end, m, text, start, subject, &scratch);
		buf_add(&out, str_cut(text, at, start - at));
		buf_add(&out, pseudonym ? *pseudonym : word);
		at = pseudonym ? end : next;
	}
	buf_add(&out, str_from(text, at));
	struct str shown = str_dup(m->arena, buf_str(&out));
	buf_free(&out);
	arena_free(&scratch);
	return shown;
}

struct str mask_message(const struct mask *m, struct str text, size_t subject)
{
	size_t first = 0, last = text.n;

	while (first < text.n && text.at[first] != '"')
		first++;
	while (last > first && text.at[last - 1] != '"')
		last--;
	if (last <= first)
		return mask_text(m, text, subject);
	return str_printf(m->arena, "%.*s" MASK_WITHHELD "%.*s", STR_ARG(mask_text(m, str_cut(text, 0, first), subject)),
	                  STR_ARG(mask_text(m, str_from(text, last), subject)));
}

struct str mask_path(const struct mask *m, struct str path)
{
	size_t slash = path.n;

	if (path.n == 0 || path.at[0] != '/')
		return mask_text(m, path, MASK_ANYBODY);
	while (path.at[slash - 1] != '/')
		slash--;
	return str_printf(m->arena, "%.*s/%.*s", STR_ARG(mask_pseudonym(m, "folder", str_cut(path, 0, slash))),
	                  STR_ARG(mask_text(m, str_from(path, slash), MASK_ANYBODY)));
}
