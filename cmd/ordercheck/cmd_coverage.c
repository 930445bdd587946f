/* ordercheck coverage: which conditions the feeds at hand can show. */
#include "check.h"
#include "report/coverage.h"

static bool read_format(const struct coverage_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[8];
	size_t n = 0;

	*out = coverage_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; coverage_formats[n].name && n < 8; n++)
		names[n] = str_of(coverage_formats[n].name);
	diag_error(c->diag, NOWHERE, "--format takes text, json or csv, not \"%.*s\"", STR_ARG(name));
	diag_suggest(c->diag, name, names, n);
	return false;
}

/* What binds a subject is found in an arena of its own: only what is counted stays. */
static void add_people(struct coverage *cover, struct check *k)
{
	for (size_t at = 0; at < k->scope.npeople; at++) {
		struct judge_input in;
		struct bonds bonds;
		struct arena scratch;

		arena_init(&scratch);
		judge_input_of(&in, k, at, &scratch);
		judge_bonds(&bonds, &in, &scratch);
		coverage_add(cover, k->scope.people[at], &bonds);
		arena_free(&scratch);
	}
}

static bool write(struct check *k, const struct coverage_format *format, const struct coverage *cover)
{
	struct call *c = k->call;
	struct output *o = &k->report;
	struct report_style style = {.colour = output_colour(o, option_last(&c->args, OPT_COLOR)), .width = output_width(o),
	                             .quiet = k->asked.quiet};

	return output_close(o, format->print(o->file, cover, &style), c->diag);
}

static bool run(struct check *k)
{
	const struct coverage_format *format;
	bool good = read_format(&format, k->call);

	if (!check_prepare(k) || !good || !check_gather(k))
		return false;
	struct coverage cover = {.plan = &k->project.plan, .read = &k->feeds, .as_of = k->asked.as_of, .rules = k->scope.rules,
	                         .nrules = k->scope.nrules, .arena = k->call->arena};
	coverage_open(&cover);
	add_people(&cover, k);
	coverage_close(&cover);
	tell_inputs(k);
	return write(k, format, &cover);
}

int cmd_coverage(struct call *c)
{
	struct check *k = ARENA_NEW(c->arena, struct check);

	k->call = c;
	bool good = run(k);
	if (!good) {
		outputs_abandon(k);
		diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	}
	return good ? 0 : STATUS_NO_VERDICT;
}
