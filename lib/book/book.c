#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "book/load.h"
#include "book/shipped.h"

static void open_maps(struct book *b)
{
	struct map *const maps[] = {&b->read, &b->people_by_key, &b->rejected, &b->types, &b->states,
	                            &b->places, &b->rules, &b->replaced, &b->orders, &b->schemes};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_init(maps[i], b->arena);
	for (size_t i = 0; i < NDOC_KINDS; i++)
		map_init(&b->ids[i], b->arena);
}

static void open_plan(struct book *b)
{
	const struct settings *s = b->options.settings;
	b->plan = (struct plan){.arena = b->arena, .zone = *b->options.zone, .atlas = b->options.atlas,
	                        .offences = b->options.offences,
	                        .holidays = s->holidays, .nholidays = s->nholidays,
	                        .match_strong = s->match_strong, .match_possible = s->match_possible};
}

/* The keys that expressions reach, those of subject.identifiers and the like aside. */
static void open_root_keys(struct book *b, enum root root)
{
	const struct str *names;
	size_t n = root_keys(&names, root), kept = 0;
	struct root_key *keys = arena_array(b->arena, n, sizeof *keys);

	for (size_t i = 0; i < n; i++) {
		struct root_key *k = &keys[kept];
		struct str head, rest;
		if (str_split(&head, &rest, names[i], '.') || !root_key_type(&k->type, root, names[i], b->arena))
			continue;
		k->name = names[i];
		k->key = str_cstr(b->arena, names[i]);
		kept++;
	}
	b->root_keys[root] = keys;
	b->nroot_keys[root] = kept;
}

struct book *book_open(const struct book_options *options, struct arena *a, struct diag *d)
{
	struct book *b = ARENA_NEW(a, struct book);

	b->options = *options;
	b->arena = a;
	b->diag = d;
	b->errors_before = d->nerrors;
	b->no_settings = (struct settings){.dir = STR("."), .zone = options->zone->name};
	if (!options->settings)
		b->options.settings = &b->no_settings;
	arena_init(&b->trees);
	arena_init(&b->scratch);
	open_maps(b);
	open_plan(b);
	for (size_t i = 0; i < NROOTS; i++)
		open_root_keys(b, (enum root)i);
	if (options->catalogue)
		shipped_add_all(b);
	return b;
}

size_t book_count(const struct book *b, const char *kind)
{
	for (size_t i = 0; i < NDOC_KINDS; i++)
		if (str_eq_cstr(str_of(kind), doc_names[i]))
			return b->docs[i].n;
	return 0;
}

static int compare_docs(const void *a, const void *b)
{
	const struct doc *x = *(struct doc *const *)a, *y = *(struct doc *const *)b;
	int by_id = str_cmp(x->id, y->id);
	if (by_id != 0)
		return by_id;
	return (int)y->origin->shipped - (int)x->origin->shipped;
}

static bool docs_sorted(struct doc *const *docs, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (compare_docs(&docs[i - 1], &docs[i]) > 0)
			return false;
	return true;
}

/* Lists of the plan are in order of id; tests stay in the order in which they were read. */
static void sort_docs(struct book *b)
{
	for (size_t i = 0; i < NDOC_KINDS; i++)
		if (i != DOC_TEST && !docs_sorted(b->docs[i].at, b->docs[i].n))
			qsort(b->docs[i].at, b->docs[i].n, sizeof *b->docs[i].at, compare_docs);
}

const struct plan *book_prepare(struct book *b)
{
	if (b->prepared)
		return &b->plan;
	b->prepared = true;
	sort_docs(b);
	types_compile(b);
	states_compile(b);
	places_compile(b);
	feeds_compile(b);
	plan_index_make(&b->plan, b->arena);
	return &b->plan;
}

static int by_file(const void *left, const void *right)
{
	const struct document *a = left, *b = right;
	int order = str_cmp(a->file, b->file);

	return order != 0 ? order : strcmp(a->sha256, b->sha256);
}

/* What was read beside the documents decides findings as they do: the settings, then the files that they name, each once. */
static void add_beside(struct book *b)
{
	const struct settings *s = b->options.settings;

	if (b->beside.n > 1)
		qsort(b->beside.at, b->beside.n, sizeof *b->beside.at, by_file);
	if (s->found && s->sha256[0] != '\0') {
		struct document *d = VEC_PUSH(b->arena, &b->documents);
		*d = (struct document){.file = s->file, .beside = true};
		memcpy(d->sha256, s->sha256, sizeof d->sha256);
	}
	for (size_t i = 0; i < b->beside.n; i++)
		if (i == 0 || by_file(&b->beside.at[i - 1], &b->beside.at[i]) != 0)
			*VEC_PUSH(b->arena, &b->documents) = b->beside.at[i];
}

bool book_compile(struct plan *out, struct book *b)
{
	book_prepare(b);
	places_finish(b);
	rules_compile(b);
	subjects_compile(b);
	orders_compile(b);
	subjects_build(b);
	schemes_compile(b);
	tests_compile(b);
	add_beside(b);
	b->plan.documents = b->documents.at;
	b->plan.ndocuments = b->documents.n;
	b->plan.left_out = b->left_out.at;
	b->plan.nleft_out = b->left_out.n;
	arena_free(&b->trees);
	arena_free(&b->scratch);
	plan_index_make(&b->plan, b->arena);
	*out = b->plan;
	return b->diag->nerrors == b->errors_before;
}

void book_close(struct book *b)
{
	for (size_t i = 0; i < b->areas.n; i++)
		geo_area_close(b->areas.at[i]);
	b->areas.n = 0;
	arena_free(&b->trees); /* of one that was never compiled */
}
