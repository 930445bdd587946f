#include <math.h>
#include <string.h>

#include "base/vec.h"
#include "base/digest.h"
#include "lang/geo_area.h"
#include "lang/geo_digest.h"

#define MAX_BYTES ((size_t)64 << 20)
#define MAX_DEPTH 64

/* What parsing holds on to. */
struct draft {
	GEOSContextHandle_t context;
	struct arena *arena;
	struct str *why;
	char message[160]; /* GEOS's last error */
	struct { GEOSGeometry **at; size_t n, cap; } polygons;
};

static void keep_message(const char *message, void *draft)
{
	struct draft *d = draft;
	size_t n = strlen(message);
	if (n >= sizeof d->message)
		n = sizeof d->message - 1;
	memcpy(d->message, message, n);
	d->message[n] = '\0';
}

static bool refuse(struct draft *d, const char *what)
{
	*d->why = d->message[0] ? str_printf(d->arena, "%s: %s", what, d->message) : str_of(what);
	return false;
}

static void need(const void *p)
{
	if (!p)
		mem_exhausted();
}

/* GEOS follows any depth, and reads the numbers of a position that has none: no list in a list may be empty. */
static bool sound(struct str json)
{
	char open[MAX_DEPTH], last = '\0';
	size_t depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < json.n; i++) {
		char c = json.at[i];
		if (quoted) {
			i += c == '\\';
			quoted = c != '"';
			continue;
		}
		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		quoted = c == '"';
		if ((c == '[' || c == '{') && depth == MAX_DEPTH)
			return false;
		if (c == '[' || c == '{')
			open[depth++] = c;
		else if (c == ']' && last == '[' && depth >= 2 && open[depth - 2] == '[')
			return false;
		else if ((c == ']' || c == '}') && depth > 0)
			depth--;
		last = c;
	}
	return true;
}

static GEOSGeometry *read_json(struct draft *d, struct str json)
{
	GEOSGeoJSONReader *reader = GEOSGeoJSONReader_create_r(d->context);
	need(reader);
	char *text = mem_alloc(json.n + 1);
	if (json.n > 0)
		memcpy(text, json.at, json.n);
	text[json.n] = '\0';
	GEOSGeometry *g = GEOSGeoJSONReader_readGeometry_r(d->context, reader, text);
	mem_free(text);
	GEOSGeoJSONReader_destroy_r(d->context, reader);
	return g;
}

/* One ring's points as segments; false: a point out of range. */
static bool ring_segments(struct segments *out, struct draft *d, const GEOSGeometry *ring)
{
	const GEOSCoordSequence *points = GEOSGeom_getCoordSeq_r(d->context, ring);
	struct point last = {0};
	unsigned n = 0;

	if (!points || !GEOSCoordSeq_getSize_r(d->context, points, &n))
		return false;
	for (unsigned i = 0; i < n; i++) {
		struct point p;
		if (!GEOSCoordSeq_getXY_r(d->context, points, i, &p.lon, &p.lat))
			return false;
		if (!(fabs(p.lat) <= 90 && fabs(p.lon) <= 180))
			return false;
		if (i > 0)
			*VEC_PUSH(d->arena, out) = (struct segment){last, p};
		last = p;
	}
	return true;
}

static bool polygon_segments(struct segments *out, struct draft *d, const GEOSGeometry *polygon)
{
	const GEOSGeometry *ring = GEOSGetExteriorRing_r(d->context, polygon);
	int nholes = GEOSGetNumInteriorRings_r(d->context, polygon);

	if (!ring || !ring_segments(out, d, ring))
		return false;
	for (int i = 0; i < nholes; i++) {
		ring = GEOSGetInteriorRingN_r(d->context, polygon, i);
		if (!ring || !ring_segments(out, d, ring))
			return false;
	}
	return true;
}

static bool check_polygon(struct draft *d, const GEOSGeometry *polygon)
{
	struct arena room, *outer = d->arena;
	struct segments segments = {0};

	arena_init(&room);
	d->arena = &room;
	bool in_range = polygon_segments(&segments, d, polygon);
	d->arena = outer;
	arena_free(&room);
	if (!in_range)
		return refuse(d, "holds a point that is no longitude and latitude");
	if (GEOSisValid_r(d->context, polygon) == 1)
		return true;

	char *reason = GEOSisValidReason_r(d->context, polygon);
	if (reason)
		keep_message(reason, d);
	GEOSFree_r(d->context, reason);
	return refuse(d, "holds a polygon that is not valid");
}

/* Copies the polygons of g and of what it is made of; depth is bounded by `shallow`. */
static bool collect(struct draft *d, const GEOSGeometry *g)
{
	int kind = GEOSGeomTypeId_r(d->context, g);

	if (kind == GEOS_POLYGON) {
		if (GEOSisEmpty_r(d->context, g))
			return true;
		if (!check_polygon(d, g))
			return false;
		GEOSGeometry *copy = GEOSGeom_clone_r(d->context, g);
		need(copy);
		*VEC_PUSH(d->arena, &d->polygons) = copy;
	} else if (kind == GEOS_MULTIPOLYGON || kind == GEOS_GEOMETRYCOLLECTION) {
		int n = GEOSGetNumGeometries_r(d->context, g);
		for (int i = 0; i < n; i++) {
			if (!collect(d, GEOSGetGeometryN_r(d->context, g, i)))
				return false;
		}
	}
	return true;
}

static void drop_polygons(struct draft *d)
{
	for (size_t i = 0; i < d->polygons.n; i++)
		GEOSGeom_destroy_r(d->context, d->polygons.at[i]);
	d->polygons.n = 0;
}

