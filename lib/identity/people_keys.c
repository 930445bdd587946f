#include "identity/people.h"

#include <stdlib.h>

/* A group of one day larger than this is looked up with a part of the name. */
enum { CROWD = 64 };

enum key_kind {
	KEY_BORN = 1, /* the date */
	KEY_BORN_PART, /* with a sound: of a day on which many were born */
	KEY_MONTH, /* year and month, with a sound */
	KEY_MDAY, /* year and day of the month, with a sound */
	KEY_DAY, /* month and day, with a sound */
	KEY_SPELT, /* year, with a part as it is spelt */
	KEY_VAGUE, /* year, with a sound, of those of whom no more may be known */
	KEY_YEAR, /* the same of everybody: asked for by those */
	KEY_NAME, /* a sound and a first letter */
	KEY_UNDATED /* the same, of those without a whole date */
};

enum { KEY_PARTS = 4 };

static uint64_t key_of(enum key_kind kind, uint64_t date, uint64_t sound, uint64_t letter)
{
	return (uint64_t)kind << 56 | date << 24 | sound << 8 | letter;
}

/* Parts that keys are made of: the family name's, then the first given names. */
static size_t chosen(const struct name_part *out[KEY_PARTS], const struct name *name)
{
	size_t n = 0, ngiven = (size_t)name->n - name->nfamily;

	for (size_t i = name->n; i > ngiven && n + 1 < KEY_PARTS; i--)
		if (!name->parts[i - 1].particle)
			out[n++] = &name->parts[i - 1];
	for (size_t i = 0; i < ngiven && n < KEY_PARTS; i++)
		if (!name->parts[i].particle)
			out[n++] = &name->parts[i];
	return n;
}

static bool full(struct born b)
{
	return b.year > 0 && b.month > 0 && b.mday > 0;
}

/* 1 January is often written where only the year is known. */
static bool vague(struct born b)
{
	return b.year > 0 && (!full(b) || (b.month == 1 && b.mday == 1));
}

static uint64_t date_of(int year, int month, int mday)
{
	return (uint64_t)year * 10000 + (uint64_t)month * 100 + (uint64_t)mday;
}

/* FNV-1a (Fowler, Noll and Vo), folded to 16 bits. */
static uint64_t spelling(const struct name_part *p)
{
	uint32_t h = UINT32_C(2166136261);

	for (size_t i = 0; i < p->n; i++)
		h = (h ^ (unsigned char)p->at[i]) * UINT32_C(16777619);
	return (h ^ h >> 16) & 0xFFFF;
}

/* The sound of each part with the first letter of each other. */
static size_t add_pairs(uint64_t *out, enum key_kind kind, const struct name_part *const *parts, size_t n)
{
	size_t nkeys = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (i != k)
				out[nkeys++] = key_of(kind, 0, parts[i]->code, (uint64_t)(unsigned char)parts[k]->at[0]);
	return nkeys;
}

/* Keys of a whole date that one slip in it leaves alone; asked: with day and month exchanged too. */
static size_t add_dates(uint64_t *out, struct born b, const struct name_part *const *parts, size_t n, bool asked)
{
	size_t nkeys = 0;

	for (size_t i = 0; i < n && full(b); i++) {
		uint64_t sound = parts[i]->code;

		out[nkeys++] = key_of(KEY_MONTH, date_of(b.year, b.month, 0), sound, 0);
		out[nkeys++] = key_of(KEY_MDAY, date_of(b.year, 0, b.mday), sound, 0);
		out[nkeys++] = key_of(KEY_DAY, date_of(0, b.month, b.mday), sound, 0);
		if (asked && b.month != b.mday)
			out[nkeys++] = key_of(KEY_MONTH, date_of(b.year, b.mday, 0), sound, 0);
	}
	return nkeys;
}

static size_t add_years(uint64_t *out, struct born b, const struct name_part *const *parts, size_t n, bool asked)
{
	size_t nkeys = 0;

	for (size_t i = 0; i < n && b.year > 0; i++) {
		out[nkeys++] = key_of(KEY_SPELT, date_of(b.year, 0, 0), spelling(parts[i]), 0);
		if (vague(b) || asked)
			out[nkeys++] = key_of(KEY_VAGUE, date_of(b.year, 0, 0), parts[i]->code, 0);
		if (vague(b) || !asked)
			out[nkeys++] = key_of(KEY_YEAR, date_of(b.year, 0, 0), parts[i]->code, 0);
	}
	return nkeys;
}

uint64_t people_born_key(struct born born)
{
	return key_of(KEY_BORN, date_of(born.year, born.month, born.mday), 0, 0);
}

size_t people_keys(uint64_t out[KEYS_MAX], const struct name *name, struct born born)
{
	const struct name_part *parts[KEY_PARTS];
	size_t n = chosen(parts, name), nkeys = 0;

	if (full(born))
		out[nkeys++] = people_born_key(born);
	nkeys += add_dates(out + nkeys, born, parts, n, false);
	nkeys += add_years(out + nkeys, born, parts, n, false);
	return nkeys + add_pairs(out + nkeys, full(born) ? KEY_NAME : KEY_UNDATED, parts, n);
}

size_t people_day_keys(uint64_t out[KEYS_MAX], const struct name *name, struct born born)
{
	const struct name_part *parts[KEY_PARTS];
	size_t n = chosen(parts, name);

	for (size_t i = 0; i < n; i++)
		out[i] = key_of(KEY_BORN_PART, date_of(born.year, born.month, born.mday), parts[i]->code, 0);
	return n;
}

