/* The report for people. */
#include <string.h>

#include "base/pool.h"
#include "base/text.h"
#include "report/decided.h"
#include "report/formats.h"
#include "report/rows.h"
#include "report/text_parts.h"
#include "report/told.h"

enum { BODY = 8, WORDS = 6 }; /* where the text of a finding begins; the room of a label in it */

static const struct {
	const char *word;
	enum ink ink;
} levels[NLEVELS] = {
	{"CLEAR", INK_GREEN}, {"BLIND", INK_MAGENTA}, {"UPCOMING", INK_CYAN}, {"REVIEW", INK_YELLOW}, {"BREACH", INK_RED},
};

/* ---- one finding ---- */

void text_binding(struct sheet *s, const struct order *order, const struct scheme *scheme, const struct condition *condition)
{
	if (order)
		sheet_words(s, order->id);
	if (scheme)
		sheet_words(s, scheme->name);
	sheet_words(s, STR("condition"));
	sheet_words(s, condition->id);
}

void text_head(struct sheet *s, const struct finding *f)
{
	sheet_label(s, levels[f->level].word, levels[f->level].ink, BODY);
	sheet_indent(s, s->column);
	text_binding(s, f->order, f->scheme, f->condition);
	sheet_point(s);
	sheet_words(s, f->title);
	sheet_point(s);
	sheet_words(s, str_of(severity_words[f->severity]));
	sheet_right(s, f->id, INK_DIM);
	sheet_end(s);
}

void text_subject(struct sheet *s, const struct run *run, size_t subject, enum names_mode names)
{
	if (subject >= run->plan->nsubjects)
		return;
	const struct subject *who = &run->plan->subjects[subject];
	sheet_words(s, who->id);
	if (names == NAMES_NEVER || !who->has_name)
		return;
	for (size_t i = 0; i < who->names[0].ngiven; i++)
		sheet_words(s, who->names[0].given[i]);
	sheet_words(s, who->names[0].family);
}

/* One line for each text, the label before the first. */
static void print_lines(struct sheet *s, const char *label, const struct str *lines, size_t n)
{
	size_t room = strlen(label) + 2 > WORDS ? strlen(label) + 2 : WORDS;

	for (size_t i = 0; i < n; i++) {
		sheet_indent(s, BODY);
		if (i == 0)
			sheet_label(s, label, INK_DIM, room);
		sheet_indent(s, BODY + room);
		sheet_words(s, lines[i]);
		sheet_end(s);
	}
}

static void print_line(struct sheet *s, const char *label, const struct buf *words)
{
	struct str line = buf_str(words);

	print_lines(s, label, &line, line.n > 0 ? 1 : 0);
}

static bool contains(struct str text, struct str part)
{
	for (size_t i = 0; i + part.n <= text.n; i++)
		if ((part.n == 0 || text.at[i] == part.at[0]) && str_starts(str_from(text, i), part))
			return true;
	return false;
}

void text_time(struct buf *out, struct moment m, const struct zone *z)
{
	int32_t day = civil_day(z, m.first);

	if (!moment_exact(m) || m.first != civil_day_end(z, day)) {
		moment_say(out, m, z);
		return;
	}
	buf_add(out, STR("the end of "));
	moment_say(out, moment_day(z, day), z);
}

/* When it was, or falls due, unless `say` has it. */
static void print_time(struct sheet *s, const struct run *run, const struct finding *f)
{
	struct buf when = {0};

	if (!f->has_time)
		return;
	text_time(&when, f->time, &run->plan->zone);
	if (f->level == LEVEL_UPCOMING && f->is_obligation)
		print_line(s, "due", &when);
	else if (!contains(f->say, buf_str(&when)))
		print_line(s, "on", &when);
	buf_free(&when);
}

static void print_rows(struct sheet *s, const struct finding *f)
{
	struct buf rows = {0};

	rows_print(&rows, f, false);
	print_line(s, "from", &rows);
	buf_clear(&rows);
	rows_print(&rows, f, true);
	print_line(s, "near", &rows);
	buf_free(&rows);
}

static void print_decision(struct sheet *s, const struct run *run, const struct finding *f)
{
	struct buf words = {0};

	decision_say(&words, f->decision, &run->plan->zone);
	print_line(s, "decided", &words);
	buf_free(&words);
}

static void print_finding(struct sheet *s, const struct run *run, const struct finding *f, enum names_mode names)
{
	text_head(s, f);
	sheet_indent(s, BODY);
	text_subject(s, run, f->subject, names);
	if (str_eq(f->say, f->title) && f->subject < run->plan->nsubjects) {
		sheet_join(s);
		sheet_words(s, STR(":"));
	}
	sheet_words(s, f->say);
	sheet_end(s);
	if (str_eq(f->say, f->title) && f->condition->text.n > 0)
		print_lines(s, "text", &f->condition->text, 1);
	print_time(s, run, f);
	print_lines(s, "why", f->why, f->nwhy);
	print_lines(s, "unknown", f->unknown, f->nunknown);
	print_lines(s, "caveat", f->caveats, f->ncaveats);
	print_rows(s, f);
	print_decision(s, run, f);
}

