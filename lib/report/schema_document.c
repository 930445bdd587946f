/* JSON Schema out of the key tables of documents. */
#include <string.h>

#include "report/schema_parts.h"

struct making {
	json_t *definitions;
	bool in_test; /* what a test carries inline needs no id, and an order no subject */
};

/* "a field of a feed" -> field-of-a-feed */
static void slug(struct buf *out, const struct yaml_shape *shape, bool in_test)
{
	const char *title = shape->title;

	title += strncmp(title, "an ", 3) == 0 ? 3 : strncmp(title, "a ", 2) == 0 ? 2 : 0;
	for (; *title; title++)
		buf_char(out, *title == ' ' ? '-' : *title);
	if (in_test)
		buf_add(out, STR("-in-test"));
	buf_char(out, '\0');
}

static json_t *scalar(void)
{
	json_t *types = node_made(json_array());
	static const char *const names[] = {"string", "number", "boolean"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		node_add(types, node_text(str_of(names[i])));
	return schema_one("type", types);
}

static json_t *filled(void)
{
	json_t *o = scalar();

	node_put(o, "pattern", node_text(STR("\\S")));
	return o;
}

/* As a YAML parser may read it, or as text. */
static json_t *bool_or_text(void)
{
	json_t *digits = node_made(json_array());

	node_add(digits, json_integer(0));
	node_add(digits, json_integer(1));
	json_t *numbers = schema_one("enum", digits);
	return schema_either(schema_type("boolean"), schema_either(numbers, schema_text(
		"^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Yy]|[Nn]|1|0)$")));
}

/* 20260302 is a number to a YAML parser. */
static json_t *time_or_number(void)
{
	json_t *number = schema_type("integer");

	node_put(number, "minimum", json_integer(10101));
	node_put(number, "maximum", json_integer(99991231));
	return schema_either(schema_text("^[0-9]{4}-?[0-9]{2}-?[0-9]{2}([Tt ].+)?$"), number);
}

static void define(struct making *m, const char *name, const struct yaml_shape *shape);

static json_t *map_by(struct making *m, const struct yaml_shape *shape)
{
	struct buf name = {0};

	if (!shape)
		return schema_type("object");
	slug(&name, shape, m->in_test);
	if (!json_object_get(m->definitions, name.at))
		define(m, name.at, shape);
	json_t *ref = schema_ref(name.at);
	buf_free(&name);
	return ref;
}

static json_t *map_of_values(struct making *m, const struct yaml_key *k)
{
	json_t *o = schema_type("object"), *value = map_by(m, k->shape);

	if (k->flags & YAML_VALUES_OR_TEXT)
		value = schema_either(scalar(), value);
	node_put(o, "additionalProperties", value);
	return o;
}

/* Any scalar, a map by its shape, or a list of these. */
static json_t *any_by(struct making *m, const struct yaml_shape *shape)
{
	if (!shape)
		return node_made(json_object());
	return schema_either(schema_either(scalar(), map_by(m, shape)), schema_list(schema_either(scalar(), map_by(m, shape))));
}

static json_t *map_type(struct making *m, const struct yaml_key *k)
{
	if (k->flags & (YAML_VALUES | YAML_VALUES_OR_TEXT))
		return map_of_values(m, k);
	return k->flags & YAML_OR_TEXT ? schema_either(scalar(), map_by(m, k->shape)) : map_by(m, k->shape);
}

static json_t *one_of_type(struct making *m, const struct yaml_key *k)
{
	switch (k->type) {
	case YAML_TYPE_TEXT:
	case YAML_TYPE_EXPRESSION:
		return scalar();
	case YAML_TYPE_NAME:
		return schema_text(k->flags & YAML_NO_SLASH ? "^[A-Za-z][A-Za-z0-9_-]*$" : "^[A-Za-z][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*$");
	case YAML_TYPE_ID:
		return filled();
	case YAML_TYPE_BOOL:
		return bool_or_text();
	case YAML_TYPE_NUMBER:
		return schema_either(schema_type("number"), schema_text("^[+-]?[0-9]+(\\.[0-9]+)?$"));
	case YAML_TYPE_DAY:
		return schema_text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
	case YAML_TYPE_TIME:
		return time_or_number();
	case YAML_TYPE_DURATION:
		return schema_text("^([0-9].*[a-z]|P.+)$");
	case YAML_TYPE_WORD:
		return schema_words(k->words);
	case YAML_TYPE_MAP:
		return map_type(m, k);
	case YAML_TYPE_ANY:
		break;
	}
	return any_by(m, k->shape);
}

static json_t *value_of(struct making *m, const struct yaml_key *k)
{
	json_t *value = one_of_type(m, k);

	if (k->flags & YAML_LIST_OF) {
		value = schema_list(value);
		if (k->flags & YAML_OR_ONE)
			value = schema_either(one_of_type(m, k), value);
	}
	if (k->flags & YAML_MAY_BE_NULL)
		value = schema_either(schema_type("null"), value);
	if (!json_object_get(value, "$ref")) {
		node_put(value, "description", node_text(str_of(k->help)));
		return value;
	}
	/* In draft 7 nothing beside a $ref counts. */
	json_t *all = node_made(json_array()), *o = node_made(json_object());
	node_add(all, value);
	node_put(o, "description", node_text(str_of(k->help)));
	node_put(o, "allOf", all);
	return o;
}

static bool is_document(const struct yaml_shape *shape)
{
	for (size_t i = 0; book_shapes[i]; i++)
		if (book_shapes[i] == shape)
			return true;
	return false;
}

static bool is_test(const struct yaml_shape *shape)
{
	return strcmp(shape->keys[0].name, "test") == 0;
}

static bool needs(const struct making *m, const struct yaml_shape *shape, const struct yaml_key *k)
{
	if (!(k->flags & YAML_REQUIRED))
		return false;
	return !m->in_test || !is_document(shape) || is_test(shape) || (k != &shape->keys[0] && strcmp(k->name, "subject") != 0);
}

static json_t *object_of(struct making *m, const struct yaml_shape *shape)
{
	json_t *o = schema_type("object"), *properties = node_made(json_object()), *required = node_made(json_array());

	for (size_t i = 0; i < shape->nkeys; i++) {
		const struct yaml_key *k = &shape->keys[i];
		node_put(properties, k->name, value_of(m, k));
		if (needs(m, shape, k))
			node_add(required, node_text(str_of(k->name)));
	}
	node_put(o, "title", node_text(str_of(shape->title)));
	node_put(o, "additionalProperties", json_false());
	node_put(o, "required", required);
	node_put(o, "properties", properties);
	return o;
}

/* Its name is taken before its keys are gone through: shapes hold one another. */
static void define(struct making *m, const char *name, const struct yaml_shape *shape)
{
	node_put(m->definitions, name, node_made(json_object()));
	json_t *o = object_of(m, shape);
	if (json_object_update(json_object_get(m->definitions, name), o) != 0)
		mem_exhausted();
	json_decref(o);
}

static void put_definitions(json_t *o, struct making *m)
{
	if (json_object_size(m->definitions) > 0)
		node_put(o, "definitions", m->definitions);
	else
		json_decref(m->definitions);
}

json_t *schema_document(const struct yaml_shape *shape)
{
	struct making m = {node_made(json_object()), is_test(shape)};
	json_t *o = object_of(&m, shape);

	put_definitions(o, &m);
	return o;
}

/* ---- a document of any kind ---- */

/* The first of these keys that a document has says its kind: a test has an order, a feed an event type. */
static const char *const telling[] = {"test",   "settings", "feed",  "rule",    "state",
                                      "scheme", "place",    "order", "subject", "event"};

static const struct yaml_shape *shape_of(const char *kind)
{
	size_t i = 0;

	while (strcmp(book_shapes[i]->keys[0].name, kind) != 0)
		i++;
	return book_shapes[i];
}

/* If it has the key it is of that kind; else the rest decides. */
static json_t *step(struct making *m, const char *kind, json_t *rest)
{
	json_t *o = node_made(json_object()), *key = node_made(json_array());
	const struct yaml_shape *shape = shape_of(kind);

	node_add(key, node_text(str_of(kind)));
	node_put(o, "if", schema_one("required", key));
	m->in_test = is_test(shape);
	node_put(o, "then", map_by(m, shape));
	node_put(o, "else", rest);
	return o;
}

json_t *schema_any_document(void)
{
	struct making m = {node_made(json_object()), false};
	json_t *chain = node_made(json_false()), *o = schema_type("object");

	for (size_t i = sizeof telling / sizeof *telling; i-- > 0;)
		chain = step(&m, telling[i], chain);
	if (json_object_update(o, chain) != 0)
		mem_exhausted();
	json_decref(chain);
	node_put(o, "title", node_text(STR("a document")));
	put_definitions(o, &m);
	return o;
}
