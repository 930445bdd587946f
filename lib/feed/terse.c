#include "feed/terse.h"

#include <string.h>

#include "feed/terse_cell.h"

#define SCRATCH_MAX ((size_t)1 << 16)

const int64_t cell_tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000};

/* ---- a row ---- */

void terse_begin(struct terse_maker *k, const struct terse *t, const struct identity_index *index, struct arena *scratch)
{
	*k = (struct terse_maker){.terse = t, .index = index, .scratch = scratch, .date = "1970-01-01"};
}

static void add_bytes(struct terse_maker *k, const void *at, size_t n)
{
	if (n > 0)
		memcpy(k->bytes + k->n, at, n);
	k->n += n;
}

/* False: it is no plain ASCII, or too long. */
static bool add_text(struct terse_maker *k, struct str cell)
{
	if (cell.n > UINT8_MAX || cell.n >= TERSE_MOST - k->n || !cell_plain(cell))
		return false;
	add_bytes(k, &(uint8_t){(uint8_t)cell.n}, 1);
	add_bytes(k, cell.at, cell.n);
	return true;
}

static bool add_unread(struct terse_maker *k, struct str cells)
{
	uint16_t n = (uint16_t)cells.n;

	if (cells.n + sizeof n > TERSE_MOST - k->n || !cell_plain(cells))
		return false;
	add_bytes(k, &n, sizeof n);
	add_bytes(k, cells.at, cells.n);
	return true;
}

/* What the long way reads of a plain cell; missing: it is empty. False: it cannot be read, or was not plain. */
static bool read_cell(struct value *out, struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	enum civil_fit fit;
	struct str why;

	*out = value_missing();
	if (cell.n == 0)
		return !c->required;
	if (cell.n > UINT8_MAX || !cell_plain(cell))
		return false;
	if (k->scratch->used > SCRATCH_MAX) {
		arena_free(k->scratch);
		arena_init(k->scratch);
	}
	return value_parse(out, c->type, cell, k->terse->values, &fit, k->scratch, &why);
}

/* Most are written as they are read, or with hyphens that an identifier leaves out. False: not of so plain a form. */
static bool add_plain_code(struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	char *to = k->bytes + k->n;
	size_t n;

	if (cell.n > UINT8_MAX || 2 * cell.n + 2 > TERSE_MOST - k->n)
		return false;
	if (!cell_code(to + 2 + cell.n, &n, c->type, cell))
		return false;
	memcpy(to + 2, cell.at, cell.n);
	n = n == cell.n ? 0 : n;
	to[0] = (char)(unsigned char)cell.n;
	to[1] = (char)(unsigned char)n;
	k->n += 2 + cell.n + n;
	return true;
}

static bool add_code(struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	struct str code = {NULL, 0};
	struct value v;

	if (add_plain_code(k, c, cell))
		return true;
	if (!read_cell(&v, k, c, cell))
		return false;
	if (v.kind == VALUE_TEXT && !str_eq(v.as.text, cell))
		code = v.as.text;
	if (code.n > UINT8_MAX || cell.n + code.n + 2 > TERSE_MOST - k->n || (v.kind == VALUE_TEXT && v.as.text.n == 0))
		return false;
	add_bytes(k, (uint8_t[]){(uint8_t)cell.n, (uint8_t)code.n}, 2);
	add_bytes(k, cell.at, cell.n);
	add_bytes(k, code.at, code.n);
	return v.kind == VALUE_TEXT || cell.n == 0;
}

static bool add_country(struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	struct value v;
	uint16_t code;

	if (!read_cell(&v, k, c, cell) || cell.n + 3 > TERSE_MOST - k->n)
		return false;
	code = v.kind == VALUE_COUNTRY ? v.as.country : 0;
	add_bytes(k, &(uint8_t){(uint8_t)cell.n}, 1);
	add_bytes(k, &code, sizeof code);
	add_bytes(k, cell.at, cell.n);
	return v.kind == VALUE_COUNTRY || cell.n == 0;
}

static bool add_five(struct terse_maker *k, unsigned form, uint32_t n)
{
	if (TERSE_MOST - k->n < 5)
		return false;
	k->bytes[k->n] = (char)(unsigned char)form;
	memcpy(k->bytes + k->n + 1, &n, sizeof n);
	k->n += 5;
	return true;
}

static bool add_time(struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	struct cell_time time;

	if (cell.n == 0)
		return !c->required && add_five(k, 0, 0);
	if (!cell_time(&time, cell, k->date, &k->day, k->terse->zone) || (c->day && !cell_time_is_day(time.form)))
		return false;
	return add_five(k, time.form, time.n);
}

static bool add_decimal(struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	struct cell_decimal d;

	if (cell.n == 0)
		return c->kind == TERSE_NUMBER && !c->required && add_five(k, CELL_EMPTY, 0);
	return cell_decimal(&d, cell) && cell_within(&d, c->kind) && add_five(k, d.places, (uint32_t)d.n);
}

/* Of the columns that say it, where they stand in the bytes. */
static bool set_said(struct terse_maker *k, const size_t at[2])
{
	for (size_t i = 0; i < 2; i++) {
		struct value v;

		if (k->terse->said[i] < 0)
			continue;
		v = value_missing();
		cell_time_value(&v, k->bytes + at[i], k->terse->zone);
		k->said = v.as.time;
		if (v.kind == VALUE_TIME)
			return true;
	}
	return false;
}

