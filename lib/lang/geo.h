/* geo: points, named places and distances on the WGS 84 ellipsoid.
 *
 * Geodesic distances by PROJ's geodesic.h; areas (GeoJSON polygons and
 * multi-polygons) by GEOS. An area is prepared and its index built when it is
 * parsed; after that any number of threads may ask about it at once.
 */
#ifndef LANG_GEO_H
#define LANG_GEO_H

#include "lang/geo_use.h"
#include "lang/value.h"

struct geo_area; /* a prepared polygon */

/* A named point with a radius, or an area. */
struct geo_place {
	struct str id, title, class;
	bool is_area;
	struct point at;  /* the point, or the area's centroid */
	double radius;    /* metres, of a point */
	const struct geo_area *area;
	const struct geo_use *use; /* NULL: always in use */
};

/* "lat,lon" in degrees, also parted by blanks, to nine places; false where not two
 * plain numbers or out of range. */
bool point_parse(struct point *out, struct str s);
/* The same of two texts without blanks about them. */
bool point_parse_pair(struct point *out, struct str lat, struct str lon);
void point_print(struct buf *out, struct point p); /* "53.8008,-1.5491" */
double geo_distance(struct point p, struct point q); /* metres */
/* Metres to the place: from its centre, or the nearest point of its area (0 inside). */
double geo_distance_place(struct point p, const struct geo_place *place);
/* Is p in the place, its edge included? */
bool geo_inside(struct point p, const struct geo_place *place);
/* The same for a circle of `accuracy` metres about p: unknown where it crosses the edge. */
enum truth geo_inside_circle(struct point p, const struct geo_place *place, double accuracy);
/* Which places count: those that are in use throughout a time, or, with `perhaps`, for a part of it. */
struct geo_when {
	struct moment t;
	const struct zone *zone;
	bool perhaps;
};
bool geo_counts(const struct geo_place *place, const struct geo_when *when); /* when NULL: every place */
/* Metres to the nearest place of the class that counts (infinite: none does), looked through one by one; false:
 * there is no place of the class. */
bool geo_nearest(double *metres, struct point p, struct str class, const struct geo_when *when,
                 const struct geo_place *const *places, size_t nplaces);

struct geo_index; /* places by class, to be asked by any number of threads */

/* The places must live as long as the index. */
const struct geo_index *geo_index_build(const struct geo_place *const *places, size_t nplaces, struct arena *a);
/* As geo_nearest, without a look at most of them. */
bool geo_index_nearest(double *metres, struct point p, struct str class, const struct geo_when *when,
                       const struct geo_index *x);
size_t geo_index_classes(const struct str **out, const struct geo_index *x);

/* Reads a GeoJSON text (a geometry, a feature, or a collection of them); only
 * (multi)polygons count. False: why says what is wrong. */
bool geo_area_parse(struct geo_area **out, struct str geojson, struct arena *a, struct str *why);
void geo_area_close(struct geo_area *area);
struct point geo_area_centre(const struct geo_area *area); /* its centroid */

#endif
