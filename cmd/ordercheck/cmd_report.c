/* ordercheck report: a saved run printed again. */
#include "base/text.h"
#include "logged.h"
#include "saved_file.h"

struct narrowing {
	struct check *check;
	const struct saved_run *saved;
	struct run *run;      /* to be printed */
	bool *subjects;       /* by the run's subjects */
	const struct str *orders, *rules;
	size_t norders, nrules;
	bool any, has_since;
	int64_t since;
};

/* ---- what is asked for ---- */

static bool among(struct str name, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(name, list[i]))
			return true;
	return n == 0;
}

/* A rule's name fits a name or a pattern with a star. */
static bool fits(struct str name, const struct str *patterns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_glob(name, patterns[i]))
			return true;
	return n == 0;
}

/* Each name must be one of the run's, so that a slip of the pen does not look like an empty run. */
static bool all_known(struct call *c, const struct str *names, size_t n, const struct str *known, size_t nknown, const char *what)
{
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		size_t fitting = 0;
		for (size_t j = 0; j < nknown; j++)
			fitting += text_glob(known[j], names[i]);
		if (fitting > 0)
			continue;
		diag_error(c->diag, NOWHERE, "the saved run has no %s \"%.*s\"", what, STR_ARG(names[i]));
		diag_suggest(c->diag, names[i], known, nknown);
		good = false;
	}
	return good;
}

static bool read_orders(struct narrowing *n)
{
	struct call *c = n->check->call;
	const struct run *run = n->run;
	struct str *known = arena_array(c->arena, run->norders, sizeof *known);

	for (size_t i = 0; i < run->norders; i++)
		known[i] = run->orders[i]->id;
	n->norders = option_all(&n->orders, &c->args, OPT_ORDER, c->arena);
	return all_known(c, n->orders, n->norders, known, run->norders, "order");
}

static bool read_rules(struct narrowing *n)
{
	struct call *c = n->check->call;
	const struct finding *const *all;
	size_t nall = saved_run_findings(&all, n->saved, c->arena);
	struct str *known = arena_array(c->arena, nall, sizeof *known);

	for (size_t i = 0; i < nall; i++)
		known[i] = all[i]->rule->name;
	n->nrules = option_all(&n->rules, &c->args, OPT_RULE, c->arena);
	return all_known(c, n->rules, n->nrules, known, nall, "finding of a rule");
}

static bool read_since(struct narrowing *n)
{
	struct call *c = n->check->call;
	struct str text = option_last(&c->args, OPT_SINCE);
	struct moment m;

	n->has_since = text.n > 0;
	if (!n->has_since)
		return true;
	if (!moment_parse(&m, str_trim(text), &n->run->plan->zone, NULL)) {
		diag_error(c->diag, NOWHERE, "--since takes a time such as 2026-06-01, not \"%.*s\"", STR_ARG(text));
		asked_time_help(c, text);
		return false;
	}
	n->since = m.first;
	return true;
}

static bool read_level(struct narrowing *n)
{
	struct check *k = n->check;
	enum level least = saved_run_level(n->saved);

	if (!option_has(&k->call->args, OPT_LEVEL))
		k->asked.level = least;
	if (k->asked.level == LEVEL_CLEAR && least > LEVEL_CLEAR) {
		diag_error(k->call->diag, NOWHERE, "the run was saved with --level %s: what is clear is not in it", level_names[least]);
		return false;
	}
	return true;
}

/* A tag that nobody has must not look like an empty run either. */
static bool read_subjects(struct narrowing *n)
{
	struct call *c = n->check->call;
	bool named = option_has(&c->args, OPT_SUBJECT) || option_has(&c->args, OPT_TAG), anybody = false;

	if (!scope_subjects(n->subjects, n->check))
		return false;
	for (size_t i = 0; i < n->run->plan->nsubjects; i++)
		anybody = anybody || n->subjects[i];
	if (!named || anybody)
		return true;
	diag_error(c->diag, NOWHERE, "--subject and --tag leave nobody of the saved run");
	diag_help(c->diag, "it holds the tags of the subjects that its findings name");
	return false;
}

