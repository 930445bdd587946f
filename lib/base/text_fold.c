#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/text_units.h"

static bool ascii_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ASCII at both ends and no white space there. */
static bool trimmed(struct str s)
{
	return s.n == 0 || (((s.at[0] | s.at[s.n - 1]) & 0x80) == 0 && !ascii_white(s.at[0]) && !ascii_white(s.at[s.n - 1]));
}

/* Without outer white space of any script; s is valid. */
static struct str trim(struct str s)
{
	if (trimmed(s))
		return s;
	for (size_t next = 0; s.n > 0; next = 0) {
		if (!u_isUWhiteSpace(text_next(s, &next)))
			break;
		s = str_from(s, next);
	}
	while (s.n > 0) {
		size_t last = s.n - 1, i;

		while (last > 0 && ((unsigned char)s.at[last] & 0xC0) == 0x80)
			last--;
		i = last;
		if (!u_isUWhiteSpace(text_next(s, &i)))
			break;
		s.n = last;
	}
	return s;
}

/* Everything below U+0300 is in NFC already: lead bytes below 0xCC. */
static bool surely_nfc(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.at[i] >= 0xCC)
			return false;
	}
	return true;
}

/* Normalises u in place. */
static void normalise(struct units *u, const UNormalizer2 *form)
{
	struct units to = {0};
	UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
	int32_t need = u->n + u->n / 2 + 16;

	while (status == U_BUFFER_OVERFLOW_ERROR) {
		units_room(&to, need);
		status = U_ZERO_ERROR;
		need = unorm2_normalize(form, u->at, u->n, to.at, to.cap, &status);
	}
	if (U_FAILURE(status))
		mem_exhausted();
	to.n = need;
	units_free(u);
	*u = to;
}

struct str text_normal(struct arena *a, struct str s)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc;
	struct units u;

	s = trim(s);
	if (surely_nfc(s) || !units_from(&u, s))
		return str_dup(a, s);
	nfc = unorm2_getNFCInstance(&status);
	if (U_FAILURE(status))
		mem_exhausted();
	if (!unorm2_isNormalized(nfc, u.at, u.n, &status) || U_FAILURE(status)) {
		normalise(&u, nfc);
		s = units_to_str(a, &u);
	} else {
		s = str_dup(a, s);
	}
	units_free(&u);
	return s;
}

static struct str fold_ascii(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n);
	size_t n = 0;
	bool gap = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];

		if (ascii_white(c)) {
			gap = n > 0;
			continue;
		}
		if (gap)
			out[n++] = ' ';
		gap = false;
		out[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return (struct str){out, n};
}

static void fold_case(struct units *u)
{
	struct units to = {0};
	UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
	int32_t need = u->n + 16;

	while (status == U_BUFFER_OVERFLOW_ERROR) {
		units_room(&to, need);
		status = U_ZERO_ERROR;
		need = u_strFoldCase(to.at, to.cap, u->at, u->n, U_FOLD_CASE_DEFAULT, &status);
	}
	if (U_FAILURE(status))
		mem_exhausted();
	to.n = need;
	units_free(u);
	*u = to;
}

/* Marks that stand above or around a letter, and what is never seen. */
static bool folded_away(UChar32 c)
{
	int8_t category = u_charType(c);

	return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
	       u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static UChar32 next_of(const struct units *u, int32_t *i)
{
	UChar unit = u->at[(*i)++];

	if (U16_IS_LEAD(unit) && *i < u->n && U16_IS_TRAIL(u->at[*i]))
		return U16_GET_SUPPLEMENTARY(unit, u->at[(*i)++]);
	return unit;
}

/* Marks away, runs of blanks made one, none at the ends; never longer. */
static void strip(struct units *u)
{
	int32_t i = 0, n = 0;
	bool gap = false;

	while (i < u->n) {
		UChar32 c = next_of(u, &i);

		if (u_isUWhiteSpace(c)) {
			gap = n > 0;
			continue;
		}
		if (folded_away(c))
			continue;
		if (gap)
			u->at[n++] = ' ';
		gap = false;
		U16_APPEND_UNSAFE(u->at, n, c);
	}
	u->n = n;
}

struct str text_fold(struct arena *a, struct str s)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkd;
	struct units u;

	if (text_ascii(s) || !units_from(&u, s))
		return fold_ascii(a, s);
	nfkd = unorm2_getNFKDInstance(&status);
	if (U_FAILURE(status))
		mem_exhausted();
	normalise(&u, nfkd);
	fold_case(&u);
	normalise(&u, nfkd);
	strip(&u);
	s = units_to_str(a, &u);
	units_free(&u);
	return s;
}

/* Every dash a hyphen, in place; never longer. */
static void even_dashes(struct units *u)
{
	int32_t i = 0, n = 0;

	while (i < u->n) {
		UChar32 c = next_of(u, &i);

		if (u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212)
			c = '-';
		U16_APPEND_UNSAFE(u->at, n, c);
	}
	u->n = n;
}

struct str text_code(struct arena *a, struct str s)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
	struct units u;

	if (U_FAILURE(status))
		mem_exhausted();
	if (!units_from(&u, s))
		return (struct str){NULL, 0};
	normalise(&u, form);
	even_dashes(&u);
	s = trim(units_to_str(a, &u));
	units_free(&u);
	return s;
}

static struct str lower_ascii(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n);

	for (size_t i = 0; i < s.n; i++)
		out[i] = (char)(s.at[i] >= 'A' && s.at[i] <= 'Z' ? s.at[i] - 'A' + 'a' : s.at[i]);
	return (struct str){out, s.n};
}

struct str text_lower(struct arena *a, struct str s)
{
	struct units u, to = {0};
	UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
	int32_t need;

	if (text_ascii(s) || !units_from(&u, s))
		return lower_ascii(a, s);
	need = u.n + 16;
	while (status == U_BUFFER_OVERFLOW_ERROR) {
		units_room(&to, need);
		status = U_ZERO_ERROR;
		need = u_strToLower(to.at, to.cap, u.at, u.n, "", &status);
	}
	if (U_FAILURE(status))
		mem_exhausted();
	to.n = need;
	s = units_to_str(a, &to);
	units_free(&u);
	units_free(&to);
	return s;
}
