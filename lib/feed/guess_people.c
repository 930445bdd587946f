/* Whom the rows are about: references, identifiers, names. */
#include "feed/guess_parts.h"

static const char *const references[] = {
	"subject", "subject id", "subject ref", "nominal", "nominal ref", "nominal id", "nominal no", "nominal reference", "person id",
	"person ref", "person reference", "offender id", "offender ref", "offender reference", "offender", "case ref", "case id", "case reference",
	"client id", "client ref", "niche ref", "urn", "person urn", "wearer id", "wearer ref", "wearer", "service user id", "who",
	"customer ref", "customer id", "ref", "reference", "id",
};
enum { SURE = 26 }; /* of the references: the others may name the row itself */

static const struct {
	const char *kind, *phrases[8];
} identifiers[] = {
	{"passport", {"passport", "passport no", "passport number", "passport id", "travel document", "document no", "document number", NULL}},
	{"pnc", {"pnc", "pnc id", "pnc no", "pnc number", "pncid", NULL}},
	{"cro", {"cro", "cro no", "cro number", NULL}},
	{"visor", {"visor", "visor id", "visor ref", "visor no", NULL}},
	{"prison", {"noms", "noms id", "noms no", "prison no", "prison number", "nomis", NULL}},
	{"nino", {"nino", "ni number", "ni no", "national insurance", "national insurance number", NULL}},
	{"phone", {"phone", "phone no", "phone number", "mobile", "mobile no", "mobile number", "msisdn", NULL}},
	{"device", {"imei", "tag id", "tag no", "tag number", "tag serial", "device id", "device imei", NULL}},
};

static const char *const families[] = {"surname", "family name", "last name", "lastname", "family", NULL};
static const char *const givens[] = {"forename", "forenames", "first name", "first names", "firstname", "given name", "given names", "given", NULL};
static const char *const births[] = {"dob", "date of birth", "birth date", "birthdate", "born", "d o b", NULL};

static size_t find_phrase(const struct guessing *g, const char *phrase)
{
	for (size_t i = 0; i < g->header.n; i++)
		if (!g->header.twice[i] && g->header.names[i].n > 0 && guess_says(&g->tokens[i], phrase, true))
			return i;
	return HEADER_NONE;
}

static size_t find_any(const struct guessing *g, const char *const *phrases)
{
	size_t column = HEADER_NONE;

	for (size_t i = 0; phrases[i] && column == HEADER_NONE; i++)
		column = find_phrase(g, phrases[i]);
	return column;
}

static struct guess_way *add_way(struct guessing *g, enum way_kind kind, size_t column)
{
	struct guess_way *w = &g->out->ways[g->out->nways++];

	*w = (struct guess_way){.kind = kind, .column = column, .given = HEADER_NONE, .born = HEADER_NONE};
	return w;
}

static size_t count_known(const struct guessing *g, const struct identity_index *index, size_t column)
{
	size_t n = 0;

	for (size_t i = 0; i < g->nrows; i++)
		n += g->rows[i][column].n > 0 && identity_by_reference(index, g->rows[i][column]).found == IDENTITY_ONE;
	return n;
}

/* Where the documents have people, the column that names most of them. */
static bool known_reference(struct guessing *g)
{
	struct identity_index *index = g->plan->nsubjects > 0 ? identity_build(g->plan, g->arena) : NULL;
	size_t most = 0, best = HEADER_NONE;

	for (size_t i = 0; index && i < g->header.n; i++) {
		size_t n = g->header.twice[i] || g->header.names[i].n == 0 ? 0 : count_known(g, index, i);
		if (n > most) {
			most = n;
			best = i;
		}
	}
	if (best == HEADER_NONE)
		return false;
	add_way(g, WAY_REFERENCE, best)->nknown = most;
	g->taken[best] = true;
	return true;
}

/* weak: names that may as well be the row's own. */
static bool named_reference(struct guessing *g, bool weak)
{
	size_t from = weak ? SURE : 0, to = weak ? sizeof references / sizeof *references : SURE;

	for (size_t i = from; i < to; i++) {
		size_t column = find_phrase(g, references[i]);
		if (column == HEADER_NONE || g->taken[column])
			continue;
		add_way(g, WAY_REFERENCE, column)->weak = weak;
		g->taken[column] = true;
		return true;
	}
	return false;
}

static void add_identifiers(struct guessing *g)
{
	for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers && g->out->nways < 4; i++) {
		size_t column = find_any(g, identifiers[i].phrases);
		if (column != HEADER_NONE && !g->taken[column])
			add_way(g, WAY_IDENTIFIER, column)->identifier = str_of(identifiers[i].kind);
	}
}

static void add_person(struct guessing *g)
{
	size_t family = find_any(g, families), given = find_any(g, givens), born = find_any(g, births);
	struct guess_way *w;

	if (family == HEADER_NONE || born == HEADER_NONE)
		return;
	w = add_way(g, WAY_PERSON, family);
	w->given = given;
	w->born = born;
	w->read = g->times[born];
	g->taken[family] = g->taken[born] = true;
	if (given != HEADER_NONE)
		g->taken[given] = true;
}

/* There must be one way: the first column that is no time. */
static void add_any(struct guessing *g)
{
	for (size_t i = 0; i < g->header.n; i++) {
		if (g->header.twice[i] || g->header.names[i].n == 0 || g->times[i].nread * 2 > g->times[i].nfilled)
			continue;
		add_way(g, WAY_REFERENCE, i)->weak = true;
		g->taken[i] = true;
		return;
	}
}

void guess_people(struct guessing *g)
{
	if (!known_reference(g))
		named_reference(g, false);
	add_identifiers(g);
	add_person(g);
	if (g->out->nways == 0 && !named_reference(g, true))
		add_any(g);
}
