#include <dirent.h>
#include <errno.h>
#include <glob.h>
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

/* ---- folders and patterns on the command line ---- */

static bool is_csv(struct str path)
{
	static const char *const endings[] = {".csv", ".tsv", ".tab", ".psv", ".txt"};
	struct str name = claim_unpacked(path);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str end = str_of(endings[i]);
		if (name.n > end.n && str_eq_nocase(str_from(name, name.n - end.n), end))
			return true;
	}
	return false;
}

struct spreading {
	VEC(struct feed_request) requests;
	VEC(struct str) passed;
	struct arena *arena;
	struct diag *diag;
};

static void add_request(struct spreading *s, struct str path, struct str name)
{
	*VEC_PUSH(s->arena, &s->requests) = (struct feed_request){str_cstr(s->arena, path), name};
}

static bool add_folder(struct spreading *s, const struct feed_request *q)
{
	struct found f = {.arena = s->arena, .diag = s->diag};
	size_t before = s->requests.n;

	if (!list_folder(&f, str_of(q->path), DEPTH_MAX))
		return false;
	if (f.files.n > 0)
		qsort(f.files.at, f.files.n, sizeof *f.files.at, compare_paths);
	for (size_t i = 0; i < f.files.n; i++) {
		if (is_csv(f.files.at[i]))
			add_request(s, f.files.at[i], q->name);
		else
			*VEC_PUSH(s->arena, &s->passed) = f.files.at[i];
	}
	for (size_t i = 0; i < f.others.n; i++)
		*VEC_PUSH(s->arena, &s->passed) = f.others.at[i];
	if (s->requests.n > before)
		return true;
	diag_error(s->diag, (struct place){0}, "the folder %s has no file that ends as a CSV's does", q->path);
	diag_help(s->diag, "such as .csv, .tsv, .txt, or .csv.gz; name others one by one, or by a pattern");
	return false;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool add_pattern(struct spreading *s, const struct feed_request *q)
{
	bool good = true;
	glob_t g;
	int status = glob(q->path, GLOB_NOSORT, NULL, &g);

	if (status == GLOB_NOSPACE)
		mem_exhausted();
	if (status != 0) {
		diag_error(s->diag, (struct place){0}, "no file fits the pattern %s", q->path);
		return false;
	}
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct feed_request one = {str_cstr(s->arena, str_of(g.gl_pathv[i])), q->name};
		if (is_folder(one.path))
			good &= add_folder(s, &one);
		else
			add_request(s, str_of(one.path), q->name);
	}
	globfree(&g);
	return good;
}

static bool spread_one(struct spreading *s, const struct feed_request *q)
{
	struct stat st;

	if (strcmp(q->path, "-") != 0 && is_folder(q->path))
		return add_folder(s, q);
	if (strpbrk(q->path, "*?[") && stat(q->path, &st) != 0)
		return add_pattern(s, q);
	add_request(s, str_of(q->path), q->name);
	return true;
}

bool feed_spread(struct feed_request **out, size_t *n, const struct feed_request *in, size_t nin, const struct str **passed,
                 size_t *npassed, struct arena *a, struct diag *d)
{
	struct spreading s = {.arena = a, .diag = d};
	bool good = true;

	for (size_t i = 0; i < nin; i++)
		good &= spread_one(&s, &in[i]);
	*out = s.requests.at;
	*n = s.requests.n;
	*passed = s.passed.at;
	*npassed = s.passed.n;
	return good;
}
