#include "lang/identifier.h"
#include "lang/value.h"

#define NAME(s) {(s), sizeof(s) - 1}

/* In the order of enum type_kind; a list is made of another type. */
const struct str type_names[] = {
	NAME("text"),     NAME("word"),  NAME("identifier"), NAME("postcode"), NAME("number"),  NAME("bool"),
	NAME("time"),     NAME("day"),   NAME("clock"),      NAME("duration"), NAME("hours"),   NAME("country"),
	NAME("airport"),  NAME("countries"), NAME("place"),  NAME("point"),
	NAME("osgb36"),
};
const size_t ntype_names = sizeof type_names / sizeof type_names[0];

_Static_assert(sizeof type_names / sizeof type_names[0] == TYPE_LIST, "a name for every type but the list");

static bool find_type(struct type *out, struct str s)
{
	*out = (struct type){.kind = TYPE_IDENTIFIER, .form = identifier_form_find(s)};
	if (out->form)
		return true;
	for (size_t i = 0; i < ntype_names; i++) {
		if (str_eq(s, type_names[i])) {
			out->kind = (enum type_kind)i;
			return true;
		}
	}
	return false;
}

/* Takes a word and the blanks behind it off the front of s. */
static bool take_word(struct str *s, struct str word)
{
	if (!str_starts(*s, word))
		return false;
	struct str rest = str_from(*s, word.n), trimmed = str_trim(rest);
	if (rest.n == trimmed.n)
		return false;
	*s = trimmed;
	return true;
}

bool type_parse(struct type *out, struct str s, struct arena *a)
{
	s = str_trim(s);
	bool list = take_word(&s, STR("list"));

	if (list && !take_word(&s, STR("of")))
		return false;
	if (!find_type(out, s))
		return false;
	if (list) {
		struct type *element = ARENA_NEW(a, struct type);
		*element = *out;
		*out = (struct type){.kind = TYPE_LIST, .element = element};
	}
	return true;
}

void type_print(struct buf *out, const struct type *t)
{
	for (; t->kind == TYPE_LIST; t = t->element)
		buf_add(out, STR("list of "));
	buf_add(out, t->form ? t->form->name : type_names[t->kind]);
}

static enum type_kind value_type(const struct type *t)
{
	return t->kind == TYPE_AIRPORT ? TYPE_COUNTRY : t->kind == TYPE_OSGB36 ? TYPE_POINT : t->kind;
}

bool type_same(const struct type *a, const struct type *b)
{
	while (a->kind == TYPE_LIST && b->kind == TYPE_LIST) {
		a = a->element;
		b = b->element;
	}
	return value_type(a) == value_type(b) && a->form == b->form;
}
