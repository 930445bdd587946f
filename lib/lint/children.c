/* Terms about contact with children. */
#include "lint/checks.h"

static bool bans_contact(const struct linting *l, const struct condition *c)
{
	return term_kind(l, c) == TERM_PROHIBITION && term_about_children(l, c);
}

/* ---- L11 ---- */

void lint_contact_exceptions(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const inadvertent[] = {"inadvertent*|unavoidabl*|avoidabl*|incidental*|accidental*|unintentional*", "not reasonably avoid*",
		"daily|ordinary|everyday life|activities", "knowingly|deliberately|intentionally", NULL};
	static const char *const consent[] = {"consent*|approv*|permission|authori*|agreement", "presence|supervision ~4", "social|children services", "supervised ~1 by", NULL};
	const struct words *w = words_of(l, c);

	(void)o;
	if (!bans_contact(l, c))
		return;
	bool no_chance = !words_has_any(w, inadvertent), no_consent = !words_has_any(w, consent);
	if (no_chance && no_consent)
		lint_tell(l, at_condition(c, "text"), "condition %.*s excepts neither contact that is inadvertent nor contact to which a parent consents", STR_ARG(c->id));
	else if (no_chance)
		lint_tell(l, at_condition(c, "text"), "condition %.*s does not except contact that is inadvertent and cannot reasonably be avoided", STR_ARG(c->id));
	else if (no_consent)
		lint_tell(l, at_condition(c, "text"), "condition %.*s does not except contact to which a parent or guardian consents", STR_ARG(c->id));
}

/* ---- L12 ---- */

void lint_contact_basis(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const images[] = {"image|images|photograph|photographs|pseudo|video|videos|footage", NULL};
	static const char *const risk[] = {"contact|risk|groom*|assault*|touch*|approach*|meet*|escalat*|communicat*|incit*|rape|abus*|caus*", NULL};
	struct words basis;

	if (!bans_contact(l, c))
		return;
	if (o->terms->basis.n == 0) {
		lint_tell(l, at_condition(c, "text"), "condition %.*s forbids contact with children, and the order records no basis for it", STR_ARG(c->id));
		return;
	}
	words_split(&basis, o->terms->basis, &l->scratch);
	if (words_has_any(&basis, images) && !words_has_any(&basis, risk))
		lint_tell(l, at_condition(c, "text"), "condition %.*s forbids contact with children, and the basis speaks of images alone", STR_ARG(c->id));
}

/* ---- L26 ---- */

/* The ages that the words give: "under 16", "under the age of sixteen", "aged 17 or under". */
size_t ages_of(int *ages, size_t max, const struct words *w)
{
	static const char *const before[] = {"under|below|than|younger the age of", "under|below the age", "under|below age|aged", "under|below", "age of", "aged|age", NULL};
	struct match m;
	size_t n = 0;

	for (size_t i = 1; i < w->n && n < max; i++) {
		int age = word_number(w->at[i].text);
		bool years = i + 1 < w->n && str_starts(w->at[i + 1].text, STR("year"));
		if (age < 10 || age > 21 || w->at[i - 1].end == WORD_ENDS_SENTENCE)
			continue;
		bool given = years && i + 2 < w->n && (str_eq_cstr(w->at[i + 2].text, "old") || str_eq_cstr(w->at[i + 2].text, "of"));
		for (size_t k = 0; before[k] && !given; k++)
			for (size_t from = i >= 4 ? i - 4 : 0; from < i && !given; from++)
				given = words_match(&m, w, from, before[k]) && m.first == from && m.end == i;
		if (given)
			ages[n++] = age;
	}
	return n;
}

static bool any_age(const struct linting *l, const struct order *o)
{
	int age;

	for (size_t i = 0; i < o->nconditions; i++)
		if (ages_of(&age, 1, &l->words[i]) > 0)
			return true;
	return false;
}

void lint_child_age(struct linting *l, const struct order *o, const struct condition *c)
{
	int ages[8], given = -1;
	size_t n = ages_of(ages, 8, words_of(l, c));
	const struct value *v = term_param(c, "age");
	bool quoted = false;

	if (v && v->kind == VALUE_NUMBER)
		given = (int)(v->as.number / NUMBER_ONE);
	for (size_t i = 0; i < n; i++)
		quoted |= ages[i] == given;
	if (given >= 0 && n > 0 && !quoted)
		lint_tell(l, at_condition(c, "with"), "the words of condition %.*s speak of an age of %d, and its rule is given %d", STR_ARG(c->id), ages[0], given);
	else if (given >= 0 && n == 0 && l->law->child > 0 && given != l->law->child)
		lint_tell(l, at_condition(c, "with"), "condition %.*s takes a child to be under %d; its words give no age, and the law on %s says %d", STR_ARG(c->id),
		          given, l->law->title, l->law->child);
	else if (given < 0 && n == 0 && term_about_children(l, c) && !any_age(l, o))
		lint_tell(l, at_condition(c, "text"), "condition %.*s speaks of children, and nothing in the order says under which age", STR_ARG(c->id));
}
