/* `ordercheck new feed`: a feed document out of what a file seems to hold. */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "draft.h"
#include "feed/feed.h"
#include "feed/header.h"

enum { FEW = 50 };

/* ---- names ---- */

/* bookings-2026-05-30.csv.gz: bookings-*.csv */
static struct str pattern_of(struct str base, struct arena *a)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0; i < base.n; i++) {
		char c = base.at[i];
		bool digit = c >= '0' && c <= '9';
		bool between = (c == '-' || c == '_') && b.n > 0 && b.at[b.n - 1] == '*' && i + 1 < base.n && base.at[i + 1] >= '0' && base.at[i + 1] <= '9';

		if (between || (digit && b.n > 0 && b.at[b.n - 1] == '*'))
			continue;
		buf_char(&b, digit || c == '*' || c == '?' ? '*' : c);
	}
	out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* Letters and digits of the stem, without its date; never the name of a type or of another feed. */
static struct str id_of(struct str stem, const struct plan *plan, struct arena *a)
{
	struct buf b = {0};
	struct str low = text_lower(a, stem), id;

	for (size_t i = 0; i < low.n; i++) {
		char c = low.at[i];
		if (c >= 'a' && c <= 'z')
			buf_char(&b, c);
		else if (b.n > 0 && b.at[b.n - 1] != '-')
			buf_char(&b, '-');
	}
	while (b.n > 0 && b.at[b.n - 1] == '-')
		b.n--;
	id = b.n > 0 ? str_dup(a, buf_str(&b)) : STR("my-feed");
	buf_free(&b);
	if (plan_find_type(plan, id) || str_eq_cstr(id, "place") || str_eq_cstr(id, "subject"))
		id = str_printf(a, "%.*s-feed", STR_ARG(id));
	return plan_find_feed(plan, id) ? str_printf(a, "%.*s-new", STR_ARG(id)) : id;
}

/* ---- keys ---- */

static void add_top(struct buf *b, const struct guess *g, const struct plan *plan, struct arena *a)
{
	buf_add(b, STR("# What the columns of "));
	draft_quoted(b, g->base);
	buf_printf(b, " seem to be, by their names and by %zu of %" PRIu64 " rows.\n", g->nsampled, g->nrows);
	buf_add(b, STR("# Nothing here is sure. Read each line, settle what is marked DOUBT, and take out what you do not need.\n"
	               "# `ordercheck explain FILE:2` then shows how a row is read.\n"));
	if (g->nbad > 0)
		buf_printf(b, "# DOUBT: %" PRIu64 " records could not be split as the header is, and will be rejected.\n", g->nbad);
	buf_add(b, STR("feed: "));
	draft_scalar(b, id_of(g->stem, plan, a));
	buf_printf(b, "\nevent: %.*s", STR_ARG(g->type->name));
	if (g->second)
		buf_printf(b, "   # DOUBT: %.*s fits nearly as well (--type %.*s)", STR_ARG(g->second->name), STR_ARG(g->second->name));
	buf_add(b, STR("\nfiles: "));
	draft_quoted(b, pattern_of(g->base, a));
	buf_add(b, STR("   # names of files that are read by it; packed ones too\n"));
}

static void add_shape(struct buf *b, const struct guess *g)
{
	if (g->skip > 0)
		buf_printf(b, "skip: %" PRIu64 "   # lines above the header\n", g->skip);
	if (!g->sep && g->delimiter != ',') {
		buf_add(b, STR("delimiter: "));
		draft_quoted(b, g->delimiter == '\t' ? STR("tab") : (struct str){&g->delimiter, 1});
		buf_char(b, '\n');
	}
	if (g->encoding.n > 0 && !g->marked)
		buf_printf(b, "encoding: %.*s   # DOUBT: it is no UTF-8; this is the commonest of the others\n", STR_ARG(g->encoding));
	if (g->decimal)
		buf_printf(b, "decimal: \"%c\"   # numbers have a comma before their decimals\n", g->decimal);
	if (g->thousands)
		buf_printf(b, "thousands: \"%c\"\n", g->thousands);
}

static void add_column(struct buf *b, const struct guess *g, size_t column)
{
	draft_scalar(b, g->names[column]);
}

static void add_formats(struct buf *b, const struct guess_read *r)
{
	if (r->nformats == 0)
		return;
	buf_add(b, r->nformats > 1 ? STR(", format: [") : STR(", format: "));
	for (size_t i = 0; i < r->nformats; i++) {
		buf_add(b, i > 0 ? STR(", ") : STR(""));
		draft_quoted(b, r->formats[i]);
	}
	buf_add(b, r->nformats > 1 ? STR("]") : STR(""));
}

/* ---- whose a row is ---- */

