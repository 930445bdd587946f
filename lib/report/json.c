/* A run as JSON: written finding by finding, so that memory does not grow with it. */
#include "base/digest.h"
#include "base/text.h"
#include "report/formats.h"
#include "report/node.h"
#include "report/shard_parts.h"

static json_t *tool(const struct run *run)
{
	json_t *o = node_made(json_object());

	node_put(o, "version", node_text(str_of(run->version)));
	node_put(o, "icu", node_text(str_of(run->icu ? run->icu : text_icu_version())));
	node_put(o, "tz", node_text(str_of(run->tz ? run->tz : tz_version())));
	node_put(o, "catalogue", node_text_or_null(run->plan->catalogue_version));
	return o;
}

/* The pairs by name; a name that is there more than once has a list. */
static json_t *options(const struct run *run)
{
	json_t *o = node_made(json_object());

	for (size_t i = 0; i < run->noptions; i++) {
		struct str name = run->options[i][0];
		json_t *before = json_object_getn(o, name.at, name.n), *list;
		if (!before) {
			if (json_object_setn_new(o, name.at, name.n, node_text(run->options[i][1])) != 0)
				mem_exhausted();
			continue;
		}
		list = json_is_array(before) ? json_incref(before) : node_made(json_array());
		if (list != before && json_array_append(list, before) != 0)
			mem_exhausted();
		if (json_array_append_new(list, node_text(run->options[i][1])) != 0 ||
		    json_object_setn_new(o, name.at, name.n, list) != 0)
			mem_exhausted();
	}
	return o;
}

/* How far its event type is complete. */
static json_t *complete_to(const struct run *run, const struct feed_input *in)
{
	const struct event_type *type = in->feed ? in->feed->type : NULL;

	if (!type || !run->feeds->supplies[type->index].supplied ||
	    run->feeds->supplies[type->index].known_until == INSTANT_MIN)
		return json_null();
	return node_moment(moment_instant(run->feeds->supplies[type->index].known_until), &run->plan->zone);
}

static json_t *inputs(const struct run *run)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < run->feeds->ninputs; i++) {
		const struct feed_input *in = run->feeds->inputs[i];
		json_t *o = node_made(json_object());
		node_put(o, "file", node_text(in->file));
		node_put(o, "feed", node_text(in->name));
		node_put(o, "sha256", node_text_or_null(str_of(in->sha256)));
		node_put(o, "rows", node_count(in->rows));
		node_put(o, "matched", node_count(in->matched));
		node_put(o, "nobody", node_count(in->rows - in->matched - in->rejected - in->later));
		node_put(o, "rejected", node_count(in->rejected));
		node_put(o, "filtered", node_count(in->filtered));
		node_put(o, "superseded", node_count(in->superseded));
		node_put(o, "recorded_later", node_count(in->later));
		node_put(o, "guessed_times", node_count(in->guessed_times));
		node_put(o, "complete_to", complete_to(run, in));
		node_add(array, o);
	}
	return array;
}

/* The user's own; `tool.catalogue` stands for those that ship. */
static json_t *documents(const struct run *run)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < run->plan->ndocuments; i++) {
		const struct document *d = &run->plan->documents[i];
		if (d->shipped)
			continue;
		json_t *o = node_made(json_object());
		node_put(o, "file", node_text(d->file));
		node_put(o, "sha256", node_text_or_null(str_of(d->sha256)));
		node_add(array, o);
	}
	return array;
}

/* ---- what was judged ---- */

static void add_condition(json_t *list, const struct condition *c)
{
	json_t *o = node_made(json_object());

	node_put(o, "condition", node_text(c->id));
	node_put(o, "title", node_text(c->title));
	struct place at = condition_place(c);
	node_put(o, "file", at.source ? node_text(at.source->file) : json_null());
	node_put(o, "line", at.source ? node_count(at.line) : json_null());
	node_add(list, o);
}

static bool was_in_force(const struct run *run, const struct condition *c)
{
	return c->nin_force > 0 && c->in_force[0].from <= run->as_of;
}

/* With its conditions that were in force at some time up to the as-of time. */
static json_t *order(const struct run *run, const struct order *of)
{
	json_t *o = node_made(json_object()), *conditions = node_made(json_array());
	bool known = of->subject < run->plan->nsubjects;

	node_put(o, "order", node_text(of->id));
	node_put(o, "type", node_text_or_null(of->type));
	node_put(o, "subject", known ? node_text(run->plan->subjects[of->subject].id) : json_null());
	for (size_t i = 0; i < of->nconditions; i++)
		if (was_in_force(run, &of->conditions[i]))
			add_condition(conditions, &of->conditions[i]);
	node_put(o, "conditions", conditions);
	return o;
}

static json_t *scheme(const struct scheme *of)
{
	json_t *o = node_made(json_object()), *conditions = node_made(json_array());

	node_put(o, "scheme", node_text(of->name));
	for (size_t i = 0; i < of->nconditions; i++)
		add_condition(conditions, &of->conditions[i]);
	node_put(o, "conditions", conditions);
	return o;
}

