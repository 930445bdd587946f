#define _DEFAULT_SOURCE 1 /* d_type */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "book/reading.h"

enum { READ_STEP = 1 << 16 };
static const size_t file_most = (size_t)1 << 28; /* bytes; a device never ends */

struct walk {
	struct book *book;
	struct arena *arena;
	VEC(struct str) folders; /* still to be read */
	VEC(struct reading_file) files;
	struct str folder, real; /* the one that is read; without links */
	struct map seen;         /* "device:inode" of folders */
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
	size_t slash = dir.at[dir.n - 1] != '/';
	char *path = arena_alloc(a, dir.n + slash + name.n);
	memcpy(path, dir.at, dir.n);
	memset(path + dir.n, '/', slash);
	memcpy(path + dir.n + slash, name.at, name.n);
	return (struct str){path, dir.n + slash + name.n};
}

struct str path_real(struct arena *a, struct str path)
{
	char *real = realpath(str_cstr(a, path), NULL);
	struct str s = real ? str_dup(a, str_of(real)) : STR("");
	free(real);
	return s;
}

/* What is left of the file, behind what is there. */
static bool read_rest(struct buf *b, int file)
{
	ssize_t n;

	do {
		n = read(file, buf_room(b, READ_STEP), READ_STEP);
		b->n += n > 0 ? (size_t)n : 0;
	} while ((n > 0 && b->n <= file_most) || (n < 0 && errno == EINTR));
	if (n > 0)
		errno = EFBIG;
	return n == 0;
}

/* A regular file that is as long as it says is read where it stays. */
static bool read_all(struct str *out, int file, size_t size, struct arena *a)
{
	char *to = arena_alloc(a, size + 1);
	struct buf more = {0};
	size_t n = 0;
	ssize_t got;

	do {
		got = read(file, to + n, size + 1 - n);
		n += got > 0 ? (size_t)got : 0;
	} while (n <= size && (got > 0 || (got < 0 && errno == EINTR)));
	*out = (struct str){to, n};
	if (n <= size)
		return got == 0;
	buf_add(&more, *out);
	bool read = read_rest(&more, file);
	*out = str_dup(a, buf_str(&more));
	buf_free(&more);
	return read;
}

bool book_read_file(struct str *out, struct str path, struct arena *a, struct str *why)
{
	struct stat st;
	int file = open(str_cstr(a, path), O_RDONLY | O_CLOEXEC);

	if (file < 0) {
		*why = str_dup(a, str_of(strerror(errno)));
		return false;
	}
	errno = 0;
	bool known = fstat(file, &st) == 0, folder = known && S_ISDIR(st.st_mode);
	size_t size = known && S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
	bool read = !folder && size <= file_most && read_all(out, file, size, a);
	if (!read && (size > file_most || errno == EFBIG))
		*why = STR("it is larger than 256 MiB");
	else if (!read)
		*why = folder ? STR("it is a folder") : str_dup(a, str_of(strerror(errno)));
	close(file);
	return read;
}

void book_tell_file(struct book *b, struct str path, const char *what, struct str why)
{
	diag_error(b->diag, (struct place){0}, "%.*s: %s: %.*s", STR_ARG(path), what, STR_ARG(why));
}

static bool documents_by_name(struct str name)
{
	size_t n = name.n;
	return (n > 5 && str_eq_cstr(str_from(name, n - 5), ".yaml")) || (n > 4 && str_eq_cstr(str_from(name, n - 4), ".yml"));
}

/* real: empty where it is not known yet. */
static void walk_file(struct walk *w, struct str path, struct str real)
{
	*VEC_PUSH(w->arena, &w->files) = (struct reading_file){.file = path, .path = true, .real = real};
}

/* The kind of a plain file is known from its folder: nothing need be asked of each. */
static void walk_entry(struct walk *w, const struct dirent *e)
{
	struct str name = str_of(e->d_name);
	struct stat st;
	bool plain = e->d_type == DT_REG, documents = documents_by_name(name);

	if (e->d_name[0] == '.' || (plain && !documents))
		return;
	struct str path = path_join(w->arena, w->folder, name);
	if (plain) {
		walk_file(w, path, w->real.n > 0 ? path_join(w->arena, w->real, name) : w->real);
	} else if (stat(str_cstr(w->arena, path), &st) != 0) {
		if (documents)
			book_tell_file(w->book, path, "cannot be read", str_of(strerror(errno)));
	} else if (S_ISDIR(st.st_mode)) {
		*VEC_PUSH(w->arena, &w->folders) = path;
	} else if (documents && S_ISREG(st.st_mode)) {
		walk_file(w, path, (struct str){0});
	} else if (documents) {
		book_tell_file(w->book, path, "cannot be read", STR("it is no regular file"));
	}
}

static void walk_folder(struct walk *w, struct str folder)
{
	struct stat st;
	struct dirent *e;
	const char *name = str_cstr(w->arena, folder);
	DIR *dir = opendir(name);

	if (!dir) {
		book_tell_file(w->book, folder, "this folder cannot be read", str_of(strerror(errno)));
		return;
	}
	struct str mark = {0};
	if (stat(name, &st) == 0)
		mark = str_printf(w->arena, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
	w->folder = folder;
	w->real = path_real(w->arena, folder);
	if (map_put(&w->seen, mark, w))
		while ((e = readdir(dir)))
			walk_entry(w, e);
	closedir(dir);
}

static int compare_files(const void *a, const void *b)
{
	const struct reading_file *f = a, *g = b;
	return str_cmp(f->file, g->file);
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
	size_t n = 0;

	map_init(&w.seen, b->arena);
	*VEC_PUSH(w.arena, &w.folders) = folder;
	while (w.folders.n > 0)
		walk_folder(&w, w.folders.at[--w.folders.n]);
	if (w.files.n > 0)
		qsort(w.files.at, w.files.n, sizeof *w.files.at, compare_files);
	for (size_t i = 0; i < w.files.n; i++) {
		struct reading_file *f = &w.files.at[i];
		struct origin *o = arena_copy(b->arena, origin, sizeof *origin);
		o->dir = path_dir(f->file);
		f->origin = o;
		if (!own_settings(b, f->file))
			w.files.at[n++] = *f;
	}
	book_read_files(b, w.files.at, n);
}

bool book_add_path(struct book *b, struct str path)
{
	struct stat st;
	size_t before = b->diag->nerrors;
	struct origin *o = ARENA_NEW(b->arena, struct origin);

	path = str_dup(b->arena, path);
	if (stat(str_cstr(b->arena, path), &st) != 0) {
		book_tell_file(b, path, "cannot be read", str_of(strerror(errno)));
	} else if (S_ISDIR(st.st_mode)) {
		*o = (struct origin){.dir = path, .root = path};
		read_folder(b, path, o);
	} else {
		*o = (struct origin){.dir = path_dir(path), .root = path_dir(path)};
		struct reading_file one = {.file = path, .path = true, .origin = o};
		book_read_files(b, &one, 1);
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

static void note_beside(struct book *b, struct str file, struct str text)
{
	struct document *d = VEC_PUSH(b->arena, &b->beside);
	const struct digest digest = digest_of(text);

	*d = (struct document){.file = file, .beside = true};
	digest_hex(d->sha256, 64, &digest);
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
	if (real.n > 0 && book_read_file(out, real, b->arena, &why)) {
		note_beside(b, full, *out);
		return true;
	}
	diag_error(d, yaml_place(path), "%.*s cannot be read: %.*s", STR_ARG(name), STR_ARG(why));
	return false;
}
