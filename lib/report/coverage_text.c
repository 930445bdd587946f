/* The coverage for people: feeds, the matrix, each condition, counts. */
#include <inttypes.h>

#include "lang/phrase.h"
#include "report/coverage_parts.h"
#include "report/formats.h"
#include "report/sheet.h"

enum { WIDTH = 110, FEED_COLUMNS = 8, LABEL = 10, BODY = 4 };

struct coverage_text {
	const struct coverage *of;
	const struct report_style *style;
	struct arena *arena;
	size_t width;
};

static struct str kept(const struct coverage_text *t, struct buf *b)
{
	struct str out = str_dup(t->arena, buf_str(b));

	buf_free(b);
	return out;
}

/* ---- feeds ---- */

static struct str count_cell(const struct coverage_text *t, uint64_t n)
{
	struct buf b = {0};

	count_print(&b, n);
	return kept(t, &b);
}

/* "2026-05-31 18:00", a whole day without the clock. */
static struct str time_cell(const struct coverage_text *t, struct moment m)
{
	const struct zone *z = &t->of->plan->zone;
	struct buf b = {0};

	if (m.first == INSTANT_MIN || m.first == INSTANT_MAX)
		return STR("-");
	day_print(&b, m.whole ? m.day : civil_day(z, m.first));
	if (!m.whole) {
		buf_char(&b, ' ');
		clock_print(&b, civil_clock(z, m.first) / 60000 * 60000);
	}
	return kept(t, &b);
}

static void fill_feed(const struct coverage_text *t, struct str *cells, size_t i)
{
	const struct coverage_feed *f = &t->of->feeds[i];
	const struct supply *s = &t->of->read->supplies[f->type->index];

	cells[0] = str_printf(t->arena, "%zu", i + 1);
	cells[1] = f->name;
	cells[2] = f->type->name;
	cells[3] = count_cell(t, f->matched);
	cells[4] = count_cell(t, f->rejected);
	cells[5] = f->span.n > 0 ? time_cell(t, f->span.first) : STR("-");
	cells[6] = f->span.n > 0 ? time_cell(t, f->span.last) : STR("-");
	cells[7] = s->failed.n > 0 ? STR("failed") : time_cell(t, moment_instant(s->known_until));
}

/* "2 carrier-bookings: a.csv, b.csv", and why it failed. */
static void print_files(struct sheet *s, const struct coverage_text *t, size_t i)
{
	const struct coverage_feed *f = &t->of->feeds[i];
	const struct supply *supply = &t->of->read->supplies[f->type->index];

	sheet_printf(s, "%zu", i + 1);
	sheet_indent(s, BODY);
	sheet_printf(s, "%.*s:", STR_ARG(f->name));
	for (size_t k = 0; k < f->ninputs; k++) {
		struct str file = f->inputs[k]->file;
		sheet_words(s, str_eq_cstr(file, "-") ? STR("standard input") : file);
		if (k + 1 < f->ninputs) {
			sheet_join(s);
			sheet_words(s, STR(","));
		}
	}
	if (supply->failed.n > 0)
		sheet_printf(s, "· failed: %.*s", STR_ARG(supply->failed));
	sheet_end(s);
}

static bool print_feeds(FILE *out, const struct coverage_text *t)
{
	static const char *const heads[FEED_COLUMNS] = {"NO", "FEED", "EVENT", "MATCHED", "REJECTED", "FIRST", "LAST", "KNOWN TO"};
	struct sheet s = {.width = t->width, .tight = true};
	size_t n = t->of->nfeeds;
	struct str *cells = arena_array(t->arena, (n + 1) * FEED_COLUMNS, sizeof *cells);

	for (size_t i = 0; i < FEED_COLUMNS; i++)
		cells[i] = str_of(heads[i]);
	for (size_t i = 0; i < n; i++) {
		fill_feed(t, cells + (i + 1) * FEED_COLUMNS, i);
		print_files(&s, t, i);
	}
	sheet_end(&s);
	if (n == 0)
		buf_clear(&s.out);
	bool written = n > 0 ? report_table(out, cells, n + 1, FEED_COLUMNS, 0) && fputc('\n', out) != EOF
	                     : fputs("no feed of events is supplied\n\n", out) >= 0;
	written = written && buf_write(out, &s.out);
	sheet_free(&s);
	return written;
}

/* ---- one condition ---- */

static void print_head(struct sheet *s, const struct coverage_text *t, const struct coverage_row *r)
{
	const struct plan *p = t->of->plan;
	struct buf over = {0};

	sheet_words(s, r->scheme ? r->scheme->name : r->order->id);
	sheet_printf(s, "condition %.*s ·", STR_ARG(r->condition->id));
	sheet_words(s, r->condition->title);
	if (r->nsubjects == 1 && r->subject < p->nsubjects)
		sheet_printf(s, "· %.*s", STR_ARG(p->subjects[r->subject].id));
	else
		sheet_printf(s, "· %zu subjects", r->nsubjects);
	if (r->over) {
		moment_say(&over, r->ended, &p->zone);
		sheet_printf(s, "· over since %.*s", STR_ARG(buf_str(&over)));
	}
	buf_free(&over);
	sheet_printf(s, "· shown: %s", extent_names[r->extent]);
	sheet_end(s);
}

