#include "yaml/build.h"

#include <string.h>

enum { FEW_KEYS = 8 };

void yaml_build_init(struct yaml_build *b, const struct yaml_bytes *bytes, struct arena *a, struct diag *d)
{
	b->bytes = bytes;
	b->arena = a;
	b->diag = d;
	b->depth = 0; /* frames are set when they open */
	b->root = NULL;
	b->repeated = 0;
	b->anchored = b->failed = false;
}

/* A place takes a walk through the file: not for errors that nobody will see. */
static struct place place_of(const struct yaml_build *b, size_t offset)
{
	if (b->diag->nerrors >= b->diag->limit)
		return (struct place){.source = b->bytes->source};
	return source_place(b->bytes->source, offset);
}

static struct place fail(struct yaml_build *b, size_t offset)
{
	b->failed = true;
	return place_of(b, offset);
}

static struct str text_at(const yaml_char_t *at, size_t n)
{
	return (struct str){(const char *)at, n};
}

static struct str name_at(const yaml_char_t *name)
{
	return name ? str_of((const char *)name) : (struct str){0};
}

static bool name_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/* Bytes of the blank or line end at i, of those that libyaml knows; 0: none. */
static size_t space(struct str t, size_t i)
{
	static const char *const spaces[] = {" ", "\t", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
	for (size_t k = 0; k < sizeof spaces / sizeof *spaces; k++) {
		struct str s = str_of(spaces[k]);
		if (str_starts(str_from(t, i), s))
			return s.n;
	}
	return 0;
}

static bool line_ends(struct str t, size_t i)
{
	return t.at[i] != ' ' && t.at[i] != '\t' && space(t, i) > 0;
}

/* libyaml lets a node begin at its anchor or tag; its text begins behind them. */
static size_t skip_properties(struct str t, size_t i, size_t end)
{
	while (i < end) {
		char c = t.at[i];
		if (c == '&')
			do
				i++;
			while (i < end && name_char(t.at[i]));
		else if (c == '!')
			while (i < end && space(t, i) == 0)
				i++;
		else if (c == '#')
			while (i < end && !line_ends(t, i))
				i++;
		else if (space(t, i) > 0)
			i += space(t, i);
		else
			break;
	}
	return i;
}

static void check_tag(struct yaml_build *b, const yaml_char_t *tag, bool scalar, size_t offset)
{
	if (!tag || (scalar && strcmp((const char *)tag, YAML_STR_TAG) == 0))
		return;
	diag_error(b->diag, fail(b, offset), "tags have no meaning here");
	diag_help(b->diag, "a text that begins with ! stands in quotes; every value is read as text");
}

static struct yaml_anchor *add_anchor(struct yaml_build *b, const yaml_char_t *name)
{
	if (!name)
		return NULL;
	if (!b->anchored)
		map_init(&b->anchors, b->arena);
	b->anchored = true;
	struct yaml_anchor *anchor = ARENA_NEW(b->arena, struct yaml_anchor);
	map_put(&b->anchors, str_dup(b->arena, name_at(name)), anchor);
	return anchor;
}

static void tell_duplicate(struct yaml_build *b, const struct yaml_node *key, const struct yaml_node *first)
{
	struct place place = fail(b, key->passage.offset);
	diag_error(b->diag, place, "the key \"%.*s\" stands twice in one mapping", STR_ARG(key->passage.text));
	if (place.line > 0)
		diag_help(b->diag, "it stands in line %u already", place_of(b, first->passage.offset).line);
}

/* In f->keys a key's value is one more than its index among the entries. */
static void remember_key(struct yaml_frame *f, size_t i)
{
	map_put(&f->keys, f->entries.at[i].key->passage.text, (void *)(uintptr_t)(i + 1));
}

/* The key that is there already, or NULL. From a number of keys on by a hash map. */
static const struct yaml_node *find_duplicate(struct yaml_build *b, struct yaml_frame *f, struct str key)
{
	size_t n = f->entries.n;
	if (n < FEW_KEYS) {
		for (size_t i = 0; i < n; i++)
			if (str_eq(f->entries.at[i].key->passage.text, key))
				return f->entries.at[i].key;
		return NULL;
	}
	if (!f->keys.arena) {
		map_init(&f->keys, b->arena);
		for (size_t i = 0; i < n; i++)
			remember_key(f, i);
	}
	uintptr_t found = (uintptr_t)map_find(&f->keys, key);
	return found > 0 ? f->entries.at[found - 1].key : NULL;
}

static bool accept_key(struct yaml_build *b, struct yaml_frame *f, const struct yaml_node *key)
{
	size_t at = key->passage.offset;
	if (key->kind != YAML_SCALAR) {
		diag_error(b->diag, fail(b, at), "a key must be a text, not a list or mapping");
		diag_help(b->diag, "a text that begins with [ or { stands in quotes");
		return false;
	}
	if (key->null) {
		diag_error(b->diag, fail(b, at), "a key is missing here");
		return false;
	}
	if (key->passage.style == PASSAGE_PLAIN && str_eq_cstr(key->passage.text, "<<")) {
		diag_error(b->diag, fail(b, at), "merge keys (<<) are not known here");
		diag_help(b->diag, "write the keys out, or use an alias for a whole value");
		return false;
	}
	const struct yaml_node *first = find_duplicate(b, f, key->passage.text);
	if (first)
		tell_duplicate(b, key, first);
	return !first;
}

static void add_entry(struct yaml_build *b, struct yaml_frame *f, const struct yaml_node *value)
{
	struct yaml_entry *e = VEC_PUSH(b->arena, &f->entries);
	*e = (struct yaml_entry){.key = f->key, .value = value};
	if (f->keys.arena)
		remember_key(f, f->entries.n - 1);
}

static void attach(struct yaml_build *b, const struct yaml_node *n, size_t size, unsigned height)
{
	if (b->depth == 0) {
		b->root = n;
		return;
	}
	struct yaml_frame *f = &b->frames[b->depth - 1];
	f->size += size;
	if (f->height < height + 1)
		f->height = height + 1;
	if (f->node->kind == YAML_LIST) {
		*VEC_PUSH(b->arena, &f->elements) = n;
	} else if (!f->keyed) {
		f->key = accept_key(b, f, n) ? n : NULL;
		f->keyed = true;
	} else {
		if (f->key)
			add_entry(b, f, n);
		f->keyed = false;
	}
}

static struct yaml_node *new_node(struct yaml_build *b, enum yaml_kind kind, size_t offset)
{
	struct yaml_node *n = ARENA_NEW(b->arena, struct yaml_node);
	n->kind = kind;
	n->passage.source = b->bytes->source;
	n->passage.offset = offset;
	n->passage.style = PASSAGE_PLAIN;
	n->passage.text = str_cut(b->bytes->source->text, offset, 0);
	return n;
}

static bool too_deep(struct yaml_build *b, size_t offset, unsigned depth)
{
	if (depth <= YAML_DEPTH_MAX)
		return false;
	diag_error(b->diag, fail(b, offset), "nested more than %d deep", YAML_DEPTH_MAX);
	return true;
}

static bool open_frame(struct yaml_build *b, struct yaml_node *n, const yaml_char_t *anchor)
{
	if (too_deep(b, n->passage.offset, b->depth + 1))
		return false;
	struct yaml_frame *f = &b->frames[b->depth++];
	*f = (struct yaml_frame){.node = n, .anchor = add_anchor(b, anchor), .size = 1, .height = 1};
	return true;
}

static bool take_list(struct yaml_build *b, const yaml_event_t *e, size_t start)
{
	struct yaml_node *n = new_node(b, YAML_LIST, start);
	n->flow = e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	check_tag(b, e->data.sequence_start.tag, false, start);
	return open_frame(b, n, e->data.sequence_start.anchor);
}

static bool take_map(struct yaml_build *b, const yaml_event_t *e, size_t start)
{
	struct yaml_node *n = new_node(b, YAML_MAP, start);
	n->flow = e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	check_tag(b, e->data.mapping_start.tag, false, start);
	return open_frame(b, n, e->data.mapping_start.anchor);
}

static void close_frame(struct yaml_build *b)
{
	struct yaml_frame *f = &b->frames[--b->depth];
	if (f->node->kind == YAML_LIST)
		f->node->elements = f->elements.at;
	else
		f->node->entries = f->entries.at;
	f->node->n = f->node->kind == YAML_LIST ? f->elements.n : f->entries.n;
	if (f->anchor)
		*f->anchor = (struct yaml_anchor){.node = f->node, .size = f->size, .height = f->height};
	attach(b, f->node, f->size, f->height);
}

static enum passage_style passage_style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return PASSAGE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return PASSAGE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		return PASSAGE_BLOCK;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return PASSAGE_PLAIN;
}

