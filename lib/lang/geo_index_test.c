#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lang/geo.h"

enum { MANY = 3000, ASKED = 400 };

static uint64_t seed = 20260302;

static double between(double low, double high)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return low + (high - low) * (double)(seed >> 40) / (double)(1 << 24);
}

struct world {
	struct arena arena;
	struct geo_place at[MANY];
	const struct geo_place *places[MANY];
	const struct geo_index *index;
};

/* Places in the box, every third of class a, the others of class b. */
static void settle(struct world *w, struct point low, struct point high)
{
	arena_init(&w->arena);
	for (size_t i = 0; i < MANY; i++) {
		struct point p = {between(low.lat, high.lat), between(low.lon, high.lon)};
		w->at[i] = (struct geo_place){.class = i % 3 == 0 ? STR("a") : STR("b"), .at = p};
		w->places[i] = &w->at[i];
	}
	w->index = geo_index_build(w->places, MANY, &w->arena);
}

/* Every geodesic measured, none passed over. */
static double by_measuring(const struct world *w, struct point p, struct str class)
{
	double best = 1e9;
	for (size_t i = 0; i < MANY; i++)
		if (str_eq(w->at[i].class, class) && geo_distance(p, w->at[i].at) < best)
			best = geo_distance(p, w->at[i].at);
	return best;
}

static void compare(const struct world *w, struct point p, bool measure)
{
	double fast, slow;

	assert_true(geo_index_nearest(&fast, p, STR("a"), NULL, w->index));
	assert_true(geo_nearest(&slow, p, STR("a"), NULL, w->places, MANY));
	/* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison,cert-exp42-c,cert-flp37-c): the same to the last bit is meant */
	if (memcmp(&fast, &slow, sizeof fast) != 0)
		fail_msg("%f,%f: %.9f with the index, %.9f without", p.lat, p.lon, fast, slow);
	if (measure && slow > by_measuring(w, p, STR("a")))
		fail_msg("%f,%f: something is nearer than %.9f", p.lat, p.lon, slow);
}

/* Over Britain, about a pole, across the date line, over the globe: asked from within and from everywhere. */
static void test_as_one_by_one(void **state)
{
	static const struct point boxes[][2] = {
		{{50, -6}, {59, 2}}, {{85, -180}, {90, 180}}, {{-20, 179}, {-10, 180}},
		{{-90, -180}, {90, 180}}, {{53.8, -1.55}, {53.8001, -1.5499}},
	};
	static struct world w;
	(void)state;
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
		settle(&w, boxes[i][0], boxes[i][1]);
		for (size_t k = 0; k < ASKED; k++) {
			struct point here = {between(boxes[i][0].lat, boxes[i][1].lat), between(boxes[i][0].lon, boxes[i][1].lon)};
			struct point far = {between(-90, 90), between(-180, 180)};
			struct point opposite = {-w.at[k].at.lat, w.at[k].at.lon > 0 ? w.at[k].at.lon - 180 : w.at[k].at.lon + 180};
			compare(&w, here, k < 20);
			compare(&w, far, k < 20);
			compare(&w, opposite, k < 20);
			compare(&w, w.at[k].at, k < 20);
		}
		arena_free(&w.arena);
	}
}

/* A thousandth of a degree of the meridian at the equator is 110.574 m. */
static void test_classes(void **state)
{
	struct geo_place at[] = {
		{.class = STR("school"), .at = {0, 0}}, {.class = STR("park"), .at = {0.001, 0}},
		{.class = STR("school"), .at = {0, 0}}, {.class = STR(""), .at = {0.002, 0}},
	};
	const struct geo_place *places[] = {&at[0], &at[1], &at[2], &at[3]};
	const struct geo_index *x;
	const struct str *classes;
	struct arena a;
	double metres;

	(void)state;
	arena_init(&a);
	x = geo_index_build(places, 4, &a);
	assert_int_equal(geo_index_classes(&classes, x), 2);
	assert_true(str_eq_cstr(classes[0], "school") && str_eq_cstr(classes[1], "park"));
	assert_true(geo_index_nearest(&metres, (struct point){0.001, 0}, STR("school"), NULL, x));
	assert_true(metres > 110.573 && metres < 110.575);
	assert_true(geo_index_nearest(&metres, (struct point){0, 0}, STR("school"), NULL, x));
	assert_true(metres >= 0 && metres < 1e-9);
	assert_false(geo_index_nearest(&metres, (struct point){0, 0}, STR("pub"), NULL, x));
	x = geo_index_build(NULL, 0, &a);
	assert_false(geo_index_nearest(&metres, (struct point){0, 0}, STR("school"), NULL, x));
	assert_int_equal(geo_index_classes(&classes, x), 0);
	arena_free(&a);
}

/* A square degree from 0,0 to 1,1, and a point at 0,3. One degree of the equator is 111,319.491 m. */
static void test_areas(void **state)
{
	static const char square[] = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}";
	struct geo_place at[] = {{.class = STR("a"), .is_area = true}, {.class = STR("a"), .at = {0, 3}}};
	const struct geo_place *places[] = {&at[0], &at[1]};
	const struct geo_index *x;
	struct geo_area *area = NULL;
	struct str why = {0};
	struct arena a;
	double metres;

	(void)state;
	arena_init(&a);
	assert_true(geo_area_parse(&area, str_of(square), &a, &why));
	at[0].area = area;
	x = geo_index_build(places, 2, &a);
	assert_true(geo_index_nearest(&metres, (struct point){0.5, 0.5}, STR("a"), NULL, x));
	assert_true(metres >= 0 && metres < 1e-9);
	assert_true(geo_index_nearest(&metres, (struct point){0, 1.5}, STR("a"), NULL, x));
	assert_true(metres > 55659.74 && metres < 55659.75);
	assert_true(geo_index_nearest(&metres, (struct point){0, 2.5}, STR("a"), NULL, x));
	assert_true(metres > 55659.74 && metres < 55659.75);
	geo_area_close(area);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_one_by_one),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_areas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
