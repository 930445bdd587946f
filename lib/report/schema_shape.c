/* From tables of members to JSON Schema. */
#include "report/schema_shape.h"

/* ---- out of the tables ---- */

#define INSTANT "-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)"
#define END "(" INSTANT "|\\.\\.)"

static json_t *define(json_t *definitions, const struct shape *shape);

static json_t *member_ref(json_t *definitions, const struct shape *of)
{
	if (!json_object_get(definitions, of->name))
		node_put(definitions, of->name, define(definitions, of));
	return schema_ref(of->name);
}

static json_t *texts(void)
{
	return schema_list(schema_type("string"));
}

static json_t *any_texts(void)
{
	json_t *o = schema_type("object");

	node_put(o, "additionalProperties", schema_either(schema_type("string"), texts()));
	return o;
}

static json_t *count(void)
{
	json_t *o = schema_type("integer");

	node_put(o, "minimum", json_integer(0));
	return o;
}

static json_t *member_type(json_t *definitions, const struct member *m)
{
	switch (m->kind) {
	case MEMBER_TEXT:
		break;
	case MEMBER_FIXED:
		return schema_one("const", node_text(str_of(m->words[0])));
	case MEMBER_TIME:
		return schema_text("^(-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}|" INSTANT "|" END "/" END "|\\.\\.)$");
	case MEMBER_INSTANT:
		return schema_text("^(" INSTANT "|\\.\\.)$");
	case MEMBER_COUNT:
		return count();
	case MEMBER_NUMBER:
		return schema_type("number");
	case MEMBER_BOOL:
		return schema_type("boolean");
	case MEMBER_WORD:
		return schema_words(m->words);
	case MEMBER_ID:
		return schema_text("^[0-9a-f]{16}$");
	case MEMBER_SHA:
		return schema_text("^[0-9a-f]{64}$");
	case MEMBER_TEXTS:
		return texts();
	case MEMBER_ANY_TEXTS:
		return any_texts();
	case MEMBER_OBJECT:
		return member_ref(definitions, m->of);
	case MEMBER_LIST:
		return schema_list(member_ref(definitions, m->of));
	}
	return schema_type("string");
}

static json_t *define(json_t *definitions, const struct shape *shape)
{
	json_t *o = schema_type("object"), *properties = node_made(json_object()), *required = node_made(json_array());

	for (size_t i = 0; i < shape->n; i++) {
		const struct member *m = &shape->members[i];
		json_t *value = member_type(definitions, m), *described = node_made(json_object()), *all = node_made(json_array());
		if (m->flags & OR_NULL)
			value = schema_either(value, schema_type("null"));
		node_add(all, value);
		node_put(described, "description", node_text(str_of(m->help)));
		node_put(described, "allOf", all);
		node_put(properties, m->name, described);
		if (!(m->flags & OPTIONAL))
			node_add(required, node_text(str_of(m->name)));
	}
	node_put(o, "additionalProperties", json_false());
	node_put(o, "required", required);
	node_put(o, "properties", properties);
	return o;
}

json_t *schema_of_shape(const struct shape *shape)
{
	json_t *definitions = node_made(json_object()), *o = define(definitions, shape);

	node_put(o, "title", node_text(str_of(shape->members[0].words[0])));
	node_put(o, "definitions", definitions);
	return o;
}
