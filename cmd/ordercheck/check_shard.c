/* check --shard: one part of the subjects, for `merge`. */
#include "check.h"

static bool refuse(struct call *c, const char *what, const char *help)
{
	diag_error(c->diag, NOWHERE, "--shard %.*s %s", STR_ARG(option_last(&c->args, OPT_SHARD)), what);
	diag_help(c->diag, "%s", help);
	return false;
}

bool shard_asked(struct asked *a, struct call *c)
{
	struct str text = option_last(&c->args, OPT_SHARD), part, parts;

	if (text.n == 0)
		return true;
	if (!str_split(&part, &parts, text, '/') || !str_to_u64(&a->part, part) || !str_to_u64(&a->parts, parts) ||
	    a->parts < 1 || a->parts > SHARDS_MOST || a->part < 1 || a->part > a->parts)
		return refuse(c, "is no part", "I/N is part I of N, such as 2/8; I from 1 to N, N up to 9999");
	if (!a->format || !str_eq_cstr(str_of(a->format->name), "json"))
		return refuse(c, "is written as JSON alone: told in another format, a part would look like the whole",
		              "add -f json -o PART.json; `ordercheck merge` prints the whole run in any format");
	if (!option_has(&c->args, OPT_AS_OF))
		return refuse(c, "needs an --as-of", "parts are begun at different times, and all must be judged at one");
	if (a->redact && a->redact_random)
		return refuse(c, "is redacted by a key of its own", "--redact-key FILE, the same for every part");
	return true;
}

bool shard_storeless(const struct check *k)
{
	struct call *c = k->call;

	if (k->asked.parts == 0 || !k->stored.path)
		return true;
	return refuse(c, "goes with no case store: a part neither keeps nor tells what is new",
	              option_has(&c->args, OPT_STORE) ? "leave out --store" : "leave `store:` out of the settings, or judge whole");
}

bool shard_has(const struct check *k, size_t subject)
{
	const struct asked *a = &k->asked;

	return a->parts == 0 || shard_of(k->project.plan.subjects[subject].id, a->parts) == a->part;
}

void shard_count_places(struct check *k)
{
	for (size_t i = 0; k->asked.part > 1 && i < k->places.ninputs; i++)
		k->places.inputs[i]->filtered = k->places.inputs[i]->superseded = 0;
}

static struct shard_texts texts(const struct str *at, size_t n)
{
	return (struct shard_texts){at, n};
}

void shard_fill(struct check *k)
{
	const struct asked *a = &k->asked;
	const struct plan *p = &k->project.plan;

	if (a->parts == 0)
		return;
	k->shard = (struct shard){.part = a->part, .parts = a->parts, .fail_on = a->fail_on, .allow_rejects = a->allow_text,
	                          .failed = k->feeds.failed, .notes = texts(k->feeds.notes, k->feeds.nnotes),
	                          .unclaimed = texts(k->unclaimed, k->nunclaimed), .passed = texts(k->passed, k->npassed),
	                          .left_out = texts(p->left_out, p->nleft_out)};
	if (str_eq_cstr(option_last(&k->call->args, OPT_NAMES), "always"))
		shard_take_names(&k->shard, &k->run, k->call->arena);
	k->run.shard = &k->shard;
}
