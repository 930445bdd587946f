#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/geo.h"
#include "lang/geo_grid.h"

/* Points of Ordnance Survey's guide and of maps, with their latitude and longitude on WGS 84, and how far the
 * shift may be wrong. */
static void places_are_where_maps_have_them(void **state)
{
	static const struct {
		double east, north, lat, lon, metres;
	} cases[] = {
		{651409.8, 313177.45, 52 + 39 / 60.0 + 28.8282 / 3600, 1 + 42 / 60.0 + 57.8663 / 3600, 6}, /* Caister water tower */
		{530268, 179640, 51.50072, -0.12460, 40},   /* the clock tower at Westminster */
		{216677, 771282, 56.79685, -5.00355, 40},   /* the top of Ben Nevis */
	};
	struct geo_grid *g = geo_grid_open();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct point p;

		assert_true(geo_grid_point(&p, g, cases[i].east, cases[i].north));
		if (!(geo_distance(p, (struct point){cases[i].lat, cases[i].lon}) <= cases[i].metres))
			fail_msg("%zu: %f,%f", i, p.lat, p.lon);
	}
	geo_grid_close(g);
}

static void texts_are_read(void **state)
{
	static const char *const good[] = {"429157 433988", "429157,433988", "429157.25, 433988.75", " 429157   433988 "};
	static const char *const bad[] = {"", "429157", "a b", "429157 1300001", "-1 5", "800000 433988", "429157 433988 1", "SE 29157 33988"};
	struct geo_grid *g = geo_grid_open();
	struct point p;
	bool nowhere;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(geo_grid_parse(&p, &nowhere, g, str_of(good[i])));
		assert_false(nowhere);
		assert_true(fabs(p.lat - 53.8015) < 0.001 && fabs(p.lon + 1.5587) < 0.001);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(geo_grid_parse(&p, &nowhere, g, str_of(bad[i])));
	assert_true(geo_grid_parse(&p, &nowhere, g, STR("0 0")));
	assert_true(nowhere);
	geo_grid_close(g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_where_maps_have_them),
		cmocka_unit_test(texts_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
