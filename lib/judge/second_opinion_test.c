/* judge_subject against the second opinion, over random documents and histories.
 * What differs is made as small as it goes before it is told.
 * second_opinion_test [SEED [DOCUMENTS]]: other seeds, other numbers. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "book/book.h"
#include "judge/rules_naive.h"
#include "judge/rules_naive_world.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SLOW_BUILD 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SLOW_BUILD 1
#endif

#ifdef SLOW_BUILD
enum { DOCUMENTS = 150, HISTORIES = 40 };
#else
enum { DOCUMENTS = 8000, HISTORIES = 100 };
#endif

static struct {
	uint64_t seed, documents;
} asked = {1, DOCUMENTS};

struct bench {
	struct arena fixed, documents, judging;
	struct zone zone;
	struct atlas atlas;
	struct settings settings;
	struct naive_world world;
	struct plan plan;
	struct naive_history history;
};

static void fresh(struct arena *a)
{
	arena_free(a);
	arena_init(a);
}

static bool compile(struct bench *b, struct buf *errors)
{
	struct book_options options = {.zone = &b->zone, .atlas = &b->atlas, .settings = &b->settings};
	struct diag d;
	struct buf text = {0};

	fresh(&b->documents);
	diag_init(&d, &b->documents);
	struct book *book = book_open(&options, &b->documents, &d);
	naive_print(&text, &b->world);
	book_add_text(book, STR("random.yaml"), str_dup(&b->documents, buf_str(&text)));
	bool compiled = book_compile(&b->plan, book) && b->plan.ntypes == NAIVE_TYPES && b->plan.nsubjects == 1;
	for (size_t i = 0; errors && i < d.entries.n; i++)
		diag_render(errors, &d.entries.at[i]);
	buf_free(&text);
	return compiled;
}

/* ---- both opinions ---- */

static struct judge_input input_of(const struct bench *b, struct arena *a)
{
	const struct plan *p = &b->plan;
	const struct order **orders = arena_array(a, p->norders + 1, sizeof *orders);
	const struct scheme **schemes = arena_array(a, p->nschemes + 1, sizeof *schemes);

	for (size_t i = 0; i < p->norders; i++)
		orders[i] = &p->orders[i];
	for (size_t i = 0; i < p->nschemes; i++)
		schemes[i] = &p->schemes[i];
	return (struct judge_input){.plan = p, .person = p->subjects, .orders = orders, .norders = p->norders,
	                            .schemes = schemes, .nschemes = p->nschemes, .events = b->history.events,
	                            .nevents = b->history.nevents, .rejected = b->history.rejected,
	                            .supplies = b->history.supplies, .as_of = b->history.as_of};
}

static bool has_trigger(const struct naive_finding *f, const struct event *e)
{
	for (size_t i = 0; i < f->ntriggers; i++)
		if (f->triggers[i] == e)
			return true;
	return false;
}

static struct naive_finding as_naive(const struct finding *f, struct arena *a)
{
	struct naive_finding out = {.level = f->level, .order = f->order, .scheme = f->scheme, .condition = f->condition,
	                            .rule = f->level == LEVEL_BLIND ? NULL : f->rule};
	out.triggers = arena_array(a, f->nevidence + 1, sizeof *out.triggers);
	if (f->has_time)
		out.time = f->time;
	for (size_t i = 0; i < f->nevidence; i++)
		if (f->evidence[i].role == ROLE_TRIGGER && !has_trigger(&out, f->evidence[i].event))
			out.triggers[out.ntriggers++] = f->evidence[i].event;
	return out;
}

static bool same_finding(const struct naive_finding *a, const struct naive_finding *b)
{
	bool same = a->level == b->level && a->order == b->order && a->scheme == b->scheme && a->condition == b->condition &&
	            a->rule == b->rule && a->ntriggers == b->ntriggers && a->time.first == b->time.first &&
	            a->time.last == b->time.last;
	for (size_t i = 0; i < a->ntriggers && same; i++)
		same = has_trigger(b, a->triggers[i]);
	return same;
}

/* Each of the findings once in the other list. */
static bool same_findings(const struct naive_findings *a, const struct naive_findings *b, struct arena *arena)
{
	bool *used = arena_array(arena, b->n + 1, sizeof *used);
	for (size_t i = 0; i < a->n; i++) {
		size_t j = 0;
		while (j < b->n && (used[j] || !same_finding(&a->at[i], &b->at[j])))
			j++;
		if (j == b->n)
			return false;
		used[j] = true;
	}
	return a->n == b->n;
}

