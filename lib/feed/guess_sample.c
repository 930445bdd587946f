/* How a file is written, and a sample of its rows. */
#include <stdlib.h>
#include <string.h>

#include "feed/guess_parts.h"

enum { HEAD = 262144, HEAD_ROWS = 60, CELL_MAX = 120 };

static bool cannot(struct guessing *g, const char *path, const char *why)
{
	diag_error(g->diag, (struct place){0}, "%s %s", path, why);
	return false;
}

/* The first bytes as text, by the encoding of the shape. */
static bool read_head(struct buf *head, struct guessing *g, const char *path)
{
	struct input in;
	char hex[65];
	size_t got = 1;
	bool good = true;

	buf_clear(head);
	if (!input_open(&in, path, g->shape.encoding, false))
		return cannot(g, path, str_cstr(g->arena, str_printf(g->arena, "cannot be read: %s", in.why)));
	while (good && got > 0 && head->n < HEAD) {
		good = input_read(&got, &in, buf_room(head, HEAD), HEAD);
		head->n += got;
	}
	if (!good)
		cannot(g, path, str_cstr(g->arena, str_printf(g->arena, "cannot be read: %s", in.why)));
	g->out->marked = in.read_as.n > 0 && !str_eq(in.read_as, STR("utf-8")) && g->shape.encoding.n == 0;
	if (g->out->marked)
		g->out->encoding = in.read_as;
	input_close(&in, hex);
	return good;
}

/* UTF-16 without a mark has a nought in every other byte. */
static struct str without_mark(struct str head)
{
	size_t even = 0, odd = 0, n = head.n < 4096 ? head.n : 4096;

	for (size_t i = 0; i < n; i++) {
		even += i % 2 == 0 && head.at[i] == '\0';
		odd += i % 2 == 1 && head.at[i] == '\0';
	}
	if (odd > n / 4 && even < n / 16)
		return STR("utf-16le");
	return even > n / 4 && odd < n / 16 ? STR("utf-16be") : (struct str){NULL, 0};
}

/* ---- delimiter and header ---- */

struct head_row {
	uint64_t line;
	size_t width, nfilled;
	bool bare; /* a cell is a number or a date: no header */
};

struct head_rows {
	struct head_row at[HEAD_ROWS];
	size_t n, mode, nmode; /* the commonest width, and how many have it */
};


static bool looks_bare(struct str cell)
{
	size_t ndigits = 0;

	for (size_t i = 0; i < cell.n; i++)
		ndigits += cell.at[i] >= '0' && cell.at[i] <= '9';
	return ndigits > 0 && ndigits * 2 >= cell.n;
}

static struct head_row head_row_of(const struct row *row)
{
	struct head_row r = {.line = row->line, .width = row->nfields};

	for (size_t i = 0; i < row->nfields; i++) {
		struct str cell = str_trim(row->fields[i]);
		r.nfilled += cell.n > 0;
		r.bare |= looks_bare(cell);
	}
	return r;
}

static void find_mode(struct head_rows *h)
{
	for (size_t i = 0; i < h->n; i++) {
		size_t same = 0;
		for (size_t k = 0; k < h->n; k++)
			same += h->at[k].width == h->at[i].width;
		if (same > h->nmode || (same == h->nmode && h->at[i].width > h->mode)) {
			h->mode = h->at[i].width;
			h->nmode = same;
		}
	}
}

static struct head_rows split_head(struct str head, char delimiter)
{
	struct head_rows h = {.n = 0};
	struct input in;
	struct row row;
	char hex[65];
	bool cut = head.n >= HEAD;

	input_open_memory(&in, head, (struct str){NULL, 0});
	struct scanner *s = scanner_open(&in);
	scanner_delimit(s, delimiter);
	while (h.n < HEAD_ROWS) {
		enum row_found found = scanner_next(&row, s);
		if (found == ROW_END || found == ROW_BROKEN)
			break;
		if (found == ROW_GOOD && row.nfields > 0)
			h.at[h.n++] = head_row_of(&row);
	}
	scanner_close(s);
	input_close(&in, hex);
	if (cut && h.n > 1 && h.n < HEAD_ROWS)
		h.n--;
	find_mode(&h);
	return h;
}

/* Rows that agree in a width above one; the header's own count settles a tie. */
static char find_delimiter(struct head_rows *best, struct str head)
{
	static const char known[] = {',', ';', '|', '\t'};
	char chosen = ',';
	size_t most = 0;

	for (size_t i = 0; i < sizeof known; i++) {
		struct head_rows h = split_head(head, known[i]);
		size_t score = h.mode > 1 ? h.nmode * 1000 + h.mode : 0;

		if (i > 0 && score <= most)
			continue;
		most = score;
		chosen = known[i];
		*best = h;
	}
	return chosen;
}

/* The first row of the common width that is filled for the most part and has no bare number: 0, if there is none. */
static uint64_t find_header(const struct head_rows *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->at[i].width == h->mode && h->at[i].nfilled * 5 >= h->mode * 3 && !h->at[i].bare)
			return h->at[i].line;
	return 0;
}

/* Blank lines alone above the header need no skip. */
static bool all_blank(struct str head, uint64_t nlines)
{
	for (size_t i = 0; i < head.n && nlines > 0; i++) {
		if (head.at[i] == '\n' || (head.at[i] == '\r' && (i + 1 == head.n || head.at[i + 1] != '\n')))
			nlines--;
		else if (head.at[i] != ' ' && head.at[i] != '\t' && head.at[i] != '\r')
			return false;
	}
	return true;
}

