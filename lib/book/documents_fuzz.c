/* Any text as documents of every kind: compiled to a plan, or every mistake told with a place in the file. */
#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "book/book.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What most documents name. */
static const char known[] =
	"event: e\nfields:\n  time: {type: time, required: true}\n  n: {type: number}\n  s: {type: text}\n"
	"  to: {type: country}\n  at: {type: point}\n  until: {type: time}\nuntil: until\n---\n"
	"event: travel\nfields:\n  time: {type: time, required: true}\n  to: {type: country}\n  status: {type: [booked, cancelled]}\n---\n"
	"state: in-custody\nopened-by: e\nclosed-by: travel\n---\n"
	"rule: r\nkind: prohibition\ntitle: T\nwhen: e\nwhere: e.n > 1\nsay: \"{e.n}\"\n---\n"
	"subject: S1\n---\n";

struct kit {
	struct arena arena;
	struct diag diag;
	struct atlas atlas;
	struct zone zone;
	struct settings settings;
};

static void kit_open(struct kit *k)
{
	*k = (struct kit){.settings = {.dir = STR(".")}};
	arena_init(&k->arena);
	diag_init(&k->diag, &k->arena);
	if (!zone_open(&k->zone, &k->arena, STR("Europe/London")))
		abort();
	atlas_init(&k->atlas, &k->arena);
	atlas_add_country(&k->atlas, STR("GB"), STR("GBR"), STR("United Kingdom"), STR(""));
	atlas_add_country(&k->atlas, STR("FR"), STR("FRA"), STR("France"), STR(""));
}

static void render(struct buf *out, const struct diag *d)
{
	for (size_t i = 0; i < d->entries.n; i++)
		diag_render(out, &d->entries.at[i]);
	assert(text_valid(NULL, buf_str(out)));
	for (size_t i = 0; i < out->n; i++)
		assert(out->at[i] == '\n' || (unsigned char)out->at[i] >= ' ');
}

static void load(struct buf *out, struct str text, bool keep_going)
{
	struct kit k;
	struct plan plan;

	kit_open(&k);
	const struct book_options options = {.zone = &k.zone, .atlas = &k.atlas, .settings = &k.settings, .keep_going = keep_going,
	                                     .drafts = keep_going};
	struct book *b = book_open(&options, &k.arena, &k.diag);
	book_add_text(b, STR("known.yaml"), STR(known));
	book_add_text(b, STR("input.yaml"), text);
	bool good = book_compile(&plan, b);
	assert(good == (k.diag.nerrors == 0));
	diag_sort(&k.diag);
	render(out, &k.diag);
	if (good)
		buf_printf(out, "%zu %zu %zu %zu %zu\n", plan.norders, plan.nrules, plan.nsubjects, plan.nfeeds, plan.ntests);
	book_close(b);
	arena_free(&k.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf once = {0}, again = {0};
	struct str text = {(const char *)bytes, n};

	load(&once, text, n % 2 == 0);
	load(&again, text, n % 2 == 0);
	assert(str_eq(buf_str(&once), buf_str(&again)));
	buf_free(&once);
	buf_free(&again);
	return 0;
}
