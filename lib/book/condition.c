#include "book/build.h"
#include "book/condition_keys.h"
#include "book/names.h"
#include "book/rule_keys.h"

static const struct yaml_key monitoring_keys[] = {
	[MONITORING_RESPONSIBLE] = {"responsible", YAML_TYPE_TEXT, 0, NULL, NULL, "who is responsible for the monitoring"},
	[MONITORING_AVAILABLE] = {"available", YAML_TYPE_BOOL, 0, NULL, NULL, "the arrangements are available"},
	[MONITORING_CONSENT] = {"consent", YAML_TYPE_BOOL, 0, NULL, NULL, "whoever else must agree has agreed"},
};
static const struct yaml_shape monitoring_shape = {"monitoring", monitoring_keys, NMONITORING_KEYS};

static const struct yaml_key condition_keys[] = {
	[CONDITION_ID] = {"id", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the condition's id within its order"},
	[CONDITION_TEXT] = {"text", YAML_TYPE_TEXT, 0, NULL, NULL, "the words of the order; every finding quotes them"},
	[CONDITION_PUBLIC_TEXT] = {"public-text", YAML_TYPE_TEXT, 0, NULL, NULL, "stands in place of text where output is redacted"},
	[CONDITION_TITLE] = {"title", YAML_TYPE_TEXT, 0, NULL, NULL, "in place of the rule's title"},
	[CONDITION_KIND] = {"kind", YAML_TYPE_WORD, 0, kind_words, NULL, "prohibition or requirement"},
	[CONDITION_SEVERITY] = {"severity", YAML_TYPE_WORD, 0, severity_words, NULL, "in place of the rule's severity"},
	[CONDITION_RULE] = {"rule", YAML_TYPE_NAME, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "the rule, or rules, by which it is judged"},
	[CONDITION_WITH] = {"with", YAML_TYPE_MAP, 0, NULL, NULL, "parameter: value"},
	[CONDITION_FROM] = {"from", YAML_TYPE_TIME, 0, NULL, NULL, "in force from; default: the order's"},
	[CONDITION_UNTIL] = {"until", YAML_TYPE_TIME, 0, NULL, NULL, "the first day out; default: the order's"},
	[CONDITION_UNMONITORED] = {"unmonitored", YAML_TYPE_TEXT, 0, NULL, NULL, "why no feed can show it: it is told, and not judged"},
	[CONDITION_REVIEW_EVERY] = {"review-every", YAML_TYPE_DURATION, 0, NULL, NULL, "with unmonitored: how often a person looks at it"},
	[CONDITION_ALLOW] = {"allow", YAML_TYPE_MAP, 0, NULL, NULL, "lint finding: the reason why it may stand"},
	[CONDITION_SUPERVISOR] = {"supervisor", YAML_TYPE_TEXT, 0, NULL, NULL, "who supervises a requirement"},
	[CONDITION_STATION] = {"station", YAML_TYPE_TEXT, 0, NULL, NULL, "the police station to report to"},
	[CONDITION_MONITORING] = {"monitoring", YAML_TYPE_MAP, 0, NULL, &monitoring_shape, "electronic monitoring: responsible, available, consent"},
	[CONDITION_SAY] = {"say", YAML_TYPE_TEXT, 0, NULL, NULL, "in place of the rule's say"},
	[CONDITION_WHEN] = {"when", YAML_TYPE_ANY, 0, NULL, &trigger_shape, "in place of rule: the trigger"},
	[CONDITION_GIVEN] = {"given", YAML_TYPE_MAP, YAML_VALUES_OR_TEXT, NULL, &pattern_shape, "with when: names, as in a rule"},
	[CONDITION_WHERE] = {"where", YAML_TYPE_EXPRESSION, 0, NULL, NULL, "with when: only if this is true"},
	[CONDITION_PROVIDED] = {"provided", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "with when: only if each of these holds too"},
	[CONDITION_UNLESS] = {"unless", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "with when: not if one of these holds"},
	[CONDITION_EXPECT] = {"expect", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "with when: each of these must come about"},
	[CONDITION_REVIEW_IF] = {"review-if", YAML_TYPE_ANY, 0, NULL, &pattern_shape, "with when: then it is a matter for a person"},
	[CONDITION_ONCE_PER] = {"once-per", YAML_TYPE_EXPRESSION, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "with when: findings with equal values are one"},
	[CONDITION_AUTHORITY] = {"authority", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "with when: the enactments behind it"},
	[CONDITION_COMMENCES] = {"commences", YAML_TYPE_MAP, 0, NULL, NULL, "with when: jurisdiction: the date from which it finds anything, or null"},
	[CONDITION_CODES] = {"codes", YAML_TYPE_MAP, 0, NULL, NULL, "with when: order type: [codes of the offence]"},
};
const struct yaml_shape condition_shape = {"a condition", condition_keys, NCONDITION_KEYS};

/* Keys of a condition that are those of its own rule. */
static const struct {
	enum condition_key from;
	enum rule_key to;
} inlined[] = {
	{CONDITION_WHEN, RULE_WHEN},           {CONDITION_GIVEN, RULE_GIVEN},         {CONDITION_WHERE, RULE_WHERE},
	{CONDITION_PROVIDED, RULE_PROVIDED},   {CONDITION_UNLESS, RULE_UNLESS},       {CONDITION_EXPECT, RULE_EXPECT},
	{CONDITION_REVIEW_IF, RULE_REVIEW_IF}, {CONDITION_ONCE_PER, RULE_ONCE_PER},   {CONDITION_AUTHORITY, RULE_AUTHORITY},
	{CONDITION_COMMENCES, RULE_COMMENCES}, {CONDITION_CODES, RULE_CODES},
};
enum { NINLINED = sizeof inlined / sizeof *inlined };

struct reading {
	struct book *book;
	struct diag *diag;
	const struct condition_place *at;
	const struct yaml_node *map, *n[NCONDITION_KEYS];
	struct condition *out;
	VEC(struct bound_rule) rules;
	VEC(const struct rule_entry *) named; /* those whose parameters `with` may give */
	bool unknown_rule;
};

static bool has_inline(const struct reading *c)
{
	for (size_t i = 0; i < NINLINED; i++)
		if (c->n[inlined[i].from])
			return true;
	return false;
}

static void read_inline(struct reading *c)
{
	const struct yaml_node *keys[NRULE_KEYS] = {NULL};
	struct rule_source from = {.map = c->map, .keys = keys, .place = keep_passage(c->book, c->n[CONDITION_ID]),
	                           .shipped = c->at->doc->origin->shipped};

	for (size_t i = 0; i < NINLINED; i++)
		keys[inlined[i].to] = keep_tree(c->book, c->n[inlined[i].from]);
	keys[RULE_KIND] = c->n[CONDITION_KIND];
	const struct rule_entry *r = rule_compile(c->book, &from, c->diag);
	struct bound_rule *bound = VEC_PUSH(c->book->arena, &c->rules);
	*bound = (struct bound_rule){.rule = &r->rule, .params = r->defaults};
}

static void read_rule(struct reading *c, const struct yaml_node *name)
{
	struct str text = yaml_text(name);
	const struct rule_entry *r = map_find(&c->book->rules, text);

	if (!r) {
		c->unknown_rule = true;
		diag_error(c->diag, yaml_place(name), "there is no rule \"%.*s\"", STR_ARG(str_cut(text, 0, 80)));
		suggest_keys(c->diag, text, &c->book->rules);
		return;
	}
	for (size_t i = 0; i < c->named.n; i++) {
		if (c->named.at[i] != r)
			continue;
		diag_error(c->diag, yaml_place(name), "the rule %.*s is named twice", STR_ARG(text));
		return;
	}
	*VEC_PUSH(c->book->arena, &c->named) = r;
	struct bound_rule *bound = VEC_PUSH(c->book->arena, &c->rules);
	rule_bind(bound, c->book, c->at->doc, r, c->n[CONDITION_WITH], c->n[CONDITION_ID] ? c->n[CONDITION_ID] : c->map, c->diag);
}

static bool has_param(const struct reading *c, struct str name)
{
	for (size_t i = 0; i < c->named.n; i++)
		for (size_t j = 0; j < c->named.at[i]->rule.nparams; j++)
			if (str_eq(c->named.at[i]->rule.params[j].name, name))
				return true;
	return false;
}

static void suggest_params(struct reading *c, struct str name)
{
	struct str names[64];
	size_t n = 0;
	for (size_t i = 0; i < c->named.n; i++)
		for (size_t j = 0; j < c->named.at[i]->rule.nparams && n < 64; j++)
			names[n++] = c->named.at[i]->rule.params[j].name;
	diag_suggest(c->diag, name, names, n);
}

static void check_with(struct reading *c)
{
	const struct yaml_node *with = c->n[CONDITION_WITH];
	for (size_t i = 0; with && !c->unknown_rule && i < with->n; i++) {
		const struct yaml_node *key = with->entries[i].key;
		if (has_param(c, key->passage.text))
			continue;
		struct str name = str_cut(key->passage.text, 0, 60);
		if (c->named.n == 1)
			diag_error(c->diag, yaml_place(key), "the rule %.*s has no parameter \"%.*s\"",
			           STR_ARG(c->named.at[0]->rule.name), STR_ARG(name));
		else
			diag_error(c->diag, yaml_place(key), "no rule of this condition has a parameter \"%.*s\"", STR_ARG(name));
		suggest_params(c, key->passage.text);
	}
}

/* For so many rules, most often one: room that grows would be for eight at once. */
static void make_room(struct reading *c, size_t n)
{
	struct arena *a = c->book->arena;

	c->rules.at = arena_array(a, n, sizeof *c->rules.at);
	c->named.at = arena_array(a, n, sizeof *c->named.at);
	c->rules.cap = c->named.cap = n;
}

/* A rule, a rule of its own, or the reason why there is neither: just one of the three. */
static void read_rules(struct reading *c)
{
	bool own = has_inline(c);
	const struct yaml_node *names = c->n[CONDITION_RULE], *unmonitored = c->n[CONDITION_UNMONITORED];

	if (unmonitored && (own || names)) {
		diag_error(c->diag, yaml_place(unmonitored), "this condition is judged by a rule and said to be unmonitored");
		diag_help(c->diag, "leave out one of the two");
	}
	if (names && own) {
		diag_error(c->diag, yaml_place(c->map), "a condition names a rule or carries its own, not both");
		diag_help(c->diag, "beside rule only with, title, say and severity change how it is judged");
	}
	make_room(c, yaml_count(names) + own);
	for (size_t i = 0; i < yaml_count(names); i++)
		read_rule(c, yaml_at(names, i));
	if (own && !names)
		read_inline(c);
	check_with(c);
	if (names || own || unmonitored || yaml_find(c->map, "rule") || yaml_find(c->map, "when") || yaml_find(c->map, "unmonitored"))
		return;
	diag_error(c->diag, yaml_place(c->map), "nothing says how this condition is judged");
	diag_help(c->diag, "it needs rule, when, or unmonitored with the reason");
}

static void read_say(struct reading *c)
{
	const struct yaml_node *say = c->n[CONDITION_SAY];
	if (!say)
		return;
	struct passage text = keep_passage(c->book, say);
	for (size_t i = 0; i < c->rules.n; i++) {
		struct bound_rule *bound = &c->rules.at[i];
		if (bound->rule->scope)
			bound->say = template_compile(&text, scope_here(c->book, bound->rule->scope), c->diag);
	}
}

/* A condition all of whose rules are unmonitored is so itself. */
static void read_unmonitored(struct reading *c)
{
	struct condition *out = c->out;
	size_t n = 0;

	out->unmonitored = str_trim(keep_text(c->book, c->n[CONDITION_UNMONITORED]));
	out->review_every = keep_duration(c->n[CONDITION_REVIEW_EVERY]);
	if (c->n[CONDITION_UNMONITORED] && out->unmonitored.n == 0)
		diag_error(c->diag, yaml_place(c->n[CONDITION_UNMONITORED]), "unmonitored says why no feed can show it");
	for (size_t i = 0; i < c->rules.n; i++)
		n += c->rules.at[i].rule->unmonitored.n > 0;
	if (n == 0 || n < c->rules.n)
		return;
	out->unmonitored = c->rules.at[0].rule->unmonitored;
	if (!c->n[CONDITION_REVIEW_EVERY])
		out->review_every = c->rules.at[0].rule->review_every;
}

static void read_title(struct reading *c)
{
	struct condition *out = c->out;

	out->has_title = c->n[CONDITION_TITLE] != NULL;
	out->title = keep_text(c->book, c->n[CONDITION_TITLE]);
	for (size_t i = 0; out->title.n == 0 && i < c->rules.n; i++)
		out->title = c->rules.at[i].rule->title;
	if (out->title.n == 0)
		out->title = str_printf(c->book->arena, "Condition %.*s", STR_ARG(out->id));
}

/* ` #` begins a comment: words behind it are lost without a mark. */
static void warn_comment(const struct yaml_node *text, struct diag *d)
{
	const struct passage *p = text ? &text->passage : NULL;

	if (!p || !p->source || p->style != PASSAGE_PLAIN || p->offset + p->text.n > p->source->text.n)
		return;
	struct str rest = str_from(p->source->text, p->offset);
	if (!str_starts(rest, p->text)) /* folded over lines */
		return;
	rest = str_from(rest, p->text.n);
	size_t blanks = 0;
	while (blanks < rest.n && (rest.at[blanks] == ' ' || rest.at[blanks] == '\t'))
		blanks++;
	if (blanks == 0 || blanks == rest.n || rest.at[blanks] != '#')
		return;
	diag_warning(d, passage_place(p, p->text.n), "the words of the condition end here: # begins a comment");
	diag_help(d, "put the words in quotes if # belongs to them");
}

static void read_words(struct reading *c)
{
	struct condition *out = c->out;

	out->id = keep_id(c->book, c->n[CONDITION_ID]);
	out->place = keep_passage(c->book, c->n[CONDITION_ID]);
	out->words = keep_passage(c->book, c->n[CONDITION_TEXT]);
	out->text = out->words.text;
	out->keys = keep_places(c->book, &condition_shape, c->n);
	warn_comment(c->n[CONDITION_TEXT], c->diag);
	out->public_text = keep_text(c->book, c->n[CONDITION_PUBLIC_TEXT]);
	out->has_severity = c->n[CONDITION_SEVERITY] != NULL;
	out->severity = severity_of(yaml_text(c->n[CONDITION_SEVERITY]));
	out->allow = keep_tree(c->book, c->n[CONDITION_ALLOW]);
	if (out->id.n > 0 && !map_put(c->at->ids, out->id, out))
		diag_error(c->diag, yaml_place(c->n[CONDITION_ID]), "there are two conditions \"%.*s\"", STR_ARG(out->id));
}

static void read_kind(struct reading *c)
{
	c->out->kind = keep_text(c->book, c->n[CONDITION_KIND]);
	if (c->out->kind.n == 0 && c->rules.n > 0)
		c->out->kind = c->rules.at[0].rule->kind;
}

static void read_own_dates(struct own_dates *own, struct reading *c)
{
	*own = (struct own_dates){.from = INSTANT_MIN, .until = INSTANT_MAX, .has_from = c->n[CONDITION_FROM] != NULL,
	                          .has_until = c->n[CONDITION_UNTIL] != NULL};
	if (own->has_from) {
		struct moment m = keep_moment(c->book, c->n[CONDITION_FROM], c->diag);
		own->from = m.first;
		own->from_bare = m.whole;
	}
	if (own->has_until) {
		struct moment m = keep_moment(c->book, c->n[CONDITION_UNTIL], c->diag);
		own->until = m.first;
		own->until_bare = m.whole;
	}
	if (own->has_from && own->has_until && own->until < own->from)
		diag_error(c->diag, yaml_place(c->n[CONDITION_UNTIL]), "until lies before from");
}

static void read_monitoring(struct condition_terms *t, struct reading *c)
{
	const struct yaml_node *n[NMONITORING_KEYS];
	t->has_monitoring = true;
	yaml_decode(n, &monitoring_shape, c->n[CONDITION_MONITORING], c->diag);
	t->responsible = keep_text(c->book, n[MONITORING_RESPONSIBLE]);
	t->has_available = n[MONITORING_AVAILABLE] != NULL;
	t->available = yaml_bool(n[MONITORING_AVAILABLE], false);
	t->has_consent = n[MONITORING_CONSENT] != NULL;
	t->consent = yaml_bool(n[MONITORING_CONSENT], false);
}

static void read_terms(struct reading *c, const struct own_dates *own)
{
	const struct yaml_node *const *n = c->n;

	if (!own->has_from && !own->has_until && !n[CONDITION_SUPERVISOR] && !n[CONDITION_STATION] && !n[CONDITION_MONITORING])
		return;
	struct condition_terms *t = ARENA_NEW(c->book->arena, struct condition_terms);
	t->supervisor = keep_text(c->book, n[CONDITION_SUPERVISOR]);
	t->station = keep_text(c->book, n[CONDITION_STATION]);
	t->has_from = own->has_from;
	t->has_until = own->has_until;
	if (own->has_from)
		t->from = keep_moment(c->book, n[CONDITION_FROM], c->diag);
	if (own->has_until)
		t->until = keep_moment(c->book, n[CONDITION_UNTIL], c->diag);
	if (n[CONDITION_MONITORING])
		read_monitoring(t, c);
	c->out->terms = t;
}

static struct diag_entry *error_at(struct diag *d, struct place at)
{
	for (size_t i = d->entries.n; i > 0; i--) {
		struct diag_entry *e = &d->entries.at[i - 1];
		if (e->place.source == at.source && e->place.line == at.line && e->place.column == at.column)
			return e;
	}
	return NULL;
}

/* Parameters that stand beside `with` instead of in it. */
static void help_params(const struct reading *c)
{
	for (size_t i = 0; i < c->map->n; i++) {
		struct str name = c->map->entries[i].key->passage.text, value = str_trim(yaml_text(c->map->entries[i].value));
		bool known = false;
		for (size_t k = 0; k < NCONDITION_KEYS; k++)
			known |= str_eq_cstr(name, condition_keys[k].name);
		if (known || !has_param(c, name))
			continue;
		struct diag_entry *e = error_at(c->diag, yaml_place(c->map->entries[i].key));
		if (e)
			e->help = str_printf(c->diag->arena, "%.*s is a parameter of the rule: write with: {%.*s: %.*s}", STR_ARG(name),
			                     STR_ARG(name), STR_ARG(value.n > 0 && value.n <= 40 ? value : STR("...")));
	}
}

bool condition_compile(struct condition *out, struct own_dates *own, struct book *b, const struct condition_place *at,
                       const struct yaml_node *node, struct diag *d)
{
	struct reading c = {.book = b, .diag = d, .at = at, .map = node, .out = out};
	size_t before = d->nerrors;

	*own = (struct own_dates){.from = INSTANT_MIN, .until = INSTANT_MAX};
	yaml_decode(c.n, &condition_shape, node, d);
	if (node->kind != YAML_MAP)
		return false;
	read_words(&c);
	read_rules(&c);
	if (d->nerrors > before)
		help_params(&c);
	read_say(&c);
	read_unmonitored(&c);
	read_title(&c);
	read_kind(&c);
	read_own_dates(own, &c);
	read_terms(&c, own);
	out->rules = c.rules.at;
	out->nrules = c.rules.n;
	return d->nerrors == before;
}
