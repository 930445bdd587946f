#include "lang/expr.h"

#define NAME(lit) {(lit), sizeof(lit) - 1}

struct key {
	struct str name;
	enum type_kind type;
	bool list;   /* of the type */
	bool prefix; /* "identifiers" for "identifiers.passport" */
};

static const struct key order_keys[] = {
	{NAME("id"), TYPE_TEXT, false, false},         {NAME("type"), TYPE_WORD, false, false},
	{NAME("jurisdiction"), TYPE_WORD, false, false}, {NAME("court"), TYPE_TEXT, false, false},
	{NAME("made"), TYPE_TIME, false, false},       {NAME("from"), TYPE_TIME, false, false},
	{NAME("until"), TYPE_TIME, false, false},      {NAME("served"), TYPE_TIME, false, false},
	{NAME("discharged"), TYPE_TIME, false, false}, {NAME("replaces"), TYPE_TEXT, false, false},
	{NAME("judge"), TYPE_TEXT, false, false},      {NAME("basis"), TYPE_TEXT, false, false},
	{NAME("determined"), TYPE_TIME, false, false}, {NAME("subject"), TYPE_TEXT, false, false},
	{NAME("replaces-type"), TYPE_WORD, false, false},
};

static const struct key condition_keys[] = {
	{NAME("id"), TYPE_TEXT, false, false},    {NAME("text"), TYPE_TEXT, false, false},
	{NAME("title"), TYPE_TEXT, false, false}, {NAME("from"), TYPE_TIME, false, false},
	{NAME("until"), TYPE_TIME, false, false}, {NAME("kind"), TYPE_WORD, false, false},
	{NAME("severity"), TYPE_WORD, false, false}, {NAME("supervisor"), TYPE_TEXT, false, false},
	{NAME("station"), TYPE_TEXT, false, false},
};

static const struct key subject_keys[] = {
	{NAME("id"), TYPE_TEXT, false, false},           {NAME("born"), TYPE_DAY, false, false},
	{NAME("notifies"), TYPE_BOOL, false, false},     {NAME("notifies-from"), TYPE_TIME, false, false},
	{NAME("notifies-until"), TYPE_TIME, false, false}, {NAME("jurisdiction"), TYPE_WORD, false, false},
	{NAME("family"), TYPE_TEXT, false, false},       {NAME("given"), TYPE_TEXT, true, false},
	{NAME("names"), TYPE_TEXT, true, false},         {NAME("addresses"), TYPE_POSTCODE, true, false},
	{NAME("devices"), TYPE_IDENTIFIER, true, false}, {NAME("identifiers"), TYPE_IDENTIFIER, true, true},
	{NAME("tags"), TYPE_TEXT, false, true},
};

static const struct str order_names[] = {
	NAME("id"), NAME("type"), NAME("jurisdiction"), NAME("court"), NAME("made"), NAME("from"), NAME("until"),
	NAME("served"), NAME("discharged"), NAME("replaces"), NAME("replaces-type"), NAME("judge"), NAME("basis"),
	NAME("determined"), NAME("subject"),
};

static const struct str condition_names[] = {
	NAME("id"), NAME("text"), NAME("title"), NAME("from"), NAME("until"), NAME("kind"), NAME("severity"),
	NAME("supervisor"), NAME("station"),
};

static const struct str subject_names[] = {
	NAME("id"), NAME("born"), NAME("notifies"), NAME("notifies-from"), NAME("notifies-until"),
	NAME("jurisdiction"), NAME("family"), NAME("given"), NAME("names"), NAME("addresses"), NAME("devices"),
	NAME("identifiers"), NAME("tags"),
};

static const struct {
	const struct key *keys;
	const struct str *names;
	size_t n;
} roots[NROOTS] = {
	[ROOT_ORDER] = {order_keys, order_names, sizeof order_keys / sizeof *order_keys},
	[ROOT_CONDITION] = {condition_keys, condition_names, sizeof condition_keys / sizeof *condition_keys},
	[ROOT_SUBJECT] = {subject_keys, subject_names, sizeof subject_keys / sizeof *subject_keys},
};

bool root_key_type(struct type *out, enum root root, struct str name, struct arena *a)
{
	struct str head, rest;
	bool deep = str_split(&head, &rest, name, '.');

	for (size_t i = 0; i < roots[root].n; i++) {
		const struct key *k = &roots[root].keys[i];
		if (!str_eq(k->name, head) || k->prefix != deep || (deep && rest.n == 0))
			continue;
		*out = (struct type){.kind = k->type};
		if (k->list) {
			struct type *element = ARENA_NEW(a, struct type);
			*element = *out;
			*out = (struct type){.kind = TYPE_LIST, .element = element};
		}
		return true;
	}
	return false;
}

size_t root_keys(const struct str **out, enum root root)
{
	*out = roots[root].names;
	return roots[root].n;
}
