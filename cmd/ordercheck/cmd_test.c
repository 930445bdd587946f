/* ordercheck test: the rule tests among the documents. */
#include "base/text.h"
#include "output.h"
#include "project.h"
#include "trial.h"

struct tally {
	size_t passed, failed;
};

static bool known_format(struct call *c)
{
	struct str format = option_last(&c->args, OPT_FORMAT);

	if (format.n == 0 || str_eq_cstr(format, "text"))
		return true;
	diag_error(c->diag, NOWHERE, "--format of \"test\" takes text, not \"%.*s\"", STR_ARG(format));
	return false;
}

static bool load(struct project *p, struct call *c)
{
	bool shipped = option_has(&c->args, OPT_CATALOGUE);
	bool good = known_format(c);

	if (shipped && option_has(&c->args, OPT_NO_CATALOGUE)) {
		diag_error(c->diag, NOWHERE, "--catalogue and --no-catalogue exclude each other");
		return false;
	}
	if (!project_open(p, c, shipped))
		return false;
	if (!shipped)
		good = project_read(p, c, c->args.operands.at, c->args.operands.n) && good;
	return project_compile(p, c) && good;
}

static void add_inked(struct buf *out, const char *word, const char *ink, bool colour)
{
	if (colour)
		buf_printf(out, "\033[%sm%s\033[0m", ink, word);
	else
		buf_add(out, str_of(word));
}

static void add_place(struct buf *out, const struct test *t)
{
	struct place p = passage_place(&t->place, 0);

	if (!p.source)
		return;
	buf_add(out, STR(" ("));
	text_escape(out, p.source->file);
	buf_printf(out, ":%u)", p.line);
}

static void add_result(struct buf *out, const struct trial *t, const struct plan *plan, bool colour, bool verbose)
{
	if (t->passed)
		add_inked(out, "ok     ", "32", colour);
	else
		add_inked(out, "FAILED ", "1;31", colour);
	text_escape(out, t->test->name);
	if (!t->passed || verbose)
		add_place(out, t->test);
	buf_char(out, '\n');
	if (!t->passed)
		trial_tell(out, t, plan);
}

static void run_all(struct buf *out, struct tally *tally, struct call *c, const struct plan *plan, bool colour)
{
	bool shipped = option_has(&c->args, OPT_CATALOGUE), quiet = option_has(&c->args, OPT_QUIET);

	for (size_t i = 0; i < plan->ntests; i++) {
		struct arena a;
		struct trial t;

		if (plan->tests[i].shipped != shipped)
			continue;
		arena_init(&a);
		trial_run(&t, plan, &plan->tests[i], &a);
		tally->passed += t.passed;
		tally->failed += !t.passed;
		if (!quiet || !t.passed)
			add_result(out, &t, plan, colour, option_has(&c->args, OPT_VERBOSE));
		arena_free(&a);
	}
	if (!quiet)
		buf_printf(out, "%zu passed, %zu failed\n", tally->passed, tally->failed);
}

static bool print(struct tally *tally, struct call *c, const struct plan *plan)
{
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct buf out = {0};
	struct output o;
	mode_t mode;

	if (!output_mode(&mode, c) || !output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, mode, c->arena, c->diag))
		return false;
	run_all(&out, tally, c, plan, output_colour(&o, option_last(&c->args, OPT_COLOR)));
	if (tally->passed + tally->failed == 0) {
		output_abandon(&o);
		diag_error(c->diag, NOWHERE, "there is no test among the documents");
		diag_help(c->diag, "a test is a document that begins with `test:`; --catalogue runs those that ship");
		buf_free(&out);
		return false;
	}
	bool written = out.n == 0 || fwrite(out.at, 1, out.n, o.file) == out.n;
	buf_free(&out);
	return output_close(&o, written, c->diag);
}

int cmd_test(struct call *c)
{
	struct project p;
	struct tally tally = {0};
	bool good = load(&p, c) && print(&tally, c, &p.plan);

	diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	if (!good)
		return STATUS_NO_VERDICT;
	return tally.failed > 0 ? STATUS_FOUND : 0;
}
