/* What the tests of judge share: one order with one condition, and a few events, out of YAML. */
#ifndef JUDGE_JUDGE_FIXTURE_H
#define JUDGE_JUDGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "book/book.h"
#include "judge/judge.h"

struct scene {
	struct arena arena;
	struct zone zone;
	struct atlas atlas;
	struct settings settings;
	struct diag diag;
	struct plan plan;
	struct supply *supplies;
	struct judge_input in;
	struct findings found;
};

#define TYPES \
	"event: move\nfields: {time: {type: time, required: true}, to: {type: word}, n: {type: number}}\n---\n" \
	"event: notice\ntitle: Notice given\nfields: {time: {type: time, required: true}, kind: {type: word}}\n---\n" \
	"event: cell\nfields: {time: {type: time, required: true}, way: {type: word}}\n---\n" \
	"state: in-custody\nopens: {event: cell, where: cell.way == \"in\"}\ncloses: {event: cell, where: cell.way == \"out\"}\n---\n"

/* Documents of which the last is a test: its order is judged as of its time; everything is known up to then. */
static inline void open_text_scene(struct scene *s, const char *documents)
{
	struct book_options options = {.zone = &s->zone, .atlas = &s->atlas, .settings = &s->settings};

	*s = (struct scene){0};
	arena_init(&s->arena);
	diag_init(&s->diag, &s->arena);
	assert_true(zone_open(&s->zone, &s->arena, STR("Europe/London")));
	atlas_init(&s->atlas, &s->arena);
	struct book *book = book_open(&options, &s->arena, &s->diag);
	book_add_text(book, STR("scene.yaml"), str_printf(&s->arena, TYPES "%s", documents));
	if (!book_compile(&s->plan, book))
		fail_msg("%.*s", STR_ARG(s->diag.entries.at[0].message));
	const struct test *t = &s->plan.tests[0];
	s->supplies = arena_array(&s->arena, s->plan.ntypes, sizeof *s->supplies);
	for (size_t i = 0; i < s->plan.ntypes; i++)
		s->supplies[i] = (struct supply){.supplied = true, .given = true, .known_until = t->as_of};
	s->in = (struct judge_input){.plan = &s->plan, .subject = SIZE_MAX, .orders = &t->order, .norders = 1,
	                             .events = t->events, .nevents = t->nevents, .supplies = s->supplies, .as_of = t->as_of};
	judge_subject(&s->found, &s->in, &s->arena);
}

/* More documents, more keys of the order, the condition's keys, and the events as a list of YAML; everything is known to
 * 1 June 2026. */
static inline void open_whole_scene(struct scene *s, const char *documents, const char *order, const char *condition,
                                    const char *events)
{
	struct buf text = {0};

	buf_printf(&text,
	           "%stest: t\norder: {type: other, made: 2026-01-01, until: 2027-01-01, %sconditions: [{id: \"1\", %s}]}\n"
	           "as-of: 2026-06-01\nevents: [%s]\nexpect: []\n%c", documents, order, condition, events, '\0');
	open_text_scene(s, text.at);
	buf_free(&text);
}

static inline void open_scene(struct scene *s, const char *condition, const char *events)
{
	open_whole_scene(s, "", "", condition, events);
}

/* Is the type in the list, parted by commas? */
static inline bool scene_names(const char *list, struct str type)
{
	struct str one, rest = str_of(list);

	while (rest.n > 0) {
		str_split(&one, &rest, rest, ',');
		if (str_eq(one, type))
			return true;
	}
	return false;
}

/* Judges again with types for which nothing is supplied, that are known only to the end of 31 March 2026, or of which a row that
 * names the subject was rejected; each a list. */
static inline void limit_scene(struct scene *s, const char *unsupplied, const char *short_of, const char *rejected)
{
	const int64_t april = 20544 * CIVIL_DAY_MS - 3600000; /* its beginning in London */
	bool *of_rows = arena_array(&s->arena, s->plan.ntypes, sizeof *of_rows);

	for (size_t i = 0; i < s->plan.ntypes; i++) {
		const struct str type = s->plan.types[i]->name;
		if (scene_names(unsupplied, type))
			s->supplies[i] = (struct supply){0};
		if (scene_names(short_of, type)) {
			s->supplies[i].known_until = april - 1;
			s->supplies[i].narrowest = STR("f");
		}
		of_rows[i] = scene_names(rejected, type);
	}
	s->in.rejected = of_rows;
	judge_subject(&s->found, &s->in, &s->arena);
}

static inline void close_scene(struct scene *s)
{
	arena_free(&s->arena);
}

static inline void assert_line(struct str got, const char *want)
{
	if (!str_eq_cstr(got, want))
		fail_msg("is   %.*s\n want %s", STR_ARG(got), want);
}

#endif
