/* ordercheck rules: the catalogue. */
#include "base/text.h"
#include "output.h"
#include "project.h"
#include "report/report.h"

enum { COLUMNS = 3 };

static bool wanted(const struct rule *r, const struct arguments *args)
{
	for (size_t i = 0; i < args->operands.n; i++)
		if (text_glob(r->name, args->operands.at[i]) || str_starts(r->name, args->operands.at[i]))
			return true;
	return args->operands.n == 0;
}

static size_t list(struct str *cells, const struct plan *plan, const struct arguments *args)
{
	size_t nrows = 1;

	cells[0] = STR("RULE");
	cells[1] = STR("KIND");
	cells[2] = STR("TITLE");
	for (size_t i = 0; i < plan->nrules; i++) {
		const struct rule *r = plan->rules[i];
		if (!wanted(r, args))
			continue;
		cells[nrows * COLUMNS] = r->name;
		cells[nrows * COLUMNS + 1] = r->kind;
		cells[nrows * COLUMNS + 2] = r->title;
		nrows++;
	}
	return nrows;
}

static bool print(struct call *c, const struct plan *plan)
{
	struct str *cells = arena_array(c->arena, (plan->nrules + 1) * COLUMNS, sizeof *cells);
	size_t nrows = list(cells, plan, &c->args);
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct output o;
	mode_t mode;

	if (nrows == 1) {
		diag_error(c->diag, NOWHERE, "no rule of the catalogue is called so");
		diag_help(c->diag, "\"ordercheck rules\" lists all; * stands for any letters: ordercheck rules '*%.*s*'",
		          STR_ARG(c->args.operands.n > 0 ? c->args.operands.at[0] : STR("travel")));
		return false;
	}
	if (!output_mode(&mode, c) || !output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, mode, c->arena, c->diag))
		return false;
	return output_close(&o, report_table(o.file, cells, nrows, COLUMNS, output_width(&o)), c->diag);
}

int cmd_rules(struct call *c)
{
	struct project p;
	bool good = project_open(&p, c, true) && project_compile(&p, c) && print(c, &p.plan);

	diag_tell(c->diag, false);
	return good ? 0 : STATUS_NO_VERDICT;
}
