/* ordercheck due: what falls due. */
#include <string.h>

#include "check.h"
#include "report/due.h"

static bool read_format(const struct due_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[8];
	size_t n = 0;

	*out = due_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; due_formats[n].name && n < 8; n++)
		names[n] = str_of(due_formats[n].name);
	diag_error(c->diag, NOWHERE, "--format takes text, json, csv or ics, not \"%.*s\"", STR_ARG(name));
	diag_suggest(c->diag, name, names, n);
	return false;
}

/* What begins, ends and is to be reviewed; what is found of a subject on the way is not kept. */
static void add_calendar(struct due *d, struct check *k)
{
	for (size_t at = 0; at < k->scope.npeople; at++) {
		struct judge_input in;
		struct bonds bonds;
		struct arena scratch;

		arena_init(&scratch);
		judge_input_of(&in, k, at, &scratch);
		judge_bonds(&bonds, &in, &scratch);
		due_add_bonds(d, k->scope.people[at], &bonds);
		arena_free(&scratch);
	}
}

/* Findings are narrowed row by row: one of them may hold obligations inside and outside the horizon. */
static void sift_all(struct check *k)
{
	struct asked asked = k->asked;

	k->asked.has_since = false;
	k->asked.within_until = INSTANT_MAX;
	sift(k);
	k->asked = asked;
}

static void find(struct due *d, struct check *k)
{
	struct buf within = {0};

	sift_all(k);
	duration_print(&within, k->asked.within);
	*d = (struct due){.plan = &k->project.plan, .as_of = k->asked.as_of, .until = k->asked.within_until,
	                  .has_since = k->asked.has_since, .since = k->asked.since, .rules = k->scope.rules,
	                  .nrules = k->scope.nrules, .version = ORDERCHECK_VERSION,
	                  .arena = k->call->arena};
	d->within = str_dup(k->call->arena, buf_str(&within));
	buf_free(&within);
	due_add_findings(d, k->run.told, k->run.ntold);
	add_calendar(d, k);
	due_sort(d);
}

static bool write(struct check *k, const struct due_format *format, const struct due *d)
{
	struct call *c = k->call;
	struct output *o = &k->report;
	struct str names = option_last(&c->args, OPT_NAMES);
	bool people = strcmp(format->name, "text") == 0 && output_terminal(o);
	bool shown = str_eq_cstr(names, "always") || (!str_eq_cstr(names, "never") && people);
	struct report_style style = {.width = output_width(o), .names = shown ? NAMES_ALWAYS : NAMES_NEVER,
	                             .quiet = k->asked.quiet};

	return output_close(o, format->print(o->file, d, &style), c->diag);
}

static bool run(struct check *k)
{
	const struct due_format *format;
	struct due d;
	bool good = read_format(&format, k->call);

	if (!check_prepare(k) || !good || !check_gather(k))
		return false;
	judge_all(k);
	find(&d, k);
	tell_inputs(k);
	return write(k, format, &d);
}

int cmd_due(struct call *c)
{
	struct check *k = ARENA_NEW(c->arena, struct check);

	k->call = c;
	bool good = run(k);
	if (!good) {
		outputs_abandon(k);
		diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	}
	check_free(k);
	return good ? 0 : STATUS_NO_VERDICT;
}
