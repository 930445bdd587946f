#include "base/text.h"
#include "book/load.h"

/* Is it surely one value, and not only equal for what keys need? */
static bool shareable(const struct record_key *k, struct str name, const struct value *v)
{
	bool plain = v->kind == VALUE_TEXT || v->kind == VALUE_TIME || v->kind == VALUE_BOOL;

	return plain && k->nvalues == 1 && str_eq(k->name, name) && value_same(&k->values[0].value, v) &&
	       k->values[0].from == INSTANT_MIN && k->values[0].until == INSTANT_MAX;
}

struct record_list record_open(struct book *b, enum root root)
{
	return (struct record_list){.book = b, .root = root, .mark = arena_mark(&b->scratch)};
}

void record_add(struct record_list *l, struct str name, struct value v)
{
	const struct record *last = &l->book->last[l->root];
	size_t at = l->keys.n;
	struct record_key *k = VEC_PUSH(&l->book->scratch, &l->keys);

	if (at < last->nkeys && shareable(&last->keys[at], name, &v)) {
		*k = last->keys[at];
		l->nshared++;
		return;
	}
	struct record_value *value = ARENA_NEW(l->book->arena, struct record_value);
	*value = (struct record_value){.value = v, .from = INSTANT_MIN, .until = INSTANT_MAX};
	*k = (struct record_key){.name = name, .values = value, .nvalues = 1};
}

void record_add_values(struct record_list *l, struct str name, const struct record_value *values, size_t n)
{
	if (n > 0)
		*VEC_PUSH(&l->book->scratch, &l->keys) = (struct record_key){.name = name, .values = values, .nvalues = n};
}

void record_close(struct record *out, struct record_list *l)
{
	struct record *last = &l->book->last[l->root];

	if (l->nshared < l->keys.n || l->keys.n != last->nkeys)
		*last = (struct record){.keys = arena_copy(l->book->arena, l->keys.at, l->keys.n * sizeof *l->keys.at),
		                        .nkeys = l->keys.n};
	*out = *last;
	arena_release(&l->book->scratch, l->mark);
}

static bool is_there(const struct record_list *l, struct str name)
{
	for (size_t i = 0; i < l->keys.n; i++)
		if (str_eq(l->keys.at[i].name, name))
			return true;
	return false;
}

/* A text that its type does not take was told by the shape, or is no value (further-order). */
static void read_key(struct record_list *l, const struct root_key *k, const struct yaml_node *n)
{
	struct book *b = l->book;
	struct value_context context = book_values(b);
	struct value v = value_missing();
	struct str why;

	if (!yaml_is_text(n) || n->passage.text.n == 0)
		return;
	if (value_parse(&v, &k->type, text_normal(b->arena, keep_text(b, n)), &context, NULL, b->arena, &why))
		record_add(l, k->name, v);
}

void record_read(struct record_list *l, const struct yaml_node *map)
{
	const struct book *b = l->book;

	for (size_t i = 0; i < b->nroot_keys[l->root]; i++) {
		const struct root_key *k = &b->root_keys[l->root][i];
		const struct yaml_node *n = yaml_find(map, k->key);
		if (n && !is_there(l, k->name))
			read_key(l, k, n);
	}
}
