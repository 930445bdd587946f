/* What the options of `check` say. */
#include <stdlib.h>

#include "base/pool.h"
#include "check.h"
#include "yaml/decode.h"

static bool refuse(struct call *c, enum option option, const char *expected)
{
	diag_error(c->diag, NOWHERE, "--%s takes %s, not \"%.*s\"", option_table[option].name, expected,
	           STR_ARG(option_last(&c->args, option)));
	return false;
}

bool refuse_format(struct call *c, const struct str *names, size_t n)
{
	struct buf list = {0};

	for (size_t i = 0; i < n; i++)
		buf_printf(&list, "%s%.*s", i == 0 ? "" : i + 1 < n ? ", " : " or ", STR_ARG(names[i]));
	buf_char(&list, '\0');
	refuse(c, OPT_FORMAT, list.at);
	diag_suggest(c->diag, option_last(&c->args, OPT_FORMAT), names, n);
	buf_free(&list);
	return false;
}

static bool read_format(struct asked *a, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	if (!(c->command->bit & FOR_RUN))
		return true; /* other commands have formats of their own */
	a->format = report_find(name.n > 0 ? name : STR("text"));
	if (a->format)
		return true;
	for (; n < FORMATS_MAX && report_formats[n].name; n++)
		names[n] = str_of(report_formats[n].name);
	return refuse_format(c, names, n);
}

static void read_level(struct asked *a, struct call *c)
{
	struct str name = option_last(&c->args, OPT_LEVEL);

	a->level = LEVEL_UPCOMING;
	if (name.n > 0)
		level_parse(&a->level, name); /* the option table has let only levels through */
}

bool asked_fail_on(struct asked *a, struct str all)
{
	struct str one, rest = all;
	bool more = true;
	enum level level;

	a->fail_on = all;
	for (size_t i = 0; i < NLEVELS; i++)
		a->fails[i] = false;
	if (str_eq_cstr(all, "never"))
		return true;
	while (more) {
		more = str_split(&one, &rest, rest, ',');
		if (!level_parse(&level, str_trim(one)))
			return false;
		a->fails[level] = true;
	}
	return true;
}

static bool read_fail_on(struct asked *a, struct call *c)
{
	struct str all = option_last(&c->args, OPT_FAIL_ON);

	return asked_fail_on(a, all.n > 0 ? all : STR("breach")) ||
	       refuse(c, OPT_FAIL_ON, "levels with commas between (breach, review, upcoming, blind, clear), or never");
}

static bool read_group(struct asked *a, struct call *c)
{
	static const struct {
		const char *name;
		enum group_mode mode;
	} modes[] = {{"subject", GROUP_SUBJECT}, {"order", GROUP_ORDER}, {"condition", GROUP_CONDITION}, {"none", GROUP_NONE}};
	struct str name = option_last(&c->args, OPT_GROUP);

	a->group = GROUP_SUBJECT;
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (str_eq_cstr(name, modes[i].name))
			a->group = modes[i].mode;
	return true;
}

static bool read_jobs(struct asked *a, struct call *c)
{
	struct str text = option_last(&c->args, OPT_JOBS);
	uint64_t n = pool_cores();

	if (text.n > 0 && (!str_to_u64(&n, text) || n < 1 || n > 256))
		return refuse(c, OPT_JOBS, "a number from 1 to 256");
	a->jobs = (size_t)n;
	return true;
}

bool asked_allow_rejects(struct asked *a, struct str text)
{
	uint64_t n = 0;

	a->allow_text = text;
	a->rejects_percent = text.n > 0 && text.at[text.n - 1] == '%';
	if (a->rejects_percent)
		return number_parse(&a->allow_rejects, str_cut(text, 0, text.n - 1)) && a->allow_rejects >= 0 &&
		       a->allow_rejects <= 100 * NUMBER_ONE;
	if (!str_to_u64(&n, text) || n > INT64_MAX)
		return false;
	a->allow_rejects = (int64_t)n;
	return true;
}

static bool read_allow_rejects(struct asked *a, struct call *c)
{
	struct str text = option_last(&c->args, OPT_ALLOW_REJECTS);

	return asked_allow_rejects(a, text.n > 0 ? text : STR("0")) ||
	       refuse(c, OPT_ALLOW_REJECTS, "a number of rows, or a number from 0 to 100 and %");
}

bool asked_read(struct asked *a, struct call *c)
{
	bool good = read_format(a, c);

	read_level(a, c);
	a->quiet = option_has(&c->args, OPT_QUIET);
	good = read_fail_on(a, c) && good;
	good = read_group(a, c) && good;
	good = read_jobs(a, c) && good;
	good = output_mode(&a->mode, c) && good;
	good = (!(c->command->bit & (FOR_RUN | FOR_STORE)) || redact_asked(a, c)) && good;
	good = read_allow_rejects(a, c) && good;
	return shard_asked(a, c) && good;
}

/* ---- times ---- */

#define EXPECTED_TIME "a time such as 2026-06-01 or 2026-06-01T09:00"

/* The first instant; absent: out stays. */
static bool read_time(int64_t *out, bool *given, struct call *c, const struct zone *z, enum option option)
{
	struct str text = option_last(&c->args, option);
	struct moment m;

	*given = text.n > 0;
	if (!*given)
		return true;
	if (!moment_parse(&m, str_trim(text), z, NULL)) {
		refuse(c, option, EXPECTED_TIME);
		asked_time_help(c, text);
		return false;
	}
	*out = m.first;
	return true;
}

