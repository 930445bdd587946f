/* A saved run: when conditions were in force, and states. */
#include "report/saved_parts.h"

struct stretch_form {
	struct str from, until, state;
	bool surely;
};
#define ST(member) offsetof(struct stretch_form, member)
static const struct take_key in_force_keys[] = {
	{"from", TAKE_TEXT_OR_NULL, false, ST(from)},
	{"until", TAKE_TEXT_OR_NULL, false, ST(until)},
	{NULL, TAKE_NULL, false, 0},
};
static const struct take_key state_keys[] = {
	{"from", TAKE_TEXT_OR_NULL, false, ST(from)},
	{"until", TAKE_TEXT_OR_NULL, false, ST(until)},
	{"state", TAKE_TEXT, false, ST(state)},
	{"surely", TAKE_BOOL, false, ST(surely)},
	{NULL, TAKE_NULL, false, 0},
};

/* null: an end of time. */
static bool take_stretch(int64_t *from, int64_t *until, const struct saved_run *r, const struct stretch_form *f,
                         const struct spot *s)
{
	struct moment first = moment_instant(INSTANT_MIN), end = moment_instant(INSTANT_MAX);

	if ((f->from.n > 0 && !saved_moment(&first, f->from, r, s)) || (f->until.n > 0 && !saved_moment(&end, f->until, r, s)))
		return false;
	*from = first.first;
	*until = end.first;
	return first.first < end.first || spot_refuse(s, "does not end after it begins");
}

static bool take_in_force(struct bond *b, struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct interval *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		struct stretch_form f = {.surely = false};
		if (!take(&f, in_force_keys, &s) || !take_stretch(&all[i].from, &all[i].until, r, &f, &s))
			return false;
	}
	b->in_force = all;
	b->nin_force = n;
	return true;
}

struct bond_form {
	struct str order, scheme, condition, title;
	const json_t *in_force;
};
#define BO(member) offsetof(struct bond_form, member)
static const struct take_key bond_keys[] = {
	{"order", TAKE_TEXT_OR_NULL, false, BO(order)},
	{"scheme", TAKE_TEXT, true, BO(scheme)},
	{"condition", TAKE_TEXT, false, BO(condition)},
	{"title", TAKE_TEXT, false, BO(title)},
	{"in_force", TAKE_LIST, false, BO(in_force)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_bond(struct bond *b, struct saved_run *r, const struct spot *s)
{
	struct bond_form f = {.in_force = NULL};

	if (!take(&f, bond_keys, s) || !saved_find_order(&b->order, r, f.order, s) || !saved_find_scheme(&b->scheme, r, f.scheme, s))
		return false;
	if (!b->order && !b->scheme)
		return spot_refuse(s, "is of no order and no scheme");
	b->condition = saved_condition(r, b->order, b->scheme, f.condition, f.title, STR(""));
	struct spot in_force = spot_member(s, "in_force", f.in_force);
	return take_in_force(b, r, &in_force);
}

static bool take_bonds(struct timeline *out, struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct bond *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_bond(&all[i], r, &s))
			return false;
	}
	out->bonds = all;
	out->nbonds = n;
	return true;
}

static bool take_states(struct timeline *out, struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct timeline_stretch *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		struct stretch_form f = {.surely = false};
		if (!take(&f, state_keys, &s) || !take_stretch(&all[i].from, &all[i].until, r, &f, &s))
			return false;
		all[i].state = f.state;
		all[i].surely = f.surely;
	}
	out->stretches = all;
	out->nstretches = n;
	return true;
}

static bool take_timeline(struct timeline *out, struct saved_run *r, const struct spot *s)
{
	struct timeline_form {
		struct str subject;
		const json_t *conditions, *states;
	} f = {.states = NULL};
	static const struct take_key keys[] = {
		{"subject", TAKE_TEXT, false, offsetof(struct timeline_form, subject)},
		{"conditions", TAKE_LIST, false, offsetof(struct timeline_form, conditions)},
		{"states", TAKE_LIST, false, offsetof(struct timeline_form, states)},
		{NULL, TAKE_NULL, false, 0},
	};

	if (!take(&f, keys, s))
		return false;
	out->subject = saved_find_subject(r, f.subject);
	if (out->subject == SIZE_MAX)
		return spot_refuse(s, "is of nobody");
	struct spot conditions = spot_member(s, "conditions", f.conditions), states = spot_member(s, "states", f.states);
	return take_bonds(out, r, &conditions) && take_states(out, r, &states);
}

bool saved_take_timelines(struct saved_run *r, const struct spot *list)
{
	size_t n = json_array_size(list->node);
	struct timeline *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		if (!take_timeline(&all[i], r, &s))
			return false;
		if (i > 0 && all[i - 1].subject >= all[i].subject)
			return spot_refuse(&s, "does not follow in order of subject");
	}
	r->run.timelines = all;
	r->run.ntimelines = n;
	return true;
}
