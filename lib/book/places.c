#include <stdlib.h>

#include "base/text.h"
#include "book/load.h"

/* A search for the nearest of many thousand ids takes its time. */
enum { SUGGESTED_MOST = 100 };

/* What stands under an id. */
struct place_entry {
	const struct geo_place *place; /* NULL: its errors are told, or no row of it could be read */
	struct place at;
	struct str why; /* why the row could not be read */
};

static const struct event_field fields[NPLACE_FIELDS] = {
	[FIELD_TIME] = {.type = {.kind = TYPE_TIME}},
	[FIELD_RECORDED] = {.type = {.kind = TYPE_TIME}},
	[PLACE_FIELD_ID] = {.name = {"id", 2}, .type = {.kind = TYPE_TEXT}, .required = true},
	[PLACE_FIELD_CLASS] = {.name = {"class", 5}, .type = {.kind = TYPE_TEXT}},
	[PLACE_FIELD_AT] = {.name = {"at", 2}, .type = {.kind = TYPE_POINT}, .required = true},
	[PLACE_FIELD_RADIUS] = {.name = {"radius", 6}, .type = {.kind = TYPE_NUMBER}},
	[PLACE_FIELD_NAME] = {.name = {"name", 4}, .type = {.kind = TYPE_TEXT}},
	[PLACE_FIELD_STATUS] = {.name = {"status", 6}, .type = {.kind = TYPE_WORD}},
	[PLACE_FIELD_FROM] = {.name = {"from", 4}, .type = {.kind = TYPE_DAY}},
	[PLACE_FIELD_UNTIL] = {.name = {"until", 5}, .type = {.kind = TYPE_DAY}},
	[PLACE_FIELD_TERMS] = {.name = {"terms", 5}, .type = {.kind = TYPE_TEXT}},
	[PLACE_FIELD_HOURS] = {.name = {"hours", 5}, .type = {.kind = TYPE_HOURS}},
};

const struct event_type place_type = {
	.name = {"place", 5}, .title = {"Place", 5}, .index = SIZE_MAX, .fields = fields, .nfields = NPLACE_FIELDS, .until = -1};

size_t place_field_find(struct str name)
{
	if (str_eq_cstr(name, "place"))
		return PLACE_FIELD_ID;
	if (str_eq_cstr(name, "title"))
		return PLACE_FIELD_NAME;
	for (size_t i = NFIXED_FIELDS; i < NPLACE_FIELDS; i++)
		if (str_eq(fields[i].name, name))
			return i;
	return SIZE_MAX;
}

static void put_place(struct book *b, struct str id, const struct geo_place *p, struct place at)
{
	struct place_entry *e = ARENA_NEW(b->arena, struct place_entry);

	e->place = p;
	e->at = at;
	map_put(&b->places, id, e);
	if (p)
		*VEC_PUSH(b->arena, &b->place_list) = p;
}

void places_compile(struct book *b)
{
	for (size_t i = 0; i < b->docs[DOC_PLACE].n; i++) {
		struct doc *doc = b->docs[DOC_PLACE].at[i];

		if (!doc->twice)
			put_place(b, doc->id, place_compile(b, doc, doc->node, doc->id, false, b->diag), yaml_place(doc->id_node));
	}
}

static bool same_place(const struct geo_place *p, const struct geo_place *q)
{
	return !p->is_area && !q->is_area && str_eq(p->class, q->class) && str_eq(p->title, q->title) &&
	       !(p->at.lat < q->at.lat || p->at.lat > q->at.lat || p->at.lon < q->at.lon || p->at.lon > q->at.lon) &&
	       !(p->radius < q->radius || p->radius > q->radius) && geo_use_same(p->use, q->use);
}

static const struct geo_use *keep_use(struct arena *a, const struct geo_use *use)
{
	struct geo_use *kept;

	if (!use)
		return NULL;
	kept = arena_copy(a, use, sizeof *use);
	if (use->nterms > 0)
		kept->terms = arena_copy(a, use->terms, use->nterms * sizeof *use->terms);
	if (use->nhours > 0)
		kept->hours = arena_copy(a, use->hours, use->nhours * sizeof *use->hours);
	return kept;
}

enum place_added book_add_place(struct book *b, const struct geo_place *place, struct place at, struct str *why)
{
	const struct place_entry *there = map_find(&b->places, place->id);
	struct geo_place *p;

	if (there && there->place && same_place(there->place, place))
		return PLACE_AGAIN;
	if (there && there->why.n == 0) {
		struct str file = there->at.source ? there->at.source->file : STR("");
		*why = str_printf(b->arena, "another place of this id stands at %.*s:%u", STR_ARG(file), there->at.line);
		return PLACE_CLASHES;
	}
	p = arena_copy(b->arena, place, sizeof *place);
	p->id = str_dup(b->arena, place->id);
	p->title = str_dup(b->arena, place->title);
	p->class = str_dup(b->arena, place->class);
	p->use = keep_use(b->arena, place->use);
	put_place(b, p->id, p, at);
	return PLACE_ADDED;
}

void book_reject_place(struct book *b, struct str id, struct place at, struct str why)
{
	id = text_normal(b->arena, str_dup(b->arena, id));
	if (id.n == 0 || map_has(&b->places, id))
		return;
	put_place(b, id, NULL, at);
	struct place_entry *e = map_find(&b->places, id);
	e->why = str_dup(b->arena, why);
}

void book_places_complete(struct book *b)
{
	b->places_complete = true;
}

static int compare_ids(const void *a, const void *b)
{
	const struct geo_place *const *p = a, *const *q = b;
	return str_cmp((*p)->id, (*q)->id);
}

void places_finish(struct book *b)
{
	if (b->place_list.n > 1)
		qsort(b->place_list.at, b->place_list.n, sizeof *b->place_list.at, compare_ids);
	b->plan.places = b->place_list.at;
	b->plan.nplaces = b->place_list.n;
	b->plan.place_index = geo_index_build(b->plan.places, b->plan.nplaces, b->arena);
	if (b->places_complete)
		b->nclass_names = geo_index_classes(&b->class_names, b->plan.place_index);
}

const struct geo_place *find_place(struct book *b, const struct yaml_node *n, struct diag *d)
{
	struct str id = n->kind == YAML_SCALAR ? keep_id(b, n) : STR("");
	const struct place_entry *there = map_find(&b->places, id);

	if (there && there->place)
		return there->place;
	if (there && there->why.n == 0)
		return NULL; /* told where it stands */
	if (there) {
		diag_error(d, yaml_place(n), "the row of place \"%.*s\" could not be read", STR_ARG(str_cut(id, 0, 60)));
		diag_help(d, "%.*s:%u: %.*s", STR_ARG(there->at.source ? there->at.source->file : STR("")), there->at.line,
		          STR_ARG(there->why));
		return NULL;
	}
	diag_error(d, yaml_place(n), "there is no place \"%.*s\"", STR_ARG(str_cut(id, 0, 60)));
	if (b->nunknown_places++ < SUGGESTED_MOST)
		suggest_keys(d, id, &b->places);
	return NULL;
}
