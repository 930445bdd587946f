/* What is known of the people, and what is told beside a run. */
#include "report/redact_parts.h"

#include <stdlib.h>

/* ---- twins ---- */

void *twin_of(const struct redaction *r, const void *thing)
{
	return map_find(&r->twins, (struct str){(const char *)&thing, sizeof thing});
}

void twin_set(struct redaction *r, const void *thing, void *twin)
{
	const void **key = arena_copy(r->arena, &thing, sizeof thing);

	map_put(&r->twins, (struct str){(const char *)key, sizeof *key}, twin);
}

/* ---- people ---- */

struct str redact_subject_id(const struct redaction *r, struct str id)
{
	return mask_pseudonym(&r->mask, "subject", id);
}

struct str redact_order_id(const struct redaction *r, struct str id)
{
	return mask_pseudonym(&r->mask, "order", id);
}

size_t redact_subject(const struct redaction *r, size_t subject)
{
	return subject < r->plan->nsubjects ? r->remap[subject] : SIZE_MAX;
}

struct str redact_tag(const struct redaction *r, struct str key, struct str value)
{
	return mask_pseudonym(&r->mask, "tag", str_printf(r->arena, "%zu:%.*s%.*s", key.n, STR_ARG(key), STR_ARG(value)));
}

static void know_full(struct redaction *r, struct str given, struct str family, struct str pseudonym)
{
	mask_know(&r->mask, str_printf(r->arena, "%.*s %.*s", STR_ARG(given), STR_ARG(family)), pseudonym);
	mask_know(&r->mask, str_printf(r->arena, "%.*s %.*s", STR_ARG(family), STR_ARG(given)), pseudonym);
}

static void know_name(struct redaction *r, const struct person_name *n, size_t subject)
{
	struct buf all = {0};

	mask_know_name(&r->mask, n->family, subject);
	for (size_t i = 0; i < n->ngiven; i++) {
		mask_know_name(&r->mask, n->given[i], subject);
		buf_printf(&all, "%s%.*s", i > 0 ? " " : "", STR_ARG(n->given[i]));
	}
	struct str full = str_printf(r->arena, "%.*s %.*s", (int)all.n, all.n > 0 ? all.at : "", STR_ARG(n->family));
	struct str pseudonym = mask_pseudonym(&r->mask, "name", full);
	if (n->family.n > 0 && n->ngiven > 0) {
		know_full(r, buf_str(&all), n->family, pseudonym);
		know_full(r, n->given[0], n->family, pseudonym);
	}
	buf_free(&all);
}

static void know_value(struct redaction *r, const struct value *v)
{
	if (v->kind == VALUE_LIST)
		for (size_t i = 0; i < v->as.list.n; i++)
			know_value(r, &v->as.list.at[i]);
	else if (v->kind == VALUE_TEXT)
		mask_know(&r->mask, v->as.text, mask_pseudonym(&r->mask, "postcode", v->as.text));
}

/* Postcodes stand in the record by which expressions know the subject. */
static void know_addresses(struct redaction *r, const struct subject *who)
{
	for (size_t k = 0; k < who->record.nkeys; k++) {
		const struct record_key *key = &who->record.keys[k];
		for (size_t i = 0; str_eq_cstr(key->name, "addresses") && i < key->nvalues; i++)
			know_value(r, &key->values[i].value);
	}
}

static void know_subject(struct redaction *r, size_t subject)
{
	const struct subject *who = &r->plan->subjects[subject];

	mask_know(&r->mask, who->id, redact_subject_id(r, who->id));
	for (size_t i = 0; i < who->nnames; i++)
		know_name(r, &who->names[i], subject);
	for (size_t i = 0; i < who->nothers; i++)
		know_name(r, &who->others[i], subject);
	for (size_t i = 0; i < who->nidentifiers; i++)
		mask_know(&r->mask, who->identifiers[i].value, mask_pseudonym(&r->mask, "identifier", who->identifiers[i].value));
	know_addresses(r, who);
}

static void know_orders(struct redaction *r)
{
	for (size_t i = 0; i < r->plan->norders; i++) {
		const struct order *o = &r->plan->orders[i];
		mask_know(&r->mask, o->id, redact_order_id(r, o->id));
		for (size_t k = 0; o->terms && k < o->terms->nformerly; k++)
			mask_know(&r->mask, o->terms->formerly[k], redact_order_id(r, o->terms->formerly[k]));
	}
}

/* ---- the made plan ---- */

struct renamed {
	struct str id;
	size_t subject;
};

static int compare(const void *left, const void *right)
{
	const struct renamed *a = left, *b = right;

	return str_cmp(a->id, b->id);
}

static void make_subject(struct subject *to, struct redaction *r, const struct subject *from, struct str id)
{
	struct map_entry *tags = arena_array(r->arena, from->ntags, sizeof *tags);

	*to = (struct subject){.id = id, .tags = tags, .ntags = from->ntags, .jurisdiction = from->jurisdiction};
	for (size_t i = 0; i < from->ntags; i++) {
		struct str value = redact_tag(r, from->tags[i].key, *(const struct str *)from->tags[i].value);
		tags[i].key = mask_text(&r->mask, from->tags[i].key, MASK_ANYBODY);
		tags[i].value = arena_copy(r->arena, &value, sizeof value);
	}
}

