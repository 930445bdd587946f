#include "yaml/decode.h"

#include "yaml/expect.h"

enum { KEYS_LISTED = 40, KEY_MAX = 64, KEYS_SEARCHED = 64 };

/* One map against one shape. */
struct decoding {
	const struct yaml_node **out;
	const struct yaml_shape *shape;
	const struct yaml_node *map;
	struct diag *diag;
	struct str *names; /* of the shape's keys, once asked for */
	bool cut;          /* an expression was cut in two at a comma */
};

static struct place place_of(const struct diag *d, const struct yaml_node *n)
{
	return d->nerrors < d->limit ? yaml_place(n) : (struct place){.source = n->passage.source};
}

static size_t key_index(const struct yaml_shape *shape, struct str name)
{
	size_t i = 0;
	while (i < shape->nkeys && !str_eq_cstr(name, shape->keys[i].name))
		i++;
	return i;
}

static const struct str *key_names(struct decoding *c)
{
	if (c->names)
		return c->names;
	c->names = arena_array(c->diag->arena, c->shape->nkeys, sizeof *c->names);
	for (size_t i = 0; i < c->shape->nkeys; i++)
		c->names[i] = str_of(c->shape->keys[i].name);
	return c->names;
}

static struct str nearest_key(struct decoding *c, struct str name)
{
	return name.n > KEY_MAX ? (struct str){0} : suggest_nearest(name, key_names(c), c->shape->nkeys);
}

