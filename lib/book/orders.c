#include "base/text.h"
#include "book/spell.h"

/* Only while few are told: each looks at every id. */
enum { SUGGESTED_MAX = 50 };

static void suggest_subjects(struct reading_order *o, struct str id)
{
	struct book *b = o->book;
	if (o->diag->dropped || b->left_out.n >= SUGGESTED_MAX)
		return;
	struct str *ids = arena_array(o->diag->arena, b->people.n, sizeof *ids);
	for (size_t i = 0; i < b->people.n; i++)
		ids[i] = b->people.at[i]->id;
	if (suggest_nearest(id, ids, b->people.n).n > 0)
		diag_suggest(o->diag, id, ids, b->people.n);
	else
		diag_help(o->diag, "give its document as well (--orders PATH, more than once), or a register (subject=FILE.csv)");
}

static void check_subject(struct reading_order *o, const struct yaml_node *n, struct str id)
{
	struct book *b = o->book;
	struct str key = o->person && b->rejected.n == 0 ? (struct str){0} : fold_id(b->arena, id);

	if (map_has(&b->rejected, key))
		diag_error(o->diag, yaml_place(n), "a row of subject \"%.*s\" in a register was rejected", STR_ARG(id));
	else if (!o->person && map_has(&b->ids[DOC_SUBJECT], key))
		return; /* that document's errors are told */
	else if (!o->person) {
		diag_error(o->diag, yaml_place(n), "there is no subject \"%.*s\"", STR_ARG(str_cut(id, 0, 60)));
		suggest_subjects(o, id);
	} else if (o->person->broken && b->options.keep_going) {
		diag_error(o->diag, yaml_place(n), "the subject \"%.*s\" is in error", STR_ARG(id));
	}
}

static void read_inline_subject(struct reading_order *o, const struct yaml_node *map, struct str id)
{
	struct person *p = o->person;
	size_t before = o->diag->nerrors;

	if (p && p->from != map) {
		struct place at = passage_place(&p->place, 0);
		struct str file = at.source ? at.source->file : STR("");
		diag_error(o->diag, yaml_place(map), "there are two documents of subject \"%.*s\"", STR_ARG(id));
		diag_help(o->diag, "the other stands at %.*s:%u:%u", STR_ARG(file), at.line, at.column);
		return;
	}
	struct person alone = {0};
	person_read(o->book, p ? p : &alone, map, false, o->diag);
	if (p)
		p->broken = o->diag->nerrors != before;
}

void read_subject(struct reading_order *o)
{
	const struct yaml_node *n = o->n[ORDER_SUBJECT];
	const struct yaml_node *id_node = n && n->kind == YAML_MAP ? yaml_find(n, "subject") : n;
	struct str id = id_node && id_node->kind == YAML_SCALAR ? keep_id(o->book, id_node) : STR("");

	if (!n)
		return;
	if (id.n > 0)
		o->person = person_find(o->book, id);
	if (n->kind == YAML_MAP)
		read_inline_subject(o, n, id);
	if (id.n > 0)
		check_subject(o, id_node, id);
	else if (n->kind != YAML_MAP)
		diag_error(o->diag, yaml_place(n), "an order names its subject");
	if (o->person)
		o->out->subject = o->person->index;
}

/* The order that it replaces ends when it begins; of two, the first counts. */
static void note_replaced(struct book *b, const struct doc *doc)
{
	const struct yaml_node *replaced = yaml_find(doc->node, "replaces");
	const struct yaml_node *from = replaced ? yaml_find(doc->node, "from") : NULL;
	struct moment m;

	if (replaced && !from)
		from = yaml_find(doc->node, "made");
	if (!replaced || replaced->kind != YAML_SCALAR || !from || !moment_parse(&m, str_trim(yaml_text(from)), &b->plan.zone, NULL))
		return;
	struct str id = keep_id(b, replaced);
	struct replacement *r = map_find(&b->replaced, id);
	if (id.n == 0 || str_eq(id, doc->id) || (r && r->at <= m.first))
		return;
	if (!r) {
		r = ARENA_NEW(b->arena, struct replacement);
		map_put(&b->replaced, id, r);
	}
	*r = (struct replacement){m.first, m.whole};
}

/* Ids that an order had before are its ids too. */
static void check_former(struct book *b, struct order *order, struct map *former, struct diag *d)
{
	const struct order_terms *t = order->terms;
	for (size_t i = 0; i < t->nformerly; i++) {
		struct str id = t->formerly[i];
		if (book_find(b, DOC_ORDER, id) && !str_eq(id, order->id))
			diag_error(d, passage_place(&order->place, 0), "the former id \"%.*s\" is that of another order", STR_ARG(id));
		else if (!map_put(former, id, order))
			diag_error(d, passage_place(&order->place, 0), "two orders had the id \"%.*s\"", STR_ARG(id));
	}
}

