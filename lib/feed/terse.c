#include "feed/terse.h"

#include <string.h>

#include "feed/terse_cell.h"

const int64_t cell_tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000};

/* ---- how a file's columns are packed ---- */

static bool set_column(struct terse *t, size_t column, enum terse_kind kind, const struct mapping *m, size_t field)
{
	struct terse_column *c = &t->columns[column];

	if (c->field >= 0 || c->kind == TERSE_WHO)
		return false;
	c->kind = kind;
	c->field = (int)field;
	c->required = m->type->fields[field].required;
	return true;
}

static bool set_plain(struct terse *t, const struct mapping_field *f, const struct mapping *m)
{
	size_t column = f->columns[0], field = f->from->field;

	if (f->from->nformats > 0)
		return false;
	switch (f->from->type.kind) {
	case TYPE_TIME:
	case TYPE_DAY:
		t->columns[column].day = f->from->type.kind == TYPE_DAY;
		return set_column(t, column, TERSE_TIME, m, field);
	case TYPE_NUMBER:
		return set_column(t, column, TERSE_NUMBER, m, field);
	case TYPE_TEXT:
		return set_column(t, column, TERSE_TEXT, m, field);
	case TYPE_WORD: case TYPE_IDENTIFIER: case TYPE_POSTCODE: case TYPE_BOOL: case TYPE_CLOCK: case TYPE_DURATION:
	case TYPE_HOURS: case TYPE_COUNTRY: case TYPE_AIRPORT: case TYPE_COUNTRIES: case TYPE_PLACE: case TYPE_POINT:
	case TYPE_OSGB36: case TYPE_LIST:
		break;
	}
	return false;
}

static bool set_field(struct terse *t, const struct mapping_field *f, const struct mapping *m)
{
	size_t field = f->from->field;

	if (f->plain)
		return set_plain(t, f, m);
	if (f->pair)
		return set_column(t, f->columns[0], TERSE_LAT, m, field) && set_column(t, f->columns[1], TERSE_LON, m, field);
	return f->from->ncolumns == 0 && f->from->constant.n == 0;
}

static bool all_required(const struct terse *t, const struct mapping *m)
{
	for (size_t i = 0; i < m->type->nfields; i++) {
		bool there = !m->type->fields[i].required;

		for (size_t c = 0; c < t->ncolumns && !there; c++)
			there = t->columns[c].field == (int)i;
		if (!there)
			return false;
	}
	return true;
}

static int column_of(const struct terse *t, int field)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].field == field)
			return (int)i;
	return -1;
}

static bool compile(struct terse *t, const struct mapping *m)
{
	if (m->feed->nways != 1 || m->ways[0].way->kind != WAY_REFERENCE || m->ways[0].column == HEADER_NONE ||
	    m->header->n > TERSE_COLUMNS || m->header->n < 2 || m->feed->places)
		return false;
	t->ncolumns = m->header->n;
	for (size_t i = 0; i < t->ncolumns; i++)
		t->columns[i] = (struct terse_column){.kind = TERSE_TEXT, .field = -1};
	t->columns[m->ways[0].column].kind = TERSE_WHO;
	for (size_t i = 0; i < m->feed->nfields; i++)
		if (!set_field(t, &m->fields[i], m))
			return false;
	return all_required(t, m);
}

const struct terse *terse_compile(const struct mapping *m, struct arena *a)
{
	struct value *blank = arena_array(a, m->type->nfields, sizeof *blank);
	struct terse *t = ARENA_NEW(a, struct terse);

	for (size_t i = 0; i < m->type->nfields; i++)
		blank[i] = value_missing();
	*t = (struct terse){.zone = &m->feed->zone, .blank = blank, .nfields = m->type->nfields, .delimiter = m->delimiter};
	if (!compile(t, m))
		return NULL;
	t->said[0] = column_of(t, FIELD_RECORDED);
	t->said[1] = column_of(t, FIELD_TIME);
	return t;
}

/* ---- a row ---- */

void terse_begin(struct terse_maker *k, const struct terse *t, const struct identity_index *index)
{
	*k = (struct terse_maker){.terse = t, .index = index, .date = "1970-01-01"};
}

/* False: it is no plain ASCII, or too long. */
static bool add_text(struct terse_maker *k, struct str cell)
{
	if (cell.n > UINT8_MAX || cell.n >= TERSE_MOST - k->n || !cell_plain(cell))
		return false;
	k->bytes[k->n++] = (char)(unsigned char)cell.n;
	if (cell.n > 0)
		memcpy(k->bytes + k->n, cell.at, cell.n);
	k->n += cell.n;
	return true;
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
	}
	return false;
}

/* Whom it names; false: nobody, or only the long way can say. */
static bool find(struct terse_maker *k, const struct row *row)
{
	const struct terse *t = k->terse;
	size_t i = 0;

	while (t->columns[i].kind != TERSE_WHO)
		i++;
	k->subject = exact_find(identity_exact(k->index), row->fields[i]);
	return k->subject != SIZE_MAX;
}

bool terse_make(struct terse_maker *k, const struct row *row)
{
	const struct terse *t = k->terse;
	size_t said[2] = {0, 0}, nbytes = t->ncolumns - 1;

	if (row->nfields != t->ncolumns || !find(k, row))
		return false;
	k->n = 0;
	for (size_t i = 0; i < t->ncolumns; i++) {
		if ((int)i == t->said[0])
			said[0] = k->n;
		else if ((int)i == t->said[1])
			said[1] = k->n;
		if (!add_cell(k, &t->columns[i], row->fields[i]))
			return false;
		nbytes += row->fields[i].n;
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

	if (c->field >= 0 && text.n > 0)
		fields[c->field] = value_text(text);
	return text.at + text.n;
}

const char *terse_values(struct value *fields, const struct terse *t, const char *at)
{
	memcpy(fields, t->blank, t->nfields * sizeof *fields);
	for (const struct terse_column *c = t->columns; c < t->columns + t->ncolumns; c++) {
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
		}
	}
	return at;
}

void terse_text(struct buf *out, const struct terse *t, struct str who, const char *at)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
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
			buf_add(out, (struct str){at + 1, (unsigned char)*at});
			at += 1 + (unsigned char)*at;
			break;
		}
	}
}
