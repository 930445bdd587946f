#include <string.h>

#include "base/text.h"
#include "lang/value.h"

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of the sequence that a first byte of valid UTF-8 begins. */
static size_t sequence(char first)
{
	unsigned char b = (unsigned char)first;
	return b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
}

/* Is the three-byte sequence at s a hyphen or dash (U+2010 to U+2015, U+2212)? */
static bool is_dash(const char *s)
{
	return (memcmp(s, "\xe2\x80", 2) == 0 && (unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x95) ||
	       memcmp(s, "\xe2\x88\x92", 3) == 0;
}

/* A blank beyond ASCII: U+00A0, U+1680, U+2000 to U+200A, U+202F, U+205F, U+3000. */
static bool is_wide_blank(const char *s, size_t n)
{
	if (n == 2)
		return memcmp(s, "\xc2\xa0", 2) == 0;
	if (n != 3)
		return false;
	return (memcmp(s, "\xe2\x80", 2) == 0 && ((unsigned char)s[2] <= 0x8a || (unsigned char)s[2] == 0xaf)) ||
	       memcmp(s, "\xe1\x9a\x80", 3) == 0 || memcmp(s, "\xe2\x81\x9f", 3) == 0 || memcmp(s, "\xe3\x80\x80", 3) == 0;
}

/* The length of the blank at offset i of valid text; 0: there is none. */
static size_t blank_at(struct str s, size_t i)
{
	if (s.at[i] == ' ' || (s.at[i] >= '\t' && s.at[i] <= '\r'))
		return 1;
	size_t n = sequence(s.at[i]);
	return n > 1 && is_wide_blank(s.at + i, n) ? n : 0;
}

/* Trimmed and in NFC; the text itself where it is so already. */
static struct str tidy(struct str s, struct arena *a)
{
	return text_ascii(s) ? str_trim(s) : text_normal(a, s);
}

static bool word_is_normal(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		if (!is_lower(c) && !is_digit(c) && c != '-')
			return false;
	}
	return true;
}

bool word_parse(struct str *out, struct str text, struct arena *a)
{
	text = tidy(text, a);
	*out = text;
	if (text.n == 0 || word_is_normal(text))
		return text.n > 0;

	struct str low = text_lower(a, text);
	char *to = arena_alloc(a, low.n);
	size_t n = 0;
	for (size_t i = 0; i < low.n;) {
		size_t blank = low.at[i] == '_' ? 1 : blank_at(low, i), from = i;
		while (blank > 0) {
			i += blank;
			blank = i == low.n ? 0 : low.at[i] == '_' ? 1 : blank_at(low, i);
		}
		to[n++] = i > from ? '-' : low.at[i++];
	}
	*out = (struct str){to, n};
	return true;
}

static bool identifier_is_normal(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		if (!is_upper(c) && !is_digit(c) && c != '/')
			return false;
	}
	return true;
}

/* The length of what an identifier leaves out at offset i; 0: nothing. */
static size_t left_out_at(struct str s, size_t i)
{
	if (s.at[i] == '-' || s.at[i] == '.')
		return 1;
	if (sequence(s.at[i]) == 3 && is_dash(s.at + i))
		return 3;
	return blank_at(s, i);
}

bool identifier_parse(struct str *out, struct str text, struct arena *a)
{
	text = tidy(text, a);
	*out = text;
	if (text.n == 0 || identifier_is_normal(text))
		return text.n > 0;

	/* Lower case first, so that letters beyond ASCII have one case too. */
	struct str low = text_ascii(text) ? text : text_lower(a, text);
	char *to = arena_alloc(a, low.n);
	size_t n = 0;
	for (size_t i = 0; i < low.n;) {
		size_t skip = left_out_at(low, i);
		if (skip > 0) {
			i += skip;
			continue;
		}
		char c = low.at[i++];
		to[n++] = is_lower(c) ? (char)(c - 'a' + 'A') : c;
	}
	*out = (struct str){to, n};
	return n > 0;
}

static bool one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* [0-9][ABD-HJLNP-UW-Z]{2} */
static bool is_inward(const char *s)
{
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";
	return is_digit(s[0]) && one_of(s[1], letters) && one_of(s[2], letters);
}

/* What may stand after the first letter and a digit: A9, A99, A9A. */
static bool is_short_tail(struct str s)
{
	return s.n == 0 || (s.n == 1 && (is_digit(s.at[0]) || one_of(s.at[0], "ABCDEFGHJKPSTUW")));
}

/* What may stand after two letters and a digit: AA9, AA99, AA9A. */
static bool is_long_tail(struct str s)
{
	return s.n == 0 || (s.n == 1 && (is_digit(s.at[0]) || one_of(s.at[0], "ABEHMNPRVWXY")));
}

static bool is_outward(struct str s)
{
	if (s.n < 2 || s.n > 4 || !is_upper(s.at[0]) || one_of(s.at[0], "QVX"))
		return false;
	if (is_digit(s.at[1]))
		return is_short_tail(str_from(s, 2));
	return s.n >= 3 && one_of(s.at[1], "ABCDEFGHKLMNOPQRSTUVWXY") && is_digit(s.at[2]) &&
	       is_long_tail(str_from(s, 3));
}

#define MAX_POSTCODE 7

/* Capitals and digits of a postcode into out; blanks only before the last three. */
static bool postcode_letters(char out[MAX_POSTCODE + 1], size_t *nout, struct str s)
{
	size_t n = 0, gap = SIZE_MAX;
	for (size_t i = 0; i < s.n;) {
		size_t blank = blank_at(s, i);
		if (blank > 0) {
			if (gap != SIZE_MAX && gap != n)
				return false;
			gap = n;
			i += blank;
			continue;
		}
		char c = s.at[i++];
		if (n == MAX_POSTCODE || (!is_digit(c) && !is_upper(c) && !is_lower(c)))
			return false;
		out[n++] = is_lower(c) ? (char)(c - 'a' + 'A') : c;
	}
	*nout = n;
	return n >= 5 && (gap == SIZE_MAX || gap == n - 3);
}

bool postcode_parse(struct str *out, struct str text, struct arena *a)
{
	char letters[MAX_POSTCODE + 1];
	size_t n;
	text = tidy(text, a);
	if (!postcode_letters(letters, &n, text))
		return false;

	struct str outward = {letters, n - 3};
	bool girobank = n == 6 && memcmp(letters, "GIR0AA", 6) == 0;
	if (!girobank && !(is_outward(outward) && is_inward(letters + n - 3)))
		return false;
	memmove(letters + n - 2, letters + n - 3, 3);
	letters[n - 3] = ' ';
	struct str normal = {letters, n + 1};
	*out = str_eq(text, normal) ? text : str_dup(a, normal);
	return true;
}
