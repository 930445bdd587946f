/* A finding of a saved run, explained as far as the run itself tells it. */
#include <inttypes.h>

#include "report/decided.h"
#include "report/explain_sheet.h"

static void add_list(struct sheet *s, const char *label, const struct str *list, size_t n)
{
	entries(s, label, (struct explain_lines){list, n});
}

static void add_time(struct sheet *s, const char *label, struct moment m, const struct zone *z)
{
	struct buf b = {0};

	moment_print(&b, m, z);
	entry(s, label, buf_str(&b));
	buf_free(&b);
}

static void add_evidence(struct sheet *s, const struct finding *f, const struct zone *z)
{
	struct buf b = {0};

	for (size_t i = 0; i < f->nevidence; i++) {
		const struct evidence *e = &f->evidence[i];
		buf_clear(&b);
		buf_printf(&b, "%s: %.*s of ", role_names[e->role], STR_ARG(e->event->type->name));
		moment_print(&b, e->event->time, z);
		if (e->event->nsources > 0)
			buf_printf(&b, " (%.*s:%" PRIu64 ")", STR_ARG(e->event->sources[0].input->file), e->event->sources[0].line);
		if (e->failed.n > 0)
			buf_printf(&b, ", does not count: %.*s", STR_ARG(e->failed));
		entry(s, i == 0 ? "rows" : "", buf_str(&b));
	}
	buf_free(&b);
}

static void add_head(struct sheet *s, const struct run *run, const struct finding *f)
{
	sheet_words(s, str_of(level_names[f->level]));
	sheet_point(s);
	text_binding(s, f->order, f->scheme, f->condition);
	sheet_point(s);
	sheet_words(s, f->title);
	sheet_printf(s, "· %s · %s", severity_words[f->severity], f->id);
	sheet_end(s);
	text_subject(s, run, f->subject, NAMES_NEVER);
	sheet_words(s, f->say);
	sheet_end(s);
}

static bool saved_text(FILE *out, const struct run *run, const struct finding *f, const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);
	const struct zone *z = &run->plan->zone;
	struct buf decided = {0};

	add_head(&s, run, f);
	entry(&s, "words", f->condition->text);
	entry(&s, "rule", f->rule->name);
	if (f->has_time)
		add_time(&s, "dated", f->time, z);
	add_time(&s, "as at", moment_instant(run->as_of), z);
	add_list(&s, "why", f->why, f->nwhy);
	add_list(&s, "not known", f->unknown, f->nunknown);
	add_list(&s, "caveat", f->caveats, f->ncaveats);
	add_list(&s, "authority", f->rule->authority, f->rule->nauthority);
	add_list(&s, "codes", f->codes, f->ncodes);
	add_evidence(&s, f, z);
	decision_say(&decided, f->decision, z);
	entry(&s, "decided", buf_str(&decided));
	buf_free(&decided);
	entry(&s, "note", STR("a saved run keeps no more than this; with the documents and feeds of the run, "
	                      "explain also tells windows, deadlines and near misses"));
	return sheet_write(out, &s);
}

bool report_explain_saved(FILE *out, const struct run *run, const struct finding *f, const struct explain_style *s)
{
	if (!s->json)
		return saved_text(out, run, f, s);
	json_t *o = node_explain("saved-finding");
	node_put(o, "finding", node_finding(run, f));
	return node_write(out, o);
}
