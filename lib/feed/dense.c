#include "feed/dense.h"

#include <assert.h>
#include <string.h>

/* The first byte of a value. */
enum dense_kind {
	DENSE_MISSING,
	DENSE_FALSE,
	DENSE_TRUE,
	DENSE_NUMBER,
	DENSE_CLOSE,   /* text in the row: place and length in one byte each */
	DENSE_FAR,     /* in two each */
	DENSE_TEXT,    /* length, and the text itself */
	DENSE_INSTANT,
	DENSE_MOMENT,  /* any other time */
	DENSE_CLOCK,
	DENSE_DURATION,
	DENSE_HOURS,
	DENSE_COUNTRY,
	DENSE_COUNTRIES,
	DENSE_PLACE,
	DENSE_POINT,
	DENSE_LIST
};

static void add(struct buf *out, enum dense_kind kind, const void *at, size_t n)
{
	char *to = buf_room(out, n + 1);

	*to = (char)kind;
	memcpy(to + 1, at, n);
	out->n += n + 1;
}

static void add_many(struct buf *out, enum dense_kind kind, size_t n, const void *at, size_t nbytes)
{
	add(out, kind, &n, sizeof n);
	if (nbytes > 0)
		buf_add(out, (struct str){at, nbytes});
}

static void add_text(struct buf *out, struct str text, struct str row)
{
	size_t from = (size_t)((uintptr_t)text.at - (uintptr_t)row.at);
	bool inside = text.n > 0 && from <= row.n && row.n - from >= text.n;

	if (inside && from <= UINT8_MAX && text.n <= UINT8_MAX)
		add(out, DENSE_CLOSE, (uint8_t[]){(uint8_t)from, (uint8_t)text.n}, 2);
	else if (inside && from <= UINT16_MAX && text.n <= UINT16_MAX)
		add(out, DENSE_FAR, (uint16_t[]){(uint16_t)from, (uint16_t)text.n}, 4);
	else
		add_many(out, DENSE_TEXT, text.n, text.at, text.n);
}

static void add_time(struct buf *out, const struct moment *m)
{
	if (moment_exact(*m) && !m->whole)
		add(out, DENSE_INSTANT, &m->first, sizeof m->first);
	else
		add(out, DENSE_MOMENT, m, sizeof *m);
}

static void add_value(struct buf *out, const struct value *v, struct str row)
{
	switch (v->kind) {
	case VALUE_UNKNOWN:
		assert(v->missing);
		buf_char(out, DENSE_MISSING);
		return;
	case VALUE_BOOL:
		buf_char(out, v->as.truth ? DENSE_TRUE : DENSE_FALSE);
		return;
	case VALUE_NUMBER:
		add(out, DENSE_NUMBER, &v->as.number, sizeof v->as.number);
		return;
	case VALUE_TEXT:
		add_text(out, v->as.text, row);
		return;
	case VALUE_TIME:
		add_time(out, &v->as.time);
		return;
	case VALUE_CLOCK:
		add(out, DENSE_CLOCK, &v->as.clock, sizeof v->as.clock);
		return;
	case VALUE_DURATION:
		add(out, DENSE_DURATION, &v->as.duration, sizeof v->as.duration);
		return;
	case VALUE_HOURS:
		add_many(out, DENSE_HOURS, v->as.hours.n, v->as.hours.at, v->as.hours.n * sizeof *v->as.hours.at);
		return;
	case VALUE_COUNTRY:
		add(out, DENSE_COUNTRY, &v->as.country, sizeof v->as.country);
		return;
	case VALUE_COUNTRIES:
		add(out, DENSE_COUNTRIES, v->as.countries, sizeof *v->as.countries);
		return;
	case VALUE_PLACE:
		add(out, DENSE_PLACE, &v->as.place, sizeof v->as.place);
		return;
	case VALUE_POINT:
		add(out, DENSE_POINT, &v->as.point, sizeof v->as.point);
		return;
	case VALUE_LIST:
		add_many(out, DENSE_LIST, v->as.list.n, NULL, 0);
		dense_add(out, v->as.list.at, v->as.list.n, row);
		return;
	}
}

void dense_add(struct buf *out, const struct value *values, size_t n, struct str row)
{
	for (size_t i = 0; i < n; i++)
		add_value(out, &values[i], row);
}

/* ---- reading ---- */

struct reading_dense {
	const char *at;
	struct str row;
	struct arena *arena;
};

static void take(void *to, struct reading_dense *r, size_t n)
{
	memcpy(to, r->at, n);
	r->at += n;
}

static void *take_copy(struct reading_dense *r, size_t n)
{
	void *copy = arena_copy(r->arena, r->at, n);

	r->at += n;
	return copy;
}

static struct str take_text(struct reading_dense *r)
{
	struct str text;

	take(&text.n, r, sizeof text.n);
	text.at = r->at;
	r->at += text.n;
	return text;
}

