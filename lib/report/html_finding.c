/* One finding of the HTML report. */
#include <inttypes.h>

#include "report/decided.h"
#include "report/html.h"
#include "report/text_parts.h"

enum { ROWS_SHOWN = 200 };

static const char *const level_titles[NLEVELS] = {"Clear", "Blind", "Upcoming", "Review", "Breach"};

/* ---- evidence ---- */

static void field_words(struct html *h, const struct event *e)
{
	struct buf value = {0};
	struct arena room;
	bool any = false;

	arena_init(&room);
	const struct value *fields = feed_event_fields(e, &room);
	for (size_t i = 0; i < e->type->nfields; i++) {
		if (i == FIELD_TIME || fields[i].kind == VALUE_UNKNOWN)
			continue;
		value_print(&value, &fields[i], &h->run->plan->zone);
		html_add(h, any ? "; " : "");
		html_text(h, e->type->fields[i].name);
		html_add(h, ": ");
		html_text(h, buf_str(&value));
		buf_clear(&value);
		any = true;
	}
	buf_free(&value);
	arena_free(&room);
}

static void row_words(struct html *h, const struct event *e)
{
	for (size_t i = 0; i < e->nsources; i++) {
		html_add(h, i > 0 ? "; " : "");
		html_text(h, e->sources[i].input->file);
		html_printf(h, ":%" PRIu64, e->sources[i].line);
	}
}

static void evidence_line(struct html *h, const struct evidence *e)
{
	html_printf(h, "<li><b>%s</b> ", e->role == ROLE_NEAR ? "near miss" : role_names[e->role]);
	html_text(h, e->event->type->name);
	html_add(h, ", ");
	html_moment(h, e->event->time);
	if (e->event->nsources > 0) {
		html_add(h, ", ");
		row_words(h, e->event);
	}
	html_add(h, " · ");
	field_words(h, e->event);
	if (e->role == ROLE_NEAR && e->failed.n > 0) {
		html_add(h, " · did not count: ");
		html_text(h, e->failed);
	}
	html_add(h, "</li>\n");
}

/* A list: a table for each of many findings would make a page slow to open. */
static void evidence(struct html *h, const struct finding *f)
{
	size_t shown = f->nevidence < ROWS_SHOWN ? f->nevidence : ROWS_SHOWN;

	if (shown == 0)
		return;
	html_add(h, "<ul>\n");
	for (size_t i = 0; i < shown; i++)
		evidence_line(h, &f->evidence[i]);
	if (f->nevidence > shown) {
		html_add(h, "<li>and ");
		html_count(h, f->nevidence - shown);
		html_add(h, " more rows; --format json has them all</li>\n");
	}
	html_add(h, "</ul>\n");
}

/* ---- words ---- */

static void lines(struct html *h, const char *label, const struct str *list, size_t n)
{
	if (n == 0)
		return;
	html_printf(h, "<dt>%s</dt>", label);
	for (size_t i = 0; i < n; i++) {
		html_add(h, "<dd>");
		html_text(h, list[i]);
		html_add(h, "</dd>");
	}
	html_add(h, "\n");
}

static void matched(struct html *h, const char *label, const struct event_match *m, bool agreed)
{
	bool any = false;

	for (size_t i = 0; i < m->nparts; i++) {
		if (agreed ? m->parts[i].tenths <= 0 : m->parts[i].tenths >= 0)
			continue;
		if (!any)
			html_printf(h, "<dt>%s</dt>", label);
		html_add(h, "<dd>");
		html_text(h, m->parts[i].words);
		html_add(h, "</dd>");
		any = true;
	}
	html_add(h, any ? "\n" : "");
}

static void decided(struct html *h, const struct finding *f)
{
	struct buf b = {0};
	struct str line;

	decision_say(&b, f->decision, &h->run->plan->zone);
	line = buf_str(&b);
	lines(h, "Decided", &line, line.n > 0 ? 1 : 0);
	buf_free(&b);
}

