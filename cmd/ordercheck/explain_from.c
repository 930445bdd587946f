/* explain --from: findings of a saved run. */
#include "explain_call.h"
#include "saved_file.h"

static bool tell_saved(struct explain_call *x, const struct saved_run *saved, struct str path)
{
	struct check *k = &x->check;
	struct call *c = k->call;
	const struct finding *const *all;
	size_t n = saved_run_findings(&all, saved, c->arena), at = 0;
	struct str *ids = arena_array(c->arena, n, sizeof *ids);
	struct str id = {0}, searched = str_printf(c->arena, "the %zu findings of %.*s", n, STR_ARG(path));

	for (size_t i = 0; i < n; i++)
		ids[i] = str_of(all[i]->id);
	if (!target_unique(&id, c, x->target.id, ids, n, searched) || !outputs_open(k))
		return false;
	while (!str_eq(ids[at], id))
		at++;
	struct explain_style style = explain_style_of(x);
	return output_close(&k->report, report_explain_saved(k->report.file, saved_run_of(saved), all[at], &style), c->diag);
}

static bool wanted_id(struct explain_call *x)
{
	struct call *c = x->check.call;
	size_t errors = c->diag->nerrors;

	if (c->args.operands.n == 1 && target_id(&x->target.id, c, c->args.operands.at[0]))
		return true;
	if (c->diag->nerrors == errors)
		diag_error(c->diag, NOWHERE, "with --from, explain takes the id of one finding and nothing more");
	return false;
}

bool explain_from(struct explain_call *x)
{
	struct call *c = x->check.call;
	struct str path = option_last(&c->args, OPT_FROM);

	if (!wanted_id(x))
		return false;
	struct saved_run *saved = saved_file_open(c, path, NULL);
	bool good = saved && tell_saved(x, saved, path);
	if (saved)
		saved_run_close(saved);
	return good;
}
