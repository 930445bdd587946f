#include "identity/words.h"

static bool plainly_another(const struct score *s)
{
	bool given = score_has(s, GIVEN_DIFFERS), family = score_has(s, FAMILY_DIFFERS);

	return (given && family) || (given && score_has(s, FAMILY_MISSING)) || (family && score_has(s, GIVEN_MISSING));
}

struct event_match *identity_words(const struct identity_match *m, struct arena *a)
{
	struct event_match *out = ARENA_NEW(a, struct event_match);
	struct event_match_part *parts = arena_array(a, m->score.nparts, sizeof *parts);

	for (size_t i = 0; i < m->score.nparts; i++) {
		const struct weight_row *w = &weights[m->score.parts[i]];

		parts[i] = (struct event_match_part){w->words, w->tenths};
	}
	*out = (struct event_match){.tenths = m->score.tenths, .level = identity_levels[m->level], .parts = parts,
	                            .nparts = m->score.nparts, .another = plainly_another(&m->score)};
	return out;
}

struct str identity_likeness(const struct score *s)
{
	enum weight family = score_among(s, FAMILY_EQUAL, FAMILY_MISSING), given = score_among(s, GIVEN_EQUAL, GIVEN_MISSING);

	if (family == FAMILY_DIFFERS || given == GIVEN_DIFFERS)
		return STR("different");
	if (family == FAMILY_PART || family == FAMILY_SLIP || family == FAMILY_NEAR || given == GIVEN_SLIP || given == GIVEN_NEAR)
		return STR("slip");
	return given == GIVEN_NICKNAME ? STR("nickname") : (struct str){NULL, 0};
}
