#include "base/diag.h"
#include "base/text.h"
#include "base/vec.h"
#include "lang/atlas.h"
#include "lang/geo.h"
#include "lang/geo_grid.h"
#include "lang/identifier.h"
#include "lang/parts.h"
#include "lang/value.h"
#include "lang/value_hint.h"

/* What every reader below is handed. */
struct reading {
	const struct value_context *c;
	enum civil_fit *fit;
	struct arena *a;
	struct str *why;
};

static bool refuse(const struct reading *r, const char *why)
{
	*r->why = str_of(why);
	return false;
}

static bool read_word(struct value *out, const struct type *t, struct str s, const struct reading *r)
{
	struct str word, folded;
	if (!word_parse(&word, s, r->a))
		return refuse(r, "is no word");
	*out = value_text(word);
	if (!t->words)
		return true;
	for (size_t i = 0; i < t->nwords; i++) {
		if (str_eq(word, t->words[i])) {
			out->as.text = t->words[i];
			return true;
		}
	}
	for (size_t i = 0; i < t->nwords; i++) {
		if (word_parse(&folded, t->words[i], r->a) && str_eq(word, folded))
			return true;
	}
	*r->why = hint_words(t, word, r->a);
	return false;
}

static bool read_identifier(struct value *out, const struct type *t, struct str s, const struct reading *r)
{
	struct str id;
	if (number_shortened(s))
		return refuse(r, number_shortened_why);
	if (t->form) {
		if (!identifier_form_parse(&id, t->form, s, r->a, r->why))
			return false;
	} else if (!identifier_parse(&id, s, r->a)) {
		return refuse(r, "is no identifier");
	}
	*out = value_text(id);
	return true;
}

static bool read_postcode(struct value *out, struct str s, const struct reading *r)
{
	struct str code;
	if (!postcode_parse(&code, s, r->a))
		return refuse(r, "is no postcode of the United Kingdom");
	*out = value_text(code);
	return true;
}

/* A trailing m stands for metres. */
static bool read_number(struct value *out, struct str s, const struct reading *r)
{
	int64_t n;
	if (s.n > 1 && s.at[s.n - 1] == 'm')
		s.n--;
	if (!number_parse(&n, s))
		return refuse(r, "is no decimal number, or too large a one");
	*out = value_number(n);
	return true;
}

static bool read_bool(struct value *out, struct str s, const struct reading *r)
{
	static const struct {
		const char *text;
		bool truth;
	} words[] = {
		{"yes", true}, {"no", false}, {"true", true}, {"false", false},
		{"y", true},   {"n", false},  {"1", true},    {"0", false},
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (str_eq_nocase(s, str_of(words[i].text))) {
			*out = value_bool(words[i].truth);
			return true;
		}
	}
	return refuse(r, "is not yes or no");
}

static const char no_such_day[] = "is no day: the calendar has no such day";

static bool read_time(struct value *out, struct str s, const struct reading *r)
{
	struct moment m;
	if (!moment_parse(&m, s, r->c->zone, r->fit))
		return refuse(r, hint_no_such_day(s) ? no_such_day : "is no time such as 2026-05-01 or 2026-05-01T09:00");
	*out = value_time(m);
	return true;
}

static bool read_day(struct value *out, struct str s, const struct reading *r)
{
	struct moment m;
	if (!moment_parse(&m, s, r->c->zone, r->fit))
		return refuse(r, hint_no_such_day(s) ? no_such_day : "is no day such as 2026-05-01");
	if (!m.whole)
		return refuse(r, "has a clock time, where a day alone is wanted");
	*out = value_time(m);
	return true;
}

static bool read_clock(struct value *out, struct str s, const struct reading *r)
{
	out->kind = VALUE_CLOCK;
	return clock_parse(&out->as.clock, s, false) || refuse(r, "is no time of day such as 19:00");
}

/* Refuses, with how it is written where that can be told. */
static bool hinted(struct str s, bool (*hint)(struct buf *, struct str), const char *why, const struct reading *r)
{
	struct buf b = {0};

	if (hint(&b, s))
		*r->why = str_printf(r->a, "%s: write %.*s", why, STR_ARG(buf_str(&b)));
	else
		refuse(r, why);
	buf_free(&b);
	return false;
}

static bool read_duration(struct value *out, struct str s, const struct reading *r)
{
	out->kind = VALUE_DURATION;
	return duration_parse(&out->as.duration, s) || hinted(s, duration_hint, "is no duration such as 7d, 12h or P1M", r);
}

