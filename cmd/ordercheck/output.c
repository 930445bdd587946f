#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files under way ---- */

enum { SLOTS = 4 };

/* Read by a signal handler, which has no other way to know them. */
static struct {
	const char *volatile path;
} under_way[SLOTS];

static void drop_all(void)
{
	for (size_t i = 0; i < SLOTS; i++)
		if (under_way[i].path)
			unlink(under_way[i].path);
}

static void interrupted(int number)
{
	(void)number;
	drop_all();
	_exit(STATUS_INTERRUPTED);
}

static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGALRM, SIGUSR1, SIGUSR2};
static const int unheeded[] = {SIGPIPE, SIGXFSZ}; /* the write fails, and that is told */

void output_signals(void)
{
	struct sigaction end = {.sa_handler = interrupted}, ignore = {.sa_handler = SIG_IGN}, before;

	mem_on_exhausted(drop_all);
	sigemptyset(&end.sa_mask);
	sigemptyset(&ignore.sa_mask);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) /* nohup, and what a shell runs aside */
			sigaction(ends[i], &end, NULL);
	for (size_t i = 0; i < sizeof unheeded / sizeof *unheeded; i++)
		sigaction(unheeded[i], &ignore, NULL);
}

static void hold_signals(sigset_t *before)
{
	sigset_t all;

	sigemptyset(&all);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaddset(&all, ends[i]);
	sigprocmask(SIG_BLOCK, &all, before);
}

static bool register_path(size_t *slot, const char *path)
{
	for (size_t i = 0; i < SLOTS; i++) {
		if (under_way[i].path)
			continue;
		under_way[i].path = path;
		*slot = i;
		return true;
	}
	return false;
}

/* ---- opening ---- */

bool output_mode(mode_t *out, struct call *c)
{
	struct str text = option_last(&c->args, OPT_MODE);
	bool good = text.n == 0 || text.n == 3 || (text.n == 4 && text.at[0] == '0');
	unsigned mode = 0;

	for (size_t i = 0; i < text.n && good; i++) {
		good = text.at[i] >= '0' && text.at[i] <= '7';
		mode = mode << 3 | ((unsigned)text.at[i] & 7U);
	}
	*out = text.n > 0 ? (mode_t)mode : 0600;
	if (!good)
		diag_error(c->diag, NOWHERE, "--mode takes three octal digits such as 0640, not \"%.*s\"", STR_ARG(text));
	return good;
}

static bool failed(struct diag *d, const char *path, const char *why)
{
	diag_error(d, NOWHERE, "%s cannot be written: %s", path, why);
	return false;
}

static bool open_straight(struct output *o, struct diag *d)
{
	int fd = open(o->path, O_WRONLY | O_NOCTTY | O_CLOEXEC); /* through links: /dev/stdout is one */

	o->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!o->file && fd >= 0)
		close(fd);
	return o->file || failed(d, o->path, strerror(errno));
}

/* Whoever reads a pipe must not take a part for the whole: nothing is written until all is there. */
static bool open_held(struct output *o, struct diag *d)
{
	o->file = held_open(&o->held);
	return o->file || failed(d, "standard output", strerror(errno));
}

/* In the same folder, so that the last step is a rename. */
static char *temp_name(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;

	return str_cstr(a, str_printf(a, "%.*s.ordercheck-XXXXXX", folder, path));
}

static void release(struct output *o)
{
	under_way[o->slot].path = NULL;
	o->temp = NULL;
}

void output_abandon(struct output *o)
{
	if (o->file)
		fclose(o->file);
	held_free(&o->held);
	if (o->temp) {
		unlink(o->temp);
		release(o);
	}
	o->file = NULL;
}

