/* ordercheck new: commented starting files. */
#include <string.h>
#include <sys/stat.h>

#include "draft.h"
#include "output.h"

static const struct {
	const char *name;
	bool (*draft)(struct buf *b, struct call *c);
} kinds[] = {
	{"feed", draft_feed},
	{"order", draft_order},
	{"rule", draft_rule},
	{"project", NULL}, /* a folder: draft_project */
};
enum { NKINDS = sizeof kinds / sizeof *kinds };

/* The first operand is the kind; the others are its own. */
static size_t find_kind(struct call *c)
{
	struct str name = c->args.operands.n > 0 ? c->args.operands.at[0] : (struct str){NULL, 0};
	struct str names[NKINDS];

	for (size_t i = 0; i < NKINDS; i++) {
		names[i] = str_of(kinds[i].name);
		if (!str_eq(name, names[i]))
			continue;
		c->args.operands.at++;
		c->args.operands.n--;
		return i;
	}
	if (name.n == 0)
		diag_error(c->diag, NOWHERE, "new what?");
	else
		diag_error(c->diag, NOWHERE, "there is no new \"%.*s\"", STR_ARG(name));
	struct str near = suggest_nearest(name, names, NKINDS);
	if (near.n > 0)
		diag_help(c->diag, "did you mean \"%.*s\"?", STR_ARG(near));
	else
		diag_help(c->diag, "project, order, rule or feed");
	return NKINDS;
}

/* A file that somebody may have edited stays. */
static bool is_free(struct call *c, struct str path)
{
	struct stat st;

	if (path.n == 0 || str_eq_cstr(path, "-") || lstat(str_cstr(c->arena, path), &st) != 0 || !S_ISREG(st.st_mode))
		return true;
	diag_error(c->diag, NOWHERE, "%.*s is there already, and is not written over", STR_ARG(path));
	return false;
}

static bool write_draft(struct call *c, struct buf *b)
{
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct output o;
	mode_t mode;

	if (!output_mode(&mode, c) || !output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, mode, c->arena, c->diag))
		return false;
	return output_close(&o, fwrite(b->at, 1, b->n, o.file) == b->n, c->diag);
}

int cmd_new(struct call *c)
{
	struct buf b = {0};
	size_t kind = find_kind(c);
	bool good = kind < NKINDS;

	if (good && !kinds[kind].draft)
		return draft_project(c);
	good = good && is_free(c, option_last(&c->args, OPT_OUTPUT)) && kinds[kind].draft(&b, c) && write_draft(c, &b);
	buf_free(&b);
	diag_tell(c->diag, false);
	return good ? 0 : STATUS_NO_VERDICT;
}
