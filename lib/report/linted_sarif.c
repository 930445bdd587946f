/* Lint as SARIF: each rule with its authority, each finding with its place; allowed ones are suppressed in source. */
#include "base/digest.h"
#include "report/linted.h"
#include "report/sarif.h"

static const char *const levels[NLINT_LEVELS] = {"note", "warning", "error"};

static void fill_rule(struct sarif_rule *to, const struct lint_rule *r, struct arena *a)
{
	struct buf full = {0};

	buf_printf(&full, "%s.", r->title);
	if (r->authority[0] || r->source)
		buf_add(&full, STR(" Authority: "));
	size_t before = full.n;
	buf_add(&full, str_of(r->authority));
	if (r->source)
		buf_printf(&full, "%s%s", full.n > before ? "; " : "", r->source);
	if (full.n > before)
		buf_char(&full, '.');
	*to = (struct sarif_rule){.id = str_of(r->id), .name = str_of(r->name), .title = str_printf(a, "%s.", r->title),
	                          .full = str_dup(a, buf_str(&full)), .help = str_printf(a, "What to do: %s.", r->todo),
	                          .level = levels[r->level], .tag = r->id[0] == 'L' ? "law" : "documents"};
	buf_free(&full);
}

/* Of the rule, the order, the condition and what is said: never of the line. */
static struct str fingerprint(const struct lint_finding *f, struct arena *a)
{
	struct digest_stream *s = digest_open();
	char hex[65];

	digest_add(s, str_printf(a, "%s\n%.*s\n%.*s\n%.*s\n", f->rule->id, STR_ARG(f->order ? f->order->id : STR("")),
	                         STR_ARG(f->condition ? f->condition->id : STR("")), STR_ARG(f->message)));
	struct digest d = digest_close(s);
	digest_hex(hex, 32, &d);
	hex[32] = '\0';
	return str_dup(a, str_of(hex));
}

static json_t *properties(const struct lint_finding *f)
{
	json_t *o = node_made(json_object());

	if (f->order)
		node_put(o, "order", node_text(f->order->id));
	if (f->condition)
		node_put(o, "condition", node_text(f->condition->id));
	if (f->todo.n > 0)
		node_put(o, "help", node_text(f->todo));
	return o;
}

static void add(struct sarif *s, const struct lint_finding *f, struct arena *a)
{
	struct sarif_place place = {.file = f->place.source ? f->place.source->file : STR("ordercheck.yaml"), .line = f->place.line,
	                            .column = f->place.column};
	struct arena_mark mark = arena_mark(a);
	struct sarif_result r = {.rule = (size_t)(f->rule - lint_rules), .level = levels[f->level], .places = &place, .nplaces = 1,
	                         .suppressed = f->allowed ? "inSource" : NULL, .justification = f->reason, .properties = properties(f)};

	r.message = f->order ? str_printf(a, "%.*s: %.*s.", STR_ARG(f->order->id), STR_ARG(f->message))
	                     : str_printf(a, "%.*s.", STR_ARG(f->message));
	r.fingerprint = fingerprint(f, a);
	sarif_add(s, &r, "ordercheckLint/v1");
	arena_release(a, mark);
}

bool linted_sarif(FILE *out, const struct linted *l, const struct report_style *style)
{
	struct sarif_rule *rules;
	struct arena a;
	struct sarif s;

	arena_init(&a);
	rules = arena_array(&a, nlint_rules, sizeof *rules);
	for (size_t i = 0; i < nlint_rules; i++)
		fill_rule(&rules[i], &lint_rules[i], &a);
	sarif_open(&s, out, style->folder, l->version, rules, nlint_rules);
	for (size_t i = 0; i < l->result->nfindings && s.written; i++)
		add(&s, &l->result->findings[i], &a);
	bool written = sarif_close(&s, "ordercheck/lint/");
	arena_free(&a);
	return written;
}
