#include "report/linted.h"

const struct linted_format linted_formats[] = {
	{"text", linted_text},
	{"json", linted_json},
	{"sarif", linted_sarif},
	{"junit", linted_junit},
	{NULL, NULL},
};

bool linted_fails(const struct linted *l, const struct lint_finding *f)
{
	return !f->allowed && (f->level == LINT_ERROR || (l->strict && f->level == LINT_WARNING));
}

void linted_authority(struct buf *out, const struct lint_rule *r)
{
	buf_add(out, str_of(r->authority));
	if (r->source)
		buf_printf(out, "%s(%s)", out->n > 0 ? " " : "", r->source);
}