/* Text that stands verbatim in the source is not copied. */
static struct str keep_text(struct yaml_build *b, struct str text, size_t offset, enum passage_style style)
{
	size_t from = offset + (style == PASSAGE_SINGLE || style == PASSAGE_DOUBLE);
	struct str there = str_cut(b->bytes->source->text, from, text.n);
	return str_eq(there, text) ? there : str_dup(b->arena, text);
}

static void take_scalar(struct yaml_build *b, const yaml_event_t *e, size_t start)
{
	struct str text = text_at(e->data.scalar.value, e->data.scalar.length);
	size_t end = yaml_bytes_offset(b->bytes, e->end_mark.index);
	check_tag(b, e->data.scalar.tag, true, start);
	if (e->data.scalar.anchor || e->data.scalar.tag)
		start = skip_properties(b->bytes->source->text, start, end);
	struct yaml_node *n = new_node(b, YAML_SCALAR, start);
	n->passage.style = passage_style_of(e->data.scalar.style);
	n->passage.text = keep_text(b, text, start, n->passage.style);
	n->null = n->passage.style == PASSAGE_PLAIN && !e->data.scalar.tag && (text.n == 0 || str_eq_cstr(text, "~"));
	if (memchr(text.n > 0 ? text.at : "", 0, text.n)) {
		diag_error(b->diag, fail(b, start), "a text with a NUL character (\\0)");
		diag_help(b->diag, "remove it");
	}
	struct yaml_anchor *anchor = add_anchor(b, e->data.scalar.anchor);
	if (anchor)
		*anchor = (struct yaml_anchor){.node = n, .size = 1};
	attach(b, n, 1, 0);
}

