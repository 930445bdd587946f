/* Candidates of names, as text, JSON and CSV. Personal names only where the style shows them. */
#include "report/match.h"

#include <inttypes.h>
#include <stdlib.h>

#include "identity/words.h"
#include "report/formats.h"
#include "report/node.h"
#include "report/sheet.h"
#include "report/text_parts.h"

static struct str id_of(const struct match_sheet *m, size_t subject)
{
	return m->plan->subjects[subject].id;
}

static struct str part_words(const struct identity_match *c, size_t i)
{
	return weights[c->score.parts[i]].words;
}

static void tenths_print(struct buf *b, int tenths, bool sign)
{
	buf_printf(b, "%s%d.%d", tenths < 0 ? "-" : sign ? "+" : "", abs(tenths) / 10, abs(tenths) % 10);
}

/* ---- text ---- */

static void print_candidate(struct sheet *s, const struct match_sheet *m, const struct identity_match *c, enum names_mode names)
{
	const struct run run = {.plan = m->plan};
	struct buf b = {0};

	sheet_indent(s, 8);
	tenths_print(&b, c->score.tenths, false);
	sheet_printf(s, "%5.*s  %-8s ", STR_ARG(buf_str(&b)), identity_levels[c->level]);
	text_subject(s, &run, c->subject, names);
	sheet_end(s);
	for (size_t i = 0; i < c->score.nparts; i++) {
		buf_clear(&b);
		tenths_print(&b, weights[c->score.parts[i]].tenths, true);
		sheet_indent(s, 14);
		sheet_printf(s, "%5.*s", STR_ARG(buf_str(&b)));
		sheet_words(s, part_words(c, i));
		sheet_end(s);
	}
	buf_free(&b);
}

static void print_taken(struct sheet *s, const struct match_sheet *m, const struct match_row *r)
{
	const struct identity_match *t = &r->taken;

	sheet_indent(s, 8);
	switch (t->found) {
	case IDENTITY_NONE:
		sheet_printf(s, "taken for nobody");
		break;
	case IDENTITY_ONE:
		sheet_printf(s, "taken for %.*s (%s)", STR_ARG(id_of(m, t->subject)), identity_levels[t->level]);
		break;
	case IDENTITY_TIE:
		sheet_printf(s, "rejected: %.*s and %.*s equally well", STR_ARG(id_of(m, t->subject)), STR_ARG(id_of(m, t->other)));
		break;
	}
	sheet_end(s);
}

static bool print_text(FILE *out, const struct match_sheet *m, const struct report_style *style)
{
	struct sheet s = {.width = style->width, .colour = style->colour, .tight = true};
	bool written = true;

	for (size_t i = 0; i < m->nrows && written; i++) {
		const struct match_row *r = &m->rows[i];

		sheet_printf(&s, "%.*s:%" PRIu64, STR_ARG(r->row->input->file), r->row->line);
		if (style->names != NAMES_NEVER)
			sheet_words(&s, r->row->shown);
		sheet_end(&s);
		print_taken(&s, m, r);
		for (size_t k = 0; k < r->ncandidates; k++)
			print_candidate(&s, m, &r->candidates[k], style->names);
		written = buf_write(out, &s.out);
	}
	sheet_free(&s);
	return written;
}

/* ---- JSON ---- */

static json_t *node_tenths(int tenths)
{
	return node_made(json_real(tenths / 10.0));
}

static json_t *node_candidate(const struct match_sheet *m, const struct identity_match *c)
{
	json_t *o = node_made(json_object()), *parts = node_made(json_array());

	node_put(o, "subject", node_text(id_of(m, c->subject)));
	node_put(o, "score", node_tenths(c->score.tenths));
	node_put(o, "level", node_text(str_of(identity_levels[c->level])));
	for (size_t i = 0; i < c->score.nparts; i++) {
		json_t *part = node_made(json_object());

		node_put(part, "part", node_text(str_of(weights[c->score.parts[i]].name)));
		node_put(part, "words", node_text(part_words(c, i)));
		node_put(part, "weight", node_tenths(weights[c->score.parts[i]].tenths));
		node_add(parts, part);
	}
	node_put(o, "parts", parts);
	return o;
}

