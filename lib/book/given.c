#include "book/build.h"
#include "book/names.h"

static struct scope_name given_event(const struct given *g, struct rule_build *r)
{
	const struct pattern *p = g->pattern;
	const struct event_type **types = arena_array(r->book->arena, p->nfilters, sizeof *types);
	size_t n = 0;
	for (size_t i = 0; i < p->nfilters; i++) {
		size_t j = 0;
		while (j < n && types[j] != p->filters[i].type)
			j++;
		if (j == n)
			types[n++] = p->filters[i].type;
	}
	return (struct scope_name){.name = g->name, .types = types, .ntypes = n, .slot = g->slot};
}

/* A bare type name stands for the pattern of its events. */
static const struct pattern *given_type(struct rule_build *r, const struct yaml_node *n, struct str name)
{
	struct pattern *p = ARENA_NEW(r->book->arena, struct pattern);
	struct filter_list f;
	if (!build_filters(&f, r, n, NULL, name, r->scope))
		return NULL;
	*p = (struct pattern){.text = n->passage, .name = name, .slot = f.slot, .filters = f.filters, .nfilters = f.nfilters};
	return p;
}

static bool build_one_given(struct given *g, struct rule_build *r, struct str own, const struct yaml_node *n)
{
	bool type = n->kind == YAML_SCALAR && map_has(&r->book->types, n->passage.text) && !scope_has_value(r->scope, n->passage.text);

	g->name = own;
	if (n->kind == YAML_MAP || type) {
		g->pattern = type ? given_type(r, n, g->name) : build_pattern(r, n, r->scope, USE_GIVEN, g->name);
		if (!g->pattern)
			return false;
		g->slot = g->pattern->slot;
		struct scope_name name = given_event(g, r);
		r->scope = scope_event(r->book, r->scope, name.name, name.types, name.ntypes, name.slot);
		return true;
	}
	g->value = build_expr(r, n, r->scope, NULL, BOUND_NONE);
	if (!g->value)
		return false;
	g->slot = take_value_slot(r, n);
	r->scope = scope_value(r->book, r->scope, g->name, *expr_type(g->value), g->slot);
	return true;
}

/* A name that may be bound here; else told. */
static bool given_name(struct rule_build *r, const struct yaml_node *key)
{
	struct str name = key->passage.text;
	if (!yaml_parse_name(name, false))
		diag_error(r->diag, yaml_place(key), "a name is letters, digits, - and _, a letter first");
	else if (name_reserved(name))
		diag_error(r->diag, yaml_place(key), "%.*s is a word of the language", STR_ARG(name));
	else if (scope_has(r->scope, name))
		diag_error(r->diag, yaml_place(key), "%.*s is bound already", STR_ARG(name));
	else
		return true;
	return false;
}

bool build_given(struct rule_build *r, const struct yaml_node *map)
{
	size_t n = map ? map->n : 0, kept = 0;
	struct given *given = arena_array(r->book->arena, n, sizeof *given);
	bool right = true;

	for (size_t i = 0; i < n; i++) {
		const struct yaml_entry *e = &map->entries[i];
		if (!given_name(r, e->key))
			continue;
		if (e->value->kind != YAML_MAP && cut_by_flow(e->value, map->flow, r->diag))
			return false; /* what follows in the map may be its rest */
		bool bound = build_one_given(&given[kept], r, keep_text(r->book, e->key), e->value);
		kept += bound;
		right = right && bound;
	}
	r->rule->given = given;
	r->rule->ngiven = kept;
	return right;
}
