#include <math.h>

#include "lang/geo_area.h"

#define DEGREE (3.14159265358979323846 / 180)
#define WGS84_E2 0.0066943799901413165

struct point geo_area_centre(const struct geo_area *area)
{
	return area->centre;
}

/* A context of its own for each call (about 0.1 µs): nothing is shared but the warm index. */
bool geo_area_has(const struct geo_area *area, struct point p)
{
	const struct box *b = &area->bounds;
	if (p.lat < b->low.lat || p.lat > b->high.lat || p.lon < b->low.lon || p.lon > b->high.lon)
		return false;

	GEOSContextHandle_t context = GEOS_init_r();
	if (!context)
		mem_exhausted();
	GEOSGeometry *at = GEOSGeom_createPointFromXY_r(context, p.lon, p.lat);
	if (!at)
		mem_exhausted();
	char answer = GEOSPreparedIntersects_r(context, area->prepared, at);
	GEOSGeom_destroy_r(context, at);
	GEOS_finish_r(context);
	return answer == 1;
}

/* The plane about p: degrees times these are lengths in one unit. */
struct plane {
	struct point p;
	double x, y;
};

static struct plane plane_at(struct point p, double shift)
{
	double s = sin(p.lat * DEGREE), w = 1 - WGS84_E2 * s * s;
	return (struct plane){{p.lat, p.lon + shift}, cos(p.lat * DEGREE), (1 - WGS84_E2) / w};
}

static double box_distance(const struct plane *l, const struct box *b)
{
	double x = fmax(0, fmax(b->low.lon - l->p.lon, l->p.lon - b->high.lon)) * l->x;
	double y = fmax(0, fmax(b->low.lat - l->p.lat, l->p.lat - b->high.lat)) * l->y;
	return x * x + y * y;
}

/* The square of the distance, and the nearest point of the segment. */
static double segment_distance(struct point *out, const struct plane *l, const struct segment *s)
{
	double ax = (s->a.lon - l->p.lon) * l->x, ay = (s->a.lat - l->p.lat) * l->y;
	double bx = (s->b.lon - s->a.lon) * l->x, by = (s->b.lat - s->a.lat) * l->y;
	double length = bx * bx + by * by;
	double t = length > 0 ? fmin(1, fmax(0, -(ax * bx + ay * by) / length)) : 0;
	double x = ax + t * bx, y = ay + t * by;

	out->lon = s->a.lon + t * (s->b.lon - s->a.lon);
	out->lat = s->a.lat + t * (s->b.lat - s->a.lat);
	return x * x + y * y;
}

struct point geo_area_edge(const struct geo_area *area, struct point p)
{
	double middle = (area->bounds.low.lon + area->bounds.high.lon) / 2;
	struct plane l = plane_at(p, 360 * round((middle - p.lon) / 360));
	struct point nearest = area->edge.at[0].a;
	double least = INFINITY;

	for (size_t i = 0; i < area->edge.n; i++) {
		struct point q;
		if (i % GEO_AREA_RUN == 0 && box_distance(&l, &area->runs[i / GEO_AREA_RUN]) >= least) {
			i += GEO_AREA_RUN - 1;
			continue;
		}
		double square = segment_distance(&q, &l, &area->edge.at[i]);
		if (square < least) {
			least = square;
			nearest = q;
		}
	}
	return nearest;
}