static json_t *node_row(const struct match_sheet *m, const struct match_row *r, enum names_mode names)
{
	json_t *o = node_made(json_object()), *taken = node_made(json_array()), *candidates = node_made(json_array());

	node_put(o, "file", node_text(r->row->input->file));
	node_put(o, "line", node_count(r->row->line));
	if (names != NAMES_NEVER)
		node_put(o, "person", node_text(r->row->shown));
	if (r->taken.found != IDENTITY_NONE)
		node_add(taken, node_text(id_of(m, r->taken.subject)));
	if (r->taken.found == IDENTITY_TIE)
		node_add(taken, node_text(id_of(m, r->taken.other)));
	node_put(o, "level", node_text(str_of(identity_levels[r->taken.level])));
	node_put(o, "tie", node_made(json_boolean(r->taken.found == IDENTITY_TIE)));
	node_put(o, "taken_for", taken);
	for (size_t k = 0; k < r->ncandidates; k++)
		node_add(candidates, node_candidate(m, &r->candidates[k]));
	node_put(o, "candidates", candidates);
	return o;
}

static bool print_json(FILE *out, const struct match_sheet *m, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	buf_add(&b, STR("{\"schema\":\"ordercheck/match/1\",\n \"rows\":["));
	for (size_t i = 0; i < m->nrows && written; i++) {
		buf_add(&b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&b, node_row(m, &m->rows[i], style->names));
		written = buf_write(out, &b);
	}
	buf_add(&b, STR("]}\n"));
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}

/* ---- CSV: a row for each candidate, and one for a name without any ---- */

static void add_parts(struct buf *b, const struct identity_match *c)
{
	struct buf cell = {0};

	for (size_t i = 0; c && i < c->score.nparts; i++) {
		buf_printf(&cell, "%s%.*s ", i > 0 ? "; " : "", STR_ARG(part_words(c, i)));
		tenths_print(&cell, weights[c->score.parts[i]].tenths, true);
	}
	cell_add(b, buf_str(&cell), true);
	buf_free(&cell);
}

static bool is_taken(const struct match_row *r, const struct identity_match *c)
{
	return (r->taken.found != IDENTITY_NONE && r->taken.subject == c->subject) ||
	       (r->taken.found == IDENTITY_TIE && r->taken.other == c->subject);
}

static void add_line(struct buf *b, const struct match_sheet *m, const struct match_row *r, const struct identity_match *c,
                     enum names_mode names)
{
	struct buf score = {0};

	cell_add(b, r->row->input->file, false);
	buf_printf(b, "%" PRIu64 ",", r->row->line);
	cell_add(b, names == NAMES_NEVER ? STR("") : r->row->shown, false);
	cell_add(b, c ? id_of(m, c->subject) : STR(""), false);
	if (c)
		tenths_print(&score, c->score.tenths, false);
	buf_printf(b, "%.*s,", STR_ARG(buf_str(&score)));
	buf_free(&score);
	cell_add(b, c ? str_of(identity_levels[c->level]) : STR("none"), false);
	cell_add(b, !c || !is_taken(r, c) ? STR("no") : r->taken.found == IDENTITY_TIE ? STR("tie") : STR("yes"), false);
	add_parts(b, c);
}

static bool print_csv(FILE *out, const struct match_sheet *m, const struct report_style *style)
{
	struct buf b = {0};
	bool written = true;

	buf_add(&b, STR("file,line,person,subject,score,level,taken,parts\r\n"));
	for (size_t i = 0; i < m->nrows && written; i++) {
		const struct match_row *r = &m->rows[i];

		for (size_t k = 0; k < r->ncandidates; k++)
			add_line(&b, m, r, &r->candidates[k], style->names);
		if (r->ncandidates == 0)
			add_line(&b, m, r, NULL, style->names);
		written = buf_write(out, &b);
	}
	written = written && buf_write(out, &b);
	buf_free(&b);
	return written;
}

const struct match_format match_formats[] = {
	{"text", print_text},
	{"json", print_json},
	{"csv", print_csv},
	{.name = NULL},
};

const struct match_format *match_find(struct str name)
{
	for (const struct match_format *f = match_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}
