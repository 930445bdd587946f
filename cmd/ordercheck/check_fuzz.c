/* A bundle of files as one use of `check`: parts that begin with a line "%%% NAME". NAME.yaml is a document, other
 * names are feeds. The findings are the same on one thread and on two, in a saved run printed again, and in a store. */
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "call.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { FILES = 6, WORDS = 24 };

static struct {
	char folder[40];
	char names[FILES][40];
	size_t n, ndocuments;
} bundle;

/* ---- files ---- */

static void enter(void)
{
	strcpy(bundle.folder, "/dev/shm/check-fuzz-XXXXXX");
	if (!mkdtemp(bundle.folder) || chdir(bundle.folder) != 0)
		abort();
}

static void put(const char *name, struct str text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || (text.n > 0 && write(fd, text.at, text.n) != (ssize_t)text.n))
		abort();
	close(fd);
}

/* Small letters, digits, - and . alone, so that no name leads out of the folder. */
static bool keep_name(char out[40], struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < 39; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", name.at[i]) && name.at[i])
			out[n++] = name.at[i];
	out[n] = '\0';
	return n > 0 && out[0] != '.' && out[0] != '-' && strncmp(out, "out", 3) != 0 && strncmp(out, "store", 5) != 0;
}

static bool is_document(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && strcmp(name + n - 5, ".yaml") == 0 && strcmp(name, "ordercheck.yaml") != 0;
}

static void add_part(struct str part)
{
	struct str name, text;
	char kept[40];

	str_split(&name, &text, part, '\n');
	if (bundle.n == FILES || !keep_name(kept, name))
		return;
	strcpy(bundle.names[bundle.n++], kept);
	bundle.ndocuments += is_document(kept);
	put(kept, text);
}

static void unpack(struct str text)
{
	static const char mark[] = "%%% ";
	size_t begin = text.n;

	for (size_t i = 0; i + 4 <= text.n; i++) {
		if ((i > 0 && text.at[i - 1] != '\n') || memcmp(text.at + i, mark, 4) != 0)
			continue;
		if (begin < i)
			add_part(str_cut(text, begin, i - begin));
		begin = i + 4;
	}
	if (begin < text.n)
		add_part(str_from(text, begin));
}

static void sweep(void)
{
	static const char *const made[] = {"out-1", "out-2", "out-3", "out-4", "store.db", "store.db-wal", "store.db-shm"};

	for (size_t i = 0; i < bundle.n; i++)
		unlink(bundle.names[i]);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		unlink(made[i]);
	bundle.n = bundle.ndocuments = 0;
}

/* ---- uses ---- */

static int use(const char *line, bool files)
{
	char *argv[WORDS + 2 * FILES], words[160];
	struct call c = {.now = INT64_C(1780268400000), .account = STR("fuzz"), .confined = true};
	struct arena arena;
	struct diag diag;
	int argc = 0;

	snprintf(words, sizeof words, "%s", line);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	for (size_t i = 0; files && i < bundle.n; i++) {
		if (is_document(bundle.names[i]))
			argv[argc++] = (char[]){"--orders"};
		argv[argc++] = bundle.names[i];
	}
	arena_init(&arena);
	diag_init(&diag, &arena);
	c.arena = &arena;
	c.diag = &diag;
	int status = call_run(&c, argc, argv);
	call_close(&c);
	return status;
}

static struct str content(const char *name)
{
	static char room[4][1 << 20];
	static size_t next;
	char *at = room[next++ % 4];
	FILE *f = fopen(name, "rb");
	size_t n = f ? fread(at, 1, sizeof room[0], f) : 0;

	if (f)
		fclose(f);
	return (struct str){at, n};
}

static void same(const char *a, const char *b)
{
	assert(str_eq(content(a), content(b)));
}

static void try_bundle(void)
{
	int status = use("check --no-catalogue --as-of 2026-06-01 -q -j 1 -f json -o out-1", true);

	assert(status >= 0 && status <= 5 && status != 3);
	use("lint --no-catalogue -q -f sarif -o out-4", true);
	if (status == 2) {
		assert(access("out-1", F_OK) != 0);
		return;
	}
	assert(use("check --no-catalogue --as-of 2026-06-01 -q -j 2 -f json -o out-2", true) == status);
	same("out-1", "out-2");
	assert(use("check --no-catalogue --as-of 2026-06-01 -q -f jsonl -o out-3", true) == status);
	assert(use("report out-1 -q -f jsonl -o out-4", false) == 0);
	same("out-3", "out-4");
	use("check --no-catalogue --as-of 2026-06-01 -q -f jsonl --store store.db -o out-4", true);
	use("coverage --no-catalogue --as-of 2026-06-01 -q -f json -o out-4", true);
	use("due --no-catalogue --as-of 2026-06-01 -q -f ics -o out-4", true);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (!bundle.folder[0])
		enter();
	unpack((struct str){(const char *)bytes, n});
	if (bundle.n > 0 && bundle.ndocuments > 0)
		try_bundle();
	sweep();
	return 0;
}
