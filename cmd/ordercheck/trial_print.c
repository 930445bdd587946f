/* Rule tests for a terminal: a line each, and what differs. */
#include "trial_print.h"

#include "base/text.h"

static void add_inked(struct buf *out, const char *word, const char *ink, bool colour)
{
	if (colour)
		buf_printf(out, "\033[%sm%s\033[0m", ink, word);
	else
		buf_add(out, str_of(word));
}

static void add_trial(struct buf *out, const struct told_trial *t, const struct trial_style *style)
{
	if (t->passed)
		add_inked(out, "ok     ", "32", style->colour);
	else
		add_inked(out, "FAILED ", "1;31", style->colour);
	text_escape(out, t->name);
	if (t->boundary.n > 0) {
		buf_add(out, STR(" (boundary: "));
		text_escape(out, t->boundary);
		buf_char(out, ')');
	}
	if ((!t->passed || style->verbose) && t->file.n > 0) {
		buf_add(out, STR(" ("));
		text_escape(out, t->file);
		buf_printf(out, ":%u)", t->line);
	}
	buf_char(out, '\n');
	buf_add(out, t->differs);
	for (size_t i = 0; style->verbose && i < t->nleft_out; i++) {
		buf_add(out, STR("  no boundary: "));
		text_escape(out, t->left_out[i]);
		buf_char(out, '\n');
	}
}

/* ---- what no test reached ---- */

static void add_gap(struct buf *out, const struct told_gap *g)
{
	buf_add(out, STR("  "));
	if (g->file.n > 0) {
		text_escape(out, g->file);
		buf_printf(out, ":%u: ", g->line);
	}
	text_escape(out, g->rule.n > 0 ? g->rule : STR("an inline rule"));
	buf_add(out, STR(", "));
	text_escape(out, g->entry);
	buf_add(out, STR(": never "));
	text_escape(out, g->never);
	buf_char(out, '\n');
}

static void add_gaps(struct buf *out, const struct told_trials *t)
{
	if (t->ngaps > 0)
		buf_add(out, STR("no test reached\n"));
	for (size_t i = 0; i < t->ngaps; i++)
		add_gap(out, &t->gaps[i]);
	for (size_t i = 0; i < t->nkinds; i++)
		buf_printf(out, "%s%.*s%s", i == 0 ? "no test fires a trigger of the kind " : ", ", STR_ARG(t->kinds[i]),
		           i + 1 == t->nkinds ? "\n" : "");
}

/* ---- the whole ---- */

static void add_summary(struct buf *out, const struct told_trials *t)
{
	buf_printf(out, "%zu passed, %zu failed\n", t->npassed, t->nfailed);
	if (t->has_boundaries)
		buf_printf(out, "boundaries: %zu passed, %zu failed, %zu could not be tried\n", t->nturned, t->nstuck, t->nleft_out);
	if (t->has_gaps)
		buf_printf(out, "tests reach %zu of %zu rules, %zu of %zu ways through them\n", t->nreached, t->nrules,
		           t->nways_reached, t->nways);
}

void trials_text(struct buf *out, const struct told_trials *t, const struct trial_style *style)
{
	for (size_t i = 0; i < t->ntrials; i++)
		if (!style->quiet || !t->trials[i].passed)
			add_trial(out, &t->trials[i], style);
	if (t->has_gaps)
		add_gaps(out, t);
	if (!style->quiet)
		add_summary(out, t);
}