size_t people_asked_keys(uint64_t out[KEYS_MAX], const struct name *name, struct born born, bool undated)
{
	const struct name_part *parts[KEY_PARTS];
	size_t n = chosen(parts, name), nkeys = add_dates(out, born, parts, n, true);

	nkeys += add_years(out + nkeys, born, parts, n, true);

	if (undated)
		nkeys += add_pairs(out + nkeys, KEY_UNDATED, parts, n);
	if (!full(born))
		nkeys += add_pairs(out + nkeys, KEY_NAME, parts, n);
	return nkeys;
}

static uint64_t mix(uint64_t x) /* SplitMix64's last step */
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static const struct people_group *find(const struct people *p, uint64_t key)
{
	for (uint64_t slot = mix(key) & p->mask;; slot = (slot + 1) & p->mask) {
		const struct people_group *g = &p->groups[slot];
		if (g->key == key || g->key == 0)
			return g->key == 0 ? NULL : g;
	}
}

static void visit_group(const struct people *p, uint64_t key, people_visit *visit, void *context)
{
	const struct people_group *g = find(p, key);

	for (uint32_t i = 0; g && i < g->n; i++)
		visit(&p->personas[p->members[g->first + i]], context);
}

void people_each(const struct people *p, const struct name *name, struct born born, people_visit *visit, void *context)
{
	uint64_t keys[KEYS_MAX];
	const struct people_group *day;
	size_t n;

	if (!p->groups)
		return;
	day = full(born) ? find(p, people_born_key(born)) : NULL;
	if (day && day->n <= CROWD) {
		visit_group(p, day->key, visit, context);
	} else if (day) {
		n = people_day_keys(keys, name, born);
		for (size_t i = 0; i < n; i++)
			visit_group(p, keys[i], visit, context);
	}
	n = people_asked_keys(keys, name, born, p->undated);
	for (size_t i = 0; i < n; i++)
		visit_group(p, keys[i], visit, context);
}

/* ---- the table ---- */

struct entry {
	uint64_t key;
	uint32_t persona;
};

struct entries {
	struct entry *at;
	size_t n, cap;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->persona < y->persona ? -1 : x->persona > y->persona;
}

static void add_keys(struct entries *e, const uint64_t *keys, size_t n, uint32_t persona)
{
	if (e->n + n > e->cap) {
		e->cap = (e->n + n) * 2;
		e->at = mem_resize(e->at, e->cap * sizeof *e->at);
	}
	for (size_t i = 0; i < n; i++)
		e->at[e->n++] = (struct entry){keys[i], persona};
}

static void sort_entries(struct entries *e)
{
	size_t kept = 0;

	if (e->n > 0)
		qsort(e->at, e->n, sizeof *e->at, compare_entries);
	for (size_t i = 0; i < e->n; i++)
		if (kept == 0 || compare_entries(&e->at[kept - 1], &e->at[i]) != 0)
			e->at[kept++] = e->at[i];
	e->n = kept;
}

static size_t group_end(const struct entries *e, size_t from)
{
	size_t end = from;

	while (end < e->n && e->at[end].key == e->at[from].key)
		end++;
	return end;
}

/* Those born on a day of many are also found by that day and a part of the name. */
static void add_crowds(struct entries *e, const struct people *p)
{
	size_t n = e->n;

	for (size_t i = 0, end; i < n; i = end) {
		end = group_end(e, i);
		if (e->at[i].key >> 56 != KEY_BORN || end - i <= CROWD)
			continue;
		for (size_t k = i; k < end; k++) {
			uint64_t keys[KEYS_MAX];
			const struct persona *one = &p->personas[e->at[k].persona];

			add_keys(e, keys, people_day_keys(keys, &one->name, one->born), e->at[k].persona);
		}
	}
	sort_entries(e);
}

static void add_groups(struct people *p, const struct entries *e, struct arena *a)
{
	uint32_t *members = arena_array(a, e->n, sizeof *members);
	struct people_group *groups;
	size_t ngroups = 0, slots = 16;

	for (size_t i = 0; i < e->n; i = group_end(e, i))
		ngroups++;
	while (slots < ngroups * 2)
		slots *= 2;
	groups = arena_array(a, slots, sizeof *groups);
	p->mask = slots - 1;
	for (size_t i = 0, end; i < e->n; i = end) {
		uint64_t slot = mix(e->at[i].key) & p->mask;

		end = group_end(e, i);
		while (groups[slot].key != 0)
			slot = (slot + 1) & p->mask;
		groups[slot] = (struct people_group){e->at[i].key, (uint32_t)i, (uint32_t)(end - i)};
		for (size_t k = i; k < end; k++)
			members[k] = e->at[k].persona;
	}
	p->groups = groups;
	p->members = members;
}

void people_index(struct people *p, struct arena *a)
{
	struct entries e = {0};

	for (size_t i = 0; i < p->npersonas; i++) {
		uint64_t keys[KEYS_MAX];

		add_keys(&e, keys, people_keys(keys, &p->personas[i].name, p->personas[i].born), (uint32_t)i);
		p->undated |= !full(p->personas[i].born);
	}
	sort_entries(&e);
	add_crowds(&e, p);
	if (e.n > 0)
		add_groups(p, &e, a);
	mem_free(e.at);
}
