#include "store/found.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "store/run_inside.h"

/* ---- a finding as a row ---- */

/* SHA-256 over the content of its triggers, whichever rows say it. */
static void facts_of(char hex[65], const struct finding *f, struct arena *a)
{
	struct buf b = {0};

	for (size_t i = 0; i < f->nevidence; i++) {
		const struct event *e = f->evidence[i].event;
		if (f->evidence[i].role != ROLE_TRIGGER || !e)
			continue;
		struct str content = event_content_key(e->type, feed_event_fields(e, a), a);
		buf_printf(&b, "%zu:", content.n);
		buf_add(&b, content);
	}
	struct digest d = digest_of(buf_str(&b));
	digest_hex(hex, 64, &d);
	buf_free(&b);
}

struct old_finding {
	char id[17];
	enum level level;
	struct str facts;
	bool shown, seen;
};

static void bind_or_null(sqlite3_stmt *q, int at, bool has, struct str text)
{
	if (has)
		sql_bind_text(q, at, text);
	else
		sql_bind_null(q, at);
}

/* How the row names the person, of a finding matched by name: "family, given, born" with a unit separator between. */
static struct str person_of(struct store_run *r, const struct finding *f)
{
	const struct event *e = f->nevidence > 0 && f->evidence[0].role == ROLE_TRIGGER ? f->evidence[0].event : NULL;
	const struct event_source *s = f->by_name && e && e->nsources > 0 ? &e->sources[0] : NULL;
	struct kept_person who;

	for (size_t i = 0; s && i < r->files.n; i++)
		if (str_eq(r->files.at[i].name, s->input->file) &&
		    row_person(&who, s->input->feed, r->files.at[i].header, s->row, r->arena))
			return str_printf(r->arena, "%.*s\x1f%.*s\x1f%.*s", STR_ARG(who.family), STR_ARG(who.given), STR_ARG(who.born));
	return STR("");
}

static void write_finding(struct store_run *r, enum sql which, const struct finding *f, const char *facts)
{
	sqlite3_stmt *q = sql_open(r->store, which);

	sql_bind_text(q, 1, str_of(f->id));
	sql_bind(q, 2, r->subjects[f->subject].id);
	bind_or_null(q, 3, f->order != NULL, f->order ? f->order->id : STR(""));
	bind_or_null(q, 4, f->scheme != NULL, f->scheme ? f->scheme->name : STR(""));
	sql_bind_text(q, 5, f->condition->id);
	sql_bind_text(q, 6, f->rule->name);
	sql_bind_text(q, 7, f->title);
	sql_bind(q, 8, f->level);
	if (f->has_time) {
		sql_bind(q, 9, f->time.first);
		sql_bind(q, 10, f->time.last);
	}
	sql_bind(q, 11, f->is_obligation);
	sql_bind_text(q, 12, str_of(facts));
	sql_bind(q, 13, r->id);
	struct str person = person_of(r, f);
	bind_or_null(q, 14, person.n > 0, person);
	sql_run(r->store, q);
}

/* Its dates may move while nothing else does. */
static void write_dates(struct store_run *r, const struct finding *f)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FINDING_SAME);

	sql_bind_text(q, 1, str_of(f->id));
	sql_bind_text(q, 2, f->title);
	if (f->has_time) {
		sql_bind(q, 3, f->time.first);
		sql_bind(q, 4, f->time.last);
	}
	sql_bind(q, 5, f->is_obligation);
	sql_run(r->store, q);
}

static void add_life(struct store_run *r, struct str id, const char *what, enum level level, int64_t decision)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_LIFE_ADD);

	sql_bind_text(q, 1, id);
	sql_bind(q, 2, r->id);
	sql_bind(q, 3, r->options.began);
	sql_bind_text(q, 4, str_of(what));
	sql_bind(q, 5, level);
	if (decision != 0)
		sql_bind(q, 6, decision);
	sql_run(r->store, q);
}

/* ---- decisions that end ---- */

struct kept_decision {
	int64_t id;
	struct decision made;
	enum level level;
};

static bool decision_of(struct kept_decision *out, struct store_run *r, struct str id, struct str *facts, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_DECISIONS_OF);

	sql_bind_text(q, 1, id);
	if (!sql_next(r->store, q))
		return false;
	*out = (struct kept_decision){.id = sql_int(q, 0), .level = sql_level(r->store, q, 2)};
	out->made = (struct decision){.outcome = str_dup(a, sql_text_of(q, 1)), .who = str_dup(a, sql_text_of(q, 3)),
	                              .reason = str_dup(a, sql_text_of(q, 4)), .at = sql_int(q, 5),
	                              .until = sql_null(q, 6) ? INSTANT_MAX : sql_int(q, 6)};
	*facts = str_dup(a, sql_text_of(q, 7));
	return true;
}

static void end_decision(struct store_run *r, int64_t decision, struct str id, enum level level, const char *why)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_DECISION_END);

	sql_bind(q, 1, decision);
	sql_bind(q, 2, r->id);
	sql_bind_text(q, 3, str_of(why));
	sql_run(r->store, q);
	q = sql_open(r->store, SQL_FINDING_ANEW);
	sql_bind_text(q, 1, id);
	sql_bind(q, 2, r->id);
	sql_run(r->store, q);
	add_life(r, id, "reopened", level, decision);
}

static void note(struct store_run *r, struct str id, const char *words, struct str outcome)
{
	*VEC_PUSH(r->arena, &r->found_notes) =
		str_printf(r->arena, "%.*s: the decision %.*s %s", STR_ARG(id), STR_ARG(outcome), words);
}