static struct str first_line(struct str head)
{
	size_t n = 0;

	while (n < head.n && head.at[n] != '\n' && head.at[n] != '\r')
		n++;
	return str_cut(head, 0, n);
}

static bool find_shape(struct guessing *g, struct str head, const char *path)
{
	struct guess *o = g->out;
	struct str line = first_line(head);
	char sep = header_sep(line);
	struct head_rows h = {.n = 0};
	uint64_t at;

	o->sep = sep != '\0';
	o->delimiter = sep ? sep : find_delimiter(&h, head);
	if (sep)
		h = split_head(str_from(head, line.n), sep);
	if (h.n == 0)
		return cannot(g, path, "has no header");
	at = find_header(&h);
	if (at == 0)
		return cannot(g, path, "has no line that could be a header: names of columns, without numbers in them");
	if (!sep && at > 1 && !all_blank(head, at - 1))
		o->skip = at - 1;
	g->shape.delimiter = sep ? '\0' : o->delimiter;
	g->shape.skip = o->skip;
	return true;
}

/* ---- the sample ---- */

static const struct str *keep_cells(struct guessing *g, const struct row *row)
{
	struct str *cells = arena_array(g->arena, g->header.n, sizeof *cells);

	for (size_t i = 0; i < g->header.n; i++) {
		struct str cell = str_trim(row->fields[i]);
		if (cell.n <= CELL_MAX && text_valid(NULL, cell))
			cells[i] = str_dup(g->arena, cell);
	}
	return cells;
}

/* Every stride-th row; when the sample is full every other one of it goes. */
static void take_sample(struct guessing *g, const struct row *row, uint64_t *stride)
{
	uint64_t number = g->out->nrows - 1;

	if (number % *stride != 0)
		return;
	if (g->nrows == GUESS_SAMPLE) {
		for (size_t i = 0; i < GUESS_SAMPLE / 2; i++)
			g->rows[i] = g->rows[2 * i];
		g->nrows = GUESS_SAMPLE / 2;
		*stride *= 2;
		if (number % *stride != 0)
			return;
	}
	g->rows[g->nrows++] = keep_cells(g, row);
}

/* False: a row, or the header, is no UTF-8. */
static bool scan_rows(struct guessing *g, struct scanner *s, bool any)
{
	struct row row;
	uint64_t stride = 1;

	for (;;) {
		enum row_found found = scanner_next(&row, s);
		if (found == ROW_END || found == ROW_BROKEN)
			return true;
		if (!any && !text_valid(NULL, row.bytes))
			return false;
		if (found == ROW_BAD) {
			g->out->nbad++;
		} else if (!header_again(&g->header, &row)) {
			g->out->nrows++;
			take_sample(g, &row, &stride);
		}
	}
}

/* sure: the encoding is not in question. *again: it is no UTF-8. */
static bool scan_file(struct guessing *g, const char *path, bool sure, bool *again)
{
	struct input in;
	struct diag quiet;
	char hex[65];

	*again = false;
	g->nrows = 0;
	g->out->nrows = g->out->nbad = 0;
	diag_init(&quiet, g->arena);
	if (!input_open(&in, path, g->shape.encoding, false))
		return cannot(g, path, "cannot be read");
	struct scanner *s = scanner_open(&in);
	bool good = header_read(&g->header, s, &g->shape, (struct place){0}, g->arena, sure ? g->diag : &quiet);
	*again = !sure && (!good || !scan_rows(g, s, false));
	if (sure && good)
		scan_rows(g, s, true);
	if (in.why) {
		*again = false;
		good = cannot(g, path, str_cstr(g->arena, str_printf(g->arena, "cannot be read: %s", in.why)));
	}
	scanner_close(s);
	input_close(&in, hex);
	return good || *again;
}

static void take_header(struct guessing *g)
{
	struct guess *o = g->out;

	o->names = g->header.names;
	o->twice = g->header.twice;
	o->ncolumns = g->header.n;
	o->nsampled = g->nrows;
	g->tokens = arena_array(g->arena, o->ncolumns, sizeof *g->tokens);
	g->taken = arena_array(g->arena, o->ncolumns, sizeof *g->taken);
	for (size_t i = 0; i < o->ncolumns; i++)
		g->tokens[i] = guess_tokenise(o->names[i], g->arena);
}

bool guess_sample(struct guessing *g, const char *path)
{
	struct buf head = {0};
	bool again, good = read_head(&head, g, path);

	g->rows = arena_array(g->arena, GUESS_SAMPLE, sizeof *g->rows);
	if (good && !g->out->marked) {
		g->shape.encoding = without_mark(buf_str(&head));
		good = g->shape.encoding.n == 0 || read_head(&head, g, path);
	}
	if (good && head.n == 0)
		good = cannot(g, path, "is empty: not even a header");
	good = good && find_shape(g, buf_str(&head), path);
	buf_free(&head);
	good = good && scan_file(g, path, g->shape.encoding.n > 0 || g->out->marked, &again);
	if (good && again) {
		g->shape.encoding = STR("windows-1252");
		good = scan_file(g, path, true, &again);
	}
	if (!good)
		return false;
	if (g->shape.encoding.n > 0)
		g->out->encoding = g->shape.encoding;
	take_header(g);
	return true;
}
