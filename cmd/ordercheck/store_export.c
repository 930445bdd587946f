/* ordercheck store export: what a store holds of one subject, as a folder for a case file. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/tz.h"
#include "feed/read.h"
#include "folder.h"
#include "logged.h"
#include "report/object.h"
#include "store/archive.h"
#include "store_call.h"

struct exporting {
	struct check *check;
	struct store *store;
	struct arena *arena;
	struct folder folder;
	struct str id;
	int64_t subject; /* in the store; 0: it knows none */
	bool planned;    /* among the documents too */
	const struct archive_row *rows;
	size_t nrows;
	const struct archive_document *documents;
	size_t ndocuments;
};

static bool add(struct exporting *x, const char *name, struct buf *text)
{
	bool good = folder_add(&x->folder, str_of(name), buf_str(text));

	buf_free(text);
	return good;
}

/* ---- as it may be told: whole, or with --redact ---- */

static const struct redaction *redacted(const struct exporting *x)
{
	return x->check->redaction;
}

static struct str withheld(const struct exporting *x, struct str text)
{
	return redacted(x) && text.n > 0 ? STR("[withheld]") : text;
}

static struct str masked(const struct exporting *x, struct str text)
{
	return redacted(x) && text.n > 0 ? redact_message(redacted(x), text) : text;
}

static struct str path_of(const struct exporting *x, struct str path)
{
	return redacted(x) ? redact_path(redacted(x), path) : path;
}

/* Of a text that somebody may have, it would tell which. */
static struct str hash_of(const struct exporting *x, struct str hash)
{
	return redacted(x) ? STR("") : hash;
}

static struct str whom(const struct exporting *x)
{
	return redacted(x) ? redact_subject_id(redacted(x), x->id) : x->id;
}

static struct str finding_id(const struct exporting *x, struct str id)
{
	return redacted(x) && id.n > 0 ? redact_finding_id(redacted(x), id) : id;
}

static struct str order_id(const struct exporting *x, struct str id)
{
	return redacted(x) && id.n > 0 ? redact_order_id(redacted(x), id) : id;
}

/* ---- whose ---- */

static bool whose(struct exporting *x)
{
	struct check *k = x->check;
	struct str asked = option_last(&k->call->args, OPT_SUBJECT);
	const struct plan *p = &k->project.plan;

	x->subject = archive_subject(x->store, asked);
	x->planned = plan_find_subject(p, asked) != SIZE_MAX || x->subject == 0;
	if (x->planned && !scope_read(k))
		return false;
	x->id = x->planned ? p->subjects[k->scope.people[0]].id : asked;
	x->subject = archive_subject(x->store, x->id);
	if (x->subject == 0 && store_good(x->store))
		diag_error(k->call->diag, NOWHERE, "the store %s knows nothing of subject %.*s", k->stored.path, STR_ARG(x->id));
	return x->subject != 0;
}

/* ---- rows ---- */

static bool add_rows(struct exporting *x)
{
	struct buf out = {0};

	for (size_t i = 0; i < x->nrows; i++) {
		const struct archive_row *row = &x->rows[i];
		struct object *o = object_new();
		object_text(o, "feed", masked(x, row->feed));
		object_text(o, "file", path_of(x, row->file));
		object_text(o, "file_sha256", hash_of(x, row->file_sha256));
		object_count(o, "line", (int64_t)row->line);
		object_text(o, "sha256", hash_of(x, str_of(row->sha256)));
		object_flag(o, "unreadable", row->unreadable);
		object_text(o, "column", masked(x, row->field));
		object_text(o, "rejected", masked(x, row->reason));
		object_text(o, "header", withheld(x, row->header));
		object_text(o, "row", withheld(x, row->bytes));
		object_print(&out, o);
	}
	return add(x, "rows.jsonl", &out);
}

/* ---- documents ---- */

/* Of a path the last part, in letters that no shell and no system takes amiss. */
static struct str plain_name(struct exporting *x, struct str file, size_t number)
{
	struct buf b = {0};
	struct str base = claim_base(file);

