#include <string.h>

#include "base/text.h"
#include "lang/atlas.h"

#define NLETTERS 26
#define NCODES (NLETTERS * NLETTERS)
#define GREAT_BRITAIN ('G' << 8 | 'B')

/* A name as it is looked up. */
struct key {
	char at[128];
	size_t n; /* 0: not a name, or too long for one */
};

static struct str key_str(const struct key *k)
{
	return (struct str){k->at, k->n};
}

static bool put(struct key *k, struct str s)
{
	if (s.n > sizeof k->at - k->n)
		return false;
	memcpy(k->at + k->n, s.at, s.n);
	k->n += s.n;
	return true;
}

enum mark { MARK_NONE, MARK_DROPPED, MARK_GAP, MARK_AND };

static enum mark mark_of(char c)
{
	switch (c) {
	case '.':
	case '\'':
		return MARK_DROPPED;
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case '-':
	case '_':
	case ',':
	case '(':
	case ')':
	case '/':
		return MARK_GAP;
	case '&':
		return MARK_AND;
	default:
		return MARK_NONE;
	}
}

static bool put_char(struct key *k, char c, bool *gap)
{
	enum mark mark = mark_of(c);
	char low = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	bool ok = true;

	if (mark == MARK_DROPPED)
		return true;
	if (mark != MARK_GAP && k->n > 0 && (*gap || mark == MARK_AND))
		ok = put(k, STR(" "));
	if (mark == MARK_AND)
		ok = ok && put(k, STR("and"));
	else if (mark == MARK_NONE)
		ok = ok && put(k, (struct str){&low, 1});
	*gap = mark != MARK_NONE;
	return ok;
}

/* Lower case; apostrophes and full stops dropped, other punctuation a blank, `&` "and"; no
 * leading "the". */
static void key_fill(struct key *k, struct str s)
{
	static const struct str the = {"the ", 4}, apostrophe = {"\xe2\x80\x99", 3};
	bool gap = false, ok = true;

	k->n = 0;
	for (size_t i = 0; i < s.n && ok; i++) {
		if (str_starts(str_from(s, i), apostrophe))
			i += apostrophe.n - 1;
		else
			ok = put_char(k, s.at[i], &gap);
	}
	if (!ok)
		k->n = 0;
	if (str_starts(key_str(k), the)) {
		k->n -= the.n;
		memmove(k->at, k->at + the.n, k->n);
	}
}

static void key_of(struct key *k, struct str s)
{
	if (text_ascii(s)) {
		key_fill(k, s);
	} else if (s.n > 4 * sizeof k->at || !text_valid(NULL, s)) {
		k->n = 0;
	} else {
		struct arena room;
		arena_init(&room);
		key_fill(k, text_fold(&room, s));
		arena_free(&room);
	}
}

/* A letter as a capital; 0: it is none. */
static unsigned capital(char c)
{
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a' + 'A');
	return c >= 'A' && c <= 'Z' ? (unsigned)c : 0;
}

bool country_code(uint16_t *out, struct str alpha2)
{
	if (alpha2.n != 2)
		return false;
	unsigned high = capital(alpha2.at[0]), low = capital(alpha2.at[1]);
	*out = (uint16_t)(high << 8 | low);
	return high != 0 && low != 0;
}

void country_letters(char out[3], uint16_t code)
{
	out[0] = (char)(code >> 8);
	out[1] = (char)(code & 0xff);
	out[2] = '\0';
}

static size_t name_index(uint16_t code)
{
	unsigned high = (unsigned)(code >> 8) - 'A', low = (unsigned)(code & 0xff) - 'A';
	return high < NLETTERS && low < NLETTERS ? high * NLETTERS + low : NCODES;
}

static uint16_t entry_code(const struct atlas *t, const struct str *name)
{
	size_t i = (size_t)(name - t->names);
	return (uint16_t)(('A' + i / NLETTERS) << 8 | ('A' + i % NLETTERS));
}

