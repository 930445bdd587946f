#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "feed/read.h"

#define DEPTH_MAX 16

struct visited { /* a folder that was listed: links may lead back to it */
	dev_t device;
	ino_t number;
};

struct found {
	VEC(struct str) files, others; /* others: no regular files */
	VEC(struct visited) folders;
	struct arena *arena;
	struct diag *diag;
};

static bool cannot_read(struct found *f, struct str path)
{
	diag_error(f->diag, (struct place){0}, "%.*s cannot be read: %s", STR_ARG(path), strerror(errno));
	return false;
}

static bool no_folder(struct found *f, struct str path)
{
	diag_error(f->diag, (struct place){0}, "%.*s is a file; feeds: names folders", STR_ARG(path));
	diag_help(f->diag, "name the folder that holds it");
	return false;
}

static bool list_folder(struct found *f, struct str folder, unsigned depth);

static bool first_visit(struct found *f, const struct stat *st)
{
	for (size_t i = 0; i < f->folders.n; i++)
		if (f->folders.at[i].device == st->st_dev && f->folders.at[i].number == st->st_ino)
			return false;
	*VEC_PUSH(f->arena, &f->folders) = (struct visited){st->st_dev, st->st_ino};
	return true;
}

static bool list_entry(struct found *f, struct str path, unsigned depth)
{
	struct stat st;

	if (stat(path.at, &st) != 0)
		return cannot_read(f, path);
	if (S_ISREG(st.st_mode))
		*VEC_PUSH(f->arena, &f->files) = path;
	else if (!S_ISDIR(st.st_mode))
		*VEC_PUSH(f->arena, &f->others) = path;
	if (!S_ISDIR(st.st_mode) || depth == 0 || !first_visit(f, &st))
		return true;
	return list_folder(f, path, depth - 1);
}

/* Files in a folder and those below it; names that begin with a dot are passed over. */
static bool list_folder(struct found *f, struct str folder, unsigned depth)
{
	DIR *dir = opendir(str_cstr(f->arena, folder));
	const char *slash = folder.n > 0 && folder.at[folder.n - 1] == '/' ? "" : "/";
	struct dirent *entry;
	bool ok = true;

	if (!dir)
		return cannot_read(f, folder);
	while ((entry = readdir(dir))) {
		struct str path;

		if (entry->d_name[0] == '.')
			continue;
		path = str_printf(f->arena, "%.*s%s%s", STR_ARG(folder), slash, entry->d_name);
		path.at = str_cstr(f->arena, path);
		ok &= list_entry(f, path, depth);
	}
	closedir(dir);
	return ok;
}

static int compare_paths(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The name under which the file is read; empty: nothing claims it. False: two feeds do. */
static bool name_of(struct str *out, const struct plan *plan, struct str path, struct diag *d)
{
	const struct feed *feed;
	struct str stem = claim_stem(path);

	*out = (struct str){NULL, 0};
	if (!claim_by_pattern(&feed, plan, path, d))
		return false;
	if (feed)
		*out = feed->id;
	else if (plan_find_feed(plan, stem) || plan_find_type(plan, stem) || str_eq(stem, STR("subject")) ||
	         str_eq(stem, place_type.name))
		*out = stem;
	return true;
}

bool feed_find(struct feed_request **out, size_t *n, const struct str *folders, size_t nfolders, const struct plan *plan,
               struct arena *a, struct diag *d, const struct str **unclaimed, size_t *nunclaimed)
{
	struct found f = {.arena = a, .diag = d};
	struct str *left;
	bool ok = true;

	for (size_t i = 0; i < nfolders; i++) {
		struct stat st;
		if (stat(str_cstr(a, folders[i]), &st) != 0)
			ok = cannot_read(&f, folders[i]);
		else if (!S_ISDIR(st.st_mode))
			ok = no_folder(&f, folders[i]);
		else if (first_visit(&f, &st))
			ok &= list_folder(&f, folders[i], DEPTH_MAX);
	}
	if (f.files.n > 0)
		qsort(f.files.at, f.files.n, sizeof *f.files.at, compare_paths);
	*out = arena_array(a, f.files.n, sizeof **out);
	left = arena_array(a, f.files.n + f.others.n, sizeof *left);
	*n = *nunclaimed = 0;
	for (size_t i = 0; i < f.others.n; i++)
		left[(*nunclaimed)++] = f.others.at[i];
	for (size_t i = 0; i < f.files.n; i++) {
		struct str name;

		if (!name_of(&name, plan, f.files.at[i], d))
			ok = false;
		else if (name.n > 0)
			(*out)[(*n)++] = (struct feed_request){.path = f.files.at[i].at, .name = name};
		else
			left[(*nunclaimed)++] = f.files.at[i];
	}
	*unclaimed = left;
	return ok;
}
