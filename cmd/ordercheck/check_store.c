/* `check --store`: a run on a case store, from its opening to its commit. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "feed/squeeze.h"
#include "identity/identity.h"
#include "logged.h"
#include "store/printed.h"

enum { WAIT_DEFAULT = 60000 };

/* ---- options ---- */

static bool refuse(struct check *k, const char *words)
{
	diag_error(k->call->diag, NOWHERE, "%s", words);
	return false;
}

bool stored_wait(int64_t *out, struct call *c)
{
	struct str text = option_last(&c->args, OPT_WAIT);
	struct duration d = {.ms = WAIT_DEFAULT};

	if (text.n > 0 && (!duration_parse(&d, text) || !duration_is_exact(d) || d.ms < 0)) {
		diag_error(c->diag, NOWHERE, "--wait takes a time such as 30s, 10min or 2h");
		return false;
	}
	*out = d.ms;
	return true;
}

static bool asked_since(struct check *k)
{
	struct str text = option_last(&k->call->args, OPT_SINCE_RUN);
	uint64_t n;

	k->stored.since_run = INT64_MAX;
	if (text.n == 0)
		return true;
	if (!str_to_u64(&n, text) || n > INT64_MAX)
		return refuse(k, "--since-run takes the number of a run");
	k->stored.since_run = (int64_t)n;
	return k->stored.fresh_only || refuse(k, "--since-run goes with --new");
}

static bool refuse_without(struct check *k)
{
	static const enum option options[] = {OPT_NEW, OPT_SINCE_RUN, OPT_READER, OPT_WAIT};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (option_has(&k->call->args, options[i])) {
			diag_error(k->call->diag, NOWHERE, "--%s needs a store", option_table[options[i]].name);
			diag_help(k->call->diag, "--store FILE, or `settings: store:` in the project");
			return false;
		}
	return true;
}

/* The store of the option, else that of the project. */
bool stored_asked(struct check *k)
{
	struct call *c = k->call;
	struct stored *s = &k->stored;
	struct str path = option_last(&c->args, OPT_STORE);

	if ((c->command->bit & (FOR_CHECK | FOR_LOOKS)) == 0)
		return true;
	if (path.n == 0)
		path = k->project.settings.store;
	if (path.n == 0)
		return refuse_without(k);
	if (c->command->bit & FOR_LOOKS)
		return look_asked(k, path);
	s->path = str_cstr(c->arena, path);
	s->account = c->account;
	s->reader = option_last(&c->args, OPT_READER);
	s->fresh_only = option_has(&c->args, OPT_NEW);
	if (s->reader.n == 0)
		s->reader = s->account;
	if (s->fresh_only && k->asked.level == LEVEL_CLEAR)
		return refuse(k, "--new tells nothing of level clear: what is clear is judged anew in every run");
	return stored_wait(&s->wait, c) && asked_since(k);
}

/* ---- the run ---- */

static bool begin_run(struct check *k)
{
	struct stored *s = &k->stored;
	const struct store_run_options o = {.as_of = k->asked.as_of, .began = k->call->now, .account = s->account,
	                                    .version = STR(ORDERCHECK_VERSION), .back = s->back};

	s->run = store_run_begin(s->store, &k->project.plan, &o, k->call->arena);
	return s->run != NULL;
}

/* Findings of later than its time go with this run, and come back with the next that is right. */
static void tell_clock(const struct check *k)
{
	struct buf when = {0};
	int64_t last = store_last_as_of(k->stored.store);

	if (option_has(&k->call->args, OPT_AS_OF) || k->asked.as_of >= last)
		return;
	moment_say(&when, moment_instant(last / 1000 * 1000), &k->project.zone);
	tell("the clock is behind the last run on %s, which judged as at %.*s: what came later is not seen by this one", k->stored.path,
	     STR_ARG(buf_str(&when)));
	buf_free(&when);
}

/* May neither the file nor anything beside it be written? */
static bool is_still(struct call *c, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? str_cstr(c->arena, (struct str){path, (size_t)(slash - path) + 1}) : ".";

	return access(path, F_OK) == 0 && (access(path, W_OK) != 0 || access(folder, W_OK) != 0);
}

bool stored_open(struct check *k, enum store_mode mode)
{
	struct stored *s = &k->stored;
	struct call *c = k->call;

	s->copied = option_has(&c->args, OPT_NO_AUDIT) && is_still(c, s->path);
	s->store = store_open(s->path, s->copied ? STORE_COPY : mode, s->wait, c->arena, c->diag);
	return s->store && store_begin(s->store) && logged_holds(c, s->store);
}

bool stored_begin(struct check *k)
{
	struct stored *s = &k->stored;
	struct call *c = k->call;

	if (!s->path)
		return true;
	if (s->looks)
		return look_begin(k);
	if (!stored_open(k, STORE_MAKE))
		return false;
	s->back = k->asked.has_known_at ||
	          (option_has(&c->args, OPT_AS_OF) && k->asked.as_of < store_last_as_of(s->store));
	if (s->back && s->fresh_only)
		return refuse(k, "--new tells what is new now: it takes no --known-at, and no --as-of before that of the last run");
	tell_clock(k);
	s->asked = k->scope;
	scope_whole(k);
	return begin_run(k) && stored_leave_out(k);
}

bool stored_look(struct check *k)
{
	k->stored.back = true;
	return begin_run(k);
}

void stored_forget(struct check *k)
{
	if (k->stored.run)
		store_run_end(k->stored.run);
	k->stored.run = NULL;
	if (k->stored.store)
		store_rollback(k->stored.store);
}

