/* Any text as ordercheck.yaml: settings within their bounds, or every mistake told. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "book/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static char folder[] = "/dev/shm/settings-fuzz-XXXXXX";

static void put(struct str text)
{
	static bool made;

	if (!made && (!mkdtemp(folder) || chdir(folder) != 0))
		abort();
	made = true;
	int fd = open("ordercheck.yaml", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || (text.n > 0 && write(fd, text.at, text.n) != (ssize_t)text.n))
		abort();
	close(fd);
}

static void tell_list(struct buf *out, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		assert(text_valid(NULL, list[i]));
		buf_printf(out, "%.*s,", STR_ARG(list[i]));
	}
	buf_char(out, '\n');
}

static void tell(struct buf *out, const struct settings *s)
{
	tell_list(out, s->orders, s->norders);
	tell_list(out, s->feeds, s->nfeeds);
	tell_list(out, s->schemes, s->nschemes);
	tell_list(out, s->read_outside, s->nread_outside);
	for (size_t i = 0; i < s->nholidays; i++)
		buf_printf(out, "%d ", s->holidays[i]);
	assert(s->within.months >= 0 && s->within.days >= 0 && s->within.ms >= 0);
	assert(s->retain_after_order.months >= 0 && s->retain_clear.months >= 0);
	duration_print(out, s->within);
	buf_printf(out, " %.*s %.*s %d %lld %lld\n", STR_ARG(s->zone), STR_ARG(s->store), s->reason_required,
	           (long long)s->match_strong, (long long)s->match_possible);
}

static void load(struct buf *out)
{
	struct settings s;
	struct arena arena;
	struct diag diag;

	arena_init(&arena);
	diag_init(&diag, &arena);
	bool good = settings_load(&s, STR("."), &arena, &diag);
	assert(s.found && good == (diag.nerrors == 0));
	if (good)
		tell(out, &s);
	for (size_t i = 0; i < diag.entries.n; i++)
		diag_render(out, &diag.entries.at[i]);
	assert(text_valid(NULL, buf_str(out)));
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf once = {0}, again = {0};

	put((struct str){(const char *)bytes, n});
	load(&once);
	load(&again);
	assert(str_eq(buf_str(&once), buf_str(&again)));
	buf_free(&once);
	buf_free(&again);
	return 0;
}
