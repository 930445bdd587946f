#include "base/arena.h"
#include "lang/event.h"

int event_field_find(const struct event_type *t, struct str name)
{
	for (size_t i = 0; i < t->nfields; i++) {
		if (str_eq(t->fields[i].name, name))
			return (int)i;
	}
	return -1;
}

static int order_of(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* By the first instant; a whole day before an instant at its midnight. */
static int moment_order(struct moment a, struct moment b)
{
	if (a.first != b.first)
		return order_of(a.first, b.first);
	if (a.whole != b.whole)
		return a.whole ? -1 : 1;
	return order_of(a.last, b.last);
}

static int recorded_order(const struct value *a, const struct value *b)
{
	bool has_a = a->kind == VALUE_TIME, has_b = b->kind == VALUE_TIME;
	if (has_a && has_b)
		return moment_order(a->as.time, b->as.time);
	return (int)has_a - (int)has_b;
}

/* Seldom asked: of events of one type and time. */
static int key_order(const struct event *a, const struct event *b)
{
	struct arena room;
	int order;

	if (a->key.n > 0 && b->key.n > 0)
		return str_cmp(a->key, b->key);
	arena_init(&room);
	order = str_cmp(event_key(a, &room), event_key(b, &room));
	arena_free(&room);
	return order;
}

int event_cmp(const struct event *a, const struct event *b)
{
	int order = moment_order(a->time, b->time);
	if (order == 0)
		order = recorded_order(&a->fields[FIELD_RECORDED], &b->fields[FIELD_RECORDED]);
	if (order == 0 && a->type != b->type)
		order = str_cmp(a->type->name, b->type->name);
	return order != 0 || a == b ? order : key_order(a, b);
}
