/* Versions of the documents. */
#include "store/run_inside.h"

static void add_version(struct store_run *r, const struct document *d)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_DOCUMENT_ADD);

	sql_bind_text(q, 1, d->file);
	sql_bind_text(q, 2, str_of(d->sha256));
	if (d->beside) /* what it says is in the findings; the file itself is not for reading again */
		sql_bind_null(q, 3);
	else
		sql_bind_bytes(q, 3, d->text);
	sql_bind(q, 4, r->id);
	sql_run(r->store, q);
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
