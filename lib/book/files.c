#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "book/load.h"

enum { READ_STEP = 1 << 16 };

struct walk {
	struct book *book;
	struct arena *arena;
	VEC(struct str) folders, files; /* folders: still to be read */
	struct map seen;                /* "device:inode" of folders */
};

struct str path_dir(struct str path)
{
	size_t n = path.n;
	while (n > 0 && path.at[n - 1] != '/')
		n--;
	if (n == 0)
		return STR(".");
	return n == 1 ? str_cut(path, 0, 1) : str_cut(path, 0, n - 1);
}

struct str path_join(struct arena *a, struct str dir, struct str name)
{
	if ((name.n > 0 && name.at[0] == '/') || dir.n == 0 || str_eq_cstr(dir, "."))
		return str_dup(a, name);
	bool slash = dir.at[dir.n - 1] == '/';
	return str_printf(a, "%.*s%s%.*s", STR_ARG(dir), slash ? "" : "/", STR_ARG(name));
}

/* The path without links; empty: there is no such file. */
static struct str path_real(struct arena *a, struct str path)
{
	char *real = realpath(str_cstr(a, path), NULL);
	struct str s = real ? str_dup(a, str_of(real)) : STR("");
	free(real);
	return s;
}

static bool read_all(struct buf *b, FILE *f)
{
	char *step = mem_alloc(READ_STEP);
	size_t n;
	while ((n = fread(step, 1, READ_STEP, f)) > 0)
		buf_add(b, (struct str){step, n});
	mem_free(step);
	return !ferror(f);
}

bool book_read_file(struct str *out, struct str path, struct arena *a, struct str *why)
{
	struct buf b = {0};
	struct stat st;
	const char *name = str_cstr(a, path);
	FILE *f = fopen(name, "rb");

	if (!f) {
		*why = str_dup(a, str_of(strerror(errno)));
		return false;
	}
	bool folder = fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode);
	bool read = !folder && read_all(&b, f);
	if (!read)
		*why = folder ? STR("it is a folder") : str_dup(a, str_of(strerror(errno)));
	fclose(f);
	*out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return read;
}

static void tell_file(struct book *b, struct str path, const char *what, struct str why)
{
	diag_error(b->diag, (struct place){0}, "%.*s: %s: %.*s", STR_ARG(path), what, STR_ARG(why));
}

static void read_one(struct book *b, struct str path, const struct origin *origin)
{
	struct str text, why = {0};
	struct str real = path_real(b->arena, path);

	if (real.n > 0 && !map_put(&b->read, real, b))
		return;
	if (book_read_file(&text, path, b->arena, &why))
		book_read_source(b, path, text, origin);
	else
		tell_file(b, path, "cannot be read", why);
}

static bool documents_by_name(struct str name)
{
	size_t n = name.n;
	return (n > 5 && str_eq_cstr(str_from(name, n - 5), ".yaml")) || (n > 4 && str_eq_cstr(str_from(name, n - 4), ".yml"));
}

static void walk_entry(struct walk *w, struct str folder, const char *entry)
{
	struct str name = str_of(entry);
	struct stat st;

	if (entry[0] == '.')
		return;
	struct str path = path_join(w->arena, folder, name);
	if (stat(str_cstr(w->arena, path), &st) != 0) {
		if (documents_by_name(name))
			tell_file(w->book, path, "cannot be read", str_of(strerror(errno)));
		return;
	}
	if (S_ISDIR(st.st_mode))
		*VEC_PUSH(w->arena, &w->folders) = path;
	else if (documents_by_name(name) && S_ISREG(st.st_mode))
		*VEC_PUSH(w->arena, &w->files) = path;
	else if (documents_by_name(name))
		tell_file(w->book, path, "cannot be read", STR("it is no regular file"));
}

