#include "book/load.h"

#include "base/text.h"

enum { SHOWN_MAX = 60 };

/* A slice of the source stays; other text is of the tree and is copied. */
static struct str keep_str(struct book *b, const struct passage *p, struct str s)
{
	const struct source *from = p->source;
	if (from && s.n > 0 && s.at >= from->text.at && s.at < from->text.at + from->text.n)
		return s;
	return s.n > 0 ? str_dup(b->arena, s) : STR("");
}

struct str keep_text(struct book *b, const struct yaml_node *n)
{
	return n && n->kind == YAML_SCALAR ? keep_str(b, &n->passage, n->passage.text) : STR("");
}

struct str keep_id(struct book *b, const struct yaml_node *n)
{
	return text_normal(b->arena, keep_text(b, n));
}

struct passage keep_passage(struct book *b, const struct yaml_node *n)
{
	struct passage p = n ? n->passage : (struct passage){.style = PASSAGE_NONE};
	p.text = keep_text(b, n);
	return p;
}

static const struct yaml_node *keep_list(struct book *b, struct yaml_node *to, const struct yaml_node *from)
{
	const struct yaml_node **elements = arena_array(b->arena, from->n, sizeof *elements);
	for (size_t i = 0; i < from->n; i++)
		elements[i] = keep_tree(b, from->elements[i]);
	to->elements = elements;
	return to;
}

static const struct yaml_node *keep_map(struct book *b, struct yaml_node *to, const struct yaml_node *from)
{
	struct yaml_entry *entries = arena_array(b->arena, from->n, sizeof *entries);
	for (size_t i = 0; i < from->n; i++) {
		entries[i].key = keep_tree(b, from->entries[i].key);
		entries[i].value = keep_tree(b, from->entries[i].value);
	}
	to->entries = entries;
	return to;
}

/* The reader has bounded the depth and what aliases repeat. */
const struct yaml_node *keep_tree(struct book *b, const struct yaml_node *n)
{
	if (!n)
		return NULL;
	struct yaml_node *to = arena_copy(b->arena, n, sizeof *n);
	switch (n->kind) {
	case YAML_SCALAR:
		to->passage = keep_passage(b, n);
		return to;
	case YAML_LIST:
		return keep_list(b, to, n);
	case YAML_MAP:
		return keep_map(b, to, n);
	}
	return to;
}

size_t keep_texts(const struct str **out, struct book *b, const struct yaml_node *list)
{
	size_t n = yaml_count(list);
	struct str *texts = arena_array(b->arena, n, sizeof *texts);
	for (size_t i = 0; i < n; i++)
		texts[i] = keep_text(b, yaml_at(list, i));
	*out = texts;
	return n;
}

struct value_context book_values(const struct book *b)
{
	return (struct value_context){.zone = &b->plan.zone, .atlas = b->plan.atlas, .places = b->plan.places,
	                              .nplaces = b->plan.nplaces};
}

struct moment keep_moment(struct book *b, const struct yaml_node *n, struct diag *d)
{
	struct moment m = moment_instant(0);
	if (!moment_parse(&m, str_trim(yaml_text(n)), &b->plan.zone, NULL))
		diag_error(d, yaml_place(n), "this is no date or time");
	return m;
}

struct duration keep_duration(const struct yaml_node *n)
{
	struct duration length = {0};
	if (n && !duration_parse(&length, str_trim(yaml_text(n))))
		length = (struct duration){0};
	return length;
}

struct key_places keep_places(struct book *b, const struct yaml_shape *shape, const struct yaml_node *const *n)
{
	struct key_places k = {0};
	struct key_place *at;

	for (size_t i = 0; i < shape->nkeys; i++)
		k.n += n[i] != NULL;
	k.at = at = arena_array(b->arena, k.n, sizeof *at);
	for (size_t i = 0; i < shape->nkeys; i++) {
		if (!n[i])
			continue;
		*at++ = (struct key_place){shape->keys[i].name, n[i]->passage.offset};
		k.source = n[i]->passage.source;
	}
	return k;
}

struct str fold_id(struct arena *a, struct str id)
{
	return text_lower(a, text_normal(a, id));
}

bool fold_plain(struct str *out, char room[FOLD_ROOM], struct str id)
{
	id = str_trim(id);
	for (size_t i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.at[i];
		if (i == FOLD_ROOM || c >= 0x80 || c == '\v' || c == '\f')
			return false;
		room[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	*out = (struct str){room, id.n};
	return true;
}

void suggest_keys(struct diag *d, struct str word, const struct map *m)
{
	if (d->dropped)
		return;
	struct str *names = arena_array(d->arena, m->n, sizeof *names);
	for (size_t i = 0; i < m->n; i++)
		names[i] = m->entries[i].key;
	diag_suggest(d, word, names, m->n);
}

/* At most sixty bytes, cut between characters. */
static struct str shown(struct str s)
{
	size_t n = s.n < SHOWN_MAX ? s.n : SHOWN_MAX;
	while (n > 0 && n < s.n && ((unsigned char)s.at[n] & 0xC0) == 0x80)
		n--;
	return str_cut(s, 0, n);
}

static bool tell_value(struct diag *d, const struct yaml_node *n, struct str what, struct str why)
{
	struct str text = shown(yaml_text(n));
	diag_error(d, yaml_place(n), "%.*s: \"%.*s\" %.*s", STR_ARG(what), STR_ARG(text), STR_ARG(why));
	return false;
}

static bool keep_list_value(struct value *out, struct book *b, const struct type *t, const struct yaml_node *n,
                            struct str what, struct diag *d)
{
	struct value_context context = book_values(b);
	struct str *entries = arena_array(b->arena, n->n, sizeof *entries);
	size_t bad = 0;
	struct str why = {0};

	for (size_t i = 0; i < n->n; i++) {
		const struct yaml_node *entry = n->elements[i];
		if (entry->kind != YAML_SCALAR || entry->passage.text.n == 0) {
			diag_error(d, yaml_place(entry), "%.*s: each entry of this list is a text", STR_ARG(what));
			return false;
		}
		entries[i] = text_normal(b->arena, keep_text(b, entry));
	}
	if (value_parse_list(out, t, entries, n->n, &context, NULL, b->arena, &bad, &why))
		return true;
	return tell_value(d, bad < n->n ? n->elements[bad] : n, what, why);
}

bool keep_value(struct value *out, struct book *b, const struct type *t, const struct yaml_node *n, struct str what,
                struct diag *d)
{
	struct value_context context = book_values(b);
	struct str why = {0};

	*out = value_missing();
	if (n->kind == YAML_LIST)
		return keep_list_value(out, b, t, n, what, d);
	if (n->kind == YAML_MAP) {
		diag_error(d, yaml_place(n), "%.*s: a mapping stands where a value belongs", STR_ARG(what));
		return false;
	}
	struct str text = text_normal(b->arena, keep_text(b, n));
	if (text.n == 0) {
		diag_error(d, yaml_place(n), "%.*s: there is no value", STR_ARG(what));
		return false;
	}
	return value_parse(out, t, text, &context, NULL, b->arena, &why) || tell_value(d, n, what, why);
}
