/* geo_digest: what an area was read from, told apart without its shape. */
#ifndef LANG_GEO_DIGEST_H
#define LANG_GEO_DIGEST_H

#include "lang/geo.h"

/* SHA-256 of its GeoJSON, in hex. */
const char *geo_area_digest(const struct geo_area *area);

#endif
