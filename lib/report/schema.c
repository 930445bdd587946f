#include "report/schema_parts.h"

const struct schema_kind schema_kinds[] = {
	{"order", "an order on one subject, with its conditions"},
	{"scheme", "duties that bind many subjects"},
	{"subject", "a person"},
	{"rule", "a reusable condition"},
	{"event", "an event type and its fields"},
	{"state", "an interval of a subject's life"},
	{"place", "a point with a radius, or an area"},
	{"feed", "how a CSV file becomes events"},
	{"test", "a rule test"},
	{"settings", "ordercheck.yaml"},
	{"document", "a document of any of these kinds"},
	{"finding", "a finding: a line of check --format jsonl"},
	{"run", "a run: check --format json"},
	{NULL, NULL},
};

/* ---- parts ---- */

json_t *schema_one(const char *key, json_t *value)
{
	json_t *o = node_made(json_object());

	node_put(o, key, value);
	return o;
}

json_t *schema_type(const char *type)
{
	return schema_one("type", node_text(str_of(type)));
}

json_t *schema_text(const char *pattern)
{
	json_t *o = schema_type("string");

	node_put(o, "pattern", node_text(str_of(pattern)));
	return o;
}

json_t *schema_words(const char *const *words)
{
	json_t *list = node_made(json_array());

	for (; words && *words; words++)
		node_add(list, node_text(str_of(*words)));
	return schema_one("enum", list);
}

json_t *schema_list(json_t *of)
{
	json_t *o = schema_type("array");

	node_put(o, "items", of);
	return o;
}

json_t *schema_either(json_t *a, json_t *b)
{
	json_t *list = node_made(json_array());

	node_add(list, a);
	node_add(list, b);
	return schema_one("anyOf", list);
}

json_t *schema_ref(const char *definition)
{
	struct buf b = {0};

	buf_printf(&b, "#/definitions/%s", definition);
	json_t *ref = schema_one("$ref", node_text(buf_str(&b)));
	buf_free(&b);
	return ref;
}

/* ---- the whole ---- */

static json_t *root_of(struct str name)
{
	for (size_t i = 0; book_shapes[i]; i++)
		if (str_eq_cstr(name, book_shapes[i]->keys[0].name))
			return schema_document(book_shapes[i]);
	if (str_eq_cstr(name, "document"))
		return schema_any_document();
	if (str_eq_cstr(name, "finding"))
		return schema_finding();
	return str_eq_cstr(name, "run") ? schema_run() : NULL;
}

bool schema_print(struct buf *out, struct str name)
{
	json_t *root = root_of(name), *o = node_made(json_object());
	struct buf id = {0};

	if (!root) {
		json_decref(o);
		return false;
	}
	buf_printf(&id, "urn:ordercheck:schema:%.*s", STR_ARG(name));
	node_put(o, "$schema", node_text(STR("http://json-schema.org/draft-07/schema#")));
	node_put(o, "$id", node_text(buf_str(&id)));
	buf_free(&id);
	if (json_object_update(o, root) != 0)
		mem_exhausted();
	json_decref(root);
	node_print_lines(out, o);
	return true;
}
