/* saved: a run read back from its JSON (ordercheck/run/1).
 *
 * What comes out is a struct run over a plan and feeds made up for it, so that every
 * format prints it as it printed the run itself. It holds what the file holds: findings
 * of the level asked for then and above, no names of people, no rows but their hashes.
 */
#ifndef REPORT_SAVED_H
#define REPORT_SAVED_H

#include "report/report.h"

struct saved_run;

/* The text of a run as --format json wrote it. NULL: errors in diag; place names the file.
 * text is not needed afterwards. */
struct saved_run *saved_run_open(struct str text, struct place place, struct diag *d);
void saved_run_close(struct saved_run *r);

/* Its parts live until it is closed. */
const struct run *saved_run_of(const struct saved_run *r);
/* The least level of its findings. */
enum level saved_run_level(const struct saved_run *r);

/* Its findings, then those blind ones that are not among them. */
size_t saved_run_findings(const struct finding *const **out, const struct saved_run *r, struct arena *a);

#endif
