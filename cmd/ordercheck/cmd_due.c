/* ordercheck due: what falls due. */
#include <string.h>

#include "check.h"
#include "logged.h"
#include "report/due.h"

static bool read_format(const struct due_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	*out = due_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; n < FORMATS_MAX && due_formats[n].name; n++)
		names[n] = str_of(due_formats[n].name);
	return refuse_format(c, names, n);
}

/* What begins, ends and is to be reviewed. */
static void add_person(void *due, size_t subject, const struct bonds *bonds)
{
	due_add_bonds(due, subject, bonds);
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
	                  .nrules = k->scope.nrules, .run = &k->run, .version = ORDERCHECK_VERSION,
	                  .arena = k->call->arena};
	d->within = str_dup(k->call->arena, buf_str(&within));
	buf_free(&within);
	due_add_findings(d, k->run.told, k->run.ntold);
	bonds_visit(k, add_person, d);
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

static int run(struct check *k)
{
	const struct due_format *format;
	struct due d;
	bool good = read_format(&format, k->call);

	if (!check_prepare(k) || !good || !check_gather(k))
		return -1;
	if (!judge_whole(k))
		return -1;
	find(&d, k);
	if (!logged_consultation(k, SIZE_MAX))
		return -1;
	tell_inputs(k);
	return write(k, format, &d) ? 0 : -1;
}

int cmd_due(struct call *c)
{
	return check_command(c, run);
}
