/* A run as SARIF, for other people's machines: ids, levels, rules and places, and no words about a person.
 * A rule is called by its name; the titles, words and values of conditions and rows stay at home. */
#include <stdlib.h>
#include <string.h>

#include "report/decided.h"
#include "report/formats.h"
#include "report/run_places.h"
#include "report/sarif.h"

enum { PLACES_MAX = 100 };

static const struct {
	const char *level, *kind; /* only what fails has a level */
} ranks[NLEVELS] = {
	[LEVEL_BREACH] = {"error", "fail"},
	[LEVEL_REVIEW] = {"warning", "fail"},
	[LEVEL_UPCOMING] = {"note", "fail"},
	[LEVEL_BLIND] = {"none", "open"},
	[LEVEL_CLEAR] = {"none", "pass"},
};

/* ---- rules ---- */

static struct str name_of(const struct finding *f)
{
	return f->rule && f->rule->name.n > 0 ? f->rule->name : STR("inline");
}

static int compare_names(const void *a, const void *b)
{
	const struct sarif_rule *x = a, *y = b;
	return str_cmp(x->id, y->id);
}

/* "foreign travel" of travel/foreign-travel. */
static struct str words_of_name(struct arena *a, struct str name)
{
	size_t from = 0;

	for (size_t i = 0; i < name.n; i++)
		if (name.at[i] == '/')
			from = i + 1;
	char *words = str_cstr(a, str_from(name, from));
	for (char *c = words; *c; c++)
		if (*c == '-' || *c == '_')
			*c = ' ';
	return str_of(words);
}

/* "ForeignTravel" of travel/foreign-travel, "CurfewRule" of curfew: never the id alone. */
static struct str pascal(struct arena *a, struct str name)
{
	char *words = str_cstr(a, words_of_name(a, name)), *to = words;
	bool first = true;

	for (const char *c = words; *c; c++) {
		if (*c != ' ')
			*to++ = first && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
		first = *c == ' ';
	}
	*to = '\0';
	return strlen(words) == name.n ? str_printf(a, "%sRule", words) : str_of(words);
}

static struct str authority_of(struct arena *a, const struct rule *r)
{
	struct buf b = {0};

	for (size_t i = 0; r && i < r->nauthority; i++)
		buf_printf(&b, "%s%.*s", i > 0 ? "; " : " Authority: ", STR_ARG(r->authority[i]));
	if (b.n > 0)
		buf_char(&b, '.');
	struct str text = str_dup(a, buf_str(&b));
	buf_free(&b);
	return text;
}

static void fill_rule(struct sarif_rule *to, const struct finding *f, struct arena *a)
{
	bool own = !f->rule || f->rule->name.n == 0;

	*to = (struct sarif_rule){.id = name_of(f), .name = own ? STR("RuleOfTheCondition") : pascal(a, name_of(f)), .level = "warning", .tag = "compliance"};
	to->title = own ? STR("A rule of the condition's own.") : str_printf(a, "Rule: %.*s.", STR_ARG(words_of_name(a, to->id)));
	to->full = own ? STR("What a condition that carries its own rule finds.")
	               : str_printf(a, "What the rule %.*s finds in the feeds.", STR_ARG(to->id));
	to->help = str_printf(a, "An indication for a person to decide on; ordercheck explain tells how it came about.%.*s",
	                      STR_ARG(own ? STR("") : authority_of(a, f->rule)));
}

/* Those of the findings, in order of id; also by id. */
static struct sarif_rule *find_rules(size_t *n, struct map *by_id, const struct run *run, struct arena *a)
{
	VEC(struct sarif_rule) rules = {0};

	for (size_t i = 0; i < run->ntold; i++) {
		if (map_has(by_id, name_of(run->told[i])))
			continue;
		map_put(by_id, name_of(run->told[i]), a);
		fill_rule(VEC_PUSH(a, &rules), run->told[i], a);
	}
	if (rules.n > 1)
		qsort(rules.at, rules.n, sizeof *rules.at, compare_names);
	for (size_t i = 0; i < rules.n; i++)
		map_put(by_id, rules.at[i].id, &rules.at[i]);
	*n = rules.n;
	return rules.at;
}

