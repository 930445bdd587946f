/* What a pattern asks, in plain English. */
#include "judge/explain_kit.h"

const char *const explain_place_names[] = {"provided", "unless", "expect", "review-if"};

struct str phrase_text(const struct expr *e, const struct phrase_words *w, struct arena *a)
{
	struct buf b = {0};

	expr_phrase(&b, e, w);
	struct str out = buf_take(&b, a);
	buf_free(&b);
	return out;
}

struct explain_lines phrase_parts(const struct expr *e, const struct phrase_words *w, struct arena *a)
{
	const struct expr *parts[CONJUNCTS_MAX];
	size_t n = e ? expr_conjuncts(parts, CONJUNCTS_MAX, e) : 0;
	struct line_list l = {.arena = a};
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		expr_phrase(&b, parts[i], w);
		if (str_eq_cstr(buf_str(&b), "always"))
			buf_clear(&b);
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

static const char *article(struct str name)
{
	return name.n > 0 && (name.at[0] == 'a' || name.at[0] == 'e' || name.at[0] == 'i' || name.at[0] == 'o') ? "an" : "a";
}

/* The title as a noun: "travel booking or movement". */
static void add_title(struct buf *out, struct str title)
{
	bool word = title.n > 1 && title.at[0] >= 'A' && title.at[0] <= 'Z' && title.at[1] >= 'a' && title.at[1] <= 'z';

	buf_char(out, word ? (char)(title.at[0] - 'A' + 'a') : title.at[0]);
	buf_add(out, str_from(title, 1));
}

static struct str title_of(const struct event_filter *filters, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (filters[i].type != filters[0].type)
			return (struct str){"", 0};
	return n > 0 ? filters[0].type->title : (struct str){"", 0};
}

void events_noun(struct buf *out, const struct event_filter *filters, size_t n, bool many)
{
	struct str title = title_of(filters, n);
	struct buf noun = {0};

	if (title.n > 0 && !many) {
		add_title(&noun, title);
	} else {
		types_words(&noun, filters, n);
		buf_add(&noun, many ? STR(" events") : STR(" event"));
	}
	if (!many)
		buf_printf(out, "%s ", article(buf_str(&noun)));
	buf_add(out, buf_str(&noun));
	if (many && title.n > 0)
		buf_printf(out, " (%.*s)", STR_ARG(title));
	buf_free(&noun);
}

void events_words(struct buf *out, const struct event_filter *filters, size_t n, bool many, const struct phrase_words *w)
{
	events_noun(out, filters, n, many);
	for (size_t i = 0; i < n; i++) {
		if (!filters[i].where)
			continue;
		if (n > 1)
			buf_printf(out, ", of %.*s those in which ", STR_ARG(filters[i].type->name));
		else
			buf_add(out, STR(" in which "));
		expr_phrase(out, filters[i].where, w);
	}
}

static struct str what_words(const struct rule_phrases *r, const struct pattern *p)
{
	struct buf b = {0}, count = {0};
	bool many = false;

	if (p->count) {
		expr_phrase(&count, p->count, &r->apart);
		many = !str_eq_cstr(buf_str(&count), "1");
	}
	if (many)
		buf_printf(&b, "at least %.*s ", STR_ARG(buf_str(&count)));
	events_words(&b, p->filters, p->nfilters, many, &r->apart);
	struct str out = buf_take(&b, r->arena);
	buf_free(&b);
	buf_free(&count);
	return out;
}

/* anchor: what the default window counts from. */
static struct str window_words(const struct rule_phrases *r, const struct pattern *p, bool expect, struct str anchor)
{
	struct arena *a = r->arena;
	struct str from = p->from ? phrase_text(p->from, &r->apart, a) : (struct str){"", 0};
	struct str by = p->by ? phrase_text(p->by, &r->apart, a) : (struct str){"", 0};

	if (str_eq_cstr(from, "the beginning of time") || (!expect && from.n == 0))
		return by.n > 0 ? str_printf(a, "at any time up to %.*s", STR_ARG(by))
		                : str_printf(a, "at any time up to %.*s", STR_ARG(anchor));
	if (from.n == 0)
		return str_printf(a, "after %.*s and by %.*s", STR_ARG(anchor), STR_ARG(by));
	return str_printf(a, "from %.*s to %.*s", STR_ARG(from), STR_ARG(by.n > 0 ? by : anchor));
}

/* ---- pause, unbroken-by, having ---- */

static void add_conditions(struct buf *b, const struct rule_phrases *r, const struct pattern *p)
{
	struct explain_lines where = phrase_parts(p->where, &r->apart, r->arena);

	for (size_t i = 0; i < where.n; i++) {
		buf_add(b, i == 0 ? STR(" in which ") : STR(", and "));
		buf_add(b, where.at[i]);
	}
}

static void add_pause(struct line_list *l, struct buf *b, const struct rule_phrases *r, const struct pattern *p)
{
	for (size_t i = 0; i < p->npause; i++) {
		buf_add(b, i == 0 ? STR("the clock stands while the subject is ") : i + 1 == p->npause ? STR(" or ") : STR(", "));
		state_words(b, r->plan->states[p->pause[i]].name);
	}
	line_add(l, b);
}

static void add_unbroken(struct line_list *l, struct buf *b, const struct rule_phrases *r, const struct pattern *p)
{
	const struct pattern *u = p->unbroken_by;

	if (!u)
		return;
	buf_add(b, STR("it does not count once it is undone, by "));
	events_words(b, u->filters, u->nfilters, false, &r->apart);
	add_conditions(b, r, u);
	line_add(l, b);
}

static void add_having(struct line_list *l, struct buf *b, const struct rule_phrases *r, const struct pattern *p)
{
	for (size_t i = 0; i < p->nhaving; i++) {
		const struct pattern *h = p->having[i];
		struct str anchor = str_printf(r->arena, "the time of the %.*s", STR_ARG(r->apart.labels[p->slot]));
		struct str what = what_words(r, h), window = window_words(r, h, false, anchor);
		buf_printf(b, "it counts only if there is %.*s, %.*s%s", STR_ARG(what), STR_ARG(window),
		           h->where ? "," : "");
		add_conditions(b, r, h);
		line_add(l, b);
	}
}

static struct explain_lines also_lines(const struct rule_phrases *r, const struct pattern *p)
{
	struct line_list l = {.arena = r->arena};
	struct buf b = {0};

	add_pause(&l, &b, r, p);
	add_unbroken(&l, &b, r, p);
	add_having(&l, &b, r, p);
	buf_free(&b);
	return lines_of(&l);
}

void ask_words(struct explain_ask *out, const struct rule_phrases *r, const struct pattern *p, enum explain_place place)
{
	*out = (struct explain_ask){.place = place};
	if (p->test) {
		out->what = phrase_text(p->test, &r->own, r->arena);
		return;
	}
	out->what = what_words(r, p);
	out->window = window_words(r, p, place == EXPLAIN_EXPECT, r->apart.trigger);
	out->where = phrase_parts(p->where, &r->apart, r->arena);
	out->also = also_lines(r, p);
}
