/* Any text as a saved run: refused, or printed in every format, and its own JSON read again gives the same. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "report/redact.h"
#include "report/saved.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void print(struct buf *out, const struct run *run, const struct report_format *format)
{
	const struct report_style style = {.names = NAMES_ALWAYS, .group = GROUP_SUBJECT, .folder = STR("/")};
	char *text = NULL;
	size_t n = 0;
	FILE *file = open_memstream(&text, &n);

	assert(file && format->print(file, run, &style));
	fclose(file);
	buf_add(out, (struct str){text, n});
	free(text);
}

static void print_redacted(const struct run *run, const struct report_format *format)
{
	struct buf out = {0};
	struct arena arena;
	struct run shown;

	arena_init(&arena);
	struct redaction *r = redaction_open(run->plan, true, STR("a key that is long enough"), false, &arena);
	run_redact(&shown, run, r);
	print(&out, &shown, format);
	buf_free(&out);
	arena_free(&arena);
}

static void read_again(const struct buf *json, struct place place)
{
	struct buf again = {0};
	struct arena arena;
	struct diag diag;

	arena_init(&arena);
	diag_init(&diag, &arena);
	struct saved_run *saved = saved_run_open(buf_str(json), place, &diag);
	assert(saved);
	print(&again, saved_run_of(saved), report_find(STR("json")));
	assert(str_eq(buf_str(json), buf_str(&again)));
	saved_run_close(saved);
	buf_free(&again);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct source source = {.file = STR("run.json"), .text = {"", 0}};
	struct place place = {.source = &source};
	struct arena arena;
	struct diag diag;

	arena_init(&arena);
	diag_init(&diag, &arena);
	struct saved_run *saved = saved_run_open((struct str){(const char *)bytes, n}, place, &diag);
	assert((saved == NULL) == (diag.nerrors > 0));
	for (size_t i = 0; saved && report_formats[i].name; i++) {
		struct buf out = {0};
		print(&out, saved_run_of(saved), &report_formats[i]);
		if (strcmp(report_formats[i].name, "json") == 0)
			read_again(&out, place);
		buf_free(&out);
		print_redacted(saved_run_of(saved), &report_formats[i]);
	}
	if (saved)
		saved_run_close(saved);
	arena_free(&arena);
	return 0;
}
