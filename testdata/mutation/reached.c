/* Which places of a library a process came by: a byte for each, in the file FOLDER of the folder that REACHED names.
 * Linked by mutate.py beside objects that are built with -fsanitize-coverage=trace-pc. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST = 1 << 23 };

extern const char __ehdr_start[] __attribute__((visibility("hidden"))); /* where the library begins */
static unsigned char *reached;

/* Before main: the program drops its environment, and may open nothing afterwards. */
__attribute__((constructor)) static void reached_open(void)
{
	const char *work = getenv("REACHED");
	char path[4096];

	if (!work)
		return;
	snprintf(path, sizeof path, "%s/" FOLDER, work);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, MOST) != 0)
		return;
	void *map = mmap(NULL, MOST, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (map != MAP_FAILED)
		reached = map;
}

__attribute__((visibility("hidden"))) void __sanitizer_cov_trace_pc(void)
{
	if (reached)
		reached[(const char *)__builtin_return_address(0) - __ehdr_start] = 1;
}
