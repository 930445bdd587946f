/* ordercheck test: the rule tests among the documents. */
#include "output.h"
#include "project.h"
#include "trial_edge.h"
#include "trial_print.h"
#include "trial_reach.h"

enum test_format { TEST_TEXT, TEST_JSON, TEST_JUNIT, NTEST_FORMATS };
static const char *const format_names[NTEST_FORMATS] = {"text", "json", "junit"};

struct testing {
	struct call *call;
	const struct plan *plan;
	enum test_format format;
	bool shipped, boundaries, untested;
	struct reach reach;
	VEC(struct told_trial) trials;
	struct told_trials told;
};

/* ---- what is asked ---- */

static bool ask_format(struct testing *t)
{
	struct call *c = t->call;
	struct str format = option_last(&c->args, OPT_FORMAT);

	if (format.n == 0)
		return true;
	for (int i = 0; i < NTEST_FORMATS; i++) {
		if (!str_eq_cstr(format, format_names[i]))
			continue;
		t->format = (enum test_format)i;
		return true;
	}
	diag_error(c->diag, NOWHERE, "--format takes text, json or junit, not \"%.*s\"", STR_ARG(format));
	return false;
}

static bool ask(struct testing *t, struct call *c)
{
	*t = (struct testing){.call = c, .shipped = option_has(&c->args, OPT_CATALOGUE),
	                      .boundaries = option_has(&c->args, OPT_BOUNDARIES), .untested = option_has(&c->args, OPT_UNTESTED)};
	bool good = ask_format(t);

	if (t->shipped && option_has(&c->args, OPT_NO_CATALOGUE)) {
		diag_error(c->diag, NOWHERE, "--catalogue and --no-catalogue exclude each other");
		good = false;
	}
	if (t->untested && t->format == TEST_JUNIT) {
		diag_error(c->diag, NOWHERE, "--untested is told as text or json: JUnit has no place for it");
		good = false;
	}
	return good;
}

static bool load(struct project *p, struct testing *t)
{
	struct call *c = t->call;
	bool good = true;

	if (!project_open(p, c, t->shipped))
		return false;
	if (!t->shipped)
		good = project_read(p, c, c->args.operands.at, c->args.operands.n) && project_places(p, c);
	return project_compile(p, c) && good;
}

/* ---- running ---- */

static struct told_trial *add_told(struct testing *t, const struct test *test)
{
	struct place p = passage_place(&test->place, 0);
	struct told_trial *told = VEC_PUSH(t->call->arena, &t->trials);

	*told = (struct told_trial){.name = test->name, .file = p.source ? p.source->file : STR(""), .line = p.line,
	                            .as_of = test->as_of};
	return told;
}

static void add_edges(struct testing *t, const struct test *test, struct arena *scratch)
{
	struct arena *a = t->call->arena;
	struct told_trial *main = &t->trials.at[t->trials.n - 1];
	struct edges edges;

	edges_try(&edges, t->plan, test, scratch);
	struct str *left_out = arena_array(a, edges.left_out.n, sizeof *left_out);
	for (size_t i = 0; i < edges.left_out.n; i++)
		left_out[i] = str_dup(a, edges.left_out.at[i]);
	main->left_out = left_out;
	main->nleft_out = edges.left_out.n;
	t->told.nleft_out += edges.left_out.n;
	for (size_t i = 0; i < edges.tried.n; i++) {
		const struct edge *e = &edges.tried.at[i];
		struct told_trial *told = add_told(t, test);
		told->boundary = str_dup(a, e->what);
		told->passed = e->turned;
		told->differs = str_dup(a, e->differs);
		t->told.nturned += e->turned;
		t->told.nstuck += !e->turned;
	}
}

static void run_test(struct testing *t, const struct test *test)
{
	const struct judge_watch watch = {reach_note, &t->reach, false};
	struct told_trial *told = add_told(t, test);
	struct buf differs = {0};
	struct arena scratch;
	struct trial trial;

	arena_init(&scratch);
	trial_run(&trial, t->plan, test, t->untested ? &watch : NULL, &scratch);
	if (!trial.passed)
		trial_tell(&differs, &trial, t->plan);
	told->passed = trial.passed;
	told->differs = str_dup(t->call->arena, buf_str(&differs));
	buf_free(&differs);
	t->told.npassed += trial.passed;
	t->told.nfailed += !trial.passed;
	if (t->boundaries)
		add_edges(t, test, &scratch);
	arena_free(&scratch);
}

static void run_all(struct testing *t)
{
	reach_open(&t->reach, t->plan, t->shipped, t->call->arena);
	for (size_t i = 0; i < t->plan->ntests; i++)
		if (t->plan->tests[i].shipped == t->shipped)
			run_test(t, &t->plan->tests[i]);
	t->told.trials = t->trials.at;
	t->told.ntrials = t->trials.n;
	t->told.has_boundaries = t->boundaries;
	t->told.zone = &t->plan->zone;
	if (t->untested)
		reach_tell(&t->told, &t->reach);
}

/* ---- telling ---- */

static void print(struct buf *out, const struct testing *t, bool colour)
{
	const struct arguments *args = &t->call->args;
	const struct trial_style style = {colour, option_has(args, OPT_VERBOSE), option_has(args, OPT_QUIET)};

	switch (t->format) {
	case TEST_JSON:
		trials_json(out, &t->told);
		return;
	case TEST_JUNIT:
		trials_junit(out, &t->told);
		return;
	case TEST_TEXT:
	case NTEST_FORMATS:
		trials_text(out, &t->told, &style);
		return;
	}
}

static bool tell_all(const struct testing *t)
{
	struct call *c = t->call;
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct buf out = {0};
	struct output o;
	mode_t mode;

	if (t->trials.n == 0) {
		diag_error(c->diag, NOWHERE, "there is no test among the documents");
		diag_help(c->diag, "a test is a document that begins with `test:`; --catalogue runs those that ship");
		return false;
	}
	if (!output_mode(&mode, c) || !output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, mode, c->arena, c->diag))
		return false;
	print(&out, t, output_colour(&o, option_last(&c->args, OPT_COLOR)));
	bool written = out.n == 0 || fwrite(out.at, 1, out.n, o.file) == out.n;
	buf_free(&out);
	return output_close(&o, written, c->diag);
}

int cmd_test(struct call *c)
{
	struct project p;
	struct testing t;
	bool good = ask(&t, c) && load(&p, &t);

	if (good) {
		t.plan = &p.plan;
		run_all(&t);
		good = tell_all(&t);
	}
	diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	if (!good)
		return STATUS_NO_VERDICT;
	return t.told.nfailed + t.told.nstuck > 0 ? STATUS_FOUND : 0;
}
