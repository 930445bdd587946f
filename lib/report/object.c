#include "report/object.h"

#include "report/node.h"

static json_t *json_of(struct object *o)
{
	return (json_t *)(void *)o;
}

struct object *object_new(void)
{
	return (struct object *)(void *)node_made(json_object());
}

struct object *object_list(void)
{
	return (struct object *)(void *)node_made(json_array());
}

void object_text(struct object *o, const char *key, struct str text)
{
	node_put(json_of(o), key, node_text_or_null(text));
}

void object_count(struct object *o, const char *key, int64_t n)
{
	node_put(json_of(o), key, node_made(json_integer(n)));
}

void object_flag(struct object *o, const char *key, bool is)
{
	node_put(json_of(o), key, json_boolean(is));
}

void object_instant(struct object *o, const char *key, int64_t at, const struct zone *z)
{
	node_put(json_of(o), key, at == INSTANT_MAX ? json_null() : node_moment(moment_instant(at), z));
}

void object_put(struct object *o, const char *key, struct object *value)
{
	node_put(json_of(o), key, json_of(value));
}

void object_add(struct object *list, struct object *value)
{
	node_add(json_of(list), json_of(value));
}

void object_print(struct buf *out, struct object *o)
{
	node_print(out, json_of(o));
	buf_char(out, '\n');
}
