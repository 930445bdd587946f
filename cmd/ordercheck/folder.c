#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"

static bool failed(struct folder *f, const char *why)
{
	diag_error(f->call->diag, NOWHERE, "the folder %s cannot be written: %s", f->path, why);
	return false;
}

bool folder_open(struct folder *f, const char *path, struct call *c)
{
	struct stat st;
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	*f = (struct folder){.call = c, .path = str_cstr(c->arena, (struct str){path, n})};
	if (lstat(f->path, &st) == 0)
		return failed(f, "it is there already");
	char *temp = str_cstr(c->arena, str_printf(c->arena, "%s.ordercheck-XXXXXX", f->path));
	if (!mkdtemp(temp)) /* mode 0700 */
		return failed(f, strerror(errno));
	f->temp = temp;
	return true;
}

static const char *path_in(const struct folder *f, struct str name)
{
	return str_cstr(f->call->arena, str_printf(f->call->arena, "%s/%.*s", f->temp, STR_ARG(name)));
}

static bool write_whole(int fd, struct str text)
{
	while (text.n > 0) {
		ssize_t n = write(fd, text.at, text.n);
		if (n <= 0)
			return false;
		text = str_from(text, (size_t)n);
	}
	return fsync(fd) == 0;
}

bool folder_add(struct folder *f, struct str name, struct str text)
{
	struct folder_file *file = VEC_PUSH(f->call->arena, &f->files);
	struct digest d = digest_of(text);
	int fd = open(path_in(f, name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	*file = (struct folder_file){.name = name, .bytes = text.n};
	digest_hex(file->sha256, 64, &d);
	bool written = fd >= 0 && write_whole(fd, text);
	int error = errno;
	if (fd >= 0 && close(fd) != 0)
		written = false;
	return written || failed(f, strerror(error));
}

bool folder_close(struct folder *f)
{
	struct stat st;

	if (lstat(f->path, &st) == 0)
		return failed(f, "it is there already");
	if (rename(f->temp, f->path) != 0)
		return failed(f, strerror(errno));
	f->temp = NULL;
	return true;
}

void folder_abandon(struct folder *f)
{
	if (!f->temp)
		return;
	for (size_t i = 0; i < f->files.n; i++)
		unlink(path_in(f, f->files.at[i].name));
	rmdir(f->temp);
	f->temp = NULL;
}
