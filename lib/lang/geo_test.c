#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "base/pool.h"
#include "lang/geo.h"

static void near(double got, double want, double by)
{
	if (!(fabs(got - want) <= by))
		fail_msg("%.6f is not within %g of %.6f", got, by, want);
}

static double degrees(int degree, int minute, double second)
{
	return degree + minute / 60.0 + second / 3600;
}

static void parses_points(void **state)
{
	static const struct {
		const char *text;
		double lat, lon;
	} cases[] = {
		{"53.8008,-1.5491", 53.8008, -1.5491}, {" 53.8008 , -1.5491 ", 53.8008, -1.5491},
		{"53.8008 -1.5491", 53.8008, -1.5491}, {"+90,-180", 90, -180},
		{"-90,180", -90, 180},                 {"0,0", 0, 0},
		{".5,-.25", 0.5, -0.25},               {"1.0000000001,2", 1, 2},
		{"51.46,7.47e-05", 51.46, 0.0000747}, {"51.46,-1.5E-3", 51.46, -0.0015}, {"1e-99,2", 0, 2},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct point p;
		assert_true(point_parse(&p, str_of(cases[i].text)));
		near(p.lat, cases[i].lat, 0);
		near(p.lon, cases[i].lon, 0);
	}
}

static void refuses_points(void **state)
{
	static const char *const cases[] = {
		"", ",", "1", "1,", ",1", "90.000000001,0", "0,180.1", "-90.1,0", "0,-181", "1,2,3", "1;2", "1e1,2", "1e,2", "1e-,2", "e-5,2", "1e-100,2", "1e-5e-5,2",
		"53.8N,1.5W", "nan,nan", "1.,2", "1..2,3", "--1,2", "9999999999999999999999,1", "1,2 3", "1,,2",
	};
	struct point p;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_false(point_parse(&p, str_of(cases[i])));
}

static void prints_points_as_read(void **state)
{
	static const char *const cases[] = {"53.8008,-1.5491", "-0.000000001,180", "0,0", "12.345678901,-98.7654321"};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = {0};
		struct point p;
		assert_true(point_parse(&p, str_of(cases[i])));
		point_print(&b, p);
		assert_true(str_eq_cstr(buf_str(&b), cases[i]));
		buf_free(&b);
	}
}

static void measures_published_lines(void **state)
{
	/* Flinders Peak to Buninyong (GDA technical manual); JFK to Singapore Changi
	 * (the manual of GeodSolve, in whole metres); the quarter meridian; a degree of the equator. */
	struct point flinders = {-degrees(37, 57, 3.72030), degrees(144, 25, 29.52440)};
	struct point buninyong = {-degrees(37, 39, 10.15610), degrees(143, 55, 35.38390)};
	struct point jfk = {degrees(40, 38, 23), -degrees(73, 46, 44)};
	struct point changi = {degrees(1, 21, 33), degrees(103, 59, 22)};
	struct point origin = {0, 0}, pole = {90, 0}, east = {0, 1}, antipode = {0, 180};
	(void)state;
	near(geo_distance(flinders, buninyong), 54972.271, 0.001);
	near(geo_distance(jfk, changi), 15347628, 0.5);
	near(geo_distance(origin, pole), 10001965.729, 0.001);
	near(geo_distance(origin, east), 6378137.0 * 3.14159265358979 / 180, 0.001);
	near(geo_distance(origin, antipode), 2 * 10001965.729, 0.002);
	near(geo_distance(flinders, flinders), 0, 0);
}