static bool read_all(struct narrowing *n)
{
	struct call *c = n->check->call;
	static const enum option narrow[] = {OPT_SUBJECT, OPT_TAG, OPT_ORDER, OPT_RULE, OPT_SINCE};
	bool good = read_subjects(n);

	good = read_orders(n) && good;
	good = read_rules(n) && good;
	good = read_since(n) && good;
	good = read_level(n) && good;
	for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++) {
		if (!option_has(&c->args, narrow[i]))
			continue;
		n->any = true;
		asked_add_given(n->run, c, narrow[i]);
	}
	if (n->any)
		asked_set_pair(n->run, c, "narrowed", STR("from a saved run"));
	if (option_has(&c->args, OPT_LEVEL))
		asked_set_pair(n->run, c, "level", option_last(&c->args, OPT_LEVEL));
	return good;
}

/* ---- what is left ---- */

static bool order_wanted(const struct narrowing *n, const struct order *o)
{
	if (!o)
		return n->norders == 0;
	return among(o->id, n->orders, n->norders);
}

static bool wanted(const struct narrowing *n, const struct finding *f)
{
	bool whose = f->subject >= n->run->plan->nsubjects || n->subjects[f->subject];

	if (!whose || !order_wanted(n, f->order) || !fits(f->rule->name, n->rules, n->nrules))
		return false;
	return !n->has_since || !f->has_time || f->time.last >= n->since;
}

static void keep(const struct finding *const **out, size_t *nout, const struct narrowing *n, const struct finding *const *all,
                 size_t nall)
{
	const struct finding **kept = arena_array(n->check->call->arena, nall, sizeof *kept);
	size_t left = 0;

	for (size_t i = 0; i < nall; i++)
		if (wanted(n, all[i]))
			kept[left++] = all[i];
	*out = kept;
	*nout = left;
}

/* Levels that the run did not keep, and what falls due later, stay as they were counted. */
static void recount(struct narrowing *n)
{
	struct run *run = n->run;

	run->counts[LEVEL_BLIND] = run->nblind;
	for (size_t level = saved_run_level(n->saved); level < NLEVELS; level++)
		if (level != LEVEL_BLIND)
			run->counts[level] = 0;
	for (size_t i = 0; i < run->ntold; i++)
		if (run->told[i]->level != LEVEL_BLIND)
			run->counts[run->told[i]->level]++;
}

static void drop_below(struct narrowing *n)
{
	struct run *run = n->run;
	const struct finding **kept = arena_array(n->check->call->arena, run->ntold + run->nblind, sizeof *kept);
	enum level least = n->check->asked.level;
	size_t left = 0;

	for (size_t i = 0; i < run->ntold; i++)
		if (run->told[i]->level >= least)
			kept[left++] = run->told[i];
	for (size_t i = 0; i < run->nblind && least <= LEVEL_BLIND && saved_run_level(n->saved) > LEVEL_BLIND; i++)
		kept[left++] = run->blind[i];
	run->told = kept;
	run->ntold = left;
}

static void drop_unmonitored(struct narrowing *n)
{
	struct run *run = n->run;
	struct unmonitored *kept = arena_array(n->check->call->arena, run->nunmonitored, sizeof *kept);
	size_t left = 0;

	for (size_t i = 0; i < run->nunmonitored; i++) {
		const struct order *o = run->unmonitored[i].order;
		bool whose = !o || o->subject >= run->plan->nsubjects || n->subjects[o->subject];
		if (whose && order_wanted(n, o))
			kept[left++] = run->unmonitored[i];
	}
	run->unmonitored = kept;
	run->nunmonitored = left;
}

/* A report of one person tells of nobody else where he or she may be. */
static void drop_whereabouts(struct narrowing *n)
{
	struct run *run = n->run;
	struct whereabouts *kept = arena_array(n->check->call->arena, run->nwhereabouts, sizeof *kept);
	size_t left = 0;

	for (size_t i = 0; i < run->nwhereabouts; i++)
		if (n->subjects[run->whereabouts[i].subject])
			kept[left++] = run->whereabouts[i];
	run->whereabouts = kept;
	run->nwhereabouts = left;
}

