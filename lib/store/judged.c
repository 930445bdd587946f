#include "store/judged.h"

#include <string.h>

#include "base/digest.h"
#include "base/tz.h"
#include "base/text.h"
#include "lang/geo_digest.h"
#include "store/run_inside.h"
#include "yaml/tree.h"

enum { DIGEST_DIGITS = 64 };

static void part(struct buf *b, struct str s)
{
	buf_number(b, s.n, 0);
	buf_char(b, ':');
	buf_add(b, s);
}

/* Eight bytes: there are several for each of many subjects, in every run. */
static void add_number(struct buf *b, int64_t n)
{
	buf_add(b, (struct str){(const char *)&n, sizeof n});
}

static void digest_into(char hex[65], struct buf *b)
{
	struct digest d = digest_of(buf_str(b));

	digest_hex(hex, DIGEST_DIGITS, &d);
	buf_clear(b);
}

/* ---- the world ---- */

static bool finds_by_more(const struct feed *f)
{
	for (size_t i = 0; i < f->nways; i++)
		if (f->ways[i].kind != WAY_REFERENCE)
			return true;
	return false;
}

/* Where people are found by more than a reference, whoever is known may make a tie. */
static void add_people(struct buf *b, const struct store_run *r)
{
	const struct plan *p = r->plan;
	bool more = false;

	for (size_t i = 0; i < p->nfeeds && !more; i++)
		more = finds_by_more(&p->feeds[i]);
	for (size_t i = 0; i < p->nsubjects && more; i++)
		buf_add(b, str_of(r->subjects[i].identity));
}

static void add_documents(struct buf *b, const struct plan *p)
{
	part(b, p->catalogue_version);
	for (size_t i = 0; i < p->ndocuments; i++) {
		if (p->documents[i].shipped || !p->documents[i].shared)
			continue;
		part(b, p->documents[i].file);
		part(b, str_of(p->documents[i].sha256));
	}
	for (size_t i = 0; i < p->nplaces; i++) /* the files that places name */
		if (p->places[i]->area)
			part(b, str_of(geo_area_digest(p->places[i]->area)));
	for (size_t i = 0; i < p->nschemes; i++)
		if (p->schemes[i].bound)
			part(b, p->schemes[i].name);
	for (size_t i = 0; i < p->nholidays; i++)
		buf_printf(b, "%d ", (int)p->holidays[i]);
	part(b, p->zone.name);
	if (p->match_strong != 0 || p->match_possible != 0)
		buf_printf(b, "match %lld %lld ", (long long)p->match_strong, (long long)p->match_possible);
}

static void add_feeds(struct buf *b, const struct store_run *r, const struct supply *supplies)
{
	const struct plan *p = r->plan;

	for (size_t i = 0; i < p->nfeeds; i++)
		if (p->feeds[i].where && expr_uses_now(p->feeds[i].where))
			buf_printf(b, "now %lld ", (long long)r->options.as_of);
	for (size_t i = 0; i < p->ntypes; i++) {
		part(b, p->types[i]->name);
		buf_printf(b, "%d %d ", supplies[i].supplied, supplies[i].given);
		part(b, supplies[i].failed);
	}
}

static bool fact_is(struct store_run *r, const char *name, struct str value)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_FACT);

	sql_bind_text(q, 1, str_of(name));
	if (sql_next(r->store, q) && str_eq(sql_text_of(q, 0), value))
		return true;
	q = sql_open(r->store, SQL_FACT_PUT);
	sql_bind_text(q, 1, str_of(name));
	sql_bind_bytes(q, 2, value);
	if (!r->options.back)
		sql_run(r->store, q);
	return false;
}

/* Which feed is named as the narrowest of each type matters only where it was told. */
static void note_narrowest(struct store_run *r, const struct supply *supplies)
{
	struct buf name = {0};

	r->renamed = arena_array(r->arena, r->plan->ntypes, sizeof *r->renamed);
	for (size_t i = 0; i < r->plan->ntypes; i++) {
		buf_clear(&name);
		buf_printf(&name, "narrowest %.*s", STR_ARG(r->plan->types[i]->name));
		r->renamed[i] = !fact_is(r, str_cstr(r->arena, buf_str(&name)), supplies[i].narrowest);
	}
	buf_free(&name);
}

/* ---- a subject's documents ---- */

static void add_record(struct buf *b, const struct record *record)
{
	for (size_t i = 0; i < record->nkeys; i++) {
		part(b, record->keys[i].name);
		for (size_t k = 0; k < record->keys[i].nvalues; k++) {
			const struct record_value *v = &record->keys[i].values[k];
			buf_char(b, (char)('a' + (int)v->value.kind));
			if (v->value.kind == VALUE_TEXT)
				part(b, v->value.as.text);
			else
				value_key(b, &v->value);
			buf_char(b, ' ');
			add_number(b, v->from);
			add_number(b, v->until);
		}
	}
}

/* The type of the order that it replaces, which stands in that order's document. */
static void add_replaced(struct buf *b, const struct order *o)
{
	for (size_t i = 0; o->terms && o->terms->replaces.n > 0 && i < o->record.nkeys; i++)
		if (str_eq_cstr(o->record.keys[i].name, "replaces-type"))
			part(b, o->record.keys[i].values[0].value.as.text);
}

