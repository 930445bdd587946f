#include "book/build.h"
#include "book/names.h"
#include "book/rule_keys.h"

static const struct yaml_key parameter_keys[] = {
	[PARAM_TYPE] = {"type", YAML_TYPE_TEXT, YAML_REQUIRED, NULL, NULL, "as of a field, or place"},
	[PARAM_DEFAULT] = {"default", YAML_TYPE_ANY, 0, NULL, NULL, "its value where a condition gives none"},
	[PARAM_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its name for people"},
	[PARAM_HELP] = {"help", YAML_TYPE_TEXT, 0, NULL, NULL, "what to put there"},
	[PARAM_ONE_OF] = {"one-of", YAML_TYPE_TEXT, YAML_LIST_OF, NULL, NULL, "the only words that a word may be"},
};
const struct yaml_shape parameter_shape = {"a parameter", parameter_keys, NPARAM_KEYS};

static void build_parameter(struct rule_param *p, struct rule_build *r, const struct yaml_entry *e)
{
	const struct yaml_node *n[NPARAM_KEYS];
	struct book *b = r->book;

	p->name = keep_text(b, e->key);
	p->fallback = value_missing();
	if (!yaml_parse_name(p->name, false))
		diag_error(r->diag, yaml_place(e->key), "a parameter's name is letters, digits, - and _, a letter first");
	yaml_decode(n, &parameter_shape, e->value, r->diag);
	p->title = keep_text(b, n[PARAM_TITLE]);
	p->help = keep_text(b, n[PARAM_HELP]);
	if (parse_type(&p->type, b, n[PARAM_TYPE], n[PARAM_ONE_OF], r->diag) && n[PARAM_DEFAULT])
		bind_value(&p->fallback, b, NULL, &p->name, &p->type, n[PARAM_DEFAULT], r->diag);
}

void build_parameters(struct rule_build *r, const struct yaml_node *map)
{
	size_t n = map ? map->n : 0;
	struct rule_param *params = arena_array(r->book->arena, n, sizeof *params);
	struct value *defaults = arena_array(r->book->arena, n, sizeof *defaults);

	for (size_t i = 0; i < n; i++) {
		build_parameter(&params[i], r, &map->entries[i]);
		defaults[i] = params[i].fallback;
	}
	r->rule->params = params;
	r->rule->nparams = n;
	r->entry->defaults = defaults;
}

void build_codes(struct rule_build *r, const struct yaml_node *map)
{
	size_t n = map ? map->n : 0;
	struct rule_code *codes = arena_array(r->book->arena, n, sizeof *codes);

	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		codes[i].order_type = keep_text(r->book, e->key);
		codes[i].ncodes = keep_texts(&codes[i].codes, r->book, e->value);
		if (word_listed(order_type_words, codes[i].order_type))
			continue;
		diag_error(r->diag, yaml_place(e->key), "there is no order type \"%.*s\"", STR_ARG(str_cut(codes[i].order_type, 0, 40)));
		suggest_words(r->diag, codes[i].order_type, order_type_words);
	}
	r->rule->has_codes = map != NULL;
	r->rule->codes = codes;
	r->rule->ncodes = n;
}

static void build_commencement(struct commencement *c, struct rule_build *r, const struct yaml_entry *e)
{
	struct str text = str_trim(yaml_text(e->value));
	int32_t day = 0;

	c->jurisdiction = keep_text(r->book, e->key);
	if (!word_listed(jurisdiction_words, c->jurisdiction)) {
		diag_error(r->diag, yaml_place(e->key), "there is no jurisdiction \"%.*s\"", STR_ARG(str_cut(c->jurisdiction, 0, 40)));
		suggest_words(r->diag, c->jurisdiction, jurisdiction_words);
	}
	c->never = e->value->kind == YAML_SCALAR && (e->value->null || str_eq_cstr(text, "null"));
	if (!c->never && !day_parse(&day, text))
		diag_error(r->diag, yaml_place(e->value), "expected a date such as 2026-03-02, or null");
	c->from = civil_day_start(&r->book->plan.zone, day);
}

void build_commences(struct rule_build *r, const struct yaml_node *map)
{
	size_t n = map ? map->n : 0;
	struct commencement *commences = arena_array(r->book->arena, n, sizeof *commences);
	for (size_t i = 0; i < n; i++)
		build_commencement(&commences[i], r, &map->entries[i]);
	r->rule->has_commences = map != NULL;
	r->rule->commences = commences;
	r->rule->ncommences = n;
}
