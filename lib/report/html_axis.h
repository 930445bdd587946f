/* html_axis: days along the top of a drawing. Inside lib/report only. */
#ifndef REPORT_HTML_AXIS_H
#define REPORT_HTML_AXIS_H

#include "report/html.h"

struct axis {
	const struct zone *zone;
	int32_t first, last; /* days, last out */
	int64_t from, until; /* the same as instants */
	int left, width;     /* in the drawing */
};

/* Around the as-of day; takes in findings and their events up to ten years before and five after. */
void axis_open(struct axis *x, const struct run *run, const struct html_person *p, int left, int width);
bool axis_holds(const struct axis *x, int64_t at);
/* Where an instant is drawn; one beyond an end at that end. */
int axis_at(const struct axis *x, int64_t at);
/* Lines down to `bottom` with their dates above them, and one for the as-of time. */
void axis_print(struct html *h, const struct axis *x, int bottom);

#endif
