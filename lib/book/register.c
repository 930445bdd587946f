#include "base/text.h"
#include "book/load.h"
#include "book/names.h"
#include "lang/identifier.h"

/* One row, read whole before any of it counts. */
struct row {
	struct book *book;
	struct str *why;
	struct str subject, family, given, alias_family, alias_given, postcode, jurisdiction;
	bool has_born, has_notifies, notifies, has_from, has_until;
	int32_t born;
	struct moment from, until;
	VEC(struct identifier) identifiers;
	VEC(struct map_entry) tags;
};

static bool wrong(struct row *r, struct str column, struct str cell, const char *what)
{
	*r->why = str_printf(r->book->arena, "%.*s: \"%.*s\" is no %s", STR_ARG(column), STR_ARG(cell), what);
	return false;
}

static bool take_identifier(struct row *r, struct str column, struct str cell)
{
	struct identifier id = {.kind = text_lower(r->book->arena, str_from(column, 11)), .from = INSTANT_MIN, .until = INSTANT_MAX};
	if (!identifier_normal(&id.value, identifier_form_find(id.kind), cell, r->book->arena))
		return wrong(r, column, cell, "identifier");
	*VEC_PUSH(r->book->arena, &r->identifiers) = id;
	return true;
}

static bool take_tag(struct row *r, struct str column, struct str cell)
{
	struct str *text = ARENA_NEW(r->book->arena, struct str);
	struct map_entry *e = VEC_PUSH(r->book->arena, &r->tags);
	*text = cell;
	e->key = text_lower(r->book->arena, str_from(column, 4));
	e->value = text;
	return true;
}

static bool take_time(struct moment *out, bool *has, struct row *r, struct str column, struct str cell)
{
	*has = moment_parse(out, cell, &r->book->plan.zone, NULL);
	return *has || wrong(r, column, cell, "date");
}

static bool take_text(struct row *r, struct str column, struct str cell)
{
	const struct {
		const char *name;
		struct str *to;
	} texts[] = {
		{"subject", &r->subject}, {"family", &r->family}, {"given", &r->given},
		{"alias-family", &r->alias_family}, {"alias-given", &r->alias_given},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq_cstr(column, texts[i].name))
			*texts[i].to = cell;
	return true;
}

static bool take_cell(struct row *r, struct str column, struct str cell)
{
	if (str_starts(column, STR("identifier.")) && column.n > 11)
		return take_identifier(r, column, cell);
	if (str_starts(column, STR("tag.")) && column.n > 4)
		return take_tag(r, column, cell);
	if (str_eq_cstr(column, "born")) {
		r->has_born = day_parse(&r->born, cell);
		return r->has_born || wrong(r, column, cell, "date");
	}
	if (str_eq_cstr(column, "notifies")) {
		r->has_notifies = yaml_parse_bool(&r->notifies, cell);
		return r->has_notifies || wrong(r, column, cell, "yes or no");
	}
	if (str_eq_cstr(column, "notifies-from"))
		return take_time(&r->from, &r->has_from, r, column, cell);
	if (str_eq_cstr(column, "notifies-until"))
		return take_time(&r->until, &r->has_until, r, column, cell);
	if (str_eq_cstr(column, "postcode"))
		return postcode_parse(&r->postcode, cell, r->book->arena) || wrong(r, column, cell, "postcode");
	if (str_eq_cstr(column, "jurisdiction")) {
		r->jurisdiction = text_lower(r->book->arena, cell);
		return word_listed(jurisdiction_words, r->jurisdiction) || wrong(r, column, cell, "jurisdiction");
	}
	return take_text(r, column, cell);
}

static bool differs(struct row *r, const char *what)
{
	*r->why = str_printf(r->book->arena, "%s: an earlier row of %.*s says otherwise", what, STR_ARG(r->subject));
	return false;
}

static bool agrees(struct row *r, const struct person *p)
{
	if (r->has_born && p->has_born && r->born != p->born)
		return differs(r, "born");
	if (r->has_notifies && p->has_notifies && r->notifies != p->notifies)
		return differs(r, "notifies");
	if (r->has_from && p->has_notifies_from && r->from.first != p->notifies_from.first)
		return differs(r, "notifies-from");
	if (r->has_until && p->has_notifies_until && r->until.first != p->notifies_until.first)
		return differs(r, "notifies-until");
	if (r->jurisdiction.n > 0 && p->jurisdiction.n > 0 && !str_eq(r->jurisdiction, p->jurisdiction))
		return differs(r, "jurisdiction");
	return true;
}

/* Several given names in a cell are parted by blanks. */
static struct person_name name_of(struct book *b, struct str family, struct str given)
{
	struct person_name name = {.family = family, .from = INSTANT_MIN, .until = INSTANT_MAX};
	VEC(struct str) parts = {0};
	struct str head, rest = given;

