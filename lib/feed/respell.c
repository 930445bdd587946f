#include "feed/respell.h"

#include <string.h>

bool respell_asked(const struct feed *feed, const struct feed_field *f)
{
	switch (f->type.kind) {
	case TYPE_NUMBER:
	case TYPE_DURATION:
	case TYPE_POINT:
	case TYPE_OSGB36:
	case TYPE_TIME:
	case TYPE_DAY:
		return feed->decimal || feed->thousands || f->unit;
	case TYPE_TEXT:
	case TYPE_WORD:
	case TYPE_IDENTIFIER:
	case TYPE_POSTCODE:
	case TYPE_BOOL:
	case TYPE_CLOCK:
	case TYPE_HOURS:
	case TYPE_COUNTRY:
	case TYPE_AIRPORT:
	case TYPE_COUNTRIES:
	case TYPE_PLACE:
	case TYPE_LIST:
		return false;
	}
	return false;
}

char respell_glue(const struct feed *feed)
{
	return feed->decimal == ',' ? ';' : ',';
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The sign between thousands at the front: its length, 0 where there is none. A blank may be one that does not break,
 * an apostrophe one of print. */
static size_t separator(struct str s, char thousands)
{
	static const struct {
		char sign;
		struct str bytes;
	} others[] = {
		{' ', STR_INIT("\xc2\xa0")}, {' ', STR_INIT("\xe2\x80\xaf")}, {' ', STR_INIT("\xe2\x80\x89")}, {'\'', STR_INIT("\xe2\x80\x99")},
	};

	if (s.n > 0 && s.at[0] == thousands)
		return thousands ? 1 : 0;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].sign == thousands && str_starts(s, others[i].bytes))
			return others[i].bytes.n;
	return 0;
}

static size_t digits(struct buf *out, struct str *rest)
{
	size_t n = 0;

	for (; rest->n > 0 && digit(*rest->at); n++) {
		buf_char(out, *rest->at);
		*rest = str_from(*rest, 1);
	}
	return n;
}

/* The digits before the decimals: one run, or groups of three after a first of one to three. */
static bool whole_part(struct buf *out, struct str *rest, char thousands)
{
	size_t first = digits(out, rest), n;

	while (first > 0 && first <= 3 && (n = separator(*rest, thousands)) > 0) {
		*rest = str_from(*rest, n);
		if (digits(out, rest) != 3)
			return false;
	}
	return true;
}

/* The number at the front of *rest, with a point before its decimals. */
static bool number(struct buf *out, struct str *rest, const struct feed *feed)
{
	char decimal = feed->decimal ? feed->decimal : '.';

	if (rest->n > 0 && (*rest->at == '-' || *rest->at == '+')) {
		buf_char(out, *rest->at);
		*rest = str_from(*rest, 1);
	}
	if (!whole_part(out, rest, feed->thousands))
		return false;
	if (rest->n == 0 || *rest->at != decimal)
		return true;
	buf_char(out, '.');
	*rest = str_from(*rest, 1);
	return digits(out, rest) > 0;
}

static bool no_number(const struct feed *feed, struct arena *a, struct str *why)
{
	*why = str_printf(a, "is no number with \"%c\" before its decimals", feed->decimal ? feed->decimal : '.');
	if (feed->thousands)
		*why = str_printf(a, "%.*s and \"%c\" between groups of three", STR_ARG(*why), feed->thousands);
	return false;
}

/* The unit that the cell writes behind its number, else the feed's. */
static bool unit_of(const struct unit **out, struct str rest, const struct feed_field *f, struct arena *a, struct str *why)
{
	rest = str_trim(rest);
	*out = rest.n > 0 ? unit_find(rest) : f->unit;
	if (*out && (*out)->kind == f->unit->kind)
		return true;
	*why = str_printf(a, "is neither in %s nor in a unit of that kind", f->unit->name);
	return false;
}

/* A length of time keeps its unit: 3 d is three days of the calendar. */
static bool duration_in(struct buf *b, int64_t n, const struct unit *unit)
{
	static const char *const kept[] = {"s", "min", "h", "d"};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (strcmp(unit->name, kept[i]) != 0 || n % NUMBER_ONE != 0)
			continue;
		buf_printf(b, "%lld%s", (long long)(n / NUMBER_ONE), unit->name);
		return true;
	}
	if (!unit_convert(&n, n, unit, unit_find(STR("s"))) || n % NUMBER_ONE != 0)
		return false;
	buf_printf(b, "%llds", (long long)(n / NUMBER_ONE));
	return true;
}

static bool measure(struct buf *b, struct str rest, const struct feed *feed, const struct feed_field *f, struct arena *a,
                    struct str *why)
{
	const struct unit *unit;
	int64_t n;

	if (!unit_of(&unit, rest, f, a, why))
		return false;
	if (!number_parse(&n, buf_str(b)))
		return no_number(feed, a, why);
	buf_clear(b);
	if (f->type.kind == TYPE_DURATION ? duration_in(b, n, unit) : unit_convert(&n, n, unit, f->own)) {
		if (f->type.kind != TYPE_DURATION)
			number_print(b, n);
		return true;
	}
	*why = STR("is too large, or no whole number of seconds");
	return false;
}

static bool respell_number(struct buf *b, struct str text, const struct feed *feed, const struct feed_field *f,
                           struct arena *a, struct str *why)
{
	struct str rest = text;

	if (f->type.kind == TYPE_DURATION && !f->unit) {
		buf_add(b, text);
		return true;
	}
	if (!number(b, &rest, feed))
		return no_number(feed, a, why);
	if (f->unit)
		return measure(b, rest, feed, f, a, why);
	if (rest.n > 0 && !str_eq(str_trim(rest), STR("m")))
		return no_number(feed, a, why);
	return true;
}

/* Latitude and longitude between `;`, or a blank; a comma alone where it is not before decimals. */
static bool respell_point(struct buf *b, struct str text, const struct feed *feed, struct arena *a, struct str *why)
{
	struct str rest = text;
	bool good = number(b, &rest, feed);
	size_t before = rest.n;

	while (good && rest.n > 0 && (*rest.at == ';' || *rest.at == ' ' || *rest.at == ','))
		rest = str_from(rest, 1);
	buf_char(b, ',');
	good = good && rest.n < before && number(b, &rest, feed) && rest.n == 0;
	if (!good)
		*why = str_printf(a, "is not two numbers such as 53%c8008; -1%c5491", feed->decimal, feed->decimal);
	return good;
}

/* Of times only a count with decimals: digits and one comma. */
static bool respell_count(struct buf *b, struct str text, const struct feed *feed)
{
	struct str rest = text;

	if (!number(b, &rest, feed) || rest.n > 0) {
		buf_clear(b);
		buf_add(b, text);
	}
	return true;
}

bool respell(struct str *text, const struct feed *feed, const struct feed_field *f, struct arena *a, struct str *why)
{
	enum type_kind kind = f->type.kind;
	struct buf b = {0};
	bool good;

	if (kind == TYPE_POINT || kind == TYPE_OSGB36)
		good = feed->decimal != ',' || respell_point(&b, *text, feed, a, why);
	else if (kind == TYPE_TIME || kind == TYPE_DAY)
		good = respell_count(&b, *text, feed);
	else
		good = respell_number(&b, *text, feed, f, a, why);
	if (good && b.n > 0)
		*text = str_dup(a, buf_str(&b));
	buf_free(&b);
	return good;
}