	buf_printf(&b, "document-%03zu-", number);
	for (size_t i = 0; i < base.n && i < 80; i++) {
		char c = base.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_.", c);
		buf_char(&b, plain && c ? c : '_');
	}
	struct str out = str_dup(x->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static bool add_documents(struct exporting *x, struct object *list)
{
	for (size_t i = 0; i < x->ndocuments; i++) {
		const struct archive_document *d = &x->documents[i];
		struct object *o = object_new();
		struct str name = plain_name(x, d->file, i + 1);
		if (!redacted(x))
			object_text(o, "file", name);
		object_text(o, "document", path_of(x, d->file));
		object_text(o, "document_sha256", hash_of(x, d->sha256));
		object_flag(o, "whole", d->whole);
		object_count(o, "first_run", d->first_run);
		if (d->gone_run > 0)
			object_count(o, "gone_run", d->gone_run);
		object_add(list, o);
		if (!redacted(x) && !folder_add(&x->folder, name, d->text))
			return false;
	}
	return true;
}

/* ---- findings over time, decisions, who was told ---- */

static struct object *moment_object(struct exporting *x, const struct store_moment *m)
{
	const struct zone *z = &x->check->project.zone;
	struct object *o = object_new();

	object_instant(o, "at", m->at, z);
	if (m->run > 0)
		object_count(o, "run", m->run);
	object_text(o, "what", m->what);
	object_text(o, "level", str_of(level_names[m->level < NLEVELS ? m->level : LEVEL_CLEAR]));
	if (m->outcome.n == 0)
		return o;
	object_text(o, "outcome", m->outcome);
	object_text(o, "who", withheld(x, m->who));
	object_text(o, "reason", withheld(x, m->reason));
	object_instant(o, "until", m->until, z);
	object_text(o, "ended", m->ended);
	return o;
}

static struct object *finding_object(struct exporting *x, const struct store_finding *f)
{
	const struct zone *z = &x->check->project.zone;
	struct object *o = object_new(), *life = object_list(), *told = object_list();
	const struct store_moment *moments;
	const struct store_reading *readers;

	object_text(o, "id", finding_id(x, str_of(f->id)));
	object_text(o, "level", str_of(level_names[f->level < NLEVELS ? f->level : LEVEL_CLEAR]));
	object_flag(o, "shown", f->shown);
	object_text(o, "order", order_id(x, f->order));
	object_text(o, "scheme", masked(x, f->scheme));
	object_text(o, "condition", f->condition);
	object_text(o, "rule", masked(x, f->rule));
	object_text(o, "title", withheld(x, f->title));
	object_instant(o, "time", f->has_time ? f->first : INSTANT_MAX, z);
	size_t n = store_history(&moments, x->store, f, x->arena);
	for (size_t i = 0; i < n; i++)
		object_add(life, moment_object(x, &moments[i]));
	n = store_readers(&readers, x->store, f, x->arena);
	for (size_t i = 0; i < n; i++) {
		struct object *t = object_new();
		object_text(t, "reader", withheld(x, readers[i].reader));
		object_text(t, "level", str_of(level_names[readers[i].level]));
		object_count(t, "run", readers[i].run);
		object_add(told, t);
	}
	object_put(o, "life", life);
	object_put(o, "told", told);
	return o;
}

static bool add_history(struct exporting *x)
{
	const struct str *ids;
	size_t n = archive_findings(&ids, x->store, x->subject, x->arena);
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		struct store_finding f;
		if (store_finding(&f, x->store, ids[i], x->arena))
			object_print(&out, finding_object(x, &f));
	}
	return add(x, "history.jsonl", &out) && store_good(x->store);
}

/* ---- the audit log ---- */

static bool names(const struct log_entry *e, struct str id)
{
	for (size_t i = 0; i < e->nsubjects; i++)
		if (str_eq(e->subjects[i], id))
			return true;
	return false;
}

/* When, what and on whom stay; who did it, why and for whom do not. */
static void redact_entry(const struct exporting *x, struct log_entry *e)
{
	struct str *const gone[] = {&e->account, &e->host, &e->person, &e->recipient, &e->reason};
	struct log_file *files = arena_array(x->arena, e->nfiles, sizeof *files);

	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		*gone[i] = withheld(x, *gone[i]);
	for (size_t i = 0; i < e->nfiles; i++)
		files[i] = (struct log_file){e->files[i].kind, path_of(x, e->files[i].file), STR("")};
	e->files = files;
	e->finding = finding_id(x, e->finding);
	e->before = e->hash = STR("");
}

/* Entries that name the subject; nobody else that they name comes along. */
static bool add_audit(struct exporting *x)
{
	const struct log_entry *const *all;
	struct log_list list = {.zone = &x->check->project.zone};
	size_t n, size = 0;
	char *text = NULL;

	if (!audit_read(&all, &n, x->store, x->arena))
		return false;
	const struct log_entry **kept = arena_array(x->arena, n, sizeof *kept);
	struct str *id = ARENA_NEW(x->arena, struct str);
	*id = whom(x);
	for (size_t i = 0; i < n; i++) {
		if (!names(all[i], x->id))
			continue;
		struct log_entry *e = arena_copy(x->arena, all[i], sizeof *e);
		e->subjects = id;
		e->nsubjects = 1;
		if (redacted(x))
			redact_entry(x, e);
		kept[list.n++] = e;
	}
	list.at = kept;
	list.all = n;
	FILE *out = open_memstream(&text, &size);
	bool good = out && log_format_find(STR("jsonl"))->print(out, &list, &(struct report_style){.quiet = true});
	good = out && fclose(out) == 0 && good && folder_add(&x->folder, STR("audit.jsonl"), (struct str){text, size});
	free(text);
	return good;
}

/* ---- findings as they are judged now, those of level clear too ---- */

static bool add_run(struct exporting *x)
{
	struct check *k = x->check;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	redact_shown(&k->shown, k, &k->run);
	bool good = out && k->asked.format->print(out, &k->shown, &(struct report_style){.names = NAMES_NEVER});

	good = out && fclose(out) == 0 && good && folder_add(&x->folder, STR("findings.json"), (struct str){text, size});
	free(text);
	return good;
}

/* A run that looks back: nothing of it is kept. */
static bool judge(struct exporting *x)
{
	struct check *k = x->check;
	struct stored *s = &k->stored;

	if (!x->planned)
		return true;
	s->asked = k->scope;
	if (!stored_look(k) || !supply_read(k) || !stored_judge(k))
		return false;
	sift(k);
	run_fill(k);
	return add_run(x);
}

/* ---- the manifest, the log ---- */

static struct object *file_object(const struct folder_file *f)
{
	struct object *o = object_new();

