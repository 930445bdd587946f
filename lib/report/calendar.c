#include "report/calendar.h"

void calendar_text(struct calendar *c, const char *name, struct str text)
{
	struct buf b = {0};

	ics_text(&b, text);
	ics_line(&c->out, name, buf_str(&b));
	buf_free(&b);
}

void calendar_plain(struct calendar *c, const char *name, const char *value)
{
	ics_line(&c->out, name, str_of(value));
}

void calendar_instant(struct calendar *c, const char *name, int64_t at)
{
	struct buf b = {0};

	ics_instant(&b, at);
	ics_line(&c->out, name, buf_str(&b));
	buf_free(&b);
}

static void add_day(struct calendar *c, const char *name, int32_t day)
{
	struct buf b = {0};

	ics_day(&b, day);
	ics_line(&c->out, name, buf_str(&b));
	buf_free(&b);
}

void calendar_start(struct calendar *c, struct moment m, const struct zone *z)
{
	int32_t day = m.whole ? m.day : civil_day(z, m.first);

	if (m.whole || m.first == civil_day_end(z, day))
		add_day(c, "DTSTART;VALUE=DATE", day);
	else
		calendar_instant(c, "DTSTART", m.first);
}

void calendar_alarm(struct calendar *c, struct str text)
{
	calendar_plain(c, "BEGIN", "VALARM");
	calendar_plain(c, "ACTION", "DISPLAY");
	calendar_plain(c, "TRIGGER", "-P1D");
	calendar_text(c, "DESCRIPTION", text);
	calendar_plain(c, "END", "VALARM");
}

void calendar_open(struct calendar *c, const char *version)
{
	struct buf b = {0};

	calendar_plain(c, "BEGIN", "VCALENDAR");
	calendar_plain(c, "VERSION", "2.0");
	buf_printf(&b, "-//ordercheck//ordercheck %s//EN", version);
	calendar_text(c, "PRODID", buf_str(&b));
	calendar_plain(c, "CALSCALE", "GREGORIAN");
	buf_free(&b);
}

void calendar_close(struct calendar *c)
{
	calendar_plain(c, "END", "VCALENDAR");
}