/* ---- results ---- */

static json_t *properties(const struct run *run, const struct finding *f, uint64_t nrows)
{
	json_t *o = node_made(json_object());

	node_put(o, "level", node_text(str_of(level_names[f->level])));
	node_put(o, "severity", node_text(str_of(severity_words[f->severity])));
	if (f->subject < run->plan->nsubjects)
		node_put(o, "subject", node_text(run->plan->subjects[f->subject].id));
	if (f->order)
		node_put(o, "order", node_text(f->order->id));
	if (f->scheme)
		node_put(o, "scheme", node_text(f->scheme->name));
	node_put(o, "condition", node_text(f->condition->id));
	node_put(o, "rows", node_count(nrows));
	return o;
}

/* Its condition as the order or the scheme has it: a saved run tells places of these alone. */
static struct place condition_of(const struct finding *f)
{
	const struct condition *list = f->scheme ? f->scheme->conditions : f->order->conditions;
	size_t n = f->scheme ? f->scheme->nconditions : f->order->nconditions;

	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i].id, f->condition->id))
			return condition_place(&list[i]);
	return (struct place){.source = NULL};
}

/* The rows that made it; where it came of a day that passed, its condition. */
static size_t places_of(struct sarif_place *places, uint64_t *all, const struct finding *f)
{
	struct run_place rows[PLACES_MAX];
	struct place at = condition_of(f);
	size_t n = run_places(rows, PLACES_MAX, all, f);

	for (size_t i = 0; i < n; i++)
		places[i] = (struct sarif_place){.file = rows[i].file, .line = rows[i].line};
	if (n > 0 || !at.source)
		return n;
	places[0] = (struct sarif_place){.file = at.source->file, .line = at.line};
	return 1;
}

static struct str message_of(const struct finding *f, struct arena *a)
{
	struct str id = f->order ? f->order->id : f->scheme->name;

	return str_printf(a, "%s: %s %.*s, condition %.*s (%.*s).", level_names[f->level], f->order ? "order" : "scheme", STR_ARG(id),
	                  STR_ARG(f->condition->id), STR_ARG(name_of(f)));
}

static void add(struct sarif *s, const struct run *run, const struct finding *f, size_t rule, struct arena *a)
{
	struct sarif_place places[PLACES_MAX];
	struct sarif_result r = {.rule = rule, .level = ranks[f->level].level, .kind = ranks[f->level].kind, .places = places,
	                         .fingerprint = str_of(f->id)};
	struct buf why = {0};
	uint64_t all;

	r.nplaces = places_of(places, &all, f);
	r.message = message_of(f, a);
	r.properties = properties(run, f, all);
	if (f->decision) {
		decision_say(&why, f->decision, &run->plan->zone);
		r.suppressed = "external";
		r.justification = buf_str(&why);
	}
	sarif_add(s, &r, "ordercheckFinding/v1");
	buf_free(&why);
}

bool run_sarif_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct arena a;
	struct map by_id;
	struct sarif s;
	size_t nrules;

	arena_init(&a);
	map_init(&by_id, &a);
	const struct sarif_rule *rules = find_rules(&nrules, &by_id, run, &a);
	sarif_open(&s, out, style->folder, run->version, rules, nrules);
	for (size_t i = 0; i < run->ntold && s.written; i++) {
		struct arena_mark mark = arena_mark(&a);
		const struct sarif_rule *rule = map_find(&by_id, name_of(run->told[i]));
		add(&s, run, run->told[i], (size_t)(rule - rules), &a);
		arena_release(&a, mark);
	}
	bool written = sarif_close(&s, "ordercheck/check/");
	arena_free(&a);
	return written;
}