static void words(struct html *h, const struct finding *f)
{
	size_t nauthority = f->rule ? f->rule->nauthority : 0, nparts = f->match ? f->match->nparts : 0;

	if (f->nwhy + f->nunknown + f->ncaveats + f->ncodes + nauthority + nparts == 0 && !f->decision)
		return;
	html_add(h, "<dl>\n");
	lines(h, "Why", f->why, f->nwhy);
	lines(h, "Unknown", f->unknown, f->nunknown);
	lines(h, "Caveat", f->caveats, f->ncaveats);
	if (f->rule)
		lines(h, "Authority", f->rule->authority, f->rule->nauthority);
	lines(h, "Offence code", f->codes, f->ncodes);
	if (f->match) {
		matched(h, "Name agrees", f->match, true);
		matched(h, "Name does not", f->match, false);
	}
	decided(h, f);
	html_add(h, "</dl>\n");
}

/* "rule travel/foreign-travel, prohibition · person found by reference · 9f86d081884c7d65" */
static void origin(struct html *h, const struct finding *f)
{
	struct str kind = f->condition->kind.n > 0 || !f->rule ? f->condition->kind : f->rule->kind;

	html_add(h, "<p class=\"at\">");
	if (f->rule && f->rule->name.n > 0) {
		html_add(h, "rule ");
		html_text(h, f->rule->name);
		html_add(h, kind.n > 0 ? ", " : " · ");
	}
	if (kind.n > 0) {
		html_text(h, kind);
		html_add(h, " · ");
	}
	html_printf(h, "person found by %s", f->by_name ? "name alone" : f->by_identifier ? "an identifier" : "reference");
	if (f->by_name && f->match) {
		html_add(h, ", ");
		html_text(h, str_of(f->match->level));
	}
	html_printf(h, " · finding %s</p>\n", f->id);
}

/* ---- the finding ---- */

static void binding(struct html *h, const struct finding *f)
{
	struct sheet s = {.tight = true};

	text_binding(&s, f->order, f->scheme, f->condition);
	html_sheet(h, &s);
	sheet_free(&s);
	html_add(h, " · ");
	html_text(h, f->title);
}

static void attributes(struct html *h, const struct finding *f, size_t number, bool first)
{
	struct sheet s = {.tight = true};

	html_printf(h, "<details class=\"f %s\"", level_names[f->level]);
	if (first)
		html_printf(h, " id=\"f-%s\"", f->id);
	html_printf(h, " data-i=\"%zu\" data-v=\"%s\"", number, severity_words[f->severity]);
	if (f->has_time)
		html_printf(h, " data-t=\"%" PRId64 "\"", f->time.first);
	if (f->order)
		sheet_words(&s, f->order->id);
	if (f->scheme)
		sheet_words(&s, f->scheme->name);
	html_attr(h, "data-o", buf_str(&s.out));
	buf_clear(&s.out);
	s.column = 0;
	sheet_words(&s, f->condition->id);
	sheet_words(&s, f->title);
	html_attr(h, "data-c", str_trim(buf_str(&s.out)));
	sheet_free(&s);
	html_add(h, " open>\n");
}

static void when(struct html *h, const struct finding *f)
{
	if (!f->has_time)
		return;
	html_printf(h, " <span class=\"at\">%s", f->level == LEVEL_UPCOMING && f->is_obligation ? "due " : "");
	html_deadline(h, f->time);
	html_add(h, "</span>");
}

void html_finding(struct html *h, const struct finding *f, size_t number, bool first)
{
	attributes(h, f, number, first);
	html_printf(h, "<summary><span class=\"l %s\">%s</span> ", level_names[f->level], level_titles[f->level]);
	binding(h, f);
	html_printf(h, " · %s", severity_words[f->severity]);
	if (f->decision) {
		html_add(h, " · decided: ");
		html_text(h, f->decision->outcome);
	}
	when(h, f);
	html_add(h, " <span class=\"say\">");
	html_text(h, f->say);
	html_add(h, "</span></summary>\n");
	if (f->condition->text.n > 0) {
		html_add(h, "<blockquote class=\"words\">");
		html_text(h, f->condition->text);
		html_add(h, "</blockquote>\n");
	}
	words(h, f);
	evidence(h, f);
	origin(h, f);
	html_add(h, "</details>\n");
}
