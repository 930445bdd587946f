/* Notes, rejects, the report and the status of `check`. */
#include <inttypes.h>
#include <string.h>

#include "check.h"

enum { REJECTS_SHOWN = 20 };

/* ---- on stderr ---- */

static void tell_rejects(const struct feed_result *f)
{
	uint64_t all = feeds_count_rejects(f);

	for (size_t i = 0; i < f->nrejects && i < REJECTS_SHOWN; i++) {
		const struct reject *r = &f->rejects[i];
		tell_plain("%.*s:%" PRIu64 ": %.*s%s%.*s", STR_ARG(r->input->file), r->line, STR_ARG(r->column),
		           r->column.n > 0 ? ": " : "", STR_ARG(r->reason));
	}
	if (all > REJECTS_SHOWN)
		tell("%" PRIu64 " more rows were rejected; --rejects FILE writes them", all - REJECTS_SHOWN);
}

static void tell_left_out(const struct check *k)
{
	const struct plan *p = &k->project.plan;

	for (size_t i = 0; i < p->nleft_out; i++) {
		struct str order = k->redaction ? redact_left_out(k->redaction, p->left_out[i]) : p->left_out[i];
		tell("left out, and not judged: order %.*s", STR_ARG(order));
	}
}

static struct str path_shown(const struct check *k, struct str path)
{
	return k->redaction ? redact_path(k->redaction, path) : path;
}

static void tell_feeds(const struct check *k)
{
	const struct feed_result *f = k->redaction ? k->shown.feeds : &k->feeds;

	for (size_t i = 0; i < k->nunclaimed; i++)
		tell("no feed claims %.*s, and its name is no event type's: it was not read", STR_ARG(path_shown(k, k->unclaimed[i])));
	for (size_t i = 0; i < k->npassed; i++)
		tell("%.*s does not end as a CSV's name does, such as .csv or .csv.gz: it was not read",
		     STR_ARG(path_shown(k, k->passed[i])));
	tell_rejects(f);
	for (size_t i = 0; i < f->nnotes && (!k->asked.quiet || f->failed); i++)
		tell("%.*s", STR_ARG(f->notes[i]));
}

/* ---- status ---- */

static uint64_t count_rows(const struct feed_result *f)
{
	uint64_t n = 0;

	for (size_t i = 0; i < f->ninputs; i++)
		n += f->inputs[i]->rows;
	return n;
}

/* With --new, those of files that were taken in before were told then. */
static uint64_t count_rejects(const struct check *k)
{
	return k->stored.fresh_only ? k->feeds.nrejects : feeds_count_rejects(&k->feeds);
}

static bool too_many_rejects(const struct check *k)
{
	uint64_t rejects = count_rejects(k), rows = count_rows(&k->feeds), allowed = (uint64_t)k->asked.allow_rejects;
	uint64_t left, right;

	if (!k->asked.rejects_percent)
		return rejects > allowed;
	/* rejects / rows > allowed / (100 * NUMBER_ONE); past 10^11 rows by whole per cents. */
	if (__builtin_mul_overflow(rejects, UINT64_C(100000000), &left) || __builtin_mul_overflow(rows, allowed, &right))
		return rejects / 100 > rows / 10000 * (allowed / 1000000);
	return left > right;
}

static int status_of(const struct check *k)
{
	bool part = too_many_rejects(k) || k->feeds.failed || k->nunclaimed + k->npassed > 0 || k->project.plan.nleft_out > 0;
	bool found = false;

	for (size_t i = 0; i < NLEVELS; i++)
		found = found || (k->asked.fails[i] && k->run.counts[i] > k->stored.decided[i]);
	if (found)
		return part ? STATUS_FOUND_AND_PART : STATUS_FOUND;
	return part ? STATUS_PART : 0;
}

/* ---- output ---- */

static const char *path_of(struct call *c, enum option option)
{
	struct str path = option_last(&c->args, option);

	return path.n > 0 ? str_cstr(c->arena, path) : NULL;
}

