#include "yaml/plain.h"

#include <string.h>

enum { DEEPEST = 16, LONGEST_KEY = 128, MOST_KEYS = 64, NODES = 8 };

/* What a byte may do; texts are those without quotes, flow texts such within brackets. */
enum { IN_KEY = 1, BEGINS_TEXT = 2, IN_FLOW_TEXT = 4, BEGINS_KEY = 8 };
enum { NAME = IN_KEY | BEGINS_TEXT | IN_FLOW_TEXT | BEGINS_KEY };

static const unsigned char kinds[128] = {
	['0'] = NAME, ['1'] = NAME, ['2'] = NAME, ['3'] = NAME, ['4'] = NAME, ['5'] = NAME, ['6'] = NAME, ['7'] = NAME, ['8'] = NAME,
	['9'] = NAME, ['A'] = NAME, ['B'] = NAME, ['C'] = NAME, ['D'] = NAME, ['E'] = NAME, ['F'] = NAME, ['G'] = NAME, ['H'] = NAME,
	['I'] = NAME, ['J'] = NAME, ['K'] = NAME, ['L'] = NAME, ['M'] = NAME, ['N'] = NAME, ['O'] = NAME, ['P'] = NAME, ['Q'] = NAME,
	['R'] = NAME, ['S'] = NAME, ['T'] = NAME, ['U'] = NAME, ['V'] = NAME, ['W'] = NAME, ['X'] = NAME, ['Y'] = NAME, ['Z'] = NAME,
	['a'] = NAME, ['b'] = NAME, ['c'] = NAME, ['d'] = NAME, ['e'] = NAME, ['f'] = NAME, ['g'] = NAME, ['h'] = NAME, ['i'] = NAME,
	['j'] = NAME, ['k'] = NAME, ['l'] = NAME, ['m'] = NAME, ['n'] = NAME, ['o'] = NAME, ['p'] = NAME, ['q'] = NAME, ['r'] = NAME,
	['s'] = NAME, ['t'] = NAME, ['u'] = NAME, ['v'] = NAME, ['w'] = NAME, ['x'] = NAME, ['y'] = NAME, ['z'] = NAME, ['_'] = NAME,
	['-'] = IN_KEY | IN_FLOW_TEXT, ['.'] = IN_KEY | IN_FLOW_TEXT, ['/'] = IN_KEY | BEGINS_TEXT | IN_FLOW_TEXT,
	['('] = BEGINS_TEXT | IN_FLOW_TEXT, ['+'] = BEGINS_TEXT | IN_FLOW_TEXT, ['$'] = BEGINS_TEXT | IN_FLOW_TEXT,
	[')'] = IN_FLOW_TEXT, [' '] = IN_FLOW_TEXT, ['='] = IN_FLOW_TEXT, ['<'] = IN_FLOW_TEXT, ['>'] = IN_FLOW_TEXT,
	[';'] = IN_FLOW_TEXT, ['&'] = IN_FLOW_TEXT, ['\''] = IN_FLOW_TEXT,
};

/* One document. Nothing in it goes over a line but lists and mappings in blocks. */
struct reading {
	struct yaml_plain *plain;
	const struct source *source;
	struct arena *arena;
	const char *text;
	size_t at, end;  /* what is not read yet; at: where the line's text begins */
	size_t indent;   /* of it; SIZE_MAX: there is no further line */
	size_t line_end; /* where the line ends */
	unsigned depth;
	struct yaml_node *nodes; /* made in advance */
	size_t nnodes;
};

/* What is not ASCII may stand in any text. */
static bool is(char c, int kind)
{
	unsigned char byte = (unsigned char)c;

	return ((byte < 0x80 ? kinds[byte] : BEGINS_TEXT | IN_FLOW_TEXT) & kind) != 0;
}

/* ---- nodes ---- */