static void print_more(struct sheet *s, const struct told *t)
{
	struct buf n = {0};

	count_print(&n, t->nmore);
	sheet_indent(s, BODY);
	sheet_printf(s, "and %.*s more to review like these", STR_ARG(buf_str(&n)));
	if (t->cause.n > 0) {
		sheet_join(s);
		sheet_words(s, STR(":"));
		sheet_words(s, t->cause);
	}
	sheet_end(s);
	buf_free(&n);
}

/* ---- groups ---- */

static void add_level_counts(struct sheet *s, const struct told *t)
{
	size_t counts[NLEVELS] = {0};

	for (size_t i = 0; i < t->ngroup; i++)
		counts[t[i].finding->level]++;
	for (size_t level = NLEVELS; level-- > 0;) {
		if (counts[level] == 0)
			continue;
		sheet_point(s);
		text_count(s, (enum level)level, counts[level]);
	}
}

static void print_heading(struct sheet *s, const struct run *run, const struct told *t, const struct report_style *style)
{
	sheet_words(s, STR("──"));
	switch (style->group) {
	case GROUP_NONE:
		return;
	case GROUP_SUBJECT:
		text_subject(s, run, t->finding->subject, style->names);
		break;
	case GROUP_ORDER:
		sheet_words(s, t->finding->order ? t->finding->order->id : t->finding->scheme->name);
		break;
	case GROUP_CONDITION:
		text_binding(s, t->finding->order, t->finding->scheme, t->finding->condition);
		sheet_point(s);
		sheet_words(s, t->finding->title);
		break;
	}
	add_level_counts(s, t);
	sheet_end(s);
	sheet_end(s);
}

/* ---- several findings at once ---- */

enum { BATCH = 128, SEATS = 4 }; /* findings of a batch; batches printed ahead, for each thread */

struct printing {
	FILE *out;
	const struct run *run;
	const struct report_style *style;
	const struct told *list;
	bool grouped;
	struct sheet *sheets; /* of each seat */
	bool written;
};

static void print_told(struct sheet *s, const struct printing *p, const struct told *t)
{
	if (t->heads && p->grouped)
		print_heading(s, p->run, t, p->style);
	if (t->hidden)
		return;
	print_finding(s, p->run, t->finding, p->style->names);
	if (t->nmore > 0)
		print_more(s, t);
	sheet_end(s);
}

static void print_batch(void *context, size_t i, size_t seat)
{
	const struct printing *p = context;
	size_t from = i * BATCH, until = p->run->ntold - from < BATCH ? p->run->ntold : from + BATCH;

	for (size_t k = from; k < until; k++)
		print_told(&p->sheets[seat], p, &p->list[k]);
}

static bool write_batch(void *context, size_t i, size_t seat)
{
	struct printing *p = context;

	(void)i;
	p->written = buf_write(p->out, &p->sheets[seat].out);
	return p->written;
}

static bool print_findings(FILE *out, const struct sheet *like, const struct run *run, const struct report_style *style)
{
	struct arena a;
	size_t ngroups, nseats = SEATS * (style->jobs > 0 ? style->jobs : 1);
	struct printing p = {.out = out, .run = run, .style = style, .written = true};

	arena_init(&a);
	p.list = told_list(&ngroups, run, style->group, &a);
	p.grouped = ngroups > 1 && style->group != GROUP_NONE;
	p.sheets = arena_array(&a, nseats, sizeof *p.sheets);
	for (size_t i = 0; i < nseats; i++)
		p.sheets[i] = *like;
	pool_line(style->jobs, &(struct pool_line){.njobs = (run->ntold + BATCH - 1) / BATCH, .nseats = nseats,
	                                           .make = print_batch, .take = write_batch, .context = &p});
	for (size_t i = 0; i < nseats; i++)
		sheet_free(&p.sheets[i]);
	arena_free(&a);
	return p.written;
}

bool text_print(FILE *out, const struct run *run, const struct report_style *style)
{
	struct sheet s = {.width = style->width > 0 && style->width < 40 ? 40 : style->width, .colour = style->colour};

	s.tight = true;
	bool written = print_findings(out, &s, run, style);
	whereabouts_print(&s, run, style->names);
	if (!style->quiet)
		text_summary(&s, run);
	written = buf_write(out, &s.out) && written;
	sheet_free(&s);
	return written;
}
