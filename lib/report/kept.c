#include "report/kept.h"

#include <inttypes.h>

#include "base/text.h"
#include "report/formats.h"
#include "report/object.h"

static void add_line(struct buf *out, struct buf *words)
{
	text_escape(out, buf_str(words));
	buf_char(out, '\n');
	buf_clear(words);
}

/* As check tells a reject, and below it whose it is and the row. */
static void text_all(struct buf *out, const struct kept_reject *all, size_t n, bool quiet)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		const struct kept_reject *r = &all[i];
		buf_printf(&b, "%.*s:%" PRIu64 ": %.*s%s%.*s", STR_ARG(r->file), r->line, STR_ARG(r->column), r->column.n > 0 ? ": " : "",
		           STR_ARG(r->reason));
		add_line(out, &b);
		buf_printf(&b, "  run %" PRIu64 ", feed %.*s, of %.*s", r->run, STR_ARG(r->feed), STR_ARG(r->subject.n > 0 ? r->subject : STR("nobody known")));
		add_line(out, &b);
		buf_printf(&b, "  %.*s", STR_ARG(r->row.n > 0 ? r->row : STR("(the row is not kept)")));
		add_line(out, &b);
	}
	if (!quiet)
		buf_printf(out, "%zu rejected row%s\n", n, n == 1 ? "" : "s");
	buf_free(&b);
}

static void lines_all(struct buf *out, const struct kept_reject *all, size_t n, bool quiet)
{
	(void)quiet;
	for (size_t i = 0; i < n; i++) {
		struct object *o = object_new();
		object_text(o, "schema", STR("ordercheck/kept-reject/1"));
		object_count(o, "run", (int64_t)all[i].run);
		object_text(o, "feed", all[i].feed);
		object_text(o, "file", all[i].file);
		object_text(o, "sha256", all[i].sha256);
		object_count(o, "line", (int64_t)all[i].line);
		object_text(o, "subject", all[i].subject);
		object_text(o, "column", all[i].column);
		object_text(o, "reason", all[i].reason);
		object_text(o, "row", all[i].row);
		object_print(out, o);
	}
}

static void csv_all(struct buf *out, const struct kept_reject *all, size_t n, bool quiet)
{
	(void)quiet;
	buf_add(out, STR("run,feed,file,line,subject,column,reason,row\r\n"));
	for (size_t i = 0; i < n; i++) {
		const struct kept_reject *r = &all[i];
		buf_printf(out, "%" PRIu64 ",", r->run);
		cell_add(out, r->feed, false);
		cell_add(out, r->file, false);
		buf_printf(out, "%" PRIu64 ",", r->line);
		cell_add(out, r->subject, false);
		cell_add(out, r->column, false);
		cell_add(out, r->reason, false);
		cell_add(out, r->row, true);
	}
}

const struct kept_format kept_formats[] = {{"text", text_all}, {"jsonl", lines_all}, {"csv", csv_all}, {NULL, NULL}};

const struct kept_format *kept_format_find(struct str name)
{
	for (const struct kept_format *f = kept_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}

void kept_redact(struct kept_reject *out, const struct redaction *r)
{
	redact_reject_words(&out->feed, &out->column, &out->reason, r);
	out->file = redact_path(r, out->file);
	out->sha256 = STR("");
	out->subject = out->subject.n > 0 ? redact_subject_id(r, out->subject) : out->subject;
	out->row = out->row.n > 0 ? STR("[withheld]") : out->row;
}
