/* geo_area: an area as geo.c and the reader of GeoJSON share it. For this folder. */
#ifndef LANG_GEO_AREA_H
#define LANG_GEO_AREA_H

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include "lang/geo.h"

#define GEO_AREA_RUN 32 /* segments with one box about them */

struct segment {
	struct point a, b;
};

struct box {
	struct point low, high;
};

struct segments {
	struct segment *at;
	size_t n, cap;
};

struct geo_area {
	GEOSContextHandle_t context;
	GEOSGeometry *shape;
	const GEOSPreparedGeometry *prepared;
	struct segments edge;
	struct box *runs; /* about each GEO_AREA_RUN segments */
	struct box bounds;
	struct point centre;
	char sha256[65]; /* of the text that it was read from */
};

/* Is p in the area or on its edge? */
bool geo_area_has(const struct geo_area *area, struct point p);
/* The point of the area's edge nearest to p, found in a plane that touches the ellipsoid
 * at p: exact near p, and far away within the plane's distortion. */
struct point geo_area_edge(const struct geo_area *area, struct point p);

#endif
