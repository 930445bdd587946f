/* Joining the parts of a run: each is read and checked as a run, then all are held against the first. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/digest.h"
#include "report/shard_parts.h"

struct part {
	json_t *root;
	struct place place;
	struct shard shard;
};

struct joining {
	struct part *parts; /* as they were given */
	size_t n;
	struct arena *arena;
	struct diag *diag;
};

/* ---- one part ---- */

/* The last member is the hash of all that stands before it. */
static bool seal_fits(struct str text)
{
	static const struct str begins = STR_INIT(SEAL_BEGINS), ends = STR_INIT("\"}\n");
	size_t tail = begins.n + 64 + ends.n;
	struct str before, last;
	char hex[65];

	if (text.n < tail)
		return false;
	before = str_cut(text, 0, text.n - tail);
	last = str_from(text, before.n);
	struct digest d = digest_of(before);
	digest_hex(hex, 64, &d);
	return str_starts(last, begins) && str_eq_cstr(str_cut(last, begins.n, 64), hex) &&
	       str_eq(str_from(last, begins.n + 64), ends);
}

static bool refuse(struct joining *j, struct place place, const char *what, const char *help)
{
	diag_error(j->diag, place, "%s", what);
	diag_help(j->diag, "%s", help);
	return false;
}

static bool read_whole(struct joining *j, struct part *p, struct str text)
{
	struct taking taking = {.arena = j->arena, .diag = j->diag, .place = p->place};
	struct spot root = {.taking = &taking, .node = p->root}, at = spot_member(&root, "shard", json_object_get(p->root, "shard"));
	struct saved_run *run = saved_read(p->root, true, p->place, j->diag);

	if (!run)
		return false;
	saved_run_close(run);
	if (!shard_take(&p->shard, &at))
		return false;
	if (p->shard.parts == 0)
		return refuse(j, p->place, "is a whole run, and no part of one", "merge takes what `ordercheck check --shard I/N -f json` wrote");
	return seal_fits(text) || refuse(j, p->place, "was changed or cut since it was written: its seal does not fit",
	                                 "judge this part again with the same --shard, or fetch the file again");
}

static bool read_part(struct joining *j, const struct shard_file *file)
{
	struct part *p = &j->parts[j->n++];

	p->place = file->place;
	p->root = saved_parse(file->text, file->place, j->diag);
	if (p->root && read_whole(j, p, file->text))
		return true;
	if (j->diag->entries.n > 0 && j->diag->entries.at[j->diag->entries.n - 1].help.n == 0)
		diag_help(j->diag, "the file is damaged, or no part of a run: judge this part again with the same --shard");
	return false;
}

/* ---- all of them ---- */

static bool none_twice(struct joining *j)
{
	bool good = true;

	for (size_t i = 0; i < j->n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct shard *a = &j->parts[k].shard, *b = &j->parts[i].shard;
			if (a->part != b->part)
				continue;
			diag_error(j->diag, j->parts[i].place, "is part %" PRIu64 " of %" PRIu64 ", and so is %.*s", b->part, b->parts,
			           STR_ARG(j->parts[k].place.source->file));
			diag_help(j->diag, "give every part once");
			good = false;
		}
	return good;
}

static void tell_missing(struct joining *j, uint64_t part, uint64_t parts)
{
	diag_error(j->diag, (struct place){.source = NULL}, "part %" PRIu64 " of %" PRIu64 " is missing: nobody of it was judged", part,
	           parts);
	diag_help(j->diag, "give its file too; where there is none, run check again with --shard %" PRIu64 "/%" PRIu64, part, parts);
}

static bool none_missing(struct joining *j)
{
	uint64_t parts = j->parts[0].shard.parts;
	bool *there = arena_array(j->arena, (size_t)parts + 1, sizeof *there);
	bool good = true;

	for (size_t i = 0; i < j->n; i++)
		there[j->parts[i].shard.part] = true;
	for (uint64_t part = 1; part <= parts; part++)
		if (!there[part]) {
			tell_missing(j, part, parts);
			good = false;
		}
	return good;
}

