#include "identity/name.h"

#include <string.h>

#include "base/text.h"

/* Words that are no part of a name, in small Latin letters. */
static const char *const honorifics[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "revd"};
static const char *const particles[] = {
        "al",  "af", "am", "ap", "av", "bat", "ben", "bin", "bint", "da", "das", "de",  "degli", "dei",   "del",
        "della", "den", "der", "des", "di", "do",  "dos", "du", "el", "ibn", "la", "las", "le", "les", "lo", "los", "of", "op", "ou", "ter", "the", "ul", "ur", "van", "vande",
        "vander", "von", "zu", "zum", "zur"};
static const struct {
	const char *word;
	uint8_t generation;
} generations[] = {{"sr", 1}, {"snr", 1}, {"senior", 1}, {"jr", 2}, {"jnr", 2}, {"junior", 2}, {"ii", 2}, {"iii", 3}, {"iv", 4}};

struct reading {
	struct name_room *room;
	struct name *name;
	size_t n;
	bool linked[NAME_PARTS]; /* a hyphen joins the part to the one before it */
	bool hyphen;
};

static bool is_word(const char *at, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(at, word, n) == 0;
}

static bool is_one_of(const char *at, size_t n, const char *const *words, size_t nwords)
{
	for (size_t i = 0; i < nwords; i++)
		if (is_word(at, n, words[i]))
			return true;
	return false;
}

static uint8_t generation_of(const struct name_part *p)
{
	for (size_t i = 0; i < sizeof generations / sizeof *generations; i++)
		if (is_word(p->at, p->n, generations[i].word))
			return generations[i].generation;
	return 0;
}

/* "mc donald", and "o hare" behind a given name, are one part: the letters of both stand side by side. */
static bool joins_next(const struct reading *r)
{
	const struct name_part *p = &r->room->parts[r->n - 1];

	return is_word(p->at, p->n, "mc") || is_word(p->at, p->n, "mac") || (r->n > 1 && is_word(p->at, p->n, "o"));
}

static void end_part(struct reading *r, size_t from)
{
	struct name_room *room = r->room;
	const char *at = room->letters + from;
	size_t n = room->nletters - from;

	if (n == 0)
		return;
	if (is_one_of(at, n, honorifics, sizeof honorifics / sizeof *honorifics)) {
		room->nletters = from;
		return;
	}
	if (r->n > 0 && joins_next(r) && (size_t)room->parts[r->n - 1].n + n <= NAME_LETTERS) {
		room->parts[r->n - 1].n = (uint8_t)(room->parts[r->n - 1].n + n);
		return;
	}
	if (r->n == NAME_PARTS) {
		room->nletters = from;
		return;
	}
	r->linked[r->n] = r->hyphen;
	room->parts[r->n++] = (struct name_part){.at = at, .n = (uint8_t)n};
}

/* s is folded: small Latin letters, and what ICU had no letters for. */
static void add_parts(struct reading *r, struct str s)
{
	struct name_room *room = r->room;
	size_t from = room->nletters;
	bool numbered = false;

	r->hyphen = false;
	for (size_t i = 0; i <= s.n; i++) {
		char c = i < s.n ? s.at[i] : ' ';

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		if (c >= 'a' && c <= 'z') {
			if (room->nletters < NAME_ROOM && room->nletters - from < NAME_LETTERS)
				room->letters[room->nletters++] = c;
		} else if (c >= '0' && c <= '9') {
			numbered = true;
		} else if (c == '\'' && room->nletters > from && r->name->foreign && room->letters[room->nletters - 1] == 'g') {
			room->letters[room->nletters - 1] = 'j'; /* gimel with a geresh */
		} else if (c != '\'' && c != '`' && !((unsigned char)c >= 0x80)) {
			if (numbered) /* "1st" is no name */
				room->nletters = from;
			end_part(r, from);
			r->hyphen = c == '-' && room->nletters > from;
			from = room->nletters;
			numbered = false;
		}
	}
}

static struct str folded(struct name *out, struct str s, struct arena *scratch)
{
	s = str_cut(s, 0, s.n < NAME_BYTES ? s.n : NAME_BYTES);
	if (text_ascii(s))
		return s;
	while (s.n > 0 && !text_valid(NULL, s)) /* the cut may have gone through a character */
		s.n--;
	s = text_visible(scratch, s);
	out->foreign |= text_writing(s) != WRITING_LATIN;
	return text_latin(scratch, s);
}

