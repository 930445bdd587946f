/* `ordercheck new order`: an order with conditions of the chosen rules. */
#include <string.h>

#include "draft.h"
#include "lang/identifier.h"

/* Values that nobody takes for true: in the North Sea, from reserved numbers, or words that say so. */
static const char *placeholder(const struct type *t)
{
	switch (t->kind) {
	case TYPE_TEXT:
		return "REPLACE";
	case TYPE_WORD:
		return "replace";
	case TYPE_IDENTIFIER:
		return "REPLACE1";
	case TYPE_POSTCODE:
		return "LS99 9ZZ";
	case TYPE_NUMBER:
		return "1";
	case TYPE_BOOL:
		return "no";
	case TYPE_TIME:
	case TYPE_DAY:
		return "2026-01-31";
	case TYPE_CLOCK:
		return "19:00";
	case TYPE_DURATION:
		return "7d";
	case TYPE_HOURS:
		return "[\"daily 19:00..07:00\"]";
	case TYPE_COUNTRY:
	case TYPE_AIRPORT:
		return "FR";
	case TYPE_COUNTRIES:
		return "all-abroad";
	case TYPE_PLACE:
		return "{at: \"54.6000,2.0000\", radius: 100m}";
	case TYPE_POINT:
	case TYPE_OSGB36:
		return "\"54.6000,2.0000\"";
	case TYPE_LIST:
		return placeholder(t->element);
	}
	return "REPLACE";
}

/* "a PNC number such as 1979/0163001B": what stands behind "such as". */
static struct str example_of(const struct identifier_form *form)
{
	const char *at = strstr(form->phrase, "such as ");

	return str_of(at ? at + strlen("such as ") : "REPLACE1");
}

static void add_value(struct buf *b, const struct type *t)
{
	const struct type *one = t->kind == TYPE_LIST ? t->element : t;
	bool list = t->kind == TYPE_LIST && one->kind != TYPE_HOURS;

	buf_add(b, list ? STR("[") : STR(""));
	if (one->kind == TYPE_WORD && one->words)
		draft_scalar(b, one->words[0]);
	else if (one->kind == TYPE_IDENTIFIER && one->form)
		draft_scalar(b, example_of(one->form));
	else
		buf_add(b, str_of(placeholder(one)));
	buf_add(b, list ? STR("]") : STR(""));
}

static void add_help(struct buf *b, const struct rule_param *p)
{
	struct buf type = {0};

	type_print(&type, &p->type);
	buf_add(b, STR("      # "));
	if (p->title.n > 0)
		buf_printf(b, "%.*s: ", STR_ARG(p->title));
	buf_add(b, buf_str(&type));
	if (p->help.n > 0)
		buf_printf(b, "; %.*s", STR_ARG(p->help));
	buf_char(b, '\n');
	buf_free(&type);
}

static bool is_all_abroad(const struct value *v, const struct atlas *atlas, struct arena *a)
{
	struct countries all;
	struct str why;

	return v->kind == VALUE_COUNTRIES && atlas_parse_countries(&all, atlas, STR("all-abroad"), &why, a) &&
	       countries_same(&all, v->as.countries);
}

/* As a document writes it. */
static void add_default(struct buf *b, const struct value *v, const struct plan *plan, struct arena *a)
{
	struct buf value = {0};

	if (is_all_abroad(v, plan->atlas, a)) {
		buf_add(b, STR("all-abroad"));
		return;
	}
	if (v->kind == VALUE_LIST) {
		buf_char(b, '[');
		for (size_t i = 0; i < v->as.list.n; i++) {
			buf_add(b, i > 0 ? STR(", ") : STR(""));
			add_default(b, &v->as.list.at[i], plan, a);
		}
		buf_char(b, ']');
		return;
	}
	value_print(&value, v, &plan->zone);
	if (v->kind == VALUE_COUNTRIES && value.n == 0)
		buf_add(b, STR("[]"));
	else
		draft_scalar(b, buf_str(&value));
	buf_free(&value);
}

static void add_param(struct buf *b, const struct rule_param *p, const struct plan *plan, struct arena *a)
{

	add_help(b, p);
	if (p->fallback.kind == VALUE_UNKNOWN) {
		buf_printf(b, "      %.*s: ", STR_ARG(p->name));
		add_value(b, &p->type);
		buf_add(b, STR("   # REPLACE: it has no default\n"));
		return;
	}
	if (p->fallback.kind == VALUE_TEXT && p->fallback.as.text.n == 0) {
		buf_printf(b, "      # %.*s is empty by default\n", STR_ARG(p->name));
		return;
	}
	buf_printf(b, "      # %.*s: ", STR_ARG(p->name));
	add_default(b, &p->fallback, plan, a);
	buf_add(b, STR("   # the default\n"));
}

