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

void shipped_add_all(struct book *b)
{
	struct digest_stream *stream = digest_open();
	char version[13];

	for (const struct catalogue_file *f = catalogue_files; f->name; f++) {
		struct str name = str_of(f->name);
		digest_add(stream, str_printf(b->arena, "%s %zu\n", f->name, f->n));
		digest_add(stream, file_text(f));
		if (is_documents(name))
			shipped_add(b, name, file_text(f));
	}
	struct digest all = digest_close(stream);
	digest_hex(version, 12, &all);
	version[12] = '\0';
	b->plan.catalogue_version = str_dup(b->arena, str_of(version));
}
