/* Versions of the documents. */
#include <fcntl.h>
#include <unistd.h>

#include "base/digest.h"
#include "store/run_inside.h"

enum { DOCUMENT_MAX = 64 << 20 };

/* The text of a file, where it is still the one that was loaded. */
static bool read_text(struct buf *out, const struct document *d, struct arena *a)
{
	int fd = open(str_cstr(a, d->file), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = 1;
	char hex[65];

	if (fd < 0)
		return false;
	while (n > 0 && out->n < DOCUMENT_MAX) {
		n = read(fd, buf_room(out, 65536), 65536);
		out->n += n > 0 ? (size_t)n : 0;
	}
	close(fd);
	struct digest digest = digest_of(buf_str(out));
	digest_hex(hex, 64, &digest);
	return n == 0 && str_eq_cstr(str_of(hex), d->sha256);
}

static void add_version(struct store_run *r, const struct document *d)
{
	struct buf text = {0};
	bool have = read_text(&text, d, r->arena);
	sqlite3_stmt *q = sql_open(r->store, SQL_DOCUMENT_ADD);

	sql_bind_text(q, 1, d->file);
	sql_bind_text(q, 2, str_of(d->sha256));
	if (have)
		sql_bind_bytes(q, 3, buf_str(&text));
	sql_bind(q, 4, r->id);
	sql_run(r->store, q);
	buf_free(&text);
}

static void end_version(struct store_run *r, int64_t id)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_DOCUMENT_END);

	sql_bind(q, 1, r->id);
	sql_bind(q, 2, id);
	sql_run(r->store, q);
}

struct version {
	int64_t id;
	struct str file, sha256;
};

bool documents_note(struct store_run *r)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_DOCUMENTS);
	VEC(struct version) old = {0};
	struct map now, known;

	map_init(&now, r->arena);
	map_init(&known, r->arena);
	for (size_t i = 0; i < r->plan->ndocuments; i++)
		if (!r->plan->documents[i].shipped)
			map_put(&now, r->plan->documents[i].file, (void *)(uintptr_t)&r->plan->documents[i]);
	while (sql_next(r->store, q))
		*VEC_PUSH(r->arena, &old) = (struct version){sql_int(q, 0), str_dup(r->arena, sql_text_of(q, 1)),
		                                             str_dup(r->arena, sql_text_of(q, 2))};
	for (size_t i = 0; i < old.n; i++) {
		const struct document *d = map_find(&now, old.at[i].file);
		if (d && str_eq_cstr(old.at[i].sha256, d->sha256))
			map_put(&known, d->file, (void *)(uintptr_t)d);
		else
			end_version(r, old.at[i].id);
	}
	for (size_t i = 0; i < now.n; i++)
		if (!map_has(&known, now.entries[i].key))
			add_version(r, now.entries[i].value);
	return store_good(r->store);
}
