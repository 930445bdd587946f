/* What falls due, as an iCalendar file (RFC 5545).
 *
 * A deadline at the end of a day is an event of that day; one at a clock time
 * stands in UTC, so that no time zone needs to be described. What has no date,
 * for its clock stands, is a to-do. Without names wanted, no value of free text
 * from a feed stands in it either.
 */
#include "report/due_parts.h"
#include "report/formats.h"
#include "report/ics.h"

struct calendar_file {
	struct buf out;
	const struct due *due;
	bool names;
	struct arena arena;
};

static void add_text(struct calendar_file *c, const char *name, struct str text)
{
	struct buf b = {0};

	ics_text(&b, text);
	ics_line(&c->out, name, buf_str(&b));
	buf_free(&b);
}

static void add_plain(struct calendar_file *c, const char *name, const char *value)
{
	ics_line(&c->out, name, str_of(value));
}

static void add_instant(struct calendar_file *c, const char *name, int64_t at)
{
	struct buf b = {0};

	ics_instant(&b, at);
	ics_line(&c->out, name, buf_str(&b));
	buf_free(&b);
}

static void add_day(struct calendar_file *c, const char *name, int32_t day)
{
	struct buf b = {0};

	ics_day(&b, day);
	ics_line(&c->out, name, buf_str(&b));
	buf_free(&b);
}

static void add_binding(struct buf *b, const struct due_row *r)
{
	if (r->order)
		buf_add(b, r->order->id);
	if (r->scheme)
		buf_printf(b, "%s%.*s", r->order ? " " : "", STR_ARG(r->scheme->name));
	if (r->whole_order)
		return;
	buf_add(b, r->nconditions == 1 ? STR(" condition ") : STR(" conditions "));
	due_conditions(b, r);
}

/* "N-1007, BEL-2025-0055 condition 2: a notification is due by the end of Fri 5 Jun 2026" */
static void add_summary(struct calendar_file *c, const struct due_row *r)
{
	struct str name = c->names ? due_name(c->due, r, &c->arena) : (struct str){"", 0};
	struct buf b = {0};

	if (r->subject < c->due->plan->nsubjects)
		buf_printf(&b, "%.*s", STR_ARG(c->due->plan->subjects[r->subject].id));
	if (name.n > 0)
		buf_printf(&b, " %.*s", STR_ARG(name));
	buf_add(&b, b.n > 0 ? STR(", ") : STR(""));
	add_binding(&b, r);
	buf_printf(&b, ": %.*s", STR_ARG(r->asked));
	add_text(c, "SUMMARY", buf_str(&b));
	buf_free(&b);
}

static void add_description(struct calendar_file *c, const struct due_row *r)
{
	struct str how = c->names ? r->how : r->how_bare;
	struct buf b = {0};

	buf_add(&b, r->title);
	if (how.n > 0) {
		buf_add(&b, b.n > 0 ? STR("\n") : STR(""));
		due_add_way(&b, r, how);
	}
	if (r->clock.n > 0)
		buf_printf(&b, "%sclock: %.*s", b.n > 0 ? "\n" : "", STR_ARG(r->clock));
	if (b.n > 0)
		add_text(c, "DESCRIPTION", buf_str(&b));
	buf_free(&b);
}

static void add_alarm(struct calendar_file *c, const struct due_row *r)
{
	add_plain(c, "BEGIN", "VALARM");
	add_plain(c, "ACTION", "DISPLAY");
	add_plain(c, "TRIGGER", "-P1D");
	add_text(c, "DESCRIPTION", r->asked);
	add_plain(c, "END", "VALARM");
}

static void add_start(struct calendar_file *c, const struct due_row *r)
{
	int32_t day;

	if (!r->has_time)
		return;
	if (due_on_day(&day, c->due, r->time))
		add_day(c, "DTSTART;VALUE=DATE", day);
	else
		add_instant(c, "DTSTART", r->time.first);
	add_plain(c, "TRANSP", "TRANSPARENT");
}

static void add_row(struct calendar_file *c, const struct due_row *r)
{
	const char *kind = r->has_time ? "VEVENT" : "VTODO";
	char *category = str_cstr(&c->arena, str_of(due_kind_names[r->kind]));

	add_plain(c, "BEGIN", kind);
	add_text(c, "UID", str_printf(&c->arena, "%.*s@ordercheck", STR_ARG(r->id)));
	add_instant(c, "DTSTAMP", c->due->as_of);
	add_start(c, r);
	add_summary(c, r);
	add_description(c, r);
	for (char *at = category; *at; at++)
		*at = (char)(*at - 'a' + 'A');
	add_plain(c, "CATEGORIES", category);
	add_plain(c, "CLASS", "CONFIDENTIAL");
	if (r->has_time)
		add_alarm(c, r);
	add_plain(c, "END", kind);
}

bool due_print_ics(FILE *out, const struct due *d, const struct report_style *style)
{
	struct calendar_file c = {.due = d, .names = style->names == NAMES_ALWAYS};
	bool written = true;

	arena_init(&c.arena);
	add_plain(&c, "BEGIN", "VCALENDAR");
	add_plain(&c, "VERSION", "2.0");
	add_text(&c, "PRODID", str_printf(&c.arena, "-//ordercheck//ordercheck %s//EN", d->version));
	add_plain(&c, "CALSCALE", "GREGORIAN");
	for (size_t i = 0; i < d->rows.n && written; i++) {
		add_row(&c, &d->rows.at[i]);
		written = buf_write(out, &c.out);
	}
	add_plain(&c, "END", "VCALENDAR");
	written = written && buf_write(out, &c.out);
	buf_free(&c.out);
	arena_free(&c.arena);
	return written;
}
