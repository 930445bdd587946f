/* What is said on stderr. */
#include <stdio.h>

#include "base/text.h"
#include "call.h"

__attribute__((format(printf, 2, 0)))
static void say(const char *before, const char *format, va_list args)
{
	struct buf raw = {0}, line = {0};

	buf_vprintf(&raw, format, args);
	buf_add(&line, str_of(before));
	text_escape(&line, buf_str(&raw));
	buf_char(&line, '\n');
	fwrite(line.at, 1, line.n, stderr);
	buf_free(&raw);
	buf_free(&line);
}

void tell(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say("ordercheck: ", format, args);
	va_end(args);
}

void tell_plain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say("", format, args);
	va_end(args);
}

static void render(struct buf *out, const struct diag_entry *e)
{
	if (e->place.source) {
		diag_render(out, e);
		return;
	}
	buf_add(out, STR("ordercheck: "));
	if (e->severity != DIAG_ERROR)
		buf_add(out, e->severity == DIAG_WARNING ? STR("warning: ") : STR("note: "));
	text_escape(out, e->message);
	buf_char(out, '\n');
	if (e->help.n > 0) {
		buf_add(out, STR("  help: "));
		text_escape(out, e->help);
		buf_char(out, '\n');
	}
}

void diag_tell(struct diag *d, bool quiet)
{
	struct buf out = {0};
	size_t nerrors = 0;

	diag_sort(d);
	for (size_t i = 0; i < d->entries.n; i++) {
		nerrors += d->entries.at[i].severity == DIAG_ERROR;
		if (!quiet || d->entries.at[i].severity == DIAG_ERROR)
			render(&out, &d->entries.at[i]);
	}
	fwrite(out.n > 0 ? out.at : "", 1, out.n, stderr);
	buf_free(&out);
	if (d->nerrors > nerrors)
		tell("%zu errors; the first %zu are shown", d->nerrors, nerrors);
	else if (nerrors > 1)
		tell("%zu errors", nerrors);
}
