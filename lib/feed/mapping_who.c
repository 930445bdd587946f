/* Whom a row names. */
#include "feed/mapping.h"

#include "base/text.h"
#include "identity/words.h"

static struct str part_of(const struct row *row, size_t column)
{
	return column < row->nfields ? str_trim(row->fields[column]) : (struct str){NULL, 0};
}

/* By the feed's format; else as far as it can be made out. */
static struct born read_born(const struct mapping *m, const struct mapping_way *w, struct str text)
{
	struct moment born;
	enum civil_fit fit;

	if (w->way->born_format.n > 0 && moment_by_formats(&born, text, &w->way->born_format, 1, w->way->born_pivot, &m->feed->zone,
	                                                   &fit))
		return born_of_day(born.whole ? born.day : civil_day(&m->feed->zone, born.first));
	return born_read(text);
}

static struct moment time_of(const struct mapping *m, const struct row *row, struct arena *scratch)
{
	struct moment at = {.first = INSTANT_MIN, .last = INSTANT_MAX}, said;

	return m->time && mapping_moment(&said, m, m->time, row, scratch) ? said : at;
}

/* What the row says in the columns of the feed's identifiers. */
static size_t identifiers_of(const struct identifier_said **out, const struct mapping *m, const struct row *row,
                             struct arena *scratch)
{
	struct identifier_said *said = arena_array(scratch, m->feed->nways, sizeof *said);
	size_t n = 0;

	for (size_t i = 0; i < m->feed->nways; i++) {
		const struct mapping_way *w = &m->ways[i];

		if (w->way->kind == WAY_IDENTIFIER && part_of(row, w->column).n > 0)
			said[n++] = (struct identifier_said){w->way->identifier, part_of(row, w->column)};
	}
	*out = said;
	return n;
}

/* False: the row has no name. */
static bool person_of(struct person_query *q, const struct mapping *m, const struct mapping_way *w, const struct row *row,
                      struct arena *scratch)
{
	*q = (struct person_query){.family = part_of(row, w->family), .given = part_of(row, w->given),
	                           .whole = w->way->given.n == 0};
	if ((q->family.n == 0 && q->given.n == 0) || !text_valid(NULL, q->family) || !text_valid(NULL, q->given))
		return false;
	q->born = read_born(m, w, part_of(row, w->born));
	q->postcode = part_of(row, w->postcode);
	if (m->feed->nways > 1) {
		q->nsaid = identifiers_of(&q->said, m, row, scratch);
		q->at = time_of(m, row, scratch);
	}
	return true;
}

static struct identity_match try_way(const struct mapping *m, const struct mapping_way *w, const struct row *row,
                                     const struct identity_index *index, struct arena *scratch)
{
	struct identity_match none = {.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};
	struct person_query q;

	switch (w->way->kind) {
	case WAY_REFERENCE:
		return identity_by_reference(index, part_of(row, w->column));
	case WAY_IDENTIFIER:
		return identity_by_identifier(index, w->way->identifier, part_of(row, w->column), time_of(m, row, scratch));
	case WAY_PERSON:
		return person_of(&q, m, w, row, scratch) ? identity_by_person(index, &q, scratch) : none;
	}
	return none;
}

struct identity_match mapping_who(enum way_kind *by, const struct mapping *m, const struct row *row,
                                  const struct identity_index *index, struct arena *scratch)
{
	struct identity_match found = {.found = IDENTITY_NONE, .subject = SIZE_MAX, .other = SIZE_MAX};

	*by = WAY_REFERENCE;
	for (size_t i = 0; i < m->feed->nways && found.found == IDENTITY_NONE; i++) {
		found = try_way(m, &m->ways[i], row, index, scratch);
		*by = m->ways[i].way->kind;
	}
	return found;
}

static struct str shown_name(const struct person_query *q, struct arena *keep, struct arena *scratch)
{
	return text_normal(keep, str_printf(scratch, "%.*s%s%.*s", STR_ARG(q->given), q->given.n > 0 && q->family.n > 0 ? " " : "",
	                                    STR_ARG(q->family)));
}

const struct event_match *mapping_match(const struct mapping *m, const struct row *row, const struct identity_match *who,
                                        enum way_kind by, const struct identity_index *index, struct arena *keep,
                                        struct arena *scratch)
{
	struct identity_match match = *who;
	struct event_match *out;
	struct person_query q;
	const struct mapping_way *way = NULL;

	for (size_t i = 0; i < m->feed->nways && !way; i++)
		if (m->ways[i].way->kind == WAY_PERSON)
			way = &m->ways[i];
	if (!way || !person_of(&q, m, way, row, scratch))
		return NULL;
	if (by != WAY_PERSON && !identity_weigh(&match, index, who->subject, &q, scratch))
		return NULL;
	out = identity_words(&match, keep);
	out->like = by == WAY_PERSON ? (struct str){NULL, 0} : identity_likeness(&match.score);
	if (out->like.n > 0)
		out->name = shown_name(&q, keep, scratch);
	return out;
}
