/* Rules and orders, explained. */
#include "lang/phrase.h"
#include "report/explain_sheet.h"

const char *const ask_labels[] = {"provided", "unless", "asks for", "review if"};

/* ---- text ---- */

void ask_entries(struct sheet *s, const struct explain_ask *a)
{
	struct buf b = {0};

	buf_add(&b, a->what);
	if (a->window.n > 0)
		buf_printf(&b, ", %.*s", STR_ARG(a->window));
	if (a->where.n > 0)
		buf_add(&b, STR(", in which"));
	entry(s, ask_labels[a->place], buf_str(&b));
	bullets(s, "", a->where);
	bullets(s, "", a->also);
	buf_free(&b);
}

static void add_codes(struct sheet *s, const struct rule *r)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->ncodes; i++) {
		buf_printf(&b, "%s%.*s ", i > 0 ? "; " : "", STR_ARG(r->codes[i].order_type));
		for (size_t k = 0; k < r->codes[i].ncodes; k++)
			buf_printf(&b, "%s%.*s", k > 0 ? ", " : "", STR_ARG(r->codes[i].codes[k]));
	}
	entry(s, "codes", buf_str(&b));
	buf_free(&b);
}

void rule_entries(struct sheet *s, const struct explain_rule *e)
{
	struct buf b = {0};

	if (e->when.n > 0)
		buf_printf(&b, "%.*s%s", STR_ARG(e->when), e->where.n > 0 ? ", if" : "");
	entry(s, "asked", buf_str(&b));
	bullets(s, "", e->where);
	entries(s, "given", e->given);
	for (size_t i = 0; i < e->nasks; i++)
		ask_entries(s, &e->asks[i]);
	entry(s, "findings", e->once);
	entries(s, "values", e->values);
	buf_clear(&b);
	for (size_t i = 0; i < e->needs.n; i++)
		buf_printf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(e->needs.at[i]));
	entry(s, "needs feeds", buf_str(&b));
	buf_clear(&b);
	for (size_t i = 0; i < e->helps.n; i++)
		buf_printf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(e->helps.at[i]));
	entry(s, "also uses", buf_str(&b));
	entries(s, "commences", e->commences);
	entries(s, "authority", (struct explain_lines){e->rule->authority, e->rule->nauthority});
	buf_free(&b);
}

static void rule_head(struct sheet *s, const struct explain_rule *e)
{
	const struct rule *r = e->rule;

	sheet_words(s, r->name.n > 0 ? r->name : STR("a rule of its own"));
	if (r->title.n > 0) {
		sheet_point(s);
		sheet_words(s, r->title);
	}
	if (r->kind.n > 0)
		sheet_printf(s, "· %.*s", STR_ARG(r->kind));
	sheet_printf(s, "· %s", severity_words[r->severity]);
	sheet_end(s);
}

static void in_short(struct sheet *s, const struct explain_rule *e)
{
	struct buf b = {0};

	buf_printf(&b, "It %.*s.", STR_ARG(e->summary));
	if (e->rule->unmonitored.n > 0) {
		buf_clear(&b);
		buf_printf(&b, "Not monitored: %.*s", STR_ARG(e->rule->unmonitored));
	}
	entry(s, "in short", buf_str(&b));
	buf_free(&b);
}

/* How often a person looks; nothing where it is not said. */
static struct str review_print(struct buf *out, struct duration d)
{
	if (d.months != 0 || d.days != 0 || d.ms != 0) {
		buf_add(out, STR("every "));
		duration_phrase(out, d);
	}
	return buf_str(out);
}

static void review_entry(struct sheet *s, struct duration d)
{
	struct buf b = {0};

	entry(s, "look again", review_print(&b, d));
	buf_free(&b);
}

static void node_review(json_t *o, struct duration d)
{
	struct buf b = {0};

	node_put(o, "review_every", node_text_or_null(review_print(&b, d)));
	buf_free(&b);
}

static bool rule_text(FILE *out, const struct explain_rule *e, const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);

	rule_head(&s, e);
	in_short(&s, e);
	review_entry(&s, e->rule->review_every);
	rule_entries(&s, e);
	add_codes(&s, e->rule);
	return sheet_write(out, &s);
}

/* ---- an order ---- */

static void condition_text(struct sheet *s, const struct explain_condition *c)
{
	sheet_end(s);
	sheet_printf(s, "condition %.*s ·", STR_ARG(c->condition->id));
	sheet_words(s, c->condition->title);
	sheet_end(s);
	entry(s, "words", c->condition->text);
	entries(s, "in force", c->in_force);
	entry(s, "unmonitored", c->unmonitored);
	review_entry(s, c->condition->review_every);
	for (size_t i = 0; i < c->nrules; i++) {
		entry(s, "rule", c->rules[i].rule->name);
		in_short(s, &c->rules[i]);
		rule_entries(s, &c->rules[i]);
	}
}

