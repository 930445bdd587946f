#include <geodesic.h>
#include <math.h>

#include "lang/geo.h"
#include "lang/geo_area.h"

#define PLACES_UNIT 1e9 /* a degree in billionths */
#define WGS84_A 6378137.0
#define WGS84_F (1 / 298.257223563)
#define DEGREE (3.14159265358979323846 / 180)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Takes an exponent such as e-05 off the end, as programs write a degree close to nought. */
static uint64_t take_exponent(struct str *s)
{
	uint64_t places = 0;
	size_t i = 0;

	while (i < s->n && s->at[i] != 'e' && s->at[i] != 'E')
		i++;
	if (i + 2 < s->n && s->at[i + 1] == '-' && str_to_u64(&places, str_from(*s, i + 2)) && places <= 99)
		s->n = i;
	else
		places = 0;
	return places;
}

/* As nearly all are written: up to three digits, a point, one to nine places. False: it is something else. */
static bool parse_plain(double *out, struct str s, int most)
{
	static const int64_t units[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
	const char *at = s.at, *end = s.at + s.n, *point;
	bool minus = s.n > 0 && *at == '-';
	int64_t whole = 0, part = 0;

	for (at += minus; at < end && *at >= '0' && *at <= '9' && whole < 1000; at++)
		whole = whole * 10 + (*at - '0');
	point = at;
	if (at == s.at + minus || at == end || *at++ != '.' || end == at || end - at > 9)
		return false;
	for (; at < end && *at >= '0' && *at <= '9'; at++)
		part = part * 10 + (*at - '0');
	whole = whole * (int64_t)PLACES_UNIT + part * units[9 - (end - point - 1)];
	*out = (double)(minus ? -whole : whole) / PLACES_UNIT;
	return at == end && whole <= most * (int64_t)PLACES_UNIT;
}

/* A degree in billionths: sign, up to three digits, a point, places (cut off beyond nine). */
static bool parse_degree(double *out, struct str s, int most)
{
	uint64_t places = take_exponent(&s);
	int64_t n = 0, unit = 0;
	size_t digits = 0;
	bool minus = s.n > 0 && s.at[0] == '-';

	for (size_t i = s.n > 0 && (minus || s.at[0] == '+') ? 1 : 0; i < s.n; i++) {
		if (s.at[i] == '.' && unit == 0) {
			unit = (int64_t)PLACES_UNIT;
			continue;
		}
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		digits++;
		int digit = s.at[i] - '0';
		if (unit == 0) {
			n = n * 10 + digit * (int64_t)PLACES_UNIT;
			if (n > 1000 * (int64_t)PLACES_UNIT)
				return false;
		} else if (unit > 1) {
			unit /= 10;
			n += unit * digit;
		}
	}
	if (digits == 0 || s.at[s.n - 1] == '.' || n > most * (int64_t)PLACES_UNIT)
		return false;
	for (; places > 0; places--)
		n /= 10;
	*out = (double)(minus ? -n : n) / PLACES_UNIT;
	return true;
}

bool point_parse(struct point *out, struct str s)
{
	struct str lat = str_trim(s), lon = {0};
	size_t i = 0;
	while (i < lat.n && lat.at[i] != ',' && !is_blank(lat.at[i]))
		i++;
	lon = str_trim(str_from(lat, i));
	lat = str_cut(lat, 0, i);
	if (lon.n > 0 && lon.at[0] == ',')
		lon = str_trim(str_from(lon, 1));
	return point_parse_pair(out, lat, lon);
}

bool point_parse_pair(struct point *out, struct str lat, struct str lon)
{
	return (parse_plain(&out->lat, lat, 90) || parse_degree(&out->lat, lat, 90)) &&
	       (parse_plain(&out->lon, lon, 180) || parse_degree(&out->lon, lon, 180));
}

static void print_degree(struct buf *out, double degree)
{
	int64_t n = llround(degree * PLACES_UNIT);
	unsigned long long size = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
	unsigned long long part = size % (unsigned long long)PLACES_UNIT;
	int places = 9;

	buf_printf(out, "%s%llu", n < 0 ? "-" : "", size / (unsigned long long)PLACES_UNIT);
	if (part == 0)
		return;
	for (; part % 10 == 0; places--)
		part /= 10;
	buf_printf(out, ".%0*llu", places, part);
}

void point_print(struct buf *out, struct point p)
{
	print_degree(out, p.lat);
	buf_char(out, ',');
	print_degree(out, p.lon);
}

double geo_distance(struct point p, struct point q)
{
	struct geod_geodesic ellipsoid;
	double metres;
	geod_init(&ellipsoid, WGS84_A, WGS84_F);
	geod_inverse(&ellipsoid, p.lat, p.lon, q.lat, q.lon, &metres, NULL, NULL);
	return metres;
}

double geo_distance_place(struct point p, const struct geo_place *place)
{
	if (!place->is_area)
		return geo_distance(p, place->at);
	return geo_area_has(place->area, p) ? 0 : geo_distance(p, geo_area_edge(place->area, p));
}

/* Metres that lie between p and q at the least. A degree of a meridian is never shorter
 * than 110,574 m; the sphere is never wrong by more than 0.6 per cent. */
static double at_least(struct point p, struct point q, double enough)
{
	double north = fabs(p.lat - q.lat) * 110500;
	if (north >= enough)
		return north;
	double a = sin((p.lat - q.lat) * DEGREE / 2), b = sin((p.lon - q.lon) * DEGREE / 2);
	double h = a * a + cos(p.lat * DEGREE) * cos(q.lat * DEGREE) * b * b;
	return 0.993 * 2 * 6371000 * asin(fmin(1, sqrt(h)));
}

/* Is p surely within so many metres of q? No radius of curvature is longer than 6,399,594 m, and no parallel between
 * the two longer than that of the one nearer to the equator: the way straight across the map is at least as long as
 * the shortest. */
static bool surely_within(struct point p, struct point q, double metres)
{
	double north = (p.lat - q.lat) * DEGREE, east = (p.lon - q.lon) * DEGREE, most = (metres - 0.001) / 6399600;

	if (most <= 0 || fabs(north) > most)
		return false;
	if (north * north + east * east <= most * most)
		return true;
	east *= cos(fmin(fabs(p.lat), fabs(q.lat)) * DEGREE);
	return p.lat * q.lat > 0 && north * north + east * east <= most * most;
}

/* geo_distance(p, q) <= metres; the geodesic is asked only near the edge. */
static bool within(struct point p, struct point q, double metres)
{
	if (surely_within(p, q, metres))
		return true;
	return at_least(p, q, metres + 1) < metres + 1 && geo_distance(p, q) <= metres;
}

bool geo_inside(struct point p, const struct geo_place *place)
{
	if (place->is_area)
		return geo_area_has(place->area, p);
	return within(p, place->at, place->radius);
}

enum truth geo_inside_circle(struct point p, const struct geo_place *place, double accuracy)
{
	bool inside;
	double margin; /* metres to the edge */

	if (!(accuracy >= 0))
		return TRUTH_UNKNOWN;
	if (place->is_area) {
		inside = geo_area_has(place->area, p);
		margin = accuracy > 0 ? geo_distance(p, geo_area_edge(place->area, p)) : 0;
	} else {
		double metres = geo_distance(p, place->at);
		inside = metres <= place->radius;
		margin = fabs(place->radius - metres);
	}
	if (accuracy > margin || (!inside && accuracy > 0 && accuracy >= margin))
		return TRUTH_UNKNOWN;
	return inside ? TRUTH_TRUE : TRUTH_FALSE;
}

bool geo_counts(const struct geo_place *place, const struct geo_when *when)
{
	enum truth in = when ? geo_in_use(place->use, when->t, when->zone) : TRUTH_TRUE;

	return in == TRUTH_TRUE || (in == TRUTH_UNKNOWN && when->perhaps);
}

bool geo_nearest(double *metres, struct point p, struct str class, const struct geo_when *when,
                 const struct geo_place *const *places, size_t nplaces)
{
	bool found = false;
	*metres = INFINITY;
	for (size_t i = 0; i < nplaces; i++) {
		const struct geo_place *place = places[i];
		if (!str_eq(place->class, class))
			continue;
		found = true;
		if (!geo_counts(place, when))
			continue;
		if (!place->is_area && at_least(p, place->at, *metres) >= *metres)
			continue;
		*metres = fmin(*metres, geo_distance_place(p, place));
	}
	return found;
}
