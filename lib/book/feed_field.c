#include <string.h>

#include "base/text.h"
#include "book/feed_parts.h"
#include "book/names.h"

enum { COLUMN_COLUMN, COLUMN_COLUMNS, COLUMN_VALUE, COLUMN_FORMAT, COLUMN_PIVOT, COLUMN_UNIT, COLUMN_MAP, COLUMN_TYPE, COLUMN_OPTIONAL, NCOLUMN_KEYS };

static const struct yaml_key column_keys[] = {
	[COLUMN_COLUMN] = {"column", YAML_TYPE_TEXT, 0, NULL, NULL, "the column's name"},
	[COLUMN_COLUMNS] = {"columns", YAML_TYPE_TEXT, YAML_LIST_OF, NULL, NULL, "columns joined by a blank; latitude and longitude make a point"},
	[COLUMN_VALUE] = {"value", YAML_TYPE_TEXT, 0, NULL, NULL, "in place of a column: a constant"},
	[COLUMN_FORMAT] = {"format", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "of times: patterns such as %d/%m/%Y, epoch, epoch-ms, excel or excel-1904; the first that fits counts"},
	[COLUMN_PIVOT] = {"pivot", YAML_TYPE_TEXT, 0, NULL, NULL, "of a format with %y: the year with which its hundred years begin (default 1969)"},
	[COLUMN_UNIT] = {"unit", YAML_TYPE_TEXT, 0, NULL, NULL, "of a number: the unit in the column, such as mph or ft; it is turned into the field's own"},
	[COLUMN_MAP] = {"map", YAML_TYPE_MAP, 0, NULL, NULL, "text in the column: text that it stands for"},
	[COLUMN_TYPE] = {"type", YAML_TYPE_TEXT, 0, NULL, NULL, "read as this type, such as airport for a country, or osgb36 for a point"},
	[COLUMN_OPTIONAL] = {"optional", YAML_TYPE_BOOL, 0, NULL, NULL, "not every file has the column"},
};
const struct yaml_shape column_shape = {"a field of a feed", column_keys, NCOLUMN_KEYS};

struct mapping_fields {
	struct book *book;
	struct diag *diag;
	const struct feed *feed;
	const struct event_type *type; /* place_type for places */
	VEC(struct feed_field) list;
};

static size_t field_of(const struct mapping_fields *m, struct str name)
{
	if (m->feed->places)
		return place_field_find(name);
	int found = event_field_find(m->type, name);
	return found < 0 ? SIZE_MAX : (size_t)found;
}

static void tell_field(struct mapping_fields *m, const struct yaml_node *key)
{
	size_t first = m->feed->places ? NFIXED_FIELDS : 0, n = m->type->nfields - first;
	struct str *names = arena_array(m->diag->arena, n, sizeof *names);
	struct str name = key->passage.text;

	for (size_t i = 0; i < n; i++)
		names[i] = m->type->fields[first + i].name;
	diag_error(m->diag, yaml_place(key), "%.*s has no field \"%.*s\"", STR_ARG(m->type->name), STR_ARG(str_cut(name, 0, 60)));
	diag_suggest(m->diag, name, names, n);
}

static bool find_field(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *key)
{
	size_t field = field_of(m, key->passage.text);

	if (field == SIZE_MAX) {
		tell_field(m, key);
		return false;
	}
	for (size_t i = 0; i < m->list.n; i++) {
		if (m->list.at[i].field != field)
			continue;
		diag_error(m->diag, yaml_place(key), "the field %.*s has its column already", STR_ARG(m->type->fields[field].name));
		return false;
	}
	f->field = field;
	f->type = m->type->fields[field].type;
	f->place = keep_passage(m->book, key);
	return true;
}

static bool takes_format(const struct type *t)
{
	return t->kind == TYPE_TIME || t->kind == TYPE_DAY || (t->kind == TYPE_LIST && takes_format(t->element));
}

