/* What the harnesses of whole commands share: bytes that are a bundle of files, in a folder in memory, and one use of the
 * program on them. A part of a bundle begins with a line "%%% NAME". */
#ifndef BUNDLE_FIXTURE_H
#define BUNDLE_FIXTURE_H

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "call.h"

enum { BUNDLE_FILES = 6, BUNDLE_WORDS = 40 };

struct bundle {
	char folder[40];
	char names[BUNDLE_FILES][40];
	size_t n, ndocuments;
};

/* ---- files ---- */

static inline void bundle_enter(struct bundle *b)
{
	if (b->folder[0])
		return;
	strcpy(b->folder, "/dev/shm/fuzz-XXXXXX");
	if (!mkdtemp(b->folder) || chdir(b->folder) != 0)
		abort();
}

static inline void bundle_put(const char *name, struct str text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || (text.n > 0 && write(fd, text.at, text.n) != (ssize_t)text.n))
		abort();
	close(fd);
}

/* Small letters, digits, - and . alone, so that no name leads out of the folder; none that a use writes. */
static inline bool bundle_keep_name(char out[40], struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < 39; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", name.at[i]) && name.at[i])
			out[n++] = name.at[i];
	out[n] = '\0';
	return n > 0 && out[0] != '.' && out[0] != '-' && strncmp(out, "out", 3) != 0 && strncmp(out, "store", 5) != 0;
}

static inline bool bundle_is_document(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && strcmp(name + n - 5, ".yaml") == 0 && strcmp(name, "ordercheck.yaml") != 0;
}

static inline void bundle_add(struct bundle *b, struct str part)
{
	struct str name, text;
	char kept[40];

	str_split(&name, &text, part, '\n');
	if (b->n == BUNDLE_FILES || !bundle_keep_name(kept, name))
		return;
	strcpy(b->names[b->n++], kept);
	b->ndocuments += bundle_is_document(kept);
	bundle_put(kept, text);
}

static inline void bundle_unpack(struct bundle *b, struct str text)
{
	static const char mark[] = "%%% ";
	size_t begin = text.n;

	for (size_t i = 0; i + 4 <= text.n; i++) {
		if ((i > 0 && text.at[i - 1] != '\n') || memcmp(text.at + i, mark, 4) != 0)
			continue;
		if (begin < i)
			bundle_add(b, str_cut(text, begin, i - begin));
		begin = i + 4;
	}
	if (begin < text.n)
		bundle_add(b, str_from(text, begin));
}

static inline void bundle_sweep(struct bundle *b)
{
	static const char *const made[] = {"out-1", "out-2", "out-3", "out-4", "store.db", "store.db-wal", "store.db-shm"};

	for (size_t i = 0; i < b->n; i++)
		unlink(b->names[i]);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		unlink(made[i]);
	b->n = b->ndocuments = 0;
}

/* The last four that were asked for live. */
static inline struct str bundle_content(const char *name)
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

static inline void bundle_same(const char *a, const char *b)
{
	assert(str_eq(bundle_content(a), bundle_content(b)));
}

/* ---- uses ---- */

/* The words of a line, then others. The exit status. */
static inline int bundle_use(const char *line, char *const *others, size_t nothers)
{
	char *argv[BUNDLE_WORDS], words[240];
	struct call c = {.now = INT64_C(1780268400000), .account = STR("fuzz"), .confined = true};
	struct arena arena;
	struct diag diag;
	int argc = 0;

	snprintf(words, sizeof words, "%s", line);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	for (size_t i = 0; i < nothers; i++)
		argv[argc++] = others[i];
	arena_init(&arena);
	diag_init(&diag, &arena);
	c.arena = &arena;
	c.diag = &diag;
	int status = call_run(&c, argc, argv);
	call_close(&c);
	return status;
}

#endif
