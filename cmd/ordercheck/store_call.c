#include "store_call.h"

#include <string.h>

#include "logged.h"

const char *store_call_path(struct call *c, const struct settings *s)
{
	struct str path = logged_store(c, s);

	if (path.n > 0)
		return str_cstr(c->arena, path);
	diag_error(c->diag, NOWHERE, "which store? Say --store FILE, or `settings: store:` in the project");
	return NULL;
}

bool store_call_logged(struct call *c)
{
	if (!option_has(&c->args, OPT_NO_AUDIT))
		return true;
	diag_error(c->diag, NOWHERE, "--no-audit is for what only reads a store: who can write it can write its log");
	return false;
}

void store_call_option(struct call *c, enum option option, const char *value)
{
	*VEC_PUSH(c->arena, &c->args.options) = (struct option_given){.option = option, .value = str_of(value)};
}

bool store_call_open(struct check *k)
{
	struct call *c = k->call;
	struct stored *s = &k->stored;

	c->args.operands.n = 0; /* they are no feeds */
	store_call_option(c, OPT_NO_FEEDS, "");
	if (!check_prepare(k))
		return false;
	k->nrequests = k->nunclaimed = k->npassed = 0;
	if (!logged_reason(c, &k->project.settings) || !store_call_logged(c))
		return false;
	s->path = store_call_path(c, &k->project.settings);
	s->account = c->account;
	if (!s->path || !stored_wait(&s->wait, c))
		return false;
	s->store = store_open(s->path, STORE_WRITE, s->wait, c->arena, c->diag);
	return s->store && store_begin(s->store);
}

bool store_call_fits(struct call *c, const char *action)
{
	static const struct {
		enum option option;
		const char *of[2];
	} uses[] = {{OPT_FEED, {"rejects"}}, {OPT_RUN, {"rejects"}}, {OPT_FORMAT, {"rejects"}}, {OPT_OUTPUT, {"rejects", "export"}},
	            {OPT_REDACT, {"rejects", "export"}}, {OPT_REDACT_KEY, {"rejects", "export"}}, {OPT_AS, {"decide"}},
	            {OPT_UNTIL, {"decide"}}, {OPT_DRY_RUN, {"purge"}}};

	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		const char *const *of = uses[i].of;
		if (!option_has(&c->args, uses[i].option) || strcmp(action, of[0]) == 0 || (of[1] && strcmp(action, of[1]) == 0))
			continue;
		diag_error(c->diag, NOWHERE, "--%s is no option of \"store %s\"", option_table[uses[i].option].name, action);
		return false;
	}
	return true;
}

bool store_call_print(struct call *c, const struct buf *out)
{
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct output o;

	if (!output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, 0600, c->arena, c->diag))
		return false;
	return output_close(&o, (out->n == 0 || fwrite(out->at, 1, out->n, o.file) == out->n), c->diag);
}
