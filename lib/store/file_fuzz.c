/* Any bytes as the file of a store: refused in words, or looked through by all that reads a store. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/archive.h"
#include "store/audit.h"
#include "store/desk.h"
#include "store/printed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *path(void)
{
	static char folder[] = "/dev/shm/store-fuzz-XXXXXX", file[64];

	if (!file[0]) {
		if (!mkdtemp(folder))
			abort();
		snprintf(file, sizeof file, "%s/s.db", folder);
	}
	return file;
}

static void put(const uint8_t *bytes, size_t n)
{
	int fd = open(path(), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	close(fd);
}

static void look(struct store *s, struct arena *a)
{
	const struct log_entry *const *entries;
	const struct archive_row *rows;
	const struct archive_document *documents;
	const struct str *texts;
	struct audit_verdict verdict;
	struct store_status status;
	struct buf json = {0};
	bool silent;
	size_t n;

	store_status(&status, s);
	store_check(&texts, s, a);
	audit_verify(&verdict, s, NULL, true, a);
	audit_read(&entries, &n, s, a);
	printed_get(&json, &silent, s, 1);
	int64_t subject = archive_subject(s, STR("N-1001"));
	n = archive_rows(&rows, s, subject, a);
	archive_documents(&documents, s, STR("N-1001"), rows, n, a);
	n = archive_findings(&texts, s, subject, a);
	for (size_t i = 0; i < n && i < 8; i++) {
		const struct store_moment *moments;
		const struct store_reading *readers;
		struct store_finding f;
		if (!store_finding(&f, s, texts[i], a))
			continue;
		store_history(&moments, s, &f, a);
		store_readers(&readers, s, &f, a);
	}
	buf_free(&json);
}

static void visit(enum store_mode mode)
{
	struct arena arena;
	struct diag diag;

	arena_init(&arena);
	diag_init(&diag, &arena);
	struct store *s = store_open(path(), mode, 0, &arena, &diag);
	if (s)
		look(s, &arena);
	else
		assert(diag.nerrors > 0);
	if (s && mode != STORE_READ && store_begin(s)) {
		const struct log_entry e = {.command = STR("check"), .version = STR("1"), .account = STR("jd")};
		audit_append(s, &e);
		store_commit(s);
	}
	store_close(s);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char beside[72];

	put(bytes, n);
	visit(STORE_READ);
	visit(STORE_WRITE);
	snprintf(beside, sizeof beside, "%s-wal", path());
	unlink(beside);
	snprintf(beside, sizeof beside, "%s-shm", path());
	unlink(beside);
	return 0;
}
