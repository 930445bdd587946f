/* What the tests of book share: documents as text, errors as "line:column message". */
#ifndef BOOK_BOOK_FIXTURE_H
#define BOOK_BOOK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "book/book.h"
#include "book/shipped.h"

struct fixture {
	struct arena arena;
	struct diag diag;
	struct atlas atlas;
	struct zone zone;
	struct settings settings;
	struct book_options options;
	struct book *book;
	struct plan plan;
	bool right;
};

/* One event type and one subject: 9 lines. */
#define DOCS \
	"event: e\n" \
	"fields:\n" \
	"  time: {type: time, required: true}\n" \
	"  n: {type: number}\n" \
	"  s: {type: text}\n" \
	"  to: {type: country}\n" \
	"---\n" \
	"subject: S1\n" \
	"---\n"

static inline void fixture_open(struct fixture *x)
{
	*x = (struct fixture){0};
	arena_init(&x->arena);
	diag_init(&x->diag, &x->arena);
	assert_true(zone_open(&x->zone, &x->arena, STR("Europe/London")));
	atlas_init(&x->atlas, &x->arena);
	assert_true(atlas_add_country(&x->atlas, STR("GB"), STR("GBR"), STR("United Kingdom"), STR("")));
	assert_true(atlas_add_country(&x->atlas, STR("FR"), STR("FRA"), STR("France"), STR("")));
	assert_true(atlas_add_country(&x->atlas, STR("TH"), STR("THA"), STR("Thailand"), STR("")));
	x->settings = (struct settings){.dir = STR(".")};
	x->options = (struct book_options){.zone = &x->zone, .atlas = &x->atlas, .settings = &x->settings};
}

static inline void fixture_begin(struct fixture *x)
{
	x->book = book_open(&x->options, &x->arena, &x->diag);
	assert_non_null(x->book);
}

static inline void fixture_end(struct fixture *x)
{
	x->right = book_compile(&x->plan, x->book);
	diag_sort(&x->diag);
}

static inline void fixture_load(struct fixture *x, const char *docs)
{
	fixture_begin(x);
	book_add_text(x->book, STR("docs.yaml"), str_of(docs));
	fixture_end(x);
}

/* Without errors. */
static inline void fixture_good(struct fixture *x, const char *docs)
{
	fixture_open(x);
	fixture_load(x, docs);
	if (!x->right)
		fail_msg("%u:%u %.*s", x->diag.entries.at[0].place.line, x->diag.entries.at[0].place.column,
		         STR_ARG(x->diag.entries.at[0].message));
}

static inline void fixture_close(struct fixture *x)
{
	arena_free(&x->arena);
}

/* Entries, one a line: "line:column message", and " | help" where there is help. */
static inline struct str fixture_told(struct fixture *x)
{
	struct buf b = {0};
	for (size_t i = 0; i < x->diag.entries.n; i++) {
		const struct diag_entry *e = &x->diag.entries.at[i];
		buf_printf(&b, "%s%u:%u %.*s", i > 0 ? "\n" : "", e->place.line, e->place.column, STR_ARG(e->message));
		if (e->help.n > 0)
			buf_printf(&b, " | %.*s", STR_ARG(e->help));
	}
	struct str s = str_dup(&x->arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static inline void assert_told(struct fixture *x, const char *name, const char *expected)
{
	struct str told = fixture_told(x);
	if (!str_eq_cstr(told, expected))
		fail_msg("%s:\n%.*s\nexpected:\n%s", name, STR_ARG(told), expected);
}

struct error_case {
	const char *name, *docs, *told;
};

static inline void run_errors(const struct error_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct fixture x;
		fixture_open(&x);
		fixture_load(&x, cases[i].docs);
		assert_told(&x, cases[i].name, cases[i].told);
		assert_false(x.right);
		fixture_close(&x);
	}
}

static inline int64_t at(struct fixture *x, const char *text)
{
	struct moment m;
	assert_true(moment_parse(&m, str_of(text), &x->zone, NULL));
	return m.first;
}

#endif
