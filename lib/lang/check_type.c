#include "lang/check.h"

bool type_textlike(const struct type *t)
{
	return t->kind <= TYPE_POSTCODE;
}

bool type_timelike(const struct type *t)
{
	return t->kind == TYPE_TIME || t->kind == TYPE_DAY;
}

struct type type_read(struct type t, struct arena *a)
{
	if (t.kind == TYPE_AIRPORT)
		t.kind = TYPE_COUNTRY;
	if (t.kind == TYPE_OSGB36)
		t.kind = TYPE_POINT;
	if (t.kind == TYPE_LIST && t.element && t.element->kind == TYPE_AIRPORT) {
		struct type *element = ARENA_NEW(a, struct type);
		element->kind = TYPE_COUNTRY;
		t.element = element;
	}
	return t;
}

static bool has_word(const struct type *t, struct str word)
{
	for (size_t i = 0; i < t->nwords; i++) {
		if (str_eq(t->words[i], word))
			return true;
	}
	return false;
}

/* Either's words; open where one of the two is open. */
static void join_words(struct type *out, const struct type *a, const struct type *b, struct arena *arena)
{
	struct str *words;
	size_t n = a->nwords;

	*out = (struct type){.kind = TYPE_WORD};
	if (!a->words || !b->words)
		return;
	words = arena_array(arena, a->nwords + b->nwords, sizeof *words);
	for (size_t i = 0; i < a->nwords; i++)
		words[i] = a->words[i];
	for (size_t i = 0; i < b->nwords; i++) {
		if (!has_word(a, b->words[i]))
			words[n++] = b->words[i];
	}
	out->words = words;
	out->nwords = n;
}

static bool join_elements(struct type *out, const struct type *a, const struct type *b, struct arena *arena)
{
	struct type *element = ARENA_NEW(arena, struct type);

	if (!a->element || !b->element || a->element->kind == TYPE_LIST || b->element->kind == TYPE_LIST)
		return false;
	*out = (struct type){.kind = TYPE_LIST, .element = element};
	return type_join(element, a->element, b->element, arena);
}

bool type_join(struct type *out, const struct type *a, const struct type *b, struct arena *arena)
{
	if (a->kind == TYPE_WORD && b->kind == TYPE_WORD) {
		join_words(out, a, b, arena);
		return true;
	}
	if (a->kind == TYPE_LIST && b->kind == TYPE_LIST)
		return join_elements(out, a, b, arena);
	*out = *a;
	if (a->kind == b->kind)
		return true;
	*out = type_textlike(a) ? check_text_type : check_time_type;
	return (type_textlike(a) && type_textlike(b)) || (type_timelike(a) && type_timelike(b));
}

bool type_fits(const struct type *want, const struct type *got)
{
	if (want->kind == TYPE_LIST && got->kind == TYPE_LIST)
		return !want->element || !got->element || type_fits(want->element, got->element);
	if (want->kind == got->kind || (want->kind == TYPE_TIME && got->kind == TYPE_DAY))
		return true;
	return type_textlike(want) && type_textlike(got);
}

struct str type_phrase(const struct type *t, struct arena *a)
{
	static const struct str phrases[] = {
		[TYPE_TEXT] = {"text", 4},           [TYPE_WORD] = {"a word", 6},
		[TYPE_IDENTIFIER] = {"an identifier", 13}, [TYPE_POSTCODE] = {"a postcode", 10},
		[TYPE_NUMBER] = {"a number", 8},     [TYPE_BOOL] = {"true or false", 13},
		[TYPE_TIME] = {"a time", 6},         [TYPE_DAY] = {"a day", 5},
		[TYPE_CLOCK] = {"a time of day", 13}, [TYPE_DURATION] = {"a length of time", 16},
		[TYPE_HOURS] = {"weekly hours", 12}, [TYPE_COUNTRY] = {"a country", 9},
		[TYPE_AIRPORT] = {"a country", 9},   [TYPE_COUNTRIES] = {"a set of countries", 18},
		[TYPE_PLACE] = {"a place", 7},       [TYPE_POINT] = {"a point", 7},
		[TYPE_OSGB36] = {"a point", 7},
		[TYPE_LIST] = {"a list", 6},
	};
	struct buf b = {0};
	struct str s;

	if (t->kind != TYPE_LIST || !t->element)
		return phrases[t->kind];
	type_print(&b, t);
	s = str_printf(a, "a %.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
	return s;
}
