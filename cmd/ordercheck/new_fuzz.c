/* Any bytes as a CSV of which `new feed` makes a document: refused with a reason, or a document that loads and whose feed
 * reads the file. The first byte chooses the event type that is asked for, or none. */
#define _GNU_SOURCE /* memfd_create */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "draft.h"
#include "feed/feed.h"
#include "feed/guess.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char documents[] =
	"event: travel\nfields:\n  time: {type: time, required: true}\n  recorded: {type: time}\n  to: {type: country, required: true}\n"
	"  from: {type: country}\n  mode: {type: word, one-of: [air, sea, rail]}\n  ref: {type: text}\n---\n"
	"event: location\nfields:\n  time: {type: time, required: true}\n  at: {type: point, required: true}\n"
	"  accuracy: {type: number, unit: m}\n---\n"
	"event: device\nfields:\n  time: {type: time, required: true}\n  imei: {type: imei}\n  disclosed: {type: bool}\n"
	"  kinds: {type: list of word}\n  stay: {type: duration}\n  postcode: {type: postcode}\n---\n"
	"subject: N-1\nname: {family: Example, given: [Alex]}\nborn: 1980-01-02\nidentifiers: {passport: \"500000041\"}\n";

struct kit {
	struct arena arena;
	struct diag diag;
	struct plan plan;
	struct book *book;
};

static const struct atlas *world(void)
{
	static const char countries[] = "code,alpha3,name,other\nFR,FRA,France,\nGB,GBR,United Kingdom,UK\nTH,THA,Thailand,\n";
	static struct arena arena;
	static struct diag diag;
	static struct atlas atlas;
	static bool made;

	if (made)
		return &atlas;
	made = true;
	arena_init(&arena);
	diag_init(&diag, &arena);
	atlas_init(&atlas, &arena);
	if (!atlas_load(&atlas, str_of(countries), STR("code,country\nCDG,FR\nLHR,GB\n"), &diag))
		abort();
	return &atlas;
}

static const struct zone *london(void)
{
	static struct arena arena;
	static struct zone zone;

	if (zone.name.n == 0) {
		arena_init(&arena);
		if (!zone_open(&zone, &arena, STR("Europe/London")))
			abort();
	}
	return &zone;
}

static bool kit_open(struct kit *k, struct str draft)
{
	static const struct settings settings = {.dir = STR_INIT(".")};

	*k = (struct kit){.book = NULL};
	arena_init(&k->arena);
	diag_init(&k->diag, &k->arena);
	const struct book_options options = {.zone = london(), .atlas = world(), .settings = &settings};
	k->book = book_open(&options, &k->arena, &k->diag);
	book_add_text(k->book, STR("types.yaml"), STR(documents));
	if (draft.n > 0)
		book_add_text(k->book, STR("draft.yaml"), draft);
	return book_compile(&k->plan, k->book);
}

static void kit_close(struct kit *k)
{
	book_close(k->book);
	arena_free(&k->arena);
}

static void read_it(struct kit *k, const char *path)
{
	const struct feed_options options = {.as_of = INT64_C(1780268400000), .known_at = INSTANT_MAX};
	const struct feed_request request = {.path = path, .name = k->plan.feeds[0].id};
	struct feed_result result;

	if (!feed_read(&result, &k->plan, &request, 1, &options, &k->arena, &k->diag))
		assert(k->diag.nerrors > 0);
	else
		for (size_t i = 0; i < k->plan.nsubjects; i++)
			assert(feed_subject(&result, i)->n <= result.inputs[0]->rows);
}

/* The draft loads, with one feed in it. */
static void hold(struct str draft, const char *path)
{
	struct kit k;

	assert(text_valid(NULL, draft));
	assert(kit_open(&k, draft) && k.plan.nfeeds == 1);
	read_it(&k, path);
	kit_close(&k);
}

static void try_path(const char *path, unsigned which)
{
	struct guess g;
	struct buf draft = {0};
	struct kit k;

	if (!kit_open(&k, (struct str){NULL, 0}))
		abort();
	const struct event_type *only = which < k.plan.ntypes ? k.plan.types[which] : NULL;
	if (feed_guess(&g, path, only, &k.plan, &k.arena, &k.diag)) {
		draft_feed_document(&draft, &g, &k.plan, &k.arena);
		hold(buf_str(&draft), path);
	} else {
		assert(k.diag.nerrors > 0);
	}
	buf_free(&draft);
	kit_close(&k);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char path[64];

	if (n < 1)
		return 0;
	int fd = memfd_create("feed.csv", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes + 1, n - 1) != (ssize_t)(n - 1))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	try_path(path, bytes[0] % 4U);
	close(fd);
	return 0;
}
