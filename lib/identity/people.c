#include "identity/people.h"

#include <stdio.h>

#include "base/vec.h"
#include "book/book.h"

#define STRONG_TENTHS 140
#define POSSIBLE_TENTHS 80

struct gathering {
	struct people *people;
	struct arena *arena;
	struct arena scratch;
	struct map known; /* text of a persona -> its index + 1 */
	VEC(struct persona) personas;
	VEC(struct holders) holders; /* beside personas */
};

struct holders {
	VEC(size_t) subjects;
};

static struct str persona_text(const struct name *n, struct born b, struct arena *a)
{
	struct buf text = {0};
	struct str out;

	for (size_t i = 0; i < n->n; i++)
		buf_printf(&text, "%.*s ", (int)n->parts[i].n, n->parts[i].at);
	buf_printf(&text, "%u %u %u %d-%d-%d", n->nfamily, n->generation, n->foreign, b.year, b.month, b.mday);
	out = str_dup(a, buf_str(&text));
	buf_free(&text);
	return out;
}

static void add_holder(struct holders *h, size_t subject, struct arena *a)
{
	if (h->subjects.n == 0 || h->subjects.at[h->subjects.n - 1] != subject)
		*VEC_PUSH(a, &h->subjects) = subject;
}

static struct str joined_given(const struct person_name *name, struct arena *a)
{
	struct buf b = {0};
	struct str all;

	for (size_t i = 0; i < name->ngiven; i++) {
		buf_add(&b, name->given[i]);
		buf_char(&b, ' ');
	}
	all = str_dup(a, str_trim(buf_str(&b)));
	buf_free(&b);
	return all;
}

bool person_name_read(struct name *out, struct name_room *room, const struct person_name *name, struct arena *scratch)
{
	return name_read(out, room, name->family, joined_given(name, scratch), false, scratch);
}

static void add_persona(struct gathering *g, const struct person_name *from, struct born born, size_t subject)
{
	struct name_room room;
	struct name name;
	struct str text;
	size_t *index;

	if (!person_name_read(&name, &room, from, &g->scratch))
		return;
	text = persona_text(&name, born, g->arena);
	index = map_find(&g->known, text);
	if (!index) {
		index = ARENA_NEW(g->arena, size_t);
		*index = g->personas.n;
		map_put(&g->known, text, index);
		*VEC_PUSH(g->arena, &g->personas) = (struct persona){.name = name_keep(&name, g->arena), .born = born};
		*VEC_PUSH(g->arena, &g->holders) = (struct holders){0};
	}
	add_holder(&g->holders.at[*index], subject, g->arena);
}

/* The subject's postcodes, of any time. */
static void add_postcodes(struct gathering *g, size_t subject)
{
	const struct record *r = &g->people->plan->subjects[subject].record;

	for (size_t i = 0; i < r->nkeys; i++) {
		const struct record_key *key = &r->keys[i];
		struct str *postcodes;

		if (!str_eq_cstr(key->name, "addresses"))
			continue;
		postcodes = arena_array(g->arena, key->nvalues, sizeof *postcodes);
		for (size_t k = 0; k < key->nvalues; k++)
			postcodes[k] = key->values[k].value.as.text;
		g->people->postcodes[subject] = postcodes;
		g->people->npostcodes[subject] = key->nvalues;
	}
}

static void add_subject(struct gathering *g, size_t i)
{
	const struct subject *s = &g->people->plan->subjects[i];
	struct born born = s->has_born ? born_of_day(s->born) : (struct born){0};
	struct arena_mark mark = arena_mark(&g->scratch);

	for (size_t k = 0; k < s->nnames; k++)
		add_persona(g, &s->names[k], born, i);
	add_postcodes(g, i);
	arena_release(&g->scratch, mark);
}

static int tenths(int64_t millionths, int fallback)
{
	return millionths <= 0 ? fallback : (int)(millionths / 100000);
}

void people_build(struct people *p, const struct plan *plan, struct arena *a)
{
	struct gathering g = {.people = p, .arena = a};

	*p = (struct people){.plan = plan, .strong = tenths(plan->match_strong, STRONG_TENTHS),
	                     .possible = tenths(plan->match_possible, POSSIBLE_TENTHS)};
	arena_init(&g.scratch);
	map_init(&g.known, a);
	nicknames_load(&p->nicknames, catalogue_read("rules/data/nicknames.csv"), a);
	p->postcodes = arena_array(a, plan->nsubjects, sizeof *p->postcodes);
	p->npostcodes = arena_array(a, plan->nsubjects, sizeof *p->npostcodes);
	for (size_t i = 0; i < plan->nsubjects; i++)
		add_subject(&g, i);
	for (size_t i = 0; i < g.personas.n; i++) {
		g.personas.at[i].subjects = g.holders.at[i].subjects.at;
		g.personas.at[i].nsubjects = g.holders.at[i].subjects.n;
	}
	p->personas = g.personas.at;
	p->npersonas = g.personas.n;
	people_index(p, a);
	arena_free(&g.scratch);
}