static bool all_agree(struct joining *j)
{
	bool good = true;

	for (size_t i = 1; i < j->n; i++) {
		struct taking taking = {.arena = j->arena, .diag = j->diag, .place = j->parts[i].place};
		good = shards_agree(j->parts[0].root, j->parts[0].place, j->parts[i].root, &taking) && good;
	}
	return good;
}

/* ---- in the order of one run ---- */

struct ranked {
	const struct finding *finding;
	const struct plan *plan;
};

static int compare_findings(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return finding_cmp(a->finding, b->finding, a->plan);
}

static void sort_findings(const struct finding *const **list, size_t n, struct saved_run *r)
{
	struct ranked *ranked = arena_array(&r->arena, n, sizeof *ranked);
	const struct finding **all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){(*list)[i], &r->plan};
	if (n > 1)
		qsort(ranked, n, sizeof *ranked, compare_findings);
	for (size_t i = 0; i < n; i++)
		all[i] = ranked[i].finding;
	*list = all;
}

/* Orders stand in the order of the run, and conditions of one order together. */
static int compare_unmonitored(const void *left, const void *right)
{
	const struct unmonitored *const *a = left, *const *b = right;
	const struct order *x = (*a)->order, *y = (*b)->order;

	if (x != y)
		return !x ? 1 : !y ? -1 : x < y ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

static void sort_unmonitored(struct saved_run *r)
{
	size_t n = r->run.nunmonitored;
	const struct unmonitored **ranked = arena_array(&r->arena, n, sizeof *ranked);
	struct unmonitored *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++)
		ranked[i] = &r->run.unmonitored[i];
	if (n > 1)
		qsort(ranked, n, sizeof *ranked, compare_unmonitored);
	for (size_t i = 0; i < n; i++)
		all[i] = *ranked[i];
	r->run.unmonitored = all;
}

/* Those of its people, where the parts hold them. */
static void give_names(struct saved_run *r, const struct shard *s)
{
	for (size_t i = 0; i < s->nnames; i++) {
		const struct shard_name *n = &s->names[i];
		struct subject *who = map_find(&r->subjects, n->subject);
		struct person_name *name = ARENA_NEW(&r->arena, struct person_name);
		if (!who)
			continue;
		*name = (struct person_name){.family = n->family, .given = n->given.at, .ngiven = n->given.n};
		who->names = name;
		who->nnames = 1;
		who->has_name = true;
	}
}

static struct saved_run *join(struct shard *out, struct joining *j)
{
	json_t **others = arena_array(j->arena, j->n, sizeof(json_t *));

	for (size_t i = 1; i < j->n; i++)
		others[i - 1] = j->parts[i].root;
	shards_sum(j->parts[0].root, others, j->n - 1);
	*out = j->parts[0].shard;
	out->part = 0;
	struct saved_run *r = saved_read(j->parts[0].root, false, j->parts[0].place, j->diag);
	if (!r)
		return NULL;
	sort_findings(&r->run.told, r->run.ntold, r);
	sort_findings(&r->run.blind, r->run.nblind, r);
	sort_unmonitored(r);
	for (size_t i = 0; i < j->n; i++)
		give_names(r, &j->parts[i].shard);
	return r;
}

struct saved_run *shards_join(struct shard *out, const struct shard_file *files, size_t n, struct arena *a, struct diag *d)
{
	struct joining j = {.parts = arena_array(a, n, sizeof(struct part)), .arena = a, .diag = d};
	struct saved_run *r = NULL;
	bool good = n > 0;

	for (size_t i = 0; i < n; i++)
		good = read_part(&j, &files[i]) && good;
	if (good && all_agree(&j) && none_twice(&j) && none_missing(&j))
		r = join(out, &j);
	for (size_t i = 0; i < j.n; i++)
		if (j.parts[i].root)
			json_decref(j.parts[i].root);
	return r;
}