static struct yaml_node *new_node(struct reading *r, enum yaml_kind kind, size_t offset, size_t from, size_t n)
{
	if (r->nnodes == 0) {
		r->nodes = arena_array(r->arena, NODES, sizeof *r->nodes);
		r->nnodes = NODES;
	}
	struct yaml_node *node = r->nodes++;
	r->nnodes--;
	node->kind = kind;
	node->passage = (struct passage){.text = {r->text + from, n}, .source = r->source, .offset = offset, .style = PASSAGE_PLAIN};
	return node;
}

/* Of all that is open since there were `before`. */
static void close_map(struct reading *r, struct yaml_node *map, size_t before)
{
	struct yaml_plain *p = r->plain;

	map->n = p->open.n - before;
	if (map->n > 0)
		map->entries = arena_copy(r->arena, p->open.at + before, map->n * sizeof *map->entries);
	p->open.n = before;
}

static void close_list(struct reading *r, struct yaml_node *list, size_t before)
{
	struct yaml_plain *p = r->plain;
	const struct yaml_node **elements;

	list->n = p->open.n - before;
	if (list->n > 0) {
		elements = arena_array(r->arena, list->n, sizeof *elements);
		for (size_t i = 0; i < list->n; i++)
			elements[i] = p->open.at[before + i].value;
		list->elements = elements;
	}
	p->open.n = before;
}

static bool is_new_key(const struct reading *r, size_t before, struct str key)
{
	const struct yaml_plain *p = r->plain;

	for (size_t i = before; i < p->open.n; i++)
		if (str_eq(p->open.at[i].key->passage.text, key))
			return false;
	return p->open.n - before < MOST_KEYS;
}

/* ---- lines ---- */

/* To the first line from `from`, where one begins, that has a text. */
static void line_from(struct reading *r, size_t from)
{
	for (;;) {
		size_t i = from;
		while (i < r->end && r->text[i] == ' ')
			i++;
		if (i == r->end)
			break;
		const char *newline = memchr(r->text + i, '\n', r->end - i);
		size_t end = newline ? (size_t)(newline - r->text) : r->end;
		if (i < end && r->text[i] != '#') {
			r->at = i;
			r->indent = i - from;
			r->line_end = end;
			return;
		}
		from = end + (newline != NULL);
	}
	r->at = r->line_end = r->end;
	r->indent = SIZE_MAX;
}

static void next_line(struct reading *r)
{
	line_from(r, r->line_end + (r->line_end < r->end));
}

/* Is there nothing but blanks, and perhaps a comment, behind a value? */
static bool ends_line(const struct reading *r)
{
	size_t i = r->at;

	while (i < r->line_end && r->text[i] == ' ')
		i++;
	return i == r->line_end || (r->text[i] == '#' && i > r->at);
}

/* Where the key that stands here ends: at its colon, with a blank or nothing behind that; 0: there is none. */
static size_t key_end(const struct reading *r)
{
	size_t i = r->at;

	if (i == r->line_end || !is(r->text[i], BEGINS_KEY))
		return 0;
	while (i < r->line_end && is(r->text[i], IN_KEY))
		i++;
	bool ends = i < r->line_end && r->text[i] == ':' && (i + 1 == r->line_end || r->text[i + 1] == ' ');
	return ends && i - r->at <= LONGEST_KEY ? i : 0;
}

/* Does the line hold more behind them? */
static bool skip_blanks(struct reading *r)
{
	while (r->at < r->line_end && r->text[r->at] == ' ')
		r->at++;
	return r->at < r->line_end;
}

/* A key that is none of those open since there were `before`, its colon and the blanks behind it. */
static bool read_key(struct yaml_node **out, struct reading *r, size_t before)
{
	size_t end = key_end(r);

	if (end == 0 || !is_new_key(r, before, (struct str){r->text + r->at, end - r->at}))
		return false;
	*out = new_node(r, YAML_SCALAR, r->at, r->at, end - r->at);
	r->at = end + 1;
	skip_blanks(r);
	return true;
}

