/* The schemas hold what the program writes and reads: each key of each table, each member of a finding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/schema_parts.h"

static json_t *schema(const char *kind)
{
	struct buf b = {0};
	json_error_t error;

	assert_true(schema_print(&b, str_of(kind)));
	json_t *root = json_loadb(b.at, b.n, 0, &error);
	assert_non_null(root);
	buf_free(&b);
	return root;
}

static void every_key(void **state)
{
	(void)state;
	for (size_t i = 0; book_shapes[i]; i++) {
		const struct yaml_shape *shape = book_shapes[i];
		json_t *root = schema(shape->keys[0].name), *properties = json_object_get(root, "properties");
		size_t nrequired = 0;
		assert_int_equal(json_object_size(properties), shape->nkeys);
		for (size_t k = 0; k < shape->nkeys; k++) {
			json_t *one = json_object_get(properties, shape->keys[k].name);
			assert_string_equal(json_string_value(json_object_get(one, "description")), shape->keys[k].help);
			nrequired += (shape->keys[k].flags & YAML_REQUIRED) != 0;
		}
		assert_int_equal(json_array_size(json_object_get(root, "required")), nrequired);
		assert_true(json_is_false(json_object_get(root, "additionalProperties")));
		json_decref(root);
	}
}

static void every_kind(void **state)
{
	struct buf b = {0};

	(void)state;
	for (const struct schema_kind *k = schema_kinds; k->name; k++)
		json_decref(schema(k->name));
	assert_false(schema_print(&b, STR("orders")));
	assert_false(schema_print(&b, STR("")));
	buf_free(&b);
}

/* Every reference leads somewhere. */
static void follow(const json_t *root, const json_t *node)
{
	const char *ref = json_string_value(json_object_get(node, "$ref")), *key;
	json_t *value;
	size_t i;

	if (ref) {
		assert_int_equal(strncmp(ref, "#/definitions/", 14), 0);
		assert_non_null(json_object_get(json_object_get(root, "definitions"), ref + 14));
	}
	json_object_foreach((json_t *)(uintptr_t)node, key, value)
		follow(root, value);
	json_array_foreach(node, i, value)
		follow(root, value);
}

static void references(void **state)
{
	(void)state;
	for (const struct schema_kind *k = schema_kinds; k->name; k++) {
		json_t *root = schema(k->name);
		follow(root, root);
		json_decref(root);
	}
}

/* Inline in a test an order needs no id and no subject; in a document it does. */
static void inline_in_a_test(void **state)
{
	json_t *test = schema("test"), *any = schema("document");
	json_t *inlined = json_object_get(json_object_get(json_object_get(test, "definitions"), "order-in-test"), "required");
	json_t *own = json_object_get(json_object_get(json_object_get(any, "definitions"), "order"), "required");

	(void)state;
	assert_int_equal(json_array_size(inlined) + 2, json_array_size(own));
	assert_string_equal(json_string_value(json_array_get(own, 0)), "order");
	assert_string_not_equal(json_string_value(json_array_get(inlined, 0)), "order");
	json_decref(test);
	json_decref(any);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind),
		cmocka_unit_test(every_key),
		cmocka_unit_test(references),
		cmocka_unit_test(inline_in_a_test),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