static void leave_out(struct book *b, const struct doc *doc, const struct diag *d)
{
	struct str why = STR("it is in error");
	for (size_t i = d->entries.n; i > 0; i--)
		if (d->entries.at[i - 1].severity == DIAG_ERROR)
			why = d->entries.at[i - 1].message;
	struct place at = yaml_place(doc->node);
	struct str file = at.source ? at.source->file : STR("");
	*VEC_PUSH(b->arena, &b->left_out) =
		doc->id.n > 0 ? str_printf(b->arena, "%.*s: %.*s", STR_ARG(doc->id), STR_ARG(why))
		              : str_printf(b->arena, "%.*s:%u: %.*s", STR_ARG(file), at.line, STR_ARG(why));
}

static bool compile_one(struct order *out, struct book *b, const struct doc *doc, struct map *former)
{
	const bool apart = b->options.keep_going;
	struct diag own, *d = b->diag;

	if (apart) {
		diag_init(&own, b->arena);
		d = &own;
	}
	size_t before = d->nerrors;
	order_compile(out, b, doc, doc->node, false, d);
	check_former(b, out, former, d);
	if (apart) {
		book_retell_order(b, &own);
		if (own.nerrors > 0)
			leave_out(b, doc, &own);
	}
	return d->nerrors == before;
}

/* ---- ahead of the others, by several threads ---- */

/* An order that was compiled ahead. */
struct advance {
	bool done;         /* without an error */
	struct diag *told; /* its warnings; NULL: none */
};

struct ahead {
	struct order *orders;
	struct advance *advances;
};

/* Does nobody else read or change what the order makes of its subject? *own: the subject that it holds, or NULL. */
static bool stands_alone(struct person **own, const struct book *b, const struct doc *doc)
{
	const struct yaml_node *n = yaml_find(doc->node, "subject");
	const struct yaml_node *id = n && n->kind == YAML_MAP ? yaml_find(n, "subject") : n;
	struct arena scratch;

	arena_init(&scratch);
	struct person *p = id && id->kind == YAML_SCALAR ? person_find(b, text_normal(&scratch, id->passage.text)) : NULL;
	arena_free(&scratch);
	*own = p && p->from == n ? p : NULL;
	return !doc->twice && (!p || !p->in_order || (*own && p->names.n == 0));
}

/* What is in error, or has been known by other names, is left to compile_one, as if nothing had been done:
 * what is told of it may depend on what was told before. */
static void compile_ahead(struct book *own, void *context, size_t i)
{
	struct ahead *h = context;
	const struct doc *doc = own->docs[DOC_ORDER].at[i];
	struct person *person, before;
	struct diag d;

	if (!stands_alone(&person, own, doc))
		return;
	if (person)
		before = *person;
	diag_init(&d, own->arena);
	if (order_compile(&h->orders[i], own, doc, doc->node, false, &d) && h->orders[i].terms->nformerly == 0) {
		h->advances[i].done = true;
		if (d.entries.n > 0)
			h->advances[i].told = arena_copy(own->arena, &d, sizeof d);
	} else if (person) {
		person_restore(person, &before);
	}
}

/* In its turn: what was compiled ahead is told now. */
static bool take_order(struct order *out, struct book *b, size_t i, const struct ahead *h, struct map *former)
{
	const struct advance *a = &h->advances[i];

	if (!a->done)
		return compile_one(out, b, b->docs[DOC_ORDER].at[i], former);
	if (out != &h->orders[i])
		*out = h->orders[i];
	if (a->told && b->options.keep_going)
		book_retell_order(b, a->told);
	else if (a->told)
		diag_join(b->diag, a->told);
	return true;
}

/* Most people have one: room that grows would be for eight at once. */
static void give_order(struct book *b, struct person *p, size_t order)
{
	if (p->orders.n == 0) {
		p->orders.at = ARENA_NEW(b->arena, size_t);
		p->orders.cap = 1;
	}
	*VEC_PUSH(b->arena, &p->orders) = order;
}

void orders_compile(struct book *b)
{
	size_t n = b->docs[DOC_ORDER].n, kept = 0;
	struct order *orders = arena_array(b->arena, n, sizeof *orders);
	struct ahead ahead = {.orders = orders, .advances = arena_array(b->arena, n, sizeof *ahead.advances)};
	struct map former;

	map_init(&former, b->arena);
	map_room(&b->orders, n);
	for (size_t i = 0; i < n; i++)
		note_replaced(b, b->docs[DOC_ORDER].at[i]);
	book_share(b, n, compile_ahead, &ahead);
	for (size_t i = 0; i < n; i++) {
		bool skipped = b->docs[DOC_ORDER].at[i]->twice && b->options.keep_going;
		if (skipped || !take_order(&orders[kept], b, i, &ahead, &former))
			continue;
		if (orders[kept].subject != SIZE_MAX)
			give_order(b, b->people.at[orders[kept].subject], kept);
		map_put(&b->orders, orders[kept].id, &orders[kept]);
		kept++;
	}
	b->plan.orders = orders;
	b->plan.norders = kept;
}
