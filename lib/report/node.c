#include "report/node.h"

#include "base/text.h"

/* ---- values ---- */

json_t *node_made(json_t *v)
{
	if (!v)
		mem_exhausted();
	return v;
}

json_t *node_text(struct str s)
{
	struct buf escaped = {0};

	if (text_valid(NULL, s))
		return node_made(json_stringn(s.n > 0 ? s.at : "", s.n));
	text_escape(&escaped, s);
	json_t *v = node_made(json_stringn(escaped.at, escaped.n));
	buf_free(&escaped);
	return v;
}

json_t *node_text_or_null(struct str s)
{
	return s.n > 0 ? node_text(s) : json_null();
}

void node_add(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		mem_exhausted();
}

json_t *node_texts(const struct str *list, size_t n)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < n; i++)
		node_add(array, node_text(list[i]));
	return array;
}

json_t *node_count(uint64_t n)
{
	return node_made(json_integer((json_int_t)n));
}

json_t *node_moment(struct moment m, const struct zone *z)
{
	struct buf b = {0};

	moment_print(&b, m, z);
	json_t *v = node_text(buf_str(&b));
	buf_free(&b);
	return v;
}

void node_put(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, value) != 0)
		mem_exhausted();
}

/* ---- text of values ---- */

static int dumped(const char *at, size_t n, void *context)
{
	buf_add(context, (struct str){at, n});
	return 0;
}

/* Characters that mislead a reader (bidirectional controls and the like) as \uNNNN; beyond
 * ASCII there is nothing in JSON but the insides of strings. */
static void add_safe(struct buf *out, struct str json)
{
	struct buf one = {0};

	for (size_t i = 0; i < json.n;) {
		size_t at = i;
		int32_t c = text_next(json, &i);
		struct str letter = str_cut(json, at, i - at);

		buf_clear(&one);
		if (c >= 0x7F)
			text_escape(&one, letter);
		if (c < 0x7F || str_eq(buf_str(&one), letter))
			buf_add(out, letter);
		else if (c < 0x10000)
			buf_printf(out, "\\u%04X", (unsigned)c);
		else
			buf_printf(out, "\\u%04X\\u%04X", 0xD7C0U + ((unsigned)c >> 10), 0xDC00U + ((unsigned)c & 0x3FFU));
	}
	buf_free(&one);
}

static void print(struct buf *out, json_t *value, size_t flags)
{
	struct buf raw = {0};

	if (json_dump_callback(value, dumped, &raw, flags | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12)) != 0)
		mem_exhausted();
	json_decref(value);
	add_safe(out, buf_str(&raw));
	buf_free(&raw);
}

void node_print(struct buf *out, json_t *value)
{
	print(out, value, JSON_COMPACT);
}

void node_print_lines(struct buf *out, json_t *value)
{
	print(out, value, JSON_INDENT(1));
	buf_char(out, '\n');
}
