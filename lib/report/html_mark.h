/* html_mark: what the drawings of the HTML report share. Inside lib/report only. */
#ifndef REPORT_HTML_MARK_H
#define REPORT_HTML_MARK_H

#include "report/html.h"

/* The sign of a level at (x, y), `size` across, as a path: no two have one shape. */
void mark_level(struct buf *path, enum level level, int x, int y, int size);

/* A different event in evidence. */
struct mark_event {
	struct str type;
	struct moment time;
	struct str file; /* empty: no row */
	uint64_t line;
};

/* The events in evidence of the findings, near misses aside, each once, by type, time and row. */
size_t mark_events(const struct mark_event **out, const struct finding *const *list, size_t n, struct arena *a);

/* The day on which it is drawn; false: at an end of time, or beyond the years of the calendar. */
bool mark_day(int32_t *day, struct moment m, const struct zone *z);

#endif