static void add_person(struct buf *b, const struct guess *g, const struct guess_way *w)
{
	bool mapped = w->read.nformats > 0;

	buf_add(b, STR("  - person: {family: "));
	add_column(b, g, w->column);
	if (w->given != HEADER_NONE) {
		buf_add(b, STR(", given: "));
		add_column(b, g, w->given);
	}
	buf_add(b, mapped ? STR(", born: {column: ") : STR(", born: "));
	add_column(b, g, w->born);
	if (mapped) {
		struct guess_read first = w->read;
		first.nformats = 1;
		add_formats(b, &first);
		buf_add(b, w->weak ? STR(", pivot: 1925}") : STR("}"));
	}
	buf_add(b, STR("}\n"));
	if (w->read.nread < w->read.nfilled)
		buf_printf(b, "    # DOUBT: %zu of %zu dates of birth are read by it\n", w->read.nread, w->read.nfilled);
	if (w->read.either)
		buf_add(b, STR("    # DOUBT: day and month could change places in every date of birth\n"));
}

static void add_way(struct buf *b, const struct guess *g, const struct guess_way *w)
{
	switch (w->kind) {
	case WAY_REFERENCE:
		buf_add(b, STR("  - reference: "));
		add_column(b, g, w->column);
		if (w->nknown > 0)
			buf_printf(b, "   # %zu of the sample's rows name a subject of the documents", w->nknown);
		else if (w->weak)
			buf_add(b, STR("   # DOUBT: nothing says that this column holds the ids of subjects"));
		buf_char(b, '\n');
		break;
	case WAY_IDENTIFIER:
		buf_printf(b, "  - identifier: {%.*s: ", STR_ARG(w->identifier));
		add_column(b, g, w->column);
		buf_add(b, STR("}\n"));
		break;
	case WAY_PERSON:
		add_person(b, g, w);
		break;
	}
}

static void add_ways(struct buf *b, const struct guess *g)
{
	buf_add(b, STR("subject:   # whom a row is about: the first of these that names somebody decides\n"));
	for (size_t i = 0; i < g->nways; i++)
		add_way(b, g, &g->ways[i]);
}

/* ---- fields ---- */

static void add_read(struct buf *b, const struct guess_field *f)
{
	const struct guess_read *r = &f->read;

	if (f->weak)
		buf_add(b, STR("  # DOUBT: the column's name is only like the field's\n"));
	if (r->nread < r->nfilled)
		buf_printf(b, "  # DOUBT: %zu of %zu cells of the sample are read; the rows of the others will be rejected\n", r->nread, r->nfilled);
	if (r->either)
		buf_add(b, STR("  # DOUBT: day and month could change places in every cell; this takes the day first, as British feeds do\n"));
	else if (r->nday_first > 0)
		buf_printf(b, "  # day and month: %zu cell%s can be read in this order alone\n", r->nday_first,
		           r->nday_first == 1 ? "" : "s");
}

static void add_words(struct buf *b, const struct guess_field *f)
{
	bool any = false;

	for (size_t i = 0; i < f->nwords; i++) {
		if (f->words[i].to.n == 0)
			continue;
		buf_add(b, any ? STR(", ") : STR(", map: {"));
		draft_quoted(b, f->words[i].from);
		buf_printf(b, ": %.*s", STR_ARG(f->words[i].to));
		any = true;
	}
	buf_add(b, any ? STR("}") : STR(""));
}

static void add_unknown_words(struct buf *b, const struct guess_field *f, const struct event_field *field)
{
	size_t n = 0;

	for (size_t i = 0; i < f->nwords; i++)
		n += f->words[i].to.n == 0;
	if (f->nwords > n)
		buf_add(b, STR("  # DOUBT: what `map` says of the codes is a guess\n"));
	if (n == 0)
		return;
	buf_add(b, STR("  # DOUBT: say in `map` what these stand for, or their rows will be rejected:"));
	for (size_t i = 0; i < f->nwords; i++) {
		if (f->words[i].to.n > 0)
			continue;
		buf_char(b, ' ');
		draft_quoted(b, f->words[i].from);
	}
	buf_add(b, STR("\n  #   the words are"));
	for (size_t i = 0; i < field->type.nwords; i++)
		buf_printf(b, " %.*s", STR_ARG(field->type.words[i]));
	buf_char(b, '\n');
}

static bool bare(const struct guess_field *f)
{
	bool words = false;

	for (size_t i = 0; i < f->nwords; i++)
		words |= f->words[i].to.n > 0;
	return f->ncolumns == 1 && f->read.nformats == 0 && !f->unit && !f->type && !words;
}

static void add_field(struct buf *b, const struct guess *g, const struct guess_field *f)
{
	const struct event_field *field = &g->type->fields[f->field];

	add_read(b, f);
	add_unknown_words(b, f, field);
	buf_printf(b, f->left ? "  # %.*s: " : "  %.*s: ", STR_ARG(field->name));
	if (bare(f)) {
		add_column(b, g, f->columns[0]);
		buf_char(b, '\n');
		return;
	}
	buf_add(b, f->ncolumns == 1 ? STR("{column: ") : STR("{columns: ["));
	for (size_t i = 0; i < f->ncolumns; i++) {
		buf_add(b, i > 0 ? STR(", ") : STR(""));
		add_column(b, g, f->columns[i]);
	}
	buf_add(b, f->ncolumns == 1 ? STR("") : STR("]"));
	add_formats(b, &f->read);
	if (f->unit)
		buf_printf(b, ", unit: %s", f->unit->name);
	if (f->type)
		buf_printf(b, ", type: %s", f->type);
	add_words(b, f);
	buf_add(b, STR("}\n"));
}

