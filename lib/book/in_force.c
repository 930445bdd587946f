#include "book/load.h"

static struct edge earlier(struct edge a, struct edge b)
{
	return b.at < a.at ? b : a;
}

static struct edge later(struct edge a, struct edge b)
{
	return b.at > a.at ? b : a;
}

static bool clock_end(struct edge e)
{
	return e.at != INSTANT_MAX && !e.bare;
}

static void add_span(struct interval *spans, size_t *n, struct edge from, struct edge until, struct edge cut)
{
	until = earlier(until, cut);
	if (from.at < until.at)
		spans[(*n)++] = (struct interval){.from = from.at, .until = until.at, .from_bare = from.bare,
		                                  .until_clock = clock_end(until)};
}

/* A change before the end moves the end; one after it begins a further interval. */
size_t in_force_order(const struct interval **out, const struct order_span *span, struct arena *a)
{
	struct interval *spans = arena_array(a, span->nchanges + 1, sizeof *spans);
	struct edge from = span->from, until = span->until;
	size_t n = 0;

	for (size_t i = 0; i < span->nchanges; i++) {
		const struct spell_change *c = &span->changes[i];
		if (c->on.at > until.at) {
			add_span(spans, &n, from, until, span->cut);
			from = c->on;
		}
		until = c->until;
	}
	add_span(spans, &n, from, until, span->cut);
	*out = spans;
	return n;
}

size_t in_force_cut(const struct interval **out, const struct interval *spans, size_t nspans, struct edge from,
                    struct edge until, struct arena *a)
{
	struct interval *cut = arena_array(a, nspans, sizeof *cut);
	size_t n = 0;

	for (size_t i = 0; i < nspans; i++) {
		struct edge begin = later((struct edge){spans[i].from, spans[i].from_bare}, from);
		struct edge end = earlier((struct edge){spans[i].until, !spans[i].until_clock}, until);
		add_span(cut, &n, begin, end, end);
	}
	*out = cut;
	return n;
}
