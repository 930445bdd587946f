#include "yaml/bytes.h"

#include <string.h>

#include "base/text.h"

enum { STEP = 256, TAG_DIRECTIVES_MAX = 64 };

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

static bool check_characters(const struct source *s, struct diag *d)
{
	for (size_t i = 0; i < s->text.n; i++) {
		if (!forbidden(s->text, i))
			continue;
		if (s->text.at[i] == 0) {
			diag_error(d, source_place(s, i), "a NUL byte in the text");
			diag_help(d, "the file is damaged, or it is no text");
		} else {
			diag_error(d, source_place(s, i), "a control character in the text");
			diag_help(d, "remove it; in a text in double quotes it may be written as \\xNN");
		}
		return false;
	}
	return true;
}

static bool check_utf8(const struct source *s, struct diag *d)
{
	size_t bad = 0;
	if (s->text.n >= 2 && wide_encoding(s->text)) {
		diag_error(d, whole_file(s), "the file is not UTF-8: it looks like UTF-16 or UTF-32");
		diag_help(d, "%s", save_as_utf8);
		return false;
	}
	if (text_valid(&bad, s->text))
		return true;
	diag_error(d, source_place(s, bad), "the file is not UTF-8: byte 0x%02X", (unsigned)(unsigned char)s->text.at[bad]);
	diag_help(d, "%s; this byte comes from another encoding, such as windows-1252", save_as_utf8);
	return false;
}

/* libyaml compares each %TAG line with all before it: a file of nothing else
 * takes quadratic time, so there may only be a few. */
static bool check_directives(const struct source *s, struct diag *d)
{
	size_t n = 0;
	for (size_t i = 0; i + 4 <= s->text.n; i++) {
		bool first = i == 0 || s->text.at[i - 1] == '\n' || s->text.at[i - 1] == '\r' || continues(s->text.at[i - 1]);
		if (s->text.at[i] != '%' || !first || memcmp(s->text.at + i, "%TAG", 4) != 0 || n++ < TAG_DIRECTIVES_MAX)
			continue;
		diag_error(d, source_place(s, i), "too many %%TAG lines");
		diag_help(d, "remove them: tags have no meaning here");
		return false;
	}
	return true;
}

static void index_steps(struct yaml_bytes *b)
{
	struct str t = b->source->text;
	size_t character = 0;
	b->steps = mem_alloc((t.n / STEP + 1) * sizeof *b->steps);
	for (size_t i = b->start; i < t.n; i++) {
		if (continues(t.at[i]))
			continue;
		if (character++ % STEP == 0)
			b->steps[b->nsteps++] = i;
	}
}

bool yaml_bytes_check(struct yaml_bytes *out, const struct source *source, struct diag *d)
{
	*out = (struct yaml_bytes){.source = source};
	if (!check_utf8(source, d) || !check_characters(source, d) || !check_directives(source, d))
		return false;
	if (str_starts(source->text, STR("\xEF\xBB\xBF")))
		out->start = 3;
	if (!text_ascii(str_from(source->text, out->start)))
		index_steps(out);
	return true;
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
		return character < t.n - b->start ? b->start + character : t.n;
	if (character / STEP >= b->nsteps)
		return t.n;
	size_t i = b->steps[character / STEP];
	for (size_t left = character % STEP; left > 0 && i < t.n; left--)
		do
			i++;
		while (i < t.n && continues(t.at[i]));
	return i;
}
