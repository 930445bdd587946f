#include <stdlib.h>

#include "base/text.h"
#include "book/load.h"
#include "book/names.h"
#include "lang/identifier.h"

enum {
	SUBJECT_ID,
	SUBJECT_NAME,
	SUBJECT_ALIASES,
	SUBJECT_BORN,
	SUBJECT_NOTIFIES,
	SUBJECT_NOTIFIES_FROM,
	SUBJECT_NOTIFIES_UNTIL,
	SUBJECT_JURISDICTION,
	SUBJECT_IDENTIFIERS,
	SUBJECT_ADDRESSES,
	SUBJECT_DEVICES,
	SUBJECT_TAGS,
	SUBJECT_NOT,
	NSUBJECT_KEYS
};
enum { NAME_FAMILY, NAME_GIVEN, NAME_FROM, NAME_UNTIL, NAME_SOURCE, NAME_BORN, NNAME_KEYS };
enum { ADDRESS_LINE, ADDRESS_POSTCODE, ADDRESS_KIND, ADDRESS_FROM, ADDRESS_UNTIL, NADDRESS_KEYS };
enum { DATED_VALUE, DATED_FROM, DATED_UNTIL, NDATED_KEYS };

static const struct yaml_key name_keys[] = {
	[NAME_FAMILY] = {"family", YAML_TYPE_TEXT, 0, NULL, NULL, "family name"},
	[NAME_GIVEN] = {"given", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "given names"},
	[NAME_FROM] = {"from", YAML_TYPE_TIME, 0, NULL, NULL, "used from"},
	[NAME_UNTIL] = {"until", YAML_TYPE_TIME, 0, NULL, NULL, "the first day on which it was not used any more"},
	[NAME_SOURCE] = {"source", YAML_TYPE_TEXT, 0, NULL, NULL, "how it is known"},
	[NAME_BORN] = {"born", YAML_TYPE_DAY, 0, NULL, NULL, "of somebody else: the date of birth"},
};
static const struct yaml_shape name_shape = {"a name", name_keys, NNAME_KEYS};

static const struct yaml_key address_keys[] = {
	[ADDRESS_LINE] = {"line", YAML_TYPE_TEXT, 0, NULL, NULL, "the address but its postcode"},
	[ADDRESS_POSTCODE] = {"postcode", YAML_TYPE_TEXT, 0, NULL, NULL, "a postcode of the United Kingdom"},
	[ADDRESS_KIND] = {"kind", YAML_TYPE_TEXT, 0, NULL, NULL, "home or other"},
	[ADDRESS_FROM] = {"from", YAML_TYPE_TIME, 0, NULL, NULL, "from"},
	[ADDRESS_UNTIL] = {"until", YAML_TYPE_TIME, 0, NULL, NULL, "the first day out"},
};
static const struct yaml_shape address_shape = {"an address", address_keys, NADDRESS_KEYS};

