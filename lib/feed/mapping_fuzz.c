/* Documents, a line of "%%%", and a CSV for their first feed or event type: every row is counted, and
 * its events are the same however the file is shared out and whenever they are made. */
#define _GNU_SOURCE /* memfd_create */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "feed/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

struct kit {
	struct arena arena;
	struct diag diag;
	struct atlas atlas;
	struct zone zone;
	struct settings settings;
	struct plan plan;
	struct book *book;
};

static bool kit_open(struct kit *k, struct str documents)
{
	static const char countries[] = "code,alpha3,name,other\nFR,FRA,France,\nGB,GBR,United Kingdom,UK\n";
	static const char airports[] = "code,country\nCDG,FR\n";

	*k = (struct kit){.settings = {.dir = STR(".")}};
	arena_init(&k->arena);
	diag_init(&k->diag, &k->arena);
	if (!zone_open(&k->zone, &k->arena, STR("Europe/London")))
		abort();
	atlas_init(&k->atlas, &k->arena);
	if (!atlas_load(&k->atlas, str_of(countries), str_of(airports), &k->diag))
		abort();
	const struct book_options options = {.zone = &k->zone, .atlas = &k->atlas, .settings = &k->settings};
	k->book = book_open(&options, &k->arena, &k->diag);
	book_add_text(k->book, STR("feed.yaml"), documents);
	return book_compile(&k->plan, k->book);
}

static void kit_close(struct kit *k)
{
	book_close(k->book);
	arena_free(&k->arena);
}

/* In memory, under a name that feed_read can open. */
static int keep(char path[64], struct str csv)
{
	int fd = memfd_create("feed.csv", MFD_CLOEXEC);

	if (fd < 0 || write(fd, csv.at, csv.n) != (ssize_t)csv.n)
		abort();
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static void count(const struct feed_result *r, size_t nsubjects)
{
	uint64_t nevents = 0;

	for (size_t i = 0; i < r->ninputs; i++) {
		const struct feed_input *f = r->inputs[i];
		assert(f->matched + f->rejected <= f->rows);
		nevents += f->matched;
	}
	for (size_t i = 0; i < r->nrejects; i++) {
		assert(r->rejects[i].reason.n > 0);
		assert(text_valid(NULL, r->rejects[i].reason));
	}
	for (size_t i = 0; i < nsubjects; i++)
		assert(feed_subject(r, i)->n <= nevents);
}

static void tell_event(struct buf *out, const struct event *e, const struct zone *z, struct arena *a)
{
	const struct value *fields = feed_event_fields(e, a);

	buf_printf(out, "%.*s %d%d%d", STR_ARG(e->key), e->by_name, e->by_identifier, e->clock_guessed);
	for (size_t i = 0; i < e->type->nfields; i++) {
		buf_printf(out, "|%d", (int)fields[i].kind);
		value_print(out, &fields[i], z);
	}
	for (size_t i = 0; i < e->nsources; i++)
		buf_printf(out, " %llu %.*s", (unsigned long long)e->sources[i].line, STR_ARG(e->sources[i].row));
	buf_char(out, '\n');
}

/* As findings show them. */
static void tell_events(struct buf *out, const struct subject_events *s, const struct zone *z)
{
	struct arena arena;

	arena_init(&arena);
	buf_printf(out, "%zu %llu\n", s->n, (unsigned long long)s->rejected_types);
	for (size_t i = 0; i < s->n; i++)
		tell_event(out, feed_keep_event(&s->events[i], &arena), z, &arena);
	arena_free(&arena);
}

/* What is made anew is what stays. */
static void hold_anew(const struct feed_result *r, size_t subject, const struct zone *z)
{
	struct buf stays = {0}, anew = {0};
	struct arena arena;

	arena_init(&arena);
	struct subject_events made = feed_subject_anew(r, subject, &arena);
	tell_events(&anew, &made, z);
	tell_events(&stays, feed_subject(r, subject), z);
	assert(str_eq(buf_str(&stays), buf_str(&anew)));
	arena_free(&arena);
	buf_free(&stays);
	buf_free(&anew);
}

static void tell(struct buf *out, const struct feed_result *r, const struct plan *plan)
{
	for (size_t i = 0; i < r->nrejects; i++)
		buf_printf(out, "%llu %.*s\n", (unsigned long long)r->rejects[i].line, STR_ARG(r->rejects[i].reason));
	for (size_t i = 0; i < r->ninputs; i++)
		buf_printf(out, "%llu %llu %llu %llu\n", (unsigned long long)r->inputs[i]->rows, (unsigned long long)r->inputs[i]->matched,
		           (unsigned long long)r->inputs[i]->filtered, (unsigned long long)r->inputs[i]->superseded);
	for (size_t i = 0; i < plan->nsubjects; i++) {
		hold_anew(r, i, &plan->zone);
		tell_events(out, feed_subject(r, i), &plan->zone);
	}
	for (size_t i = 0; i < r->nnotes; i++)
		buf_add(out, r->notes[i]);
}

static void read_feed(struct buf *out, const struct kit *k, struct str csv, struct str name, const struct feed_scan *scan)
{
	struct feed_result result;
	struct arena arena;
	struct diag diag;
	char path[64];
	int fd = keep(path, csv);
	const struct feed_options options = {.as_of = INT64_C(1780268400000), .known_at = INSTANT_MAX, .scan = scan, .jobs = scan ? 3 : 1};
	const struct feed_request request = {.path = path, .name = name};

	arena_init(&arena);
	diag_init(&diag, &arena);
	if (feed_read(&result, &k->plan, &request, 1, &options, &arena, &diag)) {
		count(&result, k->plan.nsubjects);
		tell(out, &result, &k->plan);
	} else {
		assert(diag.nerrors > 0);
	}
	arena_free(&arena);
	close(fd);
}

static bool part(struct str *documents, struct str *csv, struct str text)
{
	static const char mark[] = "\n%%%\n";

	for (size_t i = 0; i + 5 <= text.n; i++) {
		if (!str_eq(str_cut(text, i, 5), STR(mark)))
			continue;
		*documents = str_cut(text, 0, i + 1);
		*csv = str_from(text, i + 5);
		return true;
	}
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf once = {0}, again = {0};
	struct str documents, csv;
	struct kit k;

	if (!part(&documents, &csv, (struct str){(const char *)bytes, n}))
		return 0;
	if (kit_open(&k, documents)) {
		struct str type = k.plan.ntypes > 0 ? k.plan.types[k.plan.ntypes - 1]->name : STR("e");
		struct str name = k.plan.nfeeds > 0 ? k.plan.feeds[0].id : type;
		read_feed(&once, &k, csv, name, NULL);
		read_feed(&again, &k, csv, name, &(struct feed_scan){.part = 40 + csv.n % 200, .every_row = n % 2 == 0});
		assert(str_eq(buf_str(&once), buf_str(&again)));
	}
	kit_close(&k);
	buf_free(&once);
	buf_free(&again);
	return 0;
}
