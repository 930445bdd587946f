#include "lang/event.h"

/* A part as its length, a colon and its bytes, so that no two contents run together alike. */
static void add_part(struct buf *out, struct str s)
{
	buf_printf(out, "%zu:", s.n);
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
