#include "feed/mapping.h"

#include "feed/respell.h"
#include "lang/geo_grid.h"
#include "lang/identifier.h"

static bool has_columns(const struct header *h, const struct str *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (header_find(h, names[i]) == HEADER_NONE)
			return false;
	return true;
}

/* The field as it is of a file that does not have it: a constant that says nothing. */
static const struct feed_field *without_columns(const struct feed_field *f, struct arena *a)
{
	struct feed_field *empty = arena_copy(a, f, sizeof *f);

	empty->ncolumns = 0;
	empty->nmap = 0;
	empty->constant = (struct str){NULL, 0};
	return empty;
}

static bool find_columns(struct mapping_field *out, const struct feed *feed, const struct feed_field *f, const struct header *h,
                         struct place place, struct arena *a, struct diag *d)
{
	size_t *columns = arena_array(a, f->ncolumns, sizeof *columns);
	bool ok = true;

	if (f->optional && !has_columns(h, f->columns, f->ncolumns)) {
		*out = (struct mapping_field){without_columns(f, a), columns, false, false};
		return true;
	}
	for (size_t i = 0; i < f->ncolumns; i++)
		ok &= header_need(&columns[i], h, f->columns[i], "the feed reads", place, d);
	bool bare = f->nmap == 0 && !respell_asked(feed, f);
	*out = (struct mapping_field){f, columns, bare && f->ncolumns == 1, bare && f->ncolumns == 2 && f->type.kind == TYPE_POINT};
	return ok;
}

static bool is_card(const struct identifier_form *form)
{
	return form && form->most_kept > 0;
}

static bool holds_cards(const struct feed *feed)
{
	for (size_t i = 0; i < feed->nfields; i++) {
		const struct type *t = &feed->type->fields[feed->fields[i].field].type;

		if (is_card(t->kind == TYPE_LIST ? t->element->form : t->form))
			return true;
	}
	for (size_t i = 0; i < feed->nways; i++)
		if (feed->ways[i].kind == WAY_IDENTIFIER && is_card(identifier_form_find(feed->ways[i].identifier)))
			return true;
	return false;
}

static bool holds_grid(const struct feed *feed)
{
	for (size_t i = 0; i < feed->nfields; i++)
		if (feed->fields[i].type.kind == TYPE_OSGB36)
			return true;
	return false;
}

static bool find_optional(size_t *out, const struct header *h, struct str name, struct place place, struct diag *d)
{
	*out = HEADER_NONE;
	return name.n == 0 || header_need(out, h, name, "the feed finds people by", place, d);
}

static bool way_there(const struct feed_way *way, const struct header *h)
{
	const struct str columns[] = {way->column, way->family, way->given, way->born, way->postcode};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (columns[i].n > 0 && header_find(h, columns[i]) == HEADER_NONE)
			return false;
	return true;
}

/* Where all ways are optional, one of them must be there all the same. */
static bool check_ways(const struct feed *feed, const struct header *h, struct place place, struct diag *d)
{
	for (size_t i = 0; i < feed->nways; i++)
		if (!feed->ways[i].optional || way_there(&feed->ways[i], h))
			return true;
	if (feed->nways > 0)
		diag_error(d, place, "has no column by which the feed %.*s finds people", STR_ARG(feed->id));
	return feed->nways == 0;
}

static bool find_way(struct mapping_way *out, const struct feed_way *way, const struct header *h, struct place place,
                     struct diag *d)
{
	bool ok;

	*out = (struct mapping_way){way, HEADER_NONE, HEADER_NONE, HEADER_NONE, HEADER_NONE, HEADER_NONE};
	if (way->optional && !way_there(way, h))
		return true;
	if (way->kind != WAY_PERSON)
		return header_need(&out->column, h, way->column, "the feed finds people by", place, d);
	ok = find_optional(&out->family, h, way->family, place, d);
	ok &= find_optional(&out->given, h, way->given, place, d);
	ok &= find_optional(&out->postcode, h, way->postcode, place, d);
	return find_optional(&out->born, h, way->born, place, d) && ok;
}

bool mapping_build(struct mapping *out, const struct feed *feed, const struct header *h, const struct plan *plan,
                   struct place place, struct arena *a, struct diag *d)
{
	bool ok = true;

	*out = (struct mapping){.plan = plan,
	                        .feed = feed,
	                        .type = feed->type,
	                        .header = h,
	                        .delimiter = h->delimiter,
	                        .cards = holds_cards(feed),
	                        .grid = holds_grid(feed) ? geo_grid_open() : NULL,
	                        .values = {&feed->zone, plan->atlas, plan->places, plan->nplaces, NULL}};
	out->values.grid = out->grid;
	out->fields = arena_array(a, feed->nfields, sizeof *out->fields);
	out->ways = arena_array(a, feed->nways, sizeof *out->ways);
	out->key = arena_array(a, feed->nkey, sizeof *out->key);
	for (size_t i = 0; i < feed->nways; i++)
		ok &= find_way(&out->ways[i], &feed->ways[i], h, place, d);
	for (size_t i = 0; i < feed->nfields; i++) {
		ok &= find_columns(&out->fields[i], feed, &feed->fields[i], h, place, a, d);
		if (feed->fields[i].field == FIELD_TIME)
			out->time = &out->fields[i];
		if (feed->fields[i].field == FIELD_RECORDED)
			out->recorded = &out->fields[i];
	}
	ok &= check_ways(feed, h, place, d);
	for (size_t i = 0; i < feed->nkey; i++)
		ok &= header_need(&out->key[i], h, feed->key[i], "the key is", place, d);
	return ok;
}

void mapping_close(struct mapping *m)
{
	geo_grid_close(m->grid);
	m->grid = NULL;
}

static bool by_reference(const struct mapping *m)
{
	for (size_t i = 0; i < m->feed->nways; i++) {
		if (m->feed->ways[i].kind == WAY_REFERENCE)
			return true;
	}
	return false;
}

static struct str unquoted(struct str s)
{
	s = str_trim(s);
	if (s.n > 0 && s.at[0] == '"')
		s = str_from(s, 1);
	if (s.n > 0 && s.at[s.n - 1] == '"')
		s.n--;
	return s;
}

struct identity_match mapping_guess(const struct mapping *m, const struct row *row, const struct identity_index *index)
{
	struct identity_match found = {.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};
	struct str part, rest = row->bytes;
	bool more = by_reference(m);

	while (more && found.found == IDENTITY_NONE) {
		more = str_split(&part, &rest, rest, m->delimiter);
		found = identity_by_reference(index, unquoted(part));
	}
	return found;
}
