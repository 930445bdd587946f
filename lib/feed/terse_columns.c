/* How a file's columns are packed. */
#include "feed/terse.h"

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
	t->columns[column].type = &f->from->type;
	switch (f->from->type.kind) {
	case TYPE_TIME:
	case TYPE_DAY:
		t->columns[column].day = f->from->type.kind == TYPE_DAY;
		return set_column(t, column, TERSE_TIME, m, field);
	case TYPE_NUMBER:
		return set_column(t, column, TERSE_NUMBER, m, field);
	case TYPE_TEXT:
		return set_column(t, column, TERSE_TEXT, m, field);
	case TYPE_WORD: case TYPE_IDENTIFIER: case TYPE_POSTCODE:
		return set_column(t, column, TERSE_CODE, m, field);
	case TYPE_COUNTRY: case TYPE_AIRPORT:
		return set_column(t, column, TERSE_COUNTRY, m, field);
	case TYPE_BOOL: case TYPE_CLOCK: case TYPE_DURATION: case TYPE_HOURS: case TYPE_COUNTRIES: case TYPE_PLACE:
	case TYPE_POINT: case TYPE_OSGB36: case TYPE_LIST:
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

static bool unread(const struct terse_column *c)
{
	return c->kind == TERSE_TEXT && c->field < 0;
}

static void join_unread(struct terse *t)
{
	struct terse_column *c = t->columns, *end = c + t->ncolumns;

	for (; c < end; c += c->span) {
		if (!unread(c))
			continue;
		while (c + c->span < end && unread(c + c->span))
			c->span++;
		c->kind = TERSE_UNREAD;
	}
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
		t->columns[i] = (struct terse_column){.kind = TERSE_TEXT, .span = 1, .field = -1};
	t->who = m->ways[0].column;
	t->columns[t->who].kind = TERSE_WHO;
	for (size_t i = 0; i < m->feed->nfields; i++)
		if (!set_field(t, &m->fields[i], m))
			return false;
	join_unread(t);
	return all_required(t, m);
}

const struct terse *terse_compile(const struct mapping *m, struct arena *a)
{
	struct value *blank = arena_array(a, m->type->nfields, sizeof *blank);
	struct terse *t = ARENA_NEW(a, struct terse);

	for (size_t i = 0; i < m->type->nfields; i++)
		blank[i] = value_missing();
	*t = (struct terse){.zone = &m->feed->zone, .blank = blank, .nfields = m->type->nfields, .delimiter = m->delimiter,
	                    .values = &m->values};
	if (!compile(t, m))
		return NULL;
	t->said[0] = column_of(t, FIELD_RECORDED);
	t->said[1] = column_of(t, FIELD_TIME);
	return t;
}