static const struct yaml_key dated_keys[] = {
	[DATED_VALUE] = {"value", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the identifier"},
	[DATED_FROM] = {"from", YAML_TYPE_TIME, 0, NULL, NULL, "from"},
	[DATED_UNTIL] = {"until", YAML_TYPE_TIME, 0, NULL, NULL, "the first day out"},
};
static const struct yaml_shape dated_shape = {"an identifier", dated_keys, NDATED_KEYS};

static const struct yaml_key subject_keys[] = {
	[SUBJECT_ID] = {"subject", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the subject's id"},
	[SUBJECT_NAME] = {"name", YAML_TYPE_MAP, 0, NULL, &name_shape, "family and given names"},
	[SUBJECT_ALIASES] = {"aliases", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &name_shape, "other names, matched at any time"},
	[SUBJECT_BORN] = {"born", YAML_TYPE_DAY, 0, NULL, NULL, "date of birth"},
	[SUBJECT_NOTIFIES] = {"notifies", YAML_TYPE_BOOL, 0, NULL, NULL, "subject to the notification requirements; false by default"},
	[SUBJECT_NOTIFIES_FROM] = {"notifies-from", YAML_TYPE_TIME, 0, NULL, NULL, "from"},
	[SUBJECT_NOTIFIES_UNTIL] = {"notifies-until", YAML_TYPE_TIME, 0, NULL, NULL, "the first day out; absent: no end"},
	[SUBJECT_JURISDICTION] = {"jurisdiction", YAML_TYPE_WORD, 0, jurisdiction_words, NULL, "whose notification duties bind; england-wales by default"},
	[SUBJECT_IDENTIFIERS] = {"identifiers", YAML_TYPE_MAP, 0, NULL, NULL, "kind: a value or a list; values may be {value, from, until}"},
	[SUBJECT_ADDRESSES] = {"addresses", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &address_shape, "line, postcode, kind, from, until"},
	[SUBJECT_DEVICES] = {"devices", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE | YAML_OR_TEXT, NULL, &dated_shape, "IMEI or serial numbers"},
	[SUBJECT_TAGS] = {"tags", YAML_TYPE_MAP, 0, NULL, NULL, "key: text"},
	[SUBJECT_NOT] = {"not", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &name_shape, "people known to be somebody else"},
};
const struct yaml_shape subject_shape = {"a subject", subject_keys, NSUBJECT_KEYS};

struct reading_person {
	struct book *book;
	struct person *person;
	struct diag *diag;
};

/* [from, until); a span that ends before it begins is told. */
static void read_span(int64_t *from, int64_t *until, struct reading_person *r, const struct yaml_node *a,
                      const struct yaml_node *b)
{
	*from = a ? keep_moment(r->book, a, r->diag).first : INSTANT_MIN;
	*until = b ? keep_moment(r->book, b, r->diag).first : INSTANT_MAX;
	if (*until < *from)
		diag_error(r->diag, yaml_place(b), "until lies before from");
}

static struct str clean(struct reading_person *r, const struct yaml_node *n)
{
	return text_normal(r->book->arena, keep_text(r->book, n));
}

static bool read_name(struct person_name *out, struct reading_person *r, const struct yaml_node *map)
{
	const struct yaml_node *n[NNAME_KEYS];

	yaml_decode(n, &name_shape, map, r->diag);
	*out = (struct person_name){.family = clean(r, n[NAME_FAMILY]), .ngiven = yaml_count(n[NAME_GIVEN])};
	struct str *given = arena_array(r->book->arena, out->ngiven, sizeof *given);
	for (size_t i = 0; i < out->ngiven; i++)
		given[i] = clean(r, yaml_at(n[NAME_GIVEN], i));
	out->given = given;
	read_span(&out->from, &out->until, r, n[NAME_FROM], n[NAME_UNTIL]);
	if (n[NAME_BORN])
		out->has_born = day_parse(&out->born, yaml_text(n[NAME_BORN]));
	if (out->family.n > 0 || out->ngiven > 0)
		return true;
	if (map->kind == YAML_MAP)
		diag_error(r->diag, yaml_place(map), "a name needs family or given");
	return false;
}

static void read_names(struct reading_person *r, const struct yaml_node *const *n)
{
	struct person_name name;
	struct person *p = r->person;
	struct arena *a = r->book->arena;

	if (n[SUBJECT_NAME] && read_name(&name, r, n[SUBJECT_NAME])) {
		*VEC_PUSH(a, &p->names) = name;
		if (p->has_name) { /* a register's name becomes an alias */
			p->names.at[p->names.n - 1] = p->names.at[0];
			p->names.at[0] = name;
		}
		p->has_name = true;
	}
	for (size_t i = 0; i < yaml_count(n[SUBJECT_ALIASES]); i++)
		if (read_name(&name, r, yaml_at(n[SUBJECT_ALIASES], i)))
			*VEC_PUSH(a, &p->names) = name;
	for (size_t i = 0; i < yaml_count(n[SUBJECT_NOT]); i++)
		if (read_name(&name, r, yaml_at(n[SUBJECT_NOT], i)))
			*VEC_PUSH(a, &p->others) = name;
}

static void read_identifier(struct reading_person *r, struct str kind, const struct yaml_node *value)
{
	const struct yaml_node *n[NDATED_KEYS] = {NULL};
	struct identifier id = {.kind = text_lower(r->book->arena, kind)};

	if (value->kind == YAML_SCALAR)
		n[DATED_VALUE] = value;
	else
		yaml_decode(n, &dated_shape, value, r->diag);
	if (!n[DATED_VALUE])
		return;
	read_span(&id.from, &id.until, r, n[DATED_FROM], n[DATED_UNTIL]);
	const struct identifier_form *form = identifier_form_find(id.kind);
	struct str text = keep_text(r->book, n[DATED_VALUE]), formal, why;
	if (!identifier_normal(&id.value, form, text, r->book->arena)) {
		diag_error(r->diag, yaml_place(n[DATED_VALUE]), "this is no identifier");
		return;
	}
	if (form && !identifier_form_parse(&formal, form, text, r->book->arena, &why))
		diag_warning(r->diag, yaml_place(n[DATED_VALUE]), "this %.*s", STR_ARG(why));
	*VEC_PUSH(r->book->arena, &r->person->identifiers) = id;
	*VEC_PUSH(r->book->arena, &r->person->kinds) = kind;
}

static void read_identifiers(struct reading_person *r, const struct yaml_node *const *n)
{
	const struct yaml_node *map = n[SUBJECT_IDENTIFIERS];
	for (size_t i = 0; map && i < map->n; i++) {
		const struct yaml_node *key = map->entries[i].key, *value = map->entries[i].value;
		if (!yaml_parse_name(key->passage.text, false))
			diag_error(r->diag, yaml_place(key), "a kind of identifier is letters, digits, - and _, a letter first");
		for (size_t j = 0; j < yaml_count(value); j++)
			read_identifier(r, keep_text(r->book, key), yaml_at(value, j));
	}
	for (size_t i = 0; i < yaml_count(n[SUBJECT_DEVICES]); i++)
		read_identifier(r, STR("device"), yaml_at(n[SUBJECT_DEVICES], i));
}

static void read_addresses(struct reading_person *r, const struct yaml_node *list)
{
	for (size_t i = 0; i < yaml_count(list); i++) {
		const struct yaml_node *n[NADDRESS_KEYS];
		struct address a = {0};
		yaml_decode(n, &address_shape, yaml_at(list, i), r->diag);
		read_span(&a.from, &a.until, r, n[ADDRESS_FROM], n[ADDRESS_UNTIL]);
		if (!n[ADDRESS_POSTCODE])
			continue;
		if (postcode_parse(&a.postcode, keep_text(r->book, n[ADDRESS_POSTCODE]), r->book->arena))
			*VEC_PUSH(r->book->arena, &r->person->addresses) = a;
		else
			diag_error(r->diag, yaml_place(n[ADDRESS_POSTCODE]), "\"%.*s\" is no postcode",
			           STR_ARG(str_cut(yaml_text(n[ADDRESS_POSTCODE]), 0, 20)));
	}
}

static void read_tags(struct reading_person *r, const struct yaml_node *map)
{
	for (size_t i = 0; map && i < map->n; i++) {
		const struct yaml_node *key = map->entries[i].key, *value = map->entries[i].value;
		struct str *text = ARENA_NEW(r->book->arena, struct str);
		if (!yaml_parse_name(key->passage.text, false) || value->kind != YAML_SCALAR) {
			diag_error(r->diag, yaml_place(key), "a tag is a name and a text");
			continue;
		}
		*text = clean(r, value);
		struct map_entry *e = VEC_PUSH(r->book->arena, &r->person->tags);
		e->key = keep_text(r->book, key);
		e->value = text;
	}
}

static void read_notifies(struct reading_person *r, const struct yaml_node *const *n)
{
	struct person *p = r->person;

	if (n[SUBJECT_NOTIFIES]) {
		p->has_notifies = true;
		p->notifies = yaml_bool(n[SUBJECT_NOTIFIES], false);
	}
	if (n[SUBJECT_NOTIFIES_FROM]) {
		p->has_notifies_from = true;
		p->notifies_from = keep_moment(r->book, n[SUBJECT_NOTIFIES_FROM], r->diag);
	}
	if (n[SUBJECT_NOTIFIES_UNTIL]) {
		p->has_notifies_until = true;
		p->notifies_until = keep_moment(r->book, n[SUBJECT_NOTIFIES_UNTIL], r->diag);
	}
	if (n[SUBJECT_NOTIFIES_FROM] && n[SUBJECT_NOTIFIES_UNTIL] && p->notifies_until.first < p->notifies_from.first)
		diag_error(r->diag, yaml_place(n[SUBJECT_NOTIFIES_UNTIL]), "notifies-until lies before notifies-from");
	if (n[SUBJECT_JURISDICTION])
		p->jurisdiction = keep_text(r->book, n[SUBJECT_JURISDICTION]);
}

void person_read(struct book *b, struct person *p, const struct yaml_node *map, bool unnamed, struct diag *d)
{
	const struct yaml_node *n[NSUBJECT_KEYS];
	struct reading_person r = {b, p, d};
	struct yaml_shape shape = unnamed ? shape_without_first(&subject_shape, b->arena) : subject_shape;

	yaml_decode(n, &shape, map, d);
	if (n[SUBJECT_ID])
		p->place = keep_passage(b, n[SUBJECT_ID]);
	if (n[SUBJECT_BORN])
		p->has_born = day_parse(&p->born, yaml_text(n[SUBJECT_BORN]));
	read_names(&r, n);
	read_notifies(&r, n);
	read_identifiers(&r, n);
	read_addresses(&r, n[SUBJECT_ADDRESSES]);
	read_tags(&r, n[SUBJECT_TAGS]);
}
