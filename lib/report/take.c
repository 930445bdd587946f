#include "report/take.h"

#include <inttypes.h>
#include <stdio.h>

enum { COUNT_MOST_BITS = 53 };

/* ---- the way to a value ---- */

struct spot spot_member(const struct spot *up, const char *key, const json_t *node)
{
	return (struct spot){.taking = up->taking, .up = up, .key = key, .node = node};
}

struct spot spot_entry(const struct spot *up, size_t index)
{
	return (struct spot){.taking = up->taking, .up = up, .index = index, .node = json_array_get(up->node, index)};
}

static void print_way(struct buf *out, const struct spot *s)
{
	if (!s->up)
		return;
	print_way(out, s->up);
	if (s->key)
		buf_printf(out, "%s%s", out->n > 0 ? "." : "", s->key);
	else
		buf_printf(out, "[%zu]", s->index);
}

bool spot_refuse(const struct spot *s, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	print_way(&b, s);
	if (b.n > 0)
		buf_char(&b, ' ');
	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	diag_error(s->taking->diag, s->taking->place, "%.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
	return false;
}

/* ---- one member ---- */

struct str take_str(const json_t *text, struct arena *a)
{
	return str_dup(a, (struct str){json_string_value(text), json_string_length(text)});
}

static bool take_texts(struct take_texts *out, const struct spot *s)
{
	size_t n = json_array_size(s->node);
	struct str *list = arena_array(s->taking->arena, n, sizeof *list);

	if (!json_is_array(s->node))
		return spot_refuse(s, "is no list of texts");
	for (size_t i = 0; i < n; i++) {
		struct spot one = spot_entry(s, i);
		if (!json_is_string(one.node))
			return spot_refuse(&one, "is no text");
		list[i] = take_str(one.node, s->taking->arena);
	}
	*out = (struct take_texts){list, n};
	return true;
}

static bool take_count(uint64_t *out, const struct spot *s)
{
	json_int_t n = json_integer_value(s->node);

	if (!json_is_integer(s->node) || n < 0 || n > (json_int_t)1 << COUNT_MOST_BITS)
		return spot_refuse(s, "is no whole number from 0");
	*out = (uint64_t)n;
	return true;
}

static bool take_tenths(int *out, const struct spot *s)
{
	double n = json_number_value(s->node) * 10;

	if (!json_is_number(s->node) || !(n > -10000 && n < 10000))
		return spot_refuse(s, "is no number between -1,000 and 1,000");
	*out = (int)(n < 0 ? n - 0.5 : n + 0.5);
	return true;
}

static bool take_node(const json_t **out, const struct spot *s, bool right, const char *what)
{
	*out = s->node;
	return right || spot_refuse(s, "is no %s", what);
}

static bool take_text(struct str *out, const struct spot *s)
{
	if (!json_is_string(s->node))
		return spot_refuse(s, "is no text");
	*out = take_str(s->node, s->taking->arena);
	return true;
}

static bool take_one(void *at, enum take_kind kind, const struct spot *s)
{
	switch (kind) {
	case TAKE_TEXT_OR_NULL:
		return json_is_null(s->node) || take_text(at, s);
	case TAKE_TEXT:
		return take_text(at, s);
	case TAKE_TEXTS:
		return take_texts(at, s);
	case TAKE_COUNT_OR_NULL:
		return json_is_null(s->node) || take_count(at, s);
	case TAKE_COUNT:
		return take_count(at, s);
	case TAKE_TENTHS:
		return take_tenths(at, s);
	case TAKE_BOOL:
		*(bool *)at = json_is_true(s->node);
		return json_is_boolean(s->node) || spot_refuse(s, "is neither true nor false");
	case TAKE_LIST:
		return take_node(at, s, json_is_array(s->node), "list");
	case TAKE_OBJECT:
		return take_node(at, s, json_is_object(s->node), "object");
	case TAKE_OBJECT_OR_NULL:
		return take_node(at, s, json_is_object(s->node) || json_is_null(s->node), "object");
	case TAKE_NULL:
		return json_is_null(s->node) || spot_refuse(s, "is not null");
	}
	return false;
}

/* ---- an object ---- */

static bool known(const struct take_key *keys, const char *name)
{
	for (const struct take_key *k = keys; k->name; k++)
		if (str_eq_cstr(str_of(name), k->name))
			return true;
	return false;
}

static bool refuse_unknown(const struct take_key *keys, const struct spot *s)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)s->node, name, value)
		if (!known(keys, name)) {
			struct spot member = spot_member(s, name, value);
			return spot_refuse(&member, "is a member that this version does not know");
		}
	return true;
}

bool take(void *out, const struct take_key *keys, const struct spot *s)
{
	bool good = true;

	if (!json_is_object(s->node))
		return spot_refuse(s, "is no object");
	for (const struct take_key *k = keys; k->name; k++) {
		struct spot member = spot_member(s, k->name, json_object_get(s->node, k->name));
		if (member.node)
			good = take_one((char *)out + k->offset, k->kind, &member) && good;
		else if (!k->optional)
			good = spot_refuse(&member, "is missing");
	}
	return good && refuse_unknown(keys, s);
}