void atlas_init(struct atlas *t, struct arena *a)
{
	*t = (struct atlas){.arena = a};
	map_init(&t->countries, a);
	map_init(&t->airports, a);
	t->names = arena_array(a, NCODES, sizeof *t->names);
}

/* False: no name, or one of another country. */
static bool add_name(struct atlas *t, struct str *country, struct str name)
{
	struct key key;
	key_of(&key, name);
	if (key.n == 0)
		return false;

	struct str *had = map_find(&t->countries, key_str(&key));
	if (had)
		return had == country;
	map_put(&t->countries, str_dup(t->arena, key_str(&key)), country);
	return true;
}

bool atlas_add_country(struct atlas *t, struct str alpha2, struct str alpha3, struct str name, struct str other)
{
	uint16_t code;
	alpha2 = str_trim(alpha2);
	alpha3 = str_trim(alpha3);
	if (!country_code(&code, alpha2) || (alpha3.n != 0 && alpha3.n != 3))
		return false;

	struct str *country = &t->names[name_index(code)];
	if (!add_name(t, country, alpha2) || !add_name(t, country, name))
		return false;
	if (alpha3.n != 0 && !add_name(t, country, alpha3))
		return false;
	for (bool more = other.n > 0; more;) {
		struct str head;
		more = str_split(&head, &other, other, ';');
		if (str_trim(head).n > 0 && !add_name(t, country, head))
			return false;
	}
	*country = str_dup(t->arena, str_trim(name));
	countries_add(&t->all, code);
	if (code != GREAT_BRITAIN)
		countries_add(&t->abroad, code);
	return true;
}

static bool airport_letters(char out[3], struct str iata)
{
	if (iata.n != 3)
		return false;
	for (size_t i = 0; i < 3; i++) {
		out[i] = (char)capital(iata.at[i]);
		if (out[i] == 0)
			return false;
	}
	return true;
}

bool atlas_add_airport(struct atlas *t, struct str iata, struct str alpha2)
{
	char letters[3];
	uint16_t code;
	if (!airport_letters(letters, str_trim(iata)) || !country_code(&code, str_trim(alpha2)))
		return false;

	struct str *country = &t->names[name_index(code)];
	struct str key = {letters, sizeof letters};
	const struct str *had = map_find(&t->airports, key);
	if (country->n == 0 || (had && had != country))
		return false;
	if (!had)
		map_put(&t->airports, str_dup(t->arena, key), country);
	return true;
}

/* Kinds of British nationality in travel documents (ICAO 9303). */
static bool is_british(struct str key)
{
	return key.n == 3 && key.at[0] == 'g' && key.at[1] == 'b' && key.at[2] != '\0' && strchr("dnops", key.at[2]);
}

bool atlas_find_country(uint16_t *out, const struct atlas *t, struct str text)
{
	struct key key;
	text = str_trim(text);
	if (country_code(out, text) && t->names[name_index(*out)].n > 0)
		return true;

	key_of(&key, text);
	/* Initials with stops are not a code: N.I. is not Nicaragua. */
	if (key.n == 0 || (key.n <= 3 && key.n != text.n))
		return false;
	if (is_british(key_str(&key))) {
		*out = GREAT_BRITAIN;
		return true;
	}
	const struct str *country = map_find(&t->countries, key_str(&key));
	if (!country || country->n == 0)
		return false;
	*out = entry_code(t, country);
	return true;
}

bool atlas_find_airport(uint16_t *out, const struct atlas *t, struct str text)
{
	char letters[3];
	if (!airport_letters(letters, str_trim(text)))
		return false;
	const struct str *country = map_find(&t->airports, (struct str){letters, sizeof letters});
	if (country)
		*out = entry_code(t, country);
	return country != NULL;
}

struct str atlas_country_name(const struct atlas *t, uint16_t code)
{
	size_t i = name_index(code);
	return i < NCODES ? t->names[i] : STR("");
}
