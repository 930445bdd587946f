/* text_parts: what the parts of the text report share. Inside lib/report only. */
#ifndef REPORT_TEXT_PARTS_H
#define REPORT_TEXT_PARTS_H

#include "report/report.h"
#include "report/sheet.h"

/* "2 breaches", "1 to review", "3 upcoming" … */
void text_count(struct sheet *s, enum level level, size_t n);
/* The id, and the name where names are wanted. */
void text_subject(struct sheet *s, const struct run *run, size_t subject, enum names_mode names);
/* The order, the scheme, or both, and the condition. */
void text_binding(struct sheet *s, const struct order *order, const struct scheme *scheme,
                  const struct condition *condition);
/* Level, binding, title, severity and id: the first line of a finding. */
void text_head(struct sheet *s, const struct finding *f);
/* Who is missing, or may be; nothing where nobody is. */
void whereabouts_print(struct sheet *s, const struct run *run, enum names_mode names);
/* A time as people write it; the last instant of a day, as deadlines have it, as the end of that day. */
void text_time(struct buf *out, struct moment m, const struct zone *z);
/* "2 breaches, 1 to review … · 4 orders, 11 conditions, 2 blind" */
void text_counts(struct sheet *s, const struct run *run);
/* What the run was asked to leave out: a summary must not sound as if it were of all. Nothing where it was of all. */
void text_narrowed(struct sheet *s, const struct run *run);
/* "left out, found in the baseline run.json: 2 breaches, 1 to review"; nothing without one. */
void text_baselined(struct sheet *s, const struct run *run);
/* The last lines: counts, feeds, what was blind and what is not monitored. */
void text_summary(struct sheet *s, const struct run *run);

#endif