/* ---- the rest ---- */

static void add_key(struct buf *b, const struct guess *g)
{
	if (g->nkey == 0) {
		buf_add(b, STR("# key: [COLUMN]   # what tells one record from another; without it equal rows of two files are one\n"));
		return;
	}
	if (g->key_repeats)
		buf_add(b, STR("# DOUBT: rows of the sample share these; as the key only the latest of each would count, even if they are\n"
		               "# different records. Take the # away only if later rows correct earlier ones.\n# "));
	else
		buf_printf(b, "# Of rows that share these, in any file, only the latest counts. No two of the %zu rows that were looked at do.\n%s",
		           g->nsampled, g->nsampled < FEW ? "# DOUBT: these are few rows to tell by\n" : "");
	buf_add(b, STR("key: ["));
	for (size_t i = 0; i < g->nkey; i++) {
		buf_add(b, i > 0 ? STR(", ") : STR(""));
		add_column(b, g, g->key[i]);
	}
	buf_add(b, STR("]\n"));
}

static bool is_read(const struct guess *g, size_t column)
{
	bool read = false;

	for (size_t i = 0; i < g->nfields; i++)
		for (size_t k = 0; k < g->fields[i].ncolumns; k++)
			read |= g->fields[i].columns[k] == column;
	for (size_t i = 0; i < g->nways; i++)
		read |= g->ways[i].column == column || g->ways[i].given == column || g->ways[i].born == column;
	for (size_t i = 0; i < g->nkey; i++)
		read |= g->key[i] == column;
	return read;
}

static void add_unread(struct buf *b, const struct guess *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->ncolumns; i++) {
		if (is_read(g, i) || g->names[i].n == 0)
			continue;
		buf_add(b, n++ == 0 ? STR("# Not read: ") : n % 6 == 0 ? STR(",\n#   ") : STR(", "));
		draft_quoted(b, g->names[i]);
		buf_add(b, g->twice[i] ? STR(" (two columns are called so)") : STR(""));
	}
	buf_add(b, n > 0 ? STR("\n") : STR(""));
}

void draft_feed_document(struct buf *b, const struct guess *g, const struct plan *plan, struct arena *a)
{
	add_top(b, g, plan, a);
	add_shape(b, g);
	add_ways(b, g);
	buf_printf(b, "fields:   # `ordercheck explain %.*s` lists all that there are\n", STR_ARG(g->type->name));
	for (size_t i = 0; i < g->nfields; i++)
		add_field(b, g, &g->fields[i]);
	add_key(b, g);
	buf_printf(b, "zone: %.*s   # of times without an offset\n", STR_ARG(plan->zone.name));
	buf_add(b, STR("# covers: as-of   # complete to the time of judging; by default no further than its newest row\n"
	               "# rows: 1..       # fewer, or a newest row older than `fresh`: what needs the feed is blind, and the run says so\n"
	               "# fresh: 2d\n"));
	add_unread(b, g);
}

/* ---- the command ---- */

static const struct event_type *named_type(bool *good, const struct plan *plan, struct str name, struct diag *d)
{
	struct str *names = arena_array(d->arena, plan->ntypes, sizeof *names);
	const struct event_type *type = name.n > 0 ? plan_find_type(plan, name) : NULL;

	*good = name.n == 0 || type;
	if (*good)
		return type;
	for (size_t i = 0; i < plan->ntypes; i++)
		names[i] = plan->types[i]->name;
	diag_error(d, NOWHERE, "there is no event type \"%.*s\"", STR_ARG(name));
	diag_suggest(d, name, names, plan->ntypes);
	return NULL;
}

static bool one_file(struct call *c)
{
	if (c->args.operands.n == 1 && !str_eq_cstr(c->args.operands.at[0], "-"))
		return true;
	diag_error(c->diag, NOWHERE, "new feed takes one file, which it reads twice");
	diag_help(c->diag, "ordercheck new feed FILE.csv");
	return false;
}

bool draft_feed(struct buf *b, struct call *c)
{
	struct project p;
	struct guess g;
	bool good;

	if (!one_file(c) || !draft_open(&p, c) || !project_compile(&p, c))
		return false;
	const struct event_type *only = named_type(&good, &p.plan, option_last(&c->args, OPT_TYPE), c->diag);
	if (!good || !feed_guess(&g, str_cstr(c->arena, c->args.operands.at[0]), only, &p.plan, c->arena, c->diag))
		return false;
	draft_feed_document(b, &g, &p.plan, c->arena);
	return draft_loads(c, buf_str(b));
}