/* One thousandth of a degree north of the equator is 110.574 m. */
static void circles_about_a_point(void **state)
{
	struct geo_place place = {.at = {0, 0}, .radius = 200};
	static const struct {
		double lat, accuracy;
		enum truth want;
	} cases[] = {
		{0.001, 0, TRUTH_TRUE},      {0.001, 50, TRUTH_TRUE},     {0.001, 89, TRUTH_TRUE},
		{0.001, 90, TRUTH_UNKNOWN},  {0.001, 500, TRUTH_UNKNOWN}, {0.003, 0, TRUTH_FALSE},
		{0.003, 131, TRUTH_FALSE},   {0.003, 132, TRUTH_UNKNOWN}, {0, 200, TRUTH_TRUE},
		{0.001, -1, TRUTH_UNKNOWN},  {0.001, NAN, TRUTH_UNKNOWN},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct point p = {cases[i].lat, 0};
		assert_int_equal(geo_inside_circle(p, &place, cases[i].accuracy), cases[i].want);
	}
	assert_true(geo_inside((struct point){0.001, 0}, &place));
	assert_false(geo_inside((struct point){0.003, 0}, &place));
	near(geo_distance_place((struct point){0.001, 0}, &place), 110.574, 0.001);
}

#define RING(w, s, e, n) \
	"[[" #w "," #s "],[" #e "," #s "],[" #e "," #n "],[" #w "," #n "],[" #w "," #s "]]"
/* One degree by one at the equator, with a hole in its middle. */
#define HOLED "{\"type\":\"Polygon\",\"coordinates\":[" RING(0, 0, 1, 1) "," RING(0.4, 0.4, 0.6, 0.6) "]}"
#define FEATURE(geometry) "{\"type\":\"Feature\",\"properties\":{\"name\":\"a [\"},\"geometry\":" geometry "}"
#define PLAIN(w, s, e, n) "{\"type\":\"Polygon\",\"coordinates\":[" RING(w, s, e, n) "]}"

static struct geo_place area_of(const char *json, struct arena *a)
{
	struct geo_area *area = NULL;
	struct str why = {0};
	if (!geo_area_parse(&area, str_of(json), a, &why))
		fail_msg("%.*s", STR_ARG(why));
	return (struct geo_place){.is_area = true, .area = area, .at = geo_area_centre(area)};
}

static void close_area(const struct geo_place *place)
{
	union {
		const struct geo_area *read;
		struct geo_area *own;
	} area = {.read = place->area};
	geo_area_close(area.own);
}

