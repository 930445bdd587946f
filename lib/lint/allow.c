#include "lint/allow.h"

#include "yaml/decode.h"

static struct str reason_of(const struct yaml_entry *e)
{
	return e->value->kind == YAML_SCALAR && !e->value->null ? str_trim(e->value->passage.text) : STR("");
}

/* Silences the findings of the entry's rule at that place; the number of them. */
static size_t silence(struct linting *l, size_t first, const struct condition *c, const struct lint_rule *rule, struct str reason)
{
	size_t n = 0;

	for (size_t i = first; i < l->findings.n; i++) {
		struct lint_finding *f = &l->findings.at[i];
		if (f->rule != rule || f->condition != c)
			continue;
		f->allowed = true;
		f->reason = reason;
		n++;
	}
	return n;
}

static void tell_unknown(struct linting *l, const struct yaml_node *key)
{
	struct str *ids = arena_array(&l->scratch, nlint_rules, sizeof *ids), near;

	for (size_t i = 0; i < nlint_rules; i++)
		ids[i] = str_of(lint_rules[i].id);
	l->rule = rule_get("A01");
	lint_tell(l, yaml_place(key), "there is no lint rule \"%.*s\"", STR_ARG(str_cut(key->passage.text, 0, 40)));
	near = suggest_nearest(key->passage.text, ids, nlint_rules);
	if (near.n > 0)
		lint_todo(l, "did you mean \"%.*s\"?", STR_ARG(near));
}

static bool asked(const struct linting *l, const struct lint_rule *r)
{
	return !(r->not_in_draft && l->options->draft);
}

static void allow_entry(struct linting *l, size_t first, const struct condition *c, const struct yaml_entry *e)
{
	const struct lint_rule *rule = lint_rule_find(str_trim(e->key->passage.text));
	struct str reason = reason_of(e);

	if (!rule) {
		tell_unknown(l, e->key);
		return;
	}
	if (reason.n == 0) {
		l->rule = rule_get("A02");
		lint_tell(l, yaml_place(e->key), "%s is allowed without a reason", rule->id);
		return;
	}
	if (silence(l, first, c, rule, reason) > 0 || !asked(l, rule))
		return;
	l->rule = rule_get("A03");
	lint_tell(l, yaml_place(e->key), "%s is allowed here, and there is nothing of it", rule->id);
}

static void allow_map(struct linting *l, size_t first, const struct condition *c, const struct yaml_node *map)
{
	l->condition = c;
	for (size_t i = 0; map && map->kind == YAML_MAP && i < map->n; i++)
		allow_entry(l, first, c, &map->entries[i]);
	l->condition = NULL;
}

void allow_order(struct linting *l, const struct order *o, size_t first)
{
	allow_map(l, first, NULL, o->terms->allow);
	for (size_t i = 0; i < o->nconditions; i++)
		allow_map(l, first, &o->conditions[i], o->conditions[i].allow);
}
