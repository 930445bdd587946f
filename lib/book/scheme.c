#include "book/build.h"
#include "book/names.h"
#include "book/spell.h"

enum { SCHEME_NAME, SCHEME_TITLE, SCHEME_JURISDICTION, SCHEME_APPLIES_TO, SCHEME_FROM, SCHEME_UNTIL, SCHEME_CODES, SCHEME_CONDITIONS, NSCHEME_KEYS };

static const struct yaml_key scheme_keys[] = {
	[SCHEME_NAME] = {"scheme", YAML_TYPE_NAME, YAML_REQUIRED, NULL, NULL, "the scheme's name"},
	[SCHEME_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "its name for people"},
	[SCHEME_JURISDICTION] = {"jurisdiction", YAML_TYPE_WORD, 0, jurisdiction_words, NULL, "binds only subjects, or orders, of it; absent: of any"},
	[SCHEME_APPLIES_TO] = {"applies-to", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "whom it binds; with order.: binds to each such order"},
	[SCHEME_FROM] = {"from", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "from when; absent: the order's, else always"},
	[SCHEME_UNTIL] = {"until", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "the first day out; absent: the order's, else no end"},
	[SCHEME_CODES] = {"codes", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "of the offence of failing its duties"},
	[SCHEME_CONDITIONS] = {"conditions", YAML_TYPE_MAP, YAML_REQUIRED | YAML_LIST_OF, NULL, &condition_shape, "as in an order"},
};
const struct yaml_shape scheme_shape = {"a scheme", scheme_keys, NSCHEME_KEYS};

static bool listed(const struct str *names, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

static bool is_bound(const struct book *b, const struct scheme *s)
{
	const struct settings *settings = b->options.settings;
	return !s->shipped || listed(settings->schemes, settings->nschemes, s->name) ||
	       listed(b->options.schemes, b->options.nschemes, s->name);
}

static void read_terms(struct scheme *s, struct book *b, const struct yaml_node *const *n, struct diag *d)
{
	const struct scope *scope = scope_open(b, false);

	s->scope = scope;
	if (n[SCHEME_APPLIES_TO])
		s->applies_to = expr_compile_bool(&n[SCHEME_APPLIES_TO]->passage, scope, d);
	if (n[SCHEME_FROM])
		s->from = expr_compile(&n[SCHEME_FROM]->passage, scope, &time_wanted, BOUND_LOWER, d);
	if (n[SCHEME_UNTIL])
		s->until = expr_compile(&n[SCHEME_UNTIL]->passage, scope, &time_wanted, BOUND_UPPER, d);
	s->by_order = (s->applies_to && expr_uses_root(s->applies_to, ROOT_ORDER)) ||
	              (s->from && expr_uses_root(s->from, ROOT_ORDER)) || (s->until && expr_uses_root(s->until, ROOT_ORDER));
}

/* Its own dates alone: the scheme's interval is known only when somebody is judged. */
static void place_condition(struct condition *c, struct book *b, const struct own_dates *own, const struct yaml_node *node)
{
	const struct interval always = {.from = INSTANT_MIN, .until = INSTANT_MAX};

	if (own->has_from || own->has_until)
		c->nin_force = in_force_cut(&c->in_force, &always, 1, (struct edge){own->from, own->from_bare},
		                            (struct edge){own->until, own->until_bare}, b->arena);
	condition_record(c, b, node);
}

static void read_conditions_of(struct scheme *s, struct book *b, const struct doc *doc, const struct yaml_node *list, struct diag *d)
{
	size_t n = yaml_count(list);
	struct condition *conditions = arena_array(b->arena, n, sizeof *conditions);
	struct own_dates own;
	struct map ids;

	map_init(&ids, b->arena);
	for (size_t i = 0; i < n; i++) {
		struct condition_place at = {.doc = doc, .ids = &ids, .scheme = true};
		condition_compile(&conditions[i], &own, b, &at, yaml_at(list, i), d);
		place_condition(&conditions[i], b, &own, yaml_at(list, i));
	}
	s->conditions = conditions;
	s->nconditions = n;
}

bool scheme_compile(struct scheme *out, struct book *b, const struct doc *doc, const struct yaml_node *map, bool inlined,
                    struct diag *d)
{
	const struct yaml_node *n[NSCHEME_KEYS];
	struct yaml_shape shape = inlined ? shape_without_first(&scheme_shape, b->arena) : scheme_shape;
	size_t before = d->nerrors;

	*out = (struct scheme){.shipped = doc->origin->shipped};
	yaml_decode(n, &shape, map, d);
	out->name = n[SCHEME_NAME] ? keep_id(b, n[SCHEME_NAME]) : STR("test");
	out->place = keep_passage(b, n[SCHEME_NAME] ? n[SCHEME_NAME] : map);
	out->jurisdiction = keep_text(b, n[SCHEME_JURISDICTION]);
	out->ncodes = keep_texts(&out->codes, b, n[SCHEME_CODES]);
	out->bound = inlined || is_bound(b, out);
	read_terms(out, b, n, d);
	read_conditions_of(out, b, doc, n[SCHEME_CONDITIONS], d);
	return d->nerrors == before;
}

static void check_named(struct book *b, const struct str *names, size_t n, const char *where)
{
	for (size_t i = 0; i < n; i++) {
		if (map_has(&b->ids[DOC_SCHEME], names[i]))
			continue;
		diag_error(b->diag, (struct place){0}, "there is no scheme \"%.*s\", which %s name", STR_ARG(names[i]), where);
		suggest_keys(b->diag, names[i], &b->ids[DOC_SCHEME]);
	}
}

void schemes_compile(struct book *b)
{
	size_t n = b->docs[DOC_SCHEME].n, kept = 0;
	struct scheme *schemes = arena_array(b->arena, n, sizeof *schemes);
	const struct settings *settings = b->options.settings;

	for (size_t i = 0; i < n; i++) {
		const struct doc *doc = b->docs[DOC_SCHEME].at[i];
		scheme_compile(&schemes[kept], b, doc, doc->node, false, b->diag);
		if (!doc->twice)
			map_put(&b->schemes, doc->id, &schemes[kept]);
		kept++;
	}
	b->plan.schemes = schemes;
	b->plan.nschemes = kept;
	check_named(b, settings->schemes, settings->nschemes, "the settings");
	check_named(b, b->options.schemes, b->options.nschemes, "the options");
}