static void add_notes(struct feed_result *f, const struct str *notes, size_t n, struct arena *a)
{
	struct str *all = arena_array(a, f->nnotes + n, sizeof *all);

	for (size_t i = 0; i < f->nnotes + n; i++)
		all[i] = i < f->nnotes ? f->notes[i] : notes[i - f->nnotes];
	f->notes = all;
	f->nnotes += n;
}

static bool open_replay(struct check *k, const struct feed_options *options)
{
	struct stored *s = &k->stored;
	struct call *c = k->call;
	struct feed_result supplied = {0};
	const struct replay_file *files;
	uint64_t seeds[2][2];
	size_t n = store_run_files(&files, s->run, options);
	const struct str *notes;

	store_run_seeds(seeds, s->run);
	s->replay = feed_replay_open(&k->project.plan, options, files, n, seeds, c->arena, c->diag);
	if (!s->replay)
		return false;
	feed_replay_supplies(&supplied, s->replay, c->diag);
	k->feeds.supplies = supplied.supplies;
	k->feeds.failed = supplied.failed;
	add_notes(&k->feeds, supplied.notes, supplied.nnotes, c->arena);
	n = store_run_notes(&notes, s->run, s->fresh_only);
	add_notes(&k->feeds, notes, n, c->arena);
	struct buf extra = {0};
	for (size_t i = 0; i < k->places.ninputs; i++)
		buf_add(&extra, str_of(k->places.inputs[i]->sha256));
	store_judged_open(s->run, k->feeds.supplies, buf_str(&extra));
	buf_free(&extra);
	s->events = arena_array(c->arena, k->project.plan.nsubjects, sizeof *s->events);
	k->feeds.subjects = s->events;
	return store_good(s->store);
}

bool stored_read(struct check *k, struct feed_options *options)
{
	struct stored *s = &k->stored;
	struct call *c = k->call;
	options->index = identity_build(&k->project.plan, c->arena);
	struct feed_options *taking = arena_copy(c->arena, options, sizeof *options);
	struct feed_options *giving = arena_copy(c->arena, options, sizeof *options);

	taking->keeper = store_run_keeper(s->run);
	taking->known_at = INSTANT_MAX;
	taking->wanted = NULL;
	giving->wanted = NULL;
	if (!feed_read(&k->feeds, &k->project.plan, k->requests, k->nrequests, taking, c->arena, c->diag))
		return false;
	store_run_rejects(s->run, k->feeds.rejects, k->feeds.nrejects);
	return store_run_taken(s->run) && open_replay(k, giving);
}

/* Packed as it is printed. */
static bool squeeze(struct buf *packed, struct check *k, bool (*print)(FILE *out, const struct run *run))
{
	FILE *out = squeeze_open(packed);
	bool good = out && print(out, &k->run);

	good = out && fclose(out) == 0 && good;
	return good || refuse(k, "what this run printed could not be packed for the store");
}

/* For `report --run`. The list of orders is the same on most days, and is kept once. */
static bool keep_printed(struct check *k)
{
	struct stored *s = &k->stored;
	struct buf orders = {0}, run = {0};
	char hex[65];

	report_json_orders_digest(hex, &k->run);
	int64_t listed = printed_listed(s->store, hex);
	bool good = listed > 0 || squeeze(&orders, k, report_json_orders);
	if (good && listed == 0)
		listed = printed_list(s->store, hex, buf_str(&orders));
	good = good && squeeze(&run, k, report_json_apart) &&
	       printed_put(s->store, store_run_id(s->run), buf_str(&run), listed, s->fresh_only);
	buf_free(&orders);
	buf_free(&run);
	return good;
}

/* Who, why and on which inputs is not said; that the store changed is, since the log seals what it holds. */
static bool commit_unlogged(struct check *k)
{
	struct stored *s = &k->stored;
	const struct log_entry e = {.at = k->call->now, .actions = LOG_ALTERATION, .command = str_of(k->call->command->name),
	                            .version = STR(ORDERCHECK_VERSION), .reason = STR("--no-audit"), .run = (uint64_t)store_run_id(s->run)};

	if (s->copied)
		tell("nothing of this run is kept: %s cannot be written; this use is not in the audit log: --no-audit", s->path);
	else
		tell("this use is not in the audit log of %s, which holds only that there was a run: --no-audit", s->path);
	return s->copied || (audit_append(s->store, &e) && store_commit(s->store));
}

bool stored_keep(struct check *k)
{
	struct stored *s = &k->stored;

	for (size_t i = 0; s->fresh_only && i < k->run.ntold; i++)
		store_tell(s->run, s->reader, k->run.told[i]->id, k->run.told[i]->level);
	if (!keep_printed(k))
		return false;
	if (s->back)
		store_judged_forget(s->run);
	else
		look_keep_options(k);
	return true;
}

bool stored_commit(struct check *k)
{
	struct stored *s = &k->stored;

	if (logged_wanted(k)) {
		if (!logged_append(k, s->store, LOG_COLLECTION | LOG_CONSULTATION | LOG_COMBINATION, store_run_id(s->run), SIZE_MAX))
			return false;
	} else {
		return commit_unlogged(k);
	}
	return logged_commit(k->call, s->store);
}

void stored_close(struct check *k)
{
	if (k->stored.run)
		store_run_end(k->stored.run);
	store_close(k->stored.store);
	k->stored.run = NULL;
	k->stored.store = NULL;
}
