#include "store/counts.h"

#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "store/sql.h"

static void take_id(char out[17], sqlite3_stmt *q)
{
	struct str id = sql_text_of(q, 0);

	memset(out, 0, 17);
	memcpy(out, id.at, id.n < 16 ? id.n : 16);
}

void store_known(struct store_known *out, struct store *s, const char *id)
{
	sqlite3_stmt *q = sql_open(s, SQL_COUNTS_KNOWN);

	*out = (struct store_known){INSTANT_MIN, INSTANT_MIN};
	sql_bind_text(q, 1, str_of(id));
	if (!sql_next(s, q))
		return;
	out->found = sql_int(q, 0);
	if (!sql_null(q, 1))
		out->told = sql_int(q, 1);
}

size_t store_gone(const struct store_gone **out, struct store *s, struct arena *a)
{
	sqlite3_stmt *q = sql_open(s, SQL_COUNTS_GONE);
	VEC(struct store_gone) list = {0};

	while (sql_next(s, q)) {
		struct store_gone *g = VEC_PUSH(a, &list);
		struct str *texts[] = {&g->subject, &g->order, &g->scheme, &g->condition, &g->rule};
		take_id(g->id, q);
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
			*texts[i] = str_dup(a, sql_text_of(q, (int)i + 1));
		g->has_time = !sql_null(q, 6);
		g->first = sql_int(q, 6);
	}
	*out = list.at;
	return list.n;
}

/* ---- after each run ---- */

/* A finding as its life tells it so far. */
struct living {
	bool wanted, shown;
	enum level level, decided; /* decided: LEVEL_CLEAR: not */
};

struct counting {
	struct store *store;
	struct arena *arena;
	struct map findings;       /* by id: struct living */
	VEC(struct living *) list; /* the same */
	VEC(struct store_count) runs;
};

static void load_runs(struct counting *c)
{
	sqlite3_stmt *q = sql_open(c->store, SQL_COUNTS_RUNS);

	while (sql_next(c->store, q))
		*VEC_PUSH(c->arena, &c->runs) = (struct store_count){.run = sql_int(q, 0), .as_of = sql_int(q, 1), .began = sql_int(q, 2)};
}

/* Runs before this one are over: how it is now is how it was after them. */
static size_t close_runs(struct counting *c, size_t from, int64_t before)
{
	struct store_count now = {0};

	if (from >= c->runs.n || c->runs.at[from].run >= before)
		return from;
	for (size_t i = 0; i < c->list.n; i++) {
		const struct living *f = c->list.at[i];
		now.shown[f->level] += f->shown;
		now.decided += f->shown && f->decided >= f->level;
	}
	for (; from < c->runs.n && c->runs.at[from].run < before; from++) {
		memcpy(c->runs.at[from].shown, now.shown, sizeof now.shown);
		c->runs.at[from].decided = now.decided;
	}
	return from;
}

/* The first run that began after a decision was made. */
static int64_t run_after(const struct counting *c, int64_t at)
{
	for (size_t i = 0; i < c->runs.n; i++)
		if (c->runs.at[i].began > at)
			return c->runs.at[i].run;
	return INT64_MAX;
}

static void live(struct living *f, struct str what, enum level level)
{
	if (str_eq_cstr(what, "decided")) {
		f->decided = level;
	} else if (str_eq_cstr(what, "reopened")) {
		f->decided = LEVEL_CLEAR;
	} else if (!str_eq_cstr(what, "facts")) {
		f->shown = !str_eq_cstr(what, "gone") && !str_eq_cstr(what, "withdrawn");
		f->level = level;
	}
}

static struct living *living_of(struct counting *c, struct str id)
{
	struct living *f = map_find(&c->findings, id);

	if (f)
		return f;
	f = ARENA_NEW(c->arena, struct living);
	*f = (struct living){.decided = LEVEL_CLEAR};
	map_put(&c->findings, str_dup(c->arena, id), f);
	*VEC_PUSH(c->arena, &c->list) = f;
	return f;
}

size_t store_counts(const struct store_count **out, struct store *s,
                    bool (*wanted)(void *context, struct str subject, struct str order, struct str rule), void *context, struct arena *a)
{
	struct counting c = {.store = s, .arena = a};
	size_t at = 0;

	map_init(&c.findings, a);
	load_runs(&c);
	sqlite3_stmt *q = sql_open(s, SQL_COUNTS_LIFE);
	while (sql_next(s, q)) {
		int64_t run = sql_int(q, 1), level = sql_int(q, 3);
		struct str what = sql_text_of(q, 2);
		if (level < 0 || level >= NLEVELS || !wanted(context, sql_text_of(q, 4), sql_text_of(q, 5), sql_text_of(q, 6)))
			continue;
		at = close_runs(&c, at, run > 0 ? run : run_after(&c, sql_int(q, 7)));
		live(living_of(&c, sql_text_of(q, 0)), what, (enum level)level);
		if (at < c.runs.n && c.runs.at[at].run == run)
			c.runs.at[at].withdrawn += str_eq_cstr(what, "withdrawn");
	}
	close_runs(&c, at, INT64_MAX);
	*out = c.runs.at;
	return c.runs.n;
}