static const char *label_of(unsigned roles)
{
	if (roles & COVERS_SHOWS)
		return "shows";
	return roles & COVERS_UNLESS ? "excuses" : roles & COVERS_REVIEW ? "for review" : "state";
}

static void add_span(struct sheet *s, const struct coverage_text *t, const struct coverage_span *span)
{
	const struct zone *z = &t->of->plan->zone;
	struct buf b = {0};

	if (span->n == 0) {
		sheet_words(s, STR("no event of the subject"));
		return;
	}
	count_print(&b, span->n);
	buf_add(&b, span->n == 1 ? STR(" event, ") : STR(" events, "));
	moment_say(&b, span->first, z);
	if (span->n > 1) {
		buf_add(&b, STR(" to "));
		moment_say(&b, span->last, z);
	}
	sheet_words(s, buf_str(&b));
	buf_free(&b);
}

static void print_type(struct sheet *s, const struct coverage_text *t, const struct coverage_type *type)
{
	struct buf roles = {0};

	for (size_t i = 0; i < NROLES; i++)
		if (type->roles >> i & 1)
			buf_printf(&roles, "%s%s", roles.n > 0 ? ", " : "", coverage_roles[i]);
	sheet_indent(s, BODY);
	sheet_label(s, label_of(type->roles), INK_DIM, LABEL);
	sheet_indent(s, s->column);
	sheet_printf(s, "%.*s (%.*s):", STR_ARG(type->type->name), STR_ARG(buf_str(&roles)));
	buf_free(&roles);
	for (size_t i = 0; i < type->nfeeds; i++) {
		sheet_printf(s, "%s%.*s,", i > 0 ? "· " : "", STR_ARG(t->of->feeds[type->feeds[i]].name));
		add_span(s, t, &type->spans[i]);
	}
	if (type->nfeeds == 0)
		sheet_words(s, STR("no feed"));
	sheet_end(s);
}

static void print_line(struct sheet *s, const char *label, enum ink ink, struct str text)
{
	sheet_indent(s, BODY);
	sheet_label(s, label, ink, LABEL);
	sheet_indent(s, s->column);
	sheet_words(s, text);
	sheet_end(s);
}

static void print_unmonitored(struct sheet *s, const struct coverage_row *r)
{
	struct buf b = {0};

	buf_add(&b, r->unmonitored);
	if (r->review_every.months != 0 || r->review_every.days != 0 || r->review_every.ms != 0) {
		buf_add(&b, STR("; to be reviewed every "));
		duration_phrase(&b, r->review_every);
	} else {
		buf_add(&b, STR("; no review interval is said"));
	}
	print_line(s, "not seen", INK_MAGENTA, buf_str(&b));
	buf_free(&b);
}

static bool print_row(FILE *out, const struct coverage_text *t, const struct coverage_row *r)
{
	struct sheet s = {.width = t->width, .colour = t->style->colour, .tight = true};

	print_head(&s, t, r);
	for (unsigned role = 1; role < 1U << NROLES; role <<= 1)
		for (size_t i = 0; i < r->ntypes; i++)
			if ((r->types[i].roles & role) && !(r->types[i].roles & (role - 1)))
				print_type(&s, t, &r->types[i]);
	if (r->unmonitored.n > 0)
		print_unmonitored(&s, r);
	for (size_t i = 0; i < r->ngaps; i++)
		print_line(&s, "gap", INK_YELLOW, r->gaps[i]);
	sheet_end(&s);
	bool written = buf_write(out, &s.out);
	sheet_free(&s);
	return written;
}

/* ---- all of it ---- */

static bool print_legend(FILE *out, const struct coverage_text *t)
{
	struct sheet s = {.width = t->width, .tight = true};

	if (t->of->nfeeds > 0)
		sheet_words(&s, STR("The numbered columns are the feeds above."));
	sheet_words(&s, STR("A letter says what the events are to a condition: T makes its rule ask (trigger), P must hold too "
	                    "(provided), E is asked for (expect), G is looked up (given), U excuses (unless), R makes it a "
	                    "matter for a person (review-if), S tells a state such as custody; a dot: nothing. SHOWN: can the "
	                    "data at hand show a breach?"));
	sheet_end(&s);
	sheet_end(&s);
	bool written = buf_write(out, &s.out);
	sheet_free(&s);
	return written;
}

static bool print_counts(FILE *out, const struct coverage *c)
{
	return fprintf(out, "%zu condition%s: %zu the data can show, %zu partly, %zu not at all, %zu not monitored\n", c->rows.n,
	               c->rows.n == 1 ? "" : "s", c->counts[EXTENT_WHOLE], c->counts[EXTENT_PART], c->counts[EXTENT_NONE],
	               c->counts[EXTENT_UNMONITORED]) >= 0;
}

bool coverage_print_text(FILE *out, const struct coverage *c, const struct report_style *style)
{
	struct arena a;
	struct coverage_text t = {.of = c, .style = style, .arena = &a, .width = style->width > 0 ? style->width : WIDTH};
	bool written;

	arena_init(&a);
	written = print_feeds(out, &t);
	if (c->rows.n > 0)
		written = written && print_legend(out, &t) && coverage_print_matrix(out, c, t.width, &a);
	for (size_t i = 0; i < c->rows.n && written; i++)
		written = print_row(out, &t, &c->rows.at[i]);
	written = written && print_counts(out, c);
	arena_free(&a);
	return written;
}