static void say_finding(struct buf *out, const struct naive_finding *f, const struct zone *zone)
{
	buf_printf(out, "  %-8s %.*s%.*s %.*s ", level_names[f->level], STR_ARG(f->order ? f->order->id : STR("-")),
	           STR_ARG(f->scheme ? f->scheme->name : STR("")), STR_ARG(f->condition->id));
	if (f->level != LEVEL_BLIND)
		moment_print(out, f->time, zone);
	for (size_t i = 0; i < f->ntriggers; i++)
		buf_printf(out, " %.*s", STR_ARG(f->triggers[i]->key));
	buf_char(out, '\n');
}

static void say_findings(struct buf *out, const char *title, const struct naive_findings *f, const struct zone *zone)
{
	buf_printf(out, "%s (%zu conditions):\n", title, f->nconditions);
	for (size_t i = 0; i < f->n; i++)
		say_finding(out, &f->at[i], zone);
}

/* Ids tell findings apart. */
static bool ids_apart(const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(f->at[i].id, f->at[j].id) == 0)
				return false;
	return true;
}

static bool agree(struct bench *b, struct buf *told)
{
	fresh(&b->judging);
	struct arena *a = &b->judging;
	struct judge_input in = input_of(b, a);
	struct findings findings = {0};
	struct naive_findings engine = {0}, naive = {0};

	judge_subject(&findings, &in, a);
	engine.nconditions = findings.nconditions;
	for (size_t i = 0; i < findings.n; i++)
		*VEC_PUSH(a, &engine) = as_naive(&findings.at[i], a);
	naive_judge(&naive, &in, a);
	for (int i = 0; told && i < 2; i++)
		say_findings(told, i == 0 ? "the engine" : "the second opinion", i == 0 ? &engine : &naive, &b->zone);
	return ids_apart(&findings) && engine.nconditions == naive.nconditions && same_findings(&engine, &naive, a);
}

/* ---- the smallest case ---- */

/* Types keep their places from one compilation to the next. */
static void rebind(struct bench *b, struct naive_history *h, const size_t *types)
{
	for (size_t i = 0; i < h->nevents; i++)
		h->events[i].type = b->plan.types[types[i]];
}

/* After a copy. */
static void own_fields(struct naive_history *h)
{
	for (size_t i = 0; i < h->nevents; i++)
		h->events[i].fields = h->fields[i];
}

static bool still_differs(struct bench *b, const struct naive_history *h)
{
	struct naive_history was = b->history;
	b->history = *h;
	own_fields(&b->history);
	if (!agree(b, NULL))
		return true;
	b->history = was;
	own_fields(&b->history);
	return false;
}

static bool drop_events(struct bench *b)
{
	bool dropped = false;
	for (size_t i = b->history.nevents; i-- > 0;) {
		struct naive_history h = b->history;
		for (size_t j = i + 1; j < h.nevents; j++) {
			h.events[j - 1] = h.events[j];
			memcpy(h.fields[j - 1], h.fields[j], sizeof h.fields[j]);
		}
		h.nevents--;
		dropped = still_differs(b, &h) || dropped;
	}
	return dropped;
}

static bool drop_fields(struct bench *b)
{
	bool dropped = false;
	for (size_t i = 0; i < b->history.nevents; i++) {
		for (size_t f = FIELD_RECORDED; f < b->history.events[i].type->nfields; f++) {
			struct naive_history h = b->history;
			if (h.fields[i][f].kind == VALUE_UNKNOWN)
				continue;
			h.fields[i][f] = value_missing();
			dropped = still_differs(b, &h) || dropped;
		}
	}
	return dropped;
}

static void simplify_supplies(struct bench *b)
{
	for (size_t i = 0; i < NAIVE_TYPES; i++) {
		struct naive_history h = b->history;
		h.rejected[i] = false;
		still_differs(b, &h);
		h = b->history;
		h.supplies[i].supplied = true;
		h.supplies[i].known_until = h.as_of;
		still_differs(b, &h);
	}
	for (size_t i = 0; i < b->history.nevents; i++) {
		struct naive_history h = b->history;
		h.events[i].by_name = false;
		still_differs(b, &h);
	}
}

/* The line and all that stands deeper below it; of a state or scheme its whole document. */
static size_t behind(const struct naive_world *w, size_t line)
{
	bool whole = strncmp(w->lines[line].text, "state:", 6) == 0 || strncmp(w->lines[line].text, "rule: named", 11) == 0;
	size_t i = line + 1;
	while (i < w->nlines && (whole ? strcmp(w->lines[i - 1].text, "---") != 0 : w->lines[i].indent > w->lines[line].indent))
		i++;
	return strncmp(w->lines[line].text, "---", 3) == 0 ? w->nlines : i;
}