static void take_generation(struct reading *r, size_t least)
{
	uint8_t g = r->n > least ? generation_of(&r->room->parts[r->n - 1]) : 0;

	if (g == 0)
		return;
	r->name->generation = g;
	r->n--;
}

/* The first given name is none ("Ben", "Al"), nor is a family name that would be made of them alone ("Le"). */
static void mark_particles(struct reading *r, size_t from, bool given)
{
	bool all = true;

	for (size_t i = from + given; i < r->n; i++) {
		struct name_part *p = &r->room->parts[i];

		p->particle = is_one_of(p->at, p->n, particles, sizeof particles / sizeof *particles);
		all &= p->particle;
	}
	for (size_t i = from; all && !given && i < r->n; i++)
		r->room->parts[i].particle = false;
}

/* Of a name in one text: the last part, those that hyphens join to it, and the particles before them. */
static size_t guess_family(const struct reading *r)
{
	size_t first = r->n - 1;

	while (first > 0 && r->linked[first])
		first--;
	while (first > 1 && r->room->parts[first - 1].particle)
		first--;
	return r->n - first;
}

static bool finish(struct reading *r)
{
	struct name *out = r->name;

	out->parts = r->room->parts;
	out->n = (uint8_t)r->n;
	for (size_t i = 0; i < r->n; i++) {
		struct name_part *p = &r->room->parts[i];

		p->code = name_code(p->at, p->n);
		p->letters = 0;
		for (size_t k = 0; k < p->n; k++)
			p->letters |= UINT32_C(1) << (p->at[k] - 'a');
	}
	return r->n > 0;
}

/* Behind a comma a title or a number is no given name. */
static bool is_title(struct str rest)
{
	rest = str_trim(rest);
	if (rest.n == 0 || (rest.at[0] >= '0' && rest.at[0] <= '9'))
		return true;
	for (size_t i = 0; i < sizeof generations / sizeof *generations; i++) {
		size_t n = strlen(generations[i].word);

		if (rest.n >= n && rest.n <= n + 1 && str_eq_nocase(str_cut(rest, 0, n), str_of(generations[i].word)))
			return true;
	}
	return false;
}

bool name_read_whole(struct name *out, struct name_room *room, struct str text, struct arena *scratch)
{
	struct reading r = {.room = room, .name = out};
	struct str family, given;

	if (str_split(&family, &given, text, ',') && str_trim(family).n > 0 && !is_title(given))
		return name_read(out, room, family, given, false, scratch);
	*out = (struct name){.whole = true};
	room->nletters = 0;
	add_parts(&r, folded(out, family, scratch));
	take_generation(&r, 1);
	if (given.n > 0 && out->generation == 0) {
		add_parts(&r, folded(out, given, scratch));
		take_generation(&r, 1);
	}
	mark_particles(&r, 0, true);
	out->nfamily = (uint8_t)(r.n > 0 ? guess_family(&r) : 0);
	return finish(&r);
}

bool name_read(struct name *out, struct name_room *room, struct str family, struct str given, bool whole, struct arena *scratch)
{
	struct reading r = {.room = room, .name = out};
	size_t ngiven;

	if (whole)
		return name_read_whole(out, room, family, scratch);
	*out = (struct name){0};
	room->nletters = 0;
	add_parts(&r, folded(out, given, scratch));
	take_generation(&r, 1);
	mark_particles(&r, 0, true);
	ngiven = r.n;
	add_parts(&r, folded(out, family, scratch));
	take_generation(&r, ngiven + 1);
	mark_particles(&r, ngiven, false);
	out->nfamily = (uint8_t)(r.n - ngiven);
	return finish(&r);
}

struct name name_keep(const struct name *n, struct arena *a)
{
	struct name out = *n;
	struct name_part *parts = arena_copy(a, n->parts, n->n * sizeof *parts);

	for (size_t i = 0; i < n->n; i++)
		parts[i].at = arena_copy(a, parts[i].at, parts[i].n);
	out.parts = parts;
	return out;
}