static bool add_cell(struct terse_maker *k, const struct terse_column *c, struct str cell)
{
	switch (c->kind) {
	case TERSE_WHO:
		return true;
	case TERSE_TIME:
		return add_time(k, c, cell);
	case TERSE_NUMBER: case TERSE_LAT: case TERSE_LON:
		return add_decimal(k, c, cell);
	case TERSE_TEXT:
		return !(c->required && cell.n == 0) && add_text(k, cell);
	case TERSE_CODE:
		return add_code(k, c, cell);
	case TERSE_COUNTRY:
		return add_country(k, c, cell);
	case TERSE_UNREAD:
		return add_unread(k, cell);
	}
	return false;
}

bool terse_find(struct terse_maker *k, const struct row *row)
{
	const struct terse *t = k->terse;

	if (row->nfields != t->ncolumns)
		return false;
	k->subject = exact_find(identity_exact(k->index), row->fields[t->who]);
	return k->subject != SIZE_MAX;
}

/* Cells that are packed together, and what stands between them. */
static struct str cells_of(const struct row *row, size_t column, size_t span)
{
	const struct str *first = &row->fields[column], *last = first + span - 1;

	return (struct str){first->at, (size_t)(last->at - first->at) + last->n};
}

bool terse_make(struct terse_maker *k, const struct row *row)
{
	const struct terse *t = k->terse;
	size_t said[2] = {0, 0}, nbytes = 0, span;

	k->n = 0;
	for (size_t i = 0; i < t->ncolumns; i += span) {
		struct str cells = cells_of(row, i, span = t->columns[i].span);

		if ((int)i == t->said[0])
			said[0] = k->n;
		else if ((int)i == t->said[1])
			said[1] = k->n;
		if (!add_cell(k, &t->columns[i], cells))
			return false;
		nbytes += cells.n + (i > 0);
	}
	return nbytes == row->bytes.n && set_said(k, said);
}

/* ---- what was packed ---- */

static void take_decimal(struct value *fields, const struct terse_column *c, const char *at)
{
	struct value *v = &fields[c->field];
	struct cell_decimal d = cell_decimal_at(at);

	if (d.places == CELL_EMPTY)
		return;
	if (c->kind == TERSE_NUMBER) {
		*v = value_number(cell_millionths(&d));
		return;
	}
	v->kind = VALUE_POINT;
	v->missing = false;
	*(c->kind == TERSE_LAT ? &v->as.point.lat : &v->as.point.lon) = cell_degree(&d);
}

static const char *take_text(struct value *fields, const struct terse_column *c, const char *at)
{
	struct str text = {at + 1, (unsigned char)*at};

	if (text.n > 0)
		fields[c->field] = value_text(text);
	return text.at + text.n;
}

static size_t unread_size(const char *at)
{
	uint16_t n;

	memcpy(&n, at, sizeof n);
	return n;
}

static const char *take_code(struct value *fields, const struct terse_column *c, const char *at)
{
	size_t n = (unsigned char)at[0], ncode = (unsigned char)at[1];

	if (n > 0)
		fields[c->field] = value_text(ncode > 0 ? (struct str){at + 2 + n, ncode} : (struct str){at + 2, n});
	return at + 2 + n + ncode;
}

static const char *take_country(struct value *fields, const struct terse_column *c, const char *at)
{
	size_t n = (unsigned char)*at;
	uint16_t code;

	memcpy(&code, at + 1, sizeof code);
	if (n > 0)
		fields[c->field] = value_country(code);
	return at + 3 + n;
}

const char *terse_values(struct value *fields, const struct terse *t, const char *at)
{
	memcpy(fields, t->blank, t->nfields * sizeof *fields);
	for (const struct terse_column *c = t->columns; c < t->columns + t->ncolumns; c += c->span) {
		switch (c->kind) {
		case TERSE_WHO:
			break;
		case TERSE_TIME:
			cell_time_value(&fields[c->field], at, t->zone);
			at += 5;
			break;
		case TERSE_NUMBER: case TERSE_LAT: case TERSE_LON:
			take_decimal(fields, c, at);
			at += 5;
			break;
		case TERSE_TEXT:
			at = take_text(fields, c, at);
			break;
		case TERSE_CODE:
			at = take_code(fields, c, at);
			break;
		case TERSE_COUNTRY:
			at = take_country(fields, c, at);
			break;
		case TERSE_UNREAD:
			at += 2 + unread_size(at);
			break;
		}
	}
	return at;
}

static const char *print_text(struct buf *out, const char *at, size_t n)
{
	buf_add(out, (struct str){at, n});
	return at + n;
}

void terse_text(struct buf *out, const struct terse *t, struct str who, const char *at)
{
	for (size_t i = 0; i < t->ncolumns; i += t->columns[i].span) {
		if (i > 0)
			buf_char(out, t->delimiter);
		switch (t->columns[i].kind) {
		case TERSE_WHO:
			buf_add(out, who);
			break;
		case TERSE_TIME:
			cell_time_print(out, at, t->zone);
			at += 5;
			break;
		case TERSE_NUMBER: case TERSE_LAT: case TERSE_LON:
			cell_decimal_print(out, at);
			at += 5;
			break;
		case TERSE_TEXT:
			at = print_text(out, at + 1, (unsigned char)*at);
			break;
		case TERSE_CODE:
			at = print_text(out, at + 2, (unsigned char)*at) + (unsigned char)at[1];
			break;
		case TERSE_COUNTRY:
			at = print_text(out, at + 3, (unsigned char)*at);
			break;
		case TERSE_UNREAD:
			at = print_text(out, at + 2, unread_size(at));
			break;
		}
	}
}
