/* How far the types of a pattern or a trigger are known, and the words for it. */
#include "judge/pattern.h"

struct stretch filters_stretch(const struct sitting *s, const struct event_filter *filters, size_t n)
{
	struct stretch out = {.until = INSTANT_MAX, .all_supplied = true};

	for (size_t i = 0; i < n; i++) {
		const struct event_type *t = filters[i].type;
		const struct supply *supply = &s->of->in->supplies[t->index];
		int64_t until = supply->supplied ? supply->known_until : INSTANT_MIN;
		out.supplied |= supply->supplied;
		out.all_supplied &= supply->supplied;
		out.rejected |= s->of->in->rejected && s->of->in->rejected[t->index];
		if (until < out.until || !out.type) {
			out.until = until;
			out.type = t;
			out.narrowest = supply->narrowest;
		}
	}
	return out;
}

static struct str type_list(const struct sitting *s, const struct pattern *p)
{
	struct buf b = {0};

	for (size_t i = 0; i < p->nfilters; i++) {
		if (i > 0)
			buf_add(&b, i + 1 == p->nfilters ? STR(" or ") : STR(", "));
		buf_add(&b, p->filters[i].type->name);
	}
	struct str out = str_dup(s->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

bool stretch_reaches(const struct sitting *s, const struct pattern *p, int64_t at)
{
	bool all = true;

	for (size_t i = 0; i < p->nfilters; i++)
		all = known_reaches(s->of->in, p->filters[i].type, at) && s->of->in->supplies[p->filters[i].type->index].supplied && all;
	return all;
}

bool stretch_so_far(const struct sitting *s, const struct pattern *p, int64_t at)
{
	bool all = true;

	for (size_t i = 0; i < p->nfilters; i++)
		all = known_so_far(s->of->in, p->filters[i].type, at) && s->of->in->supplies[p->filters[i].type->index].supplied && all;
	return all;
}

void stretch_heard(struct sitting *s, const struct pattern *p)
{
	for (size_t i = 0; i < p->nfilters; i++)
		known_used(s->of->in, p->filters[i].type);
}

struct str stretch_words(struct sitting *s, const struct pattern *p, const struct stretch *st)
{
	stretch_heard(s, p);
	return stretch_words_unheard(s, p, st);
}

/* "permissions are complete only to Tue 3 March 2026 00:00 (feed notices)" */
struct str stretch_words_unheard(struct sitting *s, const struct pattern *p, const struct stretch *st)
{
	struct buf b = {0};
	struct arena *a = s->of->arena;

	if (!s->of->in->supplies[st->type->index].supplied) {
		const struct supply *supply = &s->of->in->supplies[st->type->index];
		if (supply->failed.n > 0)
			return str_printf(a, "%.*s", STR_ARG(supply->failed));
		struct str types = p->nfilters > 1 && !st->supplied ? type_list(s, p) : st->type->name;
		return str_printf(a, "no %.*s feed was supplied", STR_ARG(types));
	}
	if (st->rejected)
		return str_printf(a, "a rejected %.*s row names this subject", STR_ARG(st->type->name));
	moment_say(&b, moment_instant(st->until), &s->of->plan->zone);
	struct str out = str_printf(a, "%.*s events are complete only to %.*s%s%.*s", STR_ARG(st->type->name),
	                            STR_ARG(buf_str(&b)), st->narrowest.n > 0 ? ", by " : "", STR_ARG(st->narrowest));
	if (st->until == INSTANT_MIN)
		out = str_printf(a, "nothing is known of %.*s events", STR_ARG(st->type->name));
	buf_free(&b);
	return out;
}
