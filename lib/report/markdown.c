/* A run as Markdown, for the summary of a build and the like.
 *
 * What comes from documents and feeds stands escaped in the cells of tables and in lines
 * that begin with words of ours: it makes no markup, no HTML, no link and no mention.
 */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "report/decided.h"
#include "report/formats.h"
#include "report/rows.h"

enum { BLIND_SHOWN = 20 };

/* ---- escapes ---- */

/* A comment that shows nothing stands where a reader of Markdown would see a link or a mention. */
static void add_char(struct buf *out, struct str s, size_t i)
{
	char c = s.at[i];

	if (c == '<')
		buf_add(out, STR("&lt;"));
	else if (c == '>')
		buf_add(out, STR("&gt;"));
	else if (c == '&')
		buf_add(out, STR("&amp;"));
	else if (c == '@' || c == '#')
		buf_printf(out, "%c<!-- -->", c);
	else if (c == ':' && str_starts(str_from(s, i), STR("://")))
		buf_add(out, STR(":<!-- -->"));
	else if (c == '.' && i >= 3 && str_eq_nocase(str_cut(s, i - 3, 3), STR("www")))
		buf_add(out, STR("<!-- -->."));
	else if (strchr("\\`*_[]{}|~$^=!", c))
		buf_printf(out, "\\%c", c);
	else
		buf_char(out, c);
}

void markdown_text(struct buf *out, struct str text)
{
	struct buf shown = {0};

	text_escape(&shown, text);
	for (size_t i = 0; i < shown.n; i++)
		add_char(out, buf_str(&shown), i);
	buf_free(&shown);
}

/* ---- findings ---- */

static void add_cell(struct buf *out, struct str text)
{
	buf_char(out, ' ');
	markdown_text(out, text);
	buf_add(out, STR(" |"));
}

static void add_lines(struct buf *out, const char *label, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "<br>%s", label);
		markdown_text(out, lines[i]);
	}
}

static void add_decision(struct buf *out, const struct run *run, const struct finding *f)
{
	struct buf b = {0};
	struct str words;

	decision_say(&b, f->decision, &run->plan->zone);
	words = buf_str(&b);
	add_lines(out, "decided: ", &words, words.n > 0 ? 1 : 0);
	buf_free(&b);
}

static void add_words(struct buf *out, const struct run *run, const struct finding *f)
{
	buf_char(out, ' ');
	markdown_text(out, f->say);
	if (str_eq(f->say, f->title) && f->condition->text.n > 0)
		add_lines(out, "text: ", &f->condition->text, 1);
	add_lines(out, "why: ", f->why, f->nwhy);
	add_lines(out, "unknown: ", f->unknown, f->nunknown);
	add_lines(out, "caveat: ", f->caveats, f->ncaveats);
	add_decision(out, run, f);
	buf_add(out, STR(" |"));
}

static void add_binding(struct buf *out, const struct order *order, const struct scheme *scheme, const struct condition *condition)
{
	buf_char(out, ' ');
	if (order)
		markdown_text(out, order->id);
	if (scheme) {
		buf_add(out, order ? STR(" ") : STR(""));
		markdown_text(out, scheme->name);
	}
	buf_add(out, STR(" condition "));
	markdown_text(out, condition->id);
}

static void add_finding(struct buf *out, const struct run *run, const struct finding *f, enum names_mode names)
{
	bool known = f->subject < run->plan->nsubjects;
	struct buf b = {0};

	buf_printf(out, "| %s%s%s | %s | `%s` |", f->level == LEVEL_BREACH ? "**" : "", level_names[f->level],
	           f->level == LEVEL_BREACH ? "**" : "", severity_words[f->severity], f->id);
	if (known)
		person_print(&b, &run->plan->subjects[f->subject], names);
	add_cell(out, buf_str(&b));
	add_binding(out, f->order, f->scheme, f->condition);
	buf_add(out, STR(" |"));
	add_cell(out, f->title);
	buf_clear(&b);
	if (f->has_time)
		moment_say(&b, f->time, &run->plan->zone);
	add_cell(out, buf_str(&b));
	add_words(out, run, f);
	buf_clear(&b);
	rows_print(&b, f, false);
	add_cell(out, buf_str(&b));
	buf_char(out, '\n');
	buf_free(&b);
}

static bool print_findings(FILE *out, struct buf *b, const struct run *run, enum names_mode names)
{
	bool written = true;

	if (run->ntold > 0)
		buf_add(b, STR("\n| Level | Severity | Finding | Subject | Order or scheme | Title | When | What | Rows |\n"
		               "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"));
	for (size_t i = 0; i < run->ntold && written; i++) {
		add_finding(b, run, run->told[i], names);
		written = buf_write(out, b);
	}
	return written;
}

