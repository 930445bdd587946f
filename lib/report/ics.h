/* ics: content lines of iCalendar (RFC 5545). Inside lib/report only. */
#ifndef REPORT_ICS_H
#define REPORT_ICS_H

#include "civil/civil.h"

/* NAME:value and CRLF, folded where a line would pass 75 octets (section 3.1), never
 * inside a character. The value is already in its own form. */
void ics_line(struct buf *out, const char *name, struct str value);
/* A value of type TEXT (section 3.3.11): backslash, semicolon, comma and newline escaped; other
 * control characters, bytes that are no UTF-8 and the like shown as escapes. */
void ics_text(struct buf *out, struct str text);
/* 20260601T080000Z */
void ics_instant(struct buf *out, int64_t at);
/* 20260601 */
void ics_day(struct buf *out, int32_t day);

#endif
