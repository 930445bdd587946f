/* ordercheck stats: counts. */
#include "logged.h"
#include "store/counts.h"
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

/* ---- what a store knows beside ---- */

/* Do the options leave a finding that only the store still has? */
static bool kept(void *context, struct str subject, struct str order, struct str rule)
{
	struct check *k = context;
	const struct scope_of_check *s = &k->stored.asked;
	const struct plan *p = &k->project.plan;
	const struct order *o = plan_find_order(p, order);
	size_t who = plan_find_subject(p, subject);
	bool rule_fits = s->nrules == 0;

	for (size_t i = 0; i < s->nrules; i++)
		rule_fits = rule_fits || str_eq(s->rules[i]->name, rule);
	if (!rule_fits || (s->orders_named && !(o && s->orders[o - p->orders])))
		return false;
	if (who != SIZE_MAX)
		return s->subjects[who];
	return !option_has(&k->call->args, OPT_SUBJECT) && !option_has(&k->call->args, OPT_TAG);
}

static void add_gone(struct stats *s, struct check *k)
{
	const struct store_gone *gone;
	size_t n = store_gone(&gone, k->stored.store, k->call->arena);
	struct map shown; /* a look with other feeds, or at another time, may find them again */

	map_init(&shown, k->call->arena);
	for (size_t i = 0; i < k->run.ntold; i++)
		map_put(&shown, str_of(k->run.told[i]->id), k);
	for (size_t i = 0; i < n; i++) {
		const struct store_gone *g = &gone[i];
		const struct stats_gone as = {.subject = plan_find_subject(&k->project.plan, g->subject), .order = g->order,
		                              .scheme = g->scheme, .condition = g->condition, .rule = g->rule, .has_time = g->has_time,
		                              .first = g->first};
		bool early = k->asked.has_since && g->has_time && g->first < k->asked.since;
		if (!early && !map_has(&shown, str_of(g->id)) && kept(k, g->subject, g->order, g->rule))
			stats_add_gone(s, &as);
	}
}

static void add_runs(struct stats *s, struct check *k)
{
	static const enum stats_cell cells[NLEVELS] = {[LEVEL_BLIND] = STATS_BLIND, [LEVEL_UPCOMING] = STATS_UPCOMING,
	                                               [LEVEL_REVIEW] = STATS_REVIEW, [LEVEL_BREACH] = STATS_BREACH};
	const struct store_count *runs;
	size_t n = store_counts(&runs, k->stored.store, kept, k, k->call->arena);

	for (size_t i = 0; i < n; i++) {
		struct stats_row *r = stats_run(s, runs[i].run, runs[i].as_of);
		for (enum level level = LEVEL_BLIND; level < NLEVELS; level++)
			r->cells[cells[level]] = runs[i].shown[level];
		r->cells[STATS_DECIDED] = runs[i].decided;
		r->cells[STATS_WITHDRAWN] = runs[i].withdrawn;
	}
}

static void add_finding(struct stats *s, struct check *k, const struct finding *f)
{
	struct store_known known;
	struct stats_known as = {INSTANT_MIN, INSTANT_MIN};

	if (s->stored) {
		store_known(&known, k->stored.store, f->id);
		as = (struct stats_known){known.found, known.told};
	}
	stats_add_finding(s, f, s->stored ? &as : NULL);
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
		add_finding(s, k, k->run.told[i]);
	if (s->stored)
		add_gone(s, k);
	if (option_has(&k->call->args, OPT_BY_RUN))
		add_runs(s, k);
	stats_close(s);
	return !s->stored || store_good(k->stored.store);
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
	s.stored = k->stored.path != NULL;
	if (!s.stored && option_has(&c->args, OPT_BY_RUN)) {
		diag_error(c->diag, NOWHERE, "--by-run needs a store, which has had runs: --store FILE");
		return -1;
	}
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
