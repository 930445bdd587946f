#include "feed/feed.h"
#include "feed/header.h"

#define NCOLUMNS_MAX 4

/* One of the tables of rules/data: its columns, and what takes a row of them. */
struct table {
	const char *file;
	struct str columns[NCOLUMNS_MAX];
	size_t ncolumns;
	bool (*add)(struct atlas *t, const struct str *cells);
};

static bool add_country(struct atlas *t, const struct str *cells)
{
	return atlas_add_country(t, cells[0], cells[1], cells[2], cells[3]);
}

static bool add_airport(struct atlas *t, const struct str *cells)
{
	return atlas_add_airport(t, cells[0], cells[1]);
}

static bool read_row(struct atlas *t, const struct table *table, const size_t *columns, const struct row *row)
{
	struct str cells[NCOLUMNS_MAX];

	for (size_t i = 0; i < table->ncolumns; i++)
		cells[i] = str_dup(t->arena, str_trim(row->fields[columns[i]]));
	return table->add(t, cells);
}

static bool bad_row(const struct row *row, struct place place, const char *why, struct diag *d)
{
	place.line = row->line > UINT32_MAX ? UINT32_MAX : (uint32_t)row->line;
	diag_error(d, place, "%s", why);
	return false;
}

static bool read_rows(struct atlas *t, const struct table *table, const size_t *columns, struct scanner *s,
                      struct place place, struct diag *d)
{
	struct row row;
	bool ok = true;

	for (;;) {
		switch (scanner_next(&row, s)) {
		case ROW_GOOD:
			if (!read_row(t, table, columns, &row))
				ok = bad_row(&row, place, "is not of the form, or says what another row has said", d);
			break;
		case ROW_BAD:
			ok = bad_row(&row, place, "is broken", d);
			break;
		case ROW_END:
			return ok;
		case ROW_BROKEN:
			return false;
		}
	}
}

static bool load(struct atlas *t, const struct table *table, struct str csv, struct diag *d)
{
	struct source *source = ARENA_NEW(t->arena, struct source);
	struct place place = {.source = source};
	struct header h;
	size_t columns[NCOLUMNS_MAX];
	struct input in;
	struct scanner *s;
	char hex[65];
	bool ok;

	*source = (struct source){.file = str_of(table->file), .text = csv};
	input_open_memory(&in, csv, (struct str){NULL, 0});
	s = scanner_open(&in);
	ok = header_read(&h, s, NULL, place, t->arena, d);
	for (size_t i = 0; ok && i < table->ncolumns; i++)
		ok = header_need(&columns[i], &h, table->columns[i], "the atlas reads", place, d);
	ok = ok && read_rows(t, table, columns, s, place, d);
	scanner_close(s);
	input_close(&in, hex);
	return ok;
}

bool atlas_load(struct atlas *t, struct str countries_csv, struct str airports_csv, struct diag *d)
{
	static const struct table countries = {
	        "rules/data/countries.csv", {{"code", 4}, {"alpha3", 6}, {"name", 4}, {"other", 5}}, 4, add_country};
	static const struct table airports = {
	        "rules/data/airports.csv", {{"code", 4}, {"country", 7}}, 2, add_airport};

	return load(t, &countries, countries_csv, d) && load(t, &airports, airports_csv, d);
}
