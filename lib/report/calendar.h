/* calendar: an iCalendar file (RFC 5545) put together. Inside lib/report only. */
#ifndef REPORT_CALENDAR_H
#define REPORT_CALENDAR_H

#include "report/ics.h"

struct calendar {
	struct buf out; /* written and emptied by whoever fills it */
};

/* The head and the end. */
void calendar_open(struct calendar *c, const char *version);
void calendar_close(struct calendar *c);

/* NAME and its value: as it stands, as text, as an instant in UTC, as a day. */
void calendar_plain(struct calendar *c, const char *name, const char *value);
void calendar_text(struct calendar *c, const char *name, struct str text);
void calendar_instant(struct calendar *c, const char *name, int64_t at);
/* A whole day and the last instant of a day are that day; any other time stands in UTC, so that no zone
 * needs to be described. */
void calendar_start(struct calendar *c, struct moment m, const struct zone *z);
/* The day before. */
void calendar_alarm(struct calendar *c, struct str text);

#endif
