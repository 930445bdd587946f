#include "identity/compare.h"

#include <string.h>

#include "identity/closeness.h"
#include "identity/nicknames.h"

/* One way to see a name: which parts are given names and which the family name. */
struct view {
	const struct name_part *given, *family;
	size_t ngiven, nfamily;
	bool swapped;
};

enum { VIEWS = 4 };

/* ---- scores ---- */

void score_add(struct score *s, enum weight w)
{
	if (s->nparts == SCORE_PARTS)
		return;
	s->tenths += weights[w].tenths;
	s->parts[s->nparts++] = (uint8_t)w;
}

enum weight score_among(const struct score *s, enum weight first, enum weight last)
{
	for (size_t i = 0; i < s->nparts; i++)
		if (s->parts[i] >= first && s->parts[i] <= last)
			return (enum weight)s->parts[i];
	return NWEIGHTS;
}

bool score_has(const struct score *s, enum weight w)
{
	return score_among(s, w, w) == w;
}

/* ---- parts ---- */

static struct str letters(const struct name_part *p)
{
	return (struct str){p->at, p->n};
}

/* The letters of all parts one behind the other, particles left out or not; room: where there are several. */
static struct str joined(char room[NAME_ROOM], const struct name_part *parts, size_t n, bool particles)
{
	size_t at = 0;

	if (n == 1)
		return letters(&parts[0]);
	for (size_t i = 0; i < n; i++) {
		if (parts[i].particle && !particles)
			continue;
		memcpy(room + at, parts[i].at, parts[i].n);
		at += parts[i].n;
	}
	return (struct str){room, at};
}

static bool share_part(const struct name_part *a, size_t na, const struct name_part *b, size_t nb, size_t least)
{
	for (size_t i = 0; i < na; i++)
		for (size_t k = 0; k < nb; k++)
			if (!a[i].particle && !b[k].particle && a[i].n >= least && str_eq(letters(&a[i]), letters(&b[k])))
				return true;
	return false;
}

static enum closeness closest_part(const struct name_part *a, size_t na, const struct name_part *b, size_t nb)
{
	enum closeness most = CLOSENESS_APART;

	for (size_t i = 0; i < na; i++) {
		for (size_t k = 0; k < nb; k++) {
			enum closeness c = a[i].particle || b[k].particle ? CLOSENESS_APART : closeness_of(letters(&a[i]), letters(&b[k]), 0.90);
			most = c > most ? c : most;
		}
	}
	return most;
}

static bool same_skeleton(struct str a, struct str b, size_t least)
{
	char x[NAME_LETTERS], y[NAME_LETTERS];
	size_t n = name_skeleton(x, sizeof x, a);

	return n >= least && name_skeleton(y, sizeof y, b) == n && memcmp(x, y, n) == 0;
}

static bool initial_of(struct str a, struct str b)
{
	return a.n > 0 && b.n > 0 && (a.n == 1 || b.n == 1) && a.at[0] == b.at[0];
}

static bool begins(struct str a, struct str b)
{
	return (a.n >= 2 && str_starts(b, a)) || (b.n >= 2 && str_starts(a, b));
}

/* ---- family and given names ---- */

/* Particles are left aside at first; a family name of nothing else counts with them. */
static enum weight family_weight(const struct view *a, const struct view *b, bool foreign)
{
	char room_a[NAME_ROOM], room_b[NAME_ROOM];
	struct str x = joined(room_a, a->family, a->nfamily, false), y = joined(room_b, b->family, b->nfamily, false);
	enum closeness c;

	if (a->nfamily == 0 || b->nfamily == 0)
		return FAMILY_MISSING;
	if (x.n > 0 && str_eq(x, y))
		return FAMILY_EQUAL;
	if (initial_of(x, y))
		return FAMILY_INITIAL;
	c = x.n > 0 ? closeness_of(x, y, 0.87) : CLOSENESS_APART;
	if (c == CLOSENESS_SLIP)
		return FAMILY_SLIP;
	if (share_part(a->family, a->nfamily, b->family, b->nfamily, 3))
		return FAMILY_PART;
	if (a->nfamily + b->nfamily > 2 && c < CLOSENESS_NEAR)
		c = closest_part(a->family, a->nfamily, b->family, b->nfamily);
	if (c >= CLOSENESS_NEAR)
		return FAMILY_NEAR;
	x = joined(room_a, a->family, a->nfamily, true);
	y = joined(room_b, b->family, b->nfamily, true);
	if (str_eq(x, y))
		return FAMILY_EQUAL;
	return foreign && same_skeleton(x, y, 2) ? FAMILY_SKELETON : FAMILY_DIFFERS;
}

static enum weight given_weight(const struct view *a, const struct view *b, bool foreign, const struct nicknames *n)
{
	char room_a[NAME_ROOM], room_b[NAME_ROOM];
	struct str x, y, all_x, all_y;
	enum closeness c;

