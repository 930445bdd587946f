/* trial_print: rule tests as text. */
#ifndef TRIAL_PRINT_H
#define TRIAL_PRINT_H

#include "report/trials.h"

struct trial_style {
	bool colour, verbose, quiet; /* quiet: only what failed, and no summary */
};

void trials_text(struct buf *out, const struct told_trials *t, const struct trial_style *style);

#endif