	while (rest.n > 0) {
		str_split(&head, &rest, rest, ' ');
		if (head.n > 0)
			*VEC_PUSH(b->arena, &parts) = head;
	}
	name.given = parts.at;
	name.ngiven = parts.n;
	return name;
}

static bool same_name(const struct person_name *a, const struct person_name *b)
{
	if (!str_eq(a->family, b->family) || a->ngiven != b->ngiven)
		return false;
	for (size_t i = 0; i < a->ngiven; i++)
		if (!str_eq(a->given[i], b->given[i]))
			return false;
	return true;
}

static void add_name(struct book *b, struct person *p, struct str family, struct str given, bool alias)
{
	if (family.n == 0 && given.n == 0)
		return;
	struct person_name name = name_of(b, family, given);
	for (size_t i = 0; i < p->names.n; i++)
		if (same_name(&p->names.at[i], &name))
			return;
	*VEC_PUSH(b->arena, &p->names) = name;
	if (!alias && !p->has_name) {
		p->names.at[p->names.n - 1] = p->names.at[0];
		p->names.at[0] = name;
		p->has_name = true;
	}
}

static void add_identifier(struct book *b, struct person *p, const struct identifier *id)
{
	for (size_t i = 0; i < p->identifiers.n; i++)
		if (str_eq(p->identifiers.at[i].kind, id->kind) && str_eq(p->identifiers.at[i].value, id->value))
			return;
	*VEC_PUSH(b->arena, &p->identifiers) = *id;
	*VEC_PUSH(b->arena, &p->kinds) = id->kind;
}

static void add_tag(struct book *b, struct person *p, const struct map_entry *tag)
{
	for (size_t i = 0; i < p->tags.n; i++)
		if (str_eq(p->tags.at[i].key, tag->key))
			return;
	*VEC_PUSH(b->arena, &p->tags) = *tag;
}

static void add_postcode(struct book *b, struct person *p, struct str postcode)
{
	for (size_t i = 0; i < p->addresses.n; i++)
		if (str_eq(p->addresses.at[i].postcode, postcode))
			return;
	*VEC_PUSH(b->arena, &p->addresses) = (struct address){postcode, INSTANT_MIN, INSTANT_MAX};
}

static void apply_facts(struct row *r, struct person *p)
{
	if (r->has_born) {
		p->has_born = true;
		p->born = r->born;
	}
	if (r->has_notifies) {
		p->has_notifies = true;
		p->notifies = r->notifies;
	}
	if (r->has_from) {
		p->has_notifies_from = true;
		p->notifies_from = r->from;
	}
	if (r->has_until) {
		p->has_notifies_until = true;
		p->notifies_until = r->until;
	}
	if (r->jurisdiction.n > 0)
		p->jurisdiction = r->jurisdiction;
}

static void apply_row(struct row *r, struct person *p)
{
	struct book *b = r->book;

	apply_facts(r, p);
	add_name(b, p, r->family, r->given, false);
	add_name(b, p, r->alias_family, r->alias_given, true);
	if (r->postcode.n > 0)
		add_postcode(b, p, r->postcode);
	for (size_t i = 0; i < r->identifiers.n; i++)
		add_identifier(b, p, &r->identifiers.at[i]);
	for (size_t i = 0; i < r->tags.n; i++)
		add_tag(b, p, &r->tags.at[i]);
}

void book_reject_subject(struct book *b, struct str id)
{
	struct str key = fold_id(b->arena, id);
	if (key.n > 0)
		map_put(&b->rejected, key, b);
}

bool book_add_subject_row(struct book *b, const struct str *columns, const struct str *cells, size_t n,
                          struct place place, struct str *why)
{
	struct row r = {.book = b, .why = why};
	bool right = true;

	for (size_t i = 0; i < n; i++)
		if (str_eq_cstr(columns[i], "subject"))
			r.subject = text_normal(b->arena, str_dup(b->arena, cells[i]));
	for (size_t i = 0; right && i < n; i++)
		right = take_cell(&r, columns[i], text_normal(b->arena, str_dup(b->arena, cells[i])));
	if (right && r.subject.n == 0) {
		*why = STR("there is no subject");
		return false;
	}
	struct person *there = right ? person_find(b, r.subject) : NULL;
	if (!right || (there && !agrees(&r, there))) {
		book_reject_subject(b, r.subject);
		return false;
	}
	struct person *p = there ? there : person_get(b, r.subject);
	if (!there)
		p->place = (struct passage){.source = place.source, .style = PASSAGE_NONE};
	apply_row(&r, p);
	return true;
}