static json_t *subject(const struct subject *of)
{
	json_t *o = node_made(json_object()), *tags = node_made(json_object());

	for (size_t i = 0; i < of->ntags; i++)
		if (json_object_setn_new(tags, of->tags[i].key.at, of->tags[i].key.n,
		                         node_text(*(const struct str *)of->tags[i].value)) != 0)
			mem_exhausted();
	node_put(o, "subject", node_text(of->id));
	node_put(o, "tags", tags);
	return o;
}

static json_t *counts(const struct run *run)
{
	json_t *o = node_made(json_object()), *baselined = node_made(json_object());

	for (size_t level = NLEVELS; level-- > 0;)
		node_put(o, level_names[level], node_count(run->counts[level]));
	node_put(o, "later", node_count(run->later));
	for (size_t level = NLEVELS; level-- > 0;)
		if (level != LEVEL_BLIND)
			node_put(baselined, level_names[level], node_count(run->baselined[level]));
	node_put(o, "baselined", baselined);
	node_put(o, "orders", node_count(run->norders));
	node_put(o, "schemes", node_count(run->nschemes));
	node_put(o, "conditions", node_count(run->nconditions));
	node_put(o, "unmonitored", node_count(run->nunmonitored));
	node_put(o, "rejects", node_count(feeds_count_rejects(run->feeds)));
	return o;
}

static json_t *unmonitored(const struct unmonitored *u)
{
	json_t *o = node_made(json_object());
	struct buf every = {0};

	node_put(o, "order", u->order ? node_text(u->order->id) : json_null());
	if (u->scheme)
		node_put(o, "scheme", node_text(u->scheme->name));
	node_put(o, "condition", node_text(u->condition->id));
	node_put(o, "title", node_text(u->condition->title));
	node_put(o, "why", node_text(u->why));
	if (u->review_every.months != 0 || u->review_every.days != 0 || u->review_every.ms != 0)
		duration_print(&every, u->review_every);
	node_put(o, "review_every", node_text_or_null(buf_str(&every)));
	buf_free(&every);
	return o;
}

static json_t *reject(const struct reject *r)
{
	json_t *o = node_made(json_object());

	node_put(o, "feed", node_text(r->input->name));
	node_put(o, "file", node_text(r->input->file));
	node_put(o, "line", node_count(r->line));
	node_put(o, "column", node_text_or_null(r->column));
	node_put(o, "reason", node_text(r->reason));
	return o;
}

struct run_writer {
	FILE *out;
	struct buf b;
	bool written;
	struct digest_stream *seal; /* NULL: none */
	bool apart; /* what `orders` holds is kept elsewhere */
};

static void write_out(struct run_writer *w)
{
	if (w->seal)
		digest_add(w->seal, buf_str(&w->b));
	w->written = buf_write(w->out, &w->b) && w->written;
}

static void write_member(struct run_writer *w, const char *key, json_t *value)
{
	buf_printf(&w->b, ",\n \"%s\":", key);
	node_print(&w->b, value);
	write_out(w);
}

static void open_list(struct run_writer *w, const char *key)
{
	buf_printf(&w->b, ",\n \"%s\":[", key);
}

static void write_entry(struct run_writer *w, size_t i, json_t *value)
{
	buf_add(&w->b, i > 0 ? STR(",\n  ") : STR("\n  "));
	node_print(&w->b, value);
	write_out(w);
}

static void close_list(struct run_writer *w)
{
	buf_char(&w->b, ']');
	write_out(w);
}

static void write_findings(struct run_writer *w, const char *key, const struct run *run,
                           const struct finding *const *list, size_t n)
{
	open_list(w, key);
	for (size_t i = 0; i < n && w->written; i++)
		write_entry(w, i, node_finding(run, list[i]));
	close_list(w);
}

static void list_orders(struct run_writer *w, const struct run *run)
{
	for (size_t i = 0; i < run->norders && w->written; i++)
		write_entry(w, i, order(run, run->orders[i]));
}

static void write_orders(struct run_writer *w, const struct run *run)
{
	open_list(w, "orders");
	if (!w->apart)
		list_orders(w, run);
	close_list(w);
	open_list(w, "schemes");
	for (size_t i = 0; i < run->nschemes && w->written; i++)
		write_entry(w, i, scheme(run->schemes[i]));
	close_list(w);
}

static void mark_subjects(bool *named, const struct run *run, const struct finding *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i]->subject < run->plan->nsubjects)
			named[list[i]->subject] = true;
}

/* Those with tags that a finding names. */
static void write_subjects(struct run_writer *w, const struct run *run)
{
	struct arena a;
	size_t written = 0;

	arena_init(&a);
	bool *named = arena_array(&a, run->plan->nsubjects, sizeof *named);
	mark_subjects(named, run, run->told, run->ntold);
	mark_subjects(named, run, run->blind, run->nblind);
	open_list(w, "subjects");
	for (size_t i = 0; i < run->plan->nsubjects && w->written; i++)
		if (named[i] && run->plan->subjects[i].ntags > 0)
			write_entry(w, written++, subject(&run->plan->subjects[i]));
	close_list(w);
	arena_free(&a);
}

