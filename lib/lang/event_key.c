#include "base/map.h"
#include "lang/event.h"

/* A part as its length, a colon and its bytes, so that no two contents run together alike. */
static void add_part(struct buf *out, struct str s)
{
	buf_number(out, s.n, 1);
	buf_char(out, ':');
	buf_add(out, s);
}

struct str event_content_key(const struct event_type *t, const struct value *fields, struct arena *a)
{
	struct buf key = {0}, one = {0};

	add_part(&key, t->name);
	for (size_t i = 0; i < t->nfields; i++) {
		if (i == FIELD_RECORDED || fields[i].kind == VALUE_UNKNOWN)
			continue;
		buf_clear(&one);
		value_key(&one, &fields[i]);
		add_part(&key, t->fields[i].name);
		add_part(&key, buf_str(&one));
	}
	struct str s = str_dup(a, buf_str(&key));
	buf_free(&key);
	buf_free(&one);
	return s;
}

struct str event_key(const struct event *e, struct arena *a)
{
	return e->key.n > 0 ? e->key : event_content_key(e->type, e->fields, a);
}

/* A key text says no more of a whole day than its date, and nothing of its zone. */
static bool same_time(struct moment a, struct moment b)
{
	if (a.whole || b.whole)
		return a.whole && b.whole && a.day == b.day;
	return a.first == b.first && a.last == b.last;
}

static bool same_value(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_UNKNOWN)
		return true;
	if (a->kind == VALUE_TIME)
		return same_time(a->as.time, b->as.time);
	if (a->kind != VALUE_LIST)
		return value_same(a, b);
	if (a->as.list.n != b->as.list.n)
		return false;
	for (size_t i = 0; i < a->as.list.n; i++)
		if (!same_value(&a->as.list.at[i], &b->as.list.at[i]))
			return false;
	return true;
}

bool event_content_same(const struct event_type *t, const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < t->nfields; i++)
		if (i != FIELD_RECORDED && !same_value(&a[i], &b[i]))
			return false;
	return true;
}

/* Of what is compared often and fast; the rest tells two values of one kind not apart. */
static uint64_t hash_value(const struct value *v, const uint64_t seed[2])
{
	switch (v->kind) {
	case VALUE_TEXT:
		return hash_bytes(v->as.text.at, v->as.text.n, seed);
	case VALUE_NUMBER:
		return hash_bytes(&v->as.number, sizeof v->as.number, seed);
	case VALUE_TIME:
		return v->as.time.whole ? hash_bytes(&v->as.time.day, sizeof v->as.time.day, seed)
		                        : hash_bytes(&v->as.time.first, sizeof v->as.time.first, seed);
	case VALUE_POINT: {
		double at[] = {v->as.point.lat + 0.0, v->as.point.lon + 0.0}; /* -0 is 0 */
		return hash_bytes(at, sizeof at, seed);
	}
	case VALUE_COUNTRY:
		return hash_bytes(&v->as.country, sizeof v->as.country, seed);
	case VALUE_UNKNOWN: case VALUE_BOOL: case VALUE_CLOCK: case VALUE_DURATION: case VALUE_HOURS:
	case VALUE_COUNTRIES: case VALUE_PLACE: case VALUE_LIST:
		break;
	}
	return (uint64_t)v->kind;
}

uint64_t event_content_hash(const struct event_type *t, const struct value *fields, const uint64_t seed[2])
{
	uint64_t hash = 0;

	for (size_t i = 0; i < t->nfields; i++)
		if (i != FIELD_RECORDED)
			hash = (hash << 7 | hash >> 57) * UINT64_C(0x9e3779b97f4a7c15) + hash_value(&fields[i], seed);
	return hash;
}
