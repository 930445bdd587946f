/* The findings as an iCalendar file (RFC 5545).
 *
 * What is upcoming is an event with an alarm a day before; anything else is a journal entry,
 * which calendars show beside the days or not at all, so that they do not fill with what is
 * past. An event's uid is its finding's: a later file replaces it.
 */
#include <inttypes.h>

#include "report/calendar.h"
#include "report/decided.h"
#include "report/formats.h"
#include "report/rows.h"

static void add_binding(struct buf *b, const struct finding *f)
{
	if (f->order)
		buf_add(b, f->order->id);
	if (f->scheme)
		buf_printf(b, "%s%.*s", f->order ? " " : "", STR_ARG(f->scheme->name));
	buf_printf(b, " condition %.*s", STR_ARG(f->condition->id));
}

/* "V-0001042, LDS-2026-0042 condition 1: Foreign travel prohibition" */
static void add_summary(struct calendar *c, const struct run *run, const struct finding *f, enum names_mode names)
{
	struct buf b = {0};

	if (f->level != LEVEL_UPCOMING)
		buf_printf(&b, "%s: ", level_names[f->level]);
	if (f->subject < run->plan->nsubjects) {
		person_print(&b, &run->plan->subjects[f->subject], names);
		buf_add(&b, STR(", "));
	}
	add_binding(&b, f);
	buf_printf(&b, ": %.*s", STR_ARG(f->title));
	calendar_text(c, "SUMMARY", buf_str(&b));
	buf_free(&b);
}

static void add_lines(struct buf *b, const char *label, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "\n%s: %.*s", label, STR_ARG(lines[i]));
}

static void add_description(struct calendar *c, const struct run *run, const struct finding *f)
{
	struct buf b = {0}, rows = {0};

	buf_add(&b, f->say);
	add_lines(&b, "why", f->why, f->nwhy);
	add_lines(&b, "unknown", f->unknown, f->nunknown);
	add_lines(&b, "caveat", f->caveats, f->ncaveats);
	rows_print(&rows, f, false);
	if (rows.n > 0)
		buf_printf(&b, "\nfrom: %.*s", (int)rows.n, rows.at);
	buf_printf(&b, "\nfinding: %s, %s, %s", f->id, level_names[f->level], severity_words[f->severity]);
	if (f->decision) {
		buf_add(&b, STR("\ndecided: "));
		decision_say(&b, f->decision, &run->plan->zone);
	}
	calendar_text(c, "DESCRIPTION", buf_str(&b));
	buf_free(&b);
	buf_free(&rows);
}

static void add_finding(struct calendar *c, const struct run *run, const struct finding *f, enum names_mode names)
{
	bool upcoming = f->level == LEVEL_UPCOMING && f->has_time;
	struct buf uid = {0};

	calendar_plain(c, "BEGIN", upcoming ? "VEVENT" : "VJOURNAL");
	buf_printf(&uid, "%s@ordercheck", f->id);
	calendar_text(c, "UID", buf_str(&uid));
	buf_free(&uid);
	calendar_instant(c, "DTSTAMP", run->as_of);
	if (f->has_time)
		calendar_start(c, f->time, &run->plan->zone);
	if (upcoming)
		calendar_plain(c, "TRANSP", "TRANSPARENT");
	add_summary(c, run, f, names);
	add_description(c, run, f);
	calendar_plain(c, "CLASS", "CONFIDENTIAL");
	if (upcoming)
		calendar_alarm(c, f->title);
	calendar_plain(c, "END", upcoming ? "VEVENT" : "VJOURNAL");
}

bool ics_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct calendar c = {.out = {0}};
	bool written = true;

	calendar_open(&c, run->version);
	for (size_t i = 0; i < run->ntold && written; i++) {
		add_finding(&c, run, run->told[i], style->names);
		written = buf_write(out, &c.out);
	}
	calendar_close(&c);
	written = buf_write(out, &c.out) && written;
	buf_free(&c.out);
	return written;
}
