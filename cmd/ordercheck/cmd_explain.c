/* ordercheck explain: a finding, an order, a rule or a row of a feed in plain English. */
#include "explain_call.h"
#include "logged.h"

static bool read_format(struct explain_call *x, struct call *c)
{
	static const struct str names[] = {STR_INIT("text"), STR_INIT("json")};
	struct str name = option_last(&c->args, OPT_FORMAT);

	x->json = str_eq(name, names[1]);
	if (name.n == 0 || x->json || str_eq(name, names[0]))
		return true;
	return refuse_format(c, names, 2);
}

struct explain_style explain_style_of(const struct explain_call *x)
{
	const struct check *k = &x->check;
	const struct arguments *args = &k->call->args;
	const struct output *o = &k->report;
	struct str names = option_last(args, OPT_NAMES);
	bool shown = str_eq_cstr(names, "always") || (!str_eq_cstr(names, "never") && output_terminal(o));
	struct explain_style s = {.json = x->json};

	s.style = (struct report_style){.colour = output_colour(o, option_last(args, OPT_COLOR)), .width = output_width(o),
	                                .names = shown ? NAMES_ALWAYS : NAMES_NEVER};
	return s;
}

/* Rules of the catalogue can be explained without any document. */
static bool load(struct check *k)
{
	struct call *c = k->call;
	bool documents = option_has(&c->args, OPT_ORDERS) || k->project.settings.found || k->stored.ndocuments > 0;
	bool good = supply_name(k);

	good = supply_registers(k) && good;
	good = (!documents || documents_read(k)) && good;
	good = supply_find(k) && good;
	good = supply_places(k) && good;
	return project_compile(&k->project, c) && good;
}

static bool prepare(struct explain_call *x)
{
	struct check *k = &x->check;
	struct call *c = k->call;
	bool good = read_format(x, c);

	good = asked_read(&k->asked, c) && good;
	k->asked.level = LEVEL_CLEAR; /* findings of every level have ids */
	if (!project_open(&k->project, c, false))
		return false;
	if (!stored_asked(k) || !look_recall(k))
		return false;
	good = asked_times(&k->asked, c, &k->project) && good;
	good = logged_asked(c, &k->project.settings) && good;
	if (!load(k) || !good)
		return false;
	k->run.plan = &k->project.plan;
	k->run.as_of = k->asked.as_of;
	k->run.feeds = &k->feeds;
	return true;
}

/* NAME=FILE after --order or --rule: a feed, which they do not need. */
static bool only_feeds(const struct call *c)
{
	struct str head, rest;

	return (option_has(&c->args, OPT_ORDER) || option_has(&c->args, OPT_RULE)) &&
	       str_split(&head, &rest, c->args.operands.at[0], '=');
}

/* The first operand, which leaves only feeds; else --order or --rule. */
static bool take_target(struct str *out, struct call *c)
{
	bool operand = c->args.operands.n > 0 && !only_feeds(c);

	*out = operand ? c->args.operands.at[0] : option_last(&c->args, OPT_ORDER);
	if (operand) {
		c->args.operands.at++;
		c->args.operands.n--;
	} else if (out->n == 0) {
		*out = option_last(&c->args, OPT_RULE);
	}
	if (out->n > 0)
		return true;
	diag_error(c->diag, NOWHERE, "what is to be explained?");
	diag_help(c->diag, "the id of a finding, the id of an order, the name of a rule or of an event type, or a row as FILE:LINE");
	return false;
}

bool explain_documents(struct explain_call *x)
{
	struct check *k = &x->check;
	const struct target *t = &x->target;
	struct call *c = k->call;
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct explain_rule rule;
	struct explain_order order;
	bool written;

	if (!supply_apart(k, path.n > 0 ? str_cstr(c->arena, path) : NULL) || !outputs_open(k))
		return false;
	if (t->kind == TARGET_ORDER && !logged_consultation(k, t->order->subject))
		return false;
	struct explain_style style = explain_style_of(x);
	if (t->kind == TARGET_TYPE) {
		written = report_explain_type(k->report.file, t->type, &style);
	} else if (t->kind == TARGET_RULE) {
		explain_rule(&rule, k->run.plan, t->rule, NULL, c->arena);
		written = report_explain_rule(k->report.file, &rule, &style);
	} else {
		if (t->kind == TARGET_ORDER)
			explain_order(&order, k->run.plan, t->order, c->arena);
		else
			explain_scheme(&order, k->run.plan, t->scheme, c->arena);
		written = report_explain_order(k->report.file, &order, &k->run, &style);
	}
	return output_close(&k->report, written, c->diag);
}

static bool run(struct explain_call *x)
{
	struct check *k = &x->check;
	struct str what;

	if (option_has(&k->call->args, OPT_FROM))
		return read_format(x, k->call) && asked_read(&k->asked, k->call) && explain_from(x);
	if (!take_target(&what, k->call) || !prepare(x) || !target_find(&x->target, k, what))
		return false;
	if (x->target.kind != TARGET_ROW && x->target.kind != TARGET_FINDING)
		return explain_documents(x);
	if (!check_gather(k) || !judge_whole(k))
		return false;
	return x->target.kind == TARGET_ROW ? explain_one_row(x) : explain_one_finding(x);
}

int cmd_explain(struct call *c)
{
	struct explain_call *x = ARENA_NEW(c->arena, struct explain_call);

	x->check.call = c;
	bool good = run(x);
	if (!good) {
		outputs_abandon(&x->check);
		diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	}
	check_free(&x->check);
	return good ? 0 : STATUS_NO_VERDICT;
}