bool format_named(struct str s)
{
	static const char *const names[] = {"epoch", "epoch-ms", "excel", "excel-1904"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq_cstr(s, names[i]))
			return true;
	return false;
}

int read_pivot(const struct yaml_node *n, struct diag *d)
{
	uint64_t year = 0;

	if (n && (!str_to_u64(&year, str_trim(yaml_text(n))) || year < 1800 || year > 2100)) {
		diag_error(d, yaml_place(n), "a pivot is a year from 1800 to 2100");
		year = 0;
	}
	return (int)year;
}

/* Only what can be turned into the field's own unit, or into a duration. */
static void read_unit(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *n)
{
	const struct event_field *field = &m->type->fields[f->field];
	bool lasts = f->type.kind == TYPE_DURATION;

	if (!n)
		return;
	f->unit = find_unit(n, m->diag);
	f->own = m->feed->places && f->field == PLACE_FIELD_RADIUS ? unit_find(STR("m")) : field->unit;
	if (!f->unit)
		return;
	if (!lasts && !f->own)
		diag_error(m->diag, yaml_place(n), "the field %.*s has no unit into which this could be turned", STR_ARG(field->name));
	else if (f->unit->kind != (lasts ? UNIT_TIME : f->own->kind))
		diag_error(m->diag, yaml_place(n), "the field %.*s is in %s, which %s is not", STR_ARG(field->name),
		           lasts ? "hours and the like" : f->own->name, f->unit->name);
}

static void read_formats(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *list)
{
	size_t bad;

	f->nformats = keep_texts(&f->formats, m->book, list);
	if (list && !takes_format(&f->type))
		diag_error(m->diag, yaml_place(list), "only a time or a day has a format");
	for (size_t i = 0; i < f->nformats; i++) {
		struct str s = f->formats[i];
		bool named = format_named(s);
		if (!named && !moment_format_valid(s, &bad)) {
			diag_error(m->diag, passage_place(&yaml_at(list, i)->passage, bad), "this pattern is not understood from here on");
		} else if (!named && !memchr(s.at, '%', s.n)) {
			diag_error(m->diag, yaml_place(yaml_at(list, i)), "a format has letters behind %%, or is epoch, epoch-ms, excel or excel-1904");
			diag_help(m->diag, "31/12/2026 is %%d/%%m/%%Y");
		}
	}
}

static void read_map(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *map)
{
	size_t n = map ? map->n : 0;
	struct word_map *words = arena_array(m->book->arena, n, sizeof *words);

	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		if (e->value->kind != YAML_SCALAR)
			diag_error(m->diag, yaml_place(e->value), "a text stands for a text");
		words[i].from = text_normal(m->book->arena, keep_text(m->book, e->key));
		words[i].to = text_normal(m->book->arena, keep_text(m->book, e->value));
	}
	f->map = words;
	f->nmap = n;
}

/* An airport is read into a country, a reference of the national grid into a point; else the type is the field's own. */
static void read_type(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *n)
{
	struct type type;
	struct buf own = {0};

	if (!n || !parse_type(&type, m->book, n, NULL, m->diag))
		return;
	bool airport = type.kind == TYPE_AIRPORT && f->type.kind == TYPE_COUNTRY;
	bool grid = type.kind == TYPE_OSGB36 && f->type.kind == TYPE_POINT;
	if (airport || grid) {
		f->type = type;
	} else if (!type_same(&type, &f->type)) {
		type_print(&own, &f->type);
		diag_error(m->diag, yaml_place(n), "a %.*s is not read from this type", STR_ARG(buf_str(&own)));
		buf_free(&own);
	}
}

static void read_constant(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *n)
{
	struct value v;
	f->constant = text_normal(m->book->arena, keep_text(m->book, n));
	keep_value(&v, m->book, &f->type, n, STR("value"), m->diag);
}

