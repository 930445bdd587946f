/* Stands in for libFuzzer where it is not built in: each file or folder of files named is tried once. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static size_t ntried;

static void try_file(const char *path)
{
	static uint8_t room[1 << 22];
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(room, 1, sizeof room, f) : 0;
	uint8_t *bytes = malloc(n > 0 ? n : 1); /* of its own size, so that a sanitizer sees its ends */

	if (!f || !bytes) {
		perror(path);
		exit(2);
	}
	fclose(f);
	memcpy(bytes, room, n);
	if (getenv("REPLAY_NAMES"))
		fprintf(stderr, "%s\n", path);
	LLVMFuzzerTestOneInput(bytes, n);
	free(bytes);
	ntried++;
}

static void try_folder(const char *path)
{
	struct dirent **entries;
	int n = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char name[4096];
		if (entries[i]->d_name[0] != '.' && snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name) < (int)sizeof name)
			try_file(name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

int main(int argc, char **argv)
{
	struct stat st;

	for (int i = 1; i < argc; i++) {
		if (stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode))
			try_folder(argv[i]);
		else if (stat(argv[i], &st) == 0)
			try_file(argv[i]);
	}
	printf("%zu inputs tried\n", ntried);
	return 0;
}
