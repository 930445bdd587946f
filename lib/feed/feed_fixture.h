/* What the tests of feeds share: documents as text, files in a folder of their own, results as text. */
#ifndef FEED_FIXTURE_H
#define FEED_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "feed/feed.h"

struct fixture_file {
	const char *name, *text;
};

struct fixture {
	struct arena arena;
	struct diag diag;
	struct atlas atlas;
	struct zone zone;
	struct plan plan;
	struct feed_options options;
	struct feed_result result;
	struct buf out;
};

/* One event type and two subjects. */
#define FIXTURE_DOCS \
	"event: e\n" \
	"fields:\n" \
	"  time: {type: time, required: true}\n" \
	"  id: {type: text}\n" \
	"  n: {type: number}\n" \
	"  s: {type: text}\n" \
	"---\n" \
	"subject: S1\n" \
	"---\n" \
	"subject: S2\n"

static int fixture_enter(void **state)
{
	static char folder[] = "/tmp/feed-test-XXXXXX";

	*state = mkdtemp(folder);
	return *state && chdir(*state) == 0 ? 0 : -1;
}

static inline void fixture_write(const char *name, struct str text)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.at, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

static int fixture_leave(void **state)
{
	const char *folder = *state;

	if (chdir("/") != 0)
		return -1;
	return rmdir(folder);
}

static inline int64_t fixture_time(const struct fixture *x, const char *text)
{
	struct moment m;

	assert_true(moment_parse(&m, str_of(text), &x->zone, NULL));
	return m.first;
}

static inline void fixture_open(struct fixture *x, const char *docs)
{
	static const char countries[] = "code,alpha3,name,other\nFR,FRA,France,\nGB,GBR,United Kingdom,UK\n"
	                                "TH,THA,Thailand,\nUS,USA,United States,\n";
	static const char airports[] = "code,country\nCDG,FR\nBKK,TH\n";
	struct book_options options;
	struct book *b;

	*x = (struct fixture){0};
	arena_init(&x->arena);
	diag_init(&x->diag, &x->arena);
	assert_true(zone_open(&x->zone, &x->arena, STR("Europe/London")));
	atlas_init(&x->atlas, &x->arena);
	assert_true(atlas_load(&x->atlas, str_of(countries), str_of(airports), &x->diag));
	options = (struct book_options){.zone = &x->zone, .atlas = &x->atlas};
	b = book_open(&options, &x->arena, &x->diag);
	assert_non_null(b);
	if (!book_add_text(b, STR("docs.yaml"), str_of(docs)) || !book_compile(&x->plan, b)) {
		for (size_t i = 0; i < x->diag.entries.n; i++)
			diag_render(&x->out, &x->diag.entries.at[i]);
		fail_msg("%.*s", (int)x->out.n, x->out.at);
	}
	x->options = (struct feed_options){.as_of = fixture_time(x, "2026-06-01"), .known_at = INSTANT_MAX};
}

static inline void fixture_close(struct fixture *x)
{
	buf_free(&x->out);
	arena_free(&x->arena);
}

/* requests: "NAME=FILE FILE …" */
static inline bool fixture_read(struct fixture *x, const char *requests)
{
	struct feed_request list[8];
	struct str one, rest = str_of(requests);
	size_t n = 0;
	bool more = rest.n > 0;

	while (more) {
		struct str name, path;

		more = str_split(&one, &rest, rest, ' ');
		assert_true(n < 8);
		if (!str_split(&name, &path, one, '=')) {
			path = name;
			name = (struct str){NULL, 0};
		}
		list[n++] = (struct feed_request){.path = str_cstr(&x->arena, path), .name = name};
	}
	return feed_read(&x->result, &x->plan, list, n, &x->options, &x->arena, &x->diag);
}

static inline int fixture_compare(const void *a, const void *b)
{
	return event_cmp(a, b);
}

static inline void tell_event(struct fixture *x, const struct event *e)
{
	const struct event_type *t = e->type;

	moment_print(&x->out, e->time, &x->zone);
	for (size_t i = NFIXED_FIELDS; i < t->nfields; i++) {
		if (e->fields[i].kind == VALUE_UNKNOWN)
			continue;
		buf_printf(&x->out, " %.*s=", STR_ARG(t->fields[i].name));
		value_print(&x->out, &e->fields[i], &x->zone);
	}
	buf_add(&x->out, e->by_name ? STR(" by-name") : STR(""));
	for (size_t i = 0; i < e->nsources; i++)
		buf_printf(&x->out, " @%.*s:%llu", STR_ARG(e->sources[i].input->file),
		           (unsigned long long)e->sources[i].line);
	buf_char(&x->out, '\n');
}

/* Events by subject and time, then rejects. */
static inline const char *fixture_tell(struct fixture *x)
{
	buf_clear(&x->out);
	for (size_t i = 0; i < x->plan.nsubjects; i++) {
		size_t n = feed_subject(&x->result, i)->n;
		struct event *events = arena_array(&x->arena, n + 1, sizeof *events);

		for (size_t k = 0; k < n; k++)
			events[k] = feed_subject(&x->result, i)->events[k];
		qsort(events, n, sizeof *events, fixture_compare);
		for (size_t k = 0; k < n; k++) {
			buf_printf(&x->out, "%.*s ", STR_ARG(x->plan.subjects[i].id));
			tell_event(x, &events[k]);
		}
	}
	for (size_t i = 0; i < x->result.nrejects; i++) {
		const struct reject *j = &x->result.rejects[i];

		buf_printf(&x->out, "!%.*s:%llu %.*s: %.*s\n", STR_ARG(j->input->file), (unsigned long long)j->line,
		           STR_ARG(j->column), STR_ARG(j->reason));
	}
	buf_char(&x->out, '\0');
	return x->out.at;
}

#endif
