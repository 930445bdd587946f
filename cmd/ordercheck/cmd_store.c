/* ordercheck store: the case store beside `check --store`. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "logged.h"
#include "store/desk.h"
#include "store_call.h"

struct store_call {
	struct call *call;
	struct project project;
	struct store *store;
	const char *path;
	struct buf out;          /* told when the use is logged */
	char copied[65];         /* SHA-256 of a backup */
	struct log_entry logged; /* what the log is told of the use */
};

/* ---- words ---- */

static void say(struct store_call *x, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct store_call *x, const char *format, ...)
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

static struct str time_text(struct store_call *x, int64_t at)
{
	struct buf b = {0};

	moment_say(&b, moment_instant(at / 1000 * 1000), &x->project.zone);
	struct str out = str_dup(x->call->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static bool wrong(struct store_call *x, const char *words)
{
	diag_error(x->call->diag, NOWHERE, "%s", words);
	return false;
}

/* A number and its word. */
#define COUNTED(n, one, many) (n), (n) == 1 ? (one) : (many)

/* ---- status ---- */

static bool print_status(struct store_call *x)
{
	struct store_status st;

	store_status(&st, x->store);
	if (!store_good(x->store))
		return false;
	say(x, "%s: version %" PRId64 ", %" PRId64 " KiB, %" PRId64 " of them free", x->path, st.version, st.bytes / 1024,
	    st.free_bytes / 1024);
	if (st.last_run > 0)
		say(x, "last run %" PRId64 " on %.*s, as of %.*s", st.last_run, STR_ARG(time_text(x, st.last_began)),
		    STR_ARG(time_text(x, st.last_as_of)));
	else
		say(x, "no run yet");
	say(x, "%" PRId64 " %s with %" PRId64 " %s taken in; rows of %" PRId64 " %s", COUNTED(st.files, "file", "files"),
	    COUNTED(st.rows, "row", "rows"), COUNTED(st.subjects, "subject", "subjects"));
	say(x, "findings: %" PRId64 " breach, %" PRId64 " to review, %" PRId64 " upcoming, %" PRId64 " blind; %" PRId64
	    " no longer shown", st.shown[LEVEL_BREACH], st.shown[LEVEL_REVIEW], st.shown[LEVEL_UPCOMING], st.shown[LEVEL_BLIND], st.gone);
	say(x, "decisions: %" PRId64 " %s decided; %" PRId64 " %s nothing any more", COUNTED(st.decided, "finding is", "findings are"),
	    COUNTED(st.due, "decision matches", "decisions match"));
	say(x, "readers: %" PRId64, st.readers);
	return true;
}

/* ---- decide ---- */

static const char *const outcomes[] = {"reasonable-excuse", "breach-confirmed", "no-action", "false-match"};

static bool known_outcome(struct store_call *x, struct str word)
{
	struct str names[4];

	for (size_t i = 0; i < 4; i++) {
		names[i] = str_of(outcomes[i]);
		if (str_eq(names[i], word))
			return true;
	}
	diag_error(x->call->diag, NOWHERE, "--as takes reasonable-excuse, breach-confirmed, no-action or false-match, not \"%.*s\"",
	           STR_ARG(word));
	diag_suggest(x->call->diag, word, names, 4);
	return false;
}

static bool read_until(int64_t *out, struct store_call *x)
{
	struct str text = option_last(&x->call->args, OPT_UNTIL);
	struct moment m;

	*out = INSTANT_MAX;
	if (text.n == 0)
		return true;
	if (!moment_parse(&m, text, &x->project.zone, NULL))
		return wrong(x, "--until takes a day such as 2026-12-01, or a time");
	*out = m.first;
	return m.first > x->call->now || wrong(x, "--until is not in the future");
}

/* "family\x1fgiven\x1fborn" as a row names a person. */
static void tell_not(struct store_call *x, const struct store_finding *f)
{
	struct str family, given, rest;

	if (f->person.n == 0) {
		say(x, "It was not matched by name: look at the reference or identifier of the row, and at the subject's.");
		return;
	}
	str_split(&family, &rest, f->person, '\x1f');
	str_split(&given, &rest, rest, '\x1f');
	say(x, "To tell them apart from now on, add this to subject %.*s:", STR_ARG(f->subject));
	say(x, "  not: [{family: \"%.*s\", given: [\"%.*s\"], born: %.*s}]", STR_ARG(family), STR_ARG(given), STR_ARG(rest));
}

static struct str until_text(struct store_call *x, int64_t until)
{
	struct buf b = {0};

	if (until != INSTANT_MAX)
		moment_print(&b, moment_instant(until), &x->project.zone);
	struct str out = str_dup(x->call->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* What the log says of a finding that was looked up or decided on. */
static void log_finding(struct store_call *x, const struct store_finding *f)
{
	struct arena *a = x->call->arena;

	x->logged.finding = str_dup(a, str_of(f->id));
	x->logged.subjects = arena_copy(a, &f->subject, sizeof f->subject);
	x->logged.nsubjects = 1;
}

static bool log_here(struct store_call *x)
{
	return store_call_logged(x->call) && logged_add(x->call, x->store, &x->logged) && logged_commit(x->call, x->store);
}

static bool decide(struct store_call *x)
{
	struct call *c = x->call;
	struct store_finding f;
	struct store_verdict v = {.outcome = option_last(&c->args, OPT_AS), .who = option_last(&c->args, OPT_BY),
	                          .reason = option_last(&c->args, OPT_REASON), .account = c->account, .at = c->now};

	if (v.outcome.n == 0 || v.who.n == 0 || v.reason.n == 0)
		return wrong(x, "a decision needs --as, --by and --reason");
	if (!known_outcome(x, v.outcome) || !read_until(&v.until, x) || !store_begin(x->store) ||
	    !store_finding(&f, x->store, c->args.operands.at[0], c->arena))
		return false;
	if (!f.shown)
		return wrong(x, "the facts no longer show this finding: there is nothing to decide");
	log_finding(x, &f);
	x->logged.run = (uint64_t)f.last_run;
	x->logged.outcome = v.outcome;
	x->logged.until = until_text(x, v.until);
	if (!store_decide(x->store, &f, &v) || !log_here(x))
		return false;
	say(x, "%s decided as %.*s, for level %s and lower%s%.*s", f.id, STR_ARG(v.outcome), level_names[f.level],
	    v.until == INSTANT_MAX ? "" : ", until ", STR_ARG(v.until == INSTANT_MAX ? STR("") : time_text(x, v.until)));
	if (str_eq_cstr(v.outcome, "false-match"))
		tell_not(x, &f);
	return true;
}

/* ---- history ---- */

static const struct {
	const char *what, *words;
} life_words[] = {
	{"new", "found"}, {"level", "now of another level"}, {"facts", "its facts changed"}, {"back", "shown again"},
	{"gone", "no longer shown"}, {"withdrawn", "withdrawn: the facts no longer show it"}, {"decided", "decided"},
	{"reopened", "open again"},
};

static const char *words_of(struct str what)
{
	for (size_t i = 0; i < sizeof life_words / sizeof *life_words; i++)
		if (str_eq_cstr(what, life_words[i].what))
			return life_words[i].words;
	return "changed";
}

static void say_moment(struct store_call *x, const struct store_moment *m)
{
	struct buf b = {0};

	buf_printf(&b, "%.*s  ", STR_ARG(time_text(x, m->at)));
	if (m->run > 0)
		buf_printf(&b, "run %" PRId64 "  ", m->run);
	buf_printf(&b, "%s (%s)", words_of(m->what), level_names[m->level < NLEVELS ? m->level : LEVEL_CLEAR]);
	if (str_eq_cstr(m->what, "decided")) {
		buf_printf(&b, ": %.*s by %.*s: %.*s", STR_ARG(m->outcome), STR_ARG(m->who), STR_ARG(m->reason));
		if (m->until != INSTANT_MAX)
			buf_printf(&b, " (until %.*s)", STR_ARG(time_text(x, m->until)));
	}
	if (str_eq_cstr(m->what, "reopened"))
		buf_printf(&b, ": %s", str_eq_cstr(m->ended, "time") ? "the decision came to its end" : "the facts are not those decided on");
	say(x, "%.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

static bool history(struct store_call *x)
{
	struct arena *a = x->call->arena;
	const struct store_moment *moments;
	const struct store_reading *readers;
	struct store_finding f;

	if (!store_finding(&f, x->store, x->call->args.operands.at[0], a))
		return false;
	log_finding(x, &f);
	say(x, "%s  %s  %.*s  %.*s condition %.*s  %.*s", f.id, f.shown ? level_names[f.level] : "no longer shown", STR_ARG(f.subject),
	    STR_ARG(f.order.n > 0 ? f.order : f.scheme), STR_ARG(f.condition), STR_ARG(f.title));
	if (f.has_time)
		say(x, "dated %.*s", STR_ARG(time_text(x, f.first)));
	size_t n = store_history(&moments, x->store, &f, a);
	for (size_t i = 0; i < n; i++)
		say_moment(x, &moments[i]);
	n = store_readers(&readers, x->store, &f, a);
	for (size_t i = 0; i < n; i++)
		say(x, "told to %.*s as %s in run %" PRId64, STR_ARG(readers[i].reader), level_names[readers[i].level], readers[i].run);
	return store_good(x->store);
}

/* ---- rejects ---- */

static bool rejects(struct store_call *x)
{
	struct log_count *told = ARENA_NEW(x->call->arena, struct log_count);
	size_t n = 0;

	if (!store_tell_rejects(&x->out, &n, x->call, &x->project, x->store))
		return false;
	*told = (struct log_count){STR("rejects"), n};
	x->logged.counts = told;
	x->logged.ncounts = n > 0;
	return true;
}

/* ---- init, check, backup ---- */

static bool init(struct store_call *x)
{
	say(x, "%s is ready", x->path);
	return store_begin(x->store) && log_here(x);
}

static bool backup(struct store_call *x)
{
	const char *to = str_cstr(x->call->arena, x->call->args.operands.at[0]);

	struct log_file *copy = ARENA_NEW(x->call->arena, struct log_file);

	*copy = (struct log_file){LOG_OUTPUT, str_of(to), {NULL, 0}};
	x->logged.files = copy;
	x->logged.nfiles = 1;
	if (!store_backup(x->store, to, x->copied))
		return false;
	copy->sha256 = str_of(x->copied);
	say(x, "%s is copied to %s", x->path, to);
	return true;
}

static bool print_wrong(struct store_call *x, bool *damaged)
{
	const struct str *list;
	size_t n = store_check(&list, x->store, x->call->arena);
	struct log_count *wrong = ARENA_NEW(x->call->arena, struct log_count);

	*wrong = (struct log_count){STR("faults"), n};
	x->logged.counts = wrong;
	x->logged.ncounts = n > 0;
	for (size_t i = 0; i < n; i++)
		say(x, "%.*s", STR_ARG(list[i]));
	if (n == 0 && store_good(x->store))
		say(x, "%s is sound", x->path);
	*damaged = n > 0 || !store_good(x->store);
	return true;
}

/* ---- the subcommands ---- */

static const struct {
	const char *name;
	enum store_mode mode;
	unsigned logged; /* as what */
	size_t operands;
	const char *usage;
	bool (*run)(struct store_call *x);
	int (*judge)(struct check *k); /* of one that reads documents, in place of run */
} actions[] = {
	{"init", STORE_MAKE, LOG_ALTERATION, 0, "store init", init, NULL},
	{"status", STORE_READ, LOG_CONSULTATION, 0, "store status", print_status, NULL},
	{"decide", STORE_WRITE, LOG_ALTERATION, 1, "store decide ID --as OUTCOME --by WHO --reason TEXT [--until DATE]", decide, NULL},
	{"history", STORE_READ, LOG_CONSULTATION, 1, "store history ID", history, NULL},
	{"rejects", STORE_READ, LOG_CONSULTATION, 0, "store rejects [--feed NAME] [--run N] [-f text|jsonl|csv] [-o FILE]", rejects, NULL},
	{"check", STORE_READ, LOG_CONSULTATION, 0, "store check", NULL, NULL},
	{"backup", STORE_READ, LOG_CONSULTATION, 1, "store backup FILE", backup, NULL},
	{"export", STORE_WRITE, 0, 1, "store export SUBJECT -o DIR [--recipient WHO] [--reason TEXT]", NULL, store_export},
	{"purge", STORE_WRITE, 0, 0, "store purge [--dry-run]", NULL, store_purge},
};
enum { NACTIONS = sizeof actions / sizeof *actions };

static size_t find_action(struct call *c)
{
	struct str names[NACTIONS], word = c->args.operands.n > 0 ? c->args.operands.at[0] : STR("");

	for (size_t i = 0; i < NACTIONS; i++) {
		names[i] = str_of(actions[i].name);
		if (str_eq(names[i], word))
			return i;
	}
	diag_error(c->diag, NOWHERE, word.n > 0 ? "\"%.*s\" is nothing that store does" : "what is store to do?%.*s", STR_ARG(word));
	diag_help(c->diag, "init, status, decide, history, rejects, export, purge, check or backup");
	if (word.n > 0)
		diag_suggest(c->diag, word, names, NACTIONS);
	return NACTIONS;
}

static bool open_store(struct store_call *x, size_t action)
{
	struct call *c = x->call;
	int64_t wait;

	x->path = store_call_path(c, &x->project.settings);
	if (!x->path || !logged_reason(c, &x->project.settings) || !stored_wait(&wait, c))
		return false;
	if (actions[action].mode != STORE_READ && !store_call_logged(c))
		return false;
	x->logged.actions = actions[action].logged;
	x->logged.command = str_printf(c->arena, "store %s", actions[action].name);
	x->store = store_open(x->path, actions[action].mode, wait, c->arena, c->diag);
	return x->store != NULL;
}

/* What only reads is logged when it has read: a damaged store is left as it is. */
static bool log_reading(struct store_call *x, size_t action, bool damaged)
{
	if (actions[action].mode != STORE_READ)
		return true;
	store_close(x->store);
	x->store = NULL;
	if (!damaged)
		return logged_alone(x->call, x->path, &x->logged, true);
	tell("this use is not in the audit log of %s, which is damaged and stays as it is", x->path);
	return true;
}

static bool act(struct store_call *x, size_t action, bool *damaged)
{
	return project_settings(&x->project, x->call) && open_store(x, action) &&
	       (actions[action].run ? actions[action].run(x) : print_wrong(x, damaged)) && log_reading(x, action, *damaged) &&
	       store_call_print(x->call, &x->out);
}

int cmd_store(struct call *c)
{
	struct store_call x = {.call = c};
	size_t action = find_action(c);
	bool damaged = false, good = action < NACTIONS;

	if (good && c->args.operands.n != actions[action].operands + 1) {
		diag_error(c->diag, NOWHERE, "this takes: ordercheck %s", actions[action].usage);
		good = false;
	}
	good = good && store_call_fits(c, actions[action].name);
	if (good) {
		c->args.operands.at++;
		c->args.operands.n--;
	}
	if (good && actions[action].judge)
		return check_command(c, actions[action].judge);
	good = good && act(&x, action, &damaged);
	buf_free(&x.out);
	store_close(x.store);
	diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
	return !good ? STATUS_NO_VERDICT : damaged ? STATUS_FOUND : 0;
}
