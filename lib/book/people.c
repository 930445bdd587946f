#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "book/load.h"

struct person *person_find(const struct book *b, struct str id)
{
	char room[FOLD_ROOM];
	struct str key;
	struct arena scratch;

	if (fold_plain(&key, room, id))
		return map_find(&b->people_by_key, key);
	arena_init(&scratch);
	struct person *p = map_find(&b->people_by_key, fold_id(&scratch, id));
	arena_free(&scratch);
	return p;
}

struct person *person_get(struct book *b, struct str id)
{
	struct str key = fold_id(b->arena, id);
	struct person *p = map_find(&b->people_by_key, key);

	if (p)
		return p;
	p = ARENA_NEW(b->arena, struct person);
	p->id = id;
	p->key = key;
	map_put(&b->people_by_key, key, p);
	*VEC_PUSH(b->arena, &b->people) = p;
	return p;
}

void person_restore(struct person *p, const struct person *before)
{
	const size_t from = offsetof(struct person, names);

	memcpy((char *)p + from, (const char *)before + from, sizeof *p - from);
}

/* What the document says counts, but not in silence. */
static void compare_register(struct book *b, const struct doc *doc, const struct person *row, const struct person *p)
{
	bool differs = (row->has_born && p->has_born && row->born != p->born) ||
	               (row->has_notifies && row->notifies != p->notifies) ||
	               (row->jurisdiction.n > 0 && !str_eq(row->jurisdiction, p->jurisdiction));
	if (!differs)
		return;
	diag_warning(b->diag, yaml_place(doc->id_node), "a register says otherwise of subject \"%.*s\"", STR_ARG(doc->id));
	diag_help(b->diag, "what the document says counts");
}

static void add_documents(struct book *b)
{
	for (size_t i = 0; i < b->docs[DOC_SUBJECT].n; i++) {
		const struct doc *doc = b->docs[DOC_SUBJECT].at[i];
		size_t before = b->diag->nerrors;
		struct person unnamed = {0};
		struct person *p = doc->id.n > 0 && !doc->twice ? person_get(b, doc->id) : &unnamed;
		p->id = doc->id; /* as the document writes it */
		p->from = doc->node;
		struct person row = *p;
		person_read(b, p, doc->node, false, b->diag);
		p->broken = b->diag->nerrors != before;
		compare_register(b, doc, &row, p);
	}
}

/* A mapping in an order is read with the order: here only its id is taken. */
static void add_inline(struct book *b, const struct doc *doc)
{
	const struct yaml_node *map = yaml_find(doc->node, "subject");
	const struct yaml_node *id = map && map->kind == YAML_MAP ? yaml_find(map, "subject") : NULL;
	struct str text = id && id->kind == YAML_SCALAR ? keep_id(b, id) : STR("");

	if (text.n == 0 || (doc->twice && b->options.keep_going))
		return;
	struct person *p = person_get(b, text);
	if (p->from)
		return; /* told by the order */
	p->id = text;
	p->from = map;
	p->in_order = true;
	p->place = keep_passage(b, id);
}

static int compare_people(const void *a, const void *b)
{
	return str_cmp((*(struct person *const *)a)->id, (*(struct person *const *)b)->id);
}

void subjects_compile(struct book *b)
{
	map_room(&b->people_by_key, b->docs[DOC_SUBJECT].n + b->docs[DOC_ORDER].n);
	add_documents(b);
	for (size_t i = 0; i < b->docs[DOC_ORDER].n; i++)
		add_inline(b, b->docs[DOC_ORDER].at[i]);
	if (b->people.n > 1)
		qsort(b->people.at, b->people.n, sizeof *b->people.at, compare_people);
	for (size_t i = 0; i < b->people.n; i++)
		b->people.at[i]->index = i;
}

static void build_one(struct book *b, void *context, size_t i)
{
	struct subject *subjects = context;

	person_build(&subjects[i], b, b->people.at[i]);
}

void subjects_build(struct book *b)
{
	struct subject *subjects = arena_array(b->arena, b->people.n, sizeof *subjects);

	if (!book_share(b, b->people.n, build_one, subjects))
		for (size_t i = 0; i < b->people.n; i++)
			build_one(b, subjects, i);
	b->plan.subjects = subjects;
	b->plan.nsubjects = b->people.n;
}
