#include "lang/atlas.h"
#include "lang/parts.h"

static const struct str all_abroad = {"all-abroad", 10}, except = {"except", 6};

/* Takes a word off the front of s, without regard to case; false: another begins s. */
static bool take(struct str *s, struct str word)
{
	if (s->n < word.n || !str_eq_nocase(str_cut(*s, 0, word.n), word))
		return false;
	struct str rest = str_from(*s, word.n);
	if (rest.n > 0 && rest.at[0] != '[' && str_trim(str_cut(rest, 0, 1)).n > 0)
		return false;
	*s = str_trim(rest);
	return true;
}

static bool no_country(struct str *why, struct str part, struct arena *a)
{
	struct str quoted = parts_quote(part, a);
	*why = str_printf(a, "names \"%.*s\", which is no country known by code or English name", STR_ARG(quoted));
	return false;
}

static void unite(struct countries *out, const struct countries *more)
{
	for (size_t i = 0; i < sizeof out->bits / sizeof out->bits[0]; i++)
		out->bits[i] |= more->bits[i];
}

static void subtract(struct countries *out, const struct countries *less)
{
	for (size_t i = 0; i < sizeof out->bits / sizeof out->bits[0]; i++)
		out->bits[i] &= ~less->bits[i];
}

/* One country, or several as parts_split parts them. */
static bool parse_names(struct countries *out, const struct atlas *t, struct str text, struct str *why, struct arena *a)
{
	struct parts parts;
	uint16_t code;

	if (atlas_find_country(&code, t, text)) {
		countries_add(out, code);
		return true;
	}
	if (!parts_split(&parts, text, PARTS_ANY, a)) {
		*why = STR("has too many parts");
		return false;
	}
	if (parts.n == 1 && str_eq(parts.at[0], text)) {
		*why = STR("is no country known by code or English name");
		return false;
	}
	for (size_t i = 0; i < parts.n; i++) {
		if (str_eq_nocase(parts.at[i], all_abroad)) {
			unite(out, &t->abroad);
			continue;
		}
		if (!atlas_find_country(&code, t, parts.at[i]))
			return no_country(why, parts.at[i], a);
		countries_add(out, code);
	}
	return true;
}

bool atlas_parse_countries(struct countries *out, const struct atlas *t, struct str text, struct str *why, struct arena *a)
{
	struct countries named = {0};
	*out = (struct countries){0};
	text = str_trim(text);

	if (!take(&text, all_abroad))
		return parse_names(out, t, text, why, a);
	unite(out, &t->abroad);
	if (text.n == 0)
		return true;
	if (!take(&text, except) || text.n == 0) {
		*why = STR("is not all-abroad, or all-abroad except [countries]");
		return false;
	}
	if (!parse_names(&named, t, text, why, a))
		return false;
	subtract(out, &named);
	return true;
}
