#define _GNU_SOURCE /* memmem */

#include "yaml/bytes.h"

#include <string.h>

#include "base/text.h"

enum { STEP = 256, BLOCK = 64, TAG_DIRECTIVES_MAX = 64 };

static const char save_as_utf8[] = "save the file as UTF-8";

static struct place whole_file(const struct source *s)
{
	return (struct place){.source = s};
}

/* UTF-16 and UTF-32 by their byte order marks, or by the NUL bytes of their first letters. */
static bool wide_encoding(struct str t)
{
	if (t.n < 2)
		return false;
	bool mark = memcmp(t.at, "\xFF\xFE", 2) == 0 || memcmp(t.at, "\xFE\xFF", 2) == 0;
	return mark || t.at[0] == 0 || t.at[1] == 0;
}

static bool continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The characters that YAML lets stand nowhere, not even in quotes. t is well-formed. */
static bool forbidden(struct str t, size_t i)
{
	unsigned char c = (unsigned char)t.at[i];
	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	if (c == 0xC2) {
		unsigned char next = (unsigned char)t.at[i + 1];
		return next < 0xA0 && next != 0x85;
	}
	if (c == 0xEF && (unsigned char)t.at[i + 1] == 0xBF)
		return (unsigned char)t.at[i + 2] >= 0xBE;
	return c == 0x7F;
}

/* Is there anything but blanks, line ends and the printable characters of ASCII? Looks at all of them, so that
 * the compiler can take many at a time. */
static bool unusual(const char *at, size_t n)
{
	unsigned found = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)at[i];
		found |= (unsigned)((c < 0x20) & (c != '\t') & (c != '\n') & (c != '\r')) | (c >= 0x7F);
	}
	return found != 0;
}

/* From `from` on; the end where there is none. */
static size_t find_forbidden(struct str t, size_t from)
{
	for (size_t i = from; i < t.n; i++) {
		while (t.n - i > BLOCK && !unusual(t.at + i, BLOCK))
			i += BLOCK;
		if (forbidden(t, i))
			return i;
	}
	return t.n;
}

static bool check_characters(const struct yaml_bytes *b, struct diag *d)
{
	struct str t = str_cut(b->source->text, 0, b->end);
	size_t i = find_forbidden(t, b->from);
	if (i == t.n)
		return true;
	if (t.at[i] == 0) {
		diag_error(d, source_place(b->source, i), "a NUL byte in the text");
		diag_help(d, "the file is damaged, or it is no text");
	} else {
		diag_error(d, source_place(b->source, i), "a control character in the text");
		diag_help(d, "remove it; in a text in double quotes it may be written as \\xNN");
	}
	return false;
}

static bool check_utf8(const struct yaml_bytes *b, struct diag *d)
{
	const struct source *s = b->source;
	struct str t = str_cut(s->text, b->from, b->end - b->from);
	size_t bad = 0;
	if (b->from == 0 && t.n >= 2 && wide_encoding(t)) {
		diag_error(d, whole_file(s), "the file is not UTF-8: it looks like UTF-16 or UTF-32");
		diag_help(d, "%s", save_as_utf8);
		return false;
	}
	if (text_valid(&bad, t))
		return true;
	diag_error(d, source_place(s, b->from + bad), "the file is not UTF-8: byte 0x%02X", (unsigned)(unsigned char)t.at[bad]);
	diag_help(d, "%s; this byte comes from another encoding, such as windows-1252", save_as_utf8);
	return false;
}

static bool begins_line(struct str t, size_t i)
{
	return i == 0 || t.at[i - 1] == '\n' || t.at[i - 1] == '\r' || continues(t.at[i - 1]);
}

/* The next % that begins a line; the end where there is none. */
static size_t find_directive(struct str t, size_t from)
{
	const char *at;
	while (from < t.n && (at = memchr(t.at + from, '%', t.n - from)) != NULL) {
		size_t i = (size_t)(at - t.at);
		if (begins_line(t, i))
			return i;
		from = i + 1;
	}
	return t.n;
}

bool yaml_bytes_directives(struct str t)
{
	return find_directive(t, 0) < t.n;
}

