#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "lang/geo.h"

/* Points stand as unit vectors on the auxiliary sphere of the ellipsoid (by
 * their reduced latitude) in a k-d tree that is an array: the root of a range
 * is its middle. */
#define ARC_METRES 6356000.0 /* below the half axis of 6,356,752 m */
#define FLATTENED (1 - 1 / 298.257223563)
#define PI 3.14159265358979323846
#define DEGREE (PI / 180)
#define NOWHERE 3.0 /* longer than any chord */

enum { AXES = 3 };

struct spot {
	double at[AXES];
	unsigned axis; /* on which its range is parted */
	const struct geo_place *place;
};

struct class_places {
	struct str name;
	VEC(struct spot) spots;
	VEC(const struct geo_place *) areas;
};

struct geo_index {
	struct map classes;
	VEC(struct str) names;
};

static void to_sphere(double out[AXES], struct point p)
{
	double lat = p.lat * DEGREE, lon = p.lon * DEGREE;
	double up = FLATTENED * sin(lat), across = cos(lat), length = hypot(up, across);

	out[0] = across / length * cos(lon);
	out[1] = across / length * sin(lon);
	out[2] = up / length;
}

static void add_place(struct geo_index *x, const struct geo_place *p, struct arena *a)
{
	struct class_places *c = map_find(&x->classes, p->class);

	if (!c) {
		c = ARENA_NEW(a, struct class_places);
		c->name = p->class;
		map_put(&x->classes, c->name, c);
		if (c->name.n > 0)
			*VEC_PUSH(a, &x->names) = c->name;
	}
	if (p->is_area) {
		*VEC_PUSH(a, &c->areas) = p;
	} else {
		struct spot *s = VEC_PUSH(a, &c->spots);
		*s = (struct spot){.place = p};
		to_sphere(s->at, p->at);
	}
}

static int compare_on(const void *a, const void *b, size_t axis)
{
	const struct spot *s = a, *t = b;

	return (s->at[axis] > t->at[axis]) - (s->at[axis] < t->at[axis]);
}

static int compare_x(const void *a, const void *b)
{
	return compare_on(a, b, 0);
}

static int compare_y(const void *a, const void *b)
{
	return compare_on(a, b, 1);
}

static int compare_z(const void *a, const void *b)
{
	return compare_on(a, b, 2);
}

static int compare_all(const void *a, const void *b)
{
	int c = compare_x(a, b);

	c = c != 0 ? c : compare_y(a, b);
	return c != 0 ? c : compare_z(a, b);
}

/* Of places at one point and of one use one is enough. */
static size_t part_equal(struct spot *spots, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(spots, n, sizeof *spots, compare_all);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || compare_all(&spots[kept - 1], &spots[i]) != 0 ||
		    !geo_use_same(spots[kept - 1].place->use, spots[i].place->use))
			spots[kept++] = spots[i];
	return kept;
}

static unsigned widest_axis(const struct spot *spots, size_t n)
{
	double widest = -1;
	unsigned best = 0;

	for (unsigned k = 0; k < AXES; k++) {
		double low = INFINITY, high = -INFINITY;
		for (size_t i = 0; i < n; i++) {
			low = fmin(low, spots[i].at[k]);
			high = fmax(high, spots[i].at[k]);
		}
		if (high - low > widest) {
			widest = high - low;
			best = k;
		}
	}
	return best;
}

/* Halves each time: as deep as the logarithm of n. */
static void grow(struct spot *spots, size_t n)
{
	static int (*const compare[AXES])(const void *, const void *) = {compare_x, compare_y, compare_z};
	size_t middle = n / 2;

	if (n == 0)
		return;
	unsigned axis = widest_axis(spots, n);
	qsort(spots, n, sizeof *spots, compare[axis]);
	spots[middle].axis = axis;
	grow(spots, middle);
	grow(spots + middle + 1, n - middle - 1);
}

const struct geo_index *geo_index_build(const struct geo_place *const *places, size_t nplaces, struct arena *a)
{
	struct geo_index *x = ARENA_NEW(a, struct geo_index);

	map_init(&x->classes, a);
	for (size_t i = 0; i < nplaces; i++)
		add_place(x, places[i], a);
	for (size_t i = 0; i < x->classes.n; i++) {
		struct class_places *c = x->classes.entries[i].value;
		c->spots.n = part_equal(c->spots.at, c->spots.n);
		grow(c->spots.at, c->spots.n);
	}
	return x;
}

size_t geo_index_classes(const struct str **out, const struct geo_index *x)
{
	*out = x->names.at;
	return x->names.n;
}

struct search {
	const struct geo_when *when;
	struct point from;
	double at[AXES];
	double chord;   /* on the unit sphere: nothing further away is looked at */
	bool measuring; /* by the geodesic; else by the chord alone */
	double metres;  /* the best measured */
};

/* A geodesic is at least as long as the shorter half axis times its arc on the sphere, and at most as long as the
 * longer: so what is nearest is no further off on the sphere than this times what is nearest there. */
#define STRETCH (6378137.0 / ARC_METRES)

static double stretched(double chord)
{
	double arc = 2 * asin(fmin(chord / 2, 1)) * STRETCH;

	return arc >= PI ? NOWHERE : 2 * sin(arc / 2) + 1e-12;
}

static void take(struct search *s, const struct spot *spot, double square)
{
	if (square >= s->chord * s->chord || !geo_counts(spot->place, s->when))
		return;
	if (s->measuring)
		s->metres = fmin(s->metres, geo_distance(s->from, spot->place->at));
	else
		s->chord = sqrt(square);
}

static void look(struct search *s, const struct spot *spots, size_t n)
{
	while (n > 0) {
		size_t middle = n / 2;
		const struct spot *root = &spots[middle];
		double x = s->at[0] - root->at[0], y = s->at[1] - root->at[1], z = s->at[2] - root->at[2];
		double side = s->at[root->axis] - root->at[root->axis];
		const struct spot *after = root + 1;
		size_t nafter = n - middle - 1;

		take(s, root, x * x + y * y + z * z);
		look(s, side < 0 ? spots : after, side < 0 ? middle : nafter);
		if (fabs(side) >= s->chord)
			return;
		spots = side < 0 ? after : spots;
		n = side < 0 ? nafter : middle;
	}
}

/* The nearest on the sphere first, without measuring; then whatever may be as near on the ellipsoid is measured. */
static double nearest_spot(struct search *s, const struct spot *spots, size_t n)
{
	s->chord = NOWHERE;
	look(s, spots, n);
	if (s->chord >= NOWHERE)
		return INFINITY;
	s->chord = stretched(s->chord);
	s->measuring = true;
	look(s, spots, n);
	return s->metres;
}

bool geo_index_nearest(double *metres, struct point p, struct str class, const struct geo_when *when,
                       const struct geo_index *x)
{
	const struct class_places *c = map_find(&x->classes, class);
	struct search s = {.when = when, .from = p, .metres = INFINITY};

	*metres = INFINITY;
	if (!c)
		return false;
	to_sphere(s.at, p);
	*metres = nearest_spot(&s, c->spots.at, c->spots.n);
	for (size_t i = 0; i < c->areas.n; i++)
		if (geo_counts(c->areas.at[i], when))
			*metres = fmin(*metres, geo_distance_place(p, c->areas.at[i]));
	return true;
}
