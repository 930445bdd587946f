#include "book/build.h"
#include "book/names.h"
#include "book/rule_keys.h"

static const char *const about_words[] = {"whereabouts", NULL};

static const struct yaml_key rule_keys[] = {
	[RULE_NAME] = {"rule", YAML_TYPE_NAME, YAML_REQUIRED, NULL, NULL, "the rule's name, such as travel/foreign-travel"},
	[RULE_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "a few words for people"},
	[RULE_KIND] = {"kind", YAML_TYPE_WORD, 0, kind_words, NULL, "prohibition or requirement"},
	[RULE_AUTHORITY] = {"authority", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "the enactments behind it"},
	[RULE_ABOUT] = {"about", YAML_TYPE_WORD, 0, about_words, NULL, "whereabouts: its findings say that somebody may be missing"},
	[RULE_PARAMETERS] = {"parameters", YAML_TYPE_MAP, YAML_VALUES, NULL, &parameter_shape, "name: {type, default, title, help, one-of}"},
	[RULE_WHEN] = {"when", YAML_TYPE_ANY, 0, NULL, &trigger_shape, "the trigger: an event type, or a mapping"},
	[RULE_GIVEN] = {"given", YAML_TYPE_MAP, YAML_VALUES_OR_TEXT, NULL, &pattern_shape, "name: the latest event of a type or pattern, or a value"},
	[RULE_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "only if this is true"},
	[RULE_PROVIDED] = {"provided", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "only if each of these holds too"},
	[RULE_UNLESS] = {"unless", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "not if one of these holds"},
	[RULE_EXPECT] = {"expect", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "each of these must come about"},
	[RULE_REVIEW_IF] = {"review-if", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "then it is a matter for a person, not a breach"},
	[RULE_ONCE_PER] = {"once-per", YAML_TYPE_EXPRESSION, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "findings with equal values are one"},
	[RULE_SAY] = {"say", YAML_TYPE_TEXT, 0, NULL, NULL, "what a finding says, with {expressions} in it"},
	[RULE_SEVERITY] = {"severity", YAML_TYPE_WORD, 0, severity_words, NULL, "low, medium or high; medium by default"},
	[RULE_COMMENCES] = {"commences", YAML_TYPE_MAP, 0, NULL, NULL, "jurisdiction: the date from which it finds anything, or null"},
	[RULE_CODES] = {"codes", YAML_TYPE_MAP, 0, NULL, NULL, "order type: [codes of the offence]"},
	[RULE_UNMONITORED] = {"unmonitored", YAML_TYPE_TEXT, 0, NULL, NULL, "in place of a trigger: why no feed can show it"},
	[RULE_REVIEW_EVERY] = {"review-every", YAML_TYPE_DURATION, 0, NULL, NULL, "with unmonitored: how often a person looks at it"},
};
const struct yaml_shape rule_shape = {"a rule", rule_keys, NRULE_KEYS};

static void open_scopes(struct rule_build *r)
{
	size_t n = r->rule->nparams;
	struct scope *early = scope_open(r->book, false), *scope = scope_open(r->book, true);
	struct scope_param *params = arena_array(r->book->arena, n, sizeof *params);

	for (size_t i = 0; i < n; i++)
		params[i] = (struct scope_param){r->rule->params[i].name, r->rule->params[i].type};
	early->params = scope->params = params;
	early->nparams = scope->nparams = n;
	r->early = early;
	r->scope = scope;
}

static void build_guards(struct rule_build *r, const struct yaml_node *const *n)
{
	struct rule *rule = r->rule;

	rule->where = build_test(r, n[RULE_WHERE], r->scope);
	rule->nprovided = build_patterns(&rule->provided, r, n[RULE_PROVIDED], r->scope, USE_WITNESS);
	rule->nunless = build_patterns(&rule->unless, r, n[RULE_UNLESS], r->scope, USE_WITNESS);
	rule->nexpect = build_patterns(&rule->expect, r, n[RULE_EXPECT], r->scope, USE_EXPECT);
	rule->nreview_if = build_patterns(&rule->review_if, r, n[RULE_REVIEW_IF], r->scope, USE_WITNESS);
	rule->nonce_per = build_exprs(&rule->once_per, r, n[RULE_ONCE_PER], r->scope);
}

