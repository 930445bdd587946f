#include "feed/feed.h"
#include "feed/header.h"

#define NCOLUMNS_MAX 4

/* What the rows go into: one of the two. */
struct target {
	struct atlas *atlas;
	struct offences *offences;
	struct arena *arena;
};

/* One of the tables of rules/data: its columns, and what takes a row of them. */
struct table {
	const char *file;
	struct str columns[NCOLUMNS_MAX];
	size_t ncolumns;
	bool (*add)(const struct target *t, const struct str *cells);
	const char *reader;
};

static bool add_country(const struct target *t, const struct str *cells)
{
	return atlas_add_country(t->atlas, cells[0], cells[1], cells[2], cells[3]);
}

static bool add_airport(const struct target *t, const struct str *cells)
{
	return atlas_add_airport(t->atlas, cells[0], cells[1]);
}

static bool add_offence(const struct target *t, const struct str *cells)
{
	if (cells[0].n == 0 || cells[1].n == 0 || cells[2].n == 0)
		return false;
	*VEC_PUSH(t->arena, &t->offences->rows) = (struct offence){cells[0], cells[1], cells[2], cells[3]};
	return true;
}

static bool read_row(const struct target *t, const struct table *table, const size_t *columns, const struct row *row)
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

static bool read_rows(const struct target *t, const struct table *table, const size_t *columns, struct scanner *s,
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

static bool load(const struct target *t, const struct table *table, struct str csv, struct diag *d)
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
		ok = header_need(&columns[i], &h, table->columns[i], table->reader, place, d);
	ok = ok && read_rows(t, table, columns, s, place, d);
	scanner_close(s);
	input_close(&in, hex);
	return ok;
}

bool atlas_load(struct atlas *t, struct str countries_csv, struct str airports_csv, struct diag *d)
{
	static const struct table countries = {
	        "rules/data/countries.csv", {{"code", 4}, {"alpha3", 6}, {"name", 4}, {"other", 5}}, 4, add_country, "the atlas reads"};
	static const struct table airports = {
	        "rules/data/airports.csv", {{"code", 4}, {"country", 7}}, 2, add_airport, "the atlas reads"};

	struct target target = {.atlas = t, .arena = t->arena};

	return load(&target, &countries, countries_csv, d) && load(&target, &airports, airports_csv, d);
}

bool offences_load(struct offences *out, struct str csv, struct diag *d)
{
	static const struct table offences = {"rules/data/offences.csv",
	                                      {{"order-type", 10}, {"jurisdiction", 12}, {"code", 4}, {"title", 5}},
	                                      4, add_offence, "the table of offences has"};
	struct target target = {.offences = out, .arena = out->arena};

	return load(&target, &offences, csv, d);
}
