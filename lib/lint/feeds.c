/* Conditions against the feeds that are declared, and feeds against what is read of them. */
#include "lint/checks.h"
#include "lint/reads.h"

/* ---- L27 ---- */

static bool served(const struct reads *r, const struct event_filter *filters, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r->served[filters[i].type->index] || r->own[filters[i].type->index])
			return true;
	return n == 0;
}

static const struct event_filter *unserved(const struct reads *r, const struct rule *rule)
{
	if (!served(r, rule->trigger.filters, rule->trigger.nfilters))
		return rule->trigger.filters;
	for (size_t i = 0; i < rule->nexpect; i++)
		if (!rule->expect[i]->test && !served(r, rule->expect[i]->filters, rule->expect[i]->nfilters))
			return rule->expect[i]->filters;
	return NULL;
}

static void check_unserved(struct linting *l, const struct condition *c)
{
	if (!l->reads->any || !in_force_later(l, c))
		return;
	for (size_t i = 0; i < c->nrules; i++) {
		const struct event_filter *f = unserved(l->reads, c->rules[i].rule);
		if (!f)
			continue;
		lint_tell(l, at_rule(c), "no feed that is declared holds %.*s events, which condition %.*s needs: it is blind",
		          STR_ARG(f->type->name), STR_ARG(c->id));
		lint_todo(l, "declare a feed with event: %.*s, or say unmonitored: with the reason", STR_ARG(f->type->name));
		return;
	}
}

/* What no record of events can decide: what was disclosed to a partner, and what an item in hand is. */
static void check_for_person(struct linting *l, const struct condition *c)
{
	static const char *const human[] = {"possess|possessing|possession|hold|holding|keep ~5 image|images|material|pornograph*|photograph*|toys|items",
		"disclos*|tell|inform ~10 partner|relationship|household|boyfriend|girlfriend", NULL};
	struct match m;

	if (c->nrules == 0 || c->unmonitored.n > 0 || !words_any(&m, words_of(l, c), human))
		return;
	for (size_t i = 0; i < c->nrules; i++)
		if (c->rules[i].rule->nreview_if > 0 || c->rules[i].rule->unmonitored.n > 0)
			return;
	lint_tell(l, at_rule(c), "condition %.*s turns on what only a person can tell (\"%.*s\"), and its rule finds breaches by itself",
	          STR_ARG(c->id), STR_ARG(quote_of(l, c, m)));
	lint_todo(l, "give the rule review-if: [true], or say unmonitored: with review-every:");
}

void lint_automation(struct linting *l, const struct order *o, const struct condition *c)
{
	(void)o;
	check_unserved(l, c);
	check_for_person(l, c);
}

/* ---- F01 ---- */

static bool is_key(const struct feed *f, const struct feed_field *field)
{
	for (size_t i = 0; i < f->nkey; i++)
		for (size_t k = 0; k < field->ncolumns; k++)
			if (str_eq_nocase(f->key[i], field->columns[k]))
				return true;
	return false;
}

void lint_unread(struct linting *l)
{
	for (size_t i = 0; i < l->plan->nfeeds; i++) {
		const struct feed *f = &l->plan->feeds[i];
		if (!f->type || f->shipped)
			continue;
		if (!l->reads->typed[f->type->index]) {
			lint_tell(l, passage_place(&f->place, 0), "no condition in force asks for %.*s events, so that the feed %.*s is read for nothing",
			          STR_ARG(f->type->name), STR_ARG(f->id));
			continue;
		}
		for (size_t k = 0; k < f->nfields; k++) {
			const struct feed_field *field = &f->fields[k];
			struct str name = f->type->fields[field->field].name;
			if (!l->reads->read[f->type->index][field->field] && !is_key(f, field))
				lint_tell(l, passage_place(&field->place, 0), "no rule of a condition in force reads %.*s.%.*s, which the feed %.*s maps",
				          STR_ARG(f->type->name), STR_ARG(name), STR_ARG(f->id));
		}
	}
}

/* ---- F02 ---- */

static const struct feed *feed_of(const struct plan *p, const struct event_type *t)
{
	for (size_t i = 0; i < p->nfeeds; i++)
		if (p->feeds[i].type == t && !p->feeds[i].shipped)
			return &p->feeds[i];
	return NULL;
}

/* "travel.transit, travel.carrier" */
static struct str unmapped(const struct linting *l, const struct event_type *t, struct arena *a)
{
	struct buf b = {0};

	for (size_t k = NFIXED_FIELDS; k < t->nfields; k++)
		if (l->reads->read[t->index][k] && !l->reads->mapped[t->index][k] && (int)k != t->until)
			buf_printf(&b, "%s%.*s.%.*s", b.n > 0 ? ", " : "", STR_ARG(t->name), STR_ARG(t->fields[k].name));
	struct str list = str_dup(a, buf_str(&b));
	buf_free(&b);
	return list;
}

void lint_unmapped(struct linting *l)
{
	for (size_t i = 0; i < l->plan->ntypes; i++) {
		const struct event_type *t = l->plan->types[i];
		const struct feed *f = l->reads->own[i] ? NULL : feed_of(l->plan, t);
		struct str fields = f ? unmapped(l, t, l->arena) : STR("");
		if (fields.n > 0)
			lint_tell(l, passage_place(&f->place, 0), "rules of conditions in force read what no feed maps: %.*s", STR_ARG(fields));
	}
}
