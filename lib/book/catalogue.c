#include <string.h>

#include "base/digest.h"
#include "book/load.h"
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

void shipped_add(struct book *b, struct str file, struct str text)
{
	struct origin *o = ARENA_NEW(b->arena, struct origin);
	*o = (struct origin){.dir = path_dir(file), .root = path_dir(file), .shipped = true};
	book_read_source(b, file, text, o);
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
	char version[13];

	for (const struct catalogue_file *f = catalogue_files; f->name; f++) {
		struct str name = str_of(f->name);
		digest_add(stream, str_printf(b->arena, "%s %zu\n", f->name, f->n));
		digest_add(stream, file_text(f));
		if (is_documents(name))
			shipped_add(b, name, b->options.tests ? file_text(f) : without_tests(file_text(f), b->arena));
	}
	struct digest all = digest_close(stream);
	digest_hex(version, 12, &all);
	version[12] = '\0';
	b->plan.catalogue_version = str_dup(b->arena, str_of(version));
}
