#include <stdlib.h>

#include "book/load.h"
#include "book/order_keys.h"
#include "book/spell.h"

static const struct edge end_of_time = {INSTANT_MAX, false};

struct edge edge_of(struct moment m)
{
	return (struct edge){m.first, m.whole};
}

static bool read_moment(struct moment *out, struct reading_order *o, const struct yaml_node *n)
{
	if (n)
		*out = keep_moment(o->book, n, o->diag);
	return n != NULL;
}

bool read_until(struct moment *out, bool *further, struct reading_order *o, const struct yaml_node *n)
{
	struct str text = str_trim(yaml_text(n));

	*further = n && str_eq_cstr(text, "further-order");
	if (!n || *further)
		return false;
	if (moment_parse(out, text, &o->book->plan.zone, NULL))
		return true;
	diag_error(o->diag, yaml_place(n), "expected a date or time such as 2026-03-02, or further-order");
	if (text.n > 0)
		diag_suggest(o->diag, text, &STR("further-order"), 1);
	return false;
}

static void read_dates(struct reading_order *o)
{
	struct order_terms *t = o->terms;

	t->has_made = read_moment(&t->made, o, o->n[ORDER_MADE]);
	t->has_from = read_moment(&t->from, o, o->n[ORDER_FROM]);
	t->has_until = read_until(&t->until, &t->further_order, o, o->n[ORDER_UNTIL]);
	t->has_discharged = read_moment(&t->discharged, o, o->n[ORDER_DISCHARGED]);
	t->has_determined = read_moment(&t->determined, o, o->n[ORDER_DETERMINED]);
	o->out->has_served = read_moment(&o->out->served, o, o->n[ORDER_SERVED]);
	o->begins = t->has_from ? t->from : t->made;
	if (t->has_until && (t->has_from || t->has_made) && t->until.first < o->begins.first)
		diag_error(o->diag, yaml_place(o->n[ORDER_UNTIL]), "until lies before the order begins");
}

static struct str default_jurisdiction(struct str type)
{
	bool scottish = type.n > 5 && str_eq_cstr(str_from(type, type.n - 5), "-scot");
	return scottish ? STR("scotland") : STR("england-wales");
}

static void read_words(struct reading_order *o)
{
	struct order *out = o->out;
	struct order_terms *t = o->terms;
	struct book *b = o->book;

	out->type = keep_text(b, o->n[ORDER_TYPE]);
	out->jurisdiction = keep_text(b, o->n[ORDER_JURISDICTION]);
	if (out->jurisdiction.n == 0)
		out->jurisdiction = default_jurisdiction(out->type);
	t->court = keep_text(b, o->n[ORDER_COURT]);
	t->judge = keep_text(b, o->n[ORDER_JUDGE]);
	t->basis = keep_text(b, o->n[ORDER_BASIS]);
	t->replaces = keep_id(b, o->n[ORDER_REPLACES]);
	t->noverlaps = keep_texts(&t->overlaps, b, o->n[ORDER_OVERLAPS]);
	t->nconfined_to = keep_texts(&t->confined_to, b, o->n[ORDER_CONFINED_TO]);
	t->nconsents = keep_texts(&t->consents, b, o->n[ORDER_CONSENTS]);
	t->nformerly = keep_texts(&t->formerly, b, o->n[ORDER_FORMERLY]);
	t->allow = keep_tree(b, o->n[ORDER_ALLOW]);
	out->hash_id = t->nformerly > 0 ? t->formerly[0] : out->id;
}

static int compare_suspensions(const void *a, const void *b)
{
	const struct suspension *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->until > y->until) - (x->until < y->until);
}

static bool read_suspension(struct suspension *s, struct reading_order *o, const struct yaml_node *map)
{
	const struct yaml_node *n[NSUSPENSION_KEYS];
	struct moment from, until;

	yaml_decode(n, &suspension_shape, map, o->diag);
	*s = (struct suspension){.until = INSTANT_MAX, .why = keep_text(o->book, n[SUSPENSION_WHY])};
	if (!read_moment(&from, o, n[SUSPENSION_FROM]))
		return false;
	s->from = from.first;
	if (read_moment(&until, o, n[SUSPENSION_UNTIL]))
		s->until = until.first;
	if (s->until < s->from)
		diag_error(o->diag, yaml_place(n[SUSPENSION_UNTIL]), "until lies before from");
	return s->until > s->from;
}

/* Suspensions that touch become one, with both reasons. */
static size_t join_suspensions(struct suspension *s, size_t n, struct arena *a)
{
	size_t kept = 0;

	if (n > 1)
		qsort(s, n, sizeof *s, compare_suspensions);
	for (size_t i = 0; i < n; i++) {
		struct suspension *last = kept > 0 ? &s[kept - 1] : NULL;
		if (!last || s[i].from > last->until) {
			s[kept++] = s[i];
			continue;
		}
		last->until = s[i].until > last->until ? s[i].until : last->until;
		if (last->why.n == 0 || str_eq(last->why, s[i].why))
			last->why = s[i].why;
		else if (s[i].why.n > 0)
			last->why = str_printf(a, "%.*s; %.*s", STR_ARG(last->why), STR_ARG(s[i].why));
	}
	return kept;
}

static void read_suspended(struct reading_order *o)
{
	const struct yaml_node *list = o->n[ORDER_SUSPENDED];
	size_t n = yaml_count(list), kept = 0;
	struct suspension *s = arena_array(o->book->arena, n, sizeof *s);

	for (size_t i = 0; i < n; i++)
		if (read_suspension(&s[kept], o, yaml_at(list, i)))
			kept++;
	o->out->suspended = s;
	o->out->nsuspended = join_suspensions(s, kept, o->book->arena);
}

