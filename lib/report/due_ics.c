/* What falls due, as an iCalendar file (RFC 5545).
 *
 * A deadline at the end of a day is an event of that day; one at a clock time
 * stands in UTC, so that no time zone needs to be described. What has no date,
 * for its clock stands, is a to-do. Without names wanted, no value of free text
 * from a feed stands in it either.
 */
#include "report/calendar.h"
#include "report/due_parts.h"
#include "report/formats.h"

struct calendar_file {
	struct calendar calendar;
	const struct due *due;
	bool names;
	struct arena arena;
};

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
	calendar_text(&c->calendar, "SUMMARY", buf_str(&b));
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
		calendar_text(&c->calendar, "DESCRIPTION", buf_str(&b));
	buf_free(&b);
}

static void add_row(struct calendar_file *c, const struct due_row *r)
{
	const char *kind = r->has_time ? "VEVENT" : "VTODO";
	char *category = str_cstr(&c->arena, str_of(due_kind_names[r->kind]));

	calendar_plain(&c->calendar, "BEGIN", kind);
	calendar_text(&c->calendar, "UID", str_printf(&c->arena, "%.*s@ordercheck", STR_ARG(r->id)));
	calendar_instant(&c->calendar, "DTSTAMP", c->due->as_of);
	if (r->has_time) {
		calendar_start(&c->calendar, r->time, &c->due->plan->zone);
		calendar_plain(&c->calendar, "TRANSP", "TRANSPARENT");
	}
	add_summary(c, r);
	add_description(c, r);
	for (char *at = category; *at; at++)
		*at = (char)(*at - 'a' + 'A');
	calendar_plain(&c->calendar, "CATEGORIES", category);
	calendar_plain(&c->calendar, "CLASS", "CONFIDENTIAL");
	if (r->has_time)
		calendar_alarm(&c->calendar, r->asked);
	calendar_plain(&c->calendar, "END", kind);
}

bool due_print_ics(FILE *out, const struct due *d, const struct report_style *style)
{
	struct calendar_file c = {.due = d, .names = style->names == NAMES_ALWAYS};
	bool written = true;

	arena_init(&c.arena);
	calendar_open(&c.calendar, d->version);
	for (size_t i = 0; i < d->rows.n && written; i++) {
		add_row(&c, &d->rows.at[i]);
		written = buf_write(out, &c.calendar.out);
	}
	calendar_close(&c.calendar);
	written = written && buf_write(out, &c.calendar.out);
	buf_free(&c.calendar.out);
	arena_free(&c.arena);
	return written;
}
