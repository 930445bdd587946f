/* ordercheck coverage: which conditions the feeds at hand can show. */
#include "logged.h"
#include "report/coverage.h"

static bool read_format(const struct coverage_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	*out = coverage_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; n < FORMATS_MAX && coverage_formats[n].name; n++)
		names[n] = str_of(coverage_formats[n].name);
	return refuse_format(c, names, n);
}

static void add_person(void *cover, size_t subject, const struct bonds *bonds)
{
	coverage_add(cover, subject, bonds);
}

static bool write(struct check *k, const struct coverage_format *format, const struct coverage *cover)
{
	struct call *c = k->call;
	struct output *o = &k->report;
	struct report_style style = {.colour = output_colour(o, option_last(&c->args, OPT_COLOR)), .width = output_width(o),
	                             .quiet = k->asked.quiet};

	return output_close(o, format->print(o->file, cover, &style), c->diag);
}

static int run(struct check *k)
{
	const struct coverage_format *format;
	bool good = read_format(&format, k->call);

	if (!check_prepare(k) || !good || !check_gather(k))
		return -1;
	if (k->stored.path && !stored_judge(k))
		return -1;
	struct feed_result read = k->feeds;
	if (k->stored.path)
		look_inputs(&read, k);
	struct coverage cover = {.plan = &k->project.plan, .read = &read, .as_of = k->asked.as_of, .rules = k->scope.rules,
	                         .nrules = k->scope.nrules, .arena = k->call->arena};
	coverage_open(&cover);
	bonds_visit(k, add_person, &cover);
	coverage_close(&cover);
	if (!logged_consultation(k, SIZE_MAX))
		return -1;
	tell_inputs(k);
	return write(k, format, &cover) ? 0 : -1;
}

int cmd_coverage(struct call *c)
{
	return check_command(c, run);
}
