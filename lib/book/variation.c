#include <stdlib.h>

#include "book/spell.h"

static const struct edge beginning = {INSTANT_MIN, false}, end_of_time = {INSTANT_MAX, false};

/* A variation with its nodes, so that they sort together. */
struct varying {
	struct variation v;
	const struct yaml_node *n[NVARIATION_KEYS];
	size_t place; /* in the document */
};

static int compare_varying(const void *a, const void *b)
{
	const struct varying *x = a, *y = b;
	if (x->v.on.first != y->v.on.first)
		return x->v.on.first < y->v.on.first ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static void read_variation(struct varying *v, struct reading_order *o, const struct yaml_node *map)
{
	const struct yaml_node *const *n = v->n;
	bool further = false;

	yaml_decode(v->n, &variation_shape, map, o->diag);
	if (n[VARIATION_ON])
		v->v.on = keep_moment(o->book, n[VARIATION_ON], o->diag);
	v->v.court = keep_text(o->book, n[VARIATION_COURT]);
	v->v.nconsents = keep_texts(&v->v.consents, o->book, n[VARIATION_CONSENTS]);
	v->v.nended = yaml_count(n[VARIATION_END]);
	v->v.nadded = yaml_count(n[VARIATION_ADD]);
	v->v.place = keep_passage(o->book, n[VARIATION_ON] ? n[VARIATION_ON] : map);
	v->v.has_until = read_until(&v->v.until, &further, o, n[VARIATION_UNTIL]);
	if (further) {
		v->v.has_until = true;
		v->v.until = moment_instant(INSTANT_MAX);
	}
	if (v->v.has_until && n[VARIATION_ON] && v->v.until.first < v->v.on.first)
		diag_error(o->diag, yaml_place(n[VARIATION_UNTIL]), "until lies before the variation");
}

static void read_condition(struct reading_order *o, const struct yaml_node *node, struct edge starts)
{
	struct condition_place at = {.doc = o->doc, .ids = &o->ids};
	struct window *w = &o->windows[o->nconditions];
	struct condition *c = &o->conditions[o->nconditions++];

	w->node = node;
	w->starts = starts;
	w->ends = end_of_time;
	condition_compile(c, &w->own, o->book, &at, node, o->diag);
}

static void tell_no_condition(struct reading_order *o, const struct yaml_node *id)
{
	diag_error(o->diag, yaml_place(id), "this order has no condition \"%.*s\"", STR_ARG(str_cut(yaml_text(id), 0, 60)));
	suggest_keys(o->diag, yaml_text(id), &o->ids);
}

static void end_conditions(struct reading_order *o, const struct varying *v)
{
	const struct yaml_node *list = v->n[VARIATION_END];
	struct edge on = edge_of(v->v.on);

	for (size_t i = 0; i < yaml_count(list); i++) {
		const struct yaml_node *id = yaml_at(list, i);
		const struct condition *c = map_find(&o->ids, str_trim(yaml_text(id)));
		if (!c) {
			tell_no_condition(o, id);
			continue;
		}
		struct window *w = &o->windows[c - o->conditions];
		if (on.at < w->ends.at)
			w->ends = on;
	}
}

static void keep_variations(struct reading_order *o, struct varying *all, size_t n)
{
	struct variation *kept = arena_array(o->book->arena, n, sizeof *kept);

	o->changes = arena_array(&o->book->scratch, n, sizeof *o->changes);
	for (size_t i = 0; i < n; i++) {
		kept[i] = all[i].v;
		if (all[i].v.has_until)
			o->changes[o->nchanges++] = (struct spell_change){edge_of(all[i].v.on), edge_of(all[i].v.until)};
	}
	o->terms->variations = kept;
	o->terms->nvariations = n;
}

static struct varying *read_variations(struct reading_order *o, size_t *nadded)
{
	const struct yaml_node *list = o->n[ORDER_VARIATIONS];
	size_t n = yaml_count(list);
	struct varying *all = arena_array(&o->book->scratch, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		all[i].place = i;
		read_variation(&all[i], o, yaml_at(list, i));
		*nadded += all[i].v.nadded;
	}
	if (n > 1)
		qsort(all, n, sizeof *all, compare_varying);
	keep_variations(o, all, n);
	return all;
}

void read_conditions(struct reading_order *o)
{
	const struct yaml_node *list = o->n[ORDER_CONDITIONS];
	size_t n = yaml_count(list), nadded = 0;
	const struct varying *all = read_variations(o, &nadded);

	o->conditions = arena_array(o->book->arena, n + nadded, sizeof *o->conditions);
	o->windows = arena_array(&o->book->scratch, n + nadded, sizeof *o->windows);
	map_init(&o->ids, &o->book->scratch);
	for (size_t i = 0; i < n; i++)
		read_condition(o, yaml_at(list, i), beginning);
	for (size_t i = 0; i < o->terms->nvariations; i++)
		for (size_t j = 0; j < yaml_count(all[i].n[VARIATION_ADD]); j++)
			read_condition(o, yaml_at(all[i].n[VARIATION_ADD], j), edge_of(all[i].v.on));
	for (size_t i = 0; i < o->terms->nvariations; i++)
		end_conditions(o, &all[i]);
	o->out->conditions = o->conditions;
	o->out->nconditions = o->nconditions;
}

static struct edge later(struct edge a, struct edge b)
{
	return b.at > a.at ? b : a;
}

static struct edge earlier(struct edge a, struct edge b)
{
	return b.at < a.at ? b : a;
}

void place_conditions(struct reading_order *o)
{
	for (size_t i = 0; i < o->nconditions; i++) {
		struct condition *c = &o->conditions[i];
		const struct window *w = &o->windows[i];
		struct edge from = later(w->starts, (struct edge){w->own.from, w->own.from_bare});
		struct edge until = earlier(w->ends, (struct edge){w->own.until, w->own.until_bare});
		if (from.at == INSTANT_MIN && until.at == INSTANT_MAX) {
			c->in_force = o->spans;
			c->nin_force = o->nspans;
		} else {
			c->nin_force = in_force_cut(&c->in_force, o->spans, o->nspans, from, until, o->book->arena);
		}
		condition_record(c, o->book, w->node);
	}
}

static struct moment as_written(const struct book *b, int64_t at, bool bare)
{
	return bare ? moment_day(&b->plan.zone, civil_day(&b->plan.zone, at)) : moment_instant(at);
}

/* from and until: the first and the last edge of the times in force. */
void condition_record(struct condition *c, struct book *b, const struct yaml_node *map)
{
	const struct interval *last = c->nin_force > 0 ? &c->in_force[c->nin_force - 1] : NULL;
	struct record_list l = record_open(b, ROOT_CONDITION);

	record_add(&l, STR("id"), value_text(c->id));
	record_add(&l, STR("title"), value_text(c->title));
	if (c->kind.n > 0)
		record_add(&l, STR("kind"), value_text(c->kind));
	if (last && c->in_force[0].from != INSTANT_MIN)
		record_add(&l, STR("from"), value_time(as_written(b, c->in_force[0].from, c->in_force[0].from_bare)));
	if (last && last->until != INSTANT_MAX)
		record_add(&l, STR("until"), value_time(as_written(b, last->until, !last->until_clock)));
	record_read(&l, map);
	record_close(&c->record, &l);
}
