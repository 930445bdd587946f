#include "book/load.h"

/* A place by its id, or its keys inline. */
static bool bind_place(struct value *out, struct book *b, const struct doc *doc, const struct yaml_node *n, struct diag *d)
{
	*out = value_missing();
	if (n->kind == YAML_MAP) {
		const struct geo_place *p = place_compile(b, doc, n, STR(""), true, d);
		if (p)
			*out = (struct value){.kind = VALUE_PLACE, .as.place = p};
		return p != NULL;
	}
	size_t before = d->nerrors;
	const struct geo_place *p = find_place(b, n, d);
	if (p)
		*out = (struct value){.kind = VALUE_PLACE, .as.place = p};
	return d->nerrors == before;
}

bool bind_value(struct value *out, struct book *b, const struct doc *doc, const struct str *name, const struct type *t,
                const struct yaml_node *n, struct diag *d)
{
	if (t->kind == TYPE_PLACE)
		return bind_place(out, b, doc, n, d);
	return keep_value(out, b, t, n, str_printf(b->arena, "parameter %.*s", STR_ARG(*name)), d);
}

bool rule_check(const struct rule_entry *r, const struct value *params, struct diag *d)
{
	bool right = true;
	for (size_t i = 0; i < r->nexprs; i++)
		right = expr_check_params(r->exprs[i], params, d) && right;
	return right;
}

static bool bind_param(struct value *out, struct book *b, const struct doc *doc, const struct rule_entry *r, size_t i,
                       const struct yaml_node *given, const struct yaml_node *condition, struct diag *d)
{
	const struct rule_param *p = &r->rule.params[i];

	if (given)
		return bind_value(out, b, doc, &p->name, &p->type, given, d);
	*out = p->fallback;
	if (p->fallback.kind != VALUE_UNKNOWN || r->broken)
		return true;
	diag_error(d, yaml_place(condition), "the rule %.*s needs the parameter %.*s", STR_ARG(r->rule.name), STR_ARG(p->name));
	diag_help(d, "with: {%.*s: ...}", STR_ARG(p->name));
	return false;
}

static const struct yaml_node *find_value(const struct yaml_node *with, struct str name)
{
	for (size_t i = 0; with && with->kind == YAML_MAP && i < with->n; i++)
		if (str_eq(with->entries[i].key->passage.text, name))
			return with->entries[i].value;
	return NULL;
}

bool rule_bind(struct bound_rule *out, struct book *b, const struct doc *doc, const struct rule_entry *r,
               const struct yaml_node *with, const struct yaml_node *condition, struct diag *d)
{
	const struct rule *rule = &r->rule;
	bool own = false, right = true;

	*out = (struct bound_rule){.rule = rule, .params = r->defaults, .say = rule->say};
	for (size_t i = 0; i < rule->nparams; i++)
		own = own || find_value(with, rule->params[i].name) || rule->params[i].fallback.kind == VALUE_UNKNOWN;
	if (own) {
		struct value *values = arena_array(b->arena, rule->nparams, sizeof *values);
		for (size_t i = 0; i < rule->nparams; i++)
			right = bind_param(&values[i], b, doc, r, i, find_value(with, rule->params[i].name), condition, d) && right;
		out->params = values;
	}
	if (!right || r->broken)
		return right;
	return !own || rule_check(r, out->params, d);
}
