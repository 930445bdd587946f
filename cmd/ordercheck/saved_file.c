#include "saved_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "logged.h"
#include "store/printed.h"

enum { CHUNK = 1 << 16 };
static const size_t run_most = (size_t)1 << 30;

static bool read_all(struct buf *out, const char *path, struct call *c)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	size_t got = 1;

	while (file && got > 0 && out->n < run_most) {
		got = fread(buf_room(out, CHUNK), 1, CHUNK, file);
		out->n += got;
	}
	bool good = file && !ferror(file) && got == 0;
	if (!good)
		diag_error(c->diag, NOWHERE, "%s cannot be read: %s", path, out->n >= run_most ? "it is too large" : strerror(errno));
	if (file && file != stdin)
		fclose(file);
	return good;
}

bool saved_file_read(struct buf *out, struct place *place, struct call *c, struct str path)
{
	struct source *source = ARENA_NEW(c->arena, struct source);

	*source = (struct source){.file = path, .text = {"", 0}};
	*place = (struct place){.source = source};
	return read_all(out, str_cstr(c->arena, path), c);
}

struct saved_run *saved_file_open(struct call *c, struct str path, char *sha256)
{
	struct saved_run *saved = NULL;
	struct buf text = {0};
	struct place place;

	if (saved_file_read(&text, &place, c, path))
		saved = saved_run_open(buf_str(&text), place, c->diag);
	if (saved && sha256) {
		struct digest d = digest_of(buf_str(&text));
		digest_hex(sha256, 64, &d);
	}
	buf_free(&text);
	return saved;
}

static bool read_run(uint64_t *run, struct call *c)
{
	struct str text = option_last(&c->args, OPT_RUN);

	if (!str_to_u64(run, text) || *run > INT64_MAX) {
		diag_error(c->diag, NOWHERE, "--run takes the number of a run, not \"%.*s\"", STR_ARG(text));
		return false;
	}
	if (option_has(&c->args, OPT_STORE))
		return true;
	diag_error(c->diag, NOWHERE, "--run needs a store: --store FILE");
	return false;
}

struct saved_run *saved_store_open(struct call *c, bool *silent)
{
	struct source *source = ARENA_NEW(c->arena, struct source);
	struct saved_run *saved = NULL;
	struct str path = option_last(&c->args, OPT_STORE);
	struct buf json = {0};
	uint64_t run;

	if (!read_run(&run, c))
		return NULL;
	*source = (struct source){.file = str_printf(c->arena, "run %llu of %.*s", (unsigned long long)run, STR_ARG(path))};
	struct store *s = store_open(str_cstr(c->arena, path), STORE_READ, LOGGED_WAIT, c->arena, c->diag);
	if (s && printed_get(&json, silent, s, (int64_t)run))
		saved = saved_run_open(buf_str(&json), (struct place){.source = source}, c->diag);
	store_close(s);
	buf_free(&json);
	*silent = saved && *silent && saved_run_of(saved)->ntold == 0;
	return saved;
}
