#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { FIRST_MS = 1000, EVERY_MS = 200, EVERY_LINE_MS = 5000, BAR = 20, WIDTH = 80 };

/* ---- the line ---- */

/* 1,204,331 */
static void add_number(struct buf *out, uint64_t n)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%" PRIu64, n);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			buf_char(out, ',');
		buf_char(out, digits[i]);
	}
}

static void add_left(struct buf *out, double seconds)
{
	if (seconds < 60)
		buf_printf(out, ", %.0f s left", seconds);
	else if (seconds < 3600)
		buf_printf(out, ", %.0f min %02.0f s left", (double)(int)(seconds / 60), seconds - 60 * (int)(seconds / 60));
	else
		buf_printf(out, ", over %d h left", (int)(seconds / 3600 < 1000 ? seconds / 3600 : 1000));
}

static void add_share(struct buf *out, double share)
{
	int full = (int)(share * BAR);

	buf_add(out, STR(" ["));
	for (int i = 0; i < BAR; i++)
		buf_char(out, i < full ? '#' : '.');
	buf_printf(out, "] %3.0f %%", share * 100);
}

/* To three figures: 1,230,000 rows/s, 12 rows/s. */
static void add_rate(struct buf *out, double rate, const char *unit)
{
	uint64_t whole = rate < 1e15 ? (uint64_t)rate : UINT64_C(1000000000000000), step = 1;

	while (whole / step >= 1000)
		step *= 10;
	buf_add(out, STR(", "));
	add_number(out, whole / step * step);
	buf_printf(out, " %s/s", unit);
}

void progress_line(struct buf *out, const struct progress *p, double seconds, size_t width)
{
	uint64_t count = atomic_load(&p->count), measure = atomic_load(&p->measure);
	double share = p->total > 0 ? (double)measure / (double)p->total : 0;
	size_t before = out->n;

	buf_add(out, str_of(p->what));
	if (p->total > 0)
		add_share(out, share > 1 ? 1 : share);
	buf_char(out, ' ');
	add_number(out, count);
	buf_printf(out, " %s", p->unit);
	if (seconds > 0)
		add_rate(out, (double)count / seconds, p->unit);
	if (share > 0 && share < 1)
		add_left(out, seconds / share * (1 - share));
	if (out->n - before > width)
		out->n = before + width;
}

/* ---- on stderr ---- */

static size_t stderr_width(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1U : WIDTH - 1;
}

static bool is_dumb(void)
{
	const char *term = getenv("TERM");

	return term && strcmp(term, "dumb") == 0;
}

void progress_begin(struct progress *p, const struct call *c, const char *what, const char *unit, uint64_t total)
{
	struct str when = option_last(&c->args, OPT_PROGRESS);
	bool terminal = isatty(STDERR_FILENO) == 1 && !is_dumb();

	*p = (struct progress){.what = what, .unit = unit, .total = total, .start = call_elapsed(), .lines = !terminal};
	atomic_init(&p->count, 0);
	atomic_init(&p->measure, 0);
	atomic_init(&p->due, FIRST_MS);
	p->shown = str_eq_cstr(when, "always") || (terminal && !str_eq_cstr(when, "never") && !option_has(&c->args, OPT_QUIET));
}

static void show(const struct progress *p, double seconds)
{
	struct buf line = {0};

	if (!p->lines)
		buf_char(&line, '\r');
	progress_line(&line, p, seconds, stderr_width());
	buf_add(&line, p->lines ? STR("\n") : STR("\033[K"));
	fwrite(line.at, 1, line.n, stderr);
	buf_free(&line);
}

/* One thread writes it; the others go on. */
void progress_add(struct progress *p, uint64_t count, uint64_t measure)
{
	if (!p->shown)
		return;
	atomic_fetch_add(&p->count, count);
	atomic_fetch_add(&p->measure, measure);
	double seconds = call_elapsed() - p->start;
	unsigned long long due = atomic_load(&p->due), now = (unsigned long long)(seconds * 1000);
	if (now >= due && atomic_compare_exchange_strong(&p->due, &due, now + (p->lines ? EVERY_LINE_MS : EVERY_MS)))
		show(p, seconds);
}

void progress_end(struct progress *p)
{
	if (p->shown && !p->lines && atomic_load(&p->due) != FIRST_MS)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
