/* ordercheck audit: the log of a store, shown or verified. */
#include <inttypes.h>

#include "logged.h"

struct audit_call {
	struct call *call;
	struct project project;
	struct store *store;
	const struct log_format *format;
	struct output out;
	mode_t mode;
	int64_t since, until;
	unsigned actions;
	const struct str *by, *subjects;
	size_t nby, nsubjects;
};

static bool open_store(struct audit_call *x)
{
	struct call *c = x->call;
	struct str path;

	if (!project_settings(&x->project, c))
		return false;
	path = logged_store(c, &x->project.settings);
	if (path.n == 0) {
		diag_error(c->diag, NOWHERE, "which store?");
		diag_help(c->diag, "--store FILE, or `settings: store:` in the project");
		return false;
	}
	if (!logged_reason(c, &x->project.settings))
		return false;
	x->store = store_open(str_cstr(c->arena, path), STORE_READ, LOGGED_WAIT, c->arena, c->diag);
	return x->store != NULL;
}

static bool open_output(struct audit_call *x)
{
	struct call *c = x->call;
	struct str path = option_last(&c->args, OPT_OUTPUT);

	if (!output_mode(&x->mode, c))
		return false;
	if (path.n > 0 && output_same(str_cstr(c->arena, path), store_path(x->store))) {
		diag_error(c->diag, NOWHERE, "%.*s is the store and is not written over", STR_ARG(path));
		return false;
	}
	return output_open(&x->out, path.n > 0 ? str_cstr(c->arena, path) : NULL, x->mode, c->arena, c->diag);
}

/* ---- verify ---- */

static void print_verdict(FILE *out, const struct audit_verdict *v, bool with_head)
{
	for (size_t i = 0; i < v->nfaults; i++) {
		if (v->faults[i].number > 0)
			fprintf(out, "entry %" PRIu64 " %.*s\n", v->faults[i].number, STR_ARG(v->faults[i].what));
		else
			fprintf(out, "the log %.*s\n", STR_ARG(v->faults[i].what));
	}
	if (v->nfaults == AUDIT_FAULTS)
		fprintf(out, "no more than %d are told\n", AUDIT_FAULTS);
	fprintf(out, "%" PRIu64 " %s, %s\n", v->n, v->n == 1 ? "entry" : "entries", v->nfaults > 0 ? "DAMAGED" : "each follows the one before it");
	fprintf(out, "head %" PRIu64 " %s\n", v->head.number, v->head.hash);
	if (!with_head && v->nfaults == 0)
		fputs("no head that was kept elsewhere was given (--audit-head): a change of the last entry, a log whose end was\n"
		      "cut off, and one that was written anew from its beginning would not show\n", out);
}

/* A log that was changed stays as it was found. */
static bool log_use(struct audit_call *x, const char *command, const struct audit_verdict *v, bool keep_head)
{
	struct call *c = x->call;
	struct log_count count = {STR("entries"), v->n};
	struct log_entry e = {.actions = LOG_CONSULTATION, .command = str_of(command), .counts = &count, .ncounts = v->n > 0};
	const char *path = store_path(x->store);

	store_close(x->store);
	x->store = NULL;
	if (v->nfaults == 0)
		return logged_alone(c, path, &e, keep_head);
	tell("this use is not in the audit log of %s, which was changed and stays as it is", path);
	return true;
}

static int verify(struct audit_call *x)
{
	struct call *c = x->call;
	struct audit_head kept;
	struct audit_verdict v;
	bool with_head = option_has(&c->args, OPT_AUDIT_HEAD);

	if (!open_store(x) || !logged_head(&kept, c))
		return -1;
	if (with_head && kept.number == 0) {
		diag_error(c->diag, NOWHERE, "%.*s holds no head to verify against", STR_ARG(option_last(&c->args, OPT_AUDIT_HEAD)));
		return -1;
	}
	if (!audit_verify(&v, x->store, with_head ? &kept : NULL, true, c->arena) || !open_output(x) ||
	    !log_use(x, "audit verify", &v, false))
		return -1;
	print_verdict(x->out.file, &v, with_head);
	if (!output_close(&x->out, true, c->diag))
		return -1;
	return v.nfaults > 0 ? STATUS_FOUND : 0;
}

/* ---- show ---- */

