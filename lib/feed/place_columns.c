#include "feed/places.h"

enum { JOINED_MOST = 2 };

/* What a column may be called; two names beside each other: one column each, joined. */
static const struct {
	size_t field, ncolumns;
	struct str names[JOINED_MOST];
} known[] = {
	{PLACE_FIELD_ID, 1, {{"place", 5}}},
	{PLACE_FIELD_ID, 1, {{"id", 2}}},
	{PLACE_FIELD_CLASS, 1, {{"class", 5}}},
	{PLACE_FIELD_AT, 1, {{"at", 2}}},
	{PLACE_FIELD_AT, 2, {{"latitude", 8}, {"longitude", 9}}},
	{PLACE_FIELD_AT, 2, {{"lat", 3}, {"lon", 3}}},
	{PLACE_FIELD_RADIUS, 1, {{"radius", 6}}},
	{PLACE_FIELD_NAME, 1, {{"name", 4}}},
	{PLACE_FIELD_NAME, 1, {{"title", 5}}},
	{PLACE_FIELD_STATUS, 1, {{"status", 6}}},
	{PLACE_FIELD_FROM, 1, {{"from", 4}}},
	{PLACE_FIELD_UNTIL, 1, {{"until", 5}}},
	{PLACE_FIELD_TERMS, 1, {{"terms", 5}}},
	{PLACE_FIELD_HOURS, 1, {{"hours", 5}}},
};

static void take_columns(struct feed *f, bool *read, const struct header *h, struct arena *a)
{
	struct feed_field *fields = arena_array(a, NPLACE_FIELDS, sizeof *fields);
	bool has[NPLACE_FIELDS] = {false};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t field = known[i].field, first = header_find(h, known[i].names[0]);
		size_t last = header_find(h, known[i].names[known[i].ncolumns - 1]);

		if (has[field] || first == HEADER_NONE || last == HEADER_NONE)
			continue;
		has[field] = read[first] = read[last] = true;
		fields[f->nfields++] = (struct feed_field){.field = field, .columns = known[i].names,
		                                           .ncolumns = known[i].ncolumns,
		                                           .type = place_type.fields[field].type};
	}
	f->fields = fields;
}

static void list_unread(struct feed_input *input, const bool *read, const struct header *h, struct arena *a)
{
	struct str *unread = arena_array(a, h->n, sizeof *unread);

	input->nunread = 0;
	for (size_t i = 0; i < h->n; i++)
		if (!read[i] && h->names[i].n > 0)
			unread[input->nunread++] = h->names[i];
	input->unread = unread;
}

static bool has_field(const struct feed *f, size_t field)
{
	for (size_t i = 0; i < f->nfields; i++)
		if (f->fields[i].field == field)
			return true;
	return false;
}

bool place_columns(const struct feed **out, struct feed_input *input, const struct plan *plan, const struct header *h,
                   struct place place, struct arena *a, struct diag *d)
{
	struct feed *f = ARENA_NEW(a, struct feed);
	bool *read = arena_array(a, h->n, sizeof *read);

	*f = (struct feed){.id = place_type.name, .type = &place_type, .places = true, .rows_max = UINT64_MAX, .zone = plan->zone};
	take_columns(f, read, h, a);
	list_unread(input, read, h, a);
	*out = f;
	if (f->nfields == 0) {
		diag_error(d, place, "no column of it is read: places have place, class, at, radius and name");
		diag_help(d, "is the delimiter right? A feed document can say how columns are named");
		return false;
	}
	bool has_id = has_field(f, PLACE_FIELD_ID), has_at = has_field(f, PLACE_FIELD_AT);
	if (!has_id) {
		diag_error(d, place, "has no column \"place\", which is the place's id");
		diag_suggest(d, STR("place"), h->names, h->n);
	}
	if (!has_at) {
		diag_error(d, place, "has no column \"at\", which says where a place is");
		diag_help(d, "at is latitude,longitude; two columns latitude and longitude do as well");
	}
	return header_once(h, read, place, d) && has_id && has_at;
}
