#include "book/load.h"

struct values {
	VEC(struct record_value) list;
};

static void add_value(struct values *v, struct arena *a, struct value value, int64_t from, int64_t until)
{
	*VEC_PUSH(a, &v->list) = (struct record_value){.value = value, .from = from, .until = until};
}

static void add_key(struct record_list *l, struct str name, const struct values *v)
{
	record_add_values(l, name, v->list.at, v->list.n);
}

/* "given family" with the first n given names. */
static struct str full_name(struct arena *a, const struct person_name *name, size_t n)
{
	struct buf b = {0};
	for (size_t i = 0; i < n && i < name->ngiven; i++) {
		buf_add(&b, name->given[i]);
		buf_char(&b, ' ');
	}
	buf_add(&b, name->family);
	struct str s = str_dup(a, str_trim(buf_str(&b)));
	buf_free(&b);
	return s;
}

static void add_names(struct record_list *l, const struct person *p)
{
	struct values names = {0}, given = {0};

	for (size_t i = 0; i < p->names.n; i++) {
		const struct person_name *name = &p->names.at[i];
		add_value(&names, l->book->arena, value_text(full_name(l->book->arena, name, name->ngiven)), name->from, name->until);
		if (name->ngiven > 1)
			add_value(&names, l->book->arena, value_text(full_name(l->book->arena, name, 1)), name->from, name->until);
	}
	add_key(l, STR("names"), &names);
	if (!p->has_name)
		return;
	if (p->names.at[0].family.n > 0)
		record_add(l, STR("family"), value_text(p->names.at[0].family));
	for (size_t i = 0; i < p->names.at[0].ngiven; i++)
		add_value(&given, l->book->arena, value_text(p->names.at[0].given[i]), INSTANT_MIN, INSTANT_MAX);
	add_key(l, STR("given"), &given);
}

static void add_identifiers(struct record_list *l, const struct person *p)
{
	for (size_t i = 0; i < p->identifiers.n; i++) {
		struct str kind = p->kinds.at[i];
		struct values v = {0};
		size_t first = 0;
		while (!str_eq(p->kinds.at[first], kind))
			first++;
		if (first != i)
			continue;
		for (size_t j = i; j < p->identifiers.n; j++) {
			const struct identifier *id = &p->identifiers.at[j];
			if (str_eq(p->kinds.at[j], kind))
				add_value(&v, l->book->arena, value_text(id->value), id->from, id->until);
		}
		if (str_eq_cstr(kind, "device"))
			add_key(l, STR("devices"), &v);
		add_key(l, str_printf(l->book->arena, "identifiers.%.*s", STR_ARG(kind)), &v);
	}
}

static void add_addresses(struct record_list *l, const struct person *p)
{
	struct values v = {0};
	for (size_t i = 0; i < p->addresses.n; i++) {
		const struct address *a = &p->addresses.at[i];
		add_value(&v, l->book->arena, value_text(a->postcode), a->from, a->until);
	}
	add_key(l, STR("addresses"), &v);
}

static void add_tags(struct record_list *l, const struct person *p)
{
	for (size_t i = 0; i < p->tags.n; i++) {
		const struct str *text = p->tags.at[i].value;
		if (text->n > 0)
			record_add(l, str_printf(l->book->arena, "tags.%.*s", STR_ARG(p->tags.at[i].key)), value_text(*text));
	}
}

static struct str jurisdiction_of(const struct person *p)
{
	return p->jurisdiction.n > 0 ? p->jurisdiction : STR("england-wales");
}

static void build_record(struct record *out, struct book *b, const struct person *p)
{
	struct record_list l = record_open(b, ROOT_SUBJECT);

	record_add(&l, STR("id"), value_text(p->id));
	if (p->has_born)
		record_add(&l, STR("born"), value_time(moment_day(&b->plan.zone, p->born)));
	record_add(&l, STR("notifies"), value_bool(p->notifies));
	if (p->has_notifies_from)
		record_add(&l, STR("notifies-from"), value_time(p->notifies_from));
	if (p->has_notifies_until)
		record_add(&l, STR("notifies-until"), value_time(p->notifies_until));
	record_add(&l, STR("jurisdiction"), value_text(jurisdiction_of(p)));
	add_names(&l, p);
	add_addresses(&l, p);
	add_identifiers(&l, p);
	add_tags(&l, p);
	record_close(out, &l);
}

void person_build(struct subject *out, struct book *b, struct person *p)
{
	*out = (struct subject){.id = p->id, .names = p->names.at, .nnames = p->names.n, .has_name = p->has_name,
	                        .has_born = p->has_born, .born = p->born, .others = p->others.at, .nothers = p->others.n,
	                        .identifiers = p->identifiers.at, .nidentifiers = p->identifiers.n,
	                        .jurisdiction = jurisdiction_of(p), .tags = p->tags.at, .ntags = p->tags.n,
	                        .orders = p->orders.at, .norders = p->orders.n, .place = p->place};
	build_record(&out->record, b, p);
}
