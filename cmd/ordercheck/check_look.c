/* Commands that look at a store and change nothing in it but its log: explain, due, coverage, stats.
 *
 * They judge from the rows of the store, and from feeds that they are given as a run would that takes them in, inside a
 * transaction that is taken back. A store also holds the documents: a call that names none is given those of the last
 * run, with the zone, the schemes and the stretches of feeds that it was told.
 */
#include <unistd.h>

#include "logged.h"

bool look_asked(struct check *k, struct str path)
{
	struct call *c = k->call;
	const char *name = str_cstr(c->arena, path);

	if (!stored_wait(&k->stored.wait, c))
		return false;
	if (access(name, F_OK) == 0) {
		k->stored.path = name;
		k->stored.account = c->account;
		k->stored.since_run = INT64_MAX;
		k->stored.looks = true;
		return true;
	}
	if (!option_has(&c->args, OPT_STORE))
		return true; /* the project's first run is still to come */
	diag_error(c->diag, NOWHERE, "there is no store %s", name);
	diag_help(c->diag, "\"ordercheck check --store %s\" makes one", name);
	return false;
}

static bool open_store(struct check *k)
{
	struct stored *s = &k->stored;

	if (s->store)
		return true;
	return stored_open(k, STORE_WRITE);
}

/* Documents out of the store are those of the last run: the files that they name must say what they said then. */
static bool areas_stand(struct check *k)
{
	const struct plan *p = &k->project.plan;

	for (size_t i = 0; i < p->ndocuments && k->stored.ndocuments > 0; i++) {
		const struct document *d = &p->documents[i];
		if (!d->beside || str_eq(d->file, k->project.settings.file) || store_has_read(k->stored.store, d->file, d->sha256))
			continue;
		diag_error(k->call->diag, NOWHERE, "%.*s is not as the last run on %s read it", STR_ARG(d->file), k->stored.path);
		diag_help(k->call->diag, "put back what it was, or give --orders to judge by what it says now");
		return false;
	}
	return true;
}

bool look_begin(struct check *k)
{
	k->stored.asked = k->scope;
	return open_store(k) && areas_stand(k) && stored_look(k) && stored_leave_out(k);
}

void look_inputs(struct feed_result *out, const struct check *k)
{
	*out = k->feeds;
	feed_replay_inputs(out, k->stored.replay);
}

/* ---- options ---- */

/* What changes a finding and stands in no document. */
static const enum option recalled[] = {OPT_COVERS, OPT_NO_CATALOGUE, OPT_SCHEME};

void look_keep_options(struct check *k)
{
	const struct plan *p = &k->project.plan;
	struct buf b = {0};

	buf_printf(&b, "%s %.*s\n", option_table[OPT_ZONE].name, STR_ARG(p->zone.name));
	for (size_t i = 0; i < p->nschemes; i++)
		if (p->schemes[i].bound && !p->schemes[i].by_order)
			buf_printf(&b, "%s %.*s\n", option_table[OPT_SCHEME].name, STR_ARG(p->schemes[i].name));
	for (size_t i = 0; i < k->call->args.options.n; i++) {
		const struct option_given *o = &k->call->args.options.at[i];
		if (o->option == OPT_COVERS || o->option == OPT_NO_CATALOGUE)
			buf_printf(&b, "%s %.*s\n", option_table[o->option].name, STR_ARG(o->value));
	}
	store_keep(k->stored.store, "options", buf_str(&b));
	buf_free(&b);
}

static void add_option(struct check *k, enum option option, struct str value)
{
	*VEC_PUSH(k->call->arena, &k->call->args.options) = (struct option_given){.option = option, .value = value};
}

/* Those that the call does not give itself. */
static void recall_options(struct check *k)
{
	bool given[NOPTIONS] = {false};
	struct str rest = store_kept(k->stored.store, "options", k->call->arena), line, name, value;

	for (size_t i = 0; i < k->call->args.options.n; i++)
		given[k->call->args.options.at[i].option] = true;
	while (rest.n > 0) {
		str_split(&line, &rest, rest, '\n');
		str_split(&name, &value, line, ' ');
		if (str_eq_cstr(name, option_table[OPT_ZONE].name) && !given[OPT_ZONE])
			add_option(k, OPT_ZONE, value);
		for (size_t i = 0; i < sizeof recalled / sizeof *recalled; i++)
			if (str_eq_cstr(name, option_table[recalled[i]].name) && !given[recalled[i]])
				add_option(k, recalled[i], value);
	}
}

/* ---- documents ---- */

bool look_recall(struct check *k)
{
	struct stored *s = &k->stored;
	struct call *c = k->call;

	if (!s->looks || option_has(&c->args, OPT_ORDERS) || k->project.settings.norders > 0)
		return true;
	if (!open_store(k))
		return false;
	s->ndocuments = store_documents(&s->documents, s->store, c->arena);
	if (s->ndocuments == 0 || !store_good(s->store))
		return store_good(s->store);
	recall_options(k);
	if (!option_has(&c->args, OPT_QUIET))
		tell("documents are those of the last run on %s", s->path);
	return project_reopen(&k->project, c);
}

bool documents_read(struct check *k)
{
	bool good = true;

	if (k->stored.ndocuments == 0)
		return project_read(&k->project, k->call, NULL, 0);
	for (size_t i = 0; i < k->stored.ndocuments; i++)
		good = book_add_text(k->project.book, k->stored.documents[i].file, k->stored.documents[i].text) && good;
	return good;
}
