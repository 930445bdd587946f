/* value: what an expression can be, its type, and how text becomes one.
 *
 * Values are small and copied; text, lists and sets they point at live in an
 * arena or in the plan. A value that is not known carries the reasons, so
 * that a finding can name what was missing.
 */
#ifndef LANG_VALUE_H
#define LANG_VALUE_H

#include "base/str.h"
#include "civil/civil.h"

/* Kleene's strong three values: and = least, or = greatest, not = mirror. */
enum truth { TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE };

enum truth truth_and(enum truth a, enum truth b);
enum truth truth_or(enum truth a, enum truth b);
enum truth truth_not(enum truth a);
enum truth truth_of(int known); /* -1, 0, 1 as the civil functions give */

enum type_kind {
	TYPE_TEXT,
	TYPE_WORD,
	TYPE_IDENTIFIER,
	TYPE_POSTCODE,
	TYPE_NUMBER,
	TYPE_BOOL,
	TYPE_TIME,
	TYPE_DAY,
	TYPE_CLOCK,
	TYPE_DURATION,
	TYPE_HOURS,
	TYPE_COUNTRY,
	TYPE_AIRPORT, /* read only: its values are countries */
	TYPE_COUNTRIES,
	TYPE_PLACE,
	TYPE_POINT,
	TYPE_OSGB36, /* read only, an easting and a northing: its values are points */
	TYPE_LIST
};

struct identifier_form; /* lang/identifier.h */

struct type {
	enum type_kind kind;
	const struct identifier_form *form; /* of an identifier: pnc, imei …; NULL: any */
	const struct type *element;  /* of a list */
	const struct str *words;  /* one-of of a word; NULL: open */
	size_t nwords;
};

/* "text", "list of word", "pnc" …; false: no such type (candidates: type_names and identifier_forms). */
bool type_parse(struct type *out, struct str s, struct arena *a);
void type_print(struct buf *out, const struct type *t);
bool type_same(const struct type *a, const struct type *b); /* one-of aside; an airport is a country, an osgb36 a point */
extern const struct str type_names[];
extern const size_t ntype_names;

/* A decimal to six places: millionths. */
#define NUMBER_ONE INT64_C(1000000)
bool number_parse(int64_t *out, struct str s); /* -12.5; more places are rounded half even; false: not a number or too large */
/* 3.51235E+14: what a spreadsheet makes of a long number, and the phrase that says so. */
bool number_shortened(struct str s);
extern const char number_shortened_why[];
void number_print(struct buf *out, int64_t millionths);
bool number_of(int64_t *out, int64_t whole); /* 12 -> 12000000; false: too large */
/* Checked arithmetic on millionths, products and quotients rounded half even. False:
 * the result is too large for -INT64_MAX .. INT64_MAX, or b is nought in a / b. */
bool number_add(int64_t *out, int64_t a, int64_t b);
bool number_sub(int64_t *out, int64_t a, int64_t b);
bool number_mul(int64_t *out, int64_t a, int64_t b);
bool number_div(int64_t *out, int64_t a, int64_t b);
bool number_scale(int64_t *out, int64_t n, int64_t times, int64_t over); /* n * times / over, to the nearest */

/* An ISO 3166-1 alpha-2 code as two letters in a number: 'G' << 8 | 'B'. */
struct countries { /* a set */
	uint64_t bits[11]; /* 26 * 26 codes */
};
void countries_add(struct countries *c, uint16_t code);
void countries_remove(struct countries *c, uint16_t code);
bool countries_has(const struct countries *c, uint16_t code);
bool countries_same(const struct countries *a, const struct countries *b);
size_t countries_count(const struct countries *c);
struct countries countries_without(const struct countries *a, const struct countries *b); /* those of a that b lacks */
/* The next code of the set in alphabetical order; start with *code = 0. False: no more. */
bool countries_next(uint16_t *code, const struct countries *c);

struct geo_place; /* lang/geo.h */
struct expr;

