/* Whom and what `check` judges: --subject, --order, --rule, --tag, schemes. */
#include <string.h>

#include "base/text.h"
#include "check.h"

/* ---- subjects ---- */

static struct str name_text(struct arena *a, const struct person_name *n, size_t ngiven, bool family_first)
{
	struct buf b = {0};

	if (family_first)
		buf_printf(&b, "%.*s", STR_ARG(n->family));
	for (size_t i = 0; i < ngiven; i++)
		buf_printf(&b, "%s%.*s", b.n > 0 ? " " : "", STR_ARG(n->given[i]));
	if (!family_first)
		buf_printf(&b, "%s%.*s", b.n > 0 ? " " : "", STR_ARG(n->family));
	struct str out = text_fold(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* "Alex Jo Example", "Alex Example", either with the family name first; any alias. */
static bool is_called(const struct subject *s, struct str folded, struct arena *a)
{
	for (size_t i = 0; i < s->nnames; i++)
		for (int way = 0; way < 4; way++) {
			const struct person_name *n = &s->names[i];
			size_t ngiven = way & 1 ? n->ngiven : n->ngiven > 0;
			if (str_eq(folded, name_text(a, n, ngiven, (way & 2) != 0)))
				return true;
		}
	return false;
}

static struct str without_commas(struct str s, struct arena *a)
{
	char *copy = str_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (copy[i] == ',')
			copy[i] = ' ';
	return text_fold(a, (struct str){copy, s.n});
}

static bool unknown_subject(struct check *k, struct str who)
{
	const struct plan *p = &k->project.plan;
	struct str *ids = arena_array(k->call->arena, p->nsubjects, sizeof *ids);

	for (size_t i = 0; i < p->nsubjects; i++)
		ids[i] = p->subjects[i].id;
	diag_error(k->call->diag, NOWHERE, "no subject has the id or the name \"%.*s\"", STR_ARG(who));
	if (suggest_nearest(who, ids, p->nsubjects).n > 0)
		diag_suggest(k->call->diag, who, ids, p->nsubjects);
	else
		diag_help(k->call->diag, "ids stand behind `subject:` in the documents; a name is given and family name, \"Alex Example\"");
	return false;
}

static bool find_subject(size_t *out, struct check *k, struct str who)
{
	const struct plan *p = &k->project.plan;
	struct arena scratch;
	size_t n = 0;

	*out = plan_find_subject(p, who);
	if (*out != SIZE_MAX)
		return true;
	if (!text_valid(NULL, who))
		return unknown_subject(k, who);
	arena_init(&scratch);
	struct str folded = without_commas(who, &scratch);
	for (size_t i = 0; i < p->nsubjects; i++) {
		if (!is_called(&p->subjects[i], folded, &scratch))
			continue;
		if (n++ == 0)
			*out = i;
		else if (n == 2)
			diag_error(k->call->diag, NOWHERE, "more than one subject is called \"%.*s\": %.*s and %.*s", STR_ARG(who),
			           STR_ARG(p->subjects[*out].id), STR_ARG(p->subjects[i].id));
	}
	arena_free(&scratch);
	if (n > 1)
		diag_help(k->call->diag, "give the id");
	return n == 1 || (n == 0 && unknown_subject(k, who));
}

static bool name_subjects(bool *wanted, struct check *k)
{
	const struct str *names;
	size_t n = option_all(&names, &k->call->args, OPT_SUBJECT, k->call->arena);
	bool good = true;

	for (size_t i = 0; i < k->project.plan.nsubjects; i++)
		wanted[i] = n == 0;
	for (size_t i = 0; i < n; i++) {
		size_t at;
		if (find_subject(&at, k, names[i]))
			wanted[at] = true;
		else
			good = false;
	}
	return good;
}

/* ---- tags ---- */

static bool tag_is(const struct subject *s, struct str key, struct str folded, struct arena *a)
{
	for (size_t i = 0; i < s->ntags; i++) {
		const struct str *value = s->tags[i].value;
		if (str_eq(s->tags[i].key, key) && str_eq(text_fold(a, *value), folded))
			return true;
	}
	return false;
}

struct tag_wish {
	struct str key, folded;
};

/* Of each key that is named, one of its values. */
static bool tags_fit(const struct subject *s, const struct tag_wish *wishes, size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++) {
		bool found = false;
		for (size_t j = 0; j < n && !found; j++)
			found = str_eq(wishes[i].key, wishes[j].key) && tag_is(s, wishes[j].key, wishes[j].folded, a);
		if (!found)
			return false;
	}
	return true;
}

static bool narrow_by_tag(bool *wanted, struct check *k)
{
	const struct plan *p = &k->project.plan;
	const struct str *texts;
	size_t n = option_all(&texts, &k->call->args, OPT_TAG, k->call->arena);
	struct tag_wish *wishes = arena_array(k->call->arena, n, sizeof *wishes);
	struct arena scratch;

	for (size_t i = 0; i < n; i++) {
		struct str value = {0};
		if (!str_split(&wishes[i].key, &value, texts[i], '=') || wishes[i].key.n == 0 || !text_valid(NULL, texts[i])) {
			diag_error(k->call->diag, NOWHERE, "--tag takes KEY=VALUE, not \"%.*s\"", STR_ARG(texts[i]));
			return false;
		}
		wishes[i].folded = text_fold(k->call->arena, value);
	}
	arena_init(&scratch);
	for (size_t i = 0; i < p->nsubjects && n > 0; i++)
		wanted[i] = wanted[i] && tags_fit(&p->subjects[i], wishes, n, &scratch);
	arena_free(&scratch);
	return true;
}

bool scope_subjects(bool *wanted, struct check *k)
{
	bool good = name_subjects(wanted, k);

	return narrow_by_tag(wanted, k) && good;
}

/* ---- orders and rules ---- */

static bool name_orders(bool *orders, struct check *k)
{
	const struct plan *p = &k->project.plan;
	const struct str *ids;
	size_t n = option_all(&ids, &k->call->args, OPT_ORDER, k->call->arena);
	bool good = true;

	k->scope.orders_named = n > 0;
	for (size_t i = 0; i < p->norders; i++)
		orders[i] = n == 0;
	for (size_t i = 0; i < n; i++) {
		const struct order *o = plan_find_order(p, ids[i]);
		if (o) {
			orders[o - p->orders] = true;
			continue;
		}
		struct str *all = arena_array(k->call->arena, p->norders, sizeof *all);
		for (size_t j = 0; j < p->norders; j++)
			all[j] = p->orders[j].id;
		diag_error(k->call->diag, NOWHERE, "there is no order \"%.*s\"", STR_ARG(ids[i]));
		diag_suggest(k->call->diag, ids[i], all, p->norders);
		good = false;
	}
	return good;
}

static bool unknown_rule(struct check *k, struct str name)
{
	const struct plan *p = &k->project.plan;
	struct str *all = arena_array(k->call->arena, p->nrules, sizeof *all);

	for (size_t i = 0; i < p->nrules; i++)
		all[i] = p->rules[i]->name;
	diag_error(k->call->diag, NOWHERE, "there is no rule \"%.*s\"", STR_ARG(name));
	diag_suggest(k->call->diag, name, all, p->nrules);
	return false;
}

/* A name, or a pattern with a star that many fit. */
static bool name_rules(struct check *k)
{
	const struct plan *p = &k->project.plan;
	const struct str *names;
	size_t n = option_all(&names, &k->call->args, OPT_RULE, k->call->arena);
	VEC(const struct rule *) rules = {0};
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		const struct rule *one = plan_find_rule(p, names[i]);
		size_t before = rules.n;
		if (one)
			*VEC_PUSH(k->call->arena, &rules) = one;
		for (size_t j = 0; !one && j < p->nrules; j++)
			if (text_glob(p->rules[j]->name, names[i]))
				*VEC_PUSH(k->call->arena, &rules) = p->rules[j];
		if (rules.n == before)
			good = unknown_rule(k, names[i]);
	}
	k->scope.rules = rules.at;
	k->scope.nrules = rules.n;
	return good;
}

