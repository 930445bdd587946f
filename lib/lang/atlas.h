/* atlas: countries and airports, out of the files in rules/data/.
 *
 * Filled once (the CSV is read by lib/feed), then only read.
 */
#ifndef LANG_ATLAS_H
#define LANG_ATLAS_H

#include "base/map.h"
#include "lang/value.h"

struct atlas {
	struct arena *arena;
	struct map countries; /* folded code, alpha-3 and names -> code */
	struct map airports;  /* IATA code in capitals -> country */
	struct str *names;    /* by code: English name; 26 * 26 */
	struct countries all, abroad; /* abroad: every code but GB */
};

void atlas_init(struct atlas *t, struct arena *a);
/* other: further English names, parted by `;`. False: not two letters, or a name that another code has. */
bool atlas_add_country(struct atlas *t, struct str alpha2, struct str alpha3, struct str name, struct str other);
bool atlas_add_airport(struct atlas *t, struct str iata, struct str alpha2);

bool country_code(uint16_t *out, struct str alpha2); /* two ASCII letters, whether or not in the atlas */
void country_letters(char out[3], uint16_t code);
/* By alpha-2, alpha-3 (also GBD GBN GBO GBP GBS) or English name, without regard to case and accents. */
bool atlas_find_country(uint16_t *out, const struct atlas *t, struct str text);
bool atlas_find_airport(uint16_t *out, const struct atlas *t, struct str text);
struct str atlas_country_name(const struct atlas *t, uint16_t code); /* empty: unknown code */
/* "all-abroad", "all-abroad except [FR, Spain]", "[TH, PH]", one country, names parted by `;` or commas inside brackets. */
bool atlas_parse_countries(struct countries *out, const struct atlas *t, struct str text, struct str *why, struct arena *a);

#endif
