/* While the as-of time and the known stretches stay within the horizon, the findings stay to the letter;
 * over random documents and histories.
 * horizon_test [SEED [DOCUMENTS]]: other seeds, other numbers. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "book/book.h"
#include "judge/horizon.h"
#include "judge/rules_naive_world.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SLOW_BUILD 1
#endif
#endif

#ifdef SLOW_BUILD
enum { DOCUMENTS = 60, HISTORIES = 20, MOVES = 8 };
#else
enum { DOCUMENTS = 600, HISTORIES = 40, MOVES = 8 };
#endif

static struct {
	uint64_t seed, documents;
} asked = {1, DOCUMENTS};

struct bench {
	struct arena fixed, documents;
	struct zone zone;
	struct atlas atlas;
	struct settings settings;
	struct naive_world world;
	struct plan plan;
	struct naive_history history;
	size_t moved, held; /* moves tried; those of the as-of time by more than nothing */
};

static bool compile(struct bench *b)
{
	struct book_options options = {.zone = &b->zone, .atlas = &b->atlas, .settings = &b->settings};
	struct diag d;
	struct buf text = {0};

	arena_free(&b->documents);
	arena_init(&b->documents);
	diag_init(&d, &b->documents);
	struct book *book = book_open(&options, &b->documents, &d);
	naive_print(&text, &b->world);
	book_add_text(book, STR("random.yaml"), str_dup(&b->documents, buf_str(&text)));
	bool compiled = book_compile(&b->plan, book) && b->plan.ntypes == NAIVE_TYPES && b->plan.nsubjects == 1;
	buf_free(&text);
	return compiled;
}

/* ---- findings, to the letter ---- */

static void add_lines(struct buf *out, const char *label, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "  %s %.*s\n", label, STR_ARG(lines[i]));
}

static void add_awaited(struct buf *out, const struct awaited *a)
{
	buf_printf(out, "  awaits %zu %d %d %lld %lld %lld %lld %.*s; %.*s; %.*s\n", a->index, a->exception, a->open,
	           (long long)(a->has_by ? a->by.first : 0), (long long)(a->has_by ? a->by.last : 0), (long long)a->stopped_since,
	           (long long)a->stopped_until, STR_ARG(a->stopped_by), STR_ARG(a->asked), STR_ARG(a->how));
}

static void add_finding(struct buf *out, const struct finding *f)
{
	buf_printf(out, "%s %s %lld %lld %d %d %.*s\n", f->id, level_names[f->level], (long long)(f->has_time ? f->time.first : 0),
	           (long long)(f->has_time ? f->time.last : 0), f->is_obligation, f->by_name, STR_ARG(f->say));
	add_lines(out, "why", f->why, f->nwhy);
	add_lines(out, "unknown", f->unknown, f->nunknown);
	add_lines(out, "caveat", f->caveats, f->ncaveats);
	for (size_t i = 0; i < f->nevidence; i++)
		buf_printf(out, "  %s %p %.*s\n", role_names[f->evidence[i].role], (const void *)f->evidence[i].event,
		           STR_ARG(f->evidence[i].failed));
	for (size_t i = 0; i < f->nawaited; i++)
		add_awaited(out, &f->awaited[i]);
}

static void judge(struct buf *out, const struct bench *b, int64_t as_of, const struct supply *supplies, struct judge_horizon *h)
{
	const struct plan *p = &b->plan;
	struct findings found;
	struct arena a;

	arena_init(&a);
	const struct order **orders = arena_array(&a, p->norders + 1, sizeof *orders);
	const struct scheme **schemes = arena_array(&a, p->nschemes + 1, sizeof *schemes);
	for (size_t i = 0; i < p->norders; i++)
		orders[i] = &p->orders[i];
	for (size_t i = 0; i < p->nschemes; i++)
		schemes[i] = &p->schemes[i];
	const struct judge_input in = {.plan = p, .person = p->subjects, .orders = orders, .norders = p->norders,
	                               .schemes = schemes, .nschemes = p->nschemes, .events = b->history.events,
	                               .nevents = b->history.nevents, .rejected = b->history.rejected, .supplies = supplies,
	                               .as_of = as_of, .horizon = h};
	judge_subject(&found, &in, &a);
	buf_clear(out);
	for (size_t i = 0; i < found.n; i++)
		add_finding(out, &found.at[i]);
	buf_printf(out, "%zu conditions\n", found.nconditions);
	arena_free(&a);
}