static struct str take_close(struct reading_dense *r)
{
	uint8_t at[2];

	take(at, r, sizeof at);
	return (struct str){r->row.at + at[0], at[1]};
}

static struct str take_far(struct reading_dense *r)
{
	uint16_t at[2];

	take(at, r, sizeof at);
	return (struct str){r->row.at + at[0], at[1]};
}

static struct value take_instant(struct reading_dense *r)
{
	int64_t at;

	take(&at, r, sizeof at);
	return value_time(moment_instant(at));
}

static void take_values(struct value *out, size_t n, struct reading_dense *r);

static struct value take_list(struct reading_dense *r)
{
	struct value *list;
	size_t n;

	take(&n, r, sizeof n);
	list = arena_array(r->arena, n, sizeof *list);
	take_values(list, n, r);
	return (struct value){.kind = VALUE_LIST, .as.list = {list, n}};
}

static struct value take_hours(struct reading_dense *r)
{
	size_t n;

	take(&n, r, sizeof n);
	return (struct value){.kind = VALUE_HOURS, .as.hours = {take_copy(r, n * sizeof(struct weekly)), n}};
}

static struct value take_other(enum dense_kind kind, struct reading_dense *r)
{
	struct value v = {.kind = VALUE_UNKNOWN};

	switch (kind) {
	case DENSE_MISSING: case DENSE_FALSE: case DENSE_TRUE: case DENSE_CLOSE: case DENSE_FAR: case DENSE_TEXT:
	case DENSE_INSTANT: case DENSE_LIST: case DENSE_HOURS:
		break;
	case DENSE_NUMBER:
		v.kind = VALUE_NUMBER;
		take(&v.as.number, r, sizeof v.as.number);
		break;
	case DENSE_MOMENT:
		v.kind = VALUE_TIME;
		take(&v.as.time, r, sizeof v.as.time);
		break;
	case DENSE_CLOCK:
		v.kind = VALUE_CLOCK;
		take(&v.as.clock, r, sizeof v.as.clock);
		break;
	case DENSE_DURATION:
		v.kind = VALUE_DURATION;
		take(&v.as.duration, r, sizeof v.as.duration);
		break;
	case DENSE_COUNTRY:
		v.kind = VALUE_COUNTRY;
		take(&v.as.country, r, sizeof v.as.country);
		break;
	case DENSE_COUNTRIES:
		v.kind = VALUE_COUNTRIES;
		v.as.countries = take_copy(r, sizeof *v.as.countries);
		break;
	case DENSE_PLACE:
		v.kind = VALUE_PLACE;
		take(&v.as.place, r, sizeof v.as.place);
		break;
	case DENSE_POINT:
		v.kind = VALUE_POINT;
		take(&v.as.point, r, sizeof v.as.point);
		break;
	}
	return v;
}

static struct value take_value(struct reading_dense *r)
{
	enum dense_kind kind = (enum dense_kind)(unsigned char)*r->at++;

	switch (kind) {
	case DENSE_MISSING:
		return value_missing();
	case DENSE_FALSE:
	case DENSE_TRUE:
		return value_bool(kind == DENSE_TRUE);
	case DENSE_CLOSE:
		return value_text(take_close(r));
	case DENSE_FAR:
		return value_text(take_far(r));
	case DENSE_TEXT:
		return value_text(take_text(r));
	case DENSE_INSTANT:
		return take_instant(r);
	case DENSE_LIST:
		return take_list(r);
	case DENSE_HOURS:
		return take_hours(r);
	case DENSE_NUMBER: case DENSE_MOMENT: case DENSE_CLOCK: case DENSE_DURATION: case DENSE_COUNTRY:
	case DENSE_COUNTRIES: case DENSE_PLACE: case DENSE_POINT:
		return take_other(kind, r);
	}
	return value_missing();
}

static void take_values(struct value *out, size_t n, struct reading_dense *r)
{
	for (size_t i = 0; i < n; i++)
		out[i] = take_value(r);
}

void dense_read(struct value *values, size_t n, const char *at, struct str row, struct arena *a)
{
	take_values(values, n, &(struct reading_dense){at, row, a});
}

size_t dense_size(const struct type *t)
{
	switch (t->kind) {
	case TYPE_TEXT: case TYPE_WORD: case TYPE_IDENTIFIER: case TYPE_POSTCODE:
	case TYPE_COUNTRY: case TYPE_AIRPORT:
		return 3;
	case TYPE_BOOL:
		return 1;
	case TYPE_CLOCK:
		return 5;
	case TYPE_NUMBER: case TYPE_TIME: case TYPE_PLACE:
		return 9;
	case TYPE_DURATION: case TYPE_POINT: case TYPE_OSGB36:
		return 17;
	case TYPE_DAY:
		return 1 + sizeof(struct moment);
	case TYPE_HOURS: case TYPE_COUNTRIES: case TYPE_LIST:
		break;
	}
	return 9;
}