/* An order by its document; what another order can do to it, by its dates. */
static void add_order(struct buf *b, const struct order *o)
{
	part(b, o->id);
	part(b, o->place.source ? yaml_document(o->place.source->text, o->place.offset) : STR(""));
	add_replaced(b, o);
	add_number(b, o->from);
	add_number(b, o->until);
	for (size_t i = 0; i < o->nconditions; i++)
		for (size_t k = 0; k < o->conditions[i].nin_force; k++) {
			const struct interval *in = &o->conditions[i].in_force[k];
			add_number(b, in->from);
			add_number(b, in->until);
			buf_char(b, (char)('0' + in->from_bare + 2 * in->until_clock));
		}
}

static void subject_digest(char hex[65], const struct store_run *r, size_t subject, struct buf *room)
{
	const struct subject *s = &r->plan->subjects[subject];

	buf_clear(room);
	buf_add(room, str_of(r->subjects[subject].identity));
	part(room, s->jurisdiction);
	add_record(room, &s->record);
	for (size_t i = 0; i < s->norders; i++)
		add_order(room, &r->plan->orders[s->orders[i]]);
	digest_into(hex, room);
}

/* ---- kept ---- */

static void add_instant(struct buf *b, int64_t at)
{
	varint_add(b, (uint64_t)at - (uint64_t)INSTANT_MIN);
}

static int64_t take_instant(struct str *rest)
{
	return (int64_t)(varint_take(rest) + (uint64_t)INSTANT_MIN);
}

static struct now_span take_span(struct str *rest)
{
	int64_t low = take_instant(rest);

	return (struct now_span){low, take_instant(rest)};
}

static bool within(struct now_span s, int64_t at)
{
	return s.low <= at && at <= s.high;
}

void store_judged_open(struct store_run *r, const struct supply *supplies, struct str extra)
{
	struct buf b = {0};
	char hex[65];

	r->supplies = supplies;
	part(&b, r->options.version);
	part(&b, str_of(tz_version()));
	part(&b, str_of(text_icu_version()));
	part(&b, extra);
	add_documents(&b, r->plan);
	add_feeds(&b, r, supplies);
	add_people(&b, r);
	digest_into(hex, &b);
	buf_free(&b);
	r->world_changed = !fact_is(r, "world", str_of(hex));
	note_narrowest(r, supplies);
}

bool store_judged_needs(const struct store_run *r, size_t subject)
{
	struct str kept = r->subjects[subject].judged;
	struct buf room = {0};
	char hex[65];

	if (r->world_changed || r->subjects[subject].touched || kept.n < DIGEST_DIGITS)
		return true;
	subject_digest(hex, r, subject, &room);
	buf_free(&room);
	if (!str_eq_cstr(str_cut(kept, 0, DIGEST_DIGITS), hex))
		return true;
	kept = str_from(kept, DIGEST_DIGITS);
	varint_take(&kept);
	bool holds = within(take_span(&kept), r->options.as_of);
	while (kept.n > 0 && holds) {
		size_t type = (size_t)varint_take(&kept);
		struct now_span s = take_span(&kept);
		holds = type < r->plan->ntypes && within(s, r->supplies[type].known_until) && !(s.low == s.high && r->renamed[type]);
	}
	return !holds;
}

size_t store_judged_conditions(const struct store_run *r, size_t subject)
{
	struct str kept = r->subjects[subject].judged;

	if (kept.n < DIGEST_DIGITS)
		return 0;
	kept = str_from(kept, DIGEST_DIGITS);
	return (size_t)varint_take(&kept);
}

void store_judged_forget(struct store_run *r)
{
	for (size_t i = 0; i < r->plan->nsubjects; i++) {
		if (!r->subjects[i].touched)
			continue;
		sqlite3_stmt *q = sql_open(r->store, SQL_JUDGED_FORGET);
		sql_bind(q, 1, r->subjects[i].id);
		sql_run(r->store, q);
	}
}

void store_judged_put(struct store_run *r, size_t subject, const struct judge_horizon *h, size_t nconditions)
{
	sqlite3_stmt *q = sql_open(r->store, SQL_SUBJECT_JUDGED);
	struct buf b = {0};
	char hex[65];

	subject_digest(hex, r, subject, &b);
	buf_add(&b, str_of(hex));
	varint_add(&b, nconditions);
	add_instant(&b, h->as_of.low);
	add_instant(&b, h->as_of.high);
	for (size_t i = 0; i < r->plan->ntypes; i++) {
		if (h->known[i].low == INSTANT_MIN && h->known[i].high == INSTANT_MAX)
			continue;
		varint_add(&b, i);
		add_instant(&b, h->known[i].low);
		add_instant(&b, h->known[i].high);
	}
	if (!str_eq(r->subjects[subject].judged, buf_str(&b))) {
		sql_bind_bytes(q, 1, buf_str(&b));
		sql_bind(q, 2, r->subjects[subject].id);
		sql_run(r->store, q);
		r->subjects[subject].judged = str_dup(r->arena, buf_str(&b));
	}
	buf_free(&b);
}