/* In order of pseudonym, so that the order of the ids does not show. */
static void make_subjects(struct redaction *r)
{
	size_t n = r->plan->nsubjects;
	struct renamed *all = arena_array(r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++)
		all[i] = (struct renamed){redact_subject_id(r, r->plan->subjects[i].id), i};
	if (n > 1)
		qsort(all, n, sizeof *all, compare);
	r->subjects = arena_array(r->arena, n, sizeof *r->subjects);
	r->remap = arena_array(r->arena, n, sizeof *r->remap);
	for (size_t i = 0; i < n; i++) {
		make_subject(&r->subjects[i], r, &r->plan->subjects[all[i].subject], all[i].id);
		r->remap[all[i].subject] = i;
	}
	r->made.subjects = r->subjects;
	r->made.nsubjects = n;
}

/* ---- names that all know ---- */

static void add_shipped(struct map *names, struct str line)
{
	static const struct str kinds[] = {STR_INIT("rule: "), STR_INIT("scheme: "), STR_INIT("event: ")};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(line, kinds[i]))
			map_put(names, str_trim(str_from(line, kinds[i].n)), names);
}

static void find_shipped(struct map *names)
{
	for (const struct catalogue_file *f = catalogue_files; f->name; f++) {
		struct str line, rest = {(const char *)f->at, f->n};
		bool more = true;
		while (more) {
			more = str_split(&line, &rest, rest, '\n');
			add_shipped(names, line);
		}
	}
}

struct str redact_name(const struct redaction *r, const char *kind, struct str name)
{
	if (name.n == 0 || map_has(&r->shipped, name))
		return name;
	return r->nameless ? mask_pseudonym(&r->mask, kind, name) : mask_text(&r->mask, name, MASK_NOBODY);
}

struct str redact_own(const struct redaction *r, struct str text)
{
	return r->nameless && text.n > 0 ? STR(MASK_WITHHELD) : mask_text(&r->mask, text, MASK_NOBODY);
}

struct redaction *redaction_open(const struct plan *plan, bool nameless, struct str key, bool random, struct arena *a)
{
	struct redaction *r = ARENA_NEW(a, struct redaction);

	*r = (struct redaction){.arena = a, .random = random, .nameless = nameless, .plan = plan};
	mask_init(&r->mask, key, a);
	map_init(&r->twins, a);
	map_init(&r->by_id, a);
	map_init(&r->shipped, a);
	find_shipped(&r->shipped);
	for (size_t i = 0; i < plan->nsubjects; i++)
		know_subject(r, i);
	know_orders(r);
	r->made = (struct plan){.arena = a, .zone = plan->zone, .catalogue_version = plan->catalogue_version};
	make_subjects(r);
	return r;
}

/* ---- beside a run ---- */

struct str redact_finding_id(const struct redaction *r, struct str id)
{
	return mask_hex(&r->mask, "finding", id, id.n);
}

/* "file-3f9a0c2b1d4e.csv.gz"; standard input stays. */
static struct str pseudonym_of_file(const struct redaction *r, struct str path)
{
	size_t from = path.n, dot;

	while (from > 0 && path.at[from - 1] != '/')
		from--;
	for (dot = from; dot < path.n && path.at[dot] != '.';)
		dot++;
	struct str end = str_from(path, dot);
	bool known = end.n <= 8 && (str_starts(end, STR(".csv")) || str_starts(end, STR(".yaml")) || str_starts(end, STR(".yml")));
	return str_printf(r->arena, "%.*s%.*s", STR_ARG(mask_pseudonym(&r->mask, "file", path)), STR_ARG(known ? end : STR("")));
}

struct str redact_path(const struct redaction *r, struct str path)
{
	if (path.n == 0 || str_eq_cstr(path, "-") || !r->nameless)
		return mask_path(&r->mask, path);
	return pseudonym_of_file(r, path);
}

static struct str cut_after(const struct redaction *r, struct str text, struct str before)
{
	for (size_t i = 0; i + before.n <= text.n; i++)
		if (str_starts(str_from(text, i), before))
			return str_printf(r->arena, "%.*s " MASK_WITHHELD, STR_ARG(str_cut(text, 0, i + before.n)));
	return text;
}

/* A file without a header has people where columns are named; a saved run does not know all of its subjects. */
static struct str without_people(const struct redaction *r, struct str text)
{
	text = cut_after(r, text, STR("nothing reads the column"));
	return r->nameless ? cut_after(r, text, STR("names two subjects equally well")) : text;
}

struct str redact_message(const struct redaction *r, struct str text)
{
	return mask_message(&r->mask, without_people(r, text), MASK_ANYBODY);
}

struct str redact_left_out(const struct redaction *r, struct str text)
{
	struct str id, why;

	str_split(&id, &why, text, ':');
	return str_printf(r->arena, "%.*s: " MASK_WITHHELD, STR_ARG(redact_order_id(r, id)));
}

static struct place place_in(struct str file, struct place p, struct arena *a)
{
	struct source *source = ARENA_NEW(a, struct source);

	*source = (struct source){.file = file, .text = {"", 0}};
	return (struct place){source, p.line, p.column};
}

struct place redact_place(const struct redaction *r, struct place p)
{
	return place_in(redact_path(r, p.source->file), p, r->arena);
}

void redact_diag(struct diag *d, const struct redaction *r)
{
	for (size_t i = 0; i < d->entries.n; i++) {
		struct diag_entry *e = &d->entries.at[i];
		if (e->place.source)
			e->place = place_in(r ? redact_path(r, e->place.source->file) : STR(MASK_WITHHELD), e->place, d->arena);
		e->message = r ? redact_message(r, e->message) : STR("the message is withheld: --no-redact tells it");
		e->help = (struct str){"", 0};
	}
}
