/* Loaded before the program's libraries: the n-th call of a kind fails, as the environment says.
 *
 * FAULT=KIND:N:HOW   KIND of the table below; HOW: EIO, ENOSPC, EINTR, ENOMEM, short, end
 * FAULT_COUNT=FILE   how often each kind was called, when the program ends
 * Counting begins when the program sets its locale, which is the first thing it does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum kind { READ, PREAD, WRITE, PWRITE, FWRITE, FFLUSH, FCLOSE, FSYNC, RENAME, OPEN, FTRUNCATE, FCHMOD, ALLOC, MAP, FDOPEN, NKINDS };
static const char *const names[NKINDS] = {"read",  "pread",  "write", "pwrite",    "fwrite", "fflush", "fclose",
                                          "fsync", "rename", "open",  "ftruncate", "fchmod", "alloc",  "mmap",   "fdopen"};
enum how { NO_FAULT, FAIL, SHORT, END };

static atomic_bool armed;
static atomic_ulong counts[NKINDS];
static enum kind which = NKINDS;
static unsigned long nth;
static enum how how;
static int error;
static char count_file[256];

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t n);

static void read_how(const char *word)
{
	static const struct { const char *name; int error; } errors[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EINTR", EINTR}, {"ENOMEM", ENOMEM}};

	how = strcmp(word, "short") == 0 ? SHORT : strcmp(word, "end") == 0 ? END : FAIL;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (strcmp(word, errors[i].name) == 0)
			error = errors[i].error;
}

__attribute__((constructor)) static void begin(void)
{
	const char *fault = getenv("FAULT"), *file = getenv("FAULT_COUNT");
	char kind[16], word[16];

	if (file)
		snprintf(count_file, sizeof count_file, "%s", file);
	if (!fault || sscanf(fault, "%15[a-z]:%lu:%15[A-Za-z]", kind, &nth, word) != 3)
		return;
	read_how(word);
	for (int i = 0; i < NKINDS; i++)
		if (strcmp(names[i], kind) == 0)
			which = (enum kind)i;
}

__attribute__((destructor)) static void end(void)
{
	armed = false;
	FILE *f = count_file[0] ? fopen(count_file, "w") : NULL;

	for (int i = 0; f && i < NKINDS; i++)
		fprintf(f, "%s %lu\n", names[i], (unsigned long)counts[i]);
	if (f)
		fclose(f);
}

static enum how meet(enum kind kind)
{
	if (!armed)
		return NO_FAULT;
	unsigned long n = atomic_fetch_add(&counts[kind], 1) + 1;
	if (kind != which || n != nth)
		return NO_FAULT;
	if (how == FAIL)
		errno = error;
	return how;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

char *setlocale(int category, const char *locale)
{
	char *out = REAL(setlocale)(category, locale);

	armed = true;
	return out;
}

ssize_t read(int fd, void *to, size_t n)
{
	enum how h = meet(READ);

	return h == FAIL ? -1 : h == END ? 0 : REAL(read)(fd, to, h == SHORT && n > 1 ? n / 2 : n);
}

ssize_t pread64(int fd, void *to, size_t n, off64_t at)
{
	enum how h = meet(PREAD);

	return h == FAIL ? -1 : h == END ? 0 : REAL(pread64)(fd, to, h == SHORT && n > 1 ? n / 2 : n, at);
}

ssize_t write(int fd, const void *from, size_t n)
{
	enum how h = meet(WRITE);

	return h == FAIL ? -1 : REAL(write)(fd, from, h == SHORT && n > 1 ? n / 2 : n);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at)
{
	enum how h = meet(PWRITE);

	return h == FAIL ? -1 : REAL(pwrite64)(fd, from, h == SHORT && n > 1 ? n / 2 : n, at);
}

size_t fwrite(const void *from, size_t size, size_t n, FILE *f)
{
	enum how h = f == stderr ? NO_FAULT : meet(FWRITE);

	return h == FAIL ? 0 : h == SHORT ? REAL(fwrite)(from, size, n / 2, f) : REAL(fwrite)(from, size, n, f);
}

int fflush(FILE *f)
{
	return f != stderr && meet(FFLUSH) == FAIL ? EOF : REAL(fflush)(f);
}

int fclose(FILE *f)
{
	bool fails = meet(FCLOSE) == FAIL;
	int result = REAL(fclose)(f);

	if (fails)
		errno = error;
	return fails ? EOF : result;
}

FILE *fdopen(int fd, const char *mode)
{
	return meet(FDOPEN) == FAIL ? NULL : REAL(fdopen)(fd, mode);
}

int fsync(int fd)
{
	return meet(FSYNC) == FAIL ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
	return meet(FSYNC) == FAIL ? -1 : REAL(fdatasync)(fd);
}

int rename(const char *from, const char *to)
{
	return meet(RENAME) == FAIL ? -1 : REAL(rename)(from, to);
}

int open64(const char *path, int flags, ...)
{
	va_list args;

	va_start(args, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return meet(OPEN) == FAIL ? -1 : REAL(open64)(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list args;

	va_start(args, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return meet(OPEN) == FAIL ? -1 : REAL(open)(path, flags, mode);
}

int ftruncate64(int fd, off64_t n)
{
	return meet(FTRUNCATE) == FAIL ? -1 : REAL(ftruncate64)(fd, n);
}

int fchmod(int fd, mode_t mode)
{
	return meet(FCHMOD) == FAIL ? -1 : REAL(fchmod)(fd, mode);
}

void *mmap64(void *at, size_t n, int protection, int flags, int fd, off64_t offset)
{
	return meet(MAP) == FAIL ? MAP_FAILED : REAL(mmap64)(at, n, protection, flags, fd, offset);
}

/* libseccomp 2.5.4 frees twice where an allocation of its own fails: it is asked before anything is read, and let pass. */
static bool excused(void *caller)
{
	Dl_info from;

	return dladdr(caller, &from) && from.dli_fname && strstr(from.dli_fname, "libseccomp");
}

static bool spent(void *caller)
{
	return meet(ALLOC) == FAIL && !excused(caller);
}

void *malloc(size_t n)
{
	return spent(__builtin_return_address(0)) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return spent(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t n)
{
	return spent(__builtin_return_address(0)) ? NULL : __libc_realloc(old, n);
}
