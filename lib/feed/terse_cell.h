/* The inside of terse.c: cells of a row, from text to five bytes and back, where the way back gives the same text. */
#ifndef FEED_TERSE_CELL_H
#define FEED_TERSE_CELL_H

#include <string.h>

#include "feed/terse.h"

#define CELL_EMPTY 15u /* places of a decimal that is not there */

/* How a time is written; 0: it is not there. */
enum {
	CELL_DAY = 1,     /* a date alone */
	CELL_MINUTES = 2, /* and HH:MM */
	CELL_SECONDS = 3, /* and HH:MM:SS */
	CELL_CLOCK = 3,   /* what of the form says so */
	CELL_BLANK = 4,   /* between them, for a T */
	CELL_UTC = 8      /* a Z behind them; else they are of the feed's zone */
};

struct cell_time {
	unsigned form;
	uint32_t n; /* seconds since 1970; of a date, days */
};

/* Digits alone, and a point between them: 10^-places n. */
struct cell_decimal {
	unsigned places;
	int32_t n;
};

/* ASCII without a NUL; eight bytes readable behind it. */
static inline bool cell_plain(struct str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	uint64_t odd = 0;

	for (size_t i = 0; i < s.n; i += 8) {
		uint64_t w;

		memcpy(&w, s.at + i, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		w = __builtin_bswap64(w);
#endif
		if (s.n - i < 8)
			w |= ones << 8 * (s.n - i);
		odd |= w | ((w - ones) & ~w);
		odd &= s.n - i < 8 ? (UINT64_C(1) << 8 * (s.n - i)) - 1 : ~UINT64_C(0);
		if (odd & high)
			return false;
	}
	return true;
}

/* Two digits; more than 99: there are none. */
static inline uint32_t cell_two(const char *at)
{
	uint32_t tens = (unsigned char)at[0] - (uint32_t)'0', ones = (unsigned char)at[1] - (uint32_t)'0';

	return tens > 9 || ones > 9 ? 100 : 10 * tens + ones;
}

static inline bool cell_same_date(const char *a, const char *b)
{
	uint64_t x[2], y[2];

	memcpy(&x[0], a, 8);
	memcpy(&x[1], a + 2, 8);
	memcpy(&y[0], b, 8);
	memcpy(&y[1], b + 2, 8);
	return x[0] == y[0] && x[1] == y[1];
}

/* The clock of "2026-05-01T09:00:30Z" from its eleventh byte on, in seconds; false: written in another way. */
static inline bool cell_clock(unsigned *form, uint32_t *seconds, struct str s)
{
	uint32_t hour, minute, second = 0;
	size_t n = 16;

	if (s.n < 16 || (s.at[10] != 'T' && s.at[10] != ' ') || s.at[13] != ':')
		return false;
	hour = cell_two(s.at + 11);
	minute = cell_two(s.at + 14);
	*form = CELL_MINUTES | (s.at[10] == ' ' ? (unsigned)CELL_BLANK : 0);
	if (s.n >= 19 && s.at[16] == ':') {
		second = cell_two(s.at + 17);
		*form |= CELL_SECONDS;
		n = 19;
	}
	if (s.n == n + 1 && s.at[n] == 'Z') {
		*form |= CELL_UTC;
		n++;
	}
	*seconds = hour * 3600 + minute * 60 + second;
	return s.n == n && hour <= 23 && minute <= 59 && second <= 59;
}

static inline bool cell_instant(struct cell_time *out, int32_t day, uint32_t seconds, const struct zone *z)
{
	enum civil_fit fit = CIVIL_ONCE;
	int64_t at = day * CIVIL_DAY_MS + (int64_t)seconds * 1000;

	if (!(out->form & CELL_UTC))
		at = civil_instant(z, day, (int32_t)seconds * 1000, &fit);
	out->n = (uint32_t)(at / 1000);
	return fit == CIVIL_ONCE && at >= 0 && at / 1000 <= UINT32_MAX && at % 1000 == 0;
}

/* date: the last one read, and its day. */
static inline bool cell_time(struct cell_time *out, struct str s, char date[10], int32_t *day, const struct zone *z)
{
	uint32_t seconds;

	if (s.n < 10)
		return false;
	if (!cell_same_date(s.at, date)) {
		if (!day_parse(day, (struct str){s.at, 10})) {
			memcpy(date, "1970-01-01", 10);
			*day = 0;
			return false;
		}
		memcpy(date, s.at, 10);
	}
	if (s.n == 10) {
		*out = (struct cell_time){CELL_DAY, (uint32_t)*day};
		return true;
	}
	return cell_clock(&out->form, &seconds, s) && cell_instant(out, *day, seconds, z);
}

static inline bool cell_time_is_day(unsigned form)
{
	return (form & CELL_CLOCK) == CELL_DAY;
}

static inline struct cell_time cell_time_at(const char *at)
{
	struct cell_time t = {.form = (unsigned char)*at};

	memcpy(&t.n, at + 1, sizeof t.n);
	return t;
}

/* Nothing where it is not there. */
static inline void cell_time_value(struct value *v, const char *at, const struct zone *z)
{
	struct cell_time t = cell_time_at(at);

	if (t.form == 0)
		return;
	v->kind = VALUE_TIME;
	v->missing = false;
	if (cell_time_is_day(t.form)) {
		v->as.time = moment_day(z, (int32_t)t.n);
		return;
	}
	v->as.time = (struct moment){.first = (int64_t)t.n * 1000, .last = (int64_t)t.n * 1000};
}

static inline void cell_time_print(struct buf *out, const char *at, const struct zone *z)
{
	struct cell_time t = cell_time_at(at);
	int64_t instant = (int64_t)t.n * 1000;
	bool utc = t.form & CELL_UTC;
	uint32_t clock;

	if (t.form == 0)
		return;
	if (cell_time_is_day(t.form)) {
		day_print(out, (int32_t)t.n);
		return;
	}
	day_print(out, utc ? (int32_t)(t.n / 86400) : civil_day(z, instant));
	clock = utc ? t.n % 86400 : (uint32_t)(civil_clock(z, instant) / 1000);
	buf_char(out, t.form & CELL_BLANK ? ' ' : 'T');
	buf_number(out, clock / 3600, 2);
	buf_char(out, ':');
	buf_number(out, clock / 60 % 60, 2);
	if ((t.form & CELL_CLOCK) == CELL_SECONDS) {
		buf_char(out, ':');
		buf_number(out, clock % 60, 2);
	}
	if (utc)
		buf_char(out, 'Z');
}

static inline bool cell_decimal(struct cell_decimal *out, struct str s)
{
	size_t minus = s.n > 0 && s.at[0] == '-', i = minus, point = s.n;
	uint64_t n = 0;

	if (s.n > 12 + minus || s.n == minus)
		return false;
	for (; i < s.n; i++) {
		uint32_t digit = (unsigned char)s.at[i] - (uint32_t)'0';

		if (digit <= 9)
			n = 10 * n + digit;
		else if (s.at[i] == '.' && point == s.n && i > minus && i + 1 < s.n)
			point = i;
		else
			return false;
	}
	*out = (struct cell_decimal){point == s.n ? 0 : (unsigned)(s.n - point - 1), (int32_t)(minus ? -(int64_t)n : (int64_t)n)};
	return n <= INT32_MAX && !(minus && n == 0) && (s.at[minus] != '0' || point == minus + 1);
}

/* What is read of a word of small letters, digits and hyphens, or of an identifier of capital letters, digits, slashes
 * and hyphens, where its type asks no more of it; code: room for as many bytes. False: it is written in another way, such
 * as a number that a spreadsheet has shortened, with a plus. */
static inline bool cell_code(char *code, size_t *n, const struct type *t, struct str s)
{
	bool word = t->kind == TYPE_WORD && !t->words;
	char from = word ? 'a' : 'A', too = word ? '-' : '/';

	*n = 0;
	if (!word && (t->kind != TYPE_IDENTIFIER || t->form))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];

		if (!(c >= '0' && c <= '9') && !(c >= from && c <= from + 25) && c != '-' && c != too)
			return false;
		code[*n] = c;
		*n += word || c != '-';
	}
	return *n > 0;
}

