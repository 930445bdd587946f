#include "report/told.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* ---- groups ---- */

struct placed {
	const struct finding *finding;
	enum group_mode mode;
	size_t at; /* as it came */
};

static struct str binding(const struct finding *f)
{
	return f->order ? f->order->id : f->scheme ? f->scheme->name : STR("");
}

static int compare_group(const struct finding *a, const struct finding *b, enum group_mode mode)
{
	int c = 0;

	switch (mode) {
	case GROUP_NONE:
		break;
	case GROUP_SUBJECT:
		c = (a->subject > b->subject) - (a->subject < b->subject);
		break;
	case GROUP_CONDITION:
	case GROUP_ORDER:
		c = str_cmp(binding(a), binding(b));
		if (c == 0 && mode == GROUP_CONDITION)
			c = str_cmp(a->condition->id, b->condition->id);
		break;
	}
	return c;
}

static int compare(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int c = compare_group(a->finding, b->finding, a->mode);

	return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static size_t mark_groups(struct told *list, size_t n, enum group_mode mode)
{
	size_t ngroups = 0, first = 0;

	for (size_t i = 0; i < n; i++) {
		list[i].heads = i == 0 || compare_group(list[i - 1].finding, list[i].finding, mode) != 0;
		if (list[i].heads) {
			first = i;
			ngroups++;
		}
		list[first].ngroup++;
	}
	return ngroups;
}

/* ---- equal reviews ---- */

struct bunch {
	size_t n, seen;
};

static struct str joined(const struct str *parts, size_t n, struct arena *a)
{
	struct buf b = {0};

	if (n == 1)
		return parts[0];
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%.*s", i > 0 ? "; " : "", STR_ARG(parts[i]));
	struct str s = str_dup(a, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct str cause_of(const struct finding *f, struct arena *a)
{
	if (f->nunknown > 0)
		return joined(f->unknown, f->nunknown, a);
	if (f->ncaveats > 0)
		return joined(f->caveats, f->ncaveats, a);
	return f->nwhy > 0 ? f->why[f->nwhy - 1] : STR("");
}

/* What bunches reviews: the group, the condition, the rule, the cause. */
static struct str bunch_key(size_t group, const struct finding *f, struct str cause, struct arena *a)
{
	const uintptr_t own[] = {group, (uintptr_t)f->condition, (uintptr_t)f->rule};
	char *at = arena_alloc(a, sizeof own + cause.n);

	memcpy(at, own, sizeof own);
	if (cause.n > 0)
		memcpy(at + sizeof own, cause.at, cause.n);
	return (struct str){at, sizeof own + cause.n};
}

/* Reviews of one condition and one rule, in one group, with one cause. */
static void gather(struct told *list, size_t n, struct arena *a)
{
	struct map bunches;
	struct bunch **of = arena_array(a, n, sizeof *of);
	size_t group = 0;

	map_init(&bunches, a);
	for (size_t i = 0; i < n; i++) {
		const struct finding *f = list[i].finding;
		group += list[i].heads;
		if (f->level != LEVEL_REVIEW)
			continue;
		list[i].cause = cause_of(f, a);
		struct str key = bunch_key(group, f, list[i].cause, a);
		of[i] = map_find(&bunches, key);
		if (!of[i]) {
			of[i] = ARENA_NEW(a, struct bunch);
			map_put(&bunches, key, of[i]);
		}
		of[i]->n++;
	}
	for (size_t i = 0; i < n; i++) {
		if (!of[i] || of[i]->n <= EQUALS_SHOWN)
			continue;
		list[i].hidden = of[i]->seen++ >= EQUALS_SHOWN;
		if (of[i]->seen == EQUALS_SHOWN)
			list[i].nmore = of[i]->n - EQUALS_SHOWN;
	}
}

struct told *told_list(size_t *ngroups, const struct run *run, enum group_mode mode, struct arena *a)
{
	struct placed *placed = arena_array(a, run->ntold, sizeof *placed);
	struct told *list = arena_array(a, run->ntold, sizeof *list);

	for (size_t i = 0; i < run->ntold; i++)
		placed[i] = (struct placed){run->told[i], mode, i};
	if (run->ntold > 1)
		qsort(placed, run->ntold, sizeof *placed, compare);
	for (size_t i = 0; i < run->ntold; i++)
		list[i].finding = placed[i].finding;
	*ngroups = mark_groups(list, run->ntold, mode);
	gather(list, run->ntold, a);
	return list;
}
