/* Who was told of which finding, and what is new to a reader. */
#include <string.h>

#include "store/found.h"
#include "store/run_inside.h"

static void take_untold(struct store_untold *out, struct str id, size_t subject, enum level level)
{
	*out = (struct store_untold){.subject = subject, .level = level};
	memcpy(out->id, id.at, id.n < 16 ? id.n : 16);
}

/* All at once: to ask for each finding would take several times as long. */
static void know_told(struct store_run *r, struct str reader)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_TOLD_OF);

	r->reader = reader;
	map_init(&r->told, r->arena);
	sql_bind_text(q, 1, reader);
	while (sql_next(r->store, q)) {
		struct known_told *t = ARENA_NEW(r->arena, struct known_told);
		*t = (struct known_told){sql_level(r->store, q, 1), sql_int(q, 2)};
		map_put(&r->told, str_dup(r->arena, sql_text_of(q, 0)), t);
	}
}

static bool is_decided(struct store_run *r, struct str id, int64_t level)
{
	sqlite3_stmt *q;

	if (!found_any_decision(r))
		return false;
	q = sql_open(r->store, SQL_DECIDED);
	sql_bind_text(q, 1, id);
	sql_bind(q, 2, level);
	return sql_one(r->store, q, 0) > 0;
}

size_t store_untold(const struct store_untold **out, struct store_run *r, struct str reader, enum level level, int64_t before,
                    struct arena *a)
{
	sqlite3_stmt *q;
	VEC(struct store_untold) list = {0};

	know_told(r, reader);
	q = sql_open(r->store, SQL_SHOWN);
	sql_bind(q, 1, level);
	while (sql_next(r->store, q)) {
		struct str id = sql_text_of(q, 0);
		enum level shown = sql_level(r->store, q, 2);
		const struct known_told *t = map_find(&r->told, id);
		bool told = t && t->run >= sql_int(q, 3) && t->run < before && t->level >= (int64_t)shown;
		if (!told && !is_decided(r, id, shown))
			take_untold(VEC_PUSH(a, &list), id, known_subject_find(r, sql_int(q, 1)), shown);
	}
	*out = list.at;
	return list.n;
}

void store_tell(struct store_run *r, struct str reader, const char *id, enum level level)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_TOLD_PUT);

	sql_bind_text(q, 1, reader);
	sql_bind_text(q, 2, str_of(id));
	sql_bind(q, 3, level);
	sql_bind(q, 4, r->id);
	sql_run(r->store, q);
}

size_t store_withdrawn(const struct store_untold **out, struct store_run *r, struct str reader, struct arena *a)
{
	sqlite3_stmt *q;
	VEC(struct store_untold) all = {0};
	struct store_untold *list;
	size_t n = 0;

	if (!r->reader.at || !str_eq(reader, r->reader))
		know_told(r, reader);
	r->reader.at = NULL; /* some of it goes now */
	q = sql_open(r->store, SQL_GONE);
	while (sql_next(r->store, q)) {
		const struct known_told *t = map_find(&r->told, sql_text_of(q, 0));
		if (t)
			take_untold(VEC_PUSH(a, &all), sql_text_of(q, 0), SIZE_MAX, (enum level)t->level);
	}
	list = arena_array(a, all.n, sizeof *list);
	for (size_t i = 0; i < all.n; i++) {
		q = sql_open(r->store, SQL_TOLD_DROP);
		sql_bind_text(q, 1, reader);
		sql_bind_text(q, 2, str_of(all.at[i].id));
		sql_run(r->store, q);
		if (all.at[i].level >= LEVEL_REVIEW)
			list[n++] = all.at[i];
	}
	*out = list;
	return n;
}