/* Its triggers say something else than when it was decided. */
static void facts_changed(struct store_run *r, const struct finding *f, const char *facts)
{
	struct kept_decision d;
	struct str decided_on, id = str_of(f->id);

	add_life(r, id, "facts", f->level, 0);
	if (!decision_of(&d, r, id, &decided_on, r->arena) || str_eq_cstr(decided_on, facts))
		return;
	end_decision(r, d.id, id, f->level, "facts");
	note(r, id, "no longer holds: its facts have changed", d.made.outcome);
}

/* ---- the subject's findings, old and new ---- */

static size_t load_old(struct old_finding **out, struct store_run *r, int64_t subject, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FINDINGS_OF);
	VEC(struct old_finding) list = {0};

	sql_bind(q, 1, subject);
	while (sql_next(r->store, q)) {
		struct old_finding *o = VEC_PUSH(a, &list);
		struct str id = sql_text_of(q, 0);
		memcpy(o->id, id.at, id.n < 16 ? id.n : 16);
		o->level = sql_level(r->store, q, 1);
		o->facts = str_dup(a, sql_text_of(q, 2));
		o->shown = sql_int(q, 3) != 0;
	}
	*out = list.at;
	return list.n;
}

static void found_one(struct store_run *r, const struct finding *f, struct old_finding *old, struct arena *a)
{
	char facts[65];

	facts_of(facts, f, a);
	if (!old) {
		write_finding(r, SQL_FINDING_ADD, f, facts);
		add_life(r, str_of(f->id), "new", f->level, 0);
		return;
	}
	if (old->seen)
		return;
	old->seen = true;
	bool same = str_eq_cstr(old->facts, facts);
	if (old->shown && old->level == f->level && same) {
		write_dates(r, f);
		return;
	}
	write_finding(r, SQL_FINDING_SET, f, facts);
	if (!old->shown)
		add_life(r, str_of(f->id), "back", f->level, 0);
	else if (old->level != f->level)
		add_life(r, str_of(f->id), "level", f->level, 0);
	if (!same)
		facts_changed(r, f, facts);
}

static void gone_one(struct store_run *r, struct old_finding *old, struct arena *a)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FINDING_GONE);
	struct kept_decision d;
	struct str facts, id = str_of(old->id);

	sql_bind_text(q, 1, id);
	sql_bind(q, 2, r->id);
	sql_run(r->store, q);
	add_life(r, id, old->level >= LEVEL_REVIEW ? "withdrawn" : "gone", old->level, 0);
	if (decision_of(&d, r, id, &facts, a))
		note(r, id, "matches nothing any more: the facts no longer show the finding", d.made.outcome);
}

void store_found(struct store_run *r, size_t subject, const struct findings *found)
{
	struct old_finding *old;
	struct arena a;
	struct map by_id;

	arena_init(&a);
	map_init(&by_id, &a);
	size_t n = load_old(&old, r, r->subjects[subject].id, &a);
	for (size_t i = 0; i < n; i++)
		map_put(&by_id, str_of(old[i].id), &old[i]);
	for (size_t i = 0; i < found->n && store_good(r->store); i++)
		if (found->at[i].level >= LEVEL_BLIND)
			found_one(r, &found->at[i], map_find(&by_id, str_of(found->at[i].id)), &a);
	for (size_t i = 0; i < n && store_good(r->store); i++)
		if (old[i].shown && !old[i].seen)
			gone_one(r, &old[i], &a);
	arena_free(&a);
}

static int compare_numbers(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void store_found_ended(struct store_run *r, const bool *judged)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FINDING_SUBJECTS);
	VEC(int64_t) ended = {0};

	while (sql_next(r->store, q)) {
		size_t i = known_subject_find(r, sql_int(q, 0));
		if (i == SIZE_MAX || !judged[i])
			*VEC_PUSH(r->arena, &ended) = sql_int(q, 0);
	}
	if (ended.n > 1)
		qsort(ended.at, ended.n, sizeof *ended.at, compare_numbers);
	for (size_t i = 0; i < ended.n; i++) {
		if (i > 0 && ended.at[i] == ended.at[i - 1])
			continue;
		struct old_finding *old;
		size_t n = load_old(&old, r, ended.at[i], r->arena);
		for (size_t k = 0; k < n; k++)
			if (old[k].shown)
				gone_one(r, &old[k], r->arena);
	}
}

struct due_decision {
	int64_t id;
	struct str finding, outcome;
	enum level level;
};

size_t store_found_finish(const struct str **notes, struct store_run *r)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_DECISIONS_DUE);
	VEC(struct due_decision) due = {0};

	sql_bind(q, 1, r->options.as_of);
	while (!r->options.back && sql_next(r->store, q))
		*VEC_PUSH(r->arena, &due) = (struct due_decision){sql_int(q, 0), str_dup(r->arena, sql_text_of(q, 1)),
		                                                  str_dup(r->arena, sql_text_of(q, 2)), sql_level(r->store, q, 3)};
	for (size_t i = 0; i < due.n; i++) {
		end_decision(r, due.at[i].id, due.at[i].finding, due.at[i].level, "time");
		note(r, due.at[i].finding, "has come to its end: decide anew", due.at[i].outcome);
	}
	*notes = r->found_notes.at;
	return r->found_notes.n;
}

bool found_any_decision(struct store_run *r)
{
	if (r->no_decisions < 0)
		r->no_decisions = sql_one(r->store, sql_open(r->store, SQL_DECISION_ANY), 0) == 0;
	return !r->no_decisions;
}

const struct decision *store_decided(struct store_run *r, const struct finding *f, struct arena *a)
{
	struct kept_decision d;
	struct str facts;

	if (!found_any_decision(r) || !decision_of(&d, r, str_of(f->id), &facts, a) || d.level < f->level)
		return NULL;
	return arena_copy(a, &d.made, sizeof d.made);
}
