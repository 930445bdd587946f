/* ordercheck schema: JSON Schemas. */
#include "output.h"
#include "report/report.h"
#include "report/schema.h"

enum { COLUMNS = 2, KINDS_MAX = 32 };

static bool list(struct call *c, FILE *out)
{
	struct str cells[KINDS_MAX * COLUMNS];
	size_t n = 0;

	(void)c;
	cells[n++] = STR("KIND");
	cells[n++] = STR("SCHEMA OF");
	for (const struct schema_kind *k = schema_kinds; k->name && n + COLUMNS <= KINDS_MAX * COLUMNS; k++) {
		cells[n++] = str_of(k->name);
		cells[n++] = str_of(k->help);
	}
	return report_table(out, cells, n / COLUMNS, COLUMNS, 0);
}

static bool unknown(struct call *c, struct str name)
{
	struct str names[KINDS_MAX];
	size_t n = 0;

	for (const struct schema_kind *k = schema_kinds; k->name && n < KINDS_MAX; k++)
		names[n++] = str_of(k->name);
	diag_error(c->diag, NOWHERE, "there is no schema of \"%.*s\"", STR_ARG(name));
	struct str near = suggest_nearest(name, names, n);
	if (near.n > 0)
		diag_help(c->diag, "did you mean \"%.*s\"?", STR_ARG(near));
	else
		diag_help(c->diag, "\"ordercheck schema\" lists the kinds");
	return false;
}

static bool print(struct call *c)
{
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct buf text = {0};
	struct output o;
	mode_t mode;

	if (c->args.operands.n > 1) {
		diag_error(c->diag, NOWHERE, "schema takes one kind");
		return false;
	}
	if (c->args.operands.n == 1 && !schema_print(&text, c->args.operands.at[0]))
		return unknown(c, c->args.operands.at[0]);
	bool good = output_mode(&mode, c) && output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, mode, c->arena, c->diag);
	if (good) {
		bool written = text.n > 0 ? fwrite(text.at, 1, text.n, o.file) == text.n : list(c, o.file);
		good = output_close(&o, written, c->diag);
	}
	buf_free(&text);
	return good;
}

int cmd_schema(struct call *c)
{
	bool good = print(c);

	diag_tell(c->diag, false);
	return good ? 0 : STATUS_NO_VERDICT;
}
