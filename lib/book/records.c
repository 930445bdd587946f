#include "base/text.h"
#include "book/load.h"

struct record_key record_one(struct arena *a, struct str name, struct value v)
{
	struct record_value *value = ARENA_NEW(a, struct record_value);
	*value = (struct record_value){.value = v, .from = INSTANT_MIN, .until = INSTANT_MAX};
	return (struct record_key){.name = name, .values = value, .nvalues = 1};
}

static bool among(const struct record_key *keys, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(keys[i].name, name))
			return true;
	return false;
}

/* A text that its type does not take was told by the shape, or is no value (further-order). */
static bool read_key(struct record_key *out, struct book *b, const struct root_key *k, const struct yaml_node *n)
{
	struct value_context context = book_values(b);
	struct value v = value_missing();
	struct str why;

	if (!yaml_is_text(n) || n->passage.text.n == 0)
		return false;
	if (!value_parse(&v, &k->type, text_normal(b->arena, keep_text(b, n)), &context, NULL, b->arena, &why))
		return false;
	*out = record_one(b->arena, k->name, v);
	return true;
}

void record_build(struct record *out, struct book *b, enum root root, const struct yaml_node *map, const struct record_key *more,
                  size_t nmore)
{
	struct record_key keys[32];
	size_t n = 0;

	for (size_t i = 0; i < nmore && n < 32; i++)
		keys[n++] = more[i];
	for (size_t i = 0; i < b->nroot_keys[root] && n < 32; i++) {
		const struct root_key *k = &b->root_keys[root][i];
		if (among(more, nmore, k->name))
			continue;
		if (read_key(&keys[n], b, k, yaml_find(map, k->key)))
			n++;
	}
	out->keys = arena_copy(b->arena, keys, n * sizeof *keys);
	out->nkeys = n;
}
