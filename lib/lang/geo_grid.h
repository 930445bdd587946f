/* geo_grid: eastings and northings of the British national grid (OSGB36) as latitude and longitude.
 *
 * By one pinned pipeline of PROJ (Airy 1830, the transverse Mercator of the grid, and Ordnance Survey's
 * seven-parameter Helmert shift to WGS 84, right to about 5 m). PROJ's database and the network are not asked.
 * One grid is for one thread.
 */
#ifndef LANG_GEO_GRID_H
#define LANG_GEO_GRID_H

#include "lang/value.h"

struct geo_grid;

struct geo_grid *geo_grid_open(void);
void geo_grid_close(struct geo_grid *g); /* NULL: nothing */
/* Metres east and north of the grid's origin. False: outside 0..700000, 0..1300000. */
bool geo_grid_point(struct point *out, struct geo_grid *g, double east, double north);
/* "429157 433988", also with a comma and with decimals. *nowhere: both are 0, as registers write a place whose
 * position is not known. */
bool geo_grid_parse(struct point *out, bool *nowhere, struct geo_grid *g, struct str s);

#endif
