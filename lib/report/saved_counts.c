/* A saved run: its counts. */
#include "report/saved_parts.h"

struct counts_form {
	const json_t *baselined;
	uint64_t levels[NLEVELS], later, orders, schemes, conditions, unmonitored, rejects;
};
#define OF(member) offsetof(struct counts_form, member)
static const struct take_key count_keys[] = {
	{"breach", TAKE_COUNT, false, OF(levels[LEVEL_BREACH])},
	{"review", TAKE_COUNT, false, OF(levels[LEVEL_REVIEW])},
	{"upcoming", TAKE_COUNT, false, OF(levels[LEVEL_UPCOMING])},
	{"blind", TAKE_COUNT, false, OF(levels[LEVEL_BLIND])},
	{"clear", TAKE_COUNT, false, OF(levels[LEVEL_CLEAR])},
	{"later", TAKE_COUNT, false, OF(later)},
	{"baselined", TAKE_OBJECT, false, OF(baselined)},
	{"orders", TAKE_COUNT, false, OF(orders)},
	{"schemes", TAKE_COUNT, false, OF(schemes)},
	{"conditions", TAKE_COUNT, false, OF(conditions)},
	{"unmonitored", TAKE_COUNT, false, OF(unmonitored)},
	{"rejects", TAKE_COUNT, false, OF(rejects)},
	{NULL, TAKE_NULL, false, 0},
};

static bool take_baselined(struct saved_run *r, const struct spot *s)
{
	uint64_t levels[NLEVELS] = {0};
	static const struct take_key keys[] = {
		{"breach", TAKE_COUNT, false, LEVEL_BREACH * sizeof *levels},
		{"review", TAKE_COUNT, false, LEVEL_REVIEW * sizeof *levels},
		{"upcoming", TAKE_COUNT, false, LEVEL_UPCOMING * sizeof *levels},
		{"clear", TAKE_COUNT, false, LEVEL_CLEAR * sizeof *levels},
		{NULL, TAKE_NULL, false, 0},
	};

	if (!take(levels, keys, s))
		return false;
	for (size_t level = 0; level < NLEVELS; level++)
		r->run.baselined[level] = (size_t)levels[level];
	return true;
}

static bool agrees(const struct spot *s, const char *name, uint64_t said, uint64_t there)
{
	return said == there || spot_refuse(s, "says %s %llu, but the run holds %llu: it was cut or changed", name,
	                                    (unsigned long long)said, (unsigned long long)there);
}

static bool agree_levels(const struct saved_run *r, const struct counts_form *f, const struct spot *s)
{
	uint64_t there[NLEVELS] = {0};
	bool good = agrees(s, "blind", f->levels[LEVEL_BLIND], r->run.nblind);

	for (size_t i = 0; i < r->run.ntold; i++)
		there[r->run.told[i]->level]++;
	for (size_t level = 0; level < NLEVELS; level++)
		good = agrees(s, level_names[level], level < r->level ? 0 : f->levels[level], there[level]) && good;
	return good;
}

bool saved_take_counts(struct saved_run *r, const struct spot *s)
{
	struct counts_form f = {.later = 0};
	bool good = take(&f, count_keys, s);

	struct spot baselined = spot_member(s, "baselined", f.baselined);
	good = good && take_baselined(r, &baselined) && agree_levels(r, &f, s);
	good = good && agrees(s, "orders", f.orders, r->run.norders);
	good = good && agrees(s, "schemes", f.schemes, r->run.nschemes);
	good = good && agrees(s, "unmonitored", f.unmonitored, r->run.nunmonitored);
	good = good && agrees(s, "rejects", f.rejects, feeds_count_rejects(&r->feeds));
	for (size_t level = 0; level < NLEVELS; level++)
		r->run.counts[level] = (size_t)f.levels[level];
	r->run.later = (size_t)f.later;
	r->run.nconditions = (size_t)f.conditions;
	return good;
}