static bool read_cover(struct asked *a, struct call *c, const struct zone *z, struct str text, struct str *name,
                       struct moment *time)
{
	struct str until;

	if (str_eq_cstr(text, "as-of")) {
		a->covers_all = true;
		return true;
	}
	if (str_split(name, &until, text, '=') && name->n > 0) {
		if (str_eq_cstr(until, "as-of"))
			*time = moment_instant(a->as_of);
		else if (!moment_parse(time, str_trim(until), z, NULL))
			name->n = 0;
		a->ncovers += name->n > 0;
	}
	if (a->ncovers > 0 && name->n > 0)
		return true;
	diag_error(c->diag, NOWHERE, "--covers takes NAME=TIME or as-of, not \"%.*s\"", STR_ARG(text));
	diag_help(c->diag, "for example --covers visits=2026-05-31, a day being complete to its end");
	return false;
}

static bool read_covers(struct asked *a, struct call *c, const struct zone *z)
{
	const struct str *texts;
	size_t n = option_all(&texts, &c->args, OPT_COVERS, c->arena);
	struct str *names = arena_array(c->arena, n, sizeof *names);
	struct moment *times = arena_array(c->arena, n, sizeof *times);
	bool good = true;

	for (size_t i = 0; i < n; i++)
		good = read_cover(a, c, z, texts[i], &names[a->ncovers], &times[a->ncovers]) && good;
	a->cover_names = names;
	a->cover_times = times;
	return good;
}

static bool read_within(struct asked *a, struct call *c, const struct project *p)
{
	struct str text = option_last(&c->args, OPT_WITHIN);

	a->within = p->settings.within;
	if (text.n > 0 && !duration_parse(&a->within, text))
		return refuse(c, OPT_WITHIN, "a duration such as 14d, 4w or 12h");
	a->within_until = moment_add(&p->zone, moment_instant(a->as_of), a->within, 1).last;
	return true;
}

bool asked_times(struct asked *a, struct call *c, const struct project *p)
{
	bool given, good;

	a->as_of = c->now;
	a->known_at = INSTANT_MAX;
	good = read_time(&a->as_of, &given, c, &p->zone, OPT_AS_OF);
	good = read_time(&a->known_at, &a->has_known_at, c, &p->zone, OPT_KNOWN_AT) && good;
	good = read_time(&a->since, &a->has_since, c, &p->zone, OPT_SINCE) && good;
	good = read_within(a, c, p) && good;
	return read_covers(a, c, &p->zone) && good;
}

/* ---- what can change a finding ---- */

struct pair_list {
	VEC(const struct str *) at;
	struct arena *arena;
};

static void add_pair(struct pair_list *l, const char *name, struct str value)
{
	struct str *pair = arena_array(l->arena, 2, sizeof *pair);

	pair[0] = str_of(name);
	pair[1] = value;
	*VEC_PUSH(l->arena, &l->at) = pair;
}

static void add_given(struct pair_list *l, struct call *c, enum option option)
{
	const struct option_row *row = &option_table[option];
	const struct str *values;
	size_t n = option_all(&values, &c->args, option, c->arena);

	for (size_t v = row->repeats || n == 0 ? 0 : n - 1; v < n; v++)
		add_pair(l, row->name, row->argument ? values[v] : STR("yes"));
}

static int compare_pairs(const void *left, const void *right)
{
	const struct str *const *a = left, *const *b = right;
	int c = str_cmp((*a)[0], (*b)[0]);

	return c != 0 ? c : str_cmp((*a)[1], (*b)[1]);
}

static void set_pairs(struct run *run, struct pair_list *l)
{
	if (l->at.n > 1)
		qsort(l->at.at, l->at.n, sizeof *l->at.at, compare_pairs);
	run->options = l->at.at;
	run->noptions = l->at.n;
}

void asked_pairs(struct run *run, struct check *k)
{
	static const enum option kept[] = {OPT_BASELINE, OPT_COVERS, OPT_KEEP_GOING, OPT_LEVEL, OPT_NO_CATALOGUE, OPT_NO_FEEDS, OPT_ORDER,
	                                   OPT_RULE, OPT_SCHEME, OPT_SINCE, OPT_SUBJECT, OPT_TAG};
	struct pair_list l = {.arena = k->call->arena};

	add_pair(&l, "zone", k->project.zone.name);
	add_pair(&l, "within", run->within);
	if (option_has(&k->call->args, OPT_BASELINE))
		add_pair(&l, "baseline-sha256", str_of(k->baseline_sha256));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		add_given(&l, k->call, kept[i]);
	if (k->stored.path)
		add_pair(&l, "store", STR("yes")); /* files of earlier runs may be behind a finding */
	set_pairs(run, &l);
}

static void copy_pairs(struct pair_list *l, const struct run *run, const char *except)
{
	for (size_t i = 0; i < run->noptions; i++)
		if (!str_eq_cstr(run->options[i][0], except))
			*VEC_PUSH(l->arena, &l->at) = run->options[i];
}

void asked_add_given(struct run *run, struct call *c, enum option option)
{
	struct pair_list l = {.arena = c->arena};

	copy_pairs(&l, run, "");
	add_given(&l, c, option);
	set_pairs(run, &l);
}

void asked_set_pair(struct run *run, struct call *c, const char *name, struct str value)
{
	struct pair_list l = {.arena = c->arena};

	copy_pairs(&l, run, name);
	add_pair(&l, name, value);
	set_pairs(run, &l);
}
