/* The top of the HTML report: what was blind, counts, who may be missing. */
#include <inttypes.h>

#include "base/map.h"
#include "base/vec.h"
#include "report/html.h"
#include "report/text_parts.h"

/* ---- what could not be shown ---- */

/* A condition that was not checked, and whose it is. */
struct gap {
	struct unmonitored of;
	size_t subject; /* SIZE_MAX: the condition of an order or a scheme, whoever is bound */
};

struct cause {
	struct str title, why;
	VEC(struct gap) gaps;
};

struct causes {
	struct html *html;
	struct map by_words;
};

static void add_gap(struct causes *c, const struct gap *g, struct str why)
{
	struct arena *a = c->html->arena;
	struct str title = g->of.condition->title;
	struct str key = str_printf(a, "%zu:%.*s%.*s", title.n, STR_ARG(title), STR_ARG(why));
	struct cause *one = map_find(&c->by_words, key);

	if (!one) {
		one = ARENA_NEW(a, struct cause);
		one->title = title;
		one->why = why;
		map_put(&c->by_words, key, one);
	}
	*VEC_PUSH(a, &one->gaps) = *g;
}

static void print_gap(struct html *h, const struct gap *g)
{
	struct sheet s = {.tight = true};
	struct buf every = {0};

	if (g->subject < h->run->plan->nsubjects) {
		html_subject(h, g->subject);
		html_add(h, ", ");
	}
	text_binding(&s, g->of.order, g->of.scheme, g->of.condition);
	html_sheet(h, &s);
	if (g->of.review_every.months != 0 || g->of.review_every.days != 0 || g->of.review_every.ms != 0) {
		duration_print(&every, g->of.review_every);
		html_printf(h, " (to be looked at every %.*s)", STR_ARG(buf_str(&every)));
	}
	buf_free(&every);
	sheet_free(&s);
}

static void print_cause(struct html *h, const struct cause *c)
{
	html_add(h, "<tr><td>");
	html_text(h, c->title);
	html_add(h, "</td><td class=\"n\">");
	html_count(h, c->gaps.n);
	html_add(h, "</td><td>");
	html_text(h, c->why);
	html_add(h, "</td><td>");
	for (size_t i = 0; i < c->gaps.n; i++) {
		html_add(h, i > 0 ? "; " : "");
		print_gap(h, &c->gaps.at[i]);
	}
	html_add(h, "</td></tr>\n");
	html_flush(h);
}

static void print_causes(struct html *h, const struct causes *c, const char *caption)
{
	html_printf(h, "<table>\n<caption>%s</caption>\n<thead><tr><th scope=\"col\">Condition</th>"
	               "<th scope=\"col\" class=\"n\">How many</th><th scope=\"col\">Why</th><th scope=\"col\">Whose</th></tr></thead>\n"
	               "<tbody>\n", caption);
	for (size_t i = 0; i < c->by_words.n; i++)
		print_cause(h, c->by_words.entries[i].value);
	html_add(h, "</tbody>\n</table>\n");
}

static void blind(struct html *h)
{
	const struct run *run = h->run;
	struct causes c = {.html = h};

	map_init(&c.by_words, h->arena);
	for (size_t i = 0; i < run->nblind; i++) {
		const struct finding *f = run->blind[i];
		add_gap(&c, &(struct gap){{.order = f->order, .scheme = f->scheme, .condition = f->condition}, f->subject},
		        f->nwhy > 0 ? f->why[0] : f->say);
	}
	if (run->nblind > 0)
		print_causes(h, &c, "Blind: nothing that was supplied can show these");
}

static void unmonitored(struct html *h)
{
	struct causes c = {.html = h};

	map_init(&c.by_words, h->arena);
	for (size_t i = 0; i < h->run->nunmonitored; i++)
		add_gap(&c, &(struct gap){h->run->unmonitored[i], SIZE_MAX}, h->run->unmonitored[i].why);
	if (h->run->nunmonitored > 0)
		print_causes(h, &c, "Not monitored: no feed shows these, and they say so");
}

static void not_checked(struct html *h)
{
	html_add(h, "<h3>What could not be checked</h3>\n<div class=\"warn wide\" role=\"group\" aria-label=\"What could not be checked\" "
	            "tabindex=\"0\">\n");
	blind(h);
	unmonitored(h);
	if (h->run->nblind + h->run->nunmonitored == 0)
		html_add(h, "<p>No condition was blind or is left unmonitored. Rows that were rejected are under What was read.</p>\n");
	html_add(h, "</div>\n");
}

/* ---- counts ---- */

