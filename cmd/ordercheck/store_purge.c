/* ordercheck store purge: what the settings say is not to be kept any longer. */
#include <inttypes.h>

#include "base/text.h"
#include "logged.h"
#include "store/printed.h"
#include "store_call.h"

struct purging {
	struct check *check;
	struct store *store;
	struct arena *arena;
	struct buf out; /* told when all went well */
	VEC(struct str) gone;
	struct purge_counts sum;
	int64_t nprinted;
	size_t nresults, nbound, nunknown, nshared;
	bool trial;
};

static void say(struct purging *x, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct purging *x, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	text_escape(&x->out, buf_str(&b));
	buf_char(&x->out, '\n');
	buf_free(&b);
}

static bool wrong(struct purging *x, const char *words, const char *help)
{
	diag_error(x->check->call->diag, NOWHERE, "%s", words);
	if (help)
		diag_help(x->check->call->diag, "%s", help);
	return false;
}

static bool is_said(struct duration d)
{
	return d.months != 0 || d.days != 0 || d.ms != 0;
}

static bool asked(struct purging *x)
{
	const struct settings *s = &x->check->project.settings;

	if (x->check->asked.as_of > x->check->call->now)
		return wrong(x, "--as-of is in the future: nothing is removed before its time", NULL);
	if (is_said(s->retain_after_order) || is_said(s->retain_clear))
		return true;
	return wrong(x, "the settings do not say how long things are kept", "settings: retention: {after-order: 6y, clear: 1y}");
}

/* Has the time after this end passed at the as-of time? */
static bool has_passed(const struct purging *x, int64_t end, struct duration d)
{
	const struct check *k = x->check;

	return end != INSTANT_MAX && moment_add(&k->project.zone, moment_instant(end), d, 1).last <= k->asked.as_of;
}

/* ---- subjects ---- */

static void say_gone(struct purging *x, struct str id, int64_t end, const struct purge_counts *n, const struct str *findings)
{
	struct buf day = {0}, ids = {0};

	moment_say(&day, moment_instant(end), &x->check->project.zone);
	for (size_t i = 0; i < n->findings; i++)
		buf_printf(&ids, " %.*s", STR_ARG(findings[i]));
	say(x, "%.*s  ended %.*s  rows %" PRIu64 ", findings %" PRIu64 ", decisions %" PRIu64 "%s%.*s", STR_ARG(id),
	    STR_ARG(buf_str(&day)), n->rows, n->findings, n->decisions, ids.n > 0 ? ":" : "", STR_ARG(buf_str(&ids)));
	buf_free(&day);
	buf_free(&ids);
}

static void purge_one(struct purging *x, struct str id, int64_t end)
{
	const struct str *findings;
	struct purge_counts n;

	archive_findings(&findings, x->store, archive_subject(x->store, id), x->arena);
	if (!purge_subject(&n, x->store, id, end, x->arena))
		return;
	*VEC_PUSH(x->arena, &x->gone) = id;
	x->sum.rows += n.rows;
	x->sum.findings += n.findings;
	x->sum.decisions += n.decisions;
	say_gone(x, id, end, &n, findings);
}

static void consider(struct purging *x, struct str id)
{
	const struct check *k = x->check;
	size_t subject = plan_find_subject(&k->project.plan, id);
	int64_t end = subject == SIZE_MAX ? INSTANT_MIN : subject_end(k, subject, x->arena);

	if (end == INSTANT_MIN)
		x->nunknown++;
	else if (!has_passed(x, end, k->project.settings.retain_after_order))
		x->nbound++;
	else if (purge_shares(x->store, archive_subject(x->store, id)))
		x->nshared++;
	else
		purge_one(x, id, end);
}

static void purge_subjects(struct purging *x)
{
	const struct str *ids;

	if (!is_said(x->check->project.settings.retain_after_order))
		return;
	size_t n = purge_known(&ids, x->store, x->arena);
	for (size_t i = 0; i < n && store_good(x->store); i++)
		consider(x, ids[i]);
}

/* ---- what was clear in the end ---- */

static void purge_clear(struct purging *x)
{
	const struct check *k = x->check;
	struct duration d = k->project.settings.retain_clear;
	const struct str *ids;

	if (!is_said(d))
		return;
	x->nresults = purge_results(&ids, x->store, moment_add(&k->project.zone, moment_instant(k->asked.as_of), d, -1).first, x->arena);
	for (size_t i = 0; i < x->nresults; i++)
		say(x, "%.*s  came to nothing", STR_ARG(ids[i]));
}

/* ---- what runs printed ---- */

static void purge_printed(struct purging *x)
{
	const struct check *k = x->check;
	struct duration d = k->project.settings.retain_clear;

	x->nprinted = printed_drop_naming(x->store, x->gone.at, x->gone.n, x->arena);
	if (is_said(d))
		x->nprinted += printed_drop_before(x->store, moment_add(&k->project.zone, moment_instant(k->asked.as_of), d, -1).first);
}

/* ---- all of it ---- */

static void say_sums(struct purging *x)
{
	say(x, "%s subjects %zu (rows %" PRIu64 ", findings %" PRIu64 ", decisions %" PRIu64 "); findings that came to nothing %zu; what runs printed %" PRId64,
	    x->trial ? "to be removed:" : "removed:", x->gone.n, x->sum.rows, x->sum.findings, x->sum.decisions, x->nresults, x->nprinted);
	say(x, "kept: subjects who are bound, or were not long ago %zu; of whom the documents say no end %zu; with records that "
	    "another subject has too %zu", x->nbound, x->nunknown, x->nshared);
}

static bool log_erasure(struct purging *x)
{
	const struct log_count all[] = {{STR("rows"), x->sum.rows}, {STR("findings"), x->sum.findings + x->nresults},
	                                {STR("decisions"), x->sum.decisions}};
	struct log_count counts[3];
	struct log_entry e = {.actions = LOG_ERASURE, .command = STR("store purge"), .subjects = x->gone.at, .nsubjects = x->gone.n,
	                      .counts = counts};

	for (size_t i = 0; i < 3; i++)
		if (all[i].n > 0)
			counts[e.ncounts++] = all[i];
	return logged_add(x->check->call, x->store, &e);
}

static bool finish(struct purging *x)
{
	if (x->trial || (x->gone.n + x->nresults == 0 && x->nprinted == 0)) {
		store_rollback(x->store);
		return store_good(x->store);
	}
	return log_erasure(x) && logged_commit(x->check->call, x->store) && purge_compact(x->store);
}

int store_purge(struct check *k)
{
	struct call *c = k->call;
	struct purging x = {.check = k, .arena = c->arena, .trial = option_has(&c->args, OPT_DRY_RUN)};

	if (!store_call_open(k))
		return -1;
	x.store = k->stored.store;
	if (!asked(&x))
		return -1;
	scope_whole(k);
	store_rollback(x.store);
	bool good = purge_open(x.store) && store_begin(x.store);
	if (good) {
		purge_subjects(&x);
		purge_clear(&x);
		purge_printed(&x);
		say_sums(&x);
	}
	good = good && store_good(x.store) && finish(&x);
	if (good)
		good = fwrite(x.out.at, 1, x.out.n, stdout) == x.out.n && fflush(stdout) == 0;
	buf_free(&x.out);
	diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	c->diag->entries.n = 0;
	return good ? 0 : STATUS_NO_VERDICT;
}