/* ---- around them ---- */

static void add_head(struct buf *out, const struct run *run)
{
	const size_t *n = run->counts;
	size_t baselined = 0;

	for (size_t level = 0; level < NLEVELS; level++)
		baselined += run->baselined[level];
	if (n[LEVEL_BREACH] + n[LEVEL_REVIEW] + n[LEVEL_UPCOMING] == 0)
		buf_add(out, baselined > 0 ? STR("## ordercheck: nothing beyond the baseline\n")
		                           : STR("## ordercheck: no indication of a breach\n"));
	else
		buf_printf(out, "## ordercheck: %zu %s, %zu to review, %zu upcoming\n", n[LEVEL_BREACH],
		           n[LEVEL_BREACH] == 1 ? "breach" : "breaches", n[LEVEL_REVIEW], n[LEVEL_UPCOMING]);
	buf_add(out, STR("\nIn the data to "));
	moment_say(out, moment_instant(run->as_of), &run->plan->zone);
	buf_printf(out, ": %zu orders, %zu schemes, %zu conditions, %zu blind, %zu not monitored.", run->norders, run->nschemes,
	           run->nconditions, run->nblind, run->nunmonitored);
	if (run->later > 0) {
		buf_printf(out, " %zu more fall%s due after ", run->later, run->later == 1 ? "s" : "");
		markdown_text(out, run->within);
		buf_char(out, '.');
	}
	if (baselined > 0)
		buf_printf(out, " %zu found in the baseline are left out.", baselined);
	buf_add(out, STR("\nA breach here is an indication for a person to decide on.\n"));
}

static void add_narrowed(struct buf *out, const struct run *run)
{
	static const char *const narrowing[] = {"order", "rule", "since", "subject", "tag"};
	bool any = false;

	for (size_t i = 0; i < run->noptions; i++)
		for (size_t k = 0; k < sizeof narrowing / sizeof *narrowing; k++) {
			if (!str_eq_cstr(run->options[i][0], narrowing[k]))
				continue;
			buf_printf(out, "%s--%s ", any ? ", " : "\nOnly what was asked for: ", narrowing[k]);
			markdown_text(out, run->options[i][1]);
			any = true;
		}
	if (any)
		buf_char(out, '\n');
}

static void add_inputs(struct buf *out, const struct run *run)
{
	if (run->feeds->ninputs > 0)
		buf_add(out, STR("\n| Feed | File | Rows | Matched | Rejected |\n| --- | --- | ---: | ---: | ---: |\n"));
	for (size_t i = 0; i < run->feeds->ninputs; i++) {
		const struct feed_input *in = run->feeds->inputs[i];
		buf_char(out, '|');
		add_cell(out, in->name);
		add_cell(out, str_eq_cstr(in->file, "-") ? STR("standard input") : in->file);
		buf_printf(out, " %" PRIu64 " | %" PRIu64 " | %" PRIu64 " |\n", in->rows, in->matched, in->rejected);
	}
}

static void add_why(struct buf *out, const struct unmonitored *u)
{
	buf_add(out, STR("-"));
	add_binding(out, u->order, u->scheme, u->condition);
	buf_add(out, STR(", "));
	markdown_text(out, u->condition->title);
	buf_add(out, STR(": "));
	markdown_text(out, u->why);
	buf_char(out, '\n');
}

static void add_rest(struct buf *out, size_t n)
{
	if (n > BLIND_SHOWN)
		buf_printf(out, "- and %zu more; `-f json` lists them all\n", n - BLIND_SHOWN);
}

static void add_unseen(struct buf *out, const struct run *run)
{
	if (run->nblind > 0)
		buf_add(out, STR("\nBlind, for want of feeds:\n\n"));
	for (size_t i = 0; i < run->nblind && i < BLIND_SHOWN; i++) {
		const struct finding *f = run->blind[i];
		add_why(out, &(struct unmonitored){.order = f->order, .scheme = f->scheme, .condition = f->condition,
		                                   .why = f->nwhy > 0 ? f->why[0] : f->say});
	}
	add_rest(out, run->nblind);
	if (run->nunmonitored > 0)
		buf_add(out, STR("\nNot monitored:\n\n"));
	for (size_t i = 0; i < run->nunmonitored && i < BLIND_SHOWN; i++)
		add_why(out, &run->unmonitored[i]);
	add_rest(out, run->nunmonitored);
}

bool markdown_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct buf b = {0};

	add_head(&b, run);
	add_narrowed(&b, run);
	bool written = print_findings(out, &b, run, style->names);
	if (!style->quiet) {
		add_inputs(&b, run);
		add_unseen(&b, run);
	}
	written = buf_write(out, &b) && written;
	buf_free(&b);
	return written;
}
