/* ordercheck merge: the parts of a run as the one run. */
#include "check.h"
#include "saved_file.h"

/* Parts are files, or come through a pipe; none is written over. */
static bool apart(struct call *c)
{
	struct str output = option_last(&c->args, OPT_OUTPUT);

	for (size_t i = 0; i < c->args.operands.n; i++) {
		if (output.n == 0 || !output_same(str_cstr(c->arena, output), str_cstr(c->arena, c->args.operands.at[i])))
			continue;
		diag_error(c->diag, NOWHERE, "%.*s is a part of the run and is not written over", STR_ARG(output));
		return false;
	}
	if (c->args.operands.n > 0)
		return true;
	diag_error(c->diag, NOWHERE, "merge takes the parts of a run: what `ordercheck check --shard I/N -f json` wrote, for every I of N");
	return false;
}

static struct saved_run *open_parts(struct shard *out, struct call *c)
{
	size_t n = c->args.operands.n;
	struct shard_file *files = arena_array(c->arena, n, sizeof *files);
	struct buf *texts = arena_array(c->arena, n, sizeof *texts);
	struct saved_run *run = NULL;
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		good = saved_file_read(&texts[i], &files[i].place, c, c->args.operands.at[i]) && good;
		files[i].text = buf_str(&texts[i]);
	}
	if (good)
		run = shards_join(out, files, n, c->arena, c->diag);
	for (size_t i = 0; i < n; i++)
		buf_free(&texts[i]);
	return run;
}

/* What the status and stderr of the whole run rest on, beside its findings. */
static bool take_shard(struct check *k, const struct shard *s)
{
	k->feeds.failed = s->failed;
	k->feeds.notes = s->notes.at;
	k->feeds.nnotes = s->notes.n;
	k->unclaimed = s->unclaimed.at;
	k->nunclaimed = s->unclaimed.n;
	k->passed = s->passed.at;
	k->npassed = s->passed.n;
	k->project.plan.left_out = s->left_out.at;
	k->project.plan.nleft_out = s->left_out.n;
	if (asked_fail_on(&k->asked, s->fail_on) && asked_allow_rejects(&k->asked, s->allow_rejects))
		return true;
	diag_error(k->call->diag, NOWHERE, "the parts say --fail-on %.*s and --allow-rejects %.*s, which mean nothing",
	           STR_ARG(s->fail_on), STR_ARG(s->allow_rejects));
	return false;
}

static int print(struct check *k, const struct saved_run *saved, const struct shard *s)
{
	k->run = *saved_run_of(saved);
	k->project.plan = *k->run.plan;
	k->feeds = *k->run.feeds;
	k->run.plan = &k->project.plan;
	k->run.feeds = &k->feeds;
	k->loaded = true;
	return take_shard(k, s) && outputs_open(k) ? tell_filled(k) : -1;
}

int cmd_merge(struct call *c)
{
	struct check *k = ARENA_NEW(c->arena, struct check);
	struct saved_run *saved = NULL;
	struct shard shard;
	int status = -1;

	k->call = c;
	if (apart(c) && asked_read(&k->asked, c) && (saved = open_parts(&shard, c)) != NULL)
		status = print(k, saved, &shard);
	if (status < 0) {
		outputs_abandon(k);
		redact_tell_diag(k);
	}
	if (saved)
		saved_run_close(saved);
	return status < 0 ? STATUS_NO_VERDICT : status;
}