bool yaml_bytes_dots(struct str t)
{
	const char *at;
	for (size_t i = 0; i < t.n && (at = memmem(t.at + i, t.n - i, "...", 3)) != NULL; i++) {
		i = (size_t)(at - t.at);
		if (begins_line(t, i))
			return true;
	}
	return false;
}

/* libyaml compares each %TAG line with all before it: a file of nothing else
 * takes quadratic time, so there may only be a few. */
static bool check_directives(const struct yaml_bytes *b, struct diag *d)
{
	struct str t = str_cut(b->source->text, 0, b->end);
	size_t n = 0;
	for (size_t i = find_directive(t, b->from); i < t.n; i = find_directive(t, i + 1)) {
		if (!str_starts(str_from(t, i), STR("%TAG")) || n++ < TAG_DIRECTIVES_MAX)
			continue;
		diag_error(d, source_place(b->source, i), "too many %%TAG lines");
		diag_help(d, "remove them: tags have no meaning here");
		return false;
	}
	return true;
}

/* Libyaml knows further blanks, and further ends of lines. */
static bool ends_lines(const char *at, size_t n)
{
	if (n > 1 && memcmp(at, "\xC2\x85", 2) == 0)
		return true;
	return n > 2 && (memcmp(at, "\xE2\x80\xA8", 3) == 0 || memcmp(at, "\xE2\x80\xA9", 3) == 0 || memcmp(at, "\xEF\xBB\xBF", 3) == 0);
}

enum { BLANK = 1, WIDE = 2 };

/* Looks at all of them, so that the compiler can take many at a time. */
static unsigned kinds_of(const char *at, size_t n)
{
	unsigned found = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)at[i];
		found |= (unsigned)((c == '\t') | (c == '\r')) * BLANK | (unsigned)((c == 0xC2) | (c == 0xE2) | (c == 0xEF)) * WIDE;
	}
	return found;
}

bool yaml_bytes_simple(struct str t)
{
	unsigned found = kinds_of(t.at + t.n / BLOCK * BLOCK, t.n % BLOCK);
	for (size_t i = 0; i + BLOCK <= t.n; i += BLOCK)
		found |= kinds_of(t.at + i, BLOCK);
	for (size_t i = 0; i < t.n && found == WIDE; i++)
		if (ends_lines(t.at + i, t.n - i))
			return false;
	return !(found & BLANK);
}

static void index_steps(struct yaml_bytes *b)
{
	struct str t = b->source->text;
	size_t character = 0;
	b->steps = mem_alloc(((b->end - b->start) / STEP + 1) * sizeof *b->steps);
	for (size_t i = b->start; i < b->end; i++) {
		if (continues(t.at[i]))
			continue;
		if (character++ % STEP == 0)
			b->steps[b->nsteps++] = i;
	}
}

bool yaml_bytes_check(struct yaml_bytes *out, const struct source *source, size_t from, size_t end, struct diag *d)
{
	*out = (struct yaml_bytes){.source = source, .from = from, .start = from, .end = end};
	if (!check_utf8(out, d) || !check_characters(out, d) || !check_directives(out, d))
		return false;
	if (from == 0 && str_starts(source->text, STR("\xEF\xBB\xBF")))
		out->start = 3;
	return true;
}

void yaml_bytes_open(struct yaml_bytes *out, const struct source *source, size_t from, size_t end)
{
	*out = (struct yaml_bytes){.source = source, .from = from, .start = from, .end = end};
	if (!text_ascii(str_cut(source->text, from, end - from)))
		index_steps(out);
}

void yaml_bytes_free(struct yaml_bytes *b)
{
	mem_free(b->steps);
	b->steps = NULL;
}

size_t yaml_bytes_offset(const struct yaml_bytes *b, size_t character)
{
	struct str t = b->source->text;
	if (!b->steps)
		return character < b->end - b->start ? b->start + character : b->end;
	if (character / STEP >= b->nsteps)
		return b->end;
	size_t i = b->steps[character / STEP];
	for (size_t left = character % STEP; left > 0 && i < b->end; left--)
		do
			i++;
		while (i < b->end && continues(t.at[i]));
	return i;
}