static void drop_timelines(struct narrowing *n)
{
	struct run *run = n->run;
	struct timeline *kept = arena_array(n->check->call->arena, run->ntimelines, sizeof *kept);
	size_t left = 0;

	for (size_t i = 0; i < run->ntimelines; i++)
		if (n->subjects[run->timelines[i].subject])
			kept[left++] = run->timelines[i];
	run->timelines = kept;
	run->ntimelines = left;
}

static void narrow(struct narrowing *n)
{
	struct run *run = n->run;

	if (n->any) {
		keep(&run->told, &run->ntold, n, run->told, run->ntold);
		keep(&run->blind, &run->nblind, n, run->blind, run->nblind);
		drop_unmonitored(n);
		drop_whereabouts(n);
		drop_timelines(n);
		recount(n);
	}
	drop_below(n);
}

/* ---- the command ---- */

/* In the audit log stand the inputs and documents of the run, and the counts of what is printed. */
static bool log_use(struct narrowing *n)
{
	struct check *k = n->check;
	size_t all = n->run->plan->nsubjects;

	k->feeds = *n->run->feeds;
	k->run = *n->run;
	k->scope.people = arena_array(k->call->arena, all, sizeof *k->scope.people);
	for (size_t i = 0; i < all; i++)
		if (n->subjects[i])
			k->scope.people[k->scope.npeople++] = i;
	k->scope.njudged = n->run->norders;
	return logged_consultation(k, SIZE_MAX);
}

/* silent: a run with --new that had nothing to tell. */
static bool print(struct check *k, const struct saved_run *saved, bool silent)
{
	struct call *c = k->call;
	struct run run = *saved_run_of(saved);
	struct narrowing n = {.check = k, .saved = saved, .run = &run};

	k->project.plan = *run.plan;
	k->loaded = true;
	n.subjects = arena_array(c->arena, run.plan->nsubjects, sizeof *n.subjects);
	if (!read_all(&n))
		return false;
	narrow(&n);
	if (!outputs_open(k) || !log_use(&n))
		return false;
	silent = silent && str_eq_cstr(str_of(k->asked.format->name), "text");
	redact_shown(&k->shown, k, &run);
	return output_close(&k->report, silent || tell_report(k, &k->shown), c->diag);
}

static bool one_file(struct str *path, struct call *c)
{
	struct str output = option_last(&c->args, OPT_OUTPUT);

	if (c->args.operands.n != 1 - (size_t)option_has(&c->args, OPT_RUN)) {
		diag_error(c->diag, NOWHERE, "report takes one saved run: what `ordercheck check --format json` wrote, or --run N of --store FILE");
		return false;
	}
	*path = option_has(&c->args, OPT_RUN) ? option_last(&c->args, OPT_STORE) : c->args.operands.at[0];
	if (output.n == 0 || !output_same(str_cstr(c->arena, output), str_cstr(c->arena, *path)))
		return true;
	diag_error(c->diag, NOWHERE, "%.*s is the saved run itself and is not written over", STR_ARG(output));
	return false;
}

static struct saved_run *open_saved(struct call *c, struct str path, bool *silent)
{
	return option_has(&c->args, OPT_RUN) ? saved_store_open(c, silent) : saved_file_open(c, path, NULL);
}

int cmd_report(struct call *c)
{
	struct check *k = ARENA_NEW(c->arena, struct check);
	struct saved_run *saved = NULL;
	struct str path;
	bool silent = false;

	k->call = c;
	bool good = one_file(&path, c) && asked_read(&k->asked, c) && logged_asked(c, &k->project.settings) &&
	            (saved = open_saved(c, path, &silent)) != NULL;
	good = good && print(k, saved, silent);
	if (!good) {
		outputs_abandon(k);
		redact_tell_diag(k);
	}
	redact_forget(&k->asked);
	if (saved)
		saved_run_close(saved);
	return good ? 0 : STATUS_NO_VERDICT;
}