/* ---- values on one line ---- */

static bool read_quoted(const struct yaml_node **out, struct reading *r)
{
	char quote = r->text[r->at];
	size_t from = r->at, i = from + 1;

	while (i < r->line_end && r->text[i] != quote && r->text[i] != '\\')
		i++;
	bool escaped = i < r->line_end && (r->text[i] != quote || (i + 1 < r->line_end && r->text[i + 1] == quote));
	if (i == r->line_end || escaped)
		return false;
	struct yaml_node *n = new_node(r, YAML_SCALAR, from, from + 1, i - from - 1);
	n->passage.style = quote == '"' ? PASSAGE_DOUBLE : PASSAGE_SINGLE;
	*out = n;
	r->at = i + 1;
	return true;
}

/* From where it is to the end, without the blanks before that. */
static const struct yaml_node *take_text(struct reading *r, size_t end)
{
	size_t from = r->at;

	while (end > from && r->text[end - 1] == ' ')
		end--;
	r->at = end;
	return new_node(r, YAML_SCALAR, from, from, end - from);
}

/* To the line's end or a comment. */
static bool read_text(const struct yaml_node **out, struct reading *r)
{
	size_t i = r->at;

	if (!is(r->text[i], BEGINS_TEXT))
		return false;
	for (; i < r->line_end; i++) {
		char c = r->text[i];
		if (c == ':' && (i + 1 == r->line_end || r->text[i + 1] == ' '))
			return false;
		if (c == '#' && r->text[i - 1] == ' ')
			break;
	}
	*out = take_text(r, i);
	return true;
}

/* To the comma or bracket that ends it. */
static bool read_flow_text(const struct yaml_node **out, struct reading *r)
{
	size_t i = r->at;

	if (i == r->line_end || !is(r->text[i], BEGINS_TEXT))
		return false;
	while (i < r->line_end && (is(r->text[i], IN_FLOW_TEXT) ||
	                           (r->text[i] == ':' && i + 1 < r->line_end && is(r->text[i + 1], BEGINS_KEY))))
		i++;
	*out = take_text(r, i);
	return true;
}

static bool read_flow(const struct yaml_node **out, struct reading *r);

/* A value that stands on this line, by itself or in brackets. */
static bool read_one(const struct yaml_node **out, struct reading *r, bool inside)
{
	char c = r->at < r->line_end ? r->text[r->at] : '\0';

	if (c == '{' || c == '[')
		return read_flow(out, r);
	if (c == '"' || c == '\'')
		return read_quoted(out, r);
	return inside ? read_flow_text(out, r) : read_text(out, r);
}

static bool read_flow_entry(struct reading *r, bool map, size_t before)
{
	struct yaml_node *key = NULL;
	const struct yaml_node *value;

	if (map && !read_key(&key, r, before))
		return false;
	if (!read_one(&value, r, true))
		return false;
	*VEC_PUSH(&r->plain->arena, &r->plain->open) = (struct yaml_entry){key, value};
	return skip_blanks(r);
}

/* A list or mapping in brackets, all on this line. */
static bool read_flow(const struct yaml_node **out, struct reading *r)
{
	bool map = r->text[r->at] == '{';
	char close = map ? '}' : ']';
	struct yaml_node *n = new_node(r, map ? YAML_MAP : YAML_LIST, r->at, r->at, 0);
	size_t before = r->plain->open.n;

	n->flow = true;
	if (++r->depth > DEEPEST)
		return false;
	r->at++;
	if (!skip_blanks(r))
		return false;
	while (r->text[r->at] != close || r->plain->open.n > before) {
		if (!read_flow_entry(r, map, before))
			return false;
		if (r->text[r->at] == close)
			break;
		if (r->text[r->at++] != ',' || !skip_blanks(r))
			return false;
	}
	r->at++;
	r->depth--;
	map ? close_map(r, n, before) : close_list(r, n, before);
	*out = n;
	return true;
}