static bool open_temp(struct output *o, struct arena *a, struct diag *d)
{
	sigset_t before;
	int fd;

	o->temp = temp_name(o->path, a);
	hold_signals(&before);
	fd = mkstemp(o->temp); /* mode 0600, never through a link */
	if (fd >= 0 && !register_path(&o->slot, o->temp)) {
		unlink(o->temp);
		close(fd);
		fd = -1;
		errno = EMFILE;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	o->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (fd >= 0 && o->file)
		return true;
	failed(d, o->path, strerror(errno));
	if (fd >= 0) {
		close(fd);
		output_abandon(o);
	}
	o->temp = NULL;
	return false;
}

bool output_open(struct output *o, const char *path, mode_t mode, struct arena *a, struct diag *d)
{
	struct stat st;

	*o = (struct output){.mode = mode};
	if (!path || strcmp(path, "-") == 0)
		return open_held(o, d);
	o->path = path;
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return failed(d, path, "it is a folder");
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return open_straight(o, d);
	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
		failed(d, path, "it is a symbolic link");
		diag_help(d, "name the file itself");
		return false;
	}
	return open_temp(o, a, d);
}

/* ---- closing ---- */

static void sync_folder(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? str_cstr(a, (struct str){path, (size_t)(slash - path) + 1}) : ".";
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool appear(struct output *o)
{
	int fd = fileno(o->file);

	if (fchmod(fd, o->mode) != 0 || fsync(fd) != 0)
		return false;
	bool closed = fclose(o->file) == 0;
	o->file = NULL;
	return closed && rename(o->temp, o->path) == 0;
}

/* A reader that went away is no news to anybody. */
static bool cannot_finish(struct output *o, int error, struct diag *d)
{
	const char *path = o->path ? o->path : "standard output";

	output_abandon(o);
	if (error != EPIPE)
		failed(d, path, strerror(error));
	return false;
}

/* What was held, to standard output. */
static bool release_held(struct output *o, struct diag *d)
{
	bool good = fclose(o->file) == 0;

	o->file = NULL;
	good = good && held_write(&o->held, stdout) && fflush(stdout) == 0;
	good = good && fclose(stdout) == 0; /* some disks tell here that they are full */
	return good ? (output_abandon(o), true) : cannot_finish(o, errno, d);
}

bool output_settle(struct output *o, bool written, struct diag *d)
{
	if (written && fflush(o->file) == 0 && !ferror(o->file) && (!o->temp || fsync(fileno(o->file)) == 0))
		return true;
	return cannot_finish(o, errno, d);
}

bool output_close(struct output *o, bool written, struct diag *d)
{
	if (!written || fflush(o->file) != 0 || ferror(o->file))
		return cannot_finish(o, errno, d);
	if (!o->path)
		return release_held(o, d);
	if (!o->temp) {
		FILE *file = o->file;
		o->file = NULL;
		return fclose(file) == 0 || cannot_finish(o, errno, d);
	}
	if (!appear(o))
		return cannot_finish(o, errno, d);
	sync_folder(o->path, d->arena);
	release(o);
	return true;
}

/* ---- asking ---- */

bool output_same(const char *path, const char *other)
{
	struct stat a, b;

	return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool output_is_stdin(const char *path)
{
	struct stat a, b;

	return stat(path, &a) == 0 && S_ISREG(a.st_mode) && fstat(STDIN_FILENO, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

static int descriptor(const struct output *o)
{
	return o->path ? fileno(o->file) : STDOUT_FILENO;
}

bool output_terminal(const struct output *o)
{
	return isatty(descriptor(o)) == 1;
}

size_t output_width(const struct output *o)
{
	struct winsize size;

	if (!output_terminal(o))
		return 0;
	return ioctl(descriptor(o), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static bool set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

bool output_colour(const struct output *o, struct str when)
{
	const char *term = getenv("TERM"), *force = getenv("CLICOLOR_FORCE");

	if (str_eq_cstr(when, "always"))
		return true;
	if (str_eq_cstr(when, "never") || set("NO_COLOR"))
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return output_terminal(o) && !(term && strcmp(term, "dumb") == 0);
}

struct str output_folder(struct arena *a)
{
	char *cwd = getcwd(NULL, 0);
	struct str folder = cwd ? str_dup(a, str_of(cwd)) : STR("");

	free(cwd);
	return folder;
}