static bool drop_line(struct bench *b, size_t line)
{
	struct naive_world *was = arena_copy(&b->fixed, &b->world, sizeof b->world);
	size_t types[NAIVE_EVENTS], end = behind(&b->world, line);
	bool kept;

	for (size_t i = 0; i < b->history.nevents; i++)
		types[i] = b->history.events[i].type->index;
	for (size_t i = line; i < end; i++)
		b->world.lines[i].gone = true;
	kept = compile(b, NULL);
	if (kept) {
		rebind(b, &b->history, types);
		kept = !agree(b, NULL);
	}
	if (!kept) {
		b->world = *was;
		assert_true(compile(b, NULL));
		rebind(b, &b->history, types);
	}
	return kept;
}

static bool drop_lines(struct bench *b)
{
	bool dropped = false;
	for (size_t i = b->world.nlines; i-- > 0;)
		if (!b->world.lines[i].gone)
			dropped = drop_line(b, i) || dropped;
	return dropped;
}

static void shrink(struct bench *b)
{
	bool smaller = true;
	while (smaller) {
		smaller = drop_events(b);
		smaller = drop_lines(b) || smaller;
		smaller = drop_fields(b) || smaller;
	}
	simplify_supplies(b);
}

static void say_event(struct buf *out, const struct bench *b, const struct event *e)
{
	buf_printf(out, "  %.*s %.*s%s", STR_ARG(e->key), STR_ARG(e->type->name), e->by_name ? " (by name)" : "");
	for (size_t f = 0; f < e->type->nfields; f++) {
		if (e->fields[f].kind == VALUE_UNKNOWN)
			continue;
		buf_printf(out, " %.*s=", STR_ARG(e->type->fields[f].name));
		value_print(out, &e->fields[f], &b->zone);
	}
	buf_char(out, '\n');
}

static void tell(struct bench *b, uint64_t seed, unsigned history)
{
	struct buf out = {0};

	shrink(b);
	buf_printf(&out, "seed %llu, history %u\n", (unsigned long long)seed, history);
	naive_print(&out, &b->world);
	buf_printf(&out, "as of ");
	moment_print(&out, moment_instant(b->history.as_of), &b->zone);
	for (size_t i = 0; i < NAIVE_TYPES; i++) {
		const struct supply *s = &b->history.supplies[i];
		buf_printf(&out, "; %.*s%s ", STR_ARG(b->plan.types[i]->name), b->history.rejected[i] ? " rejected" : "");
		if (s->supplied)
			moment_print(&out, moment_instant(s->known_until), &b->zone);
		else
			buf_printf(&out, "not supplied");
	}
	buf_char(&out, '\n');
	for (size_t i = 0; i < b->history.nevents; i++)
		say_event(&out, b, &b->history.events[i]);
	agree(b, &out);
	printf("%.*s\n", STR_ARG(buf_str(&out)));
	buf_free(&out);
}

/* ---- the run ---- */

static bool hear_document(struct bench *b, uint64_t seed)
{
	for (unsigned i = 0; i < HISTORIES; i++) {
		naive_live(&b->history, &b->world, &b->plan);
		if (agree(b, NULL))
			continue;
		tell(b, seed, i);
		return false;
	}
	return true;
}

static void opinions_agree(void **state)
{
	struct bench *b = mem_alloc(sizeof *b);
	uint64_t documents = 0, broken = 0, different = 0;
	(void)state;
	memset(b, 0, sizeof *b);
	arena_init(&b->fixed);
	arena_init(&b->documents);
	arena_init(&b->judging);
	atlas_init(&b->atlas, &b->fixed);
	assert_true(zone_open(&b->zone, &b->fixed, STR("Europe/London")));
	b->settings.zone = STR("Europe/London");
	for (uint64_t seed = asked.seed; documents < asked.documents; seed++) {
		struct buf errors = {0};
		naive_write(&b->world, seed, 1, &b->zone);
		if (compile(b, &errors)) {
			documents++;
			different += !hear_document(b, seed);
		} else if (++broken * 4 > documents + 100) {
			fail_msg("%.*s", STR_ARG(buf_str(&errors)));
		}
		buf_free(&errors);
		assert_true(different < 10);
	}
	print_message("%llu documents, %llu told as in error, %llu with a difference\n", (unsigned long long)documents,
	              (unsigned long long)broken, (unsigned long long)different);
	assert_int_equal(different, 0);
	arena_free(&b->judging);
	arena_free(&b->documents);
	arena_free(&b->fixed);
	mem_free(b);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(opinions_agree)};

	if (argc > 1)
		asked.seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		asked.documents = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
