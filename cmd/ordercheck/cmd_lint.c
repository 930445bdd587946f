/* ordercheck lint: documents for errors, and orders against the law's limits. */
#include <inttypes.h>

#include "check.h"
#include "report/linted.h"

enum { REJECTS_SHOWN = 20 };

/* The check holds what its parts read: project, registers. */
struct linting_call {
	struct check *check;
	const struct linted_format *format;
	struct lint_options options;
	struct diag orders; /* errors of orders that are left out */
	struct lint_result result;
	struct linted linted;
};

/* ---- what is asked ---- */

static bool ask_format(struct linting_call *t, struct call *c)
{
	struct str format = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	for (const struct linted_format *f = linted_formats; f->name; f++) {
		names[n++] = str_of(f->name);
		if (str_eq_cstr(format.n > 0 ? format : STR("text"), f->name))
			t->format = f;
	}
	return t->format || refuse_format(c, names, n);
}

static bool ask_time(struct linting_call *t, struct call *c)
{
	struct str text = option_last(&c->args, OPT_AS_OF);
	struct moment m;

	t->options.as_of = c->now;
	if (text.n == 0)
		return true;
	if (!moment_parse(&m, str_trim(text), &t->check->project.zone, NULL)) {
		diag_error(c->diag, NOWHERE, "--as-of takes a time such as 2026-06-01 or 2026-06-01T09:00, not \"%.*s\"", STR_ARG(text));
		asked_time_help(c, text);
		return false;
	}
	t->options.as_of = m.first;
	return true;
}

/* ---- reading ---- */

/* Operands: registers of subjects, and documents. */
static size_t split_operands(struct check *k, struct str *paths)
{
	const struct arguments *args = &k->call->args;
	size_t npaths = 0;

	k->registers = arena_array(k->call->arena, args->operands.n, sizeof *k->registers);
	for (size_t i = 0; i < args->operands.n; i++) {
		struct str o = args->operands.at[i];
		if (str_starts(o, STR("subject=")))
			k->registers[k->nregisters++] = (struct feed_request){str_cstr(k->call->arena, str_from(o, 8)), STR("subject")};
		else
			paths[npaths++] = o;
	}
	if (k->nregisters == 0)
		supply_project_registers(k);
	return npaths;
}

static void tell_rejects(const struct check *k)
{
	size_t n = k->register_rejects.n;

	for (size_t i = 0; i < n && i < REJECTS_SHOWN; i++) {
		const struct reject *r = &k->register_rejects.at[i];
		tell_plain("%.*s:%" PRIu64 ": %.*s%s%.*s", STR_ARG(r->input->file), r->line, STR_ARG(r->column), r->column.n > 0 ? ": " : "",
		           STR_ARG(r->reason));
	}
	if (n > REJECTS_SHOWN)
		tell("%zu more rows of registers were rejected", n - REJECTS_SHOWN);
}

/* Errors of documents are findings; what stands in no file is told as it is, and there is no verdict. */
static bool read_all(struct linting_call *t)
{
	struct check *k = t->check;
	struct call *c = k->call;
	struct str *paths = arena_array(c->arena, c->args.operands.n, sizeof *paths);

	diag_init(&t->orders, c->arena);
	if (!project_open_lint(&k->project, c, t->options.draft, &t->orders))
		return false;
	size_t npaths = split_operands(k, paths);
	if (ask_time(t, c) && supply_registers(k) && project_read(&k->project, c, paths, npaths))
		project_places(&k->project, c);
	project_compile(&k->project, c);
	tell_rejects(k);
	return true;
}

static bool some_error_nowhere(const struct diag *d)
{
	for (size_t i = 0; i < d->entries.n; i++)
		if (d->entries.at[i].severity == DIAG_ERROR && !d->entries.at[i].place.source)
			return true;
	return false;
}

/* ---- linting ---- */

/* Names of feeds, or of types, for which the project's folders hold files. */
static void find_files(struct linting_call *t)
{
	const struct settings *s = &t->check->project.settings;
	struct call *c = t->check->call;
	struct feed_request *requests;
	const struct str *unclaimed;
	size_t n = 0, nunclaimed;
	struct diag quiet;

	diag_init(&quiet, c->arena); /* what is wrong with feeds is told where they are read */
	if (s->nfeeds == 0 || !feed_find(&requests, &n, s->feeds, s->nfeeds, &t->check->project.plan, c->arena, &quiet, &unclaimed, &nunclaimed))
		return;
	struct str *names = arena_array(c->arena, n, sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[t->options.nfiles++] = requests[i].name;
	t->options.files = names;
}

static void fill(struct linting_call *t)
{
	const struct plan *p = &t->check->project.plan;
	const struct arguments *args = &t->check->call->args;
	struct linted *l = &t->linted;

	*l = (struct linted){.result = &t->result, .plan = p, .as_of = t->options.as_of, .draft = t->options.draft,
	                     .unchecked = t->check->call->diag->nerrors > 0, .verbose = option_has(args, OPT_VERBOSE),
	                     .strict = option_has(args, OPT_STRICT), .nleft_out = p->nleft_out, .version = ORDERCHECK_VERSION};
	if (l->unchecked)
		return;
	l->norders = p->norders;
	for (size_t i = 0; i < p->norders; i++)
		l->nconditions += p->orders[i].nconditions;
}

static void lint(struct linting_call *t)
{
	struct call *c = t->check->call;

	fill(t);
	if (!t->linted.unchecked) {
		find_files(t);
		t->options.s172 = catalogue_read("rules/data/s172-countries.csv");
		lint_run(&t->result, &t->check->project.plan, &t->options, c->arena);
	}
	lint_add_diag(&t->result, c->diag, c->arena);
	lint_add_diag(&t->result, &t->orders, c->arena);
}

/* ---- telling ---- */

static bool print(struct linting_call *t)
{
	struct call *c = t->check->call;
	struct str path = option_last(&c->args, OPT_OUTPUT);
	const char *to = path.n > 0 ? str_cstr(c->arena, path) : NULL;
	struct output o;
	mode_t mode;

	if (!output_mode(&mode, c) || !supply_apart(t->check, to) || !output_open(&o, to, mode, c->arena, c->diag))
		return false;
	struct report_style style = {.colour = output_colour(&o, option_last(&c->args, OPT_COLOR)), .width = output_width(&o),
	                             .quiet = option_has(&c->args, OPT_QUIET), .folder = output_folder(c->arena)};
	return output_close(&o, t->format->print(o.file, &t->linted, &style), c->diag);
}

static int no_verdict(struct call *c)
{
	diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	return STATUS_NO_VERDICT;
}

static bool fails(const struct linting_call *t)
{
	const size_t *counts = t->result.counts;
	return counts[LINT_ERROR] > 0 || (t->linted.strict && counts[LINT_WARNING] > 0);
}

static int run(struct check *k)
{
	struct call *c = k->call;
	struct linting_call t = {.check = k, .options = {.draft = option_has(&c->args, OPT_DRAFT)}};

	if (!ask_format(&t, c) || !read_all(&t) || some_error_nowhere(c->diag))
		return no_verdict(c);
	lint(&t);
	c->diag->entries.n = 0; /* told as findings */
	c->diag->nerrors = 0;
	if (!print(&t))
		return no_verdict(c);
	return fails(&t) ? STATUS_FOUND : 0;
}

int cmd_lint(struct call *c)
{
	struct check *k = ARENA_NEW(c->arena, struct check);

	k->call = c;
	return run(k);
}