/* What the alias stands for; NULL: told as an error. */
static const struct yaml_anchor *resolve(struct yaml_build *b, struct str name, size_t at)
{
	const struct yaml_anchor *anchor = b->anchored ? map_find(&b->anchors, name) : NULL;
	if (!anchor) {
		diag_error(b->diag, fail(b, at), "no anchor \"&%.*s\" stands before this alias", STR_ARG(name));
		diag_help(b->diag, "a text that begins with * stands in quotes");
		return NULL;
	}
	if (!anchor->node) {
		diag_error(b->diag, fail(b, at), "the alias \"*%.*s\" stands inside its own anchor", STR_ARG(name));
		return NULL;
	}
	if (too_deep(b, at, b->depth + anchor->height))
		return NULL;
	bool spent = b->repeated > YAML_ALIAS_NODES_MAX;
	if (anchor->size <= YAML_ALIAS_NODES_MAX && b->repeated + anchor->size <= YAML_ALIAS_NODES_MAX) {
		b->repeated += anchor->size;
		return anchor;
	}
	b->repeated = YAML_ALIAS_NODES_MAX + 1;
	if (!spent) {
		diag_error(b->diag, fail(b, at), "aliases repeat more than %d nodes", YAML_ALIAS_NODES_MAX);
		diag_help(b->diag, "write fewer aliases, or split the document");
	}
	return NULL;
}

static void take_alias(struct yaml_build *b, const yaml_event_t *e, size_t start)
{
	const struct yaml_anchor *anchor = resolve(b, name_at(e->data.alias.anchor), start);
	if (anchor) {
		attach(b, anchor->node, anchor->size, anchor->height);
		return;
	}
	/* A stand-in that is no duplicate of any key: the document is in error already. */
	struct yaml_node *n = new_node(b, YAML_SCALAR, start);
	n->passage.text = str_printf(b->arena, "*%.*s %zu", STR_ARG(name_at(e->data.alias.anchor)), start);
	attach(b, n, 1, 0);
}

bool yaml_build_take(struct yaml_build *b, const yaml_event_t *e)
{
	size_t start = yaml_bytes_offset(b->bytes, e->start_mark.index);
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(b, e, start);
		return true;
	case YAML_ALIAS_EVENT:
		take_alias(b, e, start);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		return take_list(b, e, start);
	case YAML_MAPPING_START_EVENT:
		return take_map(b, e, start);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_frame(b);
		return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
	return true;
}
