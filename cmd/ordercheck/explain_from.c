/* explain --from: findings of a saved run. */
#include <errno.h>
#include <string.h>

#include "explain_call.h"

enum { CHUNK = 1 << 16 };
static const size_t run_most = (size_t)1 << 30;

static bool read_all(struct buf *out, const char *path, struct call *c)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	size_t got = 1;

	while (file && got > 0 && out->n < run_most) {
		got = fread(buf_room(out, CHUNK), 1, CHUNK, file);
		out->n += got;
	}
	bool good = file && !ferror(file) && got == 0;
	if (!good)
		diag_error(c->diag, NOWHERE, "%s cannot be read: %s", path, out->n >= run_most ? "it is too large" : strerror(errno));
	if (file && file != stdin)
		fclose(file);
	return good;
}

static bool tell_saved(struct explain_call *x, const struct saved_run *saved, struct str path)
{
	struct check *k = &x->check;
	struct call *c = k->call;
	const struct str *ids;
	size_t n = saved_run_ids(&ids, saved, c->arena);
	struct str id = {0}, searched = str_printf(c->arena, "the %zu findings of %.*s", n, STR_ARG(path));

	if (!target_unique(&id, c, x->target.id, ids, n, searched) || !outputs_open(k))
		return false;
	struct explain_style style = explain_style_of(x);
	return output_close(&k->report, report_explain_saved(k->report.file, saved, id, &style), c->diag);
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
	struct source *source = ARENA_NEW(c->arena, struct source);
	struct buf text = {0};
	bool good = false;

	if (!wanted_id(x))
		return false;
	*source = (struct source){.file = path, .text = {"", 0}};
	if (read_all(&text, str_cstr(c->arena, path), c)) {
		struct saved_run *saved = saved_run_open(buf_str(&text), (struct place){.source = source}, c->diag);
		good = saved && tell_saved(x, saved, path);
		if (saved)
			saved_run_close(saved);
	}
	buf_free(&text);
	return good;
}