static void areas_hold_points(void **state)
{
	static const struct {
		double lat, lon;
		bool want;
	} cases[] = {
		{0.2, 0.2, true},  {0.5, 0.5, false}, {0.5, 0.4, true},  {0, 0, true},      {1, 0.5, true},
		{0.5, 1, true},    {1.1, 0.5, false}, {0.5, 1.1, false}, {-0.1, 0.5, false}, {0.59, 0.59, false},
	};
	struct arena a;
	(void)state;
	arena_init(&a);
	struct geo_place place = area_of(HOLED, &a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(geo_inside((struct point){cases[i].lat, cases[i].lon}, &place), cases[i].want);
	near(place.at.lat, 0.5, 1e-12);
	near(place.at.lon, 0.5, 1e-12);
	close_area(&place);
	arena_free(&a);
}

/* Along the equator a degree is 111319.491 m; at half a degree of latitude 111315.28 m of its
 * parallel; from the equator a degree of meridian is 110574.39 m. */
static void areas_have_edges(void **state)
{
	struct arena a;
	(void)state;
	arena_init(&a);
	struct geo_place place = area_of(HOLED, &a);
	near(geo_distance_place((struct point){0.2, 0.2}, &place), 0, 0);
	near(geo_distance_place((struct point){-1, 0.5}, &place), 110574.39, 0.01);
	near(geo_distance_place((struct point){0.5, 2}, &place), 111315.28, 0.5);
	near(geo_distance_place((struct point){0, -1}, &place), 111319.491, 0.001);
	near(geo_distance_place((struct point){0.5, 0.41}, &place), 1113.153, 0.01);
	/* 0.05 of a degree of longitude from the western edge */
	assert_int_equal(geo_inside_circle((struct point){0.5, 0.05}, &place, 5565), TRUTH_TRUE);
	assert_int_equal(geo_inside_circle((struct point){0.5, 0.05}, &place, 5567), TRUTH_UNKNOWN);
	assert_int_equal(geo_inside_circle((struct point){0.5, -0.05}, &place, 5565), TRUTH_FALSE);
	assert_int_equal(geo_inside_circle((struct point){0.5, -0.05}, &place, 5567), TRUTH_UNKNOWN);
	assert_int_equal(geo_inside_circle((struct point){0.5, 0}, &place, 0), TRUTH_TRUE);
	assert_int_equal(geo_inside_circle((struct point){0.5, 0}, &place, 1), TRUTH_UNKNOWN);
	close_area(&place);
	arena_free(&a);
}

static void edges_lie_across_the_date_line(void **state)
{
	struct arena a;
	(void)state;
	arena_init(&a);
	struct geo_place place = area_of(PLAIN(-180, 0, -179, 1), &a);
	near(geo_distance_place((struct point){0.5, 179}, &place), 111315.28, 0.5);
	close_area(&place);
	arena_free(&a);
}

static void neighbours_become_one(void **state)
{
	struct arena a;
	(void)state;
	arena_init(&a);
	struct geo_place place = area_of("{\"type\":\"FeatureCollection\",\"features\":["
	                                 FEATURE(PLAIN(0, 0, 1, 1)) "," FEATURE("{\"type\":\"Point\",\"coordinates\":[9,9]}")
	                                 "," FEATURE(PLAIN(1, 0, 2, 1)) "]}", &a);
	assert_true(geo_inside((struct point){0.5, 1}, &place));
	assert_false(geo_inside((struct point){9, 9}, &place));
	/* The common border is no edge: the nearest is half a degree away. */
	assert_int_equal(geo_inside_circle((struct point){0.5, 1}, &place, 55000), TRUTH_TRUE);
	close_area(&place);
	arena_free(&a);
}

static void refuses_areas(void **state)
{
	static const struct {
		const char *json, *why; /* how the phrase begins */
	} cases[] = {
		{"", "is no GeoJSON"},
		{"{", "is no GeoJSON"},
		{"[1,2]", "is no GeoJSON"},
		{"{\"type\":\"Polygon\"}", "is no GeoJSON"},
		{"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}", "is no GeoJSON"},
		{"{\"type\":\"Point\",\"coordinates\":[0,0]}", "holds no polygon"},
		{"{\"type\":\"FeatureCollection\",\"features\":[]}", "holds no polygon"},
		{"{\"type\":\"Polygon\",\"coordinates\":[]}", "holds no polygon"},
		{PLAIN(0, 0, 1, 91), "holds a point that is no longitude and latitude"},
		{PLAIN(430000, 430000, 430100, 430100), "holds a point that is no longitude and latitude"},
		{"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}", "holds a polygon that is not valid"},
	};
	struct arena a;
	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct geo_area *area = NULL;
		struct str why = {0};
		assert_false(geo_area_parse(&area, str_of(cases[i].json), &a, &why));
		assert_true(str_starts(why, str_of(cases[i].why)));
	}
	arena_free(&a);
}

static void refuses_deep_nesting(void **state)
{
	static char deep[200000];
	struct geo_area *area = NULL;
	struct str why = {0};
	struct arena a;
	(void)state;
	arena_init(&a);
	memset(deep, '[', sizeof deep);
	assert_false(geo_area_parse(&area, (struct str){deep, sizeof deep}, &a, &why));
	assert_true(str_starts(why, STR("is too large, nested too deeply")));
	arena_free(&a);
}

struct survey {
	struct geo_place place;
	atomic_uint inside;
};

/* A hundred points on a line of latitude from -0.5 to 1.48 degrees east. */
static void look(void *context, size_t i)
{
	struct survey *s = context;
	for (size_t j = 0; j < 100; j++) {
		struct point p = {0.1 + (double)(i % 2) * 0.2, -0.5 + 0.02 * (double)j + 0.001};
		if (geo_inside(p, &s->place))
			atomic_fetch_add(&s->inside, 1);
	}
}