/* Why a value is not known: a chain, nearest cause first. */
enum reason_kind {
	REASON_MISSING,   /* a field, a parameter, a key has no value */
	REASON_WHOLE_DAY, /* a whole day leaves it open */
	REASON_UNBOUND,   /* a name bound to no event */
	REASON_RANGE,     /* a number out of range, a division by nought */
	REASON_STATE,     /* a state whose edges are not known */
	REASON_NEAR_EDGE, /* a position too close to an edge for its accuracy */
	REASON_TEXT       /* words in text */
};
struct reason {
	const struct reason *next;
	enum reason_kind kind;
	const struct expr *at; /* the part of an expression; NULL with REASON_TEXT */
	struct str text;
};

enum value_kind {
	VALUE_UNKNOWN,
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_TEXT, /* text, word, identifier, postcode */
	VALUE_TIME, /* time, day */
	VALUE_CLOCK,
	VALUE_DURATION,
	VALUE_HOURS,
	VALUE_COUNTRY,
	VALUE_COUNTRIES,
	VALUE_PLACE,
	VALUE_POINT,
	VALUE_LIST
};

struct point {
	double lat, lon; /* degrees, WGS 84 */
};

struct value {
	enum value_kind kind;
	bool missing; /* of VALUE_UNKNOWN: nothing was there (what `is missing` asks), not merely undecided */
	union {
		const struct reason *why; /* VALUE_UNKNOWN; may be NULL */
		bool truth;
		int64_t number;           /* millionths */
		struct str text;
		struct moment time;
		int32_t clock; /* ms since midnight */
		struct duration duration;
		struct { const struct weekly *at; size_t n; } hours;
		uint16_t country;
		const struct countries *countries;
		const struct geo_place *place;
		struct point point;
		struct { const struct value *at; size_t n; } list;
	} as;
};

struct value value_missing(void); /* unknown, missing, no reason yet */
struct value value_unknown(const struct reason *why);
struct value value_bool(bool b);
struct value value_truth(enum truth t, const struct reason *why);
struct value value_text(struct str s);
struct value value_time(struct moment m);
struct value value_number(int64_t millionths);
struct value value_country(uint16_t code);

struct atlas;
/* What reading a text needs to know. */
struct value_context {
	const struct zone *zone;      /* of times without an offset; never NULL where times are read */
	const struct atlas *atlas;    /* NULL: no country is known */
	const struct geo_place *const *places; /* all named places, in order of id (bytes) */
	size_t nplaces;
	struct geo_grid *grid; /* of eastings and northings; NULL: opened for each */
};

/* Text of a document or of a CSV field (outer blanks trimmed, NFC) as a value of
 * the type. An empty text is missing: the caller asks before. Lists: parts
 * between `;`, or `[a, b]`. A constant text or the like stays a slice of the
 * input when nothing had to change. False: why says what was expected, as a phrase
 * ("is no country", "is not one of booked, changed …"). fit: for times, may be NULL. */
bool value_parse(struct value *out, const struct type *t, struct str text, const struct value_context *c,
                 enum civil_fit *fit, struct arena *a, struct str *why);

/* The same for a list that is there as such (YAML), its entries taken whole. One value comes
 * of several entries for hours and countries, and of two for a point. False: bad (may
 * be NULL) is the entry that `why` is about. */
bool value_parse_list(struct value *out, const struct type *t, const struct str *entries, size_t nentries,
                      const struct value_context *c, enum civil_fit *fit, struct arena *a, size_t *bad,
                      struct str *why);

/* Normal forms of valid UTF-8 text, a slice of it where nothing changes. False: nothing is
 * left of it, or it is no postcode (Royal Mail's pattern, and GIR 0AA). */
bool word_parse(struct str *out, struct str text, struct arena *a);
bool identifier_parse(struct str *out, struct str text, struct arena *a);
bool postcode_parse(struct str *out, struct str text, struct arena *a);

/* Exactly equal values (of one type), for keys and once-per; never for times of one day against an instant. */
bool value_same(const struct value *a, const struct value *b);
/* One text for one value, whatever way it was written; empty where unknown. Used in ids and keys. */
void value_key(struct buf *out, const struct value *v);
/* As people write it: a country by name and code, times in the zone, lists with commas; "unknown". */
void value_say(struct buf *out, const struct value *v, const struct zone *z, const struct atlas *atlas);
/* For a machine (evidence fields): codes, ISO times, plain numbers; nothing where unknown. */
void value_print(struct buf *out, const struct value *v, const struct zone *z);

#endif
