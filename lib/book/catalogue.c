#include <string.h>

#include "base/digest.h"
#include "book/reading.h"
#include "book/shipped.h"

static struct str file_text(const struct catalogue_file *f)
{
	const void *at = f->at;
	return (struct str){at, f->n};
}

struct str catalogue_read(const char *name)
{
	for (const struct catalogue_file *f = catalogue_files; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return file_text(f);
	return STR("");
}

static struct reading_file shipped_file(struct book *b, struct str file, struct str text)
{
	struct origin *o = ARENA_NEW(b->arena, struct origin);

	*o = (struct origin){.dir = path_dir(file), .root = path_dir(file), .shipped = true};
	return (struct reading_file){.file = file, .text = text, .origin = o};
}

void shipped_add(struct book *b, struct str file, struct str text)
{
	struct reading_file one = shipped_file(b, file, text);

	book_read_files(b, &one, 1);
}

static bool is_documents(struct str name)
{
	return name.n > 5 && str_eq_cstr(str_from(name, name.n - 5), ".yaml");
}

/* The line that begins at `at`, with its end. */
static struct str line_at(struct str text, size_t at)
{
	const char *end = memchr(text.at + at, '\n', text.n - at);

	return str_cut(text, at, end ? (size_t)(end - (text.at + at)) + 1 : text.n - at);
}

/* Does a test begin behind this line, comments and blank lines aside? */
static bool begins_test(struct str text, size_t at)
{
	while (at < text.n) {
		struct str line = line_at(text, at);

		if (str_trim(line).n > 0 && line.at[0] != '#')
			return str_starts(line, STR("test:"));
		at += line.n;
	}
	return false;
}

/* The text with nothing but the line ends of its tests, so that lines keep their numbers. */
static struct str without_tests(struct str text, struct arena *a)
{
	char *to = arena_alloc(a, text.n + 1);
	bool test = begins_test(text, 0);
	size_t n = 0;

	for (size_t at = 0; at < text.n;) {
		struct str line = line_at(text, at);

		at += line.n;
		if (str_starts(line, STR("---")))
			test = begins_test(text, at);
		if (test) {
			to[n++] = '\n';
			continue;
		}
		memcpy(to + n, line.at, line.n);
		n += line.n;
	}
	return (struct str){to, n};
}

void shipped_add_all(struct book *b)
{
	struct digest_stream *stream = digest_open();
	VEC(struct reading_file) files = {0};
	char version[13];

	for (const struct catalogue_file *f = catalogue_files; f->name; f++) {
		struct str name = str_of(f->name);
		digest_add(stream, str_printf(b->arena, "%s %zu\n", f->name, f->n));
		digest_add(stream, file_text(f));
		if (is_documents(name))
			*VEC_PUSH(b->arena, &files) =
				shipped_file(b, name, b->options.tests ? file_text(f) : without_tests(file_text(f), b->arena));
	}
	book_read_files(b, files.at, files.n);
	struct digest all = digest_close(stream);
	digest_hex(version, 12, &all);
	version[12] = '\0';
	b->plan.catalogue_version = str_dup(b->arena, str_of(version));
}