static bool order_text(FILE *out, const struct explain_order *e, const struct run *run, const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);

	if (e->order) {
		sheet_printf(&s, "order %.*s ·", STR_ARG(e->order->id));
		text_subject(&s, run, e->order->subject, style->style.names);
	} else {
		sheet_printf(&s, "scheme %.*s", STR_ARG(e->scheme->name));
	}
	sheet_end(&s);
	entries(&s, "", e->facts);
	for (size_t i = 0; i < e->nconditions; i++)
		condition_text(&s, &e->conditions[i]);
	return sheet_write(out, &s);
}

/* ---- JSON ---- */

json_t *node_ask(const struct explain_ask *a)
{
	json_t *o = node_made(json_object());

	node_put(o, "as", node_text(str_of(explain_place_names[a->place])));
	node_put(o, "what", node_text(a->what));
	node_put(o, "window", node_text_or_null(a->window));
	node_put(o, "where", node_lines(a->where));
	node_put(o, "also", node_lines(a->also));
	return o;
}

static json_t *node_codes(const struct rule *r)
{
	json_t *o = node_made(json_object());

	for (size_t i = 0; i < r->ncodes; i++) {
		struct str type = r->codes[i].order_type;
		if (json_object_setn_new(o, type.at, type.n, node_texts(r->codes[i].codes, r->codes[i].ncodes)) != 0)
			mem_exhausted();
	}
	return o;
}

json_t *node_rule(const struct explain_rule *e)
{
	json_t *o = node_made(json_object()), *asks = node_made(json_array());
	const struct rule *r = e->rule;

	node_put(o, "rule", node_text_or_null(r->name));
	node_put(o, "title", node_text_or_null(r->title));
	node_put(o, "kind", node_text_or_null(r->kind));
	node_put(o, "severity", node_text(str_of(severity_words[r->severity])));
	node_put(o, "summary", node_text(e->summary));
	node_put(o, "when", node_text_or_null(e->when));
	node_put(o, "where", node_lines(e->where));
	node_put(o, "given", node_lines(e->given));
	for (size_t i = 0; i < e->nasks; i++)
		node_add(asks, node_ask(&e->asks[i]));
	node_put(o, "asks", asks);
	node_put(o, "once", node_text_or_null(e->once));
	node_put(o, "values", node_lines(e->values));
	node_put(o, "needs", node_lines(e->needs));
	node_put(o, "takes_also", node_lines(e->helps));
	node_put(o, "commences", node_lines(e->commences));
	node_put(o, "unmonitored", node_text_or_null(r->unmonitored));
	node_review(o, r->review_every);
	node_put(o, "authority", node_texts(r->authority, r->nauthority));
	node_put(o, "codes", node_codes(r));
	return o;
}

static json_t *node_condition(const struct explain_condition *c)
{
	json_t *o = node_made(json_object()), *rules = node_made(json_array());

	node_put(o, "condition", node_text(c->condition->id));
	node_put(o, "title", node_text(c->condition->title));
	node_put(o, "text", node_text(c->condition->text));
	node_put(o, "in_force", node_lines(c->in_force));
	node_put(o, "unmonitored", node_text_or_null(c->unmonitored));
	node_review(o, c->condition->review_every);
	for (size_t i = 0; i < c->nrules; i++)
		node_add(rules, node_rule(&c->rules[i]));
	node_put(o, "rules", rules);
	return o;
}

static bool order_json(FILE *out, const struct explain_order *e, const struct run *run)
{
	json_t *o = node_explain(e->order ? "order" : "scheme"), *list = node_made(json_array());
	bool known = e->order && e->order->subject < run->plan->nsubjects;

	node_put(o, e->order ? "order" : "scheme", node_text(e->order ? e->order->id : e->scheme->name));
	node_put(o, "subject", known ? node_text(run->plan->subjects[e->order->subject].id) : json_null());
	node_put(o, "facts", node_lines(e->facts));
	for (size_t i = 0; i < e->nconditions; i++)
		node_add(list, node_condition(&e->conditions[i]));
	node_put(o, "conditions", list);
	return node_write(out, o);
}

static bool rule_json(FILE *out, const struct explain_rule *e)
{
	json_t *o = node_explain("rule");

	node_put(o, "rule", node_rule(e));
	return node_write(out, o);
}

bool report_explain_rule(FILE *out, const struct explain_rule *e, const struct explain_style *s)
{
	return s->json ? rule_json(out, e) : rule_text(out, e, s);
}

bool report_explain_order(FILE *out, const struct explain_order *e, const struct run *run, const struct explain_style *s)
{
	return s->json ? order_json(out, e, run) : order_text(out, e, run, s);
}