static void write_unmonitored(struct run_writer *w, const struct run *run)
{
	open_list(w, "unmonitored");
	for (size_t i = 0; i < run->nunmonitored && w->written; i++)
		write_entry(w, i, unmonitored(&run->unmonitored[i]));
	close_list(w);
}

static void write_subject_lists(struct run_writer *w, const struct run *run)
{
	if (run->nwhereabouts > 0) {
		open_list(w, "whereabouts");
		for (size_t i = 0; i < run->nwhereabouts && w->written; i++)
			write_entry(w, i, node_whereabouts(run, &run->whereabouts[i]));
		close_list(w);
	}
	if (run->ntimelines > 0) {
		open_list(w, "timelines");
		for (size_t i = 0; i < run->ntimelines && w->written; i++)
			write_entry(w, i, node_timeline(run, &run->timelines[i]));
		close_list(w);
	}
}

static void write_rejects(struct run_writer *w, const struct run *run)
{
	open_list(w, "rejects");
	for (size_t i = 0; i < run->feeds->nrejects && w->written; i++)
		write_entry(w, i, reject(&run->feeds->rejects[i]));
	close_list(w);
}

/* The seal is of all bytes before it. */
static void write_seal(struct run_writer *w)
{
	struct digest d = digest_close(w->seal);
	char hex[65];

	w->seal = NULL;
	digest_hex(hex, 64, &d);
	buf_printf(&w->b, SEAL_BEGINS "%s\"", hex);
}

static void write_judged(struct run_writer *w, const struct run *run)
{
	write_member(w, "inputs", inputs(run));
	write_member(w, "documents", documents(run));
	write_orders(w, run);
	write_subjects(w, run);
	write_member(w, "counts", counts(run));
	write_findings(w, "findings", run, run->told, run->ntold);
	write_findings(w, "blind", run, run->blind, run->nblind);
	write_unmonitored(w, run);
	write_subject_lists(w, run);
	write_rejects(w, run);
}

static bool print(FILE *out, const struct run *run, bool apart)
{
	struct run_writer w = {.out = out, .written = true, .seal = run->shard ? digest_open() : NULL, .apart = apart};
	const struct zone *z = &run->plan->zone;

	buf_add(&w.b, STR("{\"schema\":\"ordercheck/run/1\""));
	write_member(&w, "as_of", node_moment(moment_instant(run->as_of), z));
	write_member(&w, "known_at", run->has_known_at ? node_moment(moment_instant(run->known_at), z) : json_null());
	write_member(&w, "tool", tool(run));
	write_member(&w, "options", options(run));
	write_member(&w, "shard", run->shard ? node_shard(run->shard) : json_null());
	write_judged(&w, run);
	if (w.seal)
		write_seal(&w);
	buf_add(&w.b, STR("}\n"));
	write_out(&w);
	buf_free(&w.b);
	return w.written;
}

bool json_print(FILE *out, const struct run *run, const struct report_style *style)
{
	(void)style;
	return print(out, run, false);
}

/* ---- in two parts ---- */

bool report_json_apart(FILE *out, const struct run *run)
{
	return print(out, run, true);
}

bool report_json_orders(FILE *out, const struct run *run)
{
	struct run_writer w = {.out = out, .written = true};

	list_orders(&w, run);
	buf_free(&w.b);
	return w.written;
}

static void add_text(struct buf *b, struct str s)
{
	buf_add(b, (struct str){(const char *)&s.n, sizeof s.n});
	buf_add(b, s);
}

static void digest_order(struct buf *b, const struct run *run, const struct order *of)
{
	add_text(b, of->id);
	add_text(b, of->type);
	add_text(b, of->subject < run->plan->nsubjects ? run->plan->subjects[of->subject].id : STR(""));
	for (size_t i = 0; i < of->nconditions; i++) {
		const struct condition *c = &of->conditions[i];
		struct place at = condition_place(c);
		if (!was_in_force(run, c))
			continue;
		add_text(b, c->id);
		add_text(b, c->title);
		add_text(b, at.source ? at.source->file : STR(""));
		buf_printf(b, "%zu", at.source ? (size_t)at.line : 0);
	}
	buf_char(b, '\n');
}

void report_json_orders_digest(char hex[65], const struct run *run)
{
	struct digest_stream *all = digest_open();
	struct buf b = {0};

	for (size_t i = 0; i < run->norders; i++) {
		buf_clear(&b);
		digest_order(&b, run, run->orders[i]);
		digest_add(all, buf_str(&b));
	}
	struct digest d = digest_close(all);
	digest_hex(hex, 64, &d);
	buf_free(&b);
}
