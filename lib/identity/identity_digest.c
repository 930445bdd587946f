#include "base/digest.h"
#include "identity/identity.h"

static void part(struct buf *b, struct str s)
{
	buf_number(b, s.n, 0);
	buf_char(b, ':');
	buf_add(b, s);
}

/* "1 1234 ": is it known, and the day. */
static void add_born(struct buf *b, bool has, int32_t born)
{
	if (has)
		buf_printf(b, "1 %d ", born);
	else
		buf_add(b, STR("0 0 "));
}

static void add_name(struct buf *b, const struct person_name *n)
{
	buf_add(b, STR("name "));
	part(b, n->family);
	for (size_t i = 0; i < n->ngiven; i++)
		part(b, n->given[i]);
	add_born(b, n->has_born, n->born);
}

void identity_digest(char hex[65], const struct subject *s)
{
	struct buf b = {0};

	part(&b, s->id);
	for (size_t i = 0; i < s->nnames; i++)
		add_name(&b, &s->names[i]);
	buf_add(&b, STR("born "));
	add_born(&b, s->has_born, s->born);
	buf_add(&b, STR("not "));
	for (size_t i = 0; i < s->nothers; i++)
		add_name(&b, &s->others[i]);
	for (size_t i = 0; i < s->nidentifiers; i++) {
		const struct identifier *one = &s->identifiers[i];
		part(&b, one->kind);
		part(&b, one->value);
		buf_printf(&b, "%lld %lld ", (long long)one->from, (long long)one->until);
	}
	struct digest d = digest_of(buf_str(&b));
	digest_hex(hex, 64, &d);
	buf_free(&b);
}