static bool read_format(struct audit_call *x)
{
	struct str name = option_last(&x->call->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	x->format = log_format_find(name.n > 0 ? name : STR("text"));
	if (x->format)
		return true;
	for (; n < FORMATS_MAX && log_formats[n].name; n++)
		names[n] = str_of(log_formats[n].name);
	return refuse_format(x->call, names, n);
}

/* A day means its first instant, of --until its last. */
static bool read_time(int64_t *out, struct audit_call *x, enum option option, int64_t otherwise)
{
	struct str text = option_last(&x->call->args, option);
	struct moment m;

	*out = otherwise;
	if (text.n == 0)
		return true;
	if (!moment_parse(&m, str_trim(text), &x->project.zone, NULL)) {
		diag_error(x->call->diag, NOWHERE, "--%s takes a time such as 2026-06-01, not \"%.*s\"", option_table[option].name,
		           STR_ARG(text));
		return false;
	}
	*out = option == OPT_UNTIL ? m.last : m.first;
	return true;
}

static bool read_actions(struct audit_call *x)
{
	struct call *c = x->call;
	const struct str *words;
	size_t n = option_all(&words, &c->args, OPT_ACTION, c->arena);

	for (size_t i = 0; i < n; i++) {
		unsigned action = 0;
		log_action_parse(&action, words[i]); /* the option table has let only actions through */
		x->actions |= action;
	}
	return true;
}

static bool read_filters(struct audit_call *x)
{
	struct call *c = x->call;
	bool good = read_time(&x->since, x, OPT_SINCE, INSTANT_MIN);

	good = read_time(&x->until, x, OPT_UNTIL, INSTANT_MAX) && good;
	x->nby = option_all(&x->by, &c->args, OPT_BY, c->arena);
	x->nsubjects = option_all(&x->subjects, &c->args, OPT_SUBJECT, c->arena);
	return read_actions(x) && good;
}

static bool is_by(const struct log_entry *e, const struct audit_call *x)
{
	for (size_t i = 0; i < x->nby; i++)
		if (str_eq_nocase(e->account, x->by[i]) || str_eq_nocase(e->person, x->by[i]))
			return true;
	return x->nby == 0;
}

/* An entry that names nobody is about everybody. */
static bool is_about(const struct log_entry *e, const struct audit_call *x)
{
	for (size_t i = 0; i < x->nsubjects; i++)
		for (size_t j = 0; j < e->nsubjects; j++)
			if (str_eq_nocase(e->subjects[j], x->subjects[i]))
				return true;
	return x->nsubjects == 0 || e->nsubjects == 0;
}

static bool wanted(const struct log_entry *e, const struct audit_call *x)
{
	return e->at >= x->since && e->at <= x->until && (x->actions == 0 || (e->actions & x->actions) != 0) && is_by(e, x) &&
	       is_about(e, x);
}

static int show(struct audit_call *x)
{
	struct call *c = x->call;
	const struct log_entry *const *all;
	struct audit_verdict v;
	size_t n;

	if (!read_format(x) || !open_store(x) || !read_filters(x) || !audit_verify(&v, x->store, NULL, false, c->arena) ||
	    !audit_read(&all, &n, x->store, c->arena) || !open_output(x) || !log_use(x, "audit show", &v, true))
		return -1;
	if (v.nfaults > 0)
		tell("this log was changed: \"ordercheck audit verify\" tells where");
	const struct log_entry **kept = arena_array(c->arena, n, sizeof *kept);
	struct log_list list = {.at = kept, .all = n, .zone = &x->project.zone};
	for (size_t i = 0; i < n; i++)
		if (wanted(all[i], x))
			kept[list.n++] = all[i];
	struct report_style style = {.colour = output_colour(&x->out, option_last(&c->args, OPT_COLOR)),
	                             .width = output_width(&x->out), .quiet = option_has(&c->args, OPT_QUIET)};
	return output_close(&x->out, x->format->print(x->out.file, &list, &style), c->diag) ? 0 : -1;
}

/* ---- the command ---- */

static int run(struct audit_call *x)
{
	struct call *c = x->call;
	struct str what = c->args.operands.n == 1 ? c->args.operands.at[0] : STR("");

	if (str_eq_cstr(what, "verify"))
		return verify(x);
	if (str_eq_cstr(what, "show"))
		return show(x);
	diag_error(c->diag, NOWHERE, "audit takes show or verify");
	return -1;
}

int cmd_audit(struct call *c)
{
	struct audit_call x = {.call = c};
	int status = run(&x);

	if (status < 0) {
		output_abandon(&x.out);
		diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	}
	store_close(x.store);
	return status < 0 ? STATUS_NO_VERDICT : status;
}
