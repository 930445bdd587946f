/* How the rows of a saved run found their person. */
#include "report/saved_parts.h"

struct match_form {
	int score;
	struct str level;
	struct take_texts agreed, disagreed;
};
#define AT(member) offsetof(struct match_form, member)
static const struct take_key match_keys[] = {
	{"score", TAKE_TENTHS, false, AT(score)},
	{"level", TAKE_TEXT, false, AT(level)},
	{"agreed", TAKE_TEXTS, false, AT(agreed)},
	{"disagreed", TAKE_TEXTS, false, AT(disagreed)},
	{NULL, TAKE_NULL, false, 0},
};

struct identity_form {
	struct str by;
	struct match_form match; /* of a name: beside `by` */
	const json_t *name;      /* of another way: under `name` */
};
#define OF(member) offsetof(struct identity_form, member)
static const struct take_key identity_keys[] = {
	{"by", TAKE_TEXT, false, OF(by)},
	{"score", TAKE_TENTHS, false, OF(match.score)},
	{"level", TAKE_TEXT, true, OF(match.level)},
	{"agreed", TAKE_TEXTS, true, OF(match.agreed)},
	{"disagreed", TAKE_TEXTS, true, OF(match.disagreed)},
	{"name", TAKE_OBJECT, true, OF(name)},
	{NULL, TAKE_NULL, false, 0},
};

/* The run keeps the words and not the weights: a tenth on the side that each was on. */
static const struct event_match *match_of(const struct match_form *f, struct arena *a)
{
	struct event_match *m = ARENA_NEW(a, struct event_match);
	size_t n = f->agreed.n + f->disagreed.n;
	struct event_match_part *parts = arena_array(a, n, sizeof *parts);

	for (size_t i = 0; i < f->agreed.n; i++)
		parts[i] = (struct event_match_part){f->agreed.at[i], 1};
	for (size_t i = 0; i < f->disagreed.n; i++)
		parts[f->agreed.n + i] = (struct event_match_part){f->disagreed.at[i], -1};
	*m = (struct event_match){.tenths = f->score, .level = str_cstr(a, f->level), .parts = parts, .nparts = n};
	return m;
}

bool saved_identity(struct finding *out, struct saved_run *r, const struct spot *s)
{
	struct identity_form f = {.name = NULL};
	struct match_form beside = {.score = 0};

	if (!take(&f, identity_keys, s))
		return false;
	out->by_name = str_eq_cstr(f.by, "name");
	out->by_identifier = str_eq_cstr(f.by, "identifier");
	if (!out->by_name && !out->by_identifier && !str_eq_cstr(f.by, "reference"))
		return spot_refuse(s, "is by an unknown way");
	if (out->by_name && f.match.level.n > 0)
		out->match = match_of(&f.match, &r->arena);
	if (!f.name)
		return true;
	struct spot name = spot_member(s, "name", f.name);
	if (out->by_name)
		return spot_refuse(&name, "stands beside a match by name");
	if (!take(&beside, match_keys, &name))
		return false;
	out->match = match_of(&beside, &r->arena);
	return true;
}