static void threads_share_an_area(void **state)
{
	struct survey s;
	struct arena a;
	(void)state;
	arena_init(&a);
	s.place = area_of(HOLED, &a);
	atomic_init(&s.inside, 0);
	pool_run(4, 400, look, &s);
	assert_int_equal(atomic_load(&s.inside), 400 * 50);
	close_area(&s.place);
	arena_free(&a);
}

static void finds_the_nearest_of_a_class(void **state)
{
	struct geo_place near_park = {.class = STR("park"), .at = {0.001, 0}, .radius = 10};
	struct geo_place far_park = {.class = STR("park"), .at = {0, 0.002}, .radius = 10};
	struct geo_place school = {.class = STR("school"), .at = {0, 0}, .radius = 10};
	struct arena a;
	double metres;
	(void)state;
	arena_init(&a);
	struct geo_place zone = area_of(HOLED, &a);
	zone.class = STR("zone");
	const struct geo_place *places[] = {&far_park, &school, &near_park, &zone};
	struct point p = {0, 0};
	assert_true(geo_nearest(&metres, p, STR("park"), NULL, places, 4));
	near(metres, 110.574, 0.001);
	assert_true(geo_nearest(&metres, p, STR("school"), NULL, places, 4));
	near(metres, 0, 0);
	assert_true(geo_nearest(&metres, (struct point){0, -1}, STR("zone"), NULL, places, 4));
	near(metres, 111319.491, 0.001);
	assert_false(geo_nearest(&metres, p, STR("station"), NULL, places, 4));
	close_area(&zone);
	arena_free(&a);
}

/* The short ways about the geodesic never say otherwise than it, near the edge or far from it. */
static void test_inside_is_exact(void **state)
{
	static const double shares[] = {0, 0.1, 0.9, 0.99, 0.999999, 1, 1.000001, 1.01, 1.1, 3};
	static const double radii[] = {0, 0.0005, 1, 200, 5000, 300000, 9000000};
	static const struct point centres[] = {{53.8, -1.5}, {0, 0}, {0.0001, 179.9999}, {-33, 18}, {89.9, 10}, {-90, 0}};
	size_t nin = 0;

	(void)state;
	for (size_t c = 0; c < sizeof centres / sizeof *centres; c++) {
		for (size_t r = 0; r < sizeof radii / sizeof *radii; r++) {
			struct geo_place place = {.at = centres[c], .radius = radii[r]};
			for (size_t i = 0; i < 10 * 12; i++) {
				/* NOLINTNEXTLINE(bugprone-integer-division): the whole number of the turn */
				double way = radii[r] / 111320 * shares[i % 10], turn = (double)(i / 10) * 0.5236;
				struct point p = {centres[c].lat + way * cos(turn), centres[c].lon + way * sin(turn) / fmax(cos(centres[c].lat / 57.29578), 0.01)};
				if (fabs(p.lat) > 90 || fabs(p.lon) > 180)
					continue;
				bool in = geo_distance(p, place.at) <= place.radius;
				assert_int_equal(geo_inside(p, &place), in);
				nin += in;
			}
		}
	}
	assert_true(nin > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inside_is_exact),
		cmocka_unit_test(parses_points),
		cmocka_unit_test(refuses_points),
		cmocka_unit_test(prints_points_as_read),
		cmocka_unit_test(measures_published_lines),
		cmocka_unit_test(circles_about_a_point),
		cmocka_unit_test(areas_hold_points),
		cmocka_unit_test(areas_have_edges),
		cmocka_unit_test(edges_lie_across_the_date_line),
		cmocka_unit_test(neighbours_become_one),
		cmocka_unit_test(refuses_areas),
		cmocka_unit_test(refuses_deep_nesting),
		cmocka_unit_test(threads_share_an_area),
		cmocka_unit_test(finds_the_nearest_of_a_class),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
