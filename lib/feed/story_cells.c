/* Whose a row is, and how its columns were read. */
#include "feed/story_parts.h"

#include "feed/respell.h"
#include "lang/identifier.h"

struct str story_shown(const struct telling *t, struct str text)
{
	return t->mapping.cards ? card_mask(text, t->arena) : text;
}

/* ---- whose it is ---- */

static struct str way_name(const struct feed_way *w, struct arena *a)
{
	switch (w->kind) {
	case WAY_REFERENCE:
		return STR("reference");
	case WAY_IDENTIFIER:
		return str_printf(a, "identifier (%.*s)", STR_ARG(w->identifier));
	case WAY_PERSON:
		return STR("name");
	}
	return STR("");
}

/* The columns of a name, and what stands in them. */
static void tell_person(struct telling *t, const struct mapping_way *w)
{
	const struct str names[] = {w->way->given, w->way->family, w->way->born, w->way->postcode};
	const size_t columns[] = {w->given, w->family, w->born, w->postcode};
	struct buf column = {0}, value = {0};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct str cell = story_cell(&t->row, columns[i]);

		if (names[i].n > 0)
			buf_printf(&column, "%s%.*s", column.n > 0 ? " + " : "", STR_ARG(names[i]));
		if (cell.n > 0)
			buf_printf(&value, "%s%.*s", value.n > 0 ? " " : "", STR_ARG(cell));
	}
	t->out->way_column = str_dup(t->arena, buf_str(&column));
	t->out->way_value = story_shown(t, str_dup(t->arena, buf_str(&value)));
	buf_free(&column);
	buf_free(&value);
}

static void tell_way(struct telling *t, const struct mapping_way *w)
{
	struct row_story *o = t->out;
	const struct row *row = &t->row;

	o->way = way_name(w->way, t->arena);
	o->by_name = w->way->kind == WAY_PERSON;
	if (w->way->kind == WAY_PERSON) {
		tell_person(t, w);
	} else {
		o->way_column = w->way->column;
		o->way_value = story_shown(t, story_cell(row, w->column));
	}
}

/* The ways are asked one by one, so that the one that found somebody is known. */
struct identity_match story_whose(struct telling *t)
{
	struct identity_match who = {.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};
	struct mapping one = t->mapping;
	struct feed feed = *t->mapping.feed;
	enum way_kind by = WAY_REFERENCE;

	one.feed = &feed;
	feed.nways = 1;
	for (size_t i = 0; i < t->mapping.feed->nways && who.found == IDENTITY_NONE; i++) {
		feed.ways = &t->mapping.feed->ways[i];
		one.ways = &t->mapping.ways[i];
		who = mapping_who(&by, &one, &t->row, t->index, t->arena);
		if (who.found != IDENTITY_NONE || i == 0)
			tell_way(t, one.ways);
	}
	if (who.found != IDENTITY_NONE)
		t->out->match = mapping_match(&t->mapping, &t->row, &who, by, t->index, t->arena, t->arena);
	return who;
}

/* ---- cells ---- */

static void tell_columns(struct row_cell *c, struct telling *t, const struct mapping_field *f)
{
	struct buf names = {0}, raw = {0};

	for (size_t i = 0; i < f->from->ncolumns; i++) {
		buf_printf(&names, "%s%.*s", i > 0 ? " + " : "", STR_ARG(t->mapping.header->names[f->columns[i]]));
		buf_printf(&raw, "%s%.*s", i > 0 ? " " : "", STR_ARG(story_cell(&t->row, f->columns[i])));
	}
	c->column = str_dup(t->arena, buf_str(&names));
	c->raw = f->from->ncolumns > 0 ? str_dup(t->arena, buf_str(&raw)) : f->from->constant;
	c->read = c->raw;
	for (size_t i = 0; i < f->from->nmap && f->from->ncolumns > 0; i++)
		if (str_eq(f->from->map[i].from, c->raw))
			c->read = f->from->map[i].to;
	c->read = story_shown(t, c->read);
	c->raw = story_shown(t, c->raw);
	buf_free(&names);
	buf_free(&raw);
}

static struct str format_found(const struct telling *t, const struct feed_field *f, struct str text)
{
	struct moment at;
	enum civil_fit fit;

	for (size_t i = 0; i < f->nformats; i++) {
		if (!moment_by_formats(&at, text, &f->formats[i], 1, f->pivot, &t->plan->zone, &fit))
			continue;
		if (f->pivot > 0)
			return str_printf(t->arena, "by %.*s, years from %d to %d", STR_ARG(f->formats[i]), f->pivot, f->pivot + 99);
		return str_printf(t->arena, "by %.*s", STR_ARG(f->formats[i]));
	}
	return (struct str){"", 0};
}

/* What the feed's document says of the column, beyond its type. */
static struct str how_read(const struct telling *t, const struct row_cell *c, const struct feed_field *f)
{
	struct str text = c->read, why;

	if (f->ncolumns == 0 || c->value.kind == VALUE_UNKNOWN)
		return (struct str){"", 0};
	if (str_eq(c->raw, c->read) && respell_asked(t->mapping.feed, f))
		respell(&text, t->mapping.feed, f, t->arena, &why);
	if (f->nformats > 0)
		return format_found(t, f, text);
	if (f->unit && f->own)
		return str_printf(t->arena, "from %s into %s", f->unit->name, f->own->name);
	if (f->unit)
		return str_printf(t->arena, "from %s", f->unit->name);
	if (f->type.kind == TYPE_AIRPORT)
		return STR("by the airport's code");
	return str_eq(text, c->read) ? (struct str){"", 0} : str_printf(t->arena, "as %.*s", STR_ARG(text));
}

/* One field alone, by a mapping of that field. */
static void tell_cell(struct row_cell *c, struct telling *t, size_t i, struct value *fields)
{
	struct mapping one = t->mapping;
	struct feed feed = *t->mapping.feed;
	const struct event_field *field = &t->mapping.type->fields[feed.fields[i].field];
	struct str column, why;
	uint64_t guessed = 0;

	*c = (struct row_cell){.field = field->name, .required = field->required};
	tell_columns(c, t, &t->mapping.fields[i]);
	feed.fields = &t->mapping.feed->fields[i];
	feed.nfields = 1;
	one.feed = &feed;
	one.fields = &t->mapping.fields[i];
	/* Other required fields are missing then; only a complaint about this column counts. */
	bool good = mapping_decode(fields, &column, &why, &guessed, &one, &t->row, t->arena);
	c->value = fields[feed.fields[0].field];
	if (!good && (column.n > 0 || c->column.n == 0) && (c->value.kind == VALUE_UNKNOWN))
		c->why = column.n > 0 ? story_shown(t, why) : STR("");
	c->how = how_read(t, c, t->mapping.fields[i].from);
}

void story_cells(struct telling *t)
{
	size_t n = t->mapping.feed->nfields;
	struct row_cell *cells = arena_array(t->arena, n, sizeof *cells);
	struct value *fields = arena_array(t->arena, t->mapping.type->nfields, sizeof *fields);

	for (size_t i = 0; i < n; i++)
		tell_cell(&cells[i], t, i, fields);
	t->out->cells = cells;
	t->out->ncells = n;
}
