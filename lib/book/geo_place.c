#include "book/load.h"

enum { PLACE_ID, PLACE_TITLE, PLACE_CLASS, PLACE_AT, PLACE_RADIUS, PLACE_AREA, NPLACE_KEYS };

static const struct yaml_key place_keys[] = {
	[PLACE_ID] = {"place", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the place's id"},
	[PLACE_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its name for people"},
	[PLACE_CLASS] = {"class", YAML_TYPE_TEXT, 0, NULL, NULL, "the kind of place, for nearest()"},
	[PLACE_AT] = {"at", YAML_TYPE_TEXT, 0, NULL, NULL, "latitude,longitude in degrees"},
	[PLACE_RADIUS] = {"radius", YAML_TYPE_TEXT, 0, NULL, NULL, "about the point, such as 200m"},
	[PLACE_AREA] = {"area", YAML_TYPE_TEXT, 0, NULL, NULL, "in place of at and radius: a GeoJSON file"},
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
	return d->nerrors == before ? p : NULL;
}
