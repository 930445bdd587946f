#include "lang/lexer.h"

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

bool name_starts(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

bool name_continues(char c)
{
	return name_starts(c) || digit(c) || c == '-' || c == '_';
}

static char peek(struct str s, size_t at)
{
	return at < s.n ? s.at[at] : '\0';
}

/* "YYYY-MM-DD" by shape alone. */
static bool date_shape(struct str s, size_t at)
{
	for (size_t i = 0; i < 10; i++) {
		char c = peek(s, at + i);
		if (i == 4 || i == 7 ? c != '-' : !digit(c))
			return false;
	}
	return true;
}

static size_t offset_length(struct str s, size_t at)
{
	size_t n = 1;

	if (peek(s, at) == 'Z')
		return 1;
	if ((peek(s, at) != '+' && peek(s, at) != '-') || !digit(peek(s, at + 1)))
		return 0;
	while (digit(peek(s, at + n)) || (peek(s, at + n) == ':' && digit(peek(s, at + n + 1))))
		n++;
	return n;
}

static size_t clock_length(struct str s, size_t at)
{
	size_t n = 0;

	for (;; n++) {
		char c = peek(s, at + n);
		if (!digit(c) && !((c == ':' || c == '.') && digit(peek(s, at + n + 1))))
			return n;
	}
}

static size_t date_length(struct str s, size_t at)
{
	size_t n = 10;

	if (peek(s, at + n) == 'T' && digit(peek(s, at + n + 1))) {
		n += 1 + clock_length(s, at + n + 1);
		n += offset_length(s, at + n);
	}
	return n;
}

/* P1Y2M, PT12H, PT6.5S */
static bool iso_duration(struct str s, size_t at)
{
	return peek(s, at) == 'P' && (digit(peek(s, at + 1)) || (peek(s, at + 1) == 'T' && digit(peek(s, at + 2))));
}

static bool dotted(struct str s, size_t at, bool iso)
{
	return peek(s, at) == '.' && (iso ? digit(peek(s, at + 1)) : name_starts(peek(s, at + 1)));
}

static size_t name_length(struct str s, size_t at)
{
	bool iso = iso_duration(s, at);
	size_t n = 0;

	while (name_continues(peek(s, at + n)) || dotted(s, at + n, iso))
		n++;
	return n;
}

size_t literal_length(struct str text, size_t at)
{
	size_t n = 0;

	if (!digit(peek(text, at)))
		return name_length(text, at);
	if (date_shape(text, at))
		n = date_length(text, at);
	else
		n = clock_length(text, at);
	if (n == 0 || name_starts(peek(text, at + n)) || peek(text, at + n) == '_' ||
	    (peek(text, at + n) == '-' && name_continues(peek(text, at + n + 1)))) {
		while (name_continues(peek(text, at + n)) || (peek(text, at + n) == '.' && digit(peek(text, at + n + 1))))
			n++;
	}
	return n;
}

static bool metres(int64_t *out, struct str word)
{
	return word.n > 1 && word.at[word.n - 1] == 'm' && digit(word.at[word.n - 2]) &&
	       number_parse(out, str_cut(word, 0, word.n - 1));
}

static enum token_kind read_day(struct value *out, struct str word, const struct zone *zone)
{
	struct moment m;

	if (!moment_parse(&m, word, zone, NULL))
		return TOKEN_ODD;
	*out = value_time(m);
	return m.whole ? TOKEN_DAY : TOKEN_TIME;
}

enum token_kind literal_read(struct value *out, struct str word, const struct zone *zone)
{
	struct value v = {0};

	if (date_shape(word, 0))
		return read_day(out, word, zone);
	if (duration_parse(&v.as.duration, word)) {
		v.kind = VALUE_DURATION;
		*out = v;
		return TOKEN_DURATION;
	}
	if (!digit(peek(word, 0)))
		return TOKEN_ODD;
	if (number_parse(&v.as.number, word) || metres(&v.as.number, word)) {
		v.kind = VALUE_NUMBER;
		*out = v;
		return TOKEN_NUMBER;
	}
	if (clock_parse(&v.as.clock, word, true)) {
		v.kind = VALUE_CLOCK;
		*out = v;
		return TOKEN_CLOCK;
	}
	return TOKEN_ODD;
}
