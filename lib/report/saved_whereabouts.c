/* A saved run: who may be missing. */
#include "report/saved_parts.h"

struct sighting_form {
	struct str time, what, file;
	uint64_t line;
};
#define SI(member) offsetof(struct sighting_form, member)
static const struct take_key sighting_keys[] = {
	{"time", TAKE_TEXT, false, SI(time)},
	{"what", TAKE_TEXT, false, SI(what)},
	{"file", TAKE_TEXT_OR_NULL, false, SI(file)},
	{"line", TAKE_COUNT_OR_NULL, false, SI(line)},
	{NULL, TAKE_NULL, false, 0},
};

/* No node: nothing was found. */
static bool take_sighting(struct sighting *out, struct saved_run *r, const struct spot *s)
{
	struct sighting_form f = {{0}, {0}, {0}, 0};

	if (!s->node)
		return true;
	if (!take(&f, sighting_keys, s))
		return false;
	*out = (struct sighting){.found = true, .what = f.what, .file = f.file, .line = f.line};
	return saved_moment(&out->time, f.time, r, s);
}

struct open_form {
	struct str id, level, title, time, say;
};
#define OP(member) offsetof(struct open_form, member)
static const struct take_key open_keys[] = {
	{"id", TAKE_TEXT, false, OP(id)},
	{"level", TAKE_TEXT, false, OP(level)},
	{"title", TAKE_TEXT, false, OP(title)},
	{"time", TAKE_TEXT_OR_NULL, false, OP(time)},
	{"say", TAKE_TEXT, false, OP(say)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_open(struct finding *out, struct saved_run *r, const struct spot *s)
{
	struct open_form f = {{0}, {0}, {0}, {0}, {0}};

	if (!take(&f, open_keys, s))
		return false;
	if (f.id.n != sizeof out->id - 1)
		return spot_refuse(s, "has an id that is not 16 hex digits");
	if (!level_parse(&out->level, f.level))
		return spot_refuse(s, "has an unknown level");
	for (size_t i = 0; i < f.id.n; i++)
		out->id[i] = f.id.at[i];
	out->title = f.title;
	out->say = f.say;
	out->has_time = f.time.n > 0;
	return !out->has_time || saved_moment(&out->time, f.time, r, s);
}

static bool take_all_open(struct whereabouts *out, struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	const struct finding **refs = arena_array(&r->arena, n, sizeof *refs);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		struct finding *f = ARENA_NEW(&r->arena, struct finding);
		if (!take_open(f, r, &s))
			return false;
		refs[i] = f;
	}
	out->findings = refs;
	out->nfindings = n;
	return true;
}

struct whereabouts_form {
	struct str subject, address;
	const json_t *seen, *told, *open;
};
#define WH(member) offsetof(struct whereabouts_form, member)
static const struct take_key whereabouts_keys[] = {
	{"subject", TAKE_TEXT, false, WH(subject)},
	{"seen", TAKE_OBJECT, true, WH(seen)},
	{"address", TAKE_TEXT_OR_NULL, false, WH(address)},
	{"notified", TAKE_OBJECT, true, WH(told)},
	{"open", TAKE_LIST, false, WH(open)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_one(struct whereabouts *out, struct saved_run *r, const struct spot *s)
{
	struct whereabouts_form f = {{0}, {0}, NULL, NULL, NULL};

	if (!take(&f, whereabouts_keys, s))
		return false;
	struct spot seen = spot_member(s, "seen", f.seen);
	struct spot told = spot_member(s, "notified", f.told);
	struct spot open = spot_member(s, "open", f.open);
	out->subject = saved_find_subject(r, f.subject);
	if (out->subject == SIZE_MAX)
		return spot_refuse(s, "is of nobody");
	out->home = f.address;
	return take_sighting(&out->seen, r, &seen) && take_sighting(&out->told, r, &told) && take_all_open(out, r, &open);
}

bool saved_take_whereabouts(struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct whereabouts *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_one(&all[i], r, &s))
			return false;
	}
	r->run.whereabouts = all;
	r->run.nwhereabouts = n;
	return true;
}
