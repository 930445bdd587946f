#include "lang/geo_grid.h"

#include <proj.h>

#include "base/arena.h"

#define EAST_MAX 700000.0
#define NORTH_MAX 1300000.0

static const char pipeline[] =
	"+proj=pipeline "
	"+step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
	"+step +proj=push +v_3 "
	"+step +proj=cart +ellps=airy "
	"+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
	"+convention=position_vector "
	"+step +inv +proj=cart +ellps=WGS84 "
	"+step +proj=pop +v_3 "
	"+step +proj=unitconvert +xy_in=rad +xy_out=deg";

struct geo_grid {
	PJ_CONTEXT *context;
	PJ *grid;
};

struct geo_grid *geo_grid_open(void)
{
	struct geo_grid *g = mem_alloc(sizeof *g);

	g->context = proj_context_create();
	proj_context_set_enable_network(g->context, 0);
	proj_log_level(g->context, PJ_LOG_NONE);
	g->grid = proj_create(g->context, pipeline);
	return g;
}

void geo_grid_close(struct geo_grid *g)
{
	if (!g)
		return;
	proj_destroy(g->grid);
	proj_context_destroy(g->context);
	mem_free(g);
}

bool geo_grid_point(struct point *out, struct geo_grid *g, double east, double north)
{
	PJ_COORD c;

	if (!g->grid || !(east >= 0 && east <= EAST_MAX && north >= 0 && north <= NORTH_MAX))
		return false;
	c = proj_trans(g->grid, PJ_FWD, proj_coord(east, north, 0, 0));
	*out = (struct point){.lat = c.lp.phi, .lon = c.lp.lam};
	return out->lat > 49 && out->lat < 62 && out->lon > -10 && out->lon < 4;
}

bool geo_grid_parse(struct point *out, bool *nowhere, struct geo_grid *g, struct str s)
{
	struct str east, north;
	int64_t e, n;

	s = str_trim(s);
	if (!str_split(&east, &north, s, ',') && !str_split(&east, &north, s, ' '))
		return false;
	if (!number_parse(&e, str_trim(east)) || !number_parse(&n, str_trim(north)))
		return false;
	*nowhere = e == 0 && n == 0;
	return *nowhere || geo_grid_point(out, g, (double)e / (double)NUMBER_ONE, (double)n / (double)NUMBER_ONE);
}