	object_text(o, "file", f->name);
	object_text(o, "sha256", str_of(f->sha256));
	object_count(o, "bytes", (int64_t)f->bytes);
	return o;
}

static bool add_manifest(struct exporting *x, struct object *documents)
{
	struct check *k = x->check;
	struct object *o = object_new(), *tool = object_new(), *files = object_list();
	struct buf out = {0};

	object_text(o, "schema", STR("ordercheck/export/1"));
	object_text(o, "subject", whom(x));
	object_flag(o, "redacted", redacted(x) != NULL);
	object_instant(o, "as_of", k->asked.as_of, &k->project.zone);
	object_flag(o, "judged", x->planned);
	object_text(tool, "version", STR(ORDERCHECK_VERSION));
	object_text(tool, "icu", str_of(text_icu_version()));
	object_text(tool, "tz", str_of(tz_version()));
	object_text(tool, "catalogue", k->project.plan.catalogue_version);
	object_put(o, "tool", tool);
	object_put(o, "documents", documents);
	for (size_t i = 0; i < x->folder.files.n; i++)
		object_add(files, file_object(&x->folder.files.at[i]));
	object_put(o, "files", files);
	object_print(&out, o);
	return add(x, "manifest.json", &out);
}

static bool log_export(struct exporting *x)
{
	const struct folder *f = &x->folder; /* the manifest is the last of its files */
	struct log_file out = {LOG_OUTPUT, str_printf(x->arena, "%s/manifest.json", f->path), str_of(f->files.at[f->files.n - 1].sha256)};
	struct log_entry e = {.actions = LOG_CONSULTATION, .command = STR("store export"), .subjects = &x->id, .nsubjects = 1,
	                      .files = &out, .nfiles = 1, .counts = &(struct log_count){STR("rows"), x->nrows}, .ncounts = x->nrows > 0};

	return logged_add(x->check->call, x->store, &e);
}

static bool write_folder(struct exporting *x)
{
	struct object *documents = object_list();

	x->nrows = archive_rows(&x->rows, x->store, x->subject, x->arena);
	x->ndocuments = archive_documents(&x->documents, x->store, x->id, x->rows, x->nrows, x->arena);
	bool good = store_good(x->store) && add_documents(x, documents) && add_rows(x) && add_history(x) && add_audit(x) && judge(x);
	return add_manifest(x, documents) && good;
}

int store_export(struct check *k)
{
	struct call *c = k->call;
	struct exporting x = {.check = k, .arena = c->arena};
	struct str path = option_last(&c->args, OPT_OUTPUT);

	if (path.n == 0) {
		diag_error(c->diag, NOWHERE, "-o DIR: where is the folder to be made?");
		return -1;
	}
	store_call_option(c, OPT_SUBJECT, str_cstr(c->arena, c->args.operands.at[0]));
	store_call_option(c, OPT_LEVEL, "clear");
	if (!store_call_open(k))
		return -1;
	k->asked.format = report_find(STR("json"));
	redact_begin(k);
	x.store = k->stored.store;
	bool good = whose(&x) && folder_open(&x.folder, str_cstr(c->arena, path), c) && write_folder(&x);
	stored_forget(k);
	good = good && store_begin(x.store) && log_export(&x) && logged_commit(c, x.store) && folder_close(&x.folder);
	folder_abandon(&x.folder);
	redact_tell_diag(k);
	c->diag->entries.n = 0;
	return good ? 0 : STATUS_NO_VERDICT;
}
