#include "book/load.h"

enum {
	PLACE_ID,
	PLACE_TITLE,
	PLACE_CLASS,
	PLACE_AT,
	PLACE_RADIUS,
	PLACE_AREA,
	PLACE_FROM,
	PLACE_UNTIL,
	PLACE_TERMS,
	PLACE_HOURS,
	NPLACE_KEYS
};

static const struct yaml_key place_keys[] = {
	[PLACE_ID] = {"place", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the place's id"},
	[PLACE_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its name for people"},
	[PLACE_CLASS] = {"class", YAML_TYPE_TEXT, 0, NULL, NULL, "the kind of place, for nearest()"},
	[PLACE_AT] = {"at", YAML_TYPE_TEXT, 0, NULL, NULL, "latitude,longitude in degrees"},
	[PLACE_RADIUS] = {"radius", YAML_TYPE_TEXT, 0, NULL, NULL, "about the point, such as 200m"},
	[PLACE_AREA] = {"area", YAML_TYPE_TEXT, 0, NULL, NULL, "in place of at and radius: a GeoJSON file"},
	[PLACE_FROM] = {"from", YAML_TYPE_TEXT, 0, NULL, NULL, "its first day"},
	[PLACE_UNTIL] = {"until", YAML_TYPE_TEXT, 0, NULL, NULL, "the first day on which it is there no more"},
	[PLACE_TERMS] = {"terms", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "days on which it is used, such as 2026-09-02..2026-10-23"},
	[PLACE_HOURS] = {"hours", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "weekly hours in which it is used, such as mon-fri 08:00..16:00"},
};
const struct yaml_shape place_shape = {"a place", place_keys, NPLACE_KEYS};
/* The same without an id: in a condition's `with`. */
static const struct yaml_shape inline_shape = {"a place", place_keys + PLACE_CLASS, NPLACE_KEYS - PLACE_CLASS};

/* Metres, with or without the unit. */
static bool parse_metres(double *out, struct str s)
{
	int64_t millionths;
	if (s.n > 1 && s.at[s.n - 1] == 'm')
		s = str_trim(str_cut(s, 0, s.n - 1));
	if (!number_parse(&millionths, s) || millionths < 0)
		return false;
	*out = (double)millionths / (double)NUMBER_ONE;
	return true;
}

static void read_point(struct geo_place *p, const struct yaml_node *const *n, struct diag *d)
{
	if (!point_parse(&p->at, str_trim(yaml_text(n[PLACE_AT])))) {
		diag_error(d, yaml_place(n[PLACE_AT]), "this is no position");
		diag_help(d, "write latitude,longitude in degrees, such as \"53.8008,-1.5491\"");
	}
	if (n[PLACE_RADIUS] && !parse_metres(&p->radius, str_trim(yaml_text(n[PLACE_RADIUS])))) {
		diag_error(d, yaml_place(n[PLACE_RADIUS]), "a radius is a number of metres");
		diag_help(d, "write it like 200m");
	}
}

static void read_area(struct geo_place *p, struct book *b, const struct doc *doc, const struct yaml_node *path, struct diag *d)
{
	struct str text, why = {0};
	struct geo_area *area = NULL;

	if (!doc) {
		diag_error(d, yaml_place(path), "an area cannot stand here; name a place document");
		return;
	}
	p->is_area = true;
	if (!book_read_named(&text, b, doc, path, d))
		return;
	if (!geo_area_parse(&area, text, b->arena, &why)) {
		diag_error(d, yaml_place(path), "%.*s: %.*s", STR_ARG(yaml_text(path)), STR_ARG(why));
		return;
	}
	*VEC_PUSH(b->arena, &b->areas) = area;
	p->area = area;
	p->at = geo_area_centre(area);
}

static void read_where(struct geo_place *p, struct book *b, const struct doc *doc, const struct yaml_node *map,
                       const struct yaml_node *const *n, struct diag *d)
{
	if (n[PLACE_AREA] && (n[PLACE_AT] || n[PLACE_RADIUS]))
		diag_error(d, yaml_place(n[PLACE_AREA]), "a place has an area, or a point with a radius, not both");
	else if (n[PLACE_AREA])
		read_area(p, b, doc, n[PLACE_AREA], d);
	else if (n[PLACE_AT])
		read_point(p, n, d);
	else if (!yaml_find(map, "at") && !yaml_find(map, "area"))
		diag_error(d, yaml_place(map), "a place needs at, with a radius, or area");
}

static void read_day(int32_t *day, const struct yaml_node *n, struct diag *d)
{
	if (n && !day_parse(day, str_trim(yaml_text(n)))) {
		diag_error(d, yaml_place(n), "this is no day");
		diag_help(d, "write it like 2026-09-02");
	}
}

static void read_terms(struct geo_use *u, struct book *b, const struct yaml_node *list, struct diag *d)
{
	struct days *terms = arena_array(b->arena, yaml_count(list), sizeof *terms);

	u->terms = terms;
	for (; u->nterms < yaml_count(list); u->nterms++) {
		if (days_parse(&terms[u->nterms], yaml_text(yaml_at(list, u->nterms))))
			continue;
		diag_error(d, yaml_place(yaml_at(list, u->nterms)), "a term is its first and its last day");
		diag_help(d, "write it like 2026-09-02..2026-10-23");
	}
}

static void read_hours(struct geo_use *u, struct book *b, const struct yaml_node *list, struct diag *d)
{
	struct weekly *hours = arena_array(b->arena, yaml_count(list), sizeof *hours);

	u->hours = hours;
	for (; u->nhours < yaml_count(list); u->nhours++) {
		if (weekly_parse(&hours[u->nhours], str_trim(yaml_text(yaml_at(list, u->nhours)))))
			continue;
		diag_error(d, yaml_place(yaml_at(list, u->nhours)), "these are no weekly hours");
		diag_help(d, "write them like mon-fri 08:00..16:00");
	}
}

static void read_use(struct geo_place *p, struct book *b, const struct yaml_node *const *n, struct diag *d)
{
	struct geo_use *u;

	if (!n[PLACE_FROM] && !n[PLACE_UNTIL] && !n[PLACE_TERMS] && !n[PLACE_HOURS])
		return;
	u = ARENA_NEW(b->arena, struct geo_use);
	*u = (struct geo_use){.from = INT32_MIN, .until = INT32_MAX};
	read_day(&u->from, n[PLACE_FROM], d);
	read_day(&u->until, n[PLACE_UNTIL], d);
	read_terms(u, b, n[PLACE_TERMS], d);
	read_hours(u, b, n[PLACE_HOURS], d);
	p->use = u;
}

const struct geo_place *place_compile(struct book *b, const struct doc *doc, const struct yaml_node *map, struct str id,
                                      bool inlined, struct diag *d)
{
	const struct yaml_node *n[NPLACE_KEYS] = {NULL};
	struct geo_place *p = ARENA_NEW(b->arena, struct geo_place);
	size_t before = d->nerrors;

	if (inlined)
		yaml_decode(n + PLACE_CLASS, &inline_shape, map, d);
	else
		yaml_decode(n, &place_shape, map, d);
	p->id = id;
	if (inlined)
		p->id = keep_text(b, n[PLACE_AREA] ? n[PLACE_AREA] : n[PLACE_AT]);
	p->title = inlined ? STR("") : keep_text(b, n[PLACE_TITLE]);
	p->class = keep_text(b, n[PLACE_CLASS]);
	read_where(p, b, doc, map, n, d);
	read_use(p, b, n, d);
	return d->nerrors == before ? p : NULL;
}