/* ---- who is judged ---- */

/* Where orders are named, a scheme counts only as far as it is bound to them. */
static void take_schemes(struct check *k)
{
	const struct plan *p = &k->project.plan;
	struct scope_of_check *s = &k->scope;

	s->schemes = arena_array(k->call->arena, p->nschemes, sizeof *s->schemes);
	for (size_t i = 0; i < p->nschemes; i++)
		if (p->schemes[i].bound && (!s->orders_named || p->schemes[i].by_order))
			s->schemes[s->nschemes++] = &p->schemes[i];
}

static void take_people(struct check *k, const bool *subjects)
{
	const struct plan *p = &k->project.plan;
	struct scope_of_check *s = &k->scope;

	s->people = arena_array(k->call->arena, p->nsubjects, sizeof *s->people);
	s->wanted = arena_array(k->call->arena, p->nsubjects, sizeof *s->wanted);
	s->judged = arena_array(k->call->arena, p->norders, sizeof *s->judged);
	for (size_t i = 0; i < p->nsubjects; i++) {
		size_t before = s->njudged;
		bool here = shard_has(k, i);
		for (size_t j = 0; j < p->subjects[i].norders && subjects[i]; j++)
			if (s->orders[p->subjects[i].orders[j]])
				s->judged[s->njudged++] = &p->orders[p->subjects[i].orders[j]];
		bool by_scheme = s->nschemes > 0 && !s->orders_named;
		s->wanted[i] = subjects[i] && (by_scheme || s->njudged > before);
		s->nasked += s->wanted[i];
		if (!here) {
			s->wanted[i] = false;
			s->njudged = before;
		}
		if (s->wanted[i])
			s->people[s->npeople++] = i;
	}
}