/* Without a trigger nothing is judged, so that nothing else has a meaning. */
static void check_unmonitored(struct rule_build *r, const struct yaml_node *map, const struct yaml_node *const *n)
{
	static const int judged[] = {RULE_WHEN, RULE_GIVEN, RULE_WHERE, RULE_PROVIDED, RULE_UNLESS, RULE_EXPECT,
	                             RULE_REVIEW_IF, RULE_ONCE_PER, RULE_SAY};

	if (!n[RULE_UNMONITORED]) {
		if (!n[RULE_WHEN] && !yaml_find(map, "when") && !yaml_find(map, "unmonitored")) {
			diag_error(r->diag, yaml_place(map), "a rule needs a trigger, the key \"when\"");
			diag_help(r->diag, "or unmonitored: why no feed can show it");
		}
		return;
	}
	if (str_trim(yaml_text(n[RULE_UNMONITORED])).n == 0)
		diag_error(r->diag, yaml_place(n[RULE_UNMONITORED]), "unmonitored says why no feed can show it");
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
		if (n[judged[i]])
			diag_error(r->diag, yaml_place(n[judged[i]]), "a rule that is unmonitored takes no %s", rule_keys[judged[i]].name);
}

static void build_words(struct rule_build *r, const struct yaml_node *const *n)
{
	struct rule *rule = r->rule;

	rule->title = keep_text(r->book, n[RULE_TITLE]);
	rule->kind = keep_text(r->book, n[RULE_KIND]);
	if (rule->kind.n == 0)
		rule->kind = n[RULE_EXPECT] ? STR("requirement") : STR("prohibition");
	rule->nauthority = keep_texts(&rule->authority, r->book, n[RULE_AUTHORITY]);
	rule->whereabouts = n[RULE_ABOUT] != NULL;
	rule->severity = severity_of(yaml_text(n[RULE_SEVERITY]));
	rule->unmonitored = str_trim(keep_text(r->book, n[RULE_UNMONITORED]));
	rule->review_every = keep_duration(n[RULE_REVIEW_EVERY]);
	build_codes(r, n[RULE_CODES]);
	build_commences(r, n[RULE_COMMENCES]);
}

static void build_rule(struct rule_build *r, const struct yaml_node *map, const struct yaml_node *const *n)
{
	check_unmonitored(r, map, n);
	build_words(r, n);
	build_parameters(r, n[RULE_PARAMETERS]);
	open_scopes(r);
	if (n[RULE_WHEN] && build_trigger(r, n[RULE_WHEN]) && build_given(r, n[RULE_GIVEN])) {
		build_guards(r, n);
		if (n[RULE_SAY])
			r->rule->say = template_compile(&n[RULE_SAY]->passage, r->scope, r->diag);
	}
	r->rule->scope = r->scope;
	r->entry->exprs = r->exprs.at;
	r->entry->nexprs = r->exprs.n;
}

const struct rule_entry *rule_compile(struct book *b, const struct rule_source *from, struct diag *d)
{
	struct rule_entry *entry = ARENA_NEW(b->arena, struct rule_entry);
	struct rule_build r = {.book = b, .diag = d, .entry = entry, .rule = &entry->rule};
	size_t before = d->nerrors;

	entry->rule.name = from->name;
	entry->rule.shipped = from->shipped;
	entry->rule.place = from->place;
	build_rule(&r, from->map, from->keys);
	entry->broken = d->nerrors != before;
	return entry;
}

/* The values that hold where a condition gives none, if there are such for all. */
static void check_defaults(const struct rule_entry *entry, struct diag *d)
{
	for (size_t i = 0; i < entry->rule.nparams; i++)
		if (entry->rule.params[i].fallback.kind == VALUE_UNKNOWN)
			return;
	rule_check(entry, entry->defaults, d);
}

static void compile_document(struct book *b, const struct doc *doc)
{
	const struct yaml_node *n[NRULE_KEYS];
	size_t before = b->diag->nerrors;

	yaml_decode(n, &rule_shape, doc->node, b->diag);
	struct rule_source from = {.name = doc->id, .shipped = doc->origin->shipped, .map = doc->node, .keys = n,
	                           .place = keep_passage(b, doc->id_node)};
	const struct rule_entry *compiled = rule_compile(b, &from, b->diag);
	if (b->diag->nerrors == before)
		check_defaults(compiled, b->diag);
	struct rule_entry *entry = arena_copy(b->arena, compiled, sizeof *compiled);
	entry->broken = b->diag->nerrors != before;
	map_put(&b->rules, doc->id, entry);
}

void rules_compile(struct book *b)
{
	for (size_t i = 0; i < b->docs[DOC_RULE].n; i++)
		if (!b->docs[DOC_RULE].at[i]->twice)
			compile_document(b, b->docs[DOC_RULE].at[i]);
	const struct rule **rules = arena_array(b->arena, b->rules.n, sizeof *rules);
	for (size_t i = 0; i < b->rules.n; i++)
		rules[i] = &((const struct rule_entry *)b->rules.entries[i].value)->rule;
	b->plan.rules = rules;
	b->plan.nrules = b->rules.n;
}