/* The same, and the line's end. */
static bool read_value(const struct yaml_node **out, struct reading *r)
{
	if (!read_one(out, r, false) || !ends_line(r))
		return false;
	next_line(r);
	return true;
}

/* ---- blocks ---- */

static bool is_item(const struct reading *r)
{
	return r->indent != SIZE_MAX && r->text[r->at] == '-' && (r->at + 1 == r->line_end || r->text[r->at + 1] == ' ');
}

static bool read_block(const struct yaml_node **out, struct reading *r);

/* What stands below a key or a dash with nothing behind it. beside: a list may stand in the key's own column. */
static bool read_below(const struct yaml_node **out, struct reading *r, size_t indent, bool beside)
{
	next_line(r);
	if (r->indent == SIZE_MAX || !(r->indent > indent || (beside && r->indent == indent && is_item(r))))
		return false;
	return read_block(out, r);
}

static bool nothing_left(struct reading *r)
{
	return r->at == r->line_end || r->text[r->at] == '#';
}

/* All of it, from its first key; others follow in its column. */
static bool read_map(const struct yaml_node **out, struct reading *r, size_t indent)
{
	struct yaml_node *n = new_node(r, YAML_MAP, r->at, r->at, 0), *key;
	size_t before = r->plain->open.n;

	do {
		const struct yaml_node *value;
		if (!read_key(&key, r, before))
			return false;
		if (!(nothing_left(r) ? read_below(&value, r, indent, true) : read_value(&value, r)))
			return false;
		*VEC_PUSH(&r->plain->arena, &r->plain->open) = (struct yaml_entry){key, value};
	} while (r->indent == indent && !is_item(r));
	close_map(r, n, before);
	*out = n;
	return true;
}

static bool read_item(const struct yaml_node **out, struct reading *r, size_t indent)
{
	size_t dash = r->at;

	r->at++;
	skip_blanks(r);
	if (nothing_left(r))
		return read_below(out, r, indent, false);
	return key_end(r) > 0 ? read_map(out, r, indent + (r->at - dash)) : read_value(out, r);
}

static bool read_list(const struct yaml_node **out, struct reading *r, size_t indent)
{
	struct yaml_node *n = new_node(r, YAML_LIST, r->at, r->at, 0);
	size_t before = r->plain->open.n;

	do {
		const struct yaml_node *value;
		if (!read_item(&value, r, indent))
			return false;
		*VEC_PUSH(&r->plain->arena, &r->plain->open) = (struct yaml_entry){NULL, value};
	} while (r->indent == indent && is_item(r));
	close_list(r, n, before);
	*out = n;
	return true;
}

static bool read_block(const struct yaml_node **out, struct reading *r)
{
	size_t indent = r->indent;

	if (++r->depth > DEEPEST)
		return false;
	bool read = is_item(r) ? read_list(out, r, indent) : read_map(out, r, indent);
	r->depth--;
	return read && (r->indent == SIZE_MAX || r->indent <= indent);
}

/* ---- the document ---- */

bool yaml_plain_read(const struct yaml_node **out, struct yaml_plain *p, const struct source *s, size_t from, size_t end,
                     struct arena *a)
{
	struct reading r = {.plain = p, .source = s, .arena = a, .text = s->text.at, .end = end};
	struct arena_mark mark = arena_mark(a);

	if (p->never || !yaml_bytes_simple(str_cut(s->text, from, end - from)))
		return false;
	if (str_starts(str_cut(s->text, from, end - from), STR("---\n")))
		from += 4;
	line_from(&r, from);
	if (r.indent != SIZE_MAX && read_block(out, &r) && r.indent == SIZE_MAX)
		return true;
	p->open.n = 0;
	arena_release(a, mark);
	*out = NULL;
	return false;
}
