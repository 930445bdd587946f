#include "logged.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- who ---- */

struct str account_name(struct arena *a)
{
	const struct passwd *who = getpwuid(getuid());

	return who ? str_dup(a, str_of(who->pw_name)) : str_printf(a, "%u", (unsigned)getuid());
}

struct str call_host(struct arena *a)
{
	char name[256];

	if (gethostname(name, sizeof name) != 0)
		return STR("");
	name[sizeof name - 1] = '\0';
	return str_dup(a, str_of(name));
}

/* ---- what is asked for ---- */

struct str logged_store(const struct call *c, const struct settings *settings)
{
	struct str path = option_last(&c->args, OPT_STORE);

	return path.n > 0 || !settings ? path : settings->store;
}

bool logged_wanted(const struct check *k)
{
	return (k->call->command->bit & FOR_LOGGED) && logged_store(k->call, &k->project.settings).n > 0 && !option_has(&k->call->args, OPT_NO_AUDIT);
}

static bool without_store(struct call *c)
{
	static const enum option options[] = {OPT_REASON, OPT_RECIPIENT, OPT_AUDIT_HEAD, OPT_NO_AUDIT};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		if (!option_has(&c->args, options[i]))
			continue;
		diag_error(c->diag, NOWHERE, "--%s needs a store, whose audit log it is for", option_table[options[i]].name);
		diag_help(c->diag, "--store FILE, or `settings: store:` in the project");
		return false;
	}
	return true;
}

bool logged_asked(struct call *c, const struct settings *settings)
{
	if ((c->command->bit & FOR_LOGGED) && logged_store(c, settings).n == 0)
		return without_store(c);
	return (c->command->bit & FOR_LOGGED) == 0 || logged_reason(c, settings);
}

bool logged_reason(struct call *c, const struct settings *settings)
{
	if (!settings->reason_required || str_trim(option_last(&c->args, OPT_REASON)).n > 0)
		return true;
	diag_error(c->diag, NOWHERE, "the settings ask for a reason: --reason TEXT");
	return false;
}

/* ---- the head that is kept elsewhere ---- */

bool logged_head(struct audit_head *out, struct call *c)
{
	struct str path = option_last(&c->args, OPT_AUDIT_HEAD);
	FILE *file = path.n > 0 ? fopen(str_cstr(c->arena, path), "r") : NULL;
	char text[128];

	*out = (struct audit_head){.number = 0};
	if (path.n == 0 || (!file && errno == ENOENT))
		return true;
	size_t n = file ? fread(text, 1, sizeof text, file) : 0;
	if (file)
		fclose(file);
	if (n > 0 && audit_head_parse(out, (struct str){text, n}))
		return true;
	diag_error(c->diag, NOWHERE, "%.*s is no head of an audit log: one line of a number and 64 hex digits", STR_ARG(path));
	return false;
}

/* On the disk under another name: what is left to do is a rename. */
static bool write_head(struct output *o, struct call *c, struct store *s)
{
	struct audit_head head;
	struct buf text = {0};

	if (!audit_head(&head, s) || !output_open(o, str_cstr(c->arena, option_last(&c->args, OPT_AUDIT_HEAD)), 0600, c->arena, c->diag))
		return false;
	audit_head_print(&text, &head);
	bool written = fwrite(text.at, 1, text.n, o->file) == text.n;
	buf_free(&text);
	return output_settle(o, written, c->diag);
}

/* What was done stands, and the log holds the entry that the file still names: the next use finds it so, and moves on. */
static void tell_behind(const struct diag *why)
{
	struct str reason = why->entries.n > 0 ? why->entries.at[0].message : STR("it cannot be written");

	tell("%.*s; this use is done and stands in the audit log all the same, and the head in that file was not moved to its entry: "
	     "the next use with --audit-head moves it, and till then a cut of this last entry would not show", STR_ARG(reason));
}

bool logged_commit(struct call *c, struct store *s)
{
	struct output o = {.file = NULL};

	if (option_last(&c->args, OPT_AUDIT_HEAD).n == 0)
		return store_commit(s);
	if (!write_head(&o, c, s))
		return false;
	if (!store_commit(s)) {
		output_abandon(&o);
		return false;
	}
	struct diag why;
	diag_init(&why, c->arena);
	if (!output_close(&o, true, &why))
		tell_behind(&why);
	return true;
}

/* Whoever takes the file away and writes the log anew should not go unseen. */
static void tell_first_head(struct call *c, struct store *s)
{
	struct str path = option_last(&c->args, OPT_AUDIT_HEAD);
	struct audit_head now;

	if (path.n > 0 && audit_head(&now, s) && now.number > 0)
		tell("%.*s is not there and is begun: nothing shows whether the %llu entries so far are as they were written",
		     STR_ARG(path), (unsigned long long)now.number);
}

static bool holds(struct call *c, struct store *s, const struct audit_head *kept)
{
	if (audit_holds(s, kept))
		return true;
	diag_error(c->diag, NOWHERE, "the audit log of %s does not hold entry %llu as %.*s has it: it was cut or written anew",
	           store_path(s), (unsigned long long)kept->number, STR_ARG(option_last(&c->args, OPT_AUDIT_HEAD)));
	diag_help(c->diag, "\"ordercheck audit verify\" tells more");
	return false;
}