static bool open_rejects(struct check *k, const char *path)
{
	struct call *c = k->call;

	if (!output_open(&k->rejects, path, k->asked.mode, c->arena, c->diag))
		return false;
	if (!output_terminal(&k->rejects))
		return true;
	diag_error(c->diag, NOWHERE, "--rejects holds rows as they stood, which a terminal could take for commands");
	diag_help(c->diag, "name a file, or hand it to a program: --rejects - | cat -v");
	return false;
}

bool outputs_open(struct check *k)
{
	struct call *c = k->call;
	const char *rejects = path_of(c, OPT_REJECTS);

	if (rejects && !open_rejects(k, rejects))
		return false;
	return output_open(&k->report, path_of(c, OPT_OUTPUT), k->asked.mode, c->arena, c->diag);
}

void outputs_abandon(struct check *k)
{
	output_abandon(&k->rejects);
	output_abandon(&k->report);
}

bool tell_report(struct check *k, const struct run *run)
{
	struct call *c = k->call;
	struct str names = option_last(&c->args, OPT_NAMES);
	struct output *o = &k->report;
	struct report_style style = {.colour = output_colour(o, option_last(&c->args, OPT_COLOR)), .width = output_width(o),
	                             .group = k->asked.group, .quiet = k->asked.quiet, .folder = output_folder(c->arena), .jobs = k->asked.jobs};
	bool people = output_terminal(o) || k->asked.format->people;
	bool shown = str_eq_cstr(names, "always") || (!str_eq_cstr(names, "never") && people);

	style.names = shown ? NAMES_ALWAYS : NAMES_NEVER;
	return k->asked.format->print(o->file, run, &style);
}

/* Both are printed before either appears. */
static bool write_outputs(struct check *k)
{
	struct diag *d = k->call->diag;

	if (k->rejects.file && !report_rejects(k->rejects.file, k->shown.feeds))
		return output_close(&k->rejects, false, d);
	/* Nothing new: nothing is said. */
	bool silent = k->stored.fresh_only && k->run.ntold == 0 && strcmp(k->asked.format->name, "text") == 0;
	if (!silent && !tell_report(k, &k->shown))
		return output_close(&k->report, false, d);
	if (k->rejects.file && !output_close(&k->rejects, true, d))
		return false;
	return output_close(&k->report, true, d);
}

void run_fill(struct check *k)
{
	struct run *r = &k->run;
	struct buf within = {0};

	duration_print(&within, k->asked.within);
	r->within = str_dup(k->call->arena, buf_str(&within));
	buf_free(&within);
	r->plan = &k->project.plan;
	r->feeds = &k->feeds;
	r->as_of = k->asked.as_of;
	r->has_known_at = k->asked.has_known_at;
	r->known_at = k->asked.known_at;
	const struct scope_of_check *s = k->stored.path ? &k->stored.asked : &k->scope;
	r->orders = s->judged;
	r->norders = s->njudged;
	r->schemes = (const struct scheme *const *)s->schemes;
	r->nschemes = s->nschemes;
	r->version = ORDERCHECK_VERSION;
	run_find_unmonitored(r, k->call->arena);
	timelines_find(k);
	asked_pairs(r, k);
	shard_fill(k);
}

void tell_inputs(struct check *k)
{
	tell_left_out(k);
	redact_tell_diag(k);
	k->call->diag->entries.n = 0;
	tell_feeds(k);
}

int tell_filled(struct check *k)
{
	redact_shown(&k->shown, k, &k->run);
	tell_inputs(k);
	/* All that takes memory comes before the report appears. */
	if ((!k->stored.path || stored_keep(k)) && write_outputs(k) && (!k->stored.path || stored_commit(k)))
		return status_of(k);
	outputs_abandon(k);
	redact_tell_diag(k);
	return STATUS_NO_VERDICT;
}

int tell_run(struct check *k)
{
	run_fill(k);
	return tell_filled(k);
}
