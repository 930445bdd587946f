#include "book/names.h"

const char *const jurisdiction_words[] = {"england-wales", "scotland", "northern-ireland", NULL};
const char *const severity_words[] = {"low", "medium", "high", NULL};
const char *const kind_words[] = {"prohibition", "requirement", NULL};
const char *const order_type_words[] = {
	"shpo-soa", "shpo-sc", "ishpo", "sro", "isro", "sopo", "isopo", "rsho", "irsho", "fto", "shpo-scot", "ishpo-scot",
	"sro-scot", "isro-scot", "notification", "interim-notification", "s96za", "other", NULL,
};

static const char *const reserved[] = {
	"order", "condition", "subject", "trigger", "now", "ever", "place", "and", "or", "not", "in", "is", "matches",
	"contains", "except", "true", "false", "all-abroad", NULL,
};

bool word_listed(const char *const *words, struct str s)
{
	while (*words && !str_eq_cstr(s, *words))
		words++;
	return *words != NULL;
}

bool name_reserved(struct str name)
{
	return word_listed(reserved, name);
}

void suggest_words(struct diag *d, struct str word, const char *const *words)
{
	struct str names[32];
	size_t n = 0;
	for (; n < sizeof names / sizeof *names && words[n]; n++)
		names[n] = str_of(words[n]);
	diag_suggest(d, word, names, n);
}

enum severity severity_of(struct str word)
{
	if (str_eq_cstr(word, "low"))
		return SEVERITY_LOW;
	return str_eq_cstr(word, "high") ? SEVERITY_HIGH : SEVERITY_MEDIUM;
}

struct yaml_shape shape_without_first(const struct yaml_shape *shape, struct arena *a)
{
	struct yaml_key *keys = arena_copy(a, shape->keys, shape->nkeys * sizeof *keys);
	keys[0].flags &= ~(unsigned)YAML_REQUIRED;
	return (struct yaml_shape){shape->title, keys, shape->nkeys};
}
