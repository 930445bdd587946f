/* ordercheck check: feeds against orders. */
#include "logged.h"

/* Documents, registers and places, compiled; all their errors are told at once. */
static bool load(struct check *k)
{
	struct call *c = k->call;
	bool good = supply_name(k);

	good = supply_registers(k) && good;
	good = documents_read(k) && good;
	good = supply_find(k) && good;
	good = supply_places(k) && good;
	return project_compile(&k->project, c) && good;
}

/* -o and --rejects must not write over what is read, nor over each other. */
static bool outputs_apart(struct check *k)
{
	struct call *c = k->call;
	struct str output = option_last(&c->args, OPT_OUTPUT), rejects = option_last(&c->args, OPT_REJECTS);
	bool good = supply_apart(k, output.n > 0 ? str_cstr(c->arena, output) : NULL);

	good = supply_apart(k, rejects.n > 0 ? str_cstr(c->arena, rejects) : NULL) && good;
	if (rejects.n == 0 || (!str_eq(output, rejects) && !(output.n == 0 && str_eq_cstr(rejects, "-"))))
		return good;
	diag_error(c->diag, NOWHERE, "--rejects and the report would be written into one another");
	return false;
}

bool check_prepare(struct check *k)
{
	struct call *c = k->call;
	bool good = asked_read(&k->asked, c);

	if (!project_open(&k->project, c, false))
		return false;
	if (!stored_asked(k) || !look_recall(k))
		return false;
	good = asked_times(&k->asked, c, &k->project) && good;
	good = baseline_read(k) && good;
	good = logged_asked(c, &k->project.settings) && good;
	good = shard_storeless(k) && good;
	k->loaded = load(k);
	return k->loaded && good;
}

bool check_gather(struct check *k)
{
	return outputs_apart(k) && scope_read(k) && stored_begin(k) && outputs_open(k) && supply_read(k);
}

void check_free(struct check *k)
{
	for (size_t i = 0; i < k->narenas; i++)
		arena_free(&k->arenas[i]);
	k->narenas = 0;
	stored_close(k);
}

/* With -v: what was read. The rows of feeds are in the summary. */
static void tell_documents(const struct check *k, double seconds)
{
	const struct plan *p = &k->project.plan;

	tell("%zu documents read in %.2f s: %zu orders, %zu subjects, %zu rules, %zu schemes, %zu feeds", p->ndocuments, seconds,
	     p->norders, p->nsubjects, p->nrules, p->nschemes, p->nfeeds);
	for (size_t i = 0; i < k->feeds.ninputs; i++) {
		const struct feed_input *f = k->feeds.inputs[i];
		tell("read %.*s as %.*s: %llu rows, %llu matched, %llu rejected", STR_ARG(f->file), STR_ARG(f->name),
		     (unsigned long long)f->rows, (unsigned long long)f->matched, (unsigned long long)f->rejected);
	}
}

static int judge_and_tell(struct check *k, double begun)
{
	bool verbose = option_has(&k->call->args, OPT_VERBOSE);
	double start = call_elapsed(), read;

	if (!check_gather(k))
		return -1;
	read = call_elapsed();
	if (verbose)
		tell_documents(k, start - begun);
	if (!judge_whole(k))
		return -1;
	sift(k);
	int status = tell_run(k);
	if (verbose)
		tell("feeds read in %.2f s, %zu subjects judged and told in %.2f s", read - start, k->scope.npeople,
		     call_elapsed() - read);
	return status;
}

int check_command(struct call *c, int (*run)(struct check *k))
{
	struct check *k = ARENA_NEW(c->arena, struct check);

	k->call = c;
	int status = run(k);
	if (status < 0) {
		outputs_abandon(k);
		redact_tell_diag(k);
	}
	redact_forget(&k->asked);
	check_free(k);
	return status < 0 ? STATUS_NO_VERDICT : status;
}

static int run(struct check *k)
{
	double begun = call_elapsed();

	return check_prepare(k) ? judge_and_tell(k, begun) : -1;
}

int cmd_check(struct call *c)
{
	return check_command(c, run);
}
