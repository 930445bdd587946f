/* Is the schema of a store the one that the migrations make? A trigger that somebody added or took away changes what
 * every later run does. */
#include "base/map.h"
#include "store/sql.h"

static const char query[] = "SELECT name, type, sql, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";

struct schema {
	struct map by_name; /* of struct part */
	VEC(struct part *) parts;
};
struct part {
	struct str name, type, text, table;
};

static bool read_schema(struct schema *out, sqlite3 *db, struct arena *a)
{
	sqlite3_stmt *q = NULL;
	int code = sqlite3_prepare_v2(db, query, -1, &q, NULL);

	map_init(&out->by_name, a);
	while (code == SQLITE_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
		struct part *p = ARENA_NEW(a, struct part);
		*p = (struct part){str_dup(a, sql_text_of(q, 0)), str_dup(a, sql_text_of(q, 1)), str_dup(a, sql_text_of(q, 2)),
		                   str_dup(a, sql_text_of(q, 3))};
		map_put(&out->by_name, p->name, p);
		*VEC_PUSH(a, &out->parts) = p;
		code = SQLITE_OK;
	}
	sqlite3_finalize(q);
	return code == SQLITE_DONE;
}

static bool made_anew(struct schema *out, struct arena *a)
{
	sqlite3 *db = NULL;
	bool good = sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK;

	for (size_t i = 0; good && i < nmigrations; i++)
		good = sqlite3_exec(db, migrations[i].text, NULL, NULL, NULL) == SQLITE_OK;
	good = good && read_schema(out, db, a);
	sqlite3_close(db);
	return good;
}

size_t schema_differs(const struct str **list, struct store *s, struct str table, struct arena *a)
{
	struct schema is = {.parts = {0}}, ought = {.parts = {0}};
	VEC(struct str) told = {0};

	if (!store_good(s) || !made_anew(&ought, a) || !read_schema(&is, store_sqlite(s), a))
		return store_fail(s);
	for (size_t i = 0; i < ought.parts.n; i++) {
		const struct part *p = ought.parts.at[i], *there = map_find(&is.by_name, p->name);
		if (table.n > 0 && !str_eq(p->table, table))
			continue;
		if (!there || !str_eq(there->text, p->text))
			*VEC_PUSH(a, &told) = str_printf(a, "the %.*s %.*s %s", STR_ARG(p->type), STR_ARG(p->name),
			                                 there ? "is not as it was made" : "is gone");
	}
	for (size_t i = 0; i < is.parts.n; i++) {
		const struct part *p = is.parts.at[i];
		if (!map_find(&ought.by_name, p->name) && (table.n == 0 || str_eq(p->table, table)))
			*VEC_PUSH(a, &told) = str_printf(a, "the %.*s %.*s is none of a store's", STR_ARG(p->type), STR_ARG(p->name));
	}
	if (list)
		*list = told.at;
	return told.n;
}

bool schema_stands(struct store *s)
{
	const struct str *list = NULL;
	struct arena scratch;

	arena_init(&scratch);
	if (schema_differs(&list, s, STR(""), &scratch) > 0 && list)
		store_refuse(s, "was changed by hand: %.*s; \"ordercheck store check\" tells more", STR_ARG(list[0]));
	arena_free(&scratch);
	return store_good(s);
}