extern const int64_t cell_tens[]; /* 10 to the 0th … 10th */

/* As many places and as large as what it is read as may have. */
static inline bool cell_within(const struct cell_decimal *d, enum terse_kind kind)
{
	int64_t size = d->n < 0 ? -(int64_t)d->n : d->n;

	if (kind == TERSE_NUMBER)
		return d->places <= 6;
	return d->places <= 9 && size <= (kind == TERSE_LAT ? 90 : 180) * cell_tens[d->places];
}

static inline struct cell_decimal cell_decimal_at(const char *at)
{
	struct cell_decimal d = {.places = (unsigned char)*at};

	memcpy(&d.n, at + 1, sizeof d.n);
	return d;
}

static inline int64_t cell_millionths(const struct cell_decimal *d)
{
	return d->n * cell_tens[6 - d->places];
}

/* As lang/geo.c reads it: billionths. */
static inline double cell_degree(const struct cell_decimal *d)
{
	return (double)(d->n * cell_tens[9 - d->places]) / 1e9;
}

static inline void cell_decimal_print(struct buf *out, const char *at)
{
	struct cell_decimal d = cell_decimal_at(at);
	uint64_t size = d.n < 0 ? (uint64_t)-(int64_t)d.n : (uint64_t)d.n;

	if (d.places == CELL_EMPTY)
		return;
	if (d.n < 0)
		buf_char(out, '-');
	buf_number(out, size / (uint64_t)cell_tens[d.places], 1);
	if (d.places == 0)
		return;
	buf_char(out, '.');
	buf_number(out, size % (uint64_t)cell_tens[d.places], d.places);
}

#endif