static void list_keys(const struct yaml_shape *shape, struct diag *d)
{
	struct buf b = {0};
	if (shape->nkeys == 0 || shape->nkeys > KEYS_LISTED)
		return;
	for (size_t i = 0; i < shape->nkeys; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", shape->keys[i].name);
	diag_help(d, "the keys are: %.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

static void tell_unknown(struct decoding *c, const struct yaml_node *key)
{
	struct str name = key->passage.text;
	size_t shown = name.n <= KEY_MAX ? name.n : 0;
	bool kept = c->diag->nerrors < c->diag->limit;
	diag_error(c->diag, place_of(c->diag, key), "%s has no key \"%.*s\"", c->shape->title, (int)shown, name.at);
	if (!kept)
		return;
	if (str_starts(name, STR("\xC2\xA0")))
		diag_help(c->diag, "a no-break space (U+00A0) stands before the key: indent with spaces");
	else if (nearest_key(c, name).n > 0)
		diag_suggest(c->diag, name, key_names(c), c->shape->nkeys);
	else
		list_keys(c->shape, c->diag);
}

/* More brackets opened than closed, or the other way, outside quotes. */
static bool unbalanced(struct str s)
{
	long depth = 0;
	char quote = 0;
	for (size_t i = 0; i < s.n && depth >= 0; i++) {
		char c = s.at[i];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"')
			quote = c;
		else if (c == '(')
			depth++;
		else if (c == ')')
			depth--;
	}
	return depth != 0;
}

/* Inside [ ] and { } YAML ends a plain text at a comma: of f(a, b) is left f(a. */
static bool cut_expression(const struct yaml_key *k, const struct yaml_node *n, bool in_flow)
{
	return in_flow && k->type == YAML_TYPE_EXPRESSION && n->passage.style == PASSAGE_PLAIN && unbalanced(n->passage.text);
}

static bool check_one(struct decoding *c, const struct yaml_key *k, const struct yaml_node *n, bool in_flow)
{
	if (k->type == YAML_TYPE_ANY)
		return true;
	if (n->kind == YAML_MAP && k->type == YAML_TYPE_MAP)
		return true;
	if (n->kind != YAML_SCALAR || n->null || !yaml_expect_scalar(k, n)) {
		yaml_expect_tell(k, false, n, c->diag);
		return false;
	}
	if (!cut_expression(k, n, in_flow))
		return true;
	diag_error(c->diag, place_of(c->diag, n), "the comma ends this expression too early");
	diag_help(c->diag, "put the expression in quotes: inside [ ] and { } a comma separates entries");
	c->cut = true;
	return false;
}

static bool check_list(struct decoding *c, const struct yaml_key *k, const struct yaml_node *list)
{
	bool right = true;
	for (size_t i = 0; i < list->n; i++) {
		if (c->cut && list->flow)
			return false;
		right = check_one(c, k, list->elements[i], list->flow) && right;
	}
	return right;
}

static bool check_value(struct decoding *c, const struct yaml_key *k, const struct yaml_node *n)
{
	if (yaml_is_null(n) && (k->flags & YAML_MAY_BE_NULL))
		return true;
	if (!(k->flags & YAML_LIST_OF))
		return check_one(c, k, n, c->map->flow);
	if (n->kind == YAML_LIST)
		return check_list(c, k, n);
	if ((k->flags & YAML_OR_ONE) && !n->null)
		return check_one(c, k, n, c->map->flow);
	yaml_expect_tell(k, true, n, c->diag);
	return false;
}

/* The rest of an expression that was cut at a comma looks like a key without a value. */
static bool rest_of_cut(const struct decoding *c, const struct yaml_entry *e)
{
	return c->cut && c->map->flow && e->value->null;
}

static bool check_entry(struct decoding *c, const struct yaml_entry *e)
{
	size_t i = key_index(c->shape, e->key->passage.text);
	if (i == c->shape->nkeys) {
		if (!rest_of_cut(c, e))
			tell_unknown(c, e->key);
		return false;
	}
	if (!check_value(c, &c->shape->keys[i], e->value))
		return false;
	c->out[i] = e->value;
	return true;
}

/* A key that is missing because its name is misspelt was told already. */
static bool misspelt(struct decoding *c, const char *name)
{
	for (size_t i = 0; i < c->map->n && i < KEYS_SEARCHED; i++) {
		struct str key = c->map->entries[i].key->passage.text;
		if (key_index(c->shape, key) == c->shape->nkeys && str_eq_cstr(nearest_key(c, key), name))
			return true;
	}
	return false;
}

static bool check_required(struct decoding *c)
{
	bool right = true;
	for (size_t i = 0; i < c->shape->nkeys; i++) {
		const struct yaml_key *k = &c->shape->keys[i];
		if (!(k->flags & YAML_REQUIRED) || c->out[i] || yaml_find(c->map, k->name))
			continue;
		right = false;
		if (misspelt(c, k->name))
			continue;
		diag_error(c->diag, place_of(c->diag, c->map), "%s needs the key \"%s\"", c->shape->title, k->name);
		if (k->help)
			diag_help(c->diag, "%s: %s", k->name, k->help);
	}
	return right;
}

bool yaml_decode(const struct yaml_node **out, const struct yaml_shape *shape, const struct yaml_node *map, struct diag *d)
{
	struct decoding c = {.out = out, .shape = shape, .map = map, .diag = d};
	bool right = true;
	for (size_t i = 0; i < shape->nkeys; i++)
		out[i] = NULL;
	if (map->kind != YAML_MAP) {
		struct yaml_key key = {.name = "", .type = YAML_TYPE_MAP, .shape = shape};
		yaml_expect_tell(&key, false, map, d);
		return false;
	}
	for (size_t i = 0; i < map->n; i++)
		right = check_entry(&c, &map->entries[i]) && right;
	return check_required(&c) && right;
}

size_t yaml_count(const struct yaml_node *n)
{
	if (!n || n->null)
		return 0;
	return n->kind == YAML_LIST ? n->n : 1;
}

const struct yaml_node *yaml_at(const struct yaml_node *n, size_t i)
{
	if (i >= yaml_count(n))
		return NULL;
	return n->kind == YAML_LIST ? n->elements[i] : n;
}

struct str yaml_text(const struct yaml_node *n)
{
	return n && n->kind == YAML_SCALAR ? n->passage.text : STR("");
}

bool yaml_bool(const struct yaml_node *n, bool absent)
{
	bool value;
	return n && yaml_parse_bool(&value, yaml_text(n)) ? value : absent;
}
