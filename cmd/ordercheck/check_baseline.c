/* check --baseline: findings of an earlier run, which are left out. */
#include <string.h>

#include "check.h"
#include "saved_file.h"

static void add(struct check *k, const struct finding *f)
{
	struct str id = str_dup(k->call->arena, str_of(f->id));
	enum level *level = map_find(&k->baseline, id);

	if (level && *level >= f->level)
		return;
	map_put(&k->baseline, id, arena_copy(k->call->arena, &f->level, sizeof f->level));
}

bool baseline_read(struct check *k)
{
	struct call *c = k->call;
	struct str path = option_last(&c->args, OPT_BASELINE);

	map_init(&k->baseline, c->arena);
	if (path.n == 0)
		return true;
	struct saved_run *saved = saved_file_open(c, path, k->baseline_sha256);
	if (!saved)
		return false;
	const struct run *run = saved_run_of(saved);
	if (run_is_redacted(run)) {
		diag_error(c->diag, NOWHERE, "--baseline %.*s is redacted: its ids are pseudonyms and fit no finding", STR_ARG(path));
		saved_run_close(saved);
		return false;
	}
	for (size_t i = 0; i < run->ntold; i++)
		add(k, run->told[i]);
	saved_run_close(saved);
	return true;
}

/* What cannot be seen is told every time. */
bool baseline_has(const struct check *k, const struct finding *f)
{
	const enum level *level = f->level == LEVEL_BLIND ? NULL : map_find(&k->baseline, str_of(f->id));

	return level && f->level <= *level;
}
