#include "base/text.h"
#include "book/feed_parts.h"

enum { WAY_KEY_REFERENCE, WAY_KEY_IDENTIFIER, WAY_KEY_PERSON, WAY_KEY_OPTIONAL, NWAY_KEYS };
enum { PERSON_FAMILY, PERSON_GIVEN, PERSON_BORN, PERSON_POSTCODE, NPERSON_KEYS };
enum { BORN_COLUMN, BORN_FORMAT, BORN_PIVOT, NBORN_KEYS };

static const struct yaml_key born_keys[] = {
	[BORN_COLUMN] = {"column", YAML_TYPE_TEXT, YAML_REQUIRED, NULL, NULL, "the column of the date of birth"},
	[BORN_FORMAT] = {"format", YAML_TYPE_TEXT, 0, NULL, NULL, "its pattern, such as %d/%m/%Y, or excel"},
	[BORN_PIVOT] = {"pivot", YAML_TYPE_TEXT, 0, NULL, NULL, "the year with which the hundred years of %y begin"},
};
static const struct yaml_shape born_shape = {"a date of birth", born_keys, NBORN_KEYS};

static const struct yaml_key person_keys[] = {
	[PERSON_FAMILY] = {"family", YAML_TYPE_TEXT, YAML_REQUIRED, NULL, NULL, "the column of family names; without `given` of whole names"},
	[PERSON_GIVEN] = {"given", YAML_TYPE_TEXT, 0, NULL, NULL, "the column of given names"},
	[PERSON_BORN] = {"born", YAML_TYPE_MAP, YAML_OR_TEXT, NULL, &born_shape, "the column of dates of birth, or {column, format}"},
	[PERSON_POSTCODE] = {"postcode", YAML_TYPE_TEXT, 0, NULL, NULL, "the column of home postcodes"},
};
static const struct yaml_shape person_shape = {"a person", person_keys, NPERSON_KEYS};

static const struct yaml_key way_keys[] = {
	[WAY_KEY_REFERENCE] = {"reference", YAML_TYPE_TEXT, 0, NULL, NULL, "the column that holds the subject's id"},
	[WAY_KEY_IDENTIFIER] = {"identifier", YAML_TYPE_MAP, 0, NULL, NULL, "kind of identifier: its column"},
	[WAY_KEY_PERSON] = {"person", YAML_TYPE_MAP, 0, NULL, &person_shape, "columns of name and date of birth"},
	[WAY_KEY_OPTIONAL] = {"optional", YAML_TYPE_BOOL, 0, NULL, NULL, "not every file has its columns"},
};
const struct yaml_shape way_shape = {"a way to find a person", way_keys, NWAY_KEYS};

struct ways {
	struct book *book;
	struct diag *diag;
	VEC(struct feed_way) list;
};

static void add_identifiers(struct ways *w, const struct yaml_node *map)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_node *column = map->entries[i].value;
		if (!yaml_is_text(column)) {
			diag_error(w->diag, yaml_place(column), "the name of a column belongs here");
			continue;
		}
		struct feed_way *way = VEC_PUSH(w->book->arena, &w->list);
		way->kind = WAY_IDENTIFIER;
		way->identifier = text_lower(w->book->arena, keep_text(w->book, map->entries[i].key));
		way->column = keep_text(w->book, column);
	}
}

static void read_born(struct feed_way *way, struct ways *w, const struct yaml_node *born)
{
	const struct yaml_node *n[NBORN_KEYS] = {NULL};
	size_t bad;

	if (!born)
		return;
	if (born->kind == YAML_SCALAR)
		n[BORN_COLUMN] = born;
	else
		yaml_decode(n, &born_shape, born, w->diag);
	way->born = keep_text(w->book, n[BORN_COLUMN]);
	way->born_format = keep_text(w->book, n[BORN_FORMAT]);
	way->born_pivot = read_pivot(n[BORN_PIVOT], w->diag);
	if (n[BORN_FORMAT] && !format_named(way->born_format) && !moment_format_valid(way->born_format, &bad))
		diag_error(w->diag, passage_place(&n[BORN_FORMAT]->passage, bad), "this pattern is not understood from here on");
}

static void add_person(struct ways *w, const struct yaml_node *map)
{
	const struct yaml_node *n[NPERSON_KEYS];
	struct feed_way *way = VEC_PUSH(w->book->arena, &w->list);

	yaml_decode(n, &person_shape, map, w->diag);
	way->kind = WAY_PERSON;
	way->family = keep_text(w->book, n[PERSON_FAMILY]);
	way->given = keep_text(w->book, n[PERSON_GIVEN]);
	way->postcode = keep_text(w->book, n[PERSON_POSTCODE]);
	read_born(way, w, n[PERSON_BORN]);
}

static void add_way(struct ways *w, const struct yaml_node *map)
{
	const struct yaml_node *n[NWAY_KEYS];
	size_t first = w->list.n;

	yaml_decode(n, &way_shape, map, w->diag);
	if (map->kind == YAML_MAP && map->n != 1 + (n[WAY_KEY_OPTIONAL] != NULL))
		diag_error(w->diag, yaml_place(map), "one way to find a person has one of reference, identifier and person");
	if (n[WAY_KEY_REFERENCE]) {
		struct feed_way *way = VEC_PUSH(w->book->arena, &w->list);
		way->kind = WAY_REFERENCE;
		way->column = keep_text(w->book, n[WAY_KEY_REFERENCE]);
	}
	if (n[WAY_KEY_IDENTIFIER])
		add_identifiers(w, n[WAY_KEY_IDENTIFIER]);
	if (n[WAY_KEY_PERSON])
		add_person(w, n[WAY_KEY_PERSON]);
	for (size_t i = first; i < w->list.n; i++)
		w->list.at[i].optional = yaml_bool(n[WAY_KEY_OPTIONAL], false);
}

size_t feed_ways(const struct feed_way **out, struct book *b, const struct yaml_node *list, struct diag *d)
{
	struct ways w = {.book = b, .diag = d};
	for (size_t i = 0; i < yaml_count(list); i++)
		add_way(&w, yaml_at(list, i));
	*out = w.list.at;
	return w.list.n;
}