static void words(struct html *h, void (*print)(struct sheet *s, const struct run *run))
{
	struct sheet s = {.tight = true};

	print(&s, h->run);
	if (s.out.n > 0) {
		html_add(h, "<p>");
		html_sheet(h, &s);
		html_add(h, "</p>\n");
	}
	sheet_free(&s);
}

static void level_row(struct html *h, enum level level, size_t shown)
{
	html_printf(h, "<tr><th scope=\"row\"><span class=\"l %s\">%s</span></th><td class=\"n\">", level_names[level], level_names[level]);
	html_count(h, h->run->counts[level]);
	html_add(h, "</td><td class=\"n\">");
	html_count(h, shown);
	html_add(h, "</td><td class=\"n\">");
	html_count(h, h->run->baselined[level]);
	html_add(h, "</td></tr>\n");
}

static void counts(struct html *h)
{
	size_t shown[NLEVELS] = {0};

	for (size_t i = 0; i < h->run->ntold; i++)
		shown[h->run->told[i]->level]++;
	html_add(h, "<h3>Findings by level</h3>\n");
	words(h, text_counts);
	words(h, text_narrowed);
	words(h, text_baselined);
	html_add(h, "<table>\n<thead><tr><th scope=\"col\">Level</th><th scope=\"col\" class=\"n\">Found</th>"
	            "<th scope=\"col\" class=\"n\">Shown below</th><th scope=\"col\" class=\"n\">In the baseline</th></tr></thead>\n<tbody>\n");
	for (size_t level = NLEVELS; level-- > 0;)
		level_row(h, (enum level)level, shown[level]);
	html_add(h, "</tbody>\n</table>\n");
	html_months(h, h->run->told, h->run->ntold, "run", 0);
}

void html_summary(struct html *h)
{
	not_checked(h);
	counts(h);
}

/* ---- whereabouts ---- */

static void sighting(struct html *h, const struct sighting *e)
{
	html_moment(h, e->time);
	if (e->file.n > 0) {
		html_add(h, " (");
		html_text(h, e->file);
		html_printf(h, ":%" PRIu64 ")", e->line);
	}
}

static void seen(struct html *h, const struct whereabouts *w)
{
	html_add(h, "<dl>\n<dt>Last seen</dt><dd>");
	if (w->seen.found) {
		html_text(h, w->seen.what);
		html_add(h, ", ");
		sighting(h, &w->seen);
	} else {
		html_add(h, "nothing on record shows this person");
	}
	html_add(h, "</dd>\n<dt>Last notified address</dt><dd>");
	if (w->told.found) {
		html_text(h, w->home);
		html_add(h, ", notified ");
		sighting(h, &w->told);
	} else {
		html_add(h, "none on record");
	}
	html_add(h, "</dd>\n</dl>\n");
}

static bool is_told(const struct run *run, const char *id)
{
	for (size_t i = 0; i < run->ntold; i++)
		if (str_eq_cstr(str_of(run->told[i]->id), id))
			return true;
	return false;
}

static void open_finding(struct html *h, const struct finding *f)
{
	html_printf(h, "<li><span class=\"l %s\">%s</span> ", level_names[f->level], level_names[f->level]);
	bool told = is_told(h->run, f->id);
	if (told)
		html_printf(h, "<a href=\"#f-%s\">", f->id);
	html_text(h, f->title.n > 0 ? f->title : str_of(f->id));
	html_add(h, told ? "</a>" : "");
	if (f->has_time) {
		html_add(h, ", ");
		html_deadline(h, f->time);
	}
	html_add(h, ": ");
	html_text(h, f->say);
	html_add(h, "</li>\n");
}

void html_whereabouts(struct html *h)
{
	if (h->run->nwhereabouts == 0)
		return;
	html_printf(h, "<section id=\"whereabouts\" aria-labelledby=\"whereabouts-title\">\n<h2 id=\"whereabouts-title\">Whereabouts: "
	               "%zu %s missing or in doubt</h2>\n", h->run->nwhereabouts, h->run->nwhereabouts == 1 ? "person" : "people");
	for (size_t i = 0; i < h->run->nwhereabouts; i++) {
		const struct whereabouts *w = &h->run->whereabouts[i];
		html_add(h, "<div class=\"missing\">\n<h3>");
		html_subject(h, w->subject);
		html_add(h, "</h3>\n");
		seen(h, w);
		html_add(h, "<ul>\n");
		for (size_t k = 0; k < w->nfindings; k++)
			open_finding(h, w->findings[k]);
		html_add(h, "</ul>\n</div>\n");
	}
	html_add(h, "</section>\n");
}