/* ---- moves ---- */

/* An edge of the span, or a place in it, not too far from where the value is. */
static int64_t move_in(struct naive_chance *c, struct now_span s, int64_t value)
{
	const int64_t far = INT64_C(400) * 86400000;
	int64_t low = s.low > value - far ? s.low : value - far, high = s.high < value + far ? s.high : value + far;

	switch (chance_below(c, 4)) {
	case 0:
		return low;
	case 1:
		return high;
	case 2:
		return value;
	default:
		return low + (int64_t)chance_below(c, (uint64_t)(high - low) + 1);
	}
}

static bool same_after(struct bench *b, const struct judge_horizon *h, struct buf *before, struct buf *after)
{
	struct naive_chance *c = &b->world.chance;
	struct supply supplies[NAIVE_TYPES];
	int64_t as_of = move_in(c, h->as_of, b->history.as_of);

	for (size_t i = 0; i < NAIVE_TYPES; i++) {
		supplies[i] = b->history.supplies[i];
		if (supplies[i].known_until != INSTANT_MIN)
			supplies[i].known_until = move_in(c, h->known[i], supplies[i].known_until);
		if (supplies[i].known_until > as_of) /* never beyond, and then it must be as it was */
			supplies[i].known_until = as_of;
		if (supplies[i].known_until < h->known[i].low || supplies[i].known_until > h->known[i].high)
			return true;
	}
	b->moved++;
	b->held += as_of != b->history.as_of;
	judge(after, b, as_of, supplies, NULL);
	return str_eq(buf_str(before), buf_str(after));
}

static bool hear_document(struct bench *b, uint64_t seed)
{
	struct now_span known[NAIVE_TYPES];
	struct judge_horizon h;
	struct buf before = {0}, after = {0}, text = {0};
	bool same = true;

	for (unsigned i = 0; i < HISTORIES && same; i++) {
		naive_live(&b->history, &b->world, &b->plan);
		horizon_init(&h, known, NAIVE_TYPES);
		judge(&before, b, b->history.as_of, b->history.supplies, &h);
		assert_true(h.as_of.low <= b->history.as_of && b->history.as_of <= h.as_of.high);
		for (unsigned k = 0; k < MOVES && same; k++)
			same = same_after(b, &h, &before, &after);
	}
	if (!same) {
		naive_print(&text, &b->world);
		printf("seed %llu, as of %lld\n%.*s\nbefore\n%.*safter\n%.*s", (unsigned long long)seed, (long long)b->history.as_of,
		       STR_ARG(buf_str(&text)), STR_ARG(buf_str(&before)), STR_ARG(buf_str(&after)));
	}
	buf_free(&before);
	buf_free(&after);
	buf_free(&text);
	return same;
}

static void findings_hold_up_to_the_horizon(void **state)
{
	struct bench *b = mem_alloc(sizeof *b);
	uint64_t documents = 0, different = 0;

	(void)state;
	memset(b, 0, sizeof *b);
	arena_init(&b->fixed);
	arena_init(&b->documents);
	atlas_init(&b->atlas, &b->fixed);
	assert_true(zone_open(&b->zone, &b->fixed, STR("Europe/London")));
	b->settings.zone = STR("Europe/London");
	for (uint64_t seed = asked.seed; documents < asked.documents && different == 0; seed++) {
		naive_write(&b->world, seed, 1, &b->zone);
		if (!compile(b))
			continue;
		documents++;
		different += !hear_document(b, seed);
	}
	print_message("%llu documents, %zu moves, %zu of them of the as-of time\n", (unsigned long long)documents, b->moved, b->held);
	assert_int_equal(different, 0);
	assert_true(b->held * 4 > b->moved);
	arena_free(&b->documents);
	arena_free(&b->fixed);
	mem_free(b);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(findings_hold_up_to_the_horizon)};

	if (argc > 1)
		asked.seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		asked.documents = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
