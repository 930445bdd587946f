#include "base/diag.h"

#include <stdlib.h>

enum { LIMIT = 50 };

void diag_init(struct diag *d, struct arena *arena)
{
	*d = (struct diag){.arena = arena, .limit = LIMIT};
}

static struct str vprint(struct arena *a, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

static struct str vprint(struct arena *a, const char *format, va_list args)
{
	struct buf b = {0};
	struct str s;

	buf_vprintf(&b, format, args);
	s = str_dup(a, buf_str(&b));
	buf_free(&b);
	return s;
}

static bool keep(struct diag *d, enum diag_severity severity)
{
	switch (severity) {
	case DIAG_ERROR:
		d->dropped = d->nerrors++ >= d->limit;
		break;
	case DIAG_WARNING:
		d->dropped = d->nwarnings++ >= d->limit;
		break;
	case DIAG_NOTE:
		return !d->dropped;
	}
	d->untold += d->dropped;
	return !d->dropped;
}

static void add(struct diag *d, enum diag_severity severity, struct place place, const char *format, va_list args)
	__attribute__((format(printf, 4, 0)));

static void add(struct diag *d, enum diag_severity severity, struct place place, const char *format, va_list args)
{
	if (!keep(d, severity))
		return;
	*VEC_PUSH(d->arena, &d->entries) = (struct diag_entry){
		.severity = severity,
		.place = place,
		.message = vprint(d->arena, format, args),
	};
}

void diag_error(struct diag *d, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(d, DIAG_ERROR, place, format, args);
	va_end(args);
}

void diag_warning(struct diag *d, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(d, DIAG_WARNING, place, format, args);
	va_end(args);
}

void diag_note(struct diag *d, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(d, DIAG_NOTE, place, format, args);
	va_end(args);
}

void diag_join(struct diag *d, const struct diag *from)
{
	size_t errors = 0, warnings = 0;

	for (size_t i = 0; i < from->entries.n; i++) {
		const struct diag_entry *e = &from->entries.at[i];

		errors += e->severity == DIAG_ERROR;
		warnings += e->severity == DIAG_WARNING;
		if (!keep(d, e->severity))
			continue;
		*VEC_PUSH(d->arena, &d->entries) = (struct diag_entry){
			e->severity, e->place, str_dup(d->arena, e->message), str_dup(d->arena, e->help)};
	}
	d->nerrors += from->nerrors - errors;
	d->nwarnings += from->nwarnings - warnings;
	d->untold += from->untold;
	d->dropped = d->dropped || from->dropped;
}

void diag_help(struct diag *d, const char *format, ...)
{
	va_list args;

	if (d->dropped || d->entries.n == 0)
		return;
	va_start(args, format);
	d->entries.at[d->entries.n - 1].help = vprint(d->arena, format, args);
	va_end(args);
}

void diag_suggest(struct diag *d, struct str word, const struct str *candidates, size_t ncandidates)
{
	struct str near;

	if (d->dropped)
		return;
	near = suggest_nearest(word, candidates, ncandidates);
	if (near.n > 0)
		diag_help(d, "did you mean \"%.*s\"?", STR_ARG(near));
}

/* An entry with what it sorts by: a note goes with the entry that it follows. */
struct ranked {
	struct diag_entry entry;
	struct place place;
	size_t number;
};

static int place_cmp(struct place a, struct place b)
{
	int order;

	if (a.source == NULL || b.source == NULL)
		return (a.source != NULL) - (b.source != NULL);
	order = str_cmp(a.source->file, b.source->file);
	if (order != 0)
		return order;
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return (a.column > b.column) - (a.column < b.column);
}

static int ranked_cmp(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int order = place_cmp(a->place, b->place);

	return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

void diag_sort(struct diag *d)
{
	size_t n = d->entries.n;
	struct ranked *r;

	if (n < 2)
		return;
	r = arena_array(d->arena, n, sizeof *r);
	for (size_t i = 0; i < n; i++) {
		const struct diag_entry *e = &d->entries.at[i];
		bool follows = e->severity == DIAG_NOTE && i > 0;

		r[i] = (struct ranked){*e, follows ? r[i - 1].place : e->place, i};
	}
	qsort(r, n, sizeof *r, ranked_cmp);
	for (size_t i = 0; i < n; i++)
		d->entries.at[i] = r[i].entry;
}