static bool hours_of(struct value *out, const struct str *entries, size_t n, size_t *bad, const struct reading *r)
{
	struct weekly *spans = arena_array(r->a, n, sizeof *spans);
	for (size_t i = 0; i < n; i++) {
		if (!weekly_parse(&spans[i], str_trim(entries[i]))) {
			*bad = i;
			return hinted(str_trim(entries[i]), hint_hours, "is no weekly time such as mon-fri 19:00..07:00", r);
		}
	}
	*out = (struct value){.kind = VALUE_HOURS, .as.hours = {spans, n}};
	return true;
}

/* A phrase about a part as a phrase about the whole. */
static bool about_part(struct str part, const struct reading *r)
{
	struct str quoted = parts_quote(part, r->a);
	*r->why = str_printf(r->a, "has the part \"%.*s\", which %.*s", STR_ARG(quoted), STR_ARG(*r->why));
	return false;
}

static bool read_hours(struct value *out, struct str s, const struct reading *r)
{
	struct parts parts;
	size_t bad = 0;
	if (!parts_split(&parts, s, PARTS_HOURS, r->a))
		return refuse(r, "has too many parts");
	if (parts.n == 0)
		return refuse(r, "has no hours");
	if (hours_of(out, parts.at, parts.n, &bad, r))
		return true;
	return parts.n > 1 && about_part(parts.at[bad], r);
}

static bool read_country(struct value *out, struct str s, const struct reading *r)
{
	uint16_t code;
	if (!r->c->atlas || !atlas_find_country(&code, r->c->atlas, s))
		return refuse(r, "is no country known by code or English name");
	*out = value_country(code);
	return true;
}

static bool read_airport(struct value *out, struct str s, const struct reading *r)
{
	uint16_t code;
	if (!r->c->atlas || !atlas_find_airport(&code, r->c->atlas, s))
		return refuse(r, "is no airport known by its IATA code");
	*out = value_country(code);
	return true;
}

static bool read_countries(struct value *out, struct str s, const struct reading *r)
{
	struct countries set;
	if (!r->c->atlas)
		return refuse(r, "is no country known by code or English name");
	if (!atlas_parse_countries(&set, r->c->atlas, s, r->why, r->a))
		return false;
	*out = (struct value){.kind = VALUE_COUNTRIES, .as.countries = arena_copy(r->a, &set, sizeof set)};
	return true;
}

static bool read_place(struct value *out, struct str s, const struct reading *r)
{
	size_t n = r->c->nplaces, low = 0, high = n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(r->c->places[middle]->id, s) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < n && str_eq(r->c->places[low]->id, s)) {
		*out = (struct value){.kind = VALUE_PLACE, .as.place = r->c->places[low]};
		return true;
	}
	struct str *ids = mem_alloc(n * sizeof *ids);
	for (size_t i = 0; i < n; i++)
		ids[i] = r->c->places[i]->id;
	struct str nearest = suggest_nearest(s, ids, n);
	mem_free(ids);
	if (nearest.n == 0)
		return refuse(r, "is no known place");
	*r->why = str_printf(r->a, "is no known place (the nearest is \"%.*s\")", STR_ARG(nearest));
	return false;
}

static bool read_point(struct value *out, struct str s, const struct reading *r)
{
	*out = (struct value){.kind = VALUE_POINT};
	return point_parse(&out->as.point, s) || refuse(r, "is no latitude and longitude such as 53.8008,-1.5491");
}

static bool read_osgb36(struct value *out, struct str s, const struct reading *r)
{
	struct geo_grid *grid = r->c->grid ? r->c->grid : geo_grid_open();
	bool nowhere, ok;

	*out = (struct value){.kind = VALUE_POINT};
	ok = geo_grid_parse(&out->as.point, &nowhere, grid, s);
	if (ok && nowhere)
		*out = value_missing();
	if (!r->c->grid)
		geo_grid_close(grid);
	return ok || refuse(r, "is no easting and northing of the British national grid such as 429157 433988");
}

static bool read_value(struct value *out, const struct type *t, struct str s, const struct reading *r);

static bool list_of(struct value *out, const struct type *t, const struct str *entries, size_t n, size_t *bad,
                    const struct reading *r)
{
	struct value *values = arena_array(r->a, n, sizeof *values);
	for (size_t i = 0; i < n; i++) {
		*bad = i;
		if (!read_value(&values[i], t->element, entries[i], r))
			return false;
		if (values[i].kind == VALUE_UNKNOWN)
			return refuse(r, "is an empty entry");
	}
	*out = (struct value){.kind = VALUE_LIST, .as.list = {values, n}};
	return true;
}

