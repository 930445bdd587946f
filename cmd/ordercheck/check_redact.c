/* What the options say of redaction, and how it is done: once, before anything of a run is told. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/digest.h"
#include "check.h"

enum { KEY_LEAST = 16, KEY_MOST = 4096, RANDOM_KEY = 32 };

static bool refuse_key(struct call *c, struct str path, const char *why)
{
	diag_error(c->diag, NOWHERE, "--redact-key %.*s: %s", STR_ARG(path), why);
	return false;
}

/* Past stdio, whose buffer would keep a copy. */
static bool read_bytes(size_t *n, char *to, size_t room, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	ssize_t got = fd < 0 ? -1 : 1;

	for (*n = 0; got > 0 && *n < room; *n += (size_t)got) {
		got = read(fd, to + *n, room - *n);
		if (got < 0)
			break;
	}
	int error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return got >= 0;
}

/* Whoever has the key can try ids until one fits: an editor's newline at the end is no part of it. */
static bool read_key(struct asked *a, struct call *c, struct str path)
{
	char *bytes = arena_alloc(c->arena, KEY_MOST + 1);
	size_t n;

	a->redact_secret = bytes;
	if (!read_bytes(&n, bytes, KEY_MOST + 1, str_cstr(c->arena, path)))
		return refuse_key(c, path, strerror(errno));
	while (n > 0 && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
		n--;
	if (n < KEY_LEAST)
		return refuse_key(c, path, "a key is at least 16 bytes; `openssl rand -hex 32` makes one");
	if (n > KEY_MOST)
		return refuse_key(c, path, "a key is at most 4096 bytes");
	a->redact_key = (struct str){bytes, n};
	return true;
}

static bool random_key(struct asked *a, struct call *c)
{
	char *bytes = arena_alloc(c->arena, KEY_MOST + 1);

	a->redact_secret = bytes;
	if (getrandom(bytes, RANDOM_KEY, 0) != RANDOM_KEY) {
		diag_error(c->diag, NOWHERE, "no random key for pseudonyms: %s", strerror(errno));
		return false;
	}
	a->redact_key = (struct str){bytes, RANDOM_KEY};
	a->redact_random = true;
	return true;
}

/* A file that holds the key must not be written over. */
static bool apart(struct call *c, enum option option, struct str path)
{
	struct str output = option_last(&c->args, option);

	if (output.n == 0 || !output_same(str_cstr(c->arena, output), str_cstr(c->arena, path)))
		return true;
	diag_error(c->diag, NOWHERE, "--%s %.*s is the file of the key and is not written over", option_table[option].name,
	           STR_ARG(output));
	return false;
}

bool redact_asked(struct asked *a, struct call *c)
{
	struct str path = option_last(&c->args, OPT_REDACT_KEY);
	bool on = option_has(&c->args, OPT_REDACT) || option_has(&c->args, OPT_REDACT_KEY), off = option_has(&c->args, OPT_NO_REDACT);

	if (on && off) {
		diag_error(c->diag, NOWHERE, "--no-redact stands beside --redact or --redact-key");
		return false;
	}
	a->redact = on || (!off && a->format && a->format->redacted);
	if (!a->redact)
		return true;
	if (!option_has(&c->args, OPT_REDACT_KEY))
		return random_key(a, c);
	return read_key(a, c, path) && apart(c, OPT_OUTPUT, path) && apart(c, OPT_REJECTS, path);
}

void redact_forget(struct asked *a)
{
	if (a->redact_secret)
		digest_wipe(a->redact_secret, KEY_MOST + 1);
	a->redact_secret = NULL;
}

void redact_begin(struct check *k)
{
	struct asked *a = &k->asked;

	if (a->redact && !k->redaction && k->loaded)
		k->redaction = redaction_open(&k->project.plan, k->call->command->bit != FOR_CHECK, a->redact_key, a->redact_random, k->call->arena);
}

void redact_shown(struct run *out, struct check *k, const struct run *run)
{
	redact_begin(k);
	if (!k->redaction) {
		*out = *run;
		return;
	}
	run_redact(out, run, k->redaction);
	if (k->asked.quiet)
		return;
	if (k->call->command->bit == FOR_REPORT && !run_is_redacted(run))
		tell("a saved run holds no names to look for: words of own rules, columns and conditions are withheld or pseudonyms");
	if (run_is_redacted(run))
		tell("the run is redacted already: its pseudonyms stay as they are");
	else if (k->asked.redact_random)
		tell("pseudonyms are of this run alone: --redact-key FILE makes them the same in every run");
}

void redact_tell_diag(struct check *k)
{
	struct call *c = k->call;

	redact_begin(k);
	if (k->asked.redact && (k->redaction || c->book))
		redact_diag(c->diag, k->redaction);
	diag_tell(c->diag, option_has(&c->args, OPT_QUIET));
}