	if (a->ngiven == 0 || b->ngiven == 0)
		return GIVEN_MISSING;
	x = letters(&a->given[0]);
	y = letters(&b->given[0]);
	all_x = joined(room_a, a->given, a->ngiven, true);
	all_y = joined(room_b, b->given, b->ngiven, true);
	if (str_eq(x, y) ? x.n > 1 : str_eq(all_x, all_y))
		return GIVEN_EQUAL;
	if (share_part(a->given, a->ngiven, b->given, b->ngiven, 2))
		return GIVEN_OTHER;
	if (initial_of(x, y))
		return GIVEN_INITIAL;
	c = closeness_of(x, y, 0.80);
	if (c == CLOSENESS_SLIP || (a->ngiven + b->ngiven > 2 && closeness_of(all_x, all_y, 0.80) == CLOSENESS_SLIP))
		return GIVEN_SLIP;
	if (nicknames_related(n, x, y) || begins(x, y))
		return GIVEN_NICKNAME;
	if (c == CLOSENESS_NEAR)
		return GIVEN_NEAR;
	return foreign && same_skeleton(x, y, 1) ? GIVEN_SKELETON : GIVEN_DIFFERS;
}

/* Given names behind the first, where both have some. NWEIGHTS: nothing to say. */
static enum weight middle_weight(const struct view *a, const struct view *b, enum weight given)
{
	if ((a->ngiven < 2 && b->ngiven < 2) || given != GIVEN_EQUAL || !str_eq(letters(&a->given[0]), letters(&b->given[0])))
		return NWEIGHTS;
	if (a->ngiven < 2 || b->ngiven < 2)
		return MIDDLE_MISSING;
	for (size_t i = 1; i < a->ngiven; i++) {
		for (size_t k = 1; k < b->ngiven; k++) {
			struct str x = letters(&a->given[i]), y = letters(&b->given[k]);
			if (str_eq(x, y) || initial_of(x, y) || closeness_of(x, y, 0.90) >= CLOSENESS_NEAR)
				return MIDDLE_EQUAL;
		}
	}
	return MIDDLE_DIFFERS;
}

/* ---- views ---- */

static struct view view_of(const struct name *n, size_t first, size_t count, bool given_first)
{
	struct view v = {.family = n->parts + first, .nfamily = count};

	v.given = given_first ? n->parts : n->parts + count;
	v.ngiven = n->n - count;
	return v;
}

/* The first is as the name stands. */
static size_t views_of(struct view out[VIEWS], const struct name *n)
{
	size_t nviews = 0, ngiven = (size_t)n->n - n->nfamily;

	out[nviews++] = view_of(n, ngiven, n->nfamily, true);
	if (n->n == 1)
		out[nviews++] = view_of(n, 0, n->nfamily == 0, true);
	if (n->whole && ngiven >= 2)
		out[nviews++] = view_of(n, ngiven - 1, n->nfamily + 1u, true);
	if (ngiven > 0 && n->nfamily > 0) {
		size_t family = n->whole ? 1 : ngiven;

		out[nviews] = view_of(n, 0, family, false);
		out[nviews++].swapped = true;
	}
	return nviews;
}

static void compare_views(struct score *s, const struct view *a, const struct view *b, bool foreign, const struct nicknames *n)
{
	enum weight given = given_weight(a, b, foreign, n), middle;

	score_add(s, family_weight(a, b, foreign));
	score_add(s, given);
	middle = middle_weight(a, b, given);
	if (middle != NWEIGHTS)
		score_add(s, middle);
	if (a->swapped != b->swapped)
		score_add(s, NAMES_SWAPPED);
}

static void add_all(struct score *s, const struct score *more)
{
	for (size_t i = 0; i < more->nparts; i++)
		score_add(s, (enum weight)more->parts[i]);
}

void compare_names(struct score *s, const struct name *a, const struct name *b, const struct nicknames *n)
{
	struct view of_a[VIEWS], of_b[VIEWS];
	size_t na = views_of(of_a, a), nb = views_of(of_b, b);
	bool foreign = a->foreign || b->foreign;
	struct score best = {0};

	compare_views(&best, &of_a[0], &of_b[0], foreign, n);
	for (size_t i = 0; i < na && !(score_has(&best, FAMILY_EQUAL) && score_has(&best, GIVEN_EQUAL)); i++) {
		for (size_t k = 0; k < nb; k++) {
			struct score other = {0};

			if ((i == 0 && k == 0) || (of_a[i].swapped && of_b[k].swapped))
				continue;
			compare_views(&other, &of_a[i], &of_b[k], foreign, n);
			if (score_has(&other, NAMES_SWAPPED) && score_among(&other, GIVEN_DIFFERS, GIVEN_MISSING) != NWEIGHTS)
				continue;
			if (other.tenths > best.tenths)
				best = other;
		}
	}
	add_all(s, &best);
	if (a->generation && b->generation && a->generation != b->generation)
		score_add(s, GENERATION_DIFFERS);
}
