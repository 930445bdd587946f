#include "store_call.h"

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