/* One shape of all polygons; borders between neighbours go. */
static GEOSGeometry *unite(struct draft *d)
{
	if (d->polygons.n == 1) {
		d->polygons.n = 0;
		return d->polygons.at[0];
	}
	GEOSGeometry *all = GEOSGeom_createCollection_r(d->context, GEOS_GEOMETRYCOLLECTION, d->polygons.at,
	                                                (unsigned)d->polygons.n);
	d->polygons.n = 0;
	if (!all)
		return NULL;
	GEOSGeometry *shape = GEOSUnaryUnion_r(d->context, all);
	GEOSGeom_destroy_r(d->context, all);
	return shape;
}

static GEOSGeometry *read_shape(struct draft *d, struct str json)
{
	if (json.n > MAX_BYTES || !sound(json) || (json.n > 0 && memchr(json.at, 0, json.n))) {
		refuse(d, "is too large, nested too deeply, no text, or has a position without numbers");
		return NULL;
	}
	GEOSGeometry *g = read_json(d, json);
	if (!g) {
		refuse(d, "is no GeoJSON");
		return NULL;
	}
	GEOSGeometry *shape = NULL;
	d->message[0] = '\0';
	if (!collect(d, g))
		drop_polygons(d);
	else if (d->polygons.n == 0)
		refuse(d, "holds no polygon");
	else if (!(shape = unite(d)))
		refuse(d, "holds polygons that cannot be joined");
	GEOSGeom_destroy_r(d->context, g);
	return shape;
}

static struct box box_of(const struct segment *s, size_t n)
{
	struct box b = {s->a, s->a};
	for (size_t i = 0; i < 2 * n; i++) {
		struct point p = i % 2 ? s[i / 2].b : s[i / 2].a;
		b.low.lat = fmin(b.low.lat, p.lat);
		b.low.lon = fmin(b.low.lon, p.lon);
		b.high.lat = fmax(b.high.lat, p.lat);
		b.high.lon = fmax(b.high.lon, p.lon);
	}
	return b;
}

/* Segments and boxes out of the shape. */
static bool trace(struct geo_area *area, struct draft *d)
{
	int n = GEOSGetNumGeometries_r(d->context, area->shape);
	for (int i = 0; i < n; i++) {
		const GEOSGeometry *polygon = GEOSGetGeometryN_r(d->context, area->shape, i);
		if (GEOSGeomTypeId_r(d->context, polygon) == GEOS_POLYGON && !polygon_segments(&area->edge, d, polygon))
			return false;
	}
	if (area->edge.n == 0)
		return false;
	area->bounds = box_of(area->edge.at, area->edge.n);
	area->runs = arena_array(d->arena, (area->edge.n + GEO_AREA_RUN - 1) / GEO_AREA_RUN, sizeof *area->runs);
	for (size_t i = 0; i < area->edge.n; i += GEO_AREA_RUN) {
		size_t rest = area->edge.n - i;
		area->runs[i / GEO_AREA_RUN] = box_of(area->edge.at + i, rest < GEO_AREA_RUN ? rest : GEO_AREA_RUN);
	}
	return true;
}

/* The index is built when first asked: ask now, before threads share it. */
static bool warm(struct geo_area *area)
{
	GEOSGeometry *within = GEOSPointOnSurface_r(area->context, area->shape);
	bool ok = within && GEOSPreparedIntersects_r(area->context, area->prepared, within) == 1;
	if (within)
		GEOSGeom_destroy_r(area->context, within);
	return ok;
}

static bool find_centre(struct geo_area *area)
{
	GEOSGeometry *centre = GEOSGetCentroid_r(area->context, area->shape);
	bool ok = centre && GEOSGeomGetX_r(area->context, centre, &area->centre.lon) == 1 &&
	          GEOSGeomGetY_r(area->context, centre, &area->centre.lat) == 1;
	if (centre)
		GEOSGeom_destroy_r(area->context, centre);
	return ok;
}

static bool prepare(struct geo_area *area, struct draft *d)
{
	area->prepared = GEOSPrepare_r(area->context, area->shape);
	need(area->prepared);
	if (!trace(area, d) || !find_centre(area) || !warm(area))
		return refuse(d, "holds polygons without an inside");
	return true;
}

bool geo_area_parse(struct geo_area **out, struct str geojson, struct arena *a, struct str *why)
{
	struct draft d = {.context = GEOS_init_r(), .arena = a, .why = why};
	struct geo_area *area = ARENA_NEW(a, struct geo_area);

	need(d.context);
	GEOSContext_setErrorMessageHandler_r(d.context, keep_message, &d);
	area->context = d.context;
	area->shape = read_shape(&d, geojson);
	bool ok = area->shape && prepare(area, &d);
	GEOSContext_setErrorMessageHandler_r(d.context, NULL, NULL);
	if (!ok) {
		geo_area_close(area);
		return false;
	}
	struct digest d256 = digest_of(geojson);
	digest_hex(area->sha256, 64, &d256);
	*out = area;
	return true;
}

const char *geo_area_digest(const struct geo_area *area)
{
	return area->sha256;
}

void geo_area_close(struct geo_area *area)
{
	if (!area || !area->context)
		return;
	if (area->prepared)
		GEOSPreparedGeom_destroy_r(area->context, area->prepared);
	if (area->shape)
		GEOSGeom_destroy_r(area->context, area->shape);
	GEOS_finish_r(area->context);
	*area = (struct geo_area){0};
}