static bool head_is_there(struct call *c, struct store *s)
{
	struct audit_head kept;

	if (!logged_head(&kept, c))
		return false;
	if (kept.number == 0)
		tell_first_head(c, s);
	return holds(c, s, &kept);
}

bool logged_holds(struct call *c, struct store *s)
{
	struct audit_head kept;

	return option_has(&c->args, OPT_NO_AUDIT) || (logged_head(&kept, c) && holds(c, s, &kept));
}

/* ---- an entry ---- */

static void add_files(struct log_entry *e, const struct check *k)
{
	const struct feed_result *f = &k->feeds;
	const struct plan *p = &k->project.plan;
	struct log_file *files = arena_array(k->call->arena, f->ninputs + p->ndocuments, sizeof *files);

	for (size_t i = 0; i < f->ninputs; i++)
		files[e->nfiles++] = (struct log_file){LOG_INPUT, f->inputs[i]->file, str_of(f->inputs[i]->sha256)};
	for (size_t i = 0; i < p->ndocuments; i++)
		if (!p->documents[i].shipped)
			files[e->nfiles++] = (struct log_file){LOG_DOCUMENT, p->documents[i].file, str_of(p->documents[i].sha256)};
	e->files = files;
}

/* What was counted; nothing of level clear, which is not always looked at. */
static void add_counts(struct log_entry *e, const struct check *k)
{
	struct log_count *counts = arena_array(k->call->arena, NLEVELS + 3, sizeof *counts);

	const struct log_count known[] = {{STR("orders"), k->scope.njudged},
	                                  {STR("subjects"), k->scope.npeople},
	                                  {STR("rejects"), feeds_count_rejects(&k->feeds)}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].n > 0)
			counts[e->ncounts++] = known[i];
	for (size_t level = NLEVELS; level-- > LEVEL_BLIND;)
		if (k->run.counts[level] > 0)
			counts[e->ncounts++] = (struct log_count){str_of(level_names[level]), k->run.counts[level]};
	e->counts = counts;
}

/* One, or those that were asked for by --subject, as far as they were found. */
static void add_subjects(struct log_entry *e, const struct check *k, size_t one)
{
	const struct plan *p = &k->project.plan;
	struct str *ids = arena_array(k->call->arena, k->scope.npeople + 1, sizeof *ids);
	bool asked = option_has(&k->call->args, OPT_SUBJECT) && one >= p->nsubjects;

	e->subjects = ids;
	if (one < p->nsubjects)
		ids[e->nsubjects++] = p->subjects[one].id;
	for (size_t i = 0; asked && i < k->scope.npeople; i++)
		ids[e->nsubjects++] = p->subjects[k->scope.people[i]].id;
}

bool logged_add(struct call *c, struct store *s, struct log_entry *e)
{
	e->at = c->now;
	e->version = STR(ORDERCHECK_VERSION);
	e->account = c->account;
	e->host = call_host(c->arena);
	e->person = option_last(&c->args, OPT_BY);
	e->recipient = str_trim(option_last(&c->args, OPT_RECIPIENT));
	e->reason = str_trim(option_last(&c->args, OPT_REASON));
	if (e->recipient.n > 0)
		e->actions |= LOG_DISCLOSURE;
	return head_is_there(c, s) && audit_append(s, e);
}

bool logged_append(struct check *k, struct store *s, unsigned actions, int64_t run, size_t subject)
{
	struct log_entry e = {.actions = actions, .command = str_of(k->call->command->name), .run = (uint64_t)run};

	add_files(&e, k);
	add_counts(&e, k);
	add_subjects(&e, k, subject);
	return logged_add(k->call, s, &e);
}

bool logged_not(const struct call *c, struct str path)
{
	if (!option_has(&c->args, OPT_NO_AUDIT))
		return false;
	tell("this use is not in the audit log of %.*s: --no-audit", STR_ARG(path));
	return true;
}

bool logged_alone(struct call *c, const char *path, struct log_entry *e, bool keep_head)
{
	int64_t wait;

	if (!stored_wait(&wait, c))
		return false;
	if (logged_not(c, str_of(path)))
		return true;
	struct store *s = store_open(path, STORE_WRITE, wait, c->arena, c->diag);
	bool good = s && store_begin(s) && logged_add(c, s, e) && (keep_head ? logged_commit(c, s) : store_commit(s));
	store_close(s);
	return good;
}

bool logged_consultation(struct check *k, size_t subject)
{
	struct call *c = k->call;
	struct str path = logged_store(c, &k->project.settings);

	if (path.n == 0)
		return true;
	if (logged_not(c, path))
		return true;
	struct store *own = k->stored.store, *s = own;
	if (own)
		stored_forget(k);
	else
		s = store_open(str_cstr(c->arena, path), STORE_MAKE, LOGGED_WAIT, c->arena, c->diag);
	bool good = s && store_begin(s) && logged_append(k, s, LOG_CONSULTATION, 0, subject) && logged_commit(c, s);
	if (!own)
		store_close(s);
	return good;
}
