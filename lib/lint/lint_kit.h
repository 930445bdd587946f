/* What the tests of lint share: an order that nothing is wrong with, and what changes in it. */
#ifndef LINT_LINT_KIT_H
#define LINT_LINT_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "book/book.h"
#include "feed/feed.h"
#include "lint/lint.h"

struct lint_kit {
	struct arena arena;
	struct diag diag;
	struct atlas atlas;
	struct zone zone;
	struct settings settings;
	struct book *book;
	struct plan plan;
	struct lint_options options;
	struct lint_result result;
};

static inline void kit_open(struct lint_kit *x)
{
	*x = (struct lint_kit){0};
	arena_init(&x->arena);
	diag_init(&x->diag, &x->arena);
	assert_true(zone_open(&x->zone, &x->arena, STR("Europe/London")));
	atlas_init(&x->atlas, &x->arena);
	assert_true(atlas_load(&x->atlas, catalogue_read("rules/data/countries.csv"), catalogue_read("rules/data/airports.csv"), &x->diag));
	x->settings = (struct settings){.dir = STR(".")};
	x->options.s172 = catalogue_read("rules/data/s172-countries.csv");
	struct moment as_of;
	assert_true(moment_parse(&as_of, STR("2026-06-01"), &x->zone, NULL));
	x->options.as_of = as_of.first;
}

static inline void kit_run(struct lint_kit *x, struct str docs)
{
	struct book_options options = {.zone = &x->zone, .atlas = &x->atlas, .settings = &x->settings, .catalogue = true,
	                               .drafts = x->options.draft};

	x->book = book_open(&options, &x->arena, &x->diag);
	book_add_text(x->book, STR("docs.yaml"), docs);
	if (!book_compile(&x->plan, x->book))
		fail_msg("%u:%u %.*s\n%.*s", x->diag.entries.at[0].place.line, x->diag.entries.at[0].place.column,
		         STR_ARG(x->diag.entries.at[0].message), STR_ARG(docs));
	lint_run(&x->result, &x->plan, &x->options, &x->arena);
}

static inline void kit_close(struct lint_kit *x)
{
	book_close(x->book);
	arena_free(&x->arena);
}

/* "L01e L30w": id and first letter of the level, an allowed one with `a`, in order of id. */
static inline struct str kit_told(struct lint_kit *x)
{
	struct buf b = {0};

	for (const struct lint_rule *r = lint_rules; r->id; r++)
		for (size_t level = NLINT_LEVELS; level-- > 0;)
			for (size_t i = 0; i < x->result.nfindings; i++) {
				const struct lint_finding *f = &x->result.findings[i];
				if (f->rule == r && f->level == level)
					buf_printf(&b, "%s%s%c", b.n > 0 ? " " : "", r->id, f->allowed ? 'a' : lint_level_words[f->level][0]);
			}
	struct str told = str_dup(&x->arena, buf_str(&b));
	buf_free(&b);
	return told;
}

/* What is left out is as in an order that nothing is wrong with. */
struct lint_case {
	const char *name, *type, *expect;
	const char *dates;      /* made, until, served */
	const char *more;       /* further keys of the order */
	const char *court;
	const char *conditions;
	const char *subject;    /* further keys of the subject */
	const char *documents;  /* further documents */
	bool draft;
};

#define PLAIN "  - {id: \"1\", text: Not to enter the grounds of Example School., unmonitored: visits show it, review-every: 6mo}\n"
#define NOTIFIES "notifies: true\nnotifies-from: 2024-01-01\n"
/* A term with these words that nothing watches. */
#define TERM(id, words) "  - {id: \"" id "\", unmonitored: visits show it, review-every: 6mo, text: \"" words "\"}\n"

static inline bool case_notifies(const char *type)
{
	static const char *const types[] = {"shpo-soa", "shpo-sc", "ishpo", "sopo", "isopo", "shpo-scot", "ishpo-scot", "notification",
	                                    "interim-notification", "s96za", NULL};
	for (size_t i = 0; types[i]; i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

static inline const char *case_jurisdiction(const char *type)
{
	if (strstr(type, "-scot"))
		return "scotland";
	return strstr("sopo isopo rsho irsho fto", type) ? "northern-ireland" : "england-wales";
}

static inline struct str case_documents(struct lint_kit *x, const struct lint_case *c)
{
	const char *type = c->type ? c->type : "shpo-soa", *scot = strstr(type, "-scot");
	const char *subject = c->subject ? c->subject : case_notifies(type) ? NOTIFIES : "";

	bool says = c->more && strstr(c->more, "jurisdiction:");

	return str_printf(&x->arena,
	                  "subject: S1\n%s---\norder: O1\ntype: %s\n%s%s\ncourt: %s\njudge: District Judge Example\nsubject: S1\n"
	                  "basis: a risk of offences by contact\n%s%sconditions:\n%s%s",
	                  subject, type, says ? "" : "jurisdiction: ", says ? "" : case_jurisdiction(type),
	                  c->court ? c->court : scot ? "Example Sheriff Court" : "Example Magistrates' Court",
	                  c->dates ? c->dates : "made: 2026-03-02\nserved: 2026-03-02\nuntil: 2031-03-02\n", c->more ? c->more : "",
	                  c->conditions ? c->conditions : PLAIN, c->documents ? c->documents : "");
}

static inline void run_lint_case(const struct lint_case *c)
{
	struct lint_kit x;

	kit_open(&x);
	x.options.draft = c->draft;
	kit_run(&x, case_documents(&x, c));
	struct str told = kit_told(&x);
	if (!str_eq_cstr(told, c->expect)) {
		for (size_t i = 0; i < x.result.nfindings; i++)
			print_message("%s %.*s\n", x.result.findings[i].rule->id, STR_ARG(x.result.findings[i].message));
		fail_msg("%s: %.*s, expected %s", c->name, STR_ARG(told), c->expect);
	}
	kit_close(&x);
}

#define RUN_CASES(cases) \
	for (size_t run_at = 0; run_at < sizeof(cases) / sizeof *(cases); run_at++) \
		run_lint_case(&(cases)[run_at])

#endif