static struct edge replaced_at(struct book *b, const struct order *order, const struct order_terms *t)
{
	const struct replacement *r = map_find(&b->replaced, order->id);
	struct edge cut = end_of_time;

	if (r)
		cut = (struct edge){r->at, r->bare};
	for (size_t i = 0; i < t->nformerly; i++) {
		r = map_find(&b->replaced, t->formerly[i]);
		if (r && r->at < cut.at)
			cut = (struct edge){r->at, r->bare};
	}
	return cut;
}

static void find_spans(struct reading_order *o)
{
	const struct order_terms *t = o->terms;
	struct order_span span = {.from = edge_of(o->begins), .until = end_of_time, .cut = replaced_at(o->book, o->out, t),
	                          .changes = o->changes, .nchanges = o->nchanges};

	if (t->has_until)
		span.until = edge_of(t->until);
	if (t->has_discharged && t->discharged.first < span.cut.at)
		span.cut = edge_of(t->discharged);
	o->nspans = in_force_order(&o->spans, &span, o->book->arena);
	o->out->from = o->nspans > 0 ? o->spans[0].from : span.from.at;
	o->out->until = o->nspans > 0 ? o->spans[o->nspans - 1].until : span.from.at;
}

/* As the documents say it: varied, but neither discharged nor replaced. */
static bool last_until(struct moment *out, const struct order_terms *t)
{
	bool has = t->has_until;
	*out = t->until;
	for (size_t i = 0; i < t->nvariations; i++) {
		if (!t->variations[i].has_until)
			continue;
		has = t->variations[i].until.first != INSTANT_MAX;
		*out = t->variations[i].until;
	}
	return has;
}

/* The type of the order that it replaces; empty: that order is not among the documents. */
static struct str replaced_type(const struct reading_order *o)
{
	const struct doc *doc = o->terms->replaces.n > 0 ? book_find(o->book, DOC_ORDER, o->terms->replaces) : NULL;

	return doc ? keep_text(o->book, yaml_find(doc->node, "type")) : (struct str){"", 0};
}

static void build_record(struct reading_order *o)
{
	struct order *out = o->out;
	struct moment until;
	struct str replaced = replaced_type(o);
	struct record_list l = record_open(o->book, ROOT_ORDER);

	record_add(&l, STR("id"), value_text(out->id));
	record_add(&l, STR("jurisdiction"), value_text(out->jurisdiction));
	record_add(&l, STR("from"), value_time(o->begins));
	if (last_until(&until, o->terms))
		record_add(&l, STR("until"), value_time(until));
	if (replaced.n > 0)
		record_add(&l, STR("replaces-type"), value_text(replaced));
	if (out->subject != SIZE_MAX)
		record_add(&l, STR("subject"), value_text(o->person->id));
	record_read(&l, o->map);
	record_close(&out->record, &l);
}

/* In a test an order needs neither an id nor a subject; a draft was not made yet. */
static struct yaml_shape shape_for(const struct book *b, bool inlined)
{
	if (!inlined && !b->options.drafts)
		return order_shape;
	struct yaml_key *keys = arena_copy(b->arena, order_shape.keys, order_shape.nkeys * sizeof *keys);
	if (inlined) {
		keys[ORDER_ID].flags &= ~(unsigned)YAML_REQUIRED;
		keys[ORDER_SUBJECT].flags &= ~(unsigned)YAML_REQUIRED;
	}
	if (b->options.drafts)
		keys[ORDER_MADE].flags &= ~(unsigned)YAML_REQUIRED;
	return (struct yaml_shape){order_shape.title, keys, order_shape.nkeys};
}

static bool read_order(struct reading_order *o, const struct yaml_shape *shape)
{
	struct book *b = o->book;

	yaml_decode(o->n, shape, o->map, o->diag);
	if (o->map->kind != YAML_MAP)
		return false;
	o->out->id = o->n[ORDER_ID] ? keep_id(b, o->n[ORDER_ID]) : STR("test");
	o->out->place = keep_passage(b, o->n[ORDER_ID] ? o->n[ORDER_ID] : o->doc->id_node);
	o->terms->keys = keep_places(b, shape, o->n);
	read_words(o);
	read_dates(o);
	if (!o->inlined)
		read_subject(o);
	else if (o->n[ORDER_SUBJECT])
		diag_error(o->diag, yaml_place(o->n[ORDER_SUBJECT]), "the subject of a test stands beside its order, not in it");
	read_suspended(o);
	read_conditions(o);
	find_spans(o);
	place_conditions(o);
	build_record(o);
	return true;
}

bool order_compile(struct order *out, struct book *b, const struct doc *doc, const struct yaml_node *map, bool inlined,
                   struct diag *d)
{
	struct reading_order o = {.book = b, .diag = d, .doc = doc, .map = map, .out = out, .inlined = inlined};
	struct yaml_shape shape = shape_for(b, inlined);
	size_t before = d->nerrors;
	struct arena_mark mark = arena_mark(&b->scratch);

	o.terms = ARENA_NEW(b->arena, struct order_terms);
	*out = (struct order){.subject = SIZE_MAX, .terms = o.terms};
	bool read = read_order(&o, &shape);
	arena_release(&b->scratch, mark);
	return read && d->nerrors == before;
}
