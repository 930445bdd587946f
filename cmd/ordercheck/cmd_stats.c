/* ordercheck stats: counts. */
#include "logged.h"
#include "report/stats.h"

static bool read_format(const struct stats_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	*out = stats_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; n < FORMATS_MAX && stats_formats[n].name; n++)
		names[n] = str_of(stats_formats[n].name);
	return refuse_format(c, names, n);
}

static bool read_suppress(uint64_t *out, struct call *c)
{
	struct str text = option_last(&c->args, OPT_SUPPRESS);

	*out = 0;
	if (text.n == 0 || (str_to_u64(out, text) && *out >= 2 && *out <= 1000))
		return true;
	diag_error(c->diag, NOWHERE, "--suppress takes a number from 2 to 1000, not \"%.*s\"", STR_ARG(text));
	return false;
}

/* Tags that nobody has are a slip of the pen. */
static bool tags_known(const struct stats *s, struct call *c)
{
	bool good = true;

	for (size_t i = 0; i < s->ntags; i++) {
		bool found = false;
		for (size_t k = 0; k < s->plan->nsubjects && !found; k++)
			for (size_t t = 0; t < s->plan->subjects[k].ntags && !found; t++)
				found = str_eq(s->plan->subjects[k].tags[t].key, s->tags[i]);
		if (!found)
			diag_error(c->diag, NOWHERE, "no subject has a tag \"%.*s\"", STR_ARG(s->tags[i]));
		good = good && found;
	}
	return good;
}

/* Of every level that is counted. */
static bool count(struct stats *s, struct check *k)
{
	k->asked.level = LEVEL_BLIND;
	if (!judge_whole(k))
		return false;
	sift(k);
	stats_open(s);
	for (size_t i = 0; i < k->scope.njudged; i++)
		stats_add_order(s, k->scope.judged[i]);
	for (size_t i = 0; i < k->run.ntold; i++)
		stats_add_finding(s, k->run.told[i]);
	stats_close(s);
	return true;
}

static bool write(struct check *k, const struct stats_format *format, const struct stats *s)
{
	struct output *o = &k->report;
	struct report_style style = {.width = output_width(o), .quiet = k->asked.quiet};

	return output_close(o, format->print(o->file, s, &style), k->call->diag);
}

static int run(struct check *k)
{
	struct call *c = k->call;
	const struct stats_format *format;
	struct stats s = {.arena = c->arena, .version = ORDERCHECK_VERSION};
	bool good = read_format(&format, c);

	good = read_suppress(&s.suppress, c) && good;
	if (!check_prepare(k) || !good)
		return -1;
	s.plan = &k->project.plan;
	s.as_of = k->asked.as_of;
	s.ntags = option_all(&s.tags, &c->args, OPT_BY_TAG, c->arena);
	if (!tags_known(&s, c) || !check_gather(k))
		return -1;
	if (!count(&s, k) || !logged_consultation(k, SIZE_MAX))
		return -1;
	tell_inputs(k);
	return write(k, format, &s) ? 0 : -1;
}

int cmd_stats(struct call *c)
{
	return check_command(c, run);
}