static bool read_list(struct value *out, const struct type *t, struct str s, const struct reading *r)
{
	struct parts parts;
	size_t bad = 0;
	if (!parts_split(&parts, s, t->element->kind == TYPE_HOURS ? PARTS_HOURS : PARTS_ANY, r->a))
		return refuse(r, "has too many parts");
	if (list_of(out, t, parts.at, parts.n, &bad, r))
		return true;
	return parts.n > 1 && about_part(parts.at[bad], r);
}

static bool read_kind(struct value *out, const struct type *t, struct str s, const struct reading *r)
{
	switch (t->kind) {
	case TYPE_TEXT:
		*out = value_text(s);
		return true;
	case TYPE_WORD:
		return read_word(out, t, s, r);
	case TYPE_IDENTIFIER:
		return read_identifier(out, t, s, r);
	case TYPE_POSTCODE:
		return read_postcode(out, s, r);
	case TYPE_NUMBER:
		return read_number(out, s, r);
	case TYPE_BOOL:
		return read_bool(out, s, r);
	case TYPE_TIME:
		return read_time(out, s, r);
	case TYPE_DAY:
		return read_day(out, s, r);
	case TYPE_CLOCK:
		return read_clock(out, s, r);
	case TYPE_DURATION:
		return read_duration(out, s, r);
	case TYPE_HOURS:
		return read_hours(out, s, r);
	case TYPE_COUNTRY:
		return read_country(out, s, r);
	case TYPE_AIRPORT:
		return read_airport(out, s, r);
	case TYPE_COUNTRIES:
		return read_countries(out, s, r);
	case TYPE_PLACE:
		return read_place(out, s, r);
	case TYPE_POINT:
		return read_point(out, s, r);
	case TYPE_OSGB36:
		return read_osgb36(out, s, r);
	case TYPE_LIST:
		return read_list(out, t, s, r);
	}
	return false;
}

static bool read_value(struct value *out, const struct type *t, struct str s, const struct reading *r)
{
	bool ascii = text_ascii(s);
	*out = value_missing();
	if (!ascii && !text_valid(NULL, s))
		return refuse(r, "is not valid UTF-8");
	s = ascii ? str_trim(s) : text_normal(r->a, s);
	return s.n == 0 || read_kind(out, t, s, r);
}

bool value_parse(struct value *out, const struct type *t, struct str text, const struct value_context *c,
                 enum civil_fit *fit, struct arena *a, struct str *why)
{
	struct reading r = {c, fit, a, why};
	if (fit)
		*fit = CIVIL_ONCE;
	return read_value(out, t, text, &r);
}

static bool countries_of(struct value *out, const struct str *entries, size_t n, size_t *bad, const struct reading *r)
{
	struct countries *set = ARENA_NEW(r->a, struct countries);
	static const struct type countries = {.kind = TYPE_COUNTRIES};

	for (size_t i = 0; i < n; i++) {
		*bad = i;
		if (!read_value(out, &countries, entries[i], r))
			return false;
		if (out->kind == VALUE_UNKNOWN)
			return refuse(r, "is an empty entry");
		for (size_t w = 0; w < sizeof set->bits / sizeof set->bits[0]; w++)
			set->bits[w] |= out->as.countries->bits[w];
	}
	*out = (struct value){.kind = VALUE_COUNTRIES, .as.countries = set};
	return true;
}

static bool point_of(struct value *out, const struct str *entries, const struct reading *r)
{
	struct str joined = str_printf(r->a, "%.*s,%.*s", STR_ARG(str_trim(entries[0])), STR_ARG(str_trim(entries[1])));
	return read_point(out, joined, r);
}

static bool read_entries(struct value *out, const struct type *t, const struct str *entries, size_t n, size_t *bad,
                         const struct reading *r)
{
	if (t->kind == TYPE_LIST)
		return list_of(out, t, entries, n, bad, r);
	if (t->kind == TYPE_COUNTRIES)
		return countries_of(out, entries, n, bad, r);
	if (t->kind == TYPE_HOURS && n > 0)
		return hours_of(out, entries, n, bad, r);
	if (t->kind == TYPE_POINT && n == 2)
		return point_of(out, entries, r);
	if (n == 1)
		return read_value(out, t, entries[0], r);
	*bad = n > 1;
	return refuse(r, n > 1 ? "is one entry too many: one value is wanted" : "is an empty list, where a value is wanted");
}

bool value_parse_list(struct value *out, const struct type *t, const struct str *entries, size_t nentries,
                      const struct value_context *c, enum civil_fit *fit, struct arena *a, size_t *bad, struct str *why)
{
	struct reading r = {c, fit, a, why};
	size_t at = 0;

	*out = value_missing();
	if (fit)
		*fit = CIVIL_ONCE;
	bool ok = read_entries(out, t, entries, nentries, &at, &r);
	if (bad)
		*bad = at;
	return ok;
}