static bool needs_with(const struct rule *r)
{
	for (size_t i = 0; i < r->nparams; i++)
		if (r->params[i].fallback.kind == VALUE_UNKNOWN)
			return true;
	return false;
}

static void add_condition(struct buf *b, const struct rule *r, size_t number, const struct plan *plan, struct arena *a)
{
	buf_printf(b, "  - id: \"%zu\"\n    text: >-\n      REPLACE with the words of the order, verbatim; every finding quotes them.\n", number);
	if (r->title.n > 0)
		buf_printf(b, "    # %.*s\n", STR_ARG(r->title));
	buf_printf(b, "    rule: %.*s\n", STR_ARG(r->name));
	if (r->nparams > 0)
		buf_add(b, needs_with(r) ? STR("    with:\n") : STR("    # with:   # nothing needs a value; to change a default take the # away\n"));
	for (size_t i = 0; i < r->nparams; i++)
		add_param(b, &r->params[i], plan, a);
}

static const struct rule *find_rule(const struct plan *plan, struct str name, struct diag *d)
{
	struct str *names = arena_array(d->arena, plan->nrules, sizeof *names);

	for (size_t i = 0; i < plan->nrules; i++) {
		if (str_eq(plan->rules[i]->name, name))
			return plan->rules[i];
		names[i] = plan->rules[i]->name;
	}
	diag_error(d, NOWHERE, "there is no rule \"%.*s\"", STR_ARG(name));
	diag_suggest(d, name, names, plan->nrules);
	return NULL;
}

static bool ends(struct str s, struct str end)
{
	return s.n >= end.n && str_eq(str_from(s, s.n - end.n), end);
}

static void add_head(struct buf *b, struct str type)
{
	const char *where = ends(type, STR("-scot")) ? "scotland" : "england-wales";

	buf_add(b, STR("# An order to fill in. REPLACE marks what is invented; until it is replaced nothing that comes of it means anything.\n"
	               "order: REPLACE-2026-0001   # its reference\n"));
	buf_printf(b, "type: %.*s\njurisdiction: %s   # england-wales, scotland or northern-ireland\n", STR_ARG(type), where);
	buf_add(b, STR("court: REPLACE Specimen Court\n"
	               "made: 2026-01-01    # REPLACE\n"
	               "# from: 2026-01-01  # where it does not begin on the day on which it was made\n"
	               "until: 2031-01-01   # REPLACE: the first day out; or: further-order\n"
	               "served: 2026-01-01  # REPLACE: when the subject had notice of it\n"
	               "subject:            # or the id of a subject that has a document of its own\n"
	               "  subject: REPLACE-0001\n"
	               "  name: {family: Specimen, given: [Replace]}\n"
	               "  born: 1980-01-01\n"
	               "  # identifiers: {passport: [\"500000000\"], pnc: 1999/1234567B}\n"
	               "conditions:\n"));
}

static bool add_conditions(struct buf *b, struct call *c, const struct plan *plan)
{
	const struct str *names;
	size_t n = option_all(&names, &c->args, OPT_RULE, c->arena);
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		const struct rule *r = find_rule(plan, names[i], c->diag);
		if (r)
			add_condition(b, r, i + 1, plan, c->arena);
		good = good && r;
	}
	if (n == 0)
		buf_add(b, STR("  # `ordercheck rules` lists rules; `ordercheck new order --rule NAME` writes a condition for each.\n"
		               "  - id: \"1\"\n    text: REPLACE with the words of the order, verbatim.\n"
		               "    unmonitored: REPLACE with why no feed can show it\n"));
	return good;
}

bool draft_order(struct buf *b, struct call *c)
{
	struct str type = option_last(&c->args, OPT_TYPE);
	struct project p;

	if (c->args.operands.n > 0) {
		diag_error(c->diag, NOWHERE, "new order takes no \"%.*s\"", STR_ARG(c->args.operands.at[0]));
		diag_help(c->diag, "rules are named with --rule NAME, as often as needed");
		return false;
	}
	if (!draft_open(&p, c) || !project_compile(&p, c))
		return false;
	add_head(b, type.n > 0 ? type : STR("shpo-sc"));
	return add_conditions(b, c, &p.plan) && draft_loads(c, buf_str(b));
}