static void walk_folder(struct walk *w, struct str folder)
{
	struct stat st;
	struct dirent *e;
	const char *name = str_cstr(w->arena, folder);
	DIR *dir = opendir(name);

	if (!dir) {
		tell_file(w->book, folder, "this folder cannot be read", str_of(strerror(errno)));
		return;
	}
	struct str mark = {0};
	if (stat(name, &st) == 0)
		mark = str_printf(w->arena, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
	if (map_put(&w->seen, mark, w))
		while ((e = readdir(dir)))
			walk_entry(w, folder, e->d_name);
	closedir(dir);
}

static int compare_paths(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool own_settings(struct book *b, struct str path)
{
	static const struct str name = {"ordercheck.yaml", 15};
	const struct settings *s = b->options.settings;
	if (!s->found || path.n < name.n || !str_eq(str_from(path, path.n - name.n), name))
		return false;
	struct str real = path_real(b->arena, path);
	struct str own = path_real(b->arena, path_join(b->arena, s->dir, STR("ordercheck.yaml")));
	return own.n > 0 && str_eq(own, real);
}

static void read_folder(struct book *b, struct str folder, const struct origin *origin)
{
	struct walk w = {.book = b, .arena = b->arena};
	map_init(&w.seen, b->arena);
	*VEC_PUSH(w.arena, &w.folders) = folder;
	while (w.folders.n > 0)
		walk_folder(&w, w.folders.at[--w.folders.n]);
	if (w.files.n > 0)
		qsort(w.files.at, w.files.n, sizeof *w.files.at, compare_paths);
	for (size_t i = 0; i < w.files.n; i++) {
		struct origin *o = arena_copy(b->arena, origin, sizeof *origin);
		o->dir = path_dir(w.files.at[i]);
		if (!own_settings(b, w.files.at[i]))
			read_one(b, w.files.at[i], o);
	}
}

bool book_add_path(struct book *b, struct str path)
{
	struct stat st;
	size_t before = b->diag->nerrors;
	struct origin *o = ARENA_NEW(b->arena, struct origin);

	path = str_dup(b->arena, path);
	if (stat(str_cstr(b->arena, path), &st) != 0) {
		tell_file(b, path, "cannot be read", str_of(strerror(errno)));
	} else if (S_ISDIR(st.st_mode)) {
		*o = (struct origin){.dir = path, .root = path};
		read_folder(b, path, o);
	} else {
		*o = (struct origin){.dir = path_dir(path), .root = path_dir(path)};
		read_one(b, path, o);
	}
	return b->diag->nerrors == before;
}

static bool beneath(struct str file, struct str folder)
{
	if (folder.n == 0 || !str_starts(file, folder))
		return false;
	return folder.at[folder.n - 1] == '/' || (file.n > folder.n && file.at[folder.n] == '/');
}

static bool may_read(struct book *b, const struct origin *origin, struct str real)
{
	const struct settings *s = b->options.settings;
	if (beneath(real, path_real(b->arena, origin->root)))
		return true;
	if (s->found && beneath(real, path_real(b->arena, s->dir)))
		return true;
	for (size_t i = 0; i < s->nread_outside; i++)
		if (beneath(real, path_real(b->arena, path_join(b->arena, s->dir, s->read_outside[i]))))
			return true;
	return false;
}

bool book_read_named(struct str *out, struct book *b, const struct doc *doc, const struct yaml_node *path, struct diag *d)
{
	struct str name = keep_text(b, path), why = STR("no such file");
	struct str full = path_join(b->arena, doc->origin->dir, name);
	struct str real = doc->origin->shipped ? STR("") : path_real(b->arena, full);

	if (real.n > 0 && !may_read(b, doc->origin, real)) {
		diag_error(d, yaml_place(path), "%.*s lies outside the project", STR_ARG(name));
		diag_help(d, "name its folder under read-outside in ordercheck.yaml");
		return false;
	}
	if (real.n > 0 && book_read_file(out, real, b->arena, &why))
		return true;
	diag_error(d, yaml_place(path), "%.*s cannot be read: %.*s", STR_ARG(name), STR_ARG(why));
	return false;
}
