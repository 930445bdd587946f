/* Any text as GeoJSON: refused with a reason, or an area that answers. */
#include <assert.h>
#include <math.h>

#include "lang/geo.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void ask(const struct geo_area *area)
{
	const struct geo_place place = {.id = STR("p"), .is_area = true, .at = geo_area_centre(area), .area = area};
	const struct point points[] = {place.at, {0, 0}, {53.8, -1.55}, {-90, 180}, {90, -180}};

	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		double metres = geo_distance_place(points[i], &place);
		bool inside = geo_inside(points[i], &place);
		assert(!isnan(metres) && metres >= 0);
		assert(!inside || metres < 1);
		if (geo_inside_circle(points[i], &place, 10) == TRUTH_TRUE)
			assert(inside);
	}
}

static void parse_point(struct str text)
{
	struct buf b = {0};
	struct point p, again;

	if (point_parse(&p, text)) {
		assert(p.lat >= -90 && p.lat <= 90 && p.lon >= -180 && p.lon <= 180);
		point_print(&b, p);
		assert(point_parse(&again, buf_str(&b)));
		assert(geo_distance(p, again) < 100);
	}
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n}, why = {0};
	struct geo_area *area;
	struct arena arena;

	arena_init(&arena);
	parse_point(text);
	if (geo_area_parse(&area, text, &arena, &why)) {
		ask(area);
		geo_area_close(area);
	} else {
		assert(why.n > 0);
	}
	arena_free(&arena);
	return 0;
}