static void read_source(struct feed_field *f, struct mapping_fields *m, const struct yaml_node *map,
                        const struct yaml_node *const *n)
{
	int nsources = (n[COLUMN_COLUMN] != NULL) + (n[COLUMN_COLUMNS] != NULL) + (n[COLUMN_VALUE] != NULL);

	f->ncolumns = keep_texts(&f->columns, m->book, n[COLUMN_COLUMN] ? n[COLUMN_COLUMN] : n[COLUMN_COLUMNS]);
	if (nsources != 1)
		diag_error(m->diag, yaml_place(map), "a field has one of column, columns and value");
	else if (n[COLUMN_COLUMNS] && f->ncolumns == 0)
		diag_error(m->diag, yaml_place(map), "there is no column here");
	else if (n[COLUMN_VALUE])
		read_constant(f, m, n[COLUMN_VALUE]);
}

/* What a map writes must be something that the field takes. */
static void check_map(const struct feed_field *f, struct mapping_fields *m, const struct yaml_node *map)
{
	struct value_context context = book_values(m->book);

	for (size_t i = 0; i < f->nmap && f->nformats == 0 && f->ncolumns <= 1; i++) {
		struct value v;
		struct str why = {0};
		if (f->map[i].to.n > 0 &&
		    !value_parse(&v, &f->type, f->map[i].to, &context, NULL, m->book->arena, &why))
			diag_error(m->diag, yaml_place(map->entries[i].value), "\"%.*s\" %.*s", STR_ARG(f->map[i].to), STR_ARG(why));
	}
}

static void add_field(struct mapping_fields *m, const struct yaml_entry *e)
{
	const struct yaml_node *n[NCOLUMN_KEYS] = {NULL};
	struct feed_field f = {0};
	size_t before = m->diag->nerrors;

	bool found = find_field(&f, m, e->key);
	if (yaml_is_text(e->value))
		n[COLUMN_COLUMN] = e->value;
	else
		yaml_decode(n, &column_shape, e->value, m->diag);
	if (!found || m->diag->nerrors != before)
		return;
	read_type(&f, m, n[COLUMN_TYPE]);
	read_source(&f, m, e->value, n);
	read_formats(&f, m, n[COLUMN_FORMAT]);
	f.pivot = read_pivot(n[COLUMN_PIVOT], m->diag);
	read_unit(&f, m, n[COLUMN_UNIT]);
	read_map(&f, m, n[COLUMN_MAP]);
	check_map(&f, m, n[COLUMN_MAP]);
	f.optional = yaml_bool(n[COLUMN_OPTIONAL], false);
	*VEC_PUSH(m->book->arena, &m->list) = f;
}

static bool maps(const struct mapping_fields *m, const struct yaml_node *map, size_t field)
{
	for (size_t i = 0; map && i < map->n; i++)
		if (field_of(m, map->entries[i].key->passage.text) == field)
			return true;
	return false;
}

/* A key that is wrong in itself maps its field too: that is told. */
static void check_required(struct mapping_fields *m, const struct yaml_node *map, const struct yaml_node *base)
{
	for (size_t i = 0; i < m->type->nfields; i++) {
		const struct event_field *f = &m->type->fields[i];
		if (f->required && !maps(m, map, i) && !maps(m, base, i))
			diag_error(m->diag, yaml_place(map), "no column is the field %.*s, which every row must have", STR_ARG(f->name));
	}
}

size_t feed_fields(const struct feed_field **out, struct book *b, const struct feed *f, const struct yaml_node *map,
                   const struct yaml_node *base, struct diag *d)
{
	struct mapping_fields m = {.book = b, .diag = d, .feed = f, .type = f->places ? &place_type : f->type};

	for (size_t i = 0; map && i < map->n; i++)
		add_field(&m, &map->entries[i]);
	for (size_t i = 0; base && i < base->n; i++) {
		size_t field = field_of(&m, base->entries[i].key->passage.text);
		if (field != SIZE_MAX && !maps(&m, map, field))
			add_field(&m, &base->entries[i]);
	}
	check_required(&m, map ? map : base, base);
	*out = m.list.at;
	return m.list.n;
}