static bool something_to_judge(struct check *k)
{
	const struct plan *p = &k->project.plan;
	struct diag *d = k->call->diag;

	if (k->scope.nasked > 0)
		return true;
	if (p->norders == 0 && p->nleft_out > 0) {
		diag_error(d, NOWHERE, "every order was left out, so nothing was judged");
	} else if (p->norders == 0 && k->scope.nschemes == 0) {
		diag_error(d, NOWHERE, "the documents hold no order, and no scheme is bound");
		diag_help(d, "an order is a document that begins with `order:`; --scheme NAME binds a shipped scheme");
	} else if (p->nsubjects == 0) {
		diag_error(d, NOWHERE, "a scheme is bound, but there is no subject that it could bind");
	} else {
		diag_error(d, NOWHERE, "--subject, --order and --tag together leave nothing to judge");
	}
	return false;
}

void scope_whole(struct check *k)
{
	const struct plan *p = &k->project.plan;
	bool *subjects = arena_array(k->call->arena, p->nsubjects, sizeof *subjects);
	bool *orders = arena_array(k->call->arena, p->norders, sizeof *orders);

	memset(subjects, true, p->nsubjects);
	memset(orders, true, p->norders);
	k->scope = (struct scope_of_check){.subjects = subjects, .orders = orders};
	take_schemes(k);
	take_people(k, subjects);
}

bool scope_read(struct check *k)
{
	const struct plan *p = &k->project.plan;
	bool *subjects = arena_array(k->call->arena, p->nsubjects, sizeof *subjects);
	bool *orders = arena_array(k->call->arena, p->norders, sizeof *orders);
	bool good = scope_subjects(subjects, k);

	good = name_orders(orders, k) && good;
	good = name_rules(k) && good;
	k->scope.subjects = subjects;
	k->scope.orders = orders;
	if (!good)
		return false;
	take_schemes(k);
	take_people(k, subjects);
	return something_to_judge(k);
}
