#include "force.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void fail(const char *path)
{
	fprintf(stderr, "feedgen: %s: %s\n", path, strerror(errno));
	exit(1);
}

FILE *out_open(const char *folder, const char *name, const char *suffix)
{
	char path[1024];

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		fail(folder);
	snprintf(path, sizeof path, "%s/%s%s", folder, name, suffix);
	FILE *file = fopen(path, "w");
	if (!file)
		fail(path);
	return file;
}

void out_close(FILE *file)
{
	bool whole = !ferror(file);

	if (fclose(file) != 0 || !whole)
		fail("a file was not written whole");
}
