#include "book/build.h"

enum {
	PATTERN_EVENT,
	PATTERN_AS,
	PATTERN_WHERE,
	PATTERN_FROM,
	PATTERN_BY,
	PATTERN_COUNT,
	PATTERN_PAUSE,
	PATTERN_UNBROKEN_BY,
	PATTERN_HAVING,
	NPATTERN_KEYS
};

static const struct yaml_key pattern_keys[] = {
	[PATTERN_EVENT] = {"event", YAML_TYPE_ANY, YAML_REQUIRED, NULL, &entry_shape, "an event type, or a list of types and {event: TYPE, where: ...}"},
	[PATTERN_AS] = {"as", YAML_TYPE_NAME, YAML_NO_SLASH, NULL, NULL, "the witness's name in where"},
	[PATTERN_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "which events count"},
	[PATTERN_FROM] = {"from", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "the beginning of the window"},
	[PATTERN_BY] = {"by", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "the end of the window"},
	[PATTERN_COUNT] = {"count", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "how many events are asked for; 1 by default"},
	[PATTERN_PAUSE] = {"pause", YAML_TYPE_NAME, YAML_LIST_OF | YAML_OR_ONE | YAML_NO_SLASH, NULL, NULL, "states in which the clock of by stops"},
	[PATTERN_UNBROKEN_BY] = {"unbroken-by", YAML_TYPE_MAP, 0, NULL, &pattern_shape, "events that must not lie between witness and trigger"},
	[PATTERN_HAVING] = {"having", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &pattern_shape, "patterns that must hold with the witness as their trigger"},
};
const struct yaml_shape pattern_shape = {"a pattern", pattern_keys, NPATTERN_KEYS};

static bool trigger_has(const struct rule_build *r, const struct filter_list *f)
{
	const struct trigger *t = &r->rule->trigger;
	for (size_t i = 0; i < f->nfilters; i++)
		for (size_t j = 0; j < t->nfilters; j++)
			if (f->filters[i].type == t->filters[j].type)
				return true;
	return false;
}

/* What breaks lies between witness and trigger: it has no window of its own. */
static void check_use(struct rule_build *r, const struct yaml_node *map, const struct yaml_node *const *n, enum pattern_use use)
{
	static const int windows[] = {PATTERN_FROM, PATTERN_BY, PATTERN_COUNT, PATTERN_PAUSE};

	if (use == USE_EXPECT && !n[PATTERN_BY] && !yaml_find(map, "by")) {
		diag_error(r->diag, yaml_place(map), "an obligation needs the key \"by\"");
		diag_help(r->diag, "by: the time by which it must come about");
	}
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
		const struct yaml_node *key = n[windows[i]];
		if (key && use == USE_BREAK)
			diag_error(r->diag, yaml_place(key), "unbroken-by takes no %s", pattern_keys[windows[i]].name);
		else if (key && use == USE_GIVEN && windows[i] == PATTERN_COUNT)
			diag_error(r->diag, yaml_place(key), "given binds one event: it takes no count");
	}
}

static void build_window(struct pattern *p, struct rule_build *r, const struct yaml_node *const *n, const struct scope *scope)
{
	p->from = build_expr(r, n[PATTERN_FROM], scope, &time_wanted, BOUND_LOWER);
	p->by = build_expr(r, n[PATTERN_BY], scope, &time_wanted, BOUND_UPPER);
	p->count = build_expr(r, n[PATTERN_COUNT], scope, &number_wanted, BOUND_NONE);
	p->npause = build_states(&p->pause, r, n[PATTERN_PAUSE]);
}

static void build_nested(struct pattern *p, struct rule_build *r, const struct yaml_node *const *n, const struct scope *inner)
{
	if (n[PATTERN_UNBROKEN_BY])
		p->unbroken_by = build_pattern(r, n[PATTERN_UNBROKEN_BY], inner, USE_BREAK, STR(""));
	p->nhaving = build_patterns(&p->having, r, n[PATTERN_HAVING], inner, USE_WITNESS);
}

static const struct pattern *build_map(struct rule_build *r, const struct yaml_node *map, const struct scope *scope,
                                       enum pattern_use use, struct str given_name)
{
	const struct yaml_node *n[NPATTERN_KEYS];
	struct pattern *p = ARENA_NEW(r->book->arena, struct pattern);
	struct filter_list f;

	yaml_decode(n, &pattern_shape, map, r->diag);
	check_use(r, map, n, use);
	if (given_name.n > 0 && n[PATTERN_AS])
		diag_error(r->diag, yaml_place(n[PATTERN_AS]), "given names this event %.*s: it takes no `as`", STR_ARG(given_name));
	if (!n[PATTERN_EVENT] || !build_filters(&f, r, n[PATTERN_EVENT], n[PATTERN_AS], given_name, scope))
		return NULL;
	p->text = map->passage;
	p->name = f.name;
	p->slot = f.slot;
	p->filters = f.filters;
	p->nfilters = f.nfilters;
	p->trigger_type = trigger_has(r, &f);
	const struct scope *inner = scope_event(r->book, scope, f.name, f.types, f.ntypes, f.slot);
	p->where = build_test(r, n[PATTERN_WHERE], inner);
	build_window(p, r, n, scope);
	build_nested(p, r, n, inner);
	return p;
}

static const struct pattern *build_expression(struct rule_build *r, const struct yaml_node *n, const struct scope *scope)
{
	struct pattern *p = ARENA_NEW(r->book->arena, struct pattern);
	p->text = n->passage;
	p->test = build_test(r, n, scope);
	return p->test ? p : NULL;
}

const struct pattern *build_pattern(struct rule_build *r, const struct yaml_node *n, const struct scope *scope,
                                    enum pattern_use use, struct str given_name)
{
	if (n->kind == YAML_MAP || n->kind == YAML_LIST)
		return build_map(r, n, scope, use, given_name);
	if (use == USE_WITNESS && !n->null)
		return build_expression(r, n, scope);
	diag_error(r->diag, yaml_place(n), "expected a pattern, such as {event: TYPE, where: ...}");
	return NULL;
}

size_t build_patterns(const struct pattern *const **out, struct rule_build *r, const struct yaml_node *list,
                      const struct scope *scope, enum pattern_use use)
{
	size_t n = yaml_count(list), kept = 0;
	const struct pattern **patterns = arena_array(r->book->arena, n, sizeof *patterns);
	bool flow = list && list->kind == YAML_LIST && list->flow;

	for (size_t i = 0; i < n; i++) {
		const struct yaml_node *at = yaml_at(list, i);
		if (at->kind != YAML_MAP && cut_by_flow(at, flow, r->diag))
			break;
		patterns[kept] = build_pattern(r, at, scope, use, STR(""));
		kept += patterns[kept] != NULL;
	}
	*out = patterns;
	return kept;
}
